import Appraisal
import CouncilModel
import Stochastics

/// Budgets of some councils under some options, over all trials.
///
/// Percentiles are read from values by trial, where these are kept, or from sketches.
package final class BudgetTally: BlockTally {
    /// What the budgets of one part of the councils may take in memory, in bytes.
    package static let mostBytes = 512 << 20
    /// Rows of a budget that usually hold something; the others take up no memory.
    private static let usualRows = 5
    /// What a sketch usually takes.
    private static let bytesOfSketch = 16_000

    private let shape: RunShape
    private let scenario: Scenario
    private let options: [Int]
    private let councils: Range<Int>
    /// Values by trial: of each option and council, the rows that flows go into by year, then charges beyond.
    private let kept: TrialRows?
    /// Of each option and council: rows by year, peak funding and charges beyond.
    private let sketches: SketchCells?
    private let paybackYears: CountCells
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
        kept =
            keepsValues
            ? TrialRows(rows: cells * Self.keptRows(years: scenario.years), trials: source.shape.trials) : nil
        sketches = keepsValues ? nil : SketchCells(count: cells * Self.figures(years: scenario.years))
        paybackYears = CountCells(count: cells)
    }

    /// How councils are gone through: in up to ``mostExactParts`` parts with values where each part's fit in memory, else
    /// with sketches in as few parts as these allow.
    package static func parts(
        of scenario: Scenario, options: Int, isExact: Bool = false
    ) -> (keepsValues: Bool, councils: [Range<Int>]) {
        func parts(bytesOfOne: Int) -> [Range<Int>] {
            let (councils, size) = (scenario.selected.count, max(1, mostBytes / max(1, bytesOfOne)))
            return stride(from: 0, to: councils, by: size).map { $0..<min($0 + size, councils) }
        }
        let rows = usualRows * scenario.years + 1
        let withValues = parts(bytesOfOne: TrialRows.bytes(rows: rows, trials: scenario.trials) * options)
        if isExact || withValues.count <= mostExactParts { return (true, withValues) }
        return (false, parts(bytesOfOne: figures(years: scenario.years) * bytesOfSketch * options))
    }

    /// In how many parts councils are gone through at most for the sake of exact percentiles.
    private static let mostExactParts = 4

    private static func keptRows(years: Int) -> Int { CashRow.allCases.count { !$0.isDerived } * years + 1 }
    private static func figures(years: Int) -> Int { CashRow.allCases.count * years + 2 }

    package func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer {
        let consumer = Consumer(self, trials: trials, counted: attempts.counted(in: block))
        attempts.begin(block, consumer)
        return consumer
    }

    package func fold(_ consumer: any BlockConsumer, block: Int) { attempts.end(block) }

    private func cell(_ option: Int, _ council: Int) -> Int { option * councils.count + council }

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
            let years = tally.scenario.years
            if let kept = tally.kept {
                let first = cell * BudgetTally.keptRows(years: years)
                var rows = budget.rows.flatMap { $0 }
                rows.append(budget.chargesBeyond)
                for (offset, row) in rows.enumerated() {
                    guard let row else { continue }
                    kept.put(row, count: budget.count, row: first + offset, from: trials.lowerBound)
                }
            }
            if counted[cell] { return }
            counted[cell] = true
            let rows = BudgetRows(budget, years: years)
            net.begin(budget.count)
            for year in 0..<years { net.add(rows.row(.net, year: year, scratch: sums), year: year) }
            tally.paybackYears.merge(net.paybackYears(baseYear: tally.scenario.baseYear), into: cell)
            guard let sketches = tally.sketches else { return }
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

    /// The budget of a council, by the place of the option and of the council in the tally; it can be read on several
    /// threads.
    ///
    /// - Returns: the budget, and how well its percentiles are known.
    package func budget(option place: Int, council: Int) -> (CouncilBudget, Precision) {
        let (years, cell) = (scenario.years, cell(place, council))
        let reader = PercentileReader()
        let (scratch, net) = (Scratch(capacity: 0), NetCumulation())
        let rows = keptBudget(cell).map { BudgetRows($0, years: years) }
        func figure(_ row: (BudgetRows) -> TrialRow?, _ offset: Int, prudent: Double) -> PlanFigure {
            var p = [0.0, 0]
            if let rows {
                if let row = row(rows) {
                    p = reader.percentiles(row, count: rows.count, present: rows.count, at: [50, prudent]) ?? p
                }
            } else if let sketch = sketches?[cell * Self.figures(years: years) + offset] {
                p = reader.percentiles(sketch.reading, at: [50, prudent])
            }
            return PlanFigure(p50: p[0], prudent: p[1])
        }
        if let rows {
            net.begin(rows.count)
            for year in 0..<years { net.add(rows.row(.net, year: year, scratch: scratch), year: year) }
        }
        let last = CashRow.allCases.count * years
        let budget = CouncilBudget(
            code: scenario.register.codes[scenario.selected[councils.lowerBound + council]],
            baseYear: scenario.baseYear,
            rows: CashRow.allCases.map { row in
                CouncilBudget.Row(
                    row: row,
                    byYear: (0..<years).map { year in
                        figure(
                            { $0.row(row, year: year, scratch: scratch) }, row.place * years + year,
                            prudent: row.prudentPercent(in: scenario))
                    })
            },
            peakFunding: figure({ _ in net.peak }, last, prudent: scenario.prudent),
            paybackYearP50: paybackYears[cell].earliest(sharing: 50, ofTrials: shape.trials),
            chargesBeyond: scenario.cashView?.financing.map { _ in
                figure({ $0.chargesBeyond }, last + 1, prudent: scenario.prudent)
            }
        )
        return (budget, reader.precision)
    }

    private func keptBudget(_ cell: Int) -> BudgetTrials? {
        guard let kept else { return nil }
        let (years, first) = (scenario.years, cell * Self.keptRows(years: scenario.years))
        func row(_ offset: Int) -> TrialRow? {
            let row = TrialRow(kept[first + offset])
            // Most rows of most years hold nothing.
            return (0..<shape.trials).allSatisfy { row[$0] == 0 } ? nil : row
        }
        let rows = (0..<CashRow.allCases.count { !$0.isDerived }).map { cash in
            (0..<years).map { row(cash * years + $0) }
        }
        return BudgetTrials(count: shape.trials, rows: rows, chargesBeyond: row(rows.count * years))
    }
}

