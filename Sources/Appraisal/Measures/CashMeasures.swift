/// Measures of one trial and option that are read off its flows of cash and present values.
///
/// Amounts are in one currency, in prices of one year; positive cash is money that comes in. Lists run over the
/// appraisal years, year 0 first.
package enum CashMeasures {
    /// Half a penny: what an amount may differ from nothing and still count as nothing.
    ///
    /// It keeps verdicts (paid back, has a ratio) from hanging on the last bits of a sum.
    package static let halfAPenny = 0.005

    /// The deepest point of the purse: `max(0, −min over t of Σ_{s≤t} cash_s)`, undiscounted.
    ///
    /// - Returns: an amount, 0 where cumulative cash is never negative (and for no years at all).
    package static func peakFunding(_ cashByYear: [Double]) -> Double {
        var cumulative = 0.0
        var lowest = 0.0
        for cash in cashByYear {
            cumulative += cash
            if cumulative < lowest { lowest = cumulative }
        }
        return 0 - lowest
    }

    /// The first calendar year from which cumulative discounted cash stays at −£0.005 or above, to the end.
    ///
    /// - Parameters:
    ///   - discountedCashByYear: discounted cash of each appraisal year.
    ///   - baseYear: the calendar year of year 0.
    /// - Returns: a calendar year, `baseYear` where cumulative cash is never below −£0.005; nil where the last year
    ///   leaves it below, so that it is never paid back within the appraisal, and for no years at all.
    package static func paybackYear(discountedCashByYear: [Double], baseYear: Int) -> Int? {
        var cumulative = 0.0
        var firstPaidBack = 0
        for (year, cash) in discountedCashByYear.enumerated() {
            cumulative += cash
            if cumulative < -halfAPenny { firstPaidBack = year + 1 }
        }
        return firstPaidBack < discountedCashByYear.count ? baseYear + firstPaidBack : nil
    }

    /// The benefit-cost ratio `(npsv + c)/c` for public costs c, which exceeds 1 exactly where `npsv` is positive.
    ///
    /// - Parameters:
    ///   - npsv: net present social value.
    ///   - publicCosts: present value of costs to public parties, or whatever denominator is declared (the net cost to
    ///     the public purse for a net ratio).
    /// - Returns: a ratio, 0 where npsv and c cancel but for 1e-12 of the larger of them, which is what sums of many
    ///   flows leave in their last bits; nil where the denominator is £0.005 or less, or not a number.
    package static func benefitCostRatio(npsv: Double, publicCosts: Double) -> Double? {
        guard publicCosts > halfAPenny else { return nil }
        let numerator = npsv + publicCosts
        return abs(numerator) <= 1e-12 * max(abs(npsv), publicCosts) ? 0 : numerator / publicCosts
    }

    /// The equivalent annual net cost, `(pvCosts − pvBenefits)/Σ d_t`: the level yearly amount of the same present value.
    ///
    /// - Parameter discountFactors: d_0 … d_{H−1}, at least one.
    /// - Returns: an amount a year; negative where benefits exceed costs.
    package static func equivalentAnnualNetCost(
        pvCosts: Double,
        pvBenefits: Double,
        discountFactors: [Double]
    ) -> Double {
        precondition(!discountFactors.isEmpty, "an annual equivalent is taken over at least one year")
        return (pvCosts - pvBenefits) / discountFactors.reduce(0, +)
    }
}
