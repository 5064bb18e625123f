import CouncilModel
import Stochastics
import Synchronization

/// Budgets of some councils under some options, over all trials.
///
/// Percentiles are exact, each looked for in a window of its own, or read from sketches.
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
    /// Of each option and council: rows by year, peak funding and charges beyond; nil where there are sketches.
    let windows: WindowCells?
    /// Likewise; nil where percentiles are exact.
    let sketches: SketchCells?
    /// Whether percentiles are read from sketches, the bins of which the first block lays out.
    package var hasSketches: Bool { sketches != nil }
    /// When trials pay back.
    let paybackYears: CountCells
    private let attempts = Attempts()
    /// By place of a council some percentile of which lies outside its window: a tally of it alone that keeps everything.
    let wholes = Mutex([Int: BudgetTally]())

    /// - Parameters:
    ///   - source: the run.
    ///   - options: places in the run of the options whose councils are shown.
    ///   - councils: council positions.
    ///   - isExact: whether percentiles are exact; else they are read from sketches.
    ///   - errors: how many standard errors the window of a percentile reaches to each side.
    package init(
        _ source: some TrialSource, of scenario: Scenario, options: [Int], councils: Range<Int>, isExact: Bool,
        errors: Double = QuantileSearch.usualErrors
    ) {
        shape = source.shape
        self.scenario = scenario
        self.options = options
        self.councils = councils
        let cells = options.count * councils.count
        let searches = Self.searches(scenario, trials: source.shape.trials, errors: errors)
        windows =
            isExact
            ? WindowCells(
                count: cells, searches: searches, perPart: CashRow.allCases.count, trials: source.shape.trials) : nil
        sketches = isExact ? nil : SketchCells(count: cells * searches.count)
        paybackYears = CountCells(count: cells)
    }

    /// How councils are gone through: exactly, where the values of all trials would fit in memory in ``mostExactParts``
    /// parts, else with sketches; in as few parts as what is kept of figures allows.
    ///
    /// - Parameter options: places in the run of the options whose councils are shown.
    package static func parts(
        of scenario: Scenario, options: [Int], isExact: Bool = false, mostBytes: Int = mostBytes
    ) -> (isExact: Bool, councils: [Range<Int>]) {
        func parts(bytesOfOne: Int) -> [Range<Int>] {
            let (councils, size) = (scenario.selected.count, max(1, mostBytes / max(1, bytesOfOne)))
            return stride(from: 0, to: councils, by: size).map { $0..<min($0 + size, councils) }
        }
        // The reference's own budget is 0 throughout, and takes up nothing.
        let held = options.filter { $0 > 0 && $0 - 1 != scenario.reference }
        let rows = scenario.cashRows(ofOptions: options.filter { $0 > 0 }.map { $0 - 1 })
        let values = rows.count * scenario.years + (scenario.cashView?.financing == nil ? 0 : 1)
        let withValues = parts(bytesOfOne: TrialRows.bytes(rows: values, trials: scenario.trials) * held.count)
        let searches = searches(scenario, trials: scenario.trials, errors: QuantileSearch.usualErrors)
        if isExact || withValues.count <= mostExactParts {
            let bytes = searches.reduce(0) { $0 + WindowCells.bytes($1) }
            return (true, parts(bytesOfOne: bytes * options.count))
        }
        return (false, parts(bytesOfOne: searches.count * bytesOfSketch * options.count))
    }

    /// In how many parts councils are gone through at most for the sake of exact percentiles.
    private static let mostExactParts = 4

    /// By figure of one council under one option, the percentiles shown.
    private static func searches(_ scenario: Scenario, trials: Int, errors: Double) -> [[QuantileSearch]] {
        func searches(prudent: Double) -> [QuantileSearch] {
            [50, prudent].map { QuantileSearch($0 / 100, of: trials, errors: errors) }
        }
        let byRow = CashRow.allCases.map { searches(prudent: $0.prudentPercent(in: scenario)) }
        let others = searches(prudent: scenario.prudent)
        return (0..<scenario.years).flatMap { _ in byRow } + [others, others]
    }

    /// The place of a row in a year among the figures of one council.
    func figure(_ row: CashRow, year: Int) -> Int { year * CashRow.allCases.count + row.place }
    /// The places behind them of peak funding and of charges beyond the last year, and how many figures there are.
    var peakFigure: Int { CashRow.allCases.count * scenario.years }
    var chargesFigure: Int { peakFigure + 1 }
    var figures: Int { chargesFigure + 1 }

    /// A consumer that takes up the budgets of a block, its memory used again from an earlier one where there is one.
    package func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer {
        let consumer = Consumer(self, counted: attempts.counted(in: block))
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
        private(set) var counted: [Bool]
        private let sums = Scratch(capacity: TrialRows.block)
        private let net = NetCumulation()
        private let room: WindowCells.Room?

        init(_ tally: BudgetTally, counted: [Bool]?) {
            self.tally = tally
            room = tally.windows?.room()
            self.counted =
                counted ?? Array(repeating: false, count: tally.options.count * tally.councils.count)
        }

        deinit {
            if let room { tally.windows?.giveBack(room) }
        }

        var wantsCouncils: Bool { false }

        func take(_ figures: CouncilTrials, council: Int, option: Int) {}
        func take(_ figures: OptionTrials, option: Int) {}
        func finish(_ world: WorldTrials) {}

        func take(_ budget: BudgetTrials, council: Int, option: Int) {
            guard let place = tally.options.firstIndex(of: option), tally.councils.contains(council) else { return }
            let cell = tally.cell(place, council - tally.councils.lowerBound)
            guard !counted[cell] else { return }
            counted[cell] = true
            if let windows = tally.windows, let room {
                parts(of: budget) { part, figures in
                    windows.add(to: cell, part: part, count: budget.count, in: room, figures: figures)
                }
                windows.finish(cell, count: budget.count, in: room)
            } else if let sketches = tally.sketches {
                let first = cell * tally.figures
                parts(of: budget) { _, figures in
                    figures { row, figure in
                        if row == nil { sums.clear(budget.count) }
                        sketches.add(row ?? TrialRow(sums.values), count: budget.count, to: first + figure)
                    }
                }
            }
            tally.paybackYears.merge(net.paybackYears(baseYear: tally.scenario.baseYear), into: cell)
        }

        /// Hands over the figures of a budget part by part, which are a year each, and what goes by no year: each figure by
        /// trial, nil where it is 0 in all, and which it is.
        private func parts(of budget: BudgetTrials, take: (Int, ((TrialRow?, Int) -> Void) -> Void) -> Void) {
            let rows = BudgetRows(budget, years: tally.scenario.years)
            net.begin(budget.count)
            // Year by year, so that rows are near the processor when others follow from them.
            for year in 0..<tally.scenario.years {
                take(year) { figure in
                    for row in CashRow.allCases {
                        let values = rows.row(row, year: year, scratch: sums)
                        if row == .net { net.add(values, year: year) }
                        figure(values, tally.figure(row, year: year))
                    }
                }
            }
            take(tally.scenario.years) { figure in
                figure(net.peak, tally.peakFigure)
                figure(budget.chargesBeyond, tally.chargesFigure)
            }
        }
    }
}
