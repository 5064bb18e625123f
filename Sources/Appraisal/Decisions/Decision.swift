/// A choice between options whose value is uncertain: one measure, drawn for each option in each trial.
///
/// Trials are paired: trial k is the same state of the world for each option. Higher is better. Values of a trial that
/// lie within 1e-9 of the largest absolute value of that trial are equal, so that no verdict hangs on the last bits of a
/// sum. Figures of an option do not depend, by a bit, on the order in which options are given.
///
/// Methods with a range of trials can be asked about a part of them, from which a caller takes standard errors by batch.
package struct Decision: Sendable {
    /// The number of options, do nothing included.
    package let optionCount: Int

    /// The number of trials.
    package let trialCount: Int

    /// The values, `[option][trial]`.
    private let values: [[Double]]

    /// The best value of each trial.
    private let best: [Double]

    /// The difference up to which two values of a trial are equal, for each trial.
    private let tolerances: [Double]

    /// The values of each option in rising order, `[option][rank]`; sorted once, as dominance is asked of every pair.
    let orderStatistics: [[OrderStatistic]]

    /// A decision from its table.
    ///
    /// - Parameter values: `[option][trial]`, do nothing among the options. There is at least one option and one trial,
    ///   each option has every trial, and all values are finite: whoever simulates has refused others.
    package init(values: [[Double]]) {
        precondition(!values.isEmpty, "a decision has at least one option")
        let trialCount = values[0].count
        precondition(trialCount > 0, "a decision rests on at least one trial")
        precondition(values.allSatisfy { $0.count == trialCount }, "every option has a value in every trial")
        var best = [Double](repeating: -.infinity, count: trialCount)
        var largest = [Double](repeating: 0, count: trialCount)
        for option in values {
            for trial in 0..<trialCount {
                let value = option[trial]
                precondition(value.isFinite, "the values of a decision are finite; the simulation refuses others")
                if value > best[trial] { best[trial] = value }
                if abs(value) > largest[trial] { largest[trial] = abs(value) }
            }
        }
        self.optionCount = values.count
        self.trialCount = trialCount
        self.values = values
        self.best = best
        let tolerances = largest.map { $0 * 1e-9 }
        self.tolerances = tolerances
        self.orderStatistics = values.map { OrderStatistic.rising($0, tolerances: tolerances) }
    }

    /// The share of trials in which each option is best; options that tie for best in a trial share it equally.
    ///
    /// - Returns: one probability for each option; they add up to 1.
    package func probabilityBest(trials: Range<Int>? = nil) -> [Double] {
        let trials = checked(trials)
        // winners[option][k − 1]: in how many trials the option was one of k best. Counts are exact in any order.
        var winners = [[Int]](repeating: [Int](repeating: 0, count: optionCount), count: optionCount)
        for trial in trials {
            let bar = best[trial] - tolerances[trial]
            var tied = 0
            for option in values where option[trial] >= bar { tied += 1 }
            for option in 0..<optionCount where values[option][trial] >= bar { winners[option][tied - 1] += 1 }
        }
        return winners.map { counts in
            var shares = 0.0
            for (index, count) in counts.enumerated() { shares += Double(count) / Double(index + 1) }
            return shares / Double(trials.count)
        }
    }

    /// The expected regret of each option: the mean over trials of the best value less the option's own.
    ///
    /// - Returns: one amount for each option, in the unit of the measure; never negative.
    package func expectedRegret(trials: Range<Int>? = nil) -> [Double] {
        let trials = checked(trials)
        return values.map { option in
            var sum = 0.0
            for trial in trials { sum += best[trial] - option[trial] }
            return sum / Double(trials.count)
        }
    }

    /// The probability that option `a` is better than option `b` in the same trial; a tie counts ½.
    ///
    /// - Parameters:
    ///   - a: an option, by its place in the table.
    ///   - b: the option it is compared with.
    /// - Returns: a probability, ½ for an option against itself.
    package func probabilityBetter(_ a: Int, than b: Int, trials: Range<Int>? = nil) -> Double {
        let trials = checked(trials)
        var better = 0
        var tied = 0
        for trial in trials {
            let difference = values[a][trial] - values[b][trial]
            if abs(difference) <= tolerances[trial] {
                tied += 1
            } else if difference > 0 {
                better += 1
            }
        }
        return (Double(better) + 0.5 * Double(tied)) / Double(trials.count)
    }

    /// The expected value of perfect information: `E[max over options] − max over options of E`.
    ///
    /// It is taken as the smallest expected regret, which is the same number without the cancellation: it is exactly 0
    /// where one option is best in every trial, and never negative.
    ///
    /// - Returns: an amount in the unit of the measure.
    package func expectedValueOfPerfectInformation(trials: Range<Int>? = nil) -> Double {
        expectedRegret(trials: trials).reduce(.infinity) { min($0, $1) }
    }

    /// The trials asked for, all if none are named.
    private func checked(_ trials: Range<Int>?) -> Range<Int> {
        let trials = trials ?? 0..<trialCount
        precondition(
            !trials.isEmpty && trials.lowerBound >= 0 && trials.upperBound <= trialCount,
            "a batch of trials is a part of the trials of the decision, and not empty"
        )
        return trials
    }
}
