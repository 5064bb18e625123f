import CouncilModel
import Formulas
import Stochastics
import Testing

@testable import Analysis

@Suite("Drivers")
struct DriverTests {
    private static let trials = 5120

    /// The run with a lever that reads assumptions, held by every option.
    private static func reading(_ names: [String], _ run: HandMadeRun) throws -> HandMadeRun {
        var run = run
        run.scenario.levers = [try lever("platform", reading: names)]
        for option in run.scenario.options.indices { run.scenario.options[option].levers = ["platform"] }
        return run
    }

    /// A lever with one cost, the sum of assumptions.
    private static func lever(_ name: String, reading names: [String]) throws -> Lever {
        let cost = Line(
            name: "Cost", side: .cost, kind: .revenue,
            value: .amount(try Formula(parsing: names.joined(separator: " + "))), timing: .renewal
        )
        return Lever(name: name, starts: 2026, adoption: .mandate, eligible: [], costs: [cost])
    }

    @Test("Drivers are ranked by the size of their rank correlation, noise and constants left out")
    func ranking() throws {
        let samples = Samples(trials: Self.trials)
        let (a, b, c) = (samples.uniform("a"), samples.uniform("b"), samples.uniform("c"))
        let npsv = (0..<Self.trials).map { a[$0] - 3 * b[$0] * b[$0] }
        var run = try Self.reading(["a", "b", "constant", "noise"], HandMadeRun(options: [("A", npsv), ("B", npsv)]))
        run.scenario.options[1].with = [.init(assumption: "a", distribution: .fixed(1))]
        run.result.assumptions = [
            AssumptionSample(name: "a", values: a), AssumptionSample(name: "b", values: b),
            AssumptionSample(name: "constant", values: [Double](repeating: 2, count: Self.trials)),
            AssumptionSample(name: "noise", values: c),
        ]
        let drivers = run.comparison.drivers
        #expect(drivers.map { $0.map(\.assumption) } == [[], ["b", "a"], ["b"]])
        for driver in drivers[1] {
            let sample = driver.assumption == "a" ? a : b
            #expect(isClose(driver.rankCorrelation, Self.spearman(sample, npsv)))
            #expect(isClose(driver.standardError, 1 / Double(Self.trials - 1).squareRoot()))
            let order = sample.indices.sorted { sample[$0] < sample[$1] }
            #expect(isClose(driver.meanInLowestTenth, Naive.mean(order.prefix(512).map { npsv[$0] })))
            #expect(isClose(driver.meanInHighestTenth, Naive.mean(order.suffix(512).map { npsv[$0] })))
        }
        #expect(drivers[1][0].rankCorrelation < 0 && drivers[1][1].rankCorrelation > 0)
    }

