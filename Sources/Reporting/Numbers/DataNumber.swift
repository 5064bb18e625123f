/// Numbers as programs read them: 12 significant digits in the shortest form.
package enum DataNumber {
    /// Significant digits of every number in a data file.
    package static let significantDigits = 12

    /// The number as text that JSON and CSV both know; nil for what is not finite, which is never written.
    ///
    /// No zeros at the end, no plus sign, 0 for −0. There is an exponent (`1.5e-7`, `1e16`) only below 1e-5 and from
    /// 1e16 on.
    package static func text(_ value: Double) -> String? {
        guard value.isFinite else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the text of a finite number.
    package static func append(_ value: Double, to bytes: inout [UInt8]) {
        let size = value.magnitude
        // Whole numbers of at most 12 digits are most of a file, and need no rounding.
        if size < 1e12, value == value.rounded(.towardZero) {
            if value < 0 { bytes.append(UInt8(ascii: "-")) }
            var (number, places) = (Int(size), 1)
            while number >= 10 { (number, places) = (number / 10, places + 1) }
            TwelveDigits.append(Int(size), places: places, to: &bytes)
        } else if TwelveDigits.sizes.contains(size), let digits = TwelveDigits(size) {
            if value < 0 { bytes.append(UInt8(ascii: "-")) }
            digits.append(to: &bytes)
        } else {
            bytes += shortened(value).utf8
        }
    }

    /// The text of any finite number that is not 0, by its shortest decimal.
    static func shortened(_ value: Double) -> String {
        let number = DecimalDigits(value).rounded(toSignificant: significantDigits)
        let sign = number.isNegative ? "-" : ""
        let decimals = number.digits.count - 1
        if (-5...15).contains(number.exponent) {
            return sign + number.fixed(decimals: max(0, decimals - number.exponent))
        }
        return sign + number.fixed(scale: number.exponent, decimals: decimals) + "e" + String(number.exponent)
    }
}
