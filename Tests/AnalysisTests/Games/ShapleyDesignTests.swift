import Stochastics
import Testing

@testable import Analysis

@Suite("Shapley values")
struct ShapleyDesignTests {
    /// v(S) of each set of a design.
    private func worths(_ design: ShapleyDesign, _ worth: ([Int]) -> Double) -> [Double] {
        design.coalitions.map { set in worth(set.indices.filter { set[$0] }) }
    }

    /// Runways of lengths that cost 8, 11, 13 and 18: a set costs its longest.
    private func airport(_ set: [Int]) -> Double { set.map { [8.0, 11, 13, 18][$0] }.max() ?? 0 }

    /// - Source: the airport game of S. Littlechild and G. Owen, "A simple expression for the Shapley value in a special
    ///   case", Management Science 20 (1973): 8/4, + 3/3, + 2/2, + 5/1.
    @Test("The airport game is shared out as 2, 3, 4 and 9")
    func airportGame() {
        let design = ShapleyDesign(allSetsOf: 4)
        let values = design.values(of: worths(design, airport))
        for (value, expected) in zip(values, [2.0, 3, 4, 9]) { #expect(abs(value - expected) < 1e-12) }
        #expect(design.orderErrors(of: worths(design, airport)) == [0, 0, 0, 0])
    }

    @Test("Of one left and two right gloves the left gets two thirds")
    func gloveGame() {
        let design = ShapleyDesign(allSetsOf: 3)
        let values = design.values(of: worths(design) { $0.contains(0) && $0.count > 1 ? 1 : 0 })
        for (value, expected) in zip(values, [2.0 / 3, 1.0 / 6, 1.0 / 6]) { #expect(abs(value - expected) < 1e-12) }
    }

    @Test("Nobody, and one alone, are games too")
    func fewestPlayers() {
        #expect(ShapleyDesign(allSetsOf: 0).values(of: [7]) == [])
        #expect(ShapleyDesign(allSetsOf: 1).values(of: [7, 10]) == [3])
    }

    @Test("Drawn orders share out everything, and lie within their errors of the value by all sets")
    func drawnOrders() {
        // Twelve players; a set is worth the cube of what its members bring, less a penalty for the first.
        func worth(_ set: [Int]) -> Double {
            let sum = set.reduce(0.0) { $0 + Double($1 * $1 % 7 + 1) }
            return sum * sum * sum - (set.contains(0) ? 40 * Double(set.count) : 0)
        }
        let all = ShapleyDesign(allSetsOf: 12)
        let exact = all.values(of: worths(all, worth))
        let drawn = ShapleyDesign(orders: 200, of: 12, draws: AddressedDraws(seed: 5))
        let worths = worths(drawn, worth)
        let values = drawn.values(of: worths)
        let errors = drawn.orderErrors(of: worths)
        #expect(abs(values.reduce(0, +) - worth(Array(0..<12))) < 1e-8)
        for player in 0..<12 {
            // 4.5 standard errors of 100 pairs: twelve of them are all inside in 9,999 of 10,000 seeds.
            #expect(abs(values[player] - exact[player]) <= 4.5 * errors[player] + 1e-9)
        }
        // The cube is not known from an order and its reverse, as a square would be: the errors are no empty promise.
        #expect(errors.allSatisfy { $0 > 0 })
    }

    @Test("Draws decide the orders, and each order has its reverse")
    func orders() {
        let first = ShapleyDesign(orders: 6, of: 5, draws: AddressedDraws(seed: 1))
        let again = ShapleyDesign(orders: 6, of: 5, draws: AddressedDraws(seed: 1))
        let other = ShapleyDesign(orders: 6, of: 5, draws: AddressedDraws(seed: 2))
        #expect(first.orders == again.orders)
        #expect(first.orders != other.orders)
        for pair in stride(from: 0, to: 6, by: 2) { #expect(first.orders[pair + 1] == first.orders[pair].reversed()) }
    }
}
