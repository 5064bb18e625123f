import Stochastics

/// Which sets of players a Shapley value is worked out from, and what the worth of each set counts.
///
/// The Shapley value of player i is the mean, over all n! orders in which players can come, of what i adds to those who
/// are there before: φ_i = Σ_{S ∌ i} |S|!(n − |S| − 1)!/n! · (v(S ∪ {i}) − v(S)). It shares v(N) − v(∅) out without rest,
/// whatever the order. With few players all 2ⁿ sets are taken; with more, a number of orders is drawn, in pairs of an
/// order and its reverse, and φ_i is the mean over these.
///
/// - Source: L. S. Shapley, "A value for n-person games", 1953; for sampled orders, J. Castro, D. Gómez and J. Tejada,
///   "Polynomial calculation of the Shapley value based on sampling", Computers & Operations Research 36 (2009).
package struct ShapleyDesign: Sendable {
    /// Number of players n.
    package let players: Int
    /// The sets whose worth is asked for, each by player whether it belongs; the empty set first, all players among them.
    package let coalitions: [[Bool]]
    /// What the worth of a set counts for each player: `[coalition][…]`.
    package let terms: [[Term]]
    /// Places in `coalitions` of the sets that come to be, one player after the other: `[order][0…n]`; empty where all
    /// sets are taken.
    package let chains: [[Int]]
    /// The drawn orders: `[order][player]`; empty where all sets are taken.
    package let orders: [[Int]]

    /// What the worth of a set counts for one player.
    package struct Term: Sendable {
        /// The player.
        package var player: Int
        /// What the worth is multiplied by.
        package var weight: Double
    }

    /// All sets of n players.
    ///
    /// - Precondition: 0 ≤ n ≤ 20.
    package init(allSetsOf players: Int) {
        precondition((0...20).contains(players), "2ⁿ sets are held")
        self.players = players
        chains = []
        orders = []
        let sets = (0..<(1 << players)).map { bits in (0..<players).map { bits >> $0 & 1 == 1 } }
        coalitions = sets
        // weights[s] = s!(n − s − 1)!/n!, for a set of s to which one more comes.
        var weights = [players > 0 ? 1 / Double(players) : 0]
        for size in stride(from: 1, to: players, by: 1) {
            weights.append(weights[size - 1] * Double(size) / Double(players - size))
        }
        terms = sets.map { set in
            let size = set.count { $0 }
            return (0..<players).map { player in
                Term(player: player, weight: set[player] ? weights[size - 1] : -weights[size])
            }
        }
    }

    /// A number of drawn orders, half of them the reverse of the others.
    ///
    /// - Parameters:
    ///   - players: number of players, at least 1.
    ///   - orders: number of orders, even and at least 4.
    ///   - draws: what orders are drawn with, at addresses that begin with `order/`.
    package init(orders count: Int, of players: Int, draws: AddressedDraws) {
        precondition(players > 0 && count >= 4 && count % 2 == 0, "orders come in pairs")
        self.players = players
        orders = Self.firstOrders(count / 2, of: players, draws: draws).flatMap { [$0, $0.reversed()] }
        var coalitions = [[Bool](repeating: false, count: players)]
        var places = [coalitions[0]: 0]
        var weights: [[Int: Double]] = [[:]]
        var chains: [[Int]] = []
        for order in orders {
            var set = coalitions[0]
            var chain = [0]
            for player in order {
                set[player] = true
                let place = places[set, default: coalitions.count]
                if place == coalitions.count {
                    places[set] = place
                    coalitions.append(set)
                    weights.append([:])
                }
                weights[place][player, default: 0] += 1 / Double(count)
                weights[chain[chain.count - 1]][player, default: 0] -= 1 / Double(count)
                chain.append(place)
            }
            chains.append(chain)
        }
        self.coalitions = coalitions
        self.chains = chains
        terms = weights.map { weights in
            weights.keys.sorted().map { Term(player: $0, weight: weights[$0] ?? 0) }
        }
    }

    /// Drawn orders of players, each of which is to be taken with its reverse: `[pair][place]`.
    ///
    /// - Parameters:
    ///   - count: number of pairs.
    ///   - draws: what orders are drawn with, at addresses that begin with `order/`.
    package static func firstOrders(_ count: Int, of players: Int, draws: AddressedDraws) -> [[Int]] {
        let keys = (0..<players).map { draws.uniforms(at: Address("order/\($0)"), trials: 0..<count) }
        return (0..<count).map { number in
            (0..<players).sorted { (keys[$0][number], $0) < (keys[$1][number], $1) }
        }
    }

    /// The Shapley value by player.
    ///
    /// - Parameter worths: v of each set, in the order of `coalitions`.
    package func values(of worths: [Double]) -> [Double] {
        precondition(worths.count == coalitions.count, "every set has a worth")
        var values = [Double](repeating: 0, count: players)
        for (worth, terms) in zip(worths, terms) {
            for term in terms { values[term.player] += term.weight * worth }
        }
        return values
    }

    /// The standard error by player that comes from drawing orders: of the mean of independent pairs, an order and its
    /// reverse; 0 where all sets are taken.
    ///
    /// - Parameter worths: v of each set, in the order of `coalitions`.
    package func orderErrors(of worths: [Double]) -> [Double] {
        var moments = [SampleMoments](repeating: SampleMoments(), count: players)
        for pair in stride(from: 0, to: orders.count, by: 2) {
            var sums = [Double](repeating: 0, count: players)
            for number in [pair, pair + 1] {
                for (step, player) in orders[number].enumerated() {
                    sums[player] += worths[chains[number][step + 1]] - worths[chains[number][step]]
                }
            }
            for player in 0..<players { moments[player].add(sums[player] / 2) }
        }
        return moments.map { $0.count > 1 ? $0.standardError : 0 }
    }
}
