import CouncilModel
import Stochastics

/// Reads percentiles of figures, and keeps account of how well they are known.
final class PercentileReader {
    private let selection = Selection()
    private lazy var narrowing = SampleNarrowing()
    private let numbers = Scratch(capacity: 0)
    /// How well the percentiles read so far are known.
    private(set) var precision = Precision.exact

    /// Takes account of percentiles that others have read.
    func see(_ others: Precision) { precision = precision.joined(others) }

    /// Percentiles of values by trial, those that are not numbers left out; nil where no trial has a figure.
    ///
    /// - Parameters:
    ///   - values: of all trials.
    ///   - present: how many of them are numbers.
    ///   - percents: in 0…100.
    func percentiles(_ values: TrialRow, count: Int, present: Int, at percents: [Double]) -> [Double]? {
        guard present > 0 else { return nil }
        let row = numbersOnly(values, count: count, present: present)
        return selection.quantiles(of: row, count: present, at: percents.map { $0 / 100 })
    }

    /// Percentiles of values by trial, and of those that remain when so many zeros, which are among them, are left out.
    ///
    /// - Parameters:
    ///   - zeros: fewer than all.
    ///   - percents: in 0…100.
    func percentiles(
        _ values: TrialRow, count: Int, leavingOutZeros zeros: Int, at percents: [Double]
    ) -> (all: [Double], rest: [Double]) {
        selection.quantiles(of: values, count: count, leavingOutZeros: zeros, at: percents.map { $0 / 100 })
    }

    /// The mean of the worst tenth of values by trial; there is at least one that is a number.
    func shortfall(_ values: TrialRow, count: Int, present: Int, worst: Statistics.Worst) -> Double {
        let row = numbersOnly(values, count: count, present: present)
        return selection.expectedShortfall(of: row, count: present, worst: worst)
    }

    private func numbersOnly(_ values: TrialRow, count: Int, present: Int) -> TrialRow {
        if present == count { return values }
        _ = numbers.keepNumbers(of: values, count: count)
        return TrialRow(numbers.values)
    }

    /// Percentiles that a sketch gives, which may be known less well.
    func percentiles(_ reading: Sketch.Reading, at percents: [Double]) -> [Double] {
        let probabilities = percents.map { $0 / 100 }
        precision.see(reading.resolution(at: probabilities))
        return probabilities.map(reading.quantile)
    }

    /// Percentiles that windows have closed on.
    func percentiles(of windows: WindowCells, cell: Int, figure: Int) -> [Double] {
        windows.percentiles(cell: cell, figure: figure, by: selection)
    }

    /// Percentiles of an option's figure that windows have closed on.
    func percentiles(of windows: OptionWindows, option: Int, figure: Int, at percents: [Double]) -> [Double] {
        windows.percentiles(of: figure, ofOption: option, at: percents, by: narrowing)
    }

    /// Percentiles of a council that windows have closed on.
    func percentiles(of windows: CouncilWindows, cell: Int) -> [[Double]] {
        windows.percentiles(ofCell: cell, by: narrowing)
    }

    /// The mean of the worst tenth that a sketch gives.
    func shortfall(_ reading: Sketch.Reading, worst: Statistics.Worst) -> Double {
        let (value, error) = reading.expectedShortfall(worst: worst)
        precision.see(error > 0 ? error / (reading.quantile(0.95) - reading.quantile(0.05)) : 0)
        return value
    }
}

extension Precision {
    /// Takes up a figure read from a sketch, with the bound of its error over its P5 to P95 range.
    mutating func see(_ error: Double) {
        var (coarse, widest) = (0, 0.0)
        if case .sketched(let before, let widestBefore) = self { (coarse, widest) = (before, widestBefore) }
        self = .sketched(coarse: coarse + (error > Self.promised ? 1 : 0), widest: max(widest, error))
    }

    /// How well the figures of both are known together.
    package func joined(_ other: Precision) -> Precision {
        guard case .sketched(let coarse, let widest) = other else { return self }
        guard case .sketched(let before, let widestBefore) = self else { return other }
        return .sketched(coarse: before + coarse, widest: max(widest, widestBefore))
    }
}
