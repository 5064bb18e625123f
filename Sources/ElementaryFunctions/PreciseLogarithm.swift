/// ln x as the sum of two numbers, with a relative error below 2⁻⁶⁶.
///
/// x = 2ᵏ·z with z in 0.703…1.406, cut into 128 cells. Each cell has a short number g near 1/z, so that r = g·z − 1 is
/// exact in two parts and |r| ≤ 2⁻⁷; then ln x = k·ln 2 − ln g + r − r²/2 + r³·p(r). In the two cells at 1, g = 1.
///
/// - Source: the method of Tang, "Table-driven implementation of the logarithm function in IEEE floating-point
///   arithmetic", ACM Transactions on Mathematical Software 16 (1990).
struct PreciseLogarithm {
    /// The leading part and what is to be added to it.
    let value: Double
    let tail: Double

    /// Takes a finite number above 0.
    init(_ x: Double) {
        let isSubnormal = x < 0x1p-1022
        let bits = (isSubnormal ? x * 0x1p54 : x).bitPattern
        // The first cell begins at 0.703125.
        let moved = bits &- 0x3FE6_8000_0000_0000
        let cell = Int(moved &>> 45 & 127)
        let exponent = Double(Int64(bitPattern: moved) &>> 52) - (isSubnormal ? 54 : 0)
        let z = Double(bitPattern: bits &- (moved & 0xFFF0_0000_0000_0000))
        let (g, reciprocal, reciprocalTail) = Self.cell(cell)

        // g has 9 bits: its products with either half of z are exact, and so is the difference from 1.
        let leading = Elementary.leadingHalf(z)
        let near = leading * g - 1
        let rest = (z - leading) * g
        let r = near + rest
        let rLost = (near - r) + rest

        let r1 = Elementary.leadingHalf(r)
        let square = 0.5 * r1 * r1
        let squareRest = 0.5 * (r + r1) * (r - r1)
        // p(r) = (ln(1 + r) − r + r²/2)/r³; error of r²·p 1.9e-22.
        let r2 = r * r
        let p01 = 0x1.5555555555555p-2 + r * -0x1.000000000003p-2
        let p23 = 0x1.9999999999ad1p-3 + r * -0x1.55555549ad52fp-3
        let p45 = 0x1.24924910cf0c6p-3 + r * -0x1.0005b68985438p-3
        let p = (p01 + r2 * p23) + r2 * r2 * (p45 + r2 * 0x1.c729d26df98f7p-4)

        // ln 2 and ln g have leading parts of multiples of 2⁻⁴², so that this sum is exact.
        let whole = exponent * 0x1.62e42fefa38p-1 + reciprocal
        let sum = whole + r
        let sumLost = (whole - sum) + r
        let less = sum - square
        let lessLost = (sum - less) - square
        let small =
            (exponent * 0x1.ef35793c7673p-45 + reciprocalTail)
            + (sumLost + (lessLost + ((rLost - rLost * r) + (r2 * r * p - squareRest))))
        value = less + small
        tail = (less - value) + small
    }
}
