/// How the cost of all players is shared so that the group that is worst treated is treated as well as can be, then the next
/// worst, and so on: the nucleolus of a cost game.
///
/// Under shares x a group S pays e(S) = x(S) − c(S) more than it would cost alone: its excess. Of all ways to share c(N),
/// the nucleolus has the lowest largest excess, among those the lowest second largest, and so on. Nothing else is asked of
/// it (so strictly it is the prenucleolus): that nobody pays more than alone, x({i}) ≤ c({i}), follows wherever the core is
/// not empty. For the worth v of groups in place of costs take c = −v: the shares are then −x.
///
/// Found by a sequence of linear programmes, each of which is solved in its dual by the simplex method with all 2ⁿ groups
/// as columns: minimise ε with x(S) − c(S) ≤ ε for every group whose excess is not yet settled. Groups with a positive dual
/// value have excess ε in every solution (complementary slackness), so theirs is settled, with that of all groups whose
/// payments follow from theirs. Each step settles at least one more dimension, so there are fewer than n.
///
/// Costs are held to about 12 digits: reduced costs below 10⁻¹⁰ of the largest |c(S)| count as 0.
///
/// - Source: D. Schmeidler, "The nucleolus of a characteristic function game", SIAM Journal on Applied Mathematics 17
///   (1969); the sequence of programmes is M. Maschler, B. Peleg and L. Shapley, "Geometric properties of the kernel,
///   nucleolus, and related solution concepts", Mathematics of Operations Research 4 (1979).
package struct Nucleolus: Sendable {
    /// What each player pays; they sum to c(N).
    package let shares: [Double]
    /// The excesses that were settled one after the other, the largest first. The first is that of the least core: the core
    /// is empty where it is positive.
    package let excesses: [Double]

    /// The most players for which 2ⁿ groups are looked at.
    package static let mostPlayers = 15

    /// - Parameters:
    ///   - costs: c(S) by the number whose bits are the players of S; c(∅) = 0 first.
    ///   - players: number of players n, 1 to 15.
    package init(costs: [Double], players: Int) {
        precondition((1...Self.mostPlayers).contains(players), "2ⁿ groups are looked at")
        precondition(costs.count == 1 << players, "every group has a cost")
        let scale = costs.reduce(0) { max($0, abs($1)) }
        let all = costs[costs.count - 1]
        guard players > 1, scale > 0 else {
            shares = Array(repeating: all / Double(players), count: players)
            excesses = []
            return
        }
        let scaled = costs.map { $0 / scale }
        var space = SettledPayments(players: players)
        var payments = [Double](repeating: all / scale / Double(players), count: players)
        var excesses: [Double] = []
        while space.openDimensions > 0 {
            var programme = ExcessProgramme(costs: scaled, payments: payments, space: space)
            programme.solve()
            payments = programme.payments
            excesses.append(programme.excess * scale)
            for group in programme.binding { space.settle(group) }
        }
        // Rounding is put right, so that shares sum to what they share.
        let rest = (all / scale - payments.reduce(0, +)) / Double(players)
        shares = payments.map { ($0 + rest) * scale }
        self.excesses = excesses
    }
}

/// Which groups' payments are settled: a linear space of them, with an orthonormal basis of its complement, in which
/// payments can still be moved.
struct SettledPayments {
    private let players: Int
    private var settled: [[Double]]
    /// Directions in which payments can be moved, orthonormal: `[direction][player]`.
    private(set) var open: [[Double]] = []

    /// The sum of all players' payments is settled from the start.
    init(players: Int) {
        self.players = players
        settled = [Array(repeating: 1 / Double(players).squareRoot(), count: players)]
        complete()
    }

    var openDimensions: Int { open.count }

    /// Settles the payment of a group.
    mutating func settle(_ group: Int) {
        let vector = (0..<players).map { group >> $0 & 1 == 1 ? 1.0 : 0 }
        guard let direction = Self.rest(of: vector, after: settled) else { return }
        settled.append(direction)
        complete()
    }

    private mutating func complete() {
        open = []
        for player in 0..<players {
            let unit = (0..<players).map { $0 == player ? 1.0 : 0 }
            if let direction = Self.rest(of: unit, after: settled + open) { open.append(direction) }
        }
    }

    /// What is left of a vector when its part along orthonormal ones is taken off, of length 1; nil where that is nothing.
    /// Taken off twice, which keeps the basis orthogonal.
    private static func rest(of vector: [Double], after basis: [[Double]]) -> [Double]? {
        var rest = vector
        for _ in 0..<2 {
            for direction in basis {
                let part = zip(rest, direction).reduce(0) { $0 + $1.0 * $1.1 }
                for index in rest.indices { rest[index] -= part * direction[index] }
            }
        }
        let length = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > tolerance else { return nil }
        return rest.map { $0 / length }
    }

    /// Lengths below this are 0: of a 0–1 vector outside a space spanned by such vectors no shorter rest is left with up to
    /// 15 players.
    static let tolerance = 1e-6
}
