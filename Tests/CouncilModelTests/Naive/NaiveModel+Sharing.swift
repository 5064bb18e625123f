extension NaiveWorld {
    /// Puts payers and gainers to a programme line's flow, one posting for each.
    func split(_ flow: NaivePosting, _ line: NaiveLine, _ membership: NaiveMembership) throws -> [NaivePosting] {
        let tree = model.levers[line.lever] ?? .null
        switch line.side {
        case "cost":
            let shares: ScenarioTree = line.tree["paid_by"] ?? tree["paid_by"] ?? ["council": 1]
            return try shares.members.flatMap { share in
                try accounts(share.key, line, membership, flow.year).map { account, part in
                    var posting = part * (share.value.number ?? 0) * flow
                    posting.from = account
                    return posting
                }
            }
        case "benefit":
            return try accounts(line.tree["party"]?.text ?? "", line, membership, flow.year).map { account, part in
                var posting = part * flow
                posting.to = account
                return posting
            }
        default:
            let (from, to) = (line.tree["from"]?.text ?? "", line.tree["to"]?.text ?? "")
            return try accounts(from, line, membership, flow.year).flatMap { payer, part in
                try accounts(to, line, membership, flow.year).map { gainer, otherPart in
                    var posting = part * otherPart * flow
                    posting.from = payer
                    posting.to = gainer
                    return posting
                }
            }
        }
    }

    /// Who stands for a party in a year, with shares that sum to 1.
    private func accounts(
        _ party: String, _ line: NaiveLine, _ membership: NaiveMembership, _ year: Int
    ) throws -> [(account: NaiveAccount, part: Double)] {
        if party == "lead" { return [(lead(line.lever), 1)] }
        guard party == "council" else { return [(NaiveAccount(party: party), 1)] }
        var group = group(line, membership, year == membership.windUp ? year - 1 : year)
        if group.isEmpty { group = membership.founders }
        let weights = try group.map { try weight($0, line) }
        let sum = weights.reduce(0, +)
        guard sum > 0 else { return [(lead(line.lever), 1)] }
        return zip(group, weights).map { (NaiveAccount(party: "council", code: $0), $1 / sum) }
    }

    /// Codes of those among whom the councils' part is split.
    private func group(_ line: NaiveLine, _ membership: NaiveMembership, _ year: Int) -> [String] {
        // Choice: `among` and `shared` are read on programme benefits and transfers as well, where they stand there.
        switch (line.tree["among"] ?? model.levers[line.lever]?["among"])?.text ?? "members" {
        case "eligible": return membership.eligible
        case "wishing":
            return membership.eligible.filter {
                membership.isMember($0, in: year) || (membership.wishes[$0] ?? .max) <= year
            }
        default: return membership.members(in: year)
        }
    }

    /// What a council counts for in sharing, at least 0.
    private func weight(_ code: String, _ line: NaiveLine) throws -> Double {
        guard let council = model.council(code) else { return 0 }
        let shared = line.tree["shared"] ?? model.levers[line.lever]?["shared"]
        switch shared {
        case nil, "equally": return 1
        case "by_population": return try model.number("population", of: council)
        case "by_residents": return try model.number("residents", of: council)
        case "by_benefit": return try benefitWeight(line.lever, code)
        default: return max(try value(shared, NaivePlace(council: council), or: 1), 0)
        }
    }

    /// PV of a lever's benefits to a council in the central case with every eligible council joining it in g.
    ///
    /// Choice: benefits of programme level are left out, as their split would need the weights; the whole flow counts,
    /// whatever `cashed` and `resource`; other levers keep their joining years, and their claims and modifiers see
    /// this lever joined in g.
    private func benefitWeight(_ lever: String, _ code: String) throws -> Double {
        let name = "\(option.name)/\(lever)"
        if let known = model.benefitWeights[name] { return known[code] ?? 0 }
        let central = NaiveWorld(model, NaiveDraws(model, trial: .central), option)
        var memberships = try central.memberships()
        guard var forced = memberships[lever] else { return 0 }
        forced.windUp = nil
        forced.broken = [:]
        let tree = model.levers[lever] ?? .null
        for code in forced.eligible {
            if forced.already.contains(code) {
                forced.joining[code] = try central.alreadyJoining(tree, code)
            } else {
                forced.joining[code] = forced.start < model.horizon ? forced.start : nil
            }
        }
        memberships[lever] = forced
        var weights: [String: Double] = [:]
        for posting in try central.councilPostings(memberships) where posting.lever == lever {
            guard posting.side == "benefit", let to = posting.to, to.party == "council", let code = to.code else {
                continue
            }
            weights[code, default: 0] += model.discount[posting.year] * posting.amount
        }
        weights = weights.mapValues { max($0, 0) }
        model.benefitWeights[name] = weights
        return weights[code] ?? 0
    }

    /// Joining year of a member from before.
    private func alreadyJoining(_ tree: ScenarioTree, _ code: String) throws -> Int {
        guard let column = tree["already"]?.text, let council = model.council(code) else { return -1 }
        return Int(try model.number(column, of: council)) - model.baseYear
    }
}

extension NaivePosting {
    /// A share of a flow.
    fileprivate static func * (share: Double, flow: NaivePosting) -> NaivePosting {
        var part = flow
        part.amount = share * flow.amount
        part.amountBeforeUplift = share * flow.amountBeforeUplift
        return part
    }
}
