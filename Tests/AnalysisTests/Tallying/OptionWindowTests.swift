import CouncilModel
import Formulas
import Stochastics
import Testing

@testable import Analysis

@Suite("Windows on options")
struct OptionWindowTests {
    private static let trials = 11 * 512 + 77

    /// Two options over two years with budgets and figures that vary, are mostly 0, are 0 until late, or rise from trial to
    /// trial.
    private static func run() -> HandMadeRun {
        let samples = Samples(seed: 23, trials: trials)
        let (x, y, u) = (samples.normal("x"), samples.normal("y"), samples.uniform("u"))
        var run = HandMadeRun(options: [("A", x), ("B", y)])
        run.scenario.cashView = CashView(inflation: [Formula(constant: 0.02)])
        run.scenario.prudent = 85
        let seldom = zip(u, y).map { $0 < 0.05 ? 1e6 * $1 : 0 }
        let late = x.enumerated().map { $0 < 6 * 512 ? 0 : $1 }
        for (option, factor) in [(1, 1.0), (2, -3)] {
            run.result.options[option].costsByYear = [x.map { factor * $0 }, seldom]
            run.result.options[option].benefitsByYear = [late, y.sorted()]
            run.result.options[option].cashByYear = [seldom, x.map { _ in 0 }]
            run.result.options[option].budget = BudgetResult(
                rows: [
                    .oneOffRevenue: [x.map { factor * $0 }, seldom], .recurringRevenue: [u, u],
                    .capital: [late, late], .cashable: [x.map { _ in 0 }, zip(x, y).map { factor * $0 * $1 }],
                    .transfers: [seldom, y], .provision: [u.map { $0 < 0.5 ? 0 : factor }, u],
                    .interest: [x.map { _ in 0 }, x.map { _ in 0 }],
                ], chargesBeyond: u)
        }
        return run
    }

    /// What is read of all options, from windows of so many standard errors, or from values that are kept.
    private static func read(
        _ run: HandMadeRun, isRecorded: Bool = false, errors: Double = QuantileSearch.usualErrors
    ) throws -> (options: [OptionAppraisal], missed: [Bool]) {
        let tally = OptionsTally(
            run.result.shape, of: run.scenario, options: [0, 1, 2], isExact: true, isRecorded: isRecorded,
            errors: errors)
        #expect((tally.windows == nil) == isRecorded)
        try run.result.fill(tally, in: TrialPass())
        try tally.complete(from: run.result)
        let design = TrialDesign(trials: trials, sampling: run.scenario.sampling)
        let options = (0..<3).map { place in
            var option = OptionAppraisal(
                of: TalliedOption(tally, place: place, reader: PercentileReader()), central: run.result.central[place],
                isReference: false, design: design)
            // What comes of the choice between options is not known yet, and equals nothing.
            option.probabilityBest = option.probabilityPositive
            option.expectedRegret = option.probabilityPositive
            return option
        }
        return (options, tally.windows?.missed ?? [])
    }

    @Test("Percentiles of figures by year, of lines and of budgets are those of their trials")
    func exact() throws {
        let run = Self.run()
        let found = try Self.read(run).options
        for place in 1...2 {
            let result = run.result.options[place]
            for (bands, rows, prudent) in [
                (found[place].costsByYear, result.costsByYear, 85.0),
                (found[place].benefitsByYear, result.benefitsByYear, 15),
                (found[place].cashByYear, result.cashByYear, 15),
            ] {
                for (band, values) in zip(bands, rows) {
                    #expect(isClose(band.p10, Naive.percentile(values, 10)))
                    #expect(isClose(band.p50, Naive.percentile(values, 50)))
                    #expect(isClose(band.p90, Naive.percentile(values, 90)))
                    #expect(isClose(band.prudent, Naive.percentile(values, prudent)))
                }
            }
            let sums = zip(result.cashByYear[0], result.cashByYear[1]).map { $0 + $1 }
            #expect(isClose(found[place].cumulativeCash[1].p90, Naive.percentile(sums, 90)))
        }
    }

    @Test("However narrow windows are, options are the same to the bit as from values that are kept")
    func same() throws {
        let run = Self.run()
        let kept = try Self.read(run, isRecorded: true).options
        // Benefits of the second year rise from trial to trial, so that windows miss their percentiles in any case.
        for errors in [0, 1, QuantileSearch.usualErrors, .infinity] {
            let (found, missed) = try Self.read(run, errors: errors)
            #expect(missed == [false, errors < .infinity, errors < .infinity])
            let areSame = found == kept
            #expect(areSame)
        }
    }
}
