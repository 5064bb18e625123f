import Appraisal
import CouncilModel
import Formulas
import Stochastics
import Testing

@testable import Analysis

@Suite("Appraisal of options")
struct OptionAppraisalTests {
    private static let trials = 1000

    @Test("Do nothing is exactly zero")
    func doNothing() throws {
        let npsv = Samples(trials: 8 * 512).normal("x")
        let comparison = HandMadeRun(options: [("A", npsv)]).comparison
        let nothing = comparison.options[0]
        #expect(nothing.name == "Do nothing" && !nothing.isReference && !comparison.options[1].isReference)
        let zero = Estimate(value: 0, standardError: 0, isUpperBound: false)
        let noSpread = Spread(
            mean: zero, sd: 0, p5: 0, p10: 0, p25: 0, p50: 0, p75: 0, p80: 0, p90: 0, p95: 0, shortfall10: 0
        )
        #expect(nothing.measures.count == 11 && nothing.measures.values.allSatisfy { $0 == noSpread })
        #expect(nothing.quantiles == [Double](repeating: 0, count: 101))
        let noRatio = RatioSpread(ratioOfMeans: nil, p10: nil, p50: nil, p90: nil, shareWithout: 1)
        #expect(nothing.bcr == noRatio && nothing.bcrNet == noRatio)
        #expect(nothing.probabilityPositive == zero)
        #expect(nothing.central == CentralAppraisal(npsv: 0, npsvBeforeUplift: 0))
        let bands = [2026, 2027].map { YearBand(year: $0, mean: 0, p10: 0, p50: 0, p90: 0, prudent: 0) }
        #expect(nothing.costsByYear == bands && nothing.benefitsByYear == bands)
        #expect(nothing.cashByYear == bands && nothing.cumulativeCash == bands)
        #expect(comparison.drivers[0].isEmpty)
        #expect(comparison.options[1].central == CentralAppraisal(npsv: 11, npsvBeforeUplift: 13))
    }

    @Test("Years have bands, with the prudent percentile high for costs and low for benefits and cash")
    func years() throws {
        let samples = Samples(trials: Self.trials)
        let (costs, benefits) = (samples.uniform("c").map { 9 * $0 }, samples.uniform("b").map { 20 * $0 })
        let npsv = zip(benefits, costs).map { $0 - $1 }
        var run = HandMadeRun(options: [("A", npsv)])
        run.scenario.prudent = 85
        run.result.options[1] = OptionResult(name: "A", npsv: npsv, costs: costs)
        let option = run.comparison.options[1]
        func expect(_ bands: [YearBand], _ year: Int, _ values: [Double], prudent: Double) {
            let band = bands[year]
            #expect(bands.count == 2 && band.year == 2026 + year)
            #expect(isClose(band.mean, Naive.mean(values)))
            #expect(isClose(band.p10, Naive.percentile(values, 10)) && isClose(band.p50, Naive.percentile(values, 50)))
            #expect(isClose(band.p90, Naive.percentile(values, 90)))
            #expect(isClose(band.prudent, Naive.percentile(values, prudent)))
        }
        expect(option.costsByYear, 0, costs, prudent: 85)
        expect(option.benefitsByYear, 1, benefits, prudent: 15)
        expect(option.cashByYear, 0, costs.map { -$0 }, prudent: 15)
        expect(option.cashByYear, 1, benefits, prudent: 15)
        expect(option.cumulativeCash, 0, costs.map { -$0 }, prudent: 15)
        expect(option.cumulativeCash, 1, npsv, prudent: 15)
    }

    @Test("Levers, lines and parties are summarised as they stand in the result")
    func leversLinesParties() throws {
        let samples = Samples(trials: Self.trials)
        let (x, y) = (samples.uniform("x"), samples.normal("y"))
        let (m, n) = (x.map { (3 * $0).rounded() }, y.map { 4 + $0.rounded() })
        var run = HandMadeRun(options: [("A", y)], councils: 3)
        run.scenario.levers = [
            Lever(name: "a", starts: 2026, adoption: .mandate, eligible: [0, 2]),
            Lever(name: "b", title: "Second", starts: 2026, adoption: .mandate, eligible: [0, 1, 2]),
        ]
        run.result.options[1].levers = ["b", "a"]
        run.result.options[1].members = [[m, n], [n, m]]
        run.result.options[1].woundUp = [x.map { _ in false }, x.map { $0 < 0.3 }]
        run.result.options[1].lines = [
            LineResult(
                lever: "b", line: "Build", side: .cost, kind: .capital, isReferenceOnly: true, presentValue: x,
                presentValueBeforeUplift: y
            )
        ]
        run.result.options[1].parties = [PartyResult(party: .centre, pays: x, gains: y)]
        let option = run.comparison.options[1]
        #expect(option.levers == ["b", "a"])
        #expect(option.leverMembers.map(\.lever) == ["b", "a"])
        #expect(option.leverMembers.map(\.title) == ["Second", "a"] && option.leverMembers.map(\.eligible) == [3, 2])
        #expect(isClose(option.leverMembers[0].members[0].mean, Naive.mean(m)))
        #expect(isClose(option.leverMembers[1].members[0].p90, Naive.percentile(n, 90)))
        #expect(isClose(option.leverMembers[0].members[1].prudent, Naive.percentile(n, 20)))
        let woundUp = option.leverMembers.map(\.probabilityWoundUp)
        #expect(woundUp[0] == 0 && woundUp[1] == Double(x.filter { $0 < 0.3 }.count) / Double(Self.trials))
        // One batch of 512 has its share to the trial; of 488 out of a second one, √(488 · 0.21 · 24/512) = 2.2 trials are
        // a standard error.
        #expect(abs(woundUp[1] - 0.3) < 0.011)
        let line = try #require(option.lines.first)
        #expect(line.lever == "b" && line.line == "Build" && line.side == .cost && line.kind == .capital)
        #expect(line.isReferenceOnly && isClose(line.mean, Naive.mean(x)))
        #expect(isClose(line.p10, Naive.percentile(x, 10)) && isClose(line.p90, Naive.percentile(x, 90)))
        #expect(isClose(line.meanBeforeUplift, Naive.mean(y)))
        #expect(option.parties.count == 1)
        let party = try #require(option.parties.first)
        #expect(party.party == .centre && isClose(party.pays, Naive.mean(x)) && isClose(party.gains, Naive.mean(y)))
    }

