/// A number of usual size, rounded to 12 significant digits without its shortest decimal being looked for.
///
/// With 10^e ≤ v < 10^(e+1) the digits are those of v · 10^(11 − e), rounded to a whole number. The product has a relative
/// error of 2⁻⁵³, as the power is exact, and the shortest decimal of v is no farther from v than that: together less than
/// 0.0003 of a digit. Where the product is nearer than 0.01 to a half, they might be rounded to different sides; such
/// numbers, one in fifty, are left to ``DecimalDigits``.
struct TwelveDigits {
    /// The digits as a whole number, without zeros at its end.
    let digits: Int
    /// How many digits these are, 1 … 12.
    let count: Int
    /// The power of ten of the first digit.
    let exponent: Int

    /// Sizes that have digits here: from 10⁻⁵ on, below 10¹².
    static let sizes = 1e-5..<1e12

    private static let powers = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    ]

    /// The digits of a size inside ``sizes``; nil where rounding hangs on its shortest decimal.
    init?(_ size: Double) {
        // 1233/4096 is about log10 2, so this is the exponent or one above or below it.
        var exponent = max(-5, min(11, (Int(size.exponent) * 1233) >> 12))
        var product = size * Self.powers[11 - exponent]
        if product >= 1e12, exponent < 11 {
            exponent += 1
            product = size * Self.powers[11 - exponent]
        } else if product < 1e11, exponent > -5 {
            exponent -= 1
            product = size * Self.powers[11 - exponent]
        }
        var whole = Int(product)
        let rest = product - Double(whole)
        if abs(rest - 0.5) < 0.01 { return nil }
        if rest > 0.5 { whole += 1 }
        if whole == 1_000_000_000_000 {
            whole = 100_000_000_000
            exponent += 1
        }
        guard whole >= 100_000_000_000, whole < 1_000_000_000_000 else { return nil }
        var count = 12
        while true {
            let (shorter, last) = whole.quotientAndRemainder(dividingBy: 10)
            if last != 0 { break }
            whole = shorter
            count -= 1
        }
        (digits, self.count, self.exponent) = (whole, count, exponent)
    }

    /// Appends the number without an exponent, and without zeros after its last decimal.
    func append(to bytes: inout [UInt8]) {
        let decimals = count - 1 - exponent
        if exponent < 0 {
            bytes.append(UInt8(ascii: "0"))
            bytes.append(UInt8(ascii: "."))
            for _ in 0..<(-exponent - 1) { bytes.append(UInt8(ascii: "0")) }
            Self.append(digits, places: count, to: &bytes)
        } else if decimals <= 0 {
            Self.append(digits, places: count, to: &bytes)
            for _ in 0..<(-decimals) { bytes.append(UInt8(ascii: "0")) }
        } else {
            let (whole, fraction) = digits.quotientAndRemainder(dividingBy: Int(Self.powers[decimals]))
            Self.append(whole, places: exponent + 1, to: &bytes)
            bytes.append(UInt8(ascii: "."))
            Self.append(fraction, places: decimals, to: &bytes)
        }
    }

    /// Appends a whole number in so many places, at most 20, with zeros in front.
    static func append(_ number: Int, places: Int, to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { text in
            var rest = number
            for place in stride(from: places - 1, through: 0, by: -1) {
                let (shorter, last) = rest.quotientAndRemainder(dividingBy: 10)
                text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: last)
                rest = shorter
            }
            bytes.append(contentsOf: text.prefix(places))
        }
    }
}
