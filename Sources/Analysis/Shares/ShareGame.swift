import CouncilModel
import Stochastics
import Synchronization

/// What sets of councils would cost and be worth, worked out in blocks on several threads.
struct ShareGame {
    /// Programme costs alone, which take the least time.
    let costs: CoalitionGame
    /// Programme costs, and what councils gain less what they pay.
    let worth: CoalitionGame
    /// What councils gain.
    let benefits: CoalitionGame
    /// Positions of the councils that may join any lever, ascending. Places below are places in this list.
    let councils: [Int]
    private let threads: Int
    private let progress: ShareProgress

    /// Sets of one block.
    private static let width = AddressedDraws.batchSize

    init(_ scenario: Scenario, option: String, threads: Int, progress: ShareProgress) throws {
        costs = try CoalitionGame(scenario, option: option, flows: .programmeCosts)
        worth = try CoalitionGame(scenario, option: option, flows: .councils)
        benefits = try CoalitionGame(scenario, option: option, flows: .councilBenefits)
        councils = Set(costs.eligible.joined()).sorted()
        self.threads = threads
        self.progress = progress
    }

    /// Figures of sets.
    struct Sets {
        /// PV of programme costs of all levers, by set.
        var costs: [Double] = []
        /// PV of what members gain less what they pay beside programme costs, by set.
        var members: [Double] = []
        /// The same by place of a council and set; empty unless asked for.
        var byCouncil: [[Double]] = []

        /// v(S) by set.
        var worths: [Double] { zip(members, costs).map { $0 - $1 } }
    }

    /// Works sets out.
    ///
    /// - Parameters:
    ///   - count: number of sets.
    ///   - set: places of the councils in a set, by its number.
    func sets(
        _ count: Int, in game: CoalitionGame, byCouncil: Bool = false, set: @escaping @Sendable (Int) -> [Int]
    ) throws -> Sets {
        let (width, councils, all) = (min(count, Self.width), councils, game.councilCount)
        let progress = progress
        let blocks = try game.results(
            blocks: (count + width - 1) / width, byCouncil: byCouncil, threads: threads,
            block: { number in
                let numbers = number * width..<min((number + 1) * width, count)
                var block = CoalitionBlock(count: numbers.count, councils: all)
                for number in numbers {
                    let place = number - numbers.lowerBound
                    for council in set(number) { block.insert(councils[council], into: place..<place + 1) }
                }
                return block
            }, finished: { progress.add(width) }, result: { $1 })
        var result = Sets(byCouncil: byCouncil ? councils.map { _ in [] } : [])
        for block in blocks {
            for set in block.members.indices {
                result.costs.append(block.programmeCosts.reduce(0) { $0 + $1[set] })
            }
            result.members += block.members
            guard byCouncil else { continue }
            for (place, council) in councils.enumerated() { result.byCouncil[place] += block.byCouncil[council] }
        }
        return result
    }

    /// The Shapley value of programme costs by drawn orders of councils.
    ///
    /// - Parameters:
    ///   - orders: number of orders, even and at least 4.
    ///   - draws: what they are drawn with.
    func drawnShapley(orders: Int, draws: AddressedDraws) throws -> DrawnShapley {
        let players = councils.count
        let pairs = Self.pairsForMeans + orders / 2
        let first = ShapleyDesign.firstOrders(pairs, of: players, draws: draws)
        let all = first.flatMap { [$0, $0.reversed()] }
        let places = Dictionary(uniqueKeysWithValues: councils.enumerated().map { ($1, $0) })
        let parts = costs.eligible.map { $0.compactMap { places[$0] } }
        let pilot = Array(all.prefix(2 * Self.pairsForMeans))
        let means = DrawnShapley.Means(
            orders: pilot, costs: try alongOrders(pilot) { $1 }, parts: parts, players: players)
        let additions = try alongOrders(Array(all.dropFirst(2 * Self.pairsForMeans))) { order, costs in
            means.additions(order: order, costs: costs, parts: parts)
        }
        return DrawnShapley(additions: additions, means: means, parts: parts)
    }

    /// Pairs of orders from which mean costs by number are taken, before those that count.
    static let pairsForMeans = 8

    /// Goes along orders, and keeps something of each: from its programme costs by lever and number of councils that have
    /// come, 0 for none.
    private func alongOrders<Kept: Sendable>(
        _ orders: [[Int]], _ kept: @escaping @Sendable ([Int], [[Double]]) -> Kept
    ) throws -> [Kept] {
        let players = councils.count
        let together = max(1, Self.width / players)
        let (councils, all, progress) = (councils, costs.councilCount, progress)
        let blocks = try costs.results(
            blocks: (orders.count + together - 1) / together, threads: threads,
            block: { number in
                let numbers = number * together..<min((number + 1) * together, orders.count)
                var block = CoalitionBlock(count: numbers.count * players, councils: all)
                for (place, number) in numbers.enumerated() {
                    let last = (place + 1) * players
                    for (step, player) in orders[number].enumerated() {
                        block.insert(councils[player], into: place * players + step..<last)
                    }
                }
                return block
            }, finished: { progress.add(together * players) },
            result: { number, figures in
                (number * together..<min((number + 1) * together, orders.count)).enumerated().map { place, number in
                    let range = place * players..<(place + 1) * players
                    return kept(orders[number], figures.programmeCosts.map { [0] + $0[range] })
                }
            })
        return blocks.flatMap { $0 }
    }
}

/// How far the work is: sets of councils and trials, of so many.
final class ShareProgress: Sendable {
    private let total: Int
    private let done = Mutex(0)
    private let tell: @Sendable (Int, Int) -> Void

    init(total: Int, tell: @escaping @Sendable (Int, Int) -> Void) {
        self.total = total
        self.tell = tell
    }

    /// Some more are done.
    func add(_ count: Int) {
        let now = done.withLock { done in
            done += count
            return done
        }
        tell(min(now, total), total)
    }

    /// So many are done in all.
    func show(_ count: Int) { tell(min(count, total), total) }
}