    /// Spearman's correlation of samples without ties, 1 − 6Σd²/(n(n² − 1)).
    private static func spearman(_ first: [Double], _ second: [Double]) -> Double {
        func places(_ sample: [Double]) -> [Double] {
            var places = [Double](repeating: 0, count: sample.count)
            for (place, index) in sample.indices.sorted(by: { sample[$0] < sample[$1] }).enumerated() {
                places[index] = Double(place)
            }
            return places
        }
        let squares = zip(places(first), places(second)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
        let count = Double(first.count)
        return 1 - 6 * squares / (count * (count * count - 1))
    }

    @Test("At most twelve are named, equals in order of name")
    func atMostTwelve() throws {
        let values = Samples(trials: 1000).uniform("x")
        var run = try Self.reading((10..<30).map { "a\($0)" }, HandMadeRun(options: [("A", values)]))
        run.result.assumptions = (10..<30).map { AssumptionSample(name: "a\($0)", values: values) }
        let drivers = run.comparison.drivers[1]
        #expect(drivers.map(\.assumption) == (10..<22).map { "a\($0)" })
        #expect(drivers.allSatisfy { $0.rankCorrelation == 1 })
    }

    @Test("Three standard errors are the bar")
    func bar() throws {
        #expect(Driver.leastStandardErrors == 3)
        // With 10 trials the bar is 3/√9 = 1: nothing passes it.
        let rising = (0..<10).map { Double($0) }
        var run = try Self.reading(["a"], HandMadeRun(options: [("A", rising)]))
        run.result.assumptions = [AssumptionSample(name: "a", values: rising)]
        #expect(run.comparison.drivers == [[], []])
        // With 11 it is 0.949, and swapping neighbours leaves 1 − 6·2/1320 = 0.991.
        var longer = try Self.reading(["a"], HandMadeRun(options: [("A", (0..<11).map { Double($0) })]))
        longer.result.assumptions = [AssumptionSample(name: "a", values: [1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10])]
        #expect(isClose(longer.comparison.drivers[1].first?.rankCorrelation, 1 - 12.0 / 1320))
    }

    @Test("Trials with the value at which a tenth ends count in equal parts, the last trial in part")
    func tiesInTenths() throws {
        // 25 trials: a tenth is 2½. The lowest value is in one trial, the next in four, the highest in ten.
        let values =
            [0.0] + [Double](repeating: 1, count: 4) + [Double](repeating: 2, count: 10)
            + [Double](repeating: 3, count: 10)
        let npsv = (0..<25).map { Double($0 * $0) }
        var run = try Self.reading(["a"], HandMadeRun(options: [("A", npsv)]))
        run.result.assumptions = [AssumptionSample(name: "a", values: values)]
        let driver = try #require(run.comparison.drivers[1].first)
        // (0 + 1½ · mean of 1, 4, 9, 16)/2½ and the mean of 15² … 24².
        #expect(isClose(driver.meanInLowestTenth, 1.5 * 7.5 / 2.5))
        #expect(isClose(driver.meanInHighestTenth, Naive.mean((15...24).map { Double($0 * $0) })))
    }

    @Test("What neither option nor reference reads is told with what it is correlated with, or left out as chance")
    func unread() throws {
        let values = Samples(trials: 1000).uniform("x")
        var run = HandMadeRun(options: [("A", values), ("Base", values)])
        run.scenario.levers = [
            try Self.lever("idle", reading: ["lone"]), try Self.lever("old", reading: ["kept"]),
            try Self.lever("platform", reading: ["fee", "share"]),
        ]
        run.scenario.options[0].levers = ["platform"]
        run.scenario.options[1].levers = ["old"]
        run.scenario.correlations = [
            RankCorrelation(first: "share", second: "sibling", rank: 0.5),
            RankCorrelation(first: "sibling", second: "fee", rank: -0.2),
            RankCorrelation(first: "cousin", second: "sibling", rank: 0.5),
            RankCorrelation(first: "unmoved", second: "share", rank: 0),
        ]
        let names = ["cousin", "fee", "kept", "lone", "share", "sibling", "unmoved"]
        run.result.assumptions = names.map { AssumptionSample(name: $0, values: values) }
        func drivers(_ option: Int) -> [String: [String]] {
            let drivers = run.comparison.drivers[option].map { ($0.assumption, $0.through) }
            return Dictionary(uniqueKeysWithValues: drivers)
        }
        #expect(drivers(1) == ["fee": [], "share": [], "sibling": ["fee", "share"]])
        #expect(drivers(2) == ["kept": []])
        run.scenario.reference = 1
        #expect(drivers(1) == ["fee": [], "kept": [], "share": [], "sibling": ["fee", "share"]])
    }

    @Test("An option reads every formula of its levers, of the pools they claim and of their contracts, and no other")
    func everyFormula() throws {
        func formula(_ name: String) throws -> Formula { try Formula(parsing: "2 * \(name)") }
        let line = Line(
            name: "Saving", side: .benefit, kind: .cashable,
            value: .claim(pool: "spend", share: try formula("share"), value: nil),
            timing: .membership(
                ramp: [1], lasts: try formula("lasts"), decay: try formula("decay"), lag: try formula("lag")),
            scale: Line.Scale(formula: try formula("scale")), uplift: try formula("uplift"),
            modifiers: [Line.Modifier(joined: "other", by: try formula("by"))], growth: try formula("growth")
        )
        let fee = Line(
            name: "Fee", side: .cost, level: .programme, kind: .revenue, value: .amount(try formula("amount")),
            timing: .running(ramp: [1], from: 0, sinceStarts: false, lasts: try formula("runs"))
        )
        let platform = Lever(
            name: "platform", starts: 2026, delay: try formula("delay"), contract: "system",
            adoption: .diffusion(
                Lever.Diffusion(
                    innovation: try formula("innovation"), imitation: try formula("imitation"),
                    ceiling: try formula("ceiling"), founders: .number(1), propensity: try formula("propensity")
                )
            ),
            eligible: [], shared: .formula(try formula("weight")), costs: [fee], benefits: [line]
        )
        var scenario = HandMadeRun(options: []).scenario
        scenario.levers = [try Self.lever("other", reading: ["of_other"]), platform]
        scenario.pools = [
            Pool(name: "idle", amount: try formula("of_idle")),
            Pool(name: "spend", amount: try formula("spend_per_head"), growth: try formula("spend_growth")),
        ]
        scenario.contracts = [
            Contract(name: "old", length: try formula("of_old")),
            Contract(name: "system", length: try formula("years")),
        ]
        #expect(
            ReadAssumptions(options: [["platform"]], of: scenario).names.sorted() == [
                "amount", "ceiling", "decay", "delay", "growth", "imitation", "innovation", "lag", "lasts",
                "propensity", "runs", "scale", "share", "spend_growth", "spend_per_head", "uplift", "weight", "years",
            ]
        )
        let apart = ReadAssumptions(options: [["other"], ["platform"]], of: scenario).names
        #expect(apart.contains("of_other") && !apart.contains("by"))
        // What joining one does to the other counts where both are held.
        #expect(ReadAssumptions(options: [["other", "platform"]], of: scenario).names == apart.union(["by"]))

        // What boosts joining likewise; and budgets rest on inflation.
        guard case .diffusion(var diffusion) = scenario.levers[1].adoption else { return }
        diffusion.boosts = [Line.Modifier(joined: "other", by: try formula("pull"))]
        scenario.levers[1].adoption = .diffusion(diffusion)
        scenario.assumptions = ["by", "fee", "of_idle", "of_other", "price_rise", "pull", "share"].map {
            Assumption(name: $0, distribution: .fixed(1))
        }
        func inUse(_ options: [[String]]) -> [String] {
            scenario.options = options.enumerated().map { AppraisalOption(name: "\($0.offset)", levers: $0.element) }
            return scenario.assumptionsInUse.map(\.name)
        }
        #expect(inUse([["platform"]]) == ["share"])
        #expect(inUse([["platform"], ["other"]]) == ["of_other", "share"])
        #expect(inUse([["platform", "other"]]) == ["by", "of_other", "pull", "share"])
        scenario.cashView = CashView(inflation: [try formula("price_rise")])
        #expect(inUse([["platform"]]) == ["price_rise", "share"])
    }
}
