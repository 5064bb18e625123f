import CouncilModel
import Stochastics

/// How many trials a run has and how they were sampled: what the standard error of a figure depends on.
struct TrialDesign: Sendable {
    /// Number of trials K, at least 1.
    let trials: Int
    /// How trial-level assumptions were sampled.
    let sampling: Sampling

    /// A figure with its Monte Carlo standard error.
    ///
    /// - Parameters:
    ///   - value: the figure of all trials.
    ///   - plain: its standard error as if all draws were independent; NaN where there is none (a single trial).
    ///   - batches: the figures of complete batches; where one of these has none, the plain formula is used and, under
    ///     Latin hypercube sampling, marked as an upper bound.
    func estimate(_ value: Double, plain: Double, batches: SampleMoments) -> Estimate {
        let error = Statistics.standardError(trials: trials, sampling: sampling, plain: plain, batches: batches)
        return Estimate(
            value: value, standardError: error.value, isUpperBound: error.isUpperBound && !error.value.isNaN
        )
    }
}
