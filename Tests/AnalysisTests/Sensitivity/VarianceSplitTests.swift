import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Variance split")
struct VarianceSplitTests {
    private static let councils = 6
    private static let assumptions = [
        FormulaScenario.uniform("all", 0, 2), FormulaScenario.uniform("own", 0, 6, .council),
    ]

    private static func example(
        joining: Double?, trials: Int = 4096, seed: UInt64 = 1, formula: String = "all + own"
    ) throws -> VarianceSplit.Shares? {
        let model = try FormulaScenario(
            [("F", formula)], assumptions, trials: trials, seed: seed, councils: councils, shareJoining: joining
        ).model()
        return try VarianceSplit(of: model, progress: {}).options[0].shares
    }

    /// M councils gain a + b_c each with probability p: N = M²p²σa², NV = N + p²Mσb², and the variance is M²p²σa² +
    /// M(pσb² + p(1 − p)((μa + μb)² + σa²)).
    private static func expected(_ p: Double) -> (notKnowing: Double, variety: Double, joining: Double) {
        let m = Double(councils)
        let (varianceA, varianceB, mean) = (4.0 / 12, 36.0 / 12, 1.0 + 3)
        let known = m * m * p * p * varianceA
        let varied = p * p * m * varianceB
        let all = known + m * (p * varianceB + p * (1 - p) * (mean * mean + varianceA))
        return (known / all, varied / all, 1 - (known + varied) / all)
    }

    @Test("Not knowing, variety and joining have the shares of the closed form, within four standard errors")
    func closedForm() throws {
        for joining in [0.3, 0.9] {
            let shares = try #require(try Self.example(joining: joining))
            let expected = Self.expected(joining)
            for (share, known) in [
                (shares.notKnowing, expected.notKnowing), (shares.variety, expected.variety),
                (shares.joining, expected.joining),
            ] {
                #expect(abs(share.value - known) < 4 * share.standardError, "\(joining): \(share) for \(known)")
                #expect(share.standardError < 0.05)
            }
            #expect(abs(shares.notKnowing.value + shares.variety.value + shares.joining.value - 1) < 1e-12)
        }
    }

    @Test("What is not there has a share of exactly 0")
    func absent() throws {
        let all = try #require(try Self.example(joining: nil))
        #expect(all.joining.value == 0 && all.joining.standardError == 0)
        let alike = try #require(try Self.example(joining: 0.5, formula: "all"))
        #expect(alike.variety.value == 0)
        let known = try #require(try Self.example(joining: nil, formula: "all"))
        #expect(known.notKnowing.value == 1 && known.variety.value == 0 && known.joining.value == 0)
        #expect(try Self.example(joining: nil, formula: "3") == nil)
    }

    @Test("The standard deviation has the error of its closed form")
    func deviation() throws {
        // Six councils with one uniform on 0 to 2: sd 12/√12, kurtosis 1.8, error sd·√((1.8 − 1)/4n).
        let trials = 512
        let model = try FormulaScenario(
            [("F", "all")], Self.assumptions, trials: trials, councils: Self.councils
        ).model()
        let sd = try VarianceSplit(of: model, progress: {}).options[0].sd
        let expected = 12 / 12.0.squareRoot()
        #expect(abs(sd.value - expected) < 4 * sd.standardError)
        #expect(abs(sd.standardError / (expected * (0.2 / Double(trials)).squareRoot()) - 1) < 0.05)
    }

    @Test("Errors cover the shares")
    func coverage() throws {
        var covered = 0
        let expected = Self.expected(0.5)
        for seed in 1...60 as ClosedRange<UInt64> {
            let shares = try #require(try Self.example(joining: 0.5, trials: 512, seed: seed))
            for (share, known) in [(shares.notKnowing, expected.notKnowing), (shares.joining, expected.joining)]
            where abs(share.value - known) < 1.96 * share.standardError { covered += 1 }
        }
        // 114 of 120 are expected; with errors that are upper bounds, more.
        #expect(covered >= 104)
    }
}
