import CouncilModel
import Stochastics

/// The values of some measures of some options in every trial of a run: what analyses read that rerun a scenario.
///
/// Draws are addressed by name and trial, so that trial k of two runs of like scenarios with one seed is the same world:
/// their values can be subtracted trial by trial (common random numbers).
package struct TrialValues: Sendable {
    /// Places in the run of the options whose values are held (0 is `Do nothing`), ascending.
    package let options: [Int]
    /// The measures that are held.
    package let measures: [Measure]
    /// `[option, as in options][measure, as in measures][trial]`; NaN in trials that have no figure.
    package let values: [[[Double]]]

    /// Simulates a run once and keeps what is asked for.
    ///
    /// - Parameters:
    ///   - source: the run.
    ///   - options: places in the run, ascending; nil: all.
    ///   - measures: at least one.
    package init(
        of source: any TrialSource, options: [Int]? = nil, measures: [Measure] = [.npsv]
    ) throws(CouncilModelError) {
        let tally = MeasureTally(
            options: options ?? Array(source.shape.options.indices), measures: measures, trials: source.shape.trials)
        try source.fill(tally, in: TrialPass(options: options))
        self.options = tally.options
        self.measures = measures
        values = tally.values
    }

    /// Values by trial of one option, by its place in the run, and measure.
    ///
    /// - Precondition: both are held.
    package func row(_ option: Int, _ measure: Measure = .npsv) -> [Double] {
        guard let place = options.firstIndex(of: option), let which = measures.firstIndex(of: measure) else {
            preconditionFailure("the values of an option and measure are held where they are read")
        }
        return values[place][which]
    }
}

/// Keeps the values of measures by option and trial.
private final class MeasureTally: BlockTally, @unchecked Sendable {
    // Only `fold` changes state, for one block at a time; consumers belong to one thread each.
    let options: [Int]
    private let measures: [Measure]
    private(set) var values: [[[Double]]]

    init(options: [Int], measures: [Measure], trials: Int) {
        self.options = options
        self.measures = measures
        values = options.map { _ in
            measures.map { _ in
                var row: [Double] = []
                row.reserveCapacity(trials)
                return row
            }
        }
    }

    func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer {
        Consumer(options: options, measures: measures)
    }

    func fold(_ consumer: any BlockConsumer, block: Int) {
        guard let consumer = consumer as? Consumer else { preconditionFailure("a tally folds its own consumers") }
        for place in values.indices {
            for which in measures.indices { values[place][which] += consumer.values[place][which] }
        }
    }

    private final class Consumer: BlockConsumer {
        let options: [Int]
        let measures: [Measure]
        var values: [[[Double]]]

        init(options: [Int], measures: [Measure]) {
            self.options = options
            self.measures = measures
            values = options.map { _ in measures.map { _ in [] } }
        }

        var wantsCouncils: Bool { false }

        func take(_ figures: CouncilTrials, council: Int, option: Int) {}
        func take(_ budget: BudgetTrials, council: Int, option: Int) {}

        func take(_ figures: OptionTrials, option: Int) {
            guard let place = options.firstIndex(of: option) else { return }
            for (which, measure) in measures.enumerated() {
                values[place][which] =
                    figures.measures[measure.place].map { Array(UnsafeBufferPointer(start: $0, count: figures.count)) }
                    ?? Array(repeating: .nan, count: figures.count)
            }
        }

        func finish(_ world: WorldTrials) {}

        var wantsPools: Bool { false }
    }
}

extension Estimate {
    /// The mean of values by trial with its Monte Carlo standard error.
    package init(meanOf values: [Double], sampling: Sampling) {
        self = FoldedMoments(of: values).mean(TrialDesign(trials: values.count, sampling: sampling))
    }
}
