import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Tallies")
struct TallyTests {
    /// Two options with costs, lines, members and three councils, one of which joins in some trials only.
    private static func run(trials: Int, seed: UInt64 = 11) -> HandMadeRun {
        let samples = Samples(seed: seed, trials: trials)
        let (x, y, u) = (samples.normal("x"), samples.normal("y"), samples.uniform("u"))
        let values = [x.map { 1e6 * $0 + 2e5 }, zip(x, y).map { 6e5 * $0 + 5e5 * $1 }]
        var run = HandMadeRun(options: [("A", values[0]), ("B", values[1])], councils: 3)
        run.scenario.levers = [Lever(name: "l", starts: 2026, adoption: .mandate, eligible: [0, 1, 2])]
        for index in 1...2 {
            run.result.options[index].set(costs: zip(u, y).map { 1e5 * (1 + $0) + 1e4 * abs($1) })
            run.result.options[index].levers = ["l"]
            run.result.options[index].members = [[u.map { (3 * $0).rounded() }, u.map { (2 * $0).rounded() }]]
            run.result.options[index].woundUp = [u.map { $0 < 0.2 }]
            let joining = u.map { $0 < 0.6 ? Int16(5 * $0) - 1 : CouncilResult.never }
            let some = zip(joining, y).map { $0 == CouncilResult.never ? 0 : 1e3 * $1 + 500 }
            run.result.options[index].councils = [
                CouncilResult(npv: some, cashNPV: some, joiningYear: joining),
                CouncilResult(npv: y, cashNPV: x, joiningYear: u.map { _ in 2 }),
                CouncilResult(npv: x.map { _ in 0 }, cashNPV: y, joiningYear: joining),
            ]
        }
        run.result.assumptions = [AssumptionSample(name: "x", values: x)]
        return run
    }

    private static func range(_ values: [Double]) -> Double {
        Naive.percentile(values, 95) - Naive.percentile(values, 5)
    }

    @Test("Beyond the default number of trials percentiles are within 0.1% of the range, the rest as it was")
    func manyTrials() throws {
        let run = Self.run(trials: 24 * 512 + 100)
        let comparison = run.comparison
        guard case .sketched(let coarse, let widest) = comparison.precision.totals else {
            Issue.record("percentiles of more than 10,240 trials are sketched")
            return
        }
        #expect(coarse == 0 && widest <= 0.001 && widest > 0)
        #expect(comparison.precision.councils == .exact && comparison.precision.trialsOfDrivers == 10_240)
        for index in 1...2 {
            let (option, result) = (comparison.options[index], run.result.options[index])
            for measure in [Measure.npsv, .pvCosts, .cashNPV, .councilCashNPV] {
                let (values, spread) = (result.values(of: measure), try #require(option.measures[measure]))
                let bound = 0.001 * Self.range(values)
                #expect(isClose(spread.mean.value, Naive.mean(values)) && isClose(spread.sd, Naive.sd(values)))
                let error = Naive.batchError(trials: values.count) { Naive.mean(Array(values[$0])) }
                #expect(isClose(spread.mean.standardError, error))
                for (found, percent) in [(spread.p5, 5.0), (spread.p50, 50), (spread.p80, 80), (spread.p95, 95)] {
                    #expect(abs(found - Naive.percentile(values, percent)) <= bound)
                }
                let tenth = Double(values.count) / 10
                let ordered = measure == .pvCosts ? values.sorted(by: >) : values.sorted()
                let part = tenth - tenth.rounded(.down)
                let worst = ordered.prefix(Int(tenth)).reduce(0, +) + part * ordered[Int(tenth)]
                #expect(abs(spread.shortfall10 - worst / tenth) <= bound)
            }
            #expect(option.leverMembers[0].members[0].p90 == Naive.percentile(result.members[0][0], 90))
            #expect(option.leverMembers[0].probabilityWoundUp == Naive.mean(result.woundUp[0].map { $0 ? 1 : 0 }))
        }
        let (a, b) = (run.result.options[1].values(of: .npsv), run.result.options[2].values(of: .npsv))
        let differences = zip(a, b).map { $0 - $1 }
        let pair = try #require(comparison.pairs.first { $0.option == 1 && $0.over == 2 })
        #expect(isClose(pair.difference.value, Naive.mean(differences)))
        #expect(abs(pair.differenceP90 - Naive.percentile(differences, 90)) <= 0.001 * Self.range(differences))
        #expect(isClose(pair.probabilityBetter.value, Naive.mean(differences.map { $0 > 0 ? 1 : $0 == 0 ? 0.5 : 0 })))
        let best = (0..<a.count).map { a[$0] > max(b[$0], 0) ? 1.0 : 0 }
        #expect(isClose(comparison.decisions[0].probabilityBest[1].value, Naive.mean(best)))
    }

    /// The comparison with so much room for values.
    private static func comparison(
        _ run: HandMadeRun, source: (any TrialSource)? = nil, options: Int = .max, councils: Int = .max
    ) throws -> Comparison {
        try Comparison(
            appraising: source ?? (run.result as any TrialSource), of: run.scenario, central: run.result.central,
            mostBytes: (options, councils))
    }

    @Test("In parts of the options, a comparison is the same to the bit")
    func parts() throws {
        let run = Self.run(trials: 3 * 512 + 7)
        let (whole, inParts) = (try Self.comparison(run), try Self.comparison(run, options: 1))
        #expect(
            OptionsTally.parts(
                of: run.result.shape, years: 2, isExact: true, isRecorded: false, mostBytes: 1) == [[0], [1], [2]])
        #expect(inParts.options == whole.options && inParts.decisions == whole.decisions)
        #expect(inParts.pairs == whole.pairs && inParts.drivers == whole.drivers)
        #expect(inParts.precision == whole.precision)
    }

