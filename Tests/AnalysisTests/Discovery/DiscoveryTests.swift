import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Scenario discovery")
struct DiscoveryTests {
    private static let three = ["a", "b", "c"].map { FormulaScenario.uniform($0, 0, 1) }
    /// 1 where an assumption lies below a limit, else 0.
    private static func below(_ name: String, _ limit: Double) -> String { "if(\(name) < \(limit), 1, 0)" }

    private static func discovery(
        _ formula: String, _ assumptions: [Assumption] = three, trials: Int = 8192, seed: UInt64 = 1,
        sampling: Sampling = .latinHypercube, correlations: [RankCorrelation] = [],
        _ question: Discovery.Question = .init()
    ) throws -> Discovery.Option {
        let model = try FormulaScenario(
            [("Only", formula)], assumptions, trials: trials, seed: seed, sampling: sampling, correlations: correlations
        ).model()
        return try #require(Discovery(of: model, question).options.first)
    }

    /// Whether a share lies within 4.5 of its errors of what it should be.
    private func agrees(_ share: Estimate, _ expected: Double) -> Bool {
        abs(share.value - expected) <= 4.5 * share.standardError
    }

    @Test("A corner in which the option always loses is found with its limits, all of its coverage and density")
    func corner() throws {
        // Loses 1 where a < 0.4 and b > 0.7, and gains 1 elsewhere: 12% of trials.
        let option = try Self.discovery("1 - 2 * \(Self.below("a", 0.4)) * (1 - \(Self.below("b", 0.7)))")
        #expect(agrees(option.share, 0.12))
        let box = try #require(option.boxes.first)
        #expect(option.boxes.count == 1 && box.limits.map(\.assumption) == ["a", "b"])
        let (a, b) = (box.limits[0], box.limits[1])
        #expect(a.low == nil && b.high == nil)
        // 4,096 trials are peeled: the edge is known to a few gaps between neighbours inside, of 1/(4096 · 0.3) each.
        #expect(abs((a.high?.value ?? 0) - 0.4) < 0.01 && abs((b.low?.value ?? 0) - 0.7) < 0.01)
        #expect(abs((a.high?.probabilityBelow ?? 0) - 0.4) < 0.01 && a.high?.repeats == 1 && b.low?.repeats == 1)
        #expect(box.counts.coverage.value > 0.97 && box.counts.density.value > 0.97)
        #expect(agrees(box.counts.mass, 0.12) && box.densityOutside.value < 0.01)
        // Without the limits of a, 0.4 of the trials inside lose; without those of b, 0.3.
        #expect(agrees(a.densityWithout, 0.4) && agrees(b.densityWithout, 0.3))
        #expect(a.quasiP < 1e-6 && b.quasiP < 1e-6)
    }

    @Test("A box in which losing is only likelier is found with its density, and coverage")
    func noisyBox() throws {
        // Where a < 0.25 it loses with a chance of 0.8, elsewhere of 0.1, decided by what is drawn by council.
        let noise = FormulaScenario.uniform("noise", 0, 1, .council)
        let option = try Self.discovery(
            "1 - 2 * if(noise < 0.1 + 0.7 * \(Self.below("a", 0.25)), 1, 0)",
            [FormulaScenario.uniform("a", 0, 1), FormulaScenario.uniform("b", 0, 1), noise])
        #expect(agrees(option.share, 0.25 * 0.8 + 0.75 * 0.1))
        let box = try #require(option.boxes.first)
        #expect(box.limits.map(\.assumption) == ["a"] && abs((box.limits[0].high?.value ?? 0) - 0.25) < 0.02)
        #expect(agrees(box.counts.density, 0.8) || abs(box.counts.density.value - 0.8) < 0.03)
        #expect(agrees(box.counts.coverage, 0.2 / 0.275) || abs(box.counts.coverage.value - 0.2 / 0.275) < 0.03)
        #expect(agrees(box.densityOutside, 0.1))
    }

    @Test(
        "Where nothing drives losing no region is claimed, whatever the seed", arguments: 1...60 as ClosedRange<UInt64>)
    func nothing(seed: UInt64) throws {
        // One of 60 seeds claims a region with a chance of 60 · 0.00135 = 8%, three standard errors being one-sided; these
        // do not.
        let noise = FormulaScenario.uniform("noise", -1, 3, .council)
        let option = try Self.discovery(
            "noise + 0 * (a + b + c)", Self.three + [noise], trials: 1024, seed: seed, sampling: .random)
        #expect(option.isSearched && option.boxes.isEmpty && option.together == nil)
    }

