import Appraisal
import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Value of information: laws")
struct InformationLawTests {
    private static let names = ["a", "b", "c", "d", "e"]

    /// Options of random sums, products and bends of five assumptions of different shapes, two of them correlated.
    private static func generated(
        _ number: UInt64, trials: Int = 1024, also: [(name: String, formula: String)] = [], scale: Double = 1
    ) throws -> RerunModel {
        let uniforms = AddressedDraws(seed: number).uniforms(at: Address("formulas"), trials: 0..<200)
        var next = 0
        func draw() -> Double {
            next += 1
            return uniforms[next - 1]
        }
        let assumptions = [
            Assumption(name: "a", distribution: .normal(mean: 0, sd: 1)),
            FormulaScenario.uniform("b", -1, 2),
            Assumption(name: "c", distribution: .lognormal(mu: 0, sigma: 0.8)),
            Assumption(name: "d", distribution: .bernoulli(0.3)),
            Assumption(name: "e", distribution: .triangular(min: 0, mode: 1, max: 3)),
        ]
        let options = (0..<(2 + Int(draw() * 4))).map { option -> (name: String, formula: String) in
            var terms = [String(draw() - 0.6)]
            for name in names where draw() < 0.6 {
                let other = names[Int(draw() * 5)]
                terms.append(
                    "\(2 * draw() - 1) * " + (draw() < 0.3 ? "\(name) * \(other)" : draw() < 0.3 ? "\(name)^2" : name))
            }
            return ("Option \(option)", "\(scale) * (" + terms.joined(separator: " + ") + ")")
        }
        return try FormulaScenario(
            options + also, assumptions, trials: trials, seed: number,
            correlations: [RankCorrelation(first: "a", second: "c", rank: 0.5)], councils: 12
        ).model()
    }

    private static let question = ValueOfInformation.Question(
        groups: [("two", ["a", "b"]), ("three", ["a", "b", "d"]), ("all", names)],
        pilots: ["a", "b", "d"].map { Pilot(assumption: $0, councils: 5, error: .amount(2), cost: 0.01) })

    @Test(
        "0 ≤ EVSI ≤ EVPPI ≤ that of a group that holds it ≤ EVPI, and more councils are worth no less",
        arguments: 1...24 as ClosedRange<UInt64>)
    func order(number: UInt64) throws {
        let result = ValueOfInformation(of: try Self.generated(number), Self.question)
        func worth(_ name: String) -> Double {
            (result.assumptions + result.groups).first { $0.name == name }?.worth.value ?? 0
        }
        for row in result.assumptions + result.groups {
            #expect(row.worth.value >= 0 && row.worth.value <= result.perfect.value + 1e-12)
        }
        #expect(max(worth("a"), worth("b")) <= worth("two"))
        #expect(max(worth("two"), worth("d")) <= worth("three"))
        #expect(max(worth("three"), worth("a + c"), worth("e")) <= worth("all"))
        for pilot in result.pilots {
            #expect(pilot.steps.map(\.councils) == [1, 2, 5, 10, 12])
            let steps = [0] + pilot.steps.map(\.worth.value) + [worth(pilot.pilot.assumption)]
            #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 })
            #expect(pilot.own.net.value == pilot.own.worth.value - 0.01)
        }
    }

    @Test(
        "EVPI is that of the run, with its error, and the smallest expected regret", arguments: [1, 2, 3] as [UInt64])
    func perfect(number: UInt64) throws {
        for trials in [1024, 4096] {
            let model = try Self.generated(number, trials: trials)
            let result = ValueOfInformation(of: model, .init())
            let run = try Comparison(
                appraising: PlanSource(model.plan, threads: 1), of: model.scenario,
                central: try model.plan.centralCase().measured)
            let decision = try #require(run.decisions.first { $0.measure == .npsv })
            #expect(result.perfect.value == decision.evpi.value)
            #expect(result.perfect.isUpperBound == decision.evpi.isUpperBound)
            // Sums of batches are added up in another order.
            let errors = (result.perfect.standardError, decision.evpi.standardError)
            #expect(abs(errors.0 - errors.1) <= 1e-12 * errors.1)
            let regret = decision.expectedRegret.map(\.value).min() ?? .nan
            #expect(abs(result.perfect.value - regret) <= 1e-12 * regret)
        }
    }

