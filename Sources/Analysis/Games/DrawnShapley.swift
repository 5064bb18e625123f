import Stochastics

/// A Shapley value by drawn orders, in parts of a game that each concern some of the players, with what is known of each
/// part by the number of players taken off first.
///
/// A part c_l depends on those of its own players E_l that take part. Taking any function h of their number off changes the
/// Shapley value by exactly h(|E_l|)/|E_l| for each of them (they are all alike in h), so orders are drawn for c_l − h
/// alone. With h(k) the mean cost of the groups with k of E_l in some orders drawn before, what is left varies little: of a
/// cost that depends on numbers alone, nothing. The value shares c(N) out without rest.
///
/// Orders come in pairs, an order and its reverse; pairs are independent, and their spread gives the error.
package struct DrawnShapley: Sendable {
    /// By pair of orders: what each player adds, on average over the two: `[pair][player]`.
    private let byPair: [[Double]]
    /// The value by player.
    package let values: [Double]

    /// Parts as costs by number of players: `[part][number]`, from those of some orders.
    package struct Means: Sendable {
        /// h(k) by part and number.
        let byNumber: [[Double]]

        /// - Parameters:
        ///   - orders: orders of all players.
        ///   - costs: cost by `[order][part][number that have come]`, from 0 for nobody.
        ///   - parts: the players of each part.
        package init(orders: [[Int]], costs: [[[Double]]], parts: [[Int]], players: Int) {
            byNumber = parts.enumerated().map { part, members in
                var sums = [Double](repeating: 0, count: members.count + 1)
                var counts = [Double](repeating: 0, count: members.count + 1)
                let isMember = Self.marks(members, players: players)
                for (order, cost) in zip(orders, costs) {
                    var number = 0
                    for (step, player) in order.enumerated() where isMember[player] {
                        number += 1
                        sums[number] += cost[part][step + 1]
                        counts[number] += 1
                    }
                }
                return zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
            }
        }

        static func marks(_ members: [Int], players: Int) -> [Bool] {
            var marks = [Bool](repeating: false, count: players)
            for member in members { marks[member] = true }
            return marks
        }

        /// What a player adds to what is left of the parts in one order, by player.
        package func additions(order: [Int], costs: [[Double]], parts: [[Int]]) -> [Double] {
            var additions = [Double](repeating: 0, count: order.count)
            for (part, members) in parts.enumerated() {
                let (isMember, means) = (Self.marks(members, players: order.count), byNumber[part])
                var (number, before) = (0, 0.0)
                for (step, player) in order.enumerated() where isMember[player] {
                    number += 1
                    let after = costs[part][step + 1] - means[number]
                    additions[player] += after - before
                    before = after
                }
            }
            return additions
        }
    }

    /// - Parameters:
    ///   - additions: what each player adds in each order less its part of the means, an order and its reverse side by
    ///     side: `[order][player]`.
    ///   - means: what was taken off.
    ///   - parts: the players of each part.
    package init(additions: [[Double]], means: Means, parts: [[Int]]) {
        precondition(additions.count >= 4 && additions.count % 2 == 0, "orders come in pairs")
        var byPair: [[Double]] = []
        var values = [Double](repeating: 0, count: additions[0].count)
        let pairs = Double(additions.count / 2)
        for pair in stride(from: 0, to: additions.count, by: 2) {
            let (order, reverse) = (additions[pair], additions[pair + 1])
            let both: [Double] = order.indices.map { (order[$0] + reverse[$0]) / 2 }
            for player in values.indices { values[player] += both[player] / pairs }
            byPair.append(both)
        }
        for (part, members) in parts.enumerated() where !members.isEmpty {
            let each = means.byNumber[part][members.count] / Double(members.count)
            for member in members { values[member] += each }
        }
        self.byPair = byPair
        self.values = values
    }

    /// The standard error of the sum of some players' values: of the mean of independent pairs.
    package func standardError(of players: [Int]) -> Double {
        var moments = SampleMoments()
        for pair in byPair { moments.add(players.reduce(0) { $0 + pair[$1] }) }
        let size = values.reduce(0) { $0 + abs($1) }
        // Where nothing varies, rounding does: that is no error of drawing orders.
        return moments.standardError > 1e-12 * size ? moments.standardError : 0
    }
}
