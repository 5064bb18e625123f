import Stochastics
import Testing

@testable import Analysis

@Suite("Shapley values by drawn orders, in parts")
struct DrawnShapleyTests {
    private struct Game {
        let players: Int
        let parts: [[Int]]
        /// Cost of a part for those of its players who are in.
        let cost: (_ part: Int, _ set: [Int]) -> Double

        func value(orders: Int, seed: UInt64 = 3) -> DrawnShapley {
            let all = ShapleyDesign.firstOrders(orders / 2 + 4, of: players, draws: AddressedDraws(seed: seed))
                .flatMap { [$0, $0.reversed()] }
            let (pilot, drawn) = (Array(all.prefix(8)), Array(all.dropFirst(8)))
            let means = DrawnShapley.Means(
                orders: pilot, costs: pilot.map(along), parts: parts, players: players)
            return DrawnShapley(
                additions: drawn.map { means.additions(order: $0, costs: along($0), parts: parts) }, means: means,
                parts: parts)
        }

        private func along(_ order: [Int]) -> [[Double]] {
            parts.indices.map { part in
                (0...players).map { count in
                    cost(part, order.prefix(count).filter { parts[part].contains($0) }.sorted())
                }
            }
        }

        var exact: [Double] {
            let design = ShapleyDesign(allSetsOf: players)
            return design.values(
                of: design.coalitions.map { set in
                    let members = set.indices.filter { set[$0] }
                    return parts.indices.reduce(0) { sum, part in
                        sum + cost(part, members.filter { parts[part].contains($0) })
                    }
                })
        }
    }

    @Test("Costs that depend on numbers alone are exact, however few orders are drawn: airports are such parts")
    func numbers() {
        // Stretches of runway of 8, 3, 2 and 5, each for those who need it.
        let game = Game(players: 4, parts: [[0, 1, 2, 3], [1, 2, 3], [2, 3], [3]]) { part, set in
            set.isEmpty ? 0 : [8.0, 3, 2, 5][part]
        }
        let drawn = game.value(orders: 4)
        for (value, expected) in zip(drawn.values, [2.0, 3, 4, 9]) { #expect(abs(value - expected) < 1e-12) }
        #expect((0..<4).allSatisfy { drawn.standardError(of: [$0]) == 0 })
    }

    @Test("A cost of what members weigh lies within its errors of the value by all sets, and shares out everything")
    func weights() {
        let weights = (0..<10).map { Double(1 + $0 * $0 % 7) }
        let game = Game(players: 10, parts: [Array(0..<10), [1, 3, 5, 7, 9]]) { part, set in
            let weight = set.reduce(0) { $0 + weights[$1] }
            return part == 0 ? weight.squareRoot() : weight > 0 ? 2 + 0.1 * weight : 0
        }
        let (exact, drawn) = (game.exact, game.value(orders: 400))
        #expect(abs(drawn.values.reduce(0, +) - exact.reduce(0, +)) < 1e-10)
        for player in 0..<10 {
            let error = drawn.standardError(of: [player])
            // 4.5 standard errors of 200 pairs: ten of them are all inside in 9,999 of 10,000 seeds.
            #expect(abs(drawn.values[player] - exact[player]) < 4.5 * error + 1e-12)
            #expect(error > 0 && error < 0.1 * exact[player])
        }
        #expect(drawn.standardError(of: Array(0..<10)) == 0)
    }

    @Test("The error is that of the spread between seeds")
    func errors() {
        let weights = (0..<8).map { Double(1 + $0 * 3 % 5) }
        let game = Game(players: 8, parts: [Array(0..<8)]) { _, set in
            set.reduce(0) { $0 + weights[$1] }.squareRoot()
        }
        let exact = game.exact
        var (squares, claimed) = (0.0, 0.0)
        for seed in 1...60 as ClosedRange<UInt64> {
            let drawn = game.value(orders: 40, seed: seed)
            squares += (drawn.values[1] - exact[1]) * (drawn.values[1] - exact[1]) / 60
            let error = drawn.standardError(of: [1])
            claimed += error * error / 60
        }
        // The ratio of variances over 60 seeds: a χ² with 60 degrees lies in this range in 999 of 1,000.
        #expect((0.5...1.7).contains(squares / claimed))
    }
}
