import CRows

/// A choice between options whose value is uncertain: one measure, drawn for each option in each trial.
///
/// Trials are paired: trial k is the same state of the world for each option. Higher is better. Values of a trial that
/// lie within 1e-9 of the largest absolute value of that trial are equal, so that no verdict hangs on the last bits of a
/// sum. Figures of an option do not depend, by a bit, on the order in which options are given.
///
/// A caller takes standard errors by batch from the decisions of single batches.
package struct Decision: Sendable {
    /// The number of options, do nothing included.
    package let optionCount: Int

    /// The number of trials.
    package let trialCount: Int

    /// The values, option after option, each by trial.
    private let values: [Double]

    /// The best value of each trial.
    private let best: [Double]

    /// The difference up to which two values of a trial are equal, for each trial.
    let tolerances: [Double]

    /// A decision from its table.
    ///
    /// - Parameter values: `[option][trial]`, do nothing among the options. There is at least one option and one trial,
    ///   each option has every trial, and all values are finite: whoever simulates has refused others.
    package init(values: [[Double]]) {
        precondition(!values.isEmpty, "a decision has at least one option")
        let trialCount = values[0].count
        precondition(values.allSatisfy { $0.count == trialCount }, "every option has a value in every trial")
        self.init(flat: Array(values.joined()), optionCount: values.count)
    }

    /// A decision from rows of the same trials, one for each option.
    package init(rows: [UnsafePointer<Double>], trials: Int) {
        var flat: [Double] = []
        flat.reserveCapacity(rows.count * trials)
        for row in rows { flat.append(contentsOf: UnsafeBufferPointer(start: row, count: trials)) }
        self.init(flat: flat, optionCount: rows.count)
    }

    private init(flat: [Double], optionCount: Int) {
        let trialCount = flat.count / optionCount
        precondition(trialCount > 0, "a decision rests on at least one trial")
        var best = Array(flat[..<trialCount])
        var largest = [Double](repeating: 0, count: trialCount)
        flat.withUnsafeBufferPointer { flat in
            guard let values = flat.baseAddress else { return }
            for option in 0..<optionCount {
                row_take_best(&best, &largest, values + option * trialCount, trialCount)
            }
        }
        precondition(
            largest.allSatisfy(\.isFinite) && best.allSatisfy { !$0.isNaN },
            "the values of a decision are finite; the simulation refuses others"
        )
        self.optionCount = optionCount
        self.trialCount = trialCount
        values = flat
        self.best = best
        tolerances = largest.map { $0 * 1e-9 }
    }

    /// The values of one option by trial.
    func values(of option: Int) -> ArraySlice<Double> { values[option * trialCount..<(option + 1) * trialCount] }

    /// In how many trials each option is the only best, and where it ties for best, with how many others.
    ///
    /// - Returns: by option the number of trials in which it is one of k best, at place k − 1; places after the last that
    ///   occurs are left out.
    package func timesBest() -> [[Int]] {
        var tied = [Int32](repeating: 0, count: trialCount)
        return values.withUnsafeBufferPointer { values in
            guard let first = values.baseAddress else { return [] }
            let rows = (0..<optionCount).map { first + $0 * trialCount }
            for row in rows { row_count_near(&tied, row, best, tolerances, trialCount) }
            let most = Int(tied.max() ?? 1)
            return rows.map { row in
                var counts = [Int](repeating: 0, count: most)
                row_count_ties(&counts, tied, row, best, tolerances, trialCount)
                return counts
            }
        }
    }

    /// The share of trials in which each option is best; options that tie for best in a trial share it equally.
    ///
    /// - Returns: one probability for each option; they add up to 1.
    package func probabilityBest() -> [Double] {
        timesBest().map { counts in
            var shares = 0.0
            for (index, count) in counts.enumerated() { shares += Double(count) / Double(index + 1) }
            return shares / Double(trialCount)
        }
    }

    /// What an option falls short of the best of each trial; never negative.
    package func regrets(of option: Int) -> [Double] {
        zip(best, values(of: option)).map { $0 - $1 }
    }

    /// The expected regret of each option: the mean over trials of the best value less the option's own.
    ///
    /// - Returns: one amount for each option, in the unit of the measure; never negative.
    package func expectedRegret() -> [Double] {
        (0..<optionCount).map { option in
            var sum = 0.0
            for regret in regrets(of: option) { sum += regret }
            return sum / Double(trialCount)
        }
    }

    /// In how many trials option `a` is better than option `b`, and in how many worse; in the others they tie.
    ///
    /// - Parameters:
    ///   - a: an option, by its place in the table.
    ///   - b: the option it is compared with.
    package func timesBetter(_ a: Int, than b: Int) -> (better: Int, worse: Int) {
        values.withUnsafeBufferPointer { values in
            guard let rows = values.baseAddress else { return (0, 0) }
            var (better, worse) = (0, 0)
            row_compare(rows + a * trialCount, rows + b * trialCount, tolerances, trialCount, &better, &worse)
            return (better, worse)
        }
    }

    /// The probability that option `a` is better than option `b` in the same trial; a tie counts ½.
    ///
    /// - Returns: a probability, ½ for an option against itself.
    package func probabilityBetter(_ a: Int, than b: Int) -> Double {
        let (better, worse) = timesBetter(a, than: b)
        return (Double(better) + 0.5 * Double(trialCount - better - worse)) / Double(trialCount)
    }

    /// The expected value of perfect information: `E[max over options] − max over options of E`.
    ///
    /// It is taken as the smallest expected regret, which is the same number without the cancellation: it is exactly 0
    /// where one option is best in every trial, and never negative.
    ///
    /// - Returns: an amount in the unit of the measure.
    package func expectedValueOfPerfectInformation() -> Double {
        expectedRegret().reduce(.infinity) { min($0, $1) }
    }
}