    @Test("Councils that do not fit are sketched: with and without joining, where cash differs and where it does not")
    func sketchedCouncils() throws {
        let run = Self.run(trials: 9 * 512)
        let (exact, sketched) = (try Self.comparison(run), try Self.comparison(run, councils: 1))
        #expect(exact.precision.councils == .exact)
        guard case .sketched(let coarse, _) = sketched.precision.councils else {
            Issue.record("councils without room are sketched")
            return
        }
        #expect(coarse == 0)
        func expect(_ found: CouncilBand, _ band: CouncilBand, _ values: [Double]) {
            let bound = 0.001 * Self.range(values)
            #expect(found.mean == band.mean)
            for (a, b) in [(found.p10, band.p10), (found.p50, band.p50), (found.p90, band.p90)] {
                #expect(abs(a - b) <= bound)
            }
        }
        for (place, council) in sketched.options[1].councils.enumerated() {
            let (other, result) = (exact.options[1].councils[place], run.result.options[1].councils[place])
            expect(council.npv, other.npv, result.npv)
            expect(council.cashNPV, other.cashNPV, result.cashNPV)
            let joined = (0..<9 * 512).filter { result.joiningYear[$0] != CouncilResult.never }
            let (found, before) = (try #require(council.ifJoined), try #require(other.ifJoined))
            expect(found.npv, before.npv, joined.map { result.npv[$0] })
            expect(found.cashNPV, before.cashNPV, joined.map { result.cashNPV[$0] })
            #expect(found.trials == before.trials && found.probabilityBetterOff == before.probabilityBetterOff)
            #expect(council.joiningYearP50 == other.joiningYearP50)
        }
    }

    @Test("On request everything is exact for any number of trials: the same as from values kept, to the bit")
    func exactly() throws {
        let run = Self.run(trials: 24 * 512 + 100)
        let exact = try Comparison(
            appraising: run.result, of: run.scenario, central: run.result.central, isExact: true,
            mostBytes: (.max, 1))
        #expect(exact.precision.totals == .exact && exact.precision.councils == .exact)
        let councils = try Self.comparison(run).options.map(\.councils)
        #expect(exact.options.map(\.councils) == councils)
        for index in 1...2 {
            let (option, result) = (exact.options[index], run.result.options[index])
            for measure in [Measure.npsv, .pvCosts, .cashNPV, .councilNPV, .councilCashNPV] {
                let (values, spread) = (result.values(of: measure), try #require(option.measures[measure]))
                let found = [
                    spread.p5, spread.p10, spread.p25, spread.p50, spread.p75, spread.p80, spread.p90, spread.p95,
                ]
                let sorted = values.sorted()
                let expected = [0.05, 0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95].map {
                    Statistics.quantile(ofSorted: sorted, $0)
                }
                #expect(found == expected)
                let worst = Statistics.expectedShortfall(
                    ofSorted: sorted, worst: measure == .pvCosts ? .highest : .lowest)
                #expect(isClose(spread.shortfall10, worst))
            }
            let npsv = result.values(of: .npsv).sorted()
            #expect(option.quantiles == (0...100).map { Statistics.quantile(ofSorted: npsv, Double($0) / 100) })
            #expect(isClose(option.bcr.p90, Naive.percentile(result.measures[.bcr] ?? [], 90)))
            let cumulative = zip(result.cashByYear[0], result.cashByYear[1]).map { $0 + $1 }
            #expect(isClose(option.cumulativeCash[1].p10, Naive.percentile(cumulative, 10)))
        }
        let differences = zip(run.result.options[1].values(of: .npsv), run.result.options[2].values(of: .npsv))
            .map { $0 - $1 }
        let pair = try #require(exact.pairs.first { $0.option == 1 && $0.over == 2 })
        #expect(isClose(pair.differenceP10, Naive.percentile(differences, 10)))
        #expect(isClose(pair.differenceP90, Naive.percentile(differences, 90)))
    }

    @Test("A block that is begun twice, as one with a value that is not finite is, counts once")
    func repeatedBlocks() throws {
        let run = Self.run(trials: 22 * 512)
        let straight = try Self.comparison(run, councils: 1)
        let again = try Self.comparison(run, source: Repeating(result: run.result), councils: 1)
        #expect(again.options == straight.options && again.pairs == straight.pairs)
        #expect(again.decisions == straight.decisions && again.precision == straight.precision)
    }

    /// A run each block of which breaks off once before its last option.
    private struct Repeating: TrialSource {
        let result: RunResult
        var shape: RunShape { result.shape }

        func run(
            _ pass: TrialPass, consumer: @escaping @Sendable (Int, Range<Int>) -> any BlockConsumer,
            finished: @escaping (Int, any BlockConsumer) -> Void
        ) throws(CouncilModelError) {
            try result.run(
                TrialPass(options: [0, 1]), consumer: { BreakingOff(consumer($0, $1)) }, finished: { _, _ in })
            try result.run(pass, consumer: consumer, finished: finished)
        }
    }

    /// Hands on what it takes, but not that a block is finished.
    private final class BreakingOff: BlockConsumer {
        private let consumer: any BlockConsumer

        init(_ consumer: any BlockConsumer) {
            self.consumer = consumer
        }

        func take(_ figures: CouncilTrials, council: Int, option: Int) {
            consumer.take(figures, council: council, option: option)
        }

        func take(_ budget: BudgetTrials, council: Int, option: Int) {}
        func take(_ figures: OptionTrials, option: Int) { consumer.take(figures, option: option) }
        func finish(_ world: WorldTrials) {}
    }
}
