extension Money {
    /// An amount in whole units with commas between thousands; a dash for what is not finite.
    package func whole(_ value: Double) -> String {
        guard value.isFinite else { return PlainNumber.none }
        let number = DecimalDigits(value).rounded(toPlace: 0)
        return (number.isNegative ? PlainNumber.minus : "") + symbol + number.fixed(decimals: 0, groups: true)
    }
}

extension PlainNumber {
    /// A number of at most six significant digits with commas between thousands; a dash for what is not finite.
    static func sixDigits(_ value: Double) -> String { digits(value, significant: 6) }

    /// A number of at most so many significant digits with commas between thousands; a dash for what is not finite.
    static func digits(_ value: Double, significant: Int) -> String {
        guard value.isFinite else { return none }
        let number = DecimalDigits(value).rounded(toSignificant: significant)
        let decimals = max(0, number.digits.count - 1 - number.exponent)
        return (number.isNegative ? minus : "") + number.fixed(decimals: decimals, groups: true)
    }
}