    @Test("Two regions are found one after the other, and counted together")
    func twoRegions() throws {
        let corner = "\(Self.below("a", 0.3)) * \(Self.below("b", 0.3))"
        let other = "(1 - \(Self.below("a", 0.8))) * (1 - \(Self.below("c", 0.6)))"
        let option = try Self.discovery("1 - 2 * max(\(corner), \(other))")
        #expect(option.boxes.count == 2)
        #expect(
            option.boxes.map { $0.limits.map(\.assumption) }.sorted { $0[1] < $1[1] } == [["a", "b"], ["a", "c"]])
        let together = try #require(option.together)
        #expect(together.coverage.value > 0.97 && together.density.value > 0.97)
        #expect(agrees(together.mass, 0.09 + 0.08))
        let sum = option.boxes.map(\.counts.coverage.value).reduce(0, +)
        #expect(abs(sum - together.coverage.value) < 1e-12)
    }

    @Test("An assumption with few values has its limit at one of them")
    func whole() throws {
        let years = Assumption(
            name: "years", distribution: .discrete(values: [0, 1, 2, 3], weights: [4, 3, 2, 1]))
        let option = try Self.discovery("1.5 - years", [years], trials: 2048)
        let limit = try #require(option.boxes.first?.limits.first?.low)
        #expect(limit.value == 2 && limit.standardError == 0 && limit.repeats == 1)
        #expect(option.boxes[0].counts.coverage.value == 1 && option.boxes[0].counts.density.value == 1)
        // A share of 1 has an error too.
        #expect(option.boxes[0].counts.density.standardError > 0)
    }

    @Test("With a least density, the region is that which covers most")
    func density() throws {
        // NPSV is below 0 with a chance of 1 − a at each a: density of a ≤ t is 1 − t/2.
        let noise = FormulaScenario.uniform("noise", 0, 1, .council)
        let assumptions = [FormulaScenario.uniform("a", 0, 1), noise]
        let wide = try Self.discovery("a - noise", assumptions, .init(rule: .density(0.7)))
        let narrow = try Self.discovery("a - noise", assumptions, .init(rule: .density(0.9)))
        let first = try #require(wide.boxes.first)
        let second = try #require(narrow.boxes.first)
        // Density 0.7 at t = 0.6, 0.9 at t = 0.2; what is peeled fits a little of chance.
        #expect(abs(first.counts.density.value - 0.7) < 0.03 && abs(second.counts.density.value - 0.9) < 0.03)
        #expect(abs((first.limits[0].high?.value ?? 0) - 0.6) < 0.06)
        #expect(abs((second.limits[0].high?.value ?? 0) - 0.2) < 0.06)
        #expect(first.counts.coverage.value > second.counts.coverage.value)
    }

    @Test("Against another option, trials count in which the other is better; a tie does not")
    func against() throws {
        let scenario = try FormulaScenario(
            [("One", "a"), ("Other", "max(a, 0.4 * \(Self.below("b", 0.5)))")], Self.three, trials: 4096)
        let model = try RerunModel(scenario.scenario, options: ["One"], rival: "Other") { PlanSource($0, threads: 1) }
        let option = try #require(
            Discovery(of: model, .init(cases: .worse(than: "Other"))).options.first)
        #expect(option.name == "One" && agrees(option.share, 0.2))
        #expect(option.assumptions == ["a", "b"])
        let box = try #require(option.boxes.first)
        #expect(box.limits.map(\.assumption) == ["a", "b"] && box.counts.density.value > 0.97)
    }

    @Test("An option that never loses, or always does, is not searched")
    func sure() throws {
        for formula in ["a + 1", "-1 - a"] {
            let option = try Self.discovery(formula, trials: 512)
            #expect(!option.isSearched && option.boxes.isEmpty && option.path.isEmpty)
        }
    }

    @Test("An option with its own distribution is searched in the values of that")
    func replaced() throws {
        var example = try FormulaScenario([("Own", "a - 6")], [FormulaScenario.uniform("a", 0, 10)], trials: 2048)
        example.scenario.options[0].with = [.init(assumption: "a", distribution: .uniform(min: 0, max: 20))]
        let option = try #require(Discovery(of: try example.model(), .init()).options.first)
        #expect(agrees(option.share, 0.3))
        #expect(abs((option.boxes.first?.limits.first?.high?.value ?? 0) - 6) < 0.2)
    }

    @Test("Peeled and counted halves are whole batches where there are two")
    func halves() {
        #expect(
            [100, 512, 1024, 1300, 1536, 4096, 10_240].map(Discovery.half) == [50, 256, 512, 512, 512, 2048, 5120])
    }
}
