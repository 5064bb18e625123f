import Analysis

/// Numbers without a currency as people read them: percentages, ratios, counts, years.
package enum PlainNumber {
    /// What stands where there is no figure.
    package static let none = "–"

    /// The minus sign of figures for people; data files have the hyphen that programs read.
    static let minus = "−"

    /// A share 0 … 1 in whole per cent; never 0% or 100% unless it is exactly so.
    package static func percentage(_ share: Double) -> String {
        percentage(Estimate(value: share, standardError: 0, isUpperBound: false))
    }

    /// A share as an estimate: in whole per cent, in tens of per cent where its error is about ten or more.
    package static func percentage(_ share: Estimate) -> String {
        let value = share.value
        if !value.isFinite { return none }
        if value > 0 && value < 0.01 { return "<1%" }
        if value > 0.99 && value < 1 { return ">99%" }
        let place = max(0, min(1, errorPlace(share.standardError * 100) ?? 0))
        let number = DecimalDigits(value * 100).rounded(toPlace: place)
        if place == 1 && value > 0 && value < 1 {
            if number.digits.isEmpty { return "<10%" }
            if number.exponent == 2 { return ">90%" }
        }
        return (number.isNegative ? minus : "") + number.fixed(decimals: 0) + "%"
    }

    /// A share of trials 0 … 1 in whole per cent with its error; never 0% or 100% unless it is exactly so.
    static func shareWithError(_ share: Estimate) -> String {
        if share.value > 0 && share.value < 0.005 { return "<1%" }
        if share.value > 0.995 && share.value < 1 { return ">99%" }
        return VarianceWords.share(share)
    }

    /// A yearly rate in per cent with as many decimals as it has: 2%, 2.5%.
    package static func rate(_ rate: Double) -> String {
        guard rate.isFinite else { return none }
        let number = DecimalDigits(rate * 100).rounded(toSignificant: 6)
        return (number.isNegative ? minus : "")
            + number.fixed(decimals: max(0, number.digits.count - 1 - number.exponent)) + "%"
    }

    /// A ratio of at most three digits and two decimals, fewer where its error warrants no more.
    package static func ratio(_ ratio: Estimate) -> String {
        guard ratio.value.isFinite else { return none }
        return decimal(ratio.value, place: max(-2, place(of: ratio, significant: 3)))
    }

    /// A correlation −1 … 1 with its sign, to two decimals or what its standard error warrants.
    package static func correlation(_ value: Double, standardError: Double) -> String {
        guard value.isFinite else { return none }
        let place = max(-2, min(-1, errorPlace(standardError) ?? -2))
        let text = decimal(value, place: place)
        return DecimalDigits(value).rounded(toPlace: place).digits.isEmpty || value < 0 ? text : "+" + text
    }

    /// A whole number with commas between thousands.
    package static func count(_ number: Int) -> String {
        let digits = DecimalDigits(Double(number))
        return (number < 0 ? minus : "") + digits.fixed(decimals: 0, groups: true)
    }

    /// The financial year that begins in a calendar year: 2026/27.
    package static func financialYear(_ year: Int) -> String {
        let next = String((year + 1) % 100)
        return "\(year)/" + (next.count == 1 ? "0" + next : next)
    }

    /// The place (power of ten) to which an estimate is shown: that of the first digit of its error, but never more
    /// than `significant` digits of the figure itself.
    static func place(of estimate: Estimate, significant: Int) -> Int {
        let own = DecimalDigits(estimate.value).rounded(toSignificant: significant).exponent - significant + 1
        return max(own, errorPlace(estimate.standardError) ?? own)
    }

    /// The place of the only digit of an error rounded to one; nil for no error.
    private static func errorPlace(_ error: Double) -> Int? {
        guard error.isFinite, error > 0 else { return nil }
        return DecimalDigits(error).rounded(toSignificant: 1).exponent
    }

    /// A number as a multiple of 10^place.
    private static func decimal(_ value: Double, place: Int) -> String {
        let number = DecimalDigits(value).rounded(toPlace: place)
        return (number.isNegative ? minus : "") + number.fixed(decimals: max(0, -place))
    }
}
