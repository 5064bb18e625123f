/// A number with its Monte Carlo standard error.
package struct Estimate: Sendable, Hashable {
    /// The figure.
    package var value: Double
    /// Monte Carlo standard error, in the unit of the figure; NaN (printed as null) where a single trial gives none.
    package var standardError: Double
    /// True when the standard error is an upper bound (too few batches of a Latin hypercube).
    package var isUpperBound: Bool

    /// Of its parts, which the properties of these names explain.
    package init(value: Double, standardError: Double, isUpperBound: Bool) {
        self.value = value
        self.standardError = standardError
        self.isUpperBound = isUpperBound
    }
}

/// How a figure is spread over the trials that have one: type 7 percentiles, mean with error, expected shortfall.
package struct Spread: Sendable, Hashable {
    /// Mean over trials.
    package var mean: Estimate
    /// Standard deviation over trials; NaN (printed as null) for a single trial.
    package var sd: Double
    /// Percentiles over trials.
    package var p5, p10, p25, p50, p75, p80, p90, p95: Double
    /// Mean of the worst tenth of trials (lowest; highest for costs and shares worse off).
    package var shortfall10: Double

    /// Of its parts, which the properties of these names explain.
    package init(
        mean: Estimate, sd: Double, p5: Double, p10: Double, p25: Double, p50: Double, p75: Double, p80: Double,
        p90: Double, p95: Double, shortfall10: Double
    ) {
        self.mean = mean
        self.sd = sd
        self.p5 = p5
        self.p10 = p10
        self.p25 = p25
        self.p50 = p50
        self.p75 = p75
        self.p80 = p80
        self.p90 = p90
        self.p95 = p95
        self.shortfall10 = shortfall10
    }
}

/// A ratio over trials: the headline is the ratio of means.
package struct RatioSpread: Sendable, Hashable {
    /// Ratio of the means; nil when the mean denominator is ≤ 0.005.
    package var ratioOfMeans: Estimate?
    /// Percentiles over the trials that have a ratio; nil when none has.
    package var p10, p50, p90: Double?
    /// Share of trials without a ratio.
    package var shareWithout: Double

    /// Of its parts, which the properties of these names explain.
    package init(ratioOfMeans: Estimate?, p10: Double?, p50: Double?, p90: Double?, shareWithout: Double) {
        self.ratioOfMeans = ratioOfMeans
        self.p10 = p10
        self.p50 = p50
        self.p90 = p90
        self.shareWithout = shareWithout
    }
}

/// Payback over trials; never is sorted last. A percentile is the smallest year by which that share of trials has paid
/// back; nothing is interpolated.
package struct PaybackSpread: Sendable, Hashable {
    /// Calendar years; nil: never.
    package var p10, p50, p90: Int?
    /// Share of trials that never pay back.
    package var probabilityNever: Double

    /// Of its parts, which the properties of these names explain.
    package init(p10: Int?, p50: Int?, p90: Int?, probabilityNever: Double) {
        self.p10 = p10
        self.p50 = p50
        self.p90 = p90
        self.probabilityNever = probabilityNever
    }
}

/// Mean and band of one figure in one year.
package struct YearBand: Sendable, Hashable {
    /// Calendar year in which the financial year begins.
    package var year: Int
    /// Mean and percentiles over trials.
    package var mean, p10, p50, p90: Double
    /// The scenario's prudent percentile: `prudent` for costs, 100 − `prudent` for benefits, savings, cash and members.
    package var prudent: Double

    /// Of its parts, which the properties of these names explain.
    package init(year: Int, mean: Double, p10: Double, p50: Double, p90: Double, prudent: Double) {
        self.year = year
        self.mean = mean
        self.p10 = p10
        self.p50 = p50
        self.p90 = p90
        self.prudent = prudent
    }
}