/// Adds up net calls on a budget over the years, trial by trial.
final class NetCumulation {
    private let sums = Scratch(capacity: 0)
    private let highest = Scratch(capacity: 0)
    private var paidBackFrom: [Int16] = []
    private var count = 0
    private var years = 0

    /// `max(0, max over t of Σ_{s≤t} net_s)` by trial.
    var peak: TrialRow { TrialRow(highest.values) }

    /// Makes ready for so many trials.
    func begin(_ count: Int) {
        self.count = count
        years = 0
        sums.clear(count)
        highest.clear(count)
        paidBackFrom = Array(repeating: 0, count: count)
    }

    /// Takes up the next year; nil: 0 in every trial.
    func add(_ net: TrialRow?, year: Int) {
        years = year + 1
        guard let net else {
            markUnpaid(year)
            return
        }
        let (sums, highest) = (sums.values, highest.values)
        for trial in 0..<count {
            sums[trial] += net[trial]
            highest[trial] = sums[trial] > highest[trial] ? sums[trial] : highest[trial]
        }
        markUnpaid(year)
    }

    private func markUnpaid(_ year: Int) {
        let sums = sums.values
        let next = Int16(year + 1)
        for trial in 0..<count where sums[trial] > CashMeasures.halfAPenny { paidBackFrom[trial] = next }
    }

    /// The first calendar years from which cumulative net stays at or below £0.005; trials that never do are left out.
    func paybackYears(baseYear: Int) -> IntegerCounts {
        var counts = [UInt32](repeating: 0, count: years + 1)
        for year in paidBackFrom { counts[Int(year)] += 1 }
        return IntegerCounts(lowest: baseYear, counts: Array(counts.dropLast()))
    }
}
