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

        init(_ tally: BudgetTally, trials: Range<Int>, counted: [Bool]?) {
            self.tally = tally
            self.trials = trials
            self.counted =
                counted ?? Array(repeating: false, count: tally.options.count * tally.councils.count)
        }

        func take(_ figures: CouncilTrials, council: Int, option: Int) {}
        func take(_ figures: OptionTrials, option: Int) {}
        func finish(_ world: WorldTrials) {}

        func take(_ budget: BudgetTrials, council: Int, option: Int) {
            guard let place = tally.options.firstIndex(of: option), tally.councils.contains(council) else { return }
            let cell = tally.cell(place, council - tally.councils.lowerBound)
            if let kept = tally.kept {
                kept.put(budget, cell: cell, from: trials.lowerBound)
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

/// Budgets by trial: of each cell (an option and council) the rows that flows go into by year, then charges beyond.
final class KeptBudgets: Sendable {
    private static let posted = CashRow.allCases.count { !$0.isDerived }
    private let cells, years, trials: Int
    /// Row by row and year of the budget, all cells of one after the other, so that rows that hold nothing take up nothing.
    private let values: TrialRows
    /// By the same rows and block: 1 where anything was put.
    private let isPut: TrialMarks

    init(cells: Int, years: Int, shape: RunShape) {
        self.cells = cells
        self.years = years
        trials = shape.trials
        let rows = (Self.posted * years + 1) * cells
        values = TrialRows(rows: rows, trials: shape.trials, isDense: true)
        isPut = TrialMarks(rows: rows, trials: shape.blocks, isCleared: true)
    }

    private func row(_ place: Int, _ cell: Int) -> Int { place * cells + cell }

    /// Keeps the budget of a cell in the trials of a block from a trial on.
    func put(_ budget: BudgetTrials, cell: Int, from trial: Int) {
        let block = trial / TrialRows.block
        func put(_ row: TrialRow?, _ place: Int) {
            let own = self.row(place, cell)
            if let row {
                values.put(row, count: budget.count, row: own, from: trial)
                isPut[own][block] = 1
            } else if isPut[own][block] == 1 {
                // The block is worked out again.
                (values[own] + trial).update(repeating: 0, count: budget.count)
            }
        }
        for cash in 0..<Self.posted {
            for year in 0..<years { put(budget.rows[cash][year], cash * years + year) }
        }
        put(budget.chargesBeyond, Self.posted * years)
    }

    /// The budget of a cell in all trials.
    func budget(_ cell: Int) -> BudgetTrials {
        func row(_ place: Int) -> TrialRow? {
            let own = self.row(place, cell)
            let marks = isPut[own]
            return (0..<isPut.trials).contains { marks[$0] == 1 } ? TrialRow(values[own]) : nil
        }
        let rows = (0..<Self.posted).map { cash in (0..<years).map { row(cash * years + $0) } }
        return BudgetTrials(count: trials, rows: rows, chargesBeyond: row(Self.posted * years))
    }
}
