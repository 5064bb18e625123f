import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Switching values")
struct SwitchingTests {
    private static let assumptions = [FormulaScenario.uniform("a", 0, 10), FormulaScenario.uniform("b", 0, 4)]

    private static func switching(
        _ options: [(name: String, formula: String)], _ assumptions: [Assumption] = assumptions, trials: Int = 256,
        points: Int = 5, pair: (String, String)? = nil
    ) throws -> (Switching, RerunModel) {
        let model = try FormulaScenario(options, assumptions, trials: trials).model()
        return (try Switching(of: model, Switching.Question(most: nil, points: points, pair: pair)), model)
    }

    @Test("Of a straight line the value is exact, and its error that of the mean over the slope")
    func linear() throws {
        let (result, model) = try Self.switching([("Linear", "3 * a - 2 * b - 1"), ("Steady", "12")])
        let b = model.plan.samples(ofOption: 0)[1].values
        let mean = Statistics.mean(b)
        let zero = try #require(result.rows[0].zeros[0].first)
        #expect(abs(zero.value - (2 * mean + 1) / 3) < 1e-9)
        let error = 2 * Statistics.standardDeviation(b) / Double(b.count).squareRoot() / 3
        #expect(abs(zero.standardError - error) < 1e-9)
        #expect(zero.isRising && zero.isClear && zero.isUpperBound)
        #expect(abs(zero.probabilityBelow - zero.value / 10) < 1e-12)
        // 3a − 2b̄ − 1 = 12.
        let change = try #require(result.rows[0].changes.first)
        #expect(abs(change.crossing.value - (13 + 2 * mean) / 3) < 1e-9)
        #expect(change.below == "Steady" && change.above == "Linear")
        // In b it takes 14 − 1 = 13 less to get to 0, and no b up to 4 takes more than 8.
        #expect(result.rows[1].zeros[0].isEmpty)
        #expect(result.rows[0].zeros[1].isEmpty && result.rows[1].zeros[1].isEmpty)
        #expect(result.standing.best == "Steady")
    }

    @Test("A curve that goes through 0 twice has both values, the one nearest to the P50 first")
    func twice() throws {
        let (result, _) = try Self.switching([("Bent", "4 - (a - 4)^2")], [Self.assumptions[0]])
        let zeros = result.rows[0].zeros[0]
        #expect(zeros.count == 2)
        #expect(abs(zeros[0].value - 6) < 1e-3 && abs(zeros[1].value - 2) < 1e-3)
        #expect(!zeros[0].isRising && zeros[1].isRising)
    }

    @Test("Where an assumption takes whole numbers, the change lies between two of them")
    func jumps() throws {
        let whole = Assumption(
            name: "years", distribution: .discrete(values: [0, 1, 2, 3], weights: [1, 1, 1, 1]))
        let (result, _) = try Self.switching([("Late", "2.5 - years")], [whole])
        let zero = try #require(result.rows[0].zeros[0].first)
        #expect(zero.below == 2 && zero.above == 3 && zero.standardError == 0 && zero.probabilityBelow == 0.75)
    }

    @Test("Where a third option is best between two others, both changes are found")
    func third() throws {
        let (result, _) = try Self.switching(
            [("Low", "10 - a"), ("Middle", "6.5"), ("High", "a")], [Self.assumptions[0]], points: 2)
        let changes = result.rows[0].changes.sorted { $0.crossing.value < $1.crossing.value }
        #expect(changes.map(\.below) == ["Low", "Middle"] && changes.map(\.above) == ["Middle", "High"])
        #expect(zip(changes, [3.5, 6.5]).allSatisfy { abs($0.crossing.value - $1) < 1e-6 })
    }

    @Test("Do nothing is the best below 0")
    func nothing() throws {
        let (result, _) = try Self.switching([("Only", "a - 3")], [Self.assumptions[0]])
        #expect(result.rows[0].changes.map(\.below) == ["Do nothing"])
        #expect(abs(result.rows[0].changes[0].crossing.value - 3) < 1e-9)
    }

    @Test("An option with its own distribution has the value at the same place of that")
    func replaced() throws {
        var example = try FormulaScenario([("Own", "a - 6")], [Self.assumptions[0]], trials: 64)
        example.scenario.options[0].with = [.init(assumption: "a", distribution: .uniform(min: 0, max: 20))]
        let result = try Switching(of: try example.model(), Switching.Question(most: nil, points: 5))
        #expect(abs((result.rows[0].zeros[0].first?.value ?? 0) - 6) < 1e-6)
    }

    @Test("The frontier of a straight line is the line: b = (3a − 1)/2 at each a")
    func frontier() throws {
        let (result, _) = try Self.switching([("Linear", "3 * a - 2 * b - 1")], pair: ("a", "b"))
        let frontier = try #require(result.frontier)
        #expect(result.rows.isEmpty && frontier.rows.count == 9)
        for row in frontier.rows {
            let b = (3 * row.value - 1) / 2
            if (0.05...3.95).contains(b) {
                #expect(abs((row.zeros[0].first?.value ?? .nan) - b) < 1e-9)
            } else if !(0...4).contains(b) {
                #expect(row.zeros[0].isEmpty)
            }
        }
    }

    @Test("Errors of values cover them")
    func coverage() throws {
        var covered = 0
        for seed in 1...200 as ClosedRange<UInt64> {
            let model = try FormulaScenario(
                [("Linear", "3 * a - 2 * b - 1")], Self.assumptions, trials: 128, seed: seed, sampling: .random
            ).model()
            let result = try Switching(of: model, Switching.Question(assumptions: ["a"], most: nil, points: 3))
            // 3a = 2·2 + 1.
            if let zero = result.rows[0].zeros[0].first, abs(zero.value - 5.0 / 3) < 1.96 * zero.standardError {
                covered += 1
            }
        }
        #expect((178...199).contains(covered))
    }

    @Test("A mean that is nowhere clear of 0 gives a value that is not clear")
    func unclear() throws {
        let (result, _) = try Self.switching(
            [("Noise", "0.001 * (a - 5) + b - 2")], [Self.assumptions[0], FormulaScenario.uniform("b", 0, 4)],
            trials: 64)
        let zeros = result.rows[0].zeros[0]
        #expect(zeros.allSatisfy { !$0.isClear })
    }
}
