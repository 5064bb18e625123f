extension ScenarioGenerator {
    mutating func poolMap() -> ScenarioTree {
        var map: ScenarioTree = [:]
        for name in ["pool_a", "pool_b"] {
            var pool: ScenarioTree = ["amount": value(.yearly, Reach(council: true, year: true))]
            if chance(0.5) { pool["growth"] = smallShare() }
            map[name] = chance(0.2) ? pool["amount"] : pool
            pools.append((name, false))
        }
        map["pool_hours"] = ["amount": "hours_c * mult_y", "growth": .number(real(-0.02...0.04))]
        pools.append(("pool_hours", true))
        return map
    }

    mutating func contractMap() -> ScenarioTree {
        var map: ScenarioTree = [:]
        for name in ["contract_a", "contract_b"] {
            var contract: ScenarioTree = [
                "length": pick([3, 5, "years_c + 1[year]", "2 + 2 * mult_c", "if(flag_t, 2, 4)", "years_c"])
            ]
            if chance(0.5) { contract["ends"] = "ends_year" }
            if chance(0.5) { contract["notice"] = value(.years, Reach(council: true)) }
            map[name] = contract
            contracts.append(name)
        }
        return map
    }

    /// A share of growth a year, at trial level.
    mutating func smallShare() -> ScenarioTree {
        pick([.number(real(-0.02...0.04)), "rate_t / 20", "0.01 * mult_t"])
    }

    mutating func leverMap() -> ScenarioTree {
        leverNames = (0..<int(2...3)).map { "lever_\($0)" }
        // What comes later may require a variant, or be multiplied by it.
        if chance(0.6) { leverNames.insert("variant_0", at: int(1...leverNames.count)) }
        if chance(0.2) { leverNames.append("variant_1") }
        for name in leverNames {
            if name.hasPrefix("variant") { addVariant(name) } else { addLever(name) }
        }
        // The order in the file never matters.
        return .object(shuffled(levers).map { .init(key: $0.name, value: $0.tree) })
    }

    private mutating func addLever(_ name: String) {
        var tree: ScenarioTree = chance(0.2) ? ["title": "A lever"] : [:]
        addAdoption(&tree)
        if chance(0.4) { tree["delay"] = trial(.years) }
        if chance(0.5) { tree["contract"] = .text(pick(contracts)) }
        if chance(0.35) { tree["already"] = chance(0.5) ? "joined" : selection(fewAmong: eligibleRows(tree)) }
        let earlier = levers.map(\.name)
        if !earlier.isEmpty && chance(0.35) { tree["requires"] = .list(together(earlier).map { .text($0) }) }
        if chance(0.5) || lean == .others { tree["paid_by"] = shares() }
        if chance(0.6) { tree["shared"] = sharing() }
        if chance(0.4) { tree["lead"] = .text(pick(selected)) }
        addRest(&tree, earlier: earlier)
        addLines(&tree)
        levers.append((name, name, tree))
    }

    /// Adoption, its first year, and who may join.
    private mutating func addAdoption(_ tree: inout ScenarioTree) {
        var starts = baseYear + int(0...min(3, horizon))
        if chance(0.4) { tree["eligible"] = selection(among: selectedRows) }
        let codes = eligibleRows(tree).compactMap { $0["code"] }
        switch int(0...4) {
        case 0:
            if chance(0.3) { starts = baseYear - int(1...3) }
            tree["adoption"] = "mandate"
        case 3:
            if chance(0.3) { starts = baseYear - int(1...3) }
            tree["adoption"] = waves(from: starts)
        default: tree["adoption"] = ["diffusion": diffusion(codes)]
        }
        tree["starts"] = .number(Double(starts))
    }

    private mutating func waves(from starts: Int) -> ScenarioTree {
        var list: [ScenarioTree] = []
        var (year, share) = (starts, 0.0)
        for _ in 0..<int(1...3) {
            share += real(0.1...0.5)
            list.append(["year": .number(Double(year)), "share": .number(min(share, 1))])
            year += int(1...3)
            if share >= 1 { break }
        }
        var tree: ScenarioTree = ["waves": .list(list)]
        if chance(0.5) { tree["propensity"] = value(.multiplier, Reach(council: true)) }
        return tree
    }

    private mutating func diffusion(_ codes: [String]) -> ScenarioTree {
        var tree: ScenarioTree = ["innovation": chance(0.5) ? .number(real(0.05...0.4)) : trial(.share)]
        if chance(0.7) { tree["imitation"] = chance(0.5) ? .number(real(0...1.5)) : trial(.multiplier) }
        if chance(0.5) { tree["ceiling"] = pick([.number(real(0.4...1)), 0.5, "0.5 + rate_c", "1 - rate_t"]) }
        if chance(0.5) {
            tree["founders"] = chance(0.6) ? .number(Double(int(0...3))) : .list(some(codes).map { .text($0) })
        }
        if chance(0.4) {
            tree["propensity"] = chance(0.5) ? value(.multiplier, Reach(council: true)) : "max(rate_c * 4, 0)"
        }
        return tree
    }

    /// Doors, boosts, winding up, breaking contracts, who shares, and a team.
    private mutating func addRest(_ tree: inout ScenarioTree, earlier: [String]) {
        let starts = tree["starts"]?.whole ?? baseYear
        if chance(0.2) { tree["closes"] = .number(Double(starts + int(0...5))) }
        if tree["adoption"]?["diffusion"] != nil, !earlier.isEmpty, chance(0.6) {
            tree["boosts"] = .list(
                some(earlier).map { ["joined": .text($0), "by": value(.multiplier, Reach(council: true))] })
        }
        if chance(0.35) {
            let count = eligibleRows(tree).count
            tree["minimum"] = [
                "members": .number(Double(int(1...max(count, 2)))), "within": .number(Double(int(0...4))),
            ]
        }
        if chance(0.3) {
            let probability: ScenarioTree = chance(0.5) ? .number(real(0.1...0.9)) : trial(.share)
            tree["stop"] = ["probability": probability, "after": .number(Double(int(0...4)))]
        }
        if tree["contract"] != nil && chance(0.4) && lean != .others {
            tree["contract_break"] = value(.yearly, Reach(council: true))
        }
        if chance(0.4) { tree["among"] = pick(["members", "wishing", "eligible"]) }
        if chance(0.3) && lean == .usual { tree["team"] = team() }
    }

    private mutating func team() -> ScenarioTree {
        var tree: ScenarioTree = [
            "demand": pick(["hours_c", "hours_c * mult_y", "hours_c * mult_cy", 120]),
            "variability": pick([0, 0.4, "0.2 + abs(rate_c)"]),
            "service_level": pick([.number(real(0.6...0.98)), "clamp(0.5 + rate_t, 0.55, 0.99)"]),
            "day_cost": pick([.number(Double(int(3...9) * 50)), "300 * mult_c", "250 * mult_cy"]),
            "pooled_day_cost": pick([.number(Double(int(3...9) * 50)), "300 * mult_t", "280 * mult_y"]),
        ]
        if chance(0.6) { tree["correlation"] = trial(.share) }
        if chance(0.4) { tree["cashed"] = value(.share, Reach(council: true)) }
        tree["timing"] = timing(on: chance(0.85) ? "membership" : "running", isCouncil: true)
        return tree
    }

    /// A lever like an earlier one, some keys replaced and some removed.
    private mutating func addVariant(_ name: String) {
        let like = pick(levers)
        var tree: ScenarioTree = ["like": .text(like.name)]
        var whole = variants[like.name] ?? like.tree
        func eligible(_ generator: ScenarioGenerator) -> [String] {
            generator.eligibleRows(whole).compactMap { $0["code"] }
        }
        if chance(0.7) {
            let starts = baseYear + int(0...2)
            tree["starts"] = .number(Double(starts))
            switch int(0...2) {
            case 0: tree["adoption"] = "mandate"
            case 1: tree["adoption"] = waves(from: starts)
            default: tree["adoption"] = ["diffusion": diffusion(eligible(self))]
            }
            if tree["adoption"]?["diffusion"] == nil { tree["boosts"] = .null }
            tree["closes"] = .null
        }
        if chance(0.3) { tree["delay"] = .null }
        if chance(0.3) { tree["paid_by"] = shares() }
        if chance(0.3) { tree["minimum"] = ["members": 2, "within": 1] }
        if chance(0.2) { tree["stop"] = .null }
        if chance(0.3) { tree["costs"] = .list([line(.cost, whole), line(.cost, whole)]) }
        // Null removes what is there, and only that.
        for member in tree.members where member.value == .null && whole[member.key] == nil { tree[member.key] = nil }
        for member in tree.members where member.key != "like" {
            whole[member.key] = member.value == .null ? nil : member.value
        }
        levers.append((name, like.base, tree))
        variants[name] = whole
    }

    /// One or two of these levers, no two of them variants of one.
    private mutating func together(_ names: [String]) -> [String] {
        let first = pick(names)
        let others = names.filter { base($0) != base(first) }
        return others.isEmpty || chance(0.6) ? [first] : [first, pick(others)]
    }

    /// What a lever is like, by the first of its variants.
    func base(_ name: String) -> String { levers.first { $0.name == name }?.base ?? name }

    /// Rows of those that may join a lever.
    func eligibleRows(_ tree: ScenarioTree) -> [[String: String]] {
        selectedRows.filter {
            NaiveModel.isIn(tree["eligible"] ?? .null, NaiveCouncil(code: $0["code"] ?? "", cells: $0))
        }
    }

    /// A selection of one or two councils.
    private mutating func selection(fewAmong rows: [[String: String]]) -> ScenarioTree {
        if chance(0.3) { return ["where": ["type": .text(pick(rows)["type"] ?? "")]] }
        return ["codes": .list(some(rows).prefix(2).map { .text($0["code"] ?? "") })]
    }

    /// Quarters handed out among parties.
    mutating func shares() -> ScenarioTree {
        var all = ["lead", "region", "centre", "residents", "business"]
        if lean != .others { all += ["council", "council"] }
        let parties = shuffled(all)
        var tree: ScenarioTree = [:]
        for _ in 0..<4 {
            let party = parties[int(0...2)]
            tree[party] = .number((tree[party]?.number ?? 0) + 0.25)
        }
        return tree
    }

    mutating func sharing() -> ScenarioTree {
        let ways: [ScenarioTree] = [
            "equally", "by_population", "by_residents", "spend", "rate_c", "rate_c - 0.2",
            "if(type == \"county\", 0, mult_c)",
            "years_t", "by_benefit", "by_benefit", "by_benefit",
        ]
        return pick(ways)
    }
}
