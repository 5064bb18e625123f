import CouncilModel
import ElementaryFunctions
import Stochastics
import Testing

@testable import Analysis

@Suite("Value of information: closed forms")
struct InformationClosedFormTests {
    static func normal(_ name: String, _ mean: Double = 0, sd: Double = 1) -> Assumption {
        Assumption(name: name, distribution: .normal(mean: mean, sd: sd))
    }

    static func result(
        _ options: [(name: String, formula: String)], _ assumptions: [Assumption], trials: Int, seed: UInt64 = 1,
        sampling: Sampling = .latinHypercube, correlations: [RankCorrelation] = [], councils: Int = 1,
        _ question: ValueOfInformation.Question = .init()
    ) throws -> ValueOfInformation {
        ValueOfInformation(
            of: try FormulaScenario(
                options, assumptions, trials: trials, seed: seed, sampling: sampling, correlations: correlations,
                councils: councils
            ).model(), question)
    }

    /// E max(0, μ + sZ) = sφ(μ/s) + μΦ(μ/s).
    static func expectedGain(_ mean: Double, sd: Double) -> Double {
        let z = mean / sd
        return sd * Elementary.exp(-z * z / 2) / (2 * Double.pi).squareRoot() + mean * StandardNormal.cumulative(z)
    }

    /// Within four of its standard errors, which are below 1.5% of it.
    private static func holds(_ estimate: Estimate, _ known: Double, _ place: Comment) {
        #expect(abs(estimate.value - known) < 4 * estimate.standardError, place)
        #expect(estimate.standardError < 0.015 * known, place)
    }

    /// EVPPI of p1 is 1/√(2π), of p2 2/√(2π), and EVPI √5/√(2π).
    @Test(
        "NPSV p1 + p2 with sd 1 and 2 against nothing, at 102,400 trials",
        arguments: [Sampling.latinHypercube, .random])
    func sum(sampling: Sampling) throws {
        let result = try Self.result(
            [("Sum", "p1 + p2")], [Self.normal("p1"), Self.normal("p2", sd: 2)], trials: 102_400, sampling: sampling)
        let published = [0.892062058076, 0.797884560803, 0.398942280401]
        for (sd, known) in zip([Double(5).squareRoot(), 2, 1], published) {
            #expect(abs(Self.expectedGain(0, sd: sd) - known) < 1e-11)
        }
        Self.holds(result.perfect, published[0], "EVPI")
        #expect(result.assumptions.map(\.name) == ["p2", "p1"])
        Self.holds(result.assumptions[0].worth, published[1], "p2")
        Self.holds(result.assumptions[1].worth, published[2], "p1")
        #expect(result.assumptions.map(\.places) == [1...1, 2...2])
        // p1 + p2 above 0 is as likely as not, so half of the choices change.
        #expect(result.assumptions.allSatisfy { $0.isClear && abs($0.changes - 0.5) < 0.02 })
    }

    /// With σ = 1 and errors of sd 2 the mean of n tells s = σ²/√(σ² + τ²/n): EVSI = sφ(μ/s) + μΦ(μ/s) − max(0, μ).
    @Test(
        "A pilot of θ ~ N(μ, 1) in n councils with errors of sd 2, at 102,400 trials", arguments: [0, 0.5],
        [Sampling.latinHypercube, .random])
    func pilot(mean: Double, sampling: Sampling) throws {
        let published =
            mean == 0
            ? [0.282094791774, 0.356824823231, 0.391195090878] : [0.099820614187, 0.161170914710, 0.190976583199]
        // Beside an assumption that is not learnt, so that there is noise.
        let result = try Self.result(
            [("θ", "theta + other")], [Self.normal("theta", mean), Self.normal("other", sd: 0.5)], trials: 102_400,
            sampling: sampling, councils: 1,
            .init(pilots: [4, 16, 100].map { Pilot(assumption: "theta", councils: $0, error: .amount(2)) }))
        for (pilot, known) in zip(result.pilots, published) {
            let s = 1 / (1 + 4 / Double(pilot.pilot.councils)).squareRoot()
            #expect(abs(Self.expectedGain(mean, sd: s) - max(0, mean) - known) < 1e-11)
            Self.holds(pilot.own.worth, known, "n = \(pilot.pilot.councils)")
        }
        // Nothing but θ: no trial has noise, and the figure is that of the outcomes looked at.
        let bare = try Self.result(
            [("θ", "theta")], [Self.normal("theta", mean)], trials: 102_400, sampling: sampling, councils: 1,
            .init(pilots: [4, 16, 100].map { Pilot(assumption: "theta", councils: $0, error: .amount(2)) }))
        for (pilot, known) in zip(bare.pilots, published) {
            Self.holds(pilot.own.worth, known, "bare n = \(pilot.pilot.councils)")
        }
    }

