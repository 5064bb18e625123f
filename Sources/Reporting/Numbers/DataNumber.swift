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
        // Whole numbers of at most 12 digits are most of a file, and need no rounding.
        if value.magnitude < 1e12, value == value.rounded(.towardZero) { return String(Int(value)) }
        let number = DecimalDigits(value).rounded(toSignificant: significantDigits)
        let sign = number.isNegative ? "-" : ""
        let decimals = number.digits.count - 1
        if (-5...15).contains(number.exponent) {
            return sign + number.fixed(decimals: max(0, decimals - number.exponent))
        }
        return sign + number.fixed(scale: number.exponent, decimals: decimals) + "e" + String(number.exponent)
    }
}
