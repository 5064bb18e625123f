import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Tornado and association")
struct TornadoTests {
    private static let assumptions = [
        FormulaScenario.uniform("a", 0, 10), FormulaScenario.uniform("b", 0, 4), FormulaScenario.uniform("idle", 0, 1),
    ]

    private static func example() throws -> FormulaScenario {
        try FormulaScenario([("Linear", "3 * a - 2 * b - 1"), ("Steady", "12")], assumptions)
    }

    @Test("Of a straight line swings are slope times P90 less P10, exactly, without error")
    func linear() throws {
        let model = try Self.example().model()
        #expect(model.assumptions.map(\.name) == ["a", "b"])
        let tornado = try Tornado(of: model, assumptions: Self.assumptions, progress: {})
        let swings = tornado.rows.map { $0.effects[0].swing }
        for (swing, expected) in zip(swings, [24.0, -6.4, 0]) {
            #expect(abs(swing.value - expected) < 1e-9)
            #expect(swing.standardError < 1e-9)
        }
        // What nothing reads moves nothing, to the bit.
        #expect(tornado.rows[2].effects[0].swing.value == 0)
        #expect(tornado.rows.map { [$0.low, $0.high] } == [[1, 9], [0.4, 3.6], [0.1, 0.9]])
        // The mean at P90 of a is 27 − 2·2 − 1 but for the sample's mean of b, which is the same in every run.
        let b = Statistics.mean(model.plan.samples(ofOption: 0)[1].values)
        #expect(abs(tornado.rows[0].effects[0].high.value - (26 - 2 * b)) < 1e-9)
    }

    @Test("Another option is the best only where it is ahead by more than two standard errors")
    func best() throws {
        let tornado = try Tornado(of: try Self.example().model(), assumptions: Self.assumptions, progress: {})
        // Linear has 10 on average, Steady 12; at the P90 of a Linear has 22, at the P10 of b 13.2 ± 0.3.
        #expect(tornado.standing.best == "Steady" && tornado.standing.next?.name == "Linear")
        #expect(tornado.rows.map(\.bestAtLow) == [nil, "Linear", nil])
        #expect(tornado.rows.map(\.bestAtHigh) == ["Linear", nil, nil])
        // 13.2 ± 0.3 is not clearly ahead of 13.1.
        let close = try FormulaScenario(
            [("Linear", "3 * a - 2 * b - 1"), ("Steady", "13.1")], Self.assumptions
        ).model()
        let other = try Tornado(of: close, assumptions: [Self.assumptions[1]], progress: {})
        #expect(other.rows[0].bestAtLow == nil)
    }

    @Test("What is correlated with the one held follows it: the swing of a sum of normals is (1 + r)·(z₉₀ − z₁₀)")
    func correlated() throws {
        let normals = ["a", "b"].map { Assumption(name: $0, distribution: .normal(mean: 0, sd: 1)) }
        let model = try FormulaScenario(
            [("Sum", "a + b")], normals, correlations: [RankCorrelation(first: "a", second: "b", rank: 0.6)]
        ).model()
        let tornado = try Tornado(of: model, assumptions: normals, progress: {})
        let r = 2 * 0.309016994374947
        for row in tornado.rows {
            // Quantiles of normals come from tables, off by at most 1e-6 of the way from P5 to P95.
            #expect(abs(row.effects[0].swing.value - (1 + r) * 2 * 1.2815515655446004) < 1e-4)
            #expect(row.moving == (row.assumption == "a" ? ["b"] : ["a"]))
        }
    }

    @Test("An option that replaces a distribution by a number is not moved, by another moves along its own")
    func replaced() throws {
        var example = try FormulaScenario(
            [("As drawn", "a"), ("Fixed", "a"), ("Wider", "a")], [Self.assumptions[0]])
        example.scenario.options[1].with = [.init(assumption: "a", distribution: .fixed(4))]
        example.scenario.options[2].with = [.init(assumption: "a", distribution: .uniform(min: 0, max: 20))]
        let tornado = try Tornado(of: try example.model(), assumptions: [Self.assumptions[0]], progress: {})
        let swings = tornado.rows[0].effects.map(\.swing.value)
        #expect(swings[1] == 0)
        #expect(abs(swings[0] - 8) < 1e-9 && abs(swings[2] - 16) < 1e-9)
    }

    @Test("Interplay has a swing with an error that covers it")
    func errors() throws {
        // a·b with b from 0 to 4: the swing of a is 8·mean(b), 16 on average.
        var covered = 0
        for seed in 1...200 as ClosedRange<UInt64> {
            let model = try FormulaScenario(
                [("Product", "a * b")], Self.assumptions, trials: 128, seed: seed, sampling: .random
            ).model()
            let tornado = try Tornado(of: model, assumptions: [Self.assumptions[0]], progress: {})
            let swing = tornado.rows[0].effects[0].swing
            if abs(swing.value - 16) < 1.96 * swing.standardError { covered += 1 }
        }
        // 190 of 200 are expected; fewer than 178 or more than 199 come by chance less than once in a thousand times.
        #expect((178...199).contains(covered))
    }

    @Test("Coefficients of a line's regression are shares of its standard deviation, and explain all of it")
    func regression() throws {
        let model = try Self.example().model()
        let association = Association(of: model)
        #expect(association.assumptions == ["a", "b"])
        let option = association.options[0]
        // sd 30/√12 and 8/√12 of √(900 + 64)/√12; a sample of 1,024 by Latin hypercube is within 5%.
        for (found, expected) in zip(option.coefficients, [0.9662, -0.2577]) {
            #expect(abs(found.value - expected) < 0.05)
            #expect(found.standardError < 1e-6)
        }
        #expect(abs((option.explained?.value ?? 0) - 1) < 1e-9)
        #expect(abs(option.rankCorrelations[0].standardError - 1 / 1023.0.squareRoot()) < 1e-12)
        #expect(association.options[1].coefficients.map(\.value) == [0, 0])
    }

    @Test("The error of what a regression explains is the spread of that over samples")
    func explained() throws {
        // y = x + e, both standard normal: R² is a half. Of 400 samples of 100, the spread is known to 1/√800, 3.5%.
        let (samples, size) = (400, 100)
        let shares = try (0..<samples).map { sample -> Double in
            let draws = AddressedDraws(seed: UInt64(sample))
            let (x, e) = (
                draws.uniforms(at: Address("x"), trials: 0..<size).map { StandardNormal.quantile($0) },
                draws.uniforms(at: Address("e"), trials: 0..<size).map { StandardNormal.quantile($0) }
            )
            return try #require(StandardisedRegression(of: zip(x, e).map { $0 + $1 }, on: [x])).explained
        }
        let stated = Association.explained(Statistics.mean(shares), by: 1, trials: size).standardError
        #expect(abs(stated / Statistics.standardDeviation(shares) - 1) < 4 * 0.035)
    }

    @Test("What goes up and down again is among the strongest, although its rank correlation is none")
    func bent() throws {
        let names = (0..<6).map { "n\($0)" }
        let model = try FormulaScenario(
            [("Bent", "(a - 5)^2 + 0.1 * (\(names.joined(separator: " + ")))")],
            [Self.assumptions[0]] + names.map { FormulaScenario.uniform($0, 0, 1) }
        ).model()
        let association = Association(of: model)
        #expect(abs(association.options[0].rankCorrelations[0].value) < 0.1)
        #expect(association.strongest(1) == ["a"])
    }
}
