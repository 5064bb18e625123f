/// A number of usual size, rounded to 12 significant digits without its shortest decimal being looked for.
///
/// With 10^e ≤ v < 10^(e+1) the digits are those of v · 10^(11 − e), rounded to a whole number. The product has a relative
/// error of 2⁻⁵³, as the power is exact, and the shortest decimal of v is no farther from v than that: together less than
/// 0.0003 of a digit. Where the product is nearer than 0.0005 to a half, they might be rounded to different sides; such
/// numbers, one in a thousand, are left to ``DecimalDigits``.
struct TwelveDigits {
    /// The digits as a whole number from 10¹¹ on, below 10¹².
    private let digits: UInt64
    /// The power of ten of the first digit.
    private let exponent: Int

    /// Sizes that have digits here: from 10⁻⁵ on, below 10¹².
    static let sizes = 1e-5..<1e12

    private static let powers = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    ]

    /// The digits of a size inside ``sizes``; nil where rounding hangs on its shortest decimal.
    init?(_ size: Double) {
        // 1233/4096 is about log10 2, so this is the exponent or one above or below it.
        let binary = Int(size.bitPattern >> 52) - 1023
        var exponent = max(-5, min(11, (binary * 1233) >> 12))
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
        if abs(rest - 0.5) < 0.0005 { return nil }
        if rest > 0.5 { whole += 1 }
        if whole == 1_000_000_000_000 {
            whole = 100_000_000_000
            exponent += 1
        }
        guard whole >= 100_000_000_000, whole < 1_000_000_000_000 else { return nil }
        (digits, self.exponent) = (UInt64(whole), exponent)
    }

    /// Writes the number without an exponent, and without zeros after its last decimal.
    ///
    /// - Parameter place: where to; 32 bytes from there on may be overwritten.
    /// - Returns: how many bytes it takes, at most 18.
    func write(to place: UnsafeMutablePointer<UInt8>) -> Int {
        let zero = UInt8(ascii: "0")
        // Digits stand where the first of them goes, and are then moved for the point: at most 12 bytes.
        let first = exponent < 0 ? place + (1 - exponent) : place
        Self.writeTwelve(digits, to: first)
        var count = 12
        while first[count - 1] == zero { count -= 1 }
        if exponent < 0 {
            place[0] = zero
            place[1] = UInt8(ascii: ".")
            for index in 2..<(1 - exponent) { place[index] = zero }
            return 1 - exponent + count
        }
        // 10¹², to which a number just below it is rounded, has a digit more than twelve.
        if exponent == 12 { place[12] = zero }
        if count <= exponent + 1 { return exponent + 1 }
        for index in stride(from: count - 1, through: exponent + 1, by: -1) { place[index + 1] = place[index] }
        place[exponent + 1] = UInt8(ascii: ".")
        return count + 1
    }

    /// Writes twelve digits, with zeros in front.
    private static func writeTwelve(_ number: UInt64, to place: UnsafeMutablePointer<UInt8>) {
        let (high, low) = number.quotientAndRemainder(dividingBy: 1_000_000)
        writeSix(UInt32(truncatingIfNeeded: high), to: place)
        writeSix(UInt32(truncatingIfNeeded: low), to: place + 6)
    }

    private static func writeSix(_ number: UInt32, to place: UnsafeMutablePointer<UInt8>) {
        let (high, low) = number.quotientAndRemainder(dividingBy: 10_000)
        let (middle, last) = low.quotientAndRemainder(dividingBy: 100)
        writePair(high, to: place)
        writePair(middle, to: place + 2)
        writePair(last, to: place + 4)
    }

    /// Writes a number below 100 in two digits.
    private static func writePair(_ number: UInt32, to place: UnsafeMutablePointer<UInt8>) {
        let pair = pairs.utf8Start + 2 * Int(number)
        place[0] = pair[0]
        place[1] = pair[1]
    }

    /// The numbers below 100 in two digits each, one after the other.
    private static var pairs: StaticString {
        """
        0001020304050607080910111213141516171819\
        2021222324252627282930313233343536373839\
        4041424344454647484950515253545556575859\
        6061626364656667686970717273747576777879\
        8081828384858687888990919293949596979899
        """
    }

    /// Writes a whole number in as many digits as it has.
    ///
    /// - Returns: how many these are, at most 20.
    static func write(whole number: UInt64, to place: UnsafeMutablePointer<UInt8>) -> Int {
        var (rest, count) = (number, 1)
        while rest >= 10 { (rest, count) = (rest / 10, count + 1) }
        rest = number
        var index = count
        while index >= 2 {
            let (shorter, pair) = rest.quotientAndRemainder(dividingBy: 100)
            index -= 2
            writePair(UInt32(truncatingIfNeeded: pair), to: place + index)
            rest = shorter
        }
        if index == 1 { place[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest) }
        return count
    }
}
