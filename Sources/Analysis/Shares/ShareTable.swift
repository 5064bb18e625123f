import CouncilModel
import Stochastics

/// What the central case says of sets of councils, and how each rule splits programme costs.
struct ShareTable {
    /// Those that may join any lever.
    let councils: [FairShares.Council]
    /// c(N), and of it that of each lever.
    let total: Double
    let totalByLever: [Double]
    /// v(N).
    let worth: Double
    /// Shares by rule, those left out aside.
    let splits: [Split]
    let leftOut: [(rule: SharingRule, reason: FairShares.LeftOut)]
    let players: SharePlayers?
    /// v(S) by set of players, as bits; empty without players.
    let worthsOfPlayers: [Double]
    let leastExcess: Double?

    /// How one rule splits c(N).
    struct Split: Sendable {
        let rule: SharingRule
        /// By council; they sum to c(N).
        let shares: [Double]
        /// Of a value by drawn orders; nil: there is no such error.
        var drawn: DrawnShapley?
        let tipping: FairShares.Tipping

        /// The standard error of the sum of some councils' shares.
        func error(of councils: [Int]) -> Double { drawn?.standardError(of: councils) ?? 0 }
    }

    init(
        of game: ShareGame, scenario: Scenario, option: String, players: SharePlayers?, orders: Int
    ) throws {
        let count = game.councils.count
        let everyone = Array(0..<count)
        let alone = try game.sets(count, in: game.worth) { [$0] }
        let order = everyone.sorted { (-alone.worths[$0], $0) < (-alone.worths[$1], $1) }
        let chain = try game.sets(count, in: game.worth, byCouncil: true) { Array(order[...$0]) }
        let gains = try game.sets(count, in: game.benefits, byCouncil: true) { Array(order[...$0]) }
        let without = try game.sets(count, in: game.costs) { missing in everyone.filter { $0 != missing } }
        let last = count - 1
        let total = chain.costs[last]
        let spend = try RunPlan(scenario).baselineSpend(ofOption: option)
        let rows = game.councils.map { scenario.selected[$0] }
        var playerOf = [Int?](repeating: nil, count: count)
        for (player, members) in (players?.members ?? []).enumerated() {
            for member in members { playerOf[member] = player }
        }
        let councils = everyone.map { place in
            FairShares.Council(
                code: scenario.register.codes[rows[place]], name: scenario.register.names[rows[place]],
                player: playerOf[place],
                population: scenario.register.number("population", row: rows[place]) ?? 0,
                spend: spend[game.councils[place]], benefits: gains.byCouncil[place][last],
                net: chain.byCouncil[place][last], costAlone: alone.costs[place],
                separableCost: total - without.costs[place], worthAlone: alone.worths[place])
        }
        let ofPlayers = try players.map { players in
            try game.sets(1 << players.count, in: game.worth) { players.councils(of: $0) }
        }
        var ofCouncils: [Double]?
        if count <= Nucleolus.mostPlayers {
            ofCouncils =
                players?.column == nil
                ? ofPlayers?.costs
                : try game.sets(1 << count, in: game.costs) { set in everyone.filter { set >> $0 & 1 == 1 } }.costs
        }
        var drawn: DrawnShapley?
        if ofCouncils == nil {
            drawn = try game.drawnShapley(
                orders: orders, draws: AddressedDraws(seed: Address("seed/\(scenario.seed)/shares").leadingBits))
        }
        let worthsOfPlayers = ofPlayers?.worths ?? []
        let nucleolus = players.map { Nucleolus(costs: worthsOfPlayers.map { -$0 }, players: $0.count) }
        let splitter = ShareSplitter(
            councils: councils, chain: chain, gains: gains, order: order, costs: ofCouncils, drawn: drawn,
            players: players, worthsOfPlayers: worthsOfPlayers, nucleolus: nucleolus)
        (splits, leftOut) = splitter.splits()
        let (costs, councilCount) = (game.costs, game.costs.councilCount)
        var block = CoalitionBlock(count: 1, councils: councilCount)
        for council in game.councils { block.insert(council, into: 0..<1) }
        totalByLever = try costs.figures(of: block).programmeCosts.map { $0[0] }
        self.councils = councils
        self.total = total
        worth = chain.worths[last]
        self.players = players
        self.worthsOfPlayers = worthsOfPlayers
        leastExcess = nucleolus?.excesses.first
    }
}

/// Works out shares by every rule, and at how many members each tips.
struct ShareSplitter {
    let councils: [FairShares.Council]
    /// Figures of the first 1, 2, … councils in falling order of v({c}), all of them last.
    let chain, gains: ShareGame.Sets
    let order: [Int]
    /// c(S) by set of councils, as bits; nil with more than 15.
    let costs: [Double]?
    let drawn: DrawnShapley?
    let players: SharePlayers?
    /// v(S) by set of players, and its nucleolus: what players have, with the opposite sign; nil without players.
    let worthsOfPlayers: [Double]
    let nucleolus: Nucleolus?

