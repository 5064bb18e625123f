/// Numbers of a fit, rounded to what is worth showing, so that the last bits of a numerical library do not.
enum FittedNumber {
    /// A rate or another number above 0, to three significant digits; below a ten-thousandth it is 0.
    static func rate(_ value: Double) -> Double {
        if value < 1e-4 { return 0 }
        let digits = DecimalDigits(value).rounded(toSignificant: 3)
        // Digits with a point between them are a number.
        return Double(digits.fixed(decimals: max(0, 2 - digits.exponent)))!
    }

    /// A share to three decimals.
    static func share(_ value: Double) -> Double {
        Double(DecimalDigits(value).rounded(toPlace: -3).fixed(decimals: 3))!
    }

    /// A rate as text.
    static func text(_ value: Double) -> String { DataNumber.text(rate(value)) ?? "" }

    /// A share as a percentage of at most one decimal: 8.4%.
    static func percentage(_ value: Double) -> String {
        // A share of three decimals is a percentage of one; the product is rounded again.
        let percent = DecimalDigits(share(value) * 100).rounded(toPlace: -1)
        let text = percent.fixed(decimals: 1)
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "%"
    }

    /// Numbers with one decimal.
    static func decimal(_ value: Double) -> String {
        DecimalDigits(value).rounded(toPlace: -1).fixed(decimals: 1)
    }
}
