import CouncilModel
import Stochastics

/// Budgets of some councils under some options, over all trials.
///
/// Percentiles are read from values by trial, where these are kept, or from sketches.
package final class BudgetTally: BlockTally {
    /// What the budgets of one part of the councils may take in memory, in bytes.
    package static let mostBytes = 768 << 20
    /// What a sketch usually takes.
    private static let bytesOfSketch = 16_000

    let shape: RunShape
    let scenario: Scenario
    /// Places in the run of the options whose councils are shown.
    package let options: [Int]
    /// Council positions.
    package let councils: Range<Int>
    /// Values by trial, where they are kept.
    let kept: KeptBudgets?
    /// Of each option and council: rows by year, peak funding and charges beyond.
    let sketches: SketchCells?
    /// Whether percentiles are read from sketches, the bins of which the first block lays out.
    var hasSketches: Bool { sketches != nil }
    /// When trials pay back, where values are not kept.
    let paybackYears: CountCells
    private let attempts = Attempts()

    /// - Parameters:
    ///   - source: the run.
    ///   - options: places in the run of the options whose councils are shown.
    ///   - councils: council positions.
    ///   - keepsValues: whether values are kept by trial.
    package init(
        _ source: some TrialSource, of scenario: Scenario, options: [Int], councils: Range<Int>, keepsValues: Bool
    ) {
        shape = source.shape
        self.scenario = scenario
        self.options = options
        self.councils = councils
        let cells = options.count * councils.count
        kept = keepsValues ? KeptBudgets(cells: cells, years: scenario.years, shape: source.shape) : nil
        sketches = keepsValues ? nil : SketchCells(count: cells * Self.figures(years: scenario.years))
        paybackYears = CountCells(count: keepsValues ? 0 : cells)
    }

    /// How councils are gone through: in up to ``mostExactParts`` parts with values where each part's fit in memory, else
    /// with sketches in as few parts as these allow.
    ///
    /// - Parameter options: places in the run of the options whose councils are shown.
    package static func parts(
        of scenario: Scenario, options: [Int], isExact: Bool = false, mostBytes: Int = mostBytes
    ) -> (keepsValues: Bool, councils: [Range<Int>]) {
        func parts(bytesOfOne: Int) -> [Range<Int>] {
            let (councils, size) = (scenario.selected.count, max(1, mostBytes / max(1, bytesOfOne)))
            return stride(from: 0, to: councils, by: size).map { $0..<min($0 + size, councils) }
        }
        // The reference's own budget is 0 throughout, and takes up nothing.
        let held = options.filter { $0 > 0 && $0 - 1 != scenario.reference }
        let rows = scenario.cashRows(ofOptions: options.filter { $0 > 0 }.map { $0 - 1 })
        let values = rows.count * scenario.years + (scenario.cashView?.financing == nil ? 0 : 1)
        let withValues = parts(bytesOfOne: TrialRows.bytes(rows: values, trials: scenario.trials) * held.count)
        if isExact || withValues.count <= mostExactParts { return (true, withValues) }
        return (false, parts(bytesOfOne: figures(years: scenario.years) * bytesOfSketch * options.count))
    }

    /// In how many parts councils are gone through at most for the sake of exact percentiles.
    private static let mostExactParts = 4

    /// The figures of one council under one option.
    static func figures(years: Int) -> Int { CashRow.allCases.count * years + 2 }

    /// A consumer that takes up the budgets of a block, its memory used again from an earlier one where there is one.
    package func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer {
        let consumer = Consumer(self, trials: trials, counted: attempts.counted(in: block))
        attempts.begin(block, consumer)
        return consumer
    }

    /// Budgets of a block stand where they belong already: it only counts as done.
    package func fold(_ consumer: any BlockConsumer, block: Int) { attempts.end(block) }

    func cell(_ option: Int, _ council: Int) -> Int { option * councils.count + council }

    /// Tallies one block: all that it does is count and keep, so that nothing is left to fold.
    private final class Consumer: CountingConsumer, @unchecked Sendable {
        // Sharing it is safe: it is with one block, and so with one thread, at a time.
        private let tally: BudgetTally
        private let trials: Range<Int>
        private(set) var counted: [Bool]
        private let sums = Scratch(capacity: TrialRows.block)
        private let net = NetCumulation()
        private let room: KeptBudgets.Room?

        init(_ tally: BudgetTally, trials: Range<Int>, counted: [Bool]?) {
            self.tally = tally
            self.trials = trials
            room = tally.kept?.room()
            self.counted =
                counted ?? Array(repeating: false, count: tally.options.count * tally.councils.count)
        }

        deinit {
            if let room { tally.kept?.giveBack(room) }
        }

        var wantsCouncils: Bool { false }

        func take(_ figures: CouncilTrials, council: Int, option: Int) {}
        func take(_ figures: OptionTrials, option: Int) {}
        func finish(_ world: WorldTrials) {}

        func take(_ budget: BudgetTrials, council: Int, option: Int) {
            guard let place = tally.options.firstIndex(of: option), tally.councils.contains(council) else { return }
            let cell = tally.cell(place, council - tally.councils.lowerBound)
            if let kept = tally.kept, let room {
                kept.put(budget, cell: cell, from: trials.lowerBound, in: room)
            } else if !counted[cell] {
                count(budget, cell: cell)
            }
            counted[cell] = true
        }

        private func count(_ budget: BudgetTrials, cell: Int) {
            guard let sketches = tally.sketches else { return }
            let years = tally.scenario.years
            let rows = BudgetRows(budget, years: years)
            net.begin(budget.count)
            for year in 0..<years { net.add(rows.row(.net, year: year, scratch: sums), year: year) }
            tally.paybackYears.merge(net.paybackYears(baseYear: tally.scenario.baseYear), into: cell)
            let first = cell * BudgetTally.figures(years: years)
            func sketch(_ row: TrialRow?, _ offset: Int) {
                if row == nil { sums.clear(budget.count) }
                sketches.add(row ?? TrialRow(sums.values), count: budget.count, to: first + offset)
            }
            for row in CashRow.allCases {
                for year in 0..<years {
                    sketch(rows.row(row, year: year, scratch: sums), row.place * years + year)
                }
            }
            sketch(net.peak, CashRow.allCases.count * years)
            sketch(budget.chargesBeyond, CashRow.allCases.count * years + 1)
        }
    }
}