    @Test("An option that is never the best changes nothing", arguments: [4, 5, 6] as [UInt64])
    func dominated(number: UInt64) throws {
        let plain = ValueOfInformation(of: try Self.generated(number), Self.question)
        let more = ValueOfInformation(
            of: try Self.generated(number, also: [("Waste", "-1000 - c")]), Self.question)
        #expect(plain.perfect == more.perfect)
        #expect(plain.assumptions.map(\.worth) == more.assumptions.map(\.worth))
        #expect(plain.groups.map(\.worth) == more.groups.map(\.worth))
        #expect(plain.pilots.map(\.own) == more.pilots.map(\.own))
    }

    @Test("Money in another unit scales every figure and changes no place", arguments: [7, 8] as [UInt64])
    func scale(number: UInt64) throws {
        let plain = ValueOfInformation(of: try Self.generated(number), Self.question)
        // A power of two: every step of the arithmetic scales exactly.
        let scaled = ValueOfInformation(of: try Self.generated(number, scale: 1024), Self.question)
        #expect(scaled.perfect.value == 1024 * plain.perfect.value)
        for (one, other) in zip(plain.assumptions + plain.groups, scaled.assumptions + scaled.groups) {
            #expect(other.worth.value == 1024 * one.worth.value && other.places == one.places && one.name == other.name)
        }
        for (one, other) in zip(plain.pilots, scaled.pilots) {
            #expect(other.own.worth.value == 1024 * one.own.worth.value)
        }
    }

    @Test("An option's own distribution is learnt with the scenario's, also where that has one value")
    func replaced() throws {
        var example = try FormulaScenario(
            [("F", "a + noise - 0.5"), ("G", "a + noise - 0.5")],
            [
                Assumption(name: "a", distribution: .fixed(0)),
                Assumption(name: "noise", distribution: .normal(mean: 0, sd: 1)),
            ], trials: 8192)
        example.scenario.options[1].with = [
            AppraisalOption.Override(assumption: "a", distribution: .uniform(min: 0, max: 1))
        ]
        let result = ValueOfInformation(
            of: try example.model(),
            .init(pilots: [Pilot(assumption: "a", councils: 1, error: .amount(0))]))
        // F is 0.5 below 0 on average; G is U − 0.5, so max(0, ·) has mean ∫_½^1 (u − ½)du = 1/8.
        let found = try #require(result.assumptions.first { $0.name == "a" })
        #expect(abs(found.worth.value - 0.125) < 4 * found.worth.standardError)
        #expect(result.pilots[0].own.worth.value <= found.worth.value)
        #expect(abs(result.pilots[0].own.worth.value - 0.125) < 4 * found.worth.standardError)
    }

    @Test("Where one option is best in every trial nothing is worth anything, nor is a pilot of what has one value")
    func nothing() throws {
        let model = try FormulaScenario(
            [("F", "a + fixed")],
            [FormulaScenario.uniform("a", 1, 2), Assumption(name: "fixed", distribution: .fixed(1))], trials: 512
        ).model()
        let result = ValueOfInformation(
            of: model, .init(pilots: [Pilot(assumption: "fixed", councils: 1, error: .share(0.1), cost: 5)]))
        #expect(result.perfect.value == 0 && result.assumptions.map(\.worth.value) == [0])
        #expect(result.assumptions.allSatisfy { !$0.isClear && $0.places == nil && $0.changes == 0 })
        #expect(result.pilots[0].own.worth.value == 0 && result.pilots[0].own.net.value == -5)
        #expect(!result.pilots[0].isClear)
    }

    @Test("The number of councils with the highest net worth is named only where its lead is clear")
    func better() throws {
        func pilot(_ councils: Int, perCouncil: Double) throws -> PilotWorth {
            let example = try FormulaScenario(
                [("F", "theta")], [Assumption(name: "theta", distribution: .normal(mean: 0, sd: 1))], trials: 4096)
            return ValueOfInformation(
                of: try example.model(),
                .init(pilots: [
                    Pilot(assumption: "theta", councils: councils, error: .amount(2), costPerCouncil: perCouncil)
                ])
            ).pilots[0]
        }
        // 1 tells 0.178, 100 tell 0.391: with 0.001 a council, one is too few.
        let few = try pilot(1, perCouncil: 0.001)
        #expect(few.better == nil && few.steps.map(\.councils) == [1])
        let many = try pilot(100, perCouncil: 0.01)
        #expect(many.better?.councils == 1 && many.steps.map(\.councils) == [1, 100])
        #expect(try pilot(100, perCouncil: 0).better == nil)
    }
}
