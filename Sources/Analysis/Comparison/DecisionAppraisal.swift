import CouncilModel

/// Which option, by one measure of value.
package struct DecisionAppraisal: Sendable, Hashable {
    /// `npsv`, `cash_npv` or `council_cash_npv`.
    package var measure: Measure
    /// By option.
    package var probabilityBest: [Estimate]
    /// By option.
    package var expectedRegret: [Estimate]
    /// Expected value of perfect information: E max − max E.
    package var evpi: Estimate

    /// Of its parts, which the properties of these names explain.
    package init(measure: Measure, probabilityBest: [Estimate], expectedRegret: [Estimate], evpi: Estimate) {
        self.measure = measure
        self.probabilityBest = probabilityBest
        self.expectedRegret = expectedRegret
        self.evpi = evpi
    }
}

/// One option over another, by NPSV.
package struct PairComparison: Sendable, Hashable {
    /// Indices into `Comparison.options`.
    package var option, over: Int
    /// Share of trials in which `option` has the higher NPSV, ties counting ½.
    package var probabilityBetter: Estimate
    /// Mean of the difference with its standard error (common draws).
    package var difference: Estimate
    /// Percentiles of the difference.
    package var differenceP10, differenceP90: Double
    /// `first_order`, `second_order` or nil.
    package var dominates: String?

    /// Of its parts, which the properties of these names explain.
    package init(
        option: Int, over: Int, probabilityBetter: Estimate, difference: Estimate, differenceP10: Double,
        differenceP90: Double, dominates: String?
    ) {
        self.option = option
        self.over = over
        self.probabilityBetter = probabilityBetter
        self.difference = difference
        self.differenceP10 = differenceP10
        self.differenceP90 = differenceP90
        self.dominates = dominates
    }
}

/// An assumption that moves an option's NPSV.
package struct Driver: Sendable, Hashable {
    /// Name of the assumption.
    package var assumption: String
    /// Spearman's rank correlation with the option's NPSV over the run's trials.
    package var rankCorrelation: Double
    /// Its standard error when the true correlation is zero, 1/√(K − 1).
    package var standardError: Double
    /// Mean NPSV in the tenth of trials in which the assumption is lowest, and highest; trials with the value at which
    /// a tenth ends count in equal parts.
    package var meanInLowestTenth, meanInHighestTenth: Double
    /// Names, ascending, of the assumptions through which it works where neither the option nor the reference reads it:
    /// those of theirs that the scenario correlates it with. Empty where it is read itself.
    package var through: [String]

    /// An assumption is a driver where its rank correlation is more than this many of its standard errors from 0.
    package static let leastStandardErrors = 3

    /// Of its parts, which the properties of these names explain.
    package init(
        assumption: String, rankCorrelation: Double, standardError: Double, meanInLowestTenth: Double,
        meanInHighestTenth: Double, through: [String] = []
    ) {
        self.assumption = assumption
        self.rankCorrelation = rankCorrelation
        self.standardError = standardError
        self.meanInLowestTenth = meanInLowestTenth
        self.meanInHighestTenth = meanInHighestTenth
        self.through = through
    }
}