    @Test("What a correlated assumption tells of the one that matters: r/√(2π), as one and as a group")
    func correlated() throws {
        let result = try Self.result(
            [("F", "a + noise")], [Self.normal("a"), Self.normal("b"), Self.normal("noise", sd: 0.5)], trials: 40_960,
            correlations: [RankCorrelation(first: "a", second: "b", rank: 0.6)])
        let r = 2 * Elementary.sin(Double.pi * 0.6 / 6)
        let b = try #require(result.assumptions.first { $0.name == "b" })
        #expect(abs(b.worth.value - r * Self.expectedGain(0, sd: 1)) < 4 * b.worth.standardError)
        // b tells nothing that a does not.
        #expect(result.groups.map(\.name) == ["a + b"])
        let group = result.groups[0].worth
        #expect(abs(group.value - Self.expectedGain(0, sd: 1)) < 4 * group.standardError)
    }

    /// E max(0, ab) = ½E|a|E|b| = 1/π for two normals; each alone tells nothing.
    @Test("Of a product each factor alone is worth nothing, and both together 1/π")
    func product() throws {
        let result = try Self.result(
            [("F", "a * b")], [Self.normal("a"), Self.normal("b")], trials: 20_480,
            .init(groups: [("both", ["b", "a"])]))
        #expect(result.assumptions.allSatisfy { !$0.isClear && $0.places == nil })
        let both = result.groups[0]
        #expect(both.hasInterplay && both.members == ["a", "b"] && both.isClear)
        #expect(abs(both.worth.value - 1 / Double.pi) < 4 * both.worth.standardError)
    }

    @Test("Jumps and bends are found: three values, a spike among a curve, and up and down again")
    func shapes() throws {
        // One of three values: 0.2·3 is what choosing only at 2 gains over nothing, as 0.5·(−2) + 0.3·0 + 0.2·3 < 0.
        let three = Assumption(
            name: "x", distribution: .discrete(values: [0, 1, 2], weights: [5, 3, 2]))
        let values = try Self.result(
            [("F", "if(x < 0.5, -2, if(x < 1.5, 0, 3)) + noise")], [three, Self.normal("noise")], trials: 20_480)
        let found = try #require(values.assumptions.first { $0.name == "x" }?.worth)
        #expect(abs(found.value - 0.6) < 4 * found.standardError)
        // With probability 0.4 no effect at all, else 1 to 2: worth 1 less where there is an effect, −1 where not.
        let spike = Assumption(
            name: "x",
            distribution: .mixture([
                MixtureComponent(weight: 0.4, distribution: .fixed(0)),
                MixtureComponent(weight: 0.6, distribution: .uniform(min: 1, max: 2)),
            ]))
        let mixed = try Self.result(
            [("F", "if(x > 0.5, 1, -1) + noise")], [spike, Self.normal("noise")], trials: 20_480)
        let jump = try #require(mixed.assumptions.first { $0.name == "x" }?.worth)
        #expect(abs(jump.value - (0.6 - 0.2)) < 4 * jump.standardError)
        // E max(0, Z² − 1) = 2φ(1).
        let bent = try Self.result(
            [("F", "x^2 - 1 + noise")], [Self.normal("x"), Self.normal("noise")], trials: 20_480)
        let curve = try #require(bent.assumptions.first { $0.name == "x" }?.worth)
        #expect(abs(curve.value - 0.483941449038) < 4 * curve.standardError)
    }

    /// x is 1 or 2, NPSV x − 1.4, and the error a share of x: Bayes' rule over a fine grid of outcomes.
    @Test("A pilot with an error in proportion to the value agrees with Bayes' rule over a grid")
    func proportional() throws {
        let coin = Assumption(name: "x", distribution: .discrete(values: [1, 2], weights: [1, 1]))
        let result = try Self.result(
            [("F", "x - 1.4")], [coin], trials: 8192,
            .init(pilots: [Pilot(assumption: "x", councils: 1, error: .share(0.4))]))
        func density(_ y: Double, _ x: Double) -> Double {
            let z = (y - x) / (0.4 * x)
            return Elementary.exp(-z * z / 2) / (0.4 * x * (2 * Double.pi).squareRoot())
        }
        var known = -0.1
        for step in 0..<20_000 {
            let y = -6 + Double(step) * 0.001
            known += 0.001 * max(0, 0.5 * (-0.4 * density(y, 1) + 0.6 * density(y, 2)))
        }
        let found = result.pilots[0].own.worth
        // Both values have half of the trials exactly, and the rule changes within 1e-3 of where it should.
        #expect(abs(found.value - known) < 1e-4)
    }
}