    /// Shares by rule in the order of `SharingRule.allCases`, and rules left out.
    func splits() -> (splits: [ShareTable.Split], leftOut: [(rule: SharingRule, reason: FairShares.LeftOut)]) {
        var splits: [ShareTable.Split] = []
        var leftOut: [(rule: SharingRule, reason: FairShares.LeftOut)] = []
        for rule in SharingRule.allCases {
            guard let shares = shares(rule) else {
                let reason: FairShares.LeftOut =
                    rule == .nucleolus ? .noPlayers : rule == .bySpend ? .noPools : .noWeights
                leftOut.append((rule, reason))
                continue
            }
            splits.append(
                ShareTable.Split(
                    rule: rule, shares: shares, drawn: rule == .shapley ? drawn : nil, tipping: tipping(rule)))
        }
        return (splits, leftOut)
    }

    private var everyone: [Int] { Array(councils.indices) }

    private func shares(_ rule: SharingRule) -> [Double]? {
        switch rule {
        case .separableCosts:
            return CostSplit.separableCosts(
                total, separable: councils.map(\.separableCost), alone: councils.map(\.costAlone),
                benefits: councils.map(\.net))
        case .shapley:
            return drawn?.values ?? costs.map { Self.shapley($0, players: councils.count) }
        case .nucleolus:
            guard let players, let nucleolus else { return nil }
            // Of what its members gain a player keeps its part of the nucleolus, and pays the rest.
            let payments = zip(players.members, nucleolus.shares).map { members, kept in
                members.reduce(0) { $0 + councils[$1].net } + kept
            }
            return withinPlayers(payments, players)
        case .equally, .perHead, .bySpend, .byBenefit:
            return weights(rule, first: councils.count).flatMap { CostSplit.proportional(total, weights: $0) }
        }
    }

    private var total: Double { chain.costs[councils.count - 1] }

    static func shapley(_ costs: [Double], players: Int) -> [Double] {
        ShapleyDesign(allSetsOf: players).values(of: costs)
    }

    /// What players pay, split among their members by benefit, or equally where no member has any.
    private func withinPlayers(_ payments: [Double], _ players: SharePlayers) -> [Double] {
        var shares = [Double](repeating: 0, count: councils.count)
        for (payment, members) in zip(payments, players.members) {
            let split =
                CostSplit.proportional(payment, weights: members.map { councils[$0].benefits })
                ?? members.map { _ in payment / Double(members.count) }
            for (member, share) in zip(members, split) { shares[member] = share }
        }
        return shares
    }

    /// What the first so many councils are weighted with by the simple rules, by place; 0 for the others.
    private func weights(_ rule: SharingRule, first count: Int) -> [Double]? {
        var weights = [Double](repeating: 0, count: councils.count)
        for council in order.prefix(count) {
            switch rule {
            case .equally: weights[council] = 1
            case .perHead: weights[council] = councils[council].population
            case .bySpend: weights[council] = councils[council].spend
            case .byBenefit: weights[council] = gains.byCouncil[council][count - 1]
            case .separableCosts, .shapley, .nucleolus: return nil
            }
        }
        return weights
    }

    // MARK: Tipping

    private func tipping(_ rule: SharingRule) -> FairShares.Tipping {
        for count in 1...councils.count {
            guard let shares = shares(rule, first: count) else { return .unknown }
            let members = order.prefix(count)
            if members.allSatisfy({ chain.byCouncil[$0][count - 1] - shares[$0] >= -FairShares.halfAPenny }) {
                return .members(count)
            }
        }
        return .never
    }

    /// Shares of c(S) of the first so many councils alone, by place; nil where they are not worked out.
    private func shares(_ rule: SharingRule, first count: Int) -> [Double]? {
        let total = chain.costs[count - 1]
        switch rule {
        case .equally, .perHead, .bySpend, .byBenefit:
            guard let weights = weights(rule, first: count) else { return nil }
            // Where none of them has any weight, they pay nothing only if there is nothing to pay.
            return CostSplit.proportional(total, weights: weights)
                ?? weights.map { _ in total == 0 ? 0 : .infinity }
        case .separableCosts, .shapley, .nucleolus:
            guard let costs, rule != .nucleolus || players?.column == nil else { return nil }
            let members = order.prefix(count).sorted()
            let sets = (0..<1 << count).map { set in
                members.indices.reduce(0) { $0 | (set >> $1 & 1) << members[$1] }
            }
            let own = sets.map { costs[$0] }
            let everyone = own.count - 1
            let nets = members.map { chain.byCouncil[$0][count - 1] }
            let shares: [Double]
            switch rule {
            case .shapley: shares = Self.shapley(own, players: count)
            case .nucleolus:
                let kept = Nucleolus(costs: sets.map { -worthsOfPlayers[$0] }, players: count).shares
                shares = zip(nets, kept).map { $0 + $1 }
            default:
                shares = CostSplit.separableCosts(
                    total, separable: members.indices.map { total - own[everyone ^ (1 << $0)] },
                    alone: members.indices.map { own[1 << $0] }, benefits: nets)
            }
            var result = [Double](repeating: 0, count: councils.count)
            for (member, share) in zip(members, shares) { result[member] = share }
            return result
        }
    }
}