    @Test("The councils' cash at a rate of their own is appraised where a result has it, and only there")
    func ownRate() {
        let x = Samples(trials: Self.trials).normal("x")
        var run = HandMadeRun(options: [("A", x)])
        #expect(run.comparison.options[1].measures[.councilCashNPVOwnRate] == nil)
        #expect(run.comparison.setting.councilRate == nil)
        run.scenario.councilRate = 0.045
        run.result.options[1].measures[.councilCashNPVOwnRate] = x.map { 3 * $0 }
        let comparison = run.comparison
        #expect(comparison.setting.councilRate == 0.045)
        let spread = comparison.options[1].measures[.councilCashNPVOwnRate]
        #expect(isClose(spread?.mean.value, 3 * Naive.mean(x)) && isClose(spread?.p90, 3 * Naive.percentile(x, 90)))
    }

    @Test("The setting repeats the scenario, and the number of trials that were run")
    func setting() throws {
        var run = HandMadeRun(options: [("A", [1, 2]), ("B", [3, 4])], sampling: .random, councils: 3)
        run.scenario.question = "Why?"
        run.scenario.note = "So"
        run.scenario.seed = 99
        run.scenario.trials = 77
        run.scenario.selected = [0, 2]
        run.scenario.reference = 1
        run.scenario.objectives = ["Less paper"]
        run.scenario.unmonetised = [UnmonetisedEffect(name: "Trust")]
        // Of the assumptions, those that an option's figures rest on.
        run.scenario.assumptions = ["a", "b"].map { Assumption(name: $0, distribution: .fixed(1)) }
        run.scenario.levers = [
            Lever(name: "platform", starts: 2026, delay: try Formula(parsing: "a"), adoption: .mandate, eligible: [])
        ]
        run.scenario.options[0].levers = ["platform"]
        run.result.baseline = [PoolBaseline(pool: "p", meanByYear: [5, 6])]
        let comparison = run.comparison
        let setting = comparison.setting
        #expect(setting.title == "By hand" && setting.question == "Why?" && setting.note == "So")
        #expect(setting.baseYear == 2026 && setting.years == 2 && setting.priceYear == 2026)
        #expect(setting.currency == "GBP" && setting.discounting == "3.5% a year")
        #expect(setting.trials == 2 && setting.seed == 99 && setting.sampling == "random" && setting.prudent == 80)
        #expect(setting.councils == 2 && setting.reference == "B" && setting.objectives == ["Less paper"])
        #expect(setting.unmonetised.map(\.name) == ["Trust"] && setting.assumptions.map(\.name) == ["a"])
        #expect(comparison.options.map(\.isReference) == [false, false, true])
        #expect(comparison.baseline.map(\.pool) == ["p"] && comparison.baseline[0].meanByYear == [5, 6])
    }

    @Test("A single trial is appraised without errors", arguments: [Sampling.latinHypercube, .random])
    func singleTrial(sampling: Sampling) throws {
        var run = HandMadeRun(options: [("A", [5])], sampling: sampling)
        run.result.options[1].set(costs: [2])
        run.result.assumptions = [AssumptionSample(name: "a", values: [1])]
        let comparison = run.comparison
        let option = comparison.options[1]
        #expect(option.measures[.npsv]?.mean.value == 5 && option.bcr.ratioOfMeans?.value == 3.5)
        #expect(option.probabilityPositive.value == 1 && option.probabilityBest.value == 1)
        #expect(comparison.pairs.map(\.dominates) == [nil, "first_order"])
        #expect(comparison.decisions[0].evpi.value == 0)
        for estimate in [option.probabilityBest, option.expectedRegret, comparison.pairs[0].difference] {
            #expect(estimate.standardError.isNaN && !estimate.isUpperBound)
        }
        #expect(comparison.drivers == [[], []])
    }
}
