import CouncilModel
import Formulas
import Stochastics
import Synchronization
import Testing

@testable import Analysis

@Suite("Budgets in money of the day")
struct CashViewTests {
    private static let trials = 1000

    /// Two years in which every row that flows go into is a sample of its own.
    private static func budget() -> BudgetResult {
        let samples = Samples(trials: trials)
        var rows: [CashRow: [[Double]]] = [:]
        for row in CashRow.allCases where !row.isDerived {
            rows[row] = [samples.normal(row.rawValue), samples.uniform(row.rawValue + "2").map { 9 * $0 }]
        }
        return BudgetResult(rows: rows, chargesBeyond: samples.uniform("beyond"))
    }

    private static func run(_ budget: BudgetResult) -> HandMadeRun {
        var run = HandMadeRun(options: [("A", budget.chargesBeyond)])
        run.scenario.cashView = CashView(inflation: [Formula(constant: 0.02)])
        run.result.options[1].budget = budget
        return run
    }

    @Test("Each row has a band by year and a total over years, with the prudent percentile low for savings alone")
    func rows() throws {
        let budget = Self.budget()
        var run = Self.run(budget)
        run.scenario.prudent = 85
        let comparison = run.comparison
        #expect(comparison.options[0].cashView == nil)
        #expect(comparison.setting.cashView == run.scenario.cashView)
        let view = try #require(comparison.options[1].cashView)
        #expect(view.rows.map(\.row) == CashRow.allCases)
        for row in CashRow.allCases {
            let byYear = Self.naively(row, of: budget)
            let (first, second) = (byYear[0], byYear[1])
            let percent = row == .cashable ? 15.0 : 85
            let found = view[row]
            #expect(found.byYear.map(\.year) == [2026, 2027])
            for (band, values) in zip(found.byYear, [first, second]) {
                #expect(isClose(band.mean, Naive.mean(values)))
                #expect(isClose(band.p10, Naive.percentile(values, 10)))
                #expect(isClose(band.p50, Naive.percentile(values, 50)))
                #expect(isClose(band.p90, Naive.percentile(values, 90)))
                #expect(isClose(band.prudent, Naive.percentile(values, percent)))
            }
            let sums = zip(first, second).map { $0 + $1 }
            #expect(isClose(found.total.p50, Naive.percentile(sums, 50)))
            #expect(isClose(found.total.prudent, Naive.percentile(sums, percent)))
            // The prudent percentiles of two independent years overshoot that of their sum.
            if row == .net { #expect(found.byYear.map(\.prudent).reduce(0, +) > found.total.prudent + 0.1) }
        }
        #expect(isClose(view.meanChargesBeyond, Naive.mean(budget.chargesBeyond)))
    }

    /// Amounts of a row, `[year][trial]`, derived rows from what they are said to be.
    private static func naively(_ row: CashRow, of budget: BudgetResult) -> [[Double]] {
        func value(_ row: CashRow, _ year: Int, _ trial: Int) -> Double {
            func of(_ row: CashRow) -> Double { value(row, year, trial) }
            switch row {
            case .baseBudget: return of(.recurringRevenue) + of(.provision) + of(.interest) - of(.cashable)
            case .baseBudgetChange:
                return of(.baseBudget) - (year > 0 ? value(.baseBudget, year - 1, trial) : 0)
            case .net: return of(.oneOffRevenue) + of(.capital) + of(.transfers) + of(.baseBudget)
            default: return budget.rows[row]?[year][trial] ?? 0
            }
        }
        let years = budget.rows.values.first?.count ?? 0
        return (0..<years).map { year in budget.chargesBeyond.indices.map { value(row, year, $0) } }
    }

    /// A run that hands over the budget of one council, and nothing else.
    private final class BudgetSource: TrialSource {
        let shape: RunShape
        private let budget: BudgetResult
        private let years: Int
        private let passes = Mutex(0)
        /// How often it has been gone through.
        var passCount: Int { passes.withLock { $0 } }

        init(_ budget: BudgetResult) {
            self.budget = budget
            let zeros = [Double](repeating: 0, count: budget.chargesBeyond.count)
            shape = HandMadeRun(options: [("A", zeros)]).result.shape
            years = budget.rows.values.first?.count ?? 0
        }

        func run(
            _ pass: TrialPass, consumer: @escaping @Sendable (Int, Range<Int>) -> any BlockConsumer,
            finished: @escaping (Int, any BlockConsumer) -> Void
        ) {
            passes.withLock { $0 += 1 }
            for block in 0..<shape.blocks {
                let trials = block * 512..<min((block + 1) * 512, shape.trials)
                let consumer = consumer(block, trials)
                // Rows of zeros may be left out.
                func row(_ values: [Double]) -> UnsafeMutableBufferPointer<Double>? {
                    let part = Array(values[trials])
                    return part.allSatisfy { $0 == 0 } ? nil : .allocate(copying: part)
                }
                let rows = CashRow.allCases.filter { !$0.isDerived }.map { cash in
                    (0..<years).map { year in budget.rows[cash].flatMap { row($0[year]) } }
                }
                let charges = row(budget.chargesBeyond)
                consumer.take(
                    BudgetTrials(
                        count: trials.count, rows: rows.map { $0.map { $0.flatMap { TrialRow($0.baseAddress) } } },
                        chargesBeyond: charges.flatMap { TrialRow($0.baseAddress) }),
                    council: 0, option: 1)
                for pointer in rows.joined() + [charges] { pointer?.deallocate() }
                finished(block, consumer)
            }
        }
    }

    /// The budget of one council, and how often a run was gone through for it.
    private static func read(
        _ result: BudgetResult, in run: HandMadeRun, errors: Double = QuantileSearch.usualErrors
    ) throws -> (budget: CouncilBudget, passes: Int) {
        let source = BudgetSource(result)
        var scenario = run.scenario
        scenario.years = result.rows.values.first?.count ?? 0
        scenario.selected = [0]
        let tally = BudgetTally(
            source, of: scenario, options: [1], councils: 0..<1, isExact: true, errors: errors)
        try source.fill(tally, in: TrialPass())
        try tally.complete(from: source)
        return (tally.budget(option: 0, council: 0).0, source.passCount)
    }

    private static func budget(_ result: BudgetResult, in run: HandMadeRun) throws -> CouncilBudget {
        try read(result, in: run).budget
    }

    /// A budget of two years and 101 trials, 0 but for what is given.
    static func budget(_ given: [CashRow: [[Double]]], beyond: [Double]? = nil) -> BudgetResult {
        let zeros = [Double](repeating: 0, count: 101)
        var rows = given
        for row in CashRow.allCases where given[row] == nil && !row.isDerived { rows[row] = [zeros, zeros] }
        return BudgetResult(rows: rows, chargesBeyond: beyond ?? zeros)
    }

    @Test("Contingency of a uniform cost is the way from its middle to its prudent percentile")
    func contingency() throws {
        let rising = (0...100).map { Double($0) }
        let falling = Array(rising.reversed())
        let constant = [Double](repeating: 1000, count: 101)
        func contingency(_ rows: [CashRow: [[Double]]], beyond: [Double]? = nil) throws -> Double {
            try #require(Self.run(Self.budget(rows, beyond: beyond)).comparison.options[1].cashView).contingency
        }
        // P80 of 0, 1, … 100 is 80, the mean 50; what is certain adds nothing.
        #expect(try contingency([.capital: [rising, constant]]) == 30)
        #expect(try contingency([.oneOffRevenue: [constant, rising]]) == 30)
        #expect(try contingency([.recurringRevenue: [rising, rising]]) == 60)
        // Years and rows are added up trial by trial before percentiles are taken: risks that offset need no reserve.
        #expect(try contingency([.capital: [rising, falling]]) == 0)
        #expect(try contingency([.capital: [rising, constant], .recurringRevenue: [falling, falling]]) == 30)
        // Recurring savings and transfers are left out.
        #expect(try contingency([.cashable: [rising, rising], .transfers: [rising, rising]]) == 0)
        // What is borrowed counts by what is paid for it, be it after the last year.
        let charges: [CashRow: [[Double]]] = [.provision: [rising, constant], .interest: [constant, rising]]
        #expect(try contingency(charges, beyond: rising) == 90)
    }

    @Test("Peak funding and payback of a council are read off cumulative net, trial by trial")
    func council() throws {
        var run = HandMadeRun(options: [("A", [1])], councils: 1)
        // Net calls of three years in five trials.
        let net: [[Double]] = [
            [100, -60, -60],  // out by 100, back in year 2
            [100, 50, -150],  // out by 150, back in year 2
            [-10, 5, 5],  // never out of pocket: paid back from the start
            [10, -30, 40],  // out by 10, then by 20: never back
            [10, -10.004, 0.008],  // half a penny is nothing
        ]
        let byYear = (0..<3).map { year in net.map { $0[year] } }
        var rows: [CashRow: [[Double]]] = [:]
        // What is saved and what it costs cancel out, so that net is what is paid once.
        for row in CashRow.allCases where !row.isDerived {
            rows[row] = row == .oneOffRevenue ? byYear : byYear.map { $0.map { _ in 0 } }
        }
        rows[.recurringRevenue] = byYear.map { $0.map { 2 * $0 } }
        rows[.cashable] = rows[.recurringRevenue]
        let result = BudgetResult(rows: rows, chargesBeyond: [1, 2, 3, 4, 5])
        var budget = try Self.budget(result, in: run)
        #expect(budget.code == "E100" && budget.baseYear == 2026)
        // Peaks in order: 0, 10, 20, 100, 150; P80 lies a fifth of the way from 100 to 150.
        #expect(budget.peakFunding.p50 == 20 && isClose(budget.peakFunding.prudent, 110))
        // Payback in order: 2026, 2027, 2028, 2028, never.
        #expect(budget.paybackYearP50 == 2028)
        #expect(budget.rows.map(\.row) == CashRow.allCases)
        for row in budget.rows {
            for (year, figure) in row.byYear.enumerated() {
                let values = Self.naively(row.row, of: result)[year]
                #expect(isClose(figure.p50, Naive.percentile(values, 50)))
                #expect(isClose(figure.prudent, Naive.percentile(values, row.row == .cashable ? 20 : 80)))
            }
        }
        let rate = Formula(constant: 0.05)
        run.scenario.cashView = CashView(inflation: [rate])
        budget = try Self.budget(result, in: run)
        #expect(budget.chargesBeyond == nil)
        run.scenario.cashView = CashView(
            inflation: [rate], financing: .init(rate: rate, life: Formula(constant: 5), borrowed: Formula(constant: 1))
        )
        run.scenario.prudent = 75
        budget = try Self.budget(result, in: run)
        #expect(budget.chargesBeyond == PlanFigure(p50: 3, prudent: 4) && budget.peakFunding.prudent == 100)
    }

    @Test("A council that is out of pocket at the end in most trials has no payback year")
    func neverPaysBack() throws {
        let run = HandMadeRun(options: [("A", [1])], councils: 1)
        let trials = (0...100).map { $0 < 50 ? -1.0 : 1 }
        let budget = Self.budget([.oneOffRevenue: [trials, trials.map { _ in 0 }]])
        #expect(try Self.budget(budget, in: run).paybackYearP50 == nil)
        // With one more trial that is not, the 51st of 101 is paid back.
        let more = Self.budget([
            .oneOffRevenue: [trials.enumerated().map { $0 == 50 ? -1 : $1 }, trials.map { _ in 0 }]
        ])
        #expect(try Self.budget(more, in: run).paybackYearP50 == 2026)
    }

    @Test("Percentiles of many trials are those of all; where windows are too narrow, the run is gone through again")
    func windows() throws {
        let run = HandMadeRun(options: [("A", [1])], councils: 1)
        let samples = Samples(trials: 4000)
        var rows: [CashRow: [[Double]]] = [:]
        for row in CashRow.allCases where !row.isDerived {
            // In most trials nothing is saved, and in the first year nobody pays interest.
            let second = samples.normal(row.rawValue).map { row == .cashable && $0 < 0.3 ? 0 : $0 }
            rows[row] = [samples.uniform(row.rawValue).map { row == .interest ? 0 : 9 * $0 }, second]
        }
        let result = BudgetResult(rows: rows, chargesBeyond: samples.uniform("beyond"))
        for (errors, passes) in [(QuantileSearch.usualErrors, 1), (.infinity, 1), (0, 2)] {
            let found = try Self.read(result, in: run, errors: errors)
            #expect(found.passes == passes)
            for row in found.budget.rows {
                for (year, figure) in row.byYear.enumerated() {
                    let values = Self.naively(row.row, of: result)[year]
                    #expect(isClose(figure.p50, Naive.percentile(values, 50)))
                    #expect(isClose(figure.prudent, Naive.percentile(values, row.row == .cashable ? 20 : 80)))
                }
            }
        }
        // Of rising values the first block knows nothing of the middle.
        let rising = (0..<4000).map(Double.init)
        let zeros = rising.map { _ in 0.0 }
        rows = rows.mapValues { _ in [zeros, zeros] }
        rows[.oneOffRevenue] = [rising, zeros]
        let sorted = BudgetResult(rows: rows, chargesBeyond: zeros)
        let found = try Self.read(sorted, in: run)
        #expect(found.passes == 2)
        let figure = found.budget.rows[0].byYear[0]
        #expect(isClose(figure.p50, 1999.5) && isClose(figure.prudent, 3199.2))
    }
}

extension UnsafeMutableBufferPointer<Double> {
    /// Memory that holds a copy of values.
    fileprivate static func allocate(copying values: [Double]) -> Self {
        let copy = allocate(capacity: values.count)
        _ = copy.initialize(from: values)
        return copy
    }
}
