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
    ///   - figureOfTrials: the figure of a batch; nil where the batch has none, in which case the plain formula is
    ///     used and, under Latin hypercube sampling, marked as an upper bound.
    func estimate(
        _ value: Double, plain: () -> Double, figureOfTrials: (Range<Int>) -> Double?
    ) -> Estimate {
        var everyBatchHasOne = true
        var error = Statistics.standardError(trials: trials, sampling: sampling, plain: plain) { batch in
            if let figure = figureOfTrials(batch) { return figure }
            everyBatchHasOne = false
            return .nan
        }
        if !everyBatchHasOne { error = Statistics.StandardError(value: plain(), isUpperBound: true) }
        return Estimate(
            value: value, standardError: error.value, isUpperBound: error.isUpperBound && !error.value.isNaN
        )
    }

    /// The mean of a figure over the trials that have one; `values` runs over all trials, NaN marking those without,
    /// and at least one has a figure.
    func mean(of values: [Double]) -> Estimate {
        let present = values.filter { !$0.isNaN }
        return estimate(Statistics.mean(present), plain: { Self.plainError(of: present) }) { batch in
            let present = values[batch].filter { !$0.isNaN }
            return present.isEmpty ? nil : Statistics.mean(present)
        }
    }

    /// The share of all trials whose value passes a test.
    func share(of values: [Double], where passes: (Double) -> Bool) -> Estimate {
        func share(_ values: ArraySlice<Double>) -> Double {
            Double(values.count(where: passes)) / Double(values.count)
        }
        let plain = { Self.plainError(of: values.map { passes($0) ? 1 : 0 }) }
        return estimate(share(values[...]), plain: plain) { share(values[$0]) }
    }

    /// Figures that are means over trials, one for each option, all of which come out of the same pass.
    ///
    /// - Parameter figures: the figures of a range of trials, which may be a single trial.
    func estimates(_ figures: (Range<Int>) -> [Double]) -> [Estimate] {
        // Only one of the two is ever made, and only once for all options.
        var byBatch: [Int: [Double]] = [:]
        var byTrial: [[Double]] = []
        return figures(0..<trials).enumerated().map { index, value in
            let plain = {
                if byTrial.isEmpty { byTrial = (0..<trials).map { figures($0..<$0 + 1) } }
                return Self.plainError(of: byTrial.map { $0[index] })
            }
            return estimate(value, plain: plain) { batch in
                if let known = byBatch[batch.lowerBound] { return known[index] }
                let made = figures(batch)
                byBatch[batch.lowerBound] = made
                return made[index]
            }
        }
    }

    /// The standard error of a mean of independent values, sd/√n; NaN for a single value.
    static func plainError(of values: [Double]) -> Double {
        Statistics.standardDeviation(values) / Double(values.count).squareRoot()
    }
}
