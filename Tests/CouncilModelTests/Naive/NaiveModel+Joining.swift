import Glibc

/// Who joins a lever of an option in one trial, and when.
struct NaiveMembership {
    let lever: String
    /// Codes of those that could join.
    let eligible: [String]
    /// The year of the plan and the year with delay, from the base year.
    let planned: Int
    let start: Int
    /// Wind-up year, nil where there is none before the horizon.
    var windUp: Int?
    var already: [String] = []
    var founders: [String] = []
    /// Year of the wish after `requires`; absent where it is never or `closes` makes it so.
    var wishes: [String: Int] = [:]
    /// Joining year; absent: never.
    var joining: [String: Int] = [:]
    /// Whether too few joined in time; nil where nothing is asked.
    var hasFailed: Bool?
    /// Years left of a contract that is broken at joining.
    var broken: [String: Int] = [:]
    /// First end and length of the lever's contract.
    var contracts: [String: (first: Int, length: Int)] = [:]

    /// Members by the end of a year, winding up left aside.
    func joined(by year: Int) -> [String] { eligible.filter { (joining[$0] ?? .max) <= year } }

    func isRunning(in year: Int) -> Bool { year < windUp ?? .max }

    /// Members at the end of a year.
    func members(in year: Int) -> [String] { isRunning(in: year) ? joined(by: year) : [] }

    /// Whether a council has joined, and the lever still runs, in a year.
    func isMember(_ code: String, in year: Int) -> Bool { isRunning(in: year) && (joining[code] ?? .max) <= year }

    /// Whether a year is an end of a council's contract.
    func isContractEnd(_ code: String, _ year: Int) -> Bool {
        guard let contract = contracts[code], year >= contract.first else { return false }
        return (year - contract.first) % contract.length == 0
    }

    /// members/n.
    func shareJoined(in year: Int) -> Double {
        eligible.isEmpty ? 0 : Double(members(in: year).count) / Double(eligible.count)
    }
}

extension NaiveWorld {
    /// Memberships of every lever of the option, by lever, required and boosting levers first.
    func memberships() throws -> [String: NaiveMembership] {
        var done: [String: NaiveMembership] = [:]
        while done.count < option.levers.count {
            let before = done.count
            for lever in option.levers where done[lever] == nil {
                let tree = model.levers[lever] ?? .null
                let named = (tree["requires"]?.items ?? []) + (tree["boosts"]?.items.compactMap { $0["joined"] } ?? [])
                let needed = named.compactMap { model.held($0.text ?? "", in: option.levers) }
                if needed.allSatisfy({ done[$0] != nil }) { done[lever] = try membership(lever, tree, done) }
            }
            if done.count == before { throw NaiveError(description: "levers need each other") }
        }
        return done
    }

    private func membership(
        _ lever: String, _ tree: ScenarioTree, _ earlier: [String: NaiveMembership]
    ) throws -> NaiveMembership {
        let planned = (tree["starts"]?.whole ?? 0) - model.baseYear
        let eligible = model.selected.filter { NaiveModel.isIn(tree["eligible"] ?? .null, $0) }
        var membership = NaiveMembership(
            lever: lever, eligible: eligible.map(\.code), planned: planned,
            start: planned + (try years(tree["delay"], .trial, or: 0))
        )
        for council in eligible {
            if let year = alreadyYear(tree["already"], council) {
                membership.already.append(council.code)
                membership.joining[council.code] = year
            }
            membership.contracts[council.code] = try contract(tree["contract"]?.text, council)
        }
        if membership.start < model.horizon {
            switch tree["adoption"]?.members.first?.key {
            case "waves": try joinByWaves(&membership, tree, earlier)
            case "diffusion": try joinByDiffusion(&membership, tree, earlier)
            default:
                for code in membership.eligible where !membership.already.contains(code) {
                    try join(code, wish: membership.start, &membership, tree, earlier)
                }
            }
        }
        membership.windUp = try windUp(&membership, tree)
        if let windUp = membership.windUp {
            membership.joining = membership.joining.filter { $0.value < windUp }
        }
        return membership
    }

    /// −1 for one of a selection, the year of a column where it is before the base year, else nil.
    private func alreadyYear(_ already: ScenarioTree?, _ council: NaiveCouncil) -> Int? {
        guard let already else { return nil }
        if let column = already.text {
            guard let year = Double(council.cells[column] ?? ""), Int(year) < model.baseYear else { return nil }
            return Int(year) - model.baseYear
        }
        return NaiveModel.isIn(already, council) ? -1 : nil
    }

    /// First end from the base year on and length of a contract; nil without a contract.
    private func contract(_ name: String?, _ council: NaiveCouncil) throws -> (first: Int, length: Int)? {
        guard let name, let tree = model.scenario["contracts"]?[name] else { return nil }
        let length = max(try years(tree["length"], NaivePlace(council: council), or: 1), 1)
        if let column = tree["ends"]?.text, let year = Double(council.cells[column] ?? "") {
            var first = Int(year) - model.baseYear
            while first < 0 { first += length }
            return (first, length)
        }
        return (Int(floor(draws.ofCouncil("contract/\(name)/phase", council.code) * Double(length))), length)
    }

    /// Takes a wish through `requires`, the contract and `closes`.
    private func join(
        _ code: String, wish: Int, _ membership: inout NaiveMembership, _ tree: ScenarioTree,
        _ earlier: [String: NaiveMembership]
    ) throws {
        var year = wish
        let required = (tree["requires"]?.items ?? []).compactMap { model.held($0.text ?? "", in: option.levers) }
        for name in required {
            guard let joined = earlier[name]?.joining[code] else { return }
            year = max(year, joined)
        }
        for name in required where year >= earlier[name]?.windUp ?? .max { return }
        let raised = year
        var left: Int?
        if let contract = membership.contracts[code], let name = tree["contract"]?.text {
            let place = NaivePlace(council: model.council(code))
            let notice = try years(model.scenario["contracts"]?[name]?["notice"], place, or: 0)
            var end = contract.first
            while end < raised + notice { end += contract.length }
            if tree["contract_break"] != nil { left = end - raised } else { year = end }
        }
        if let closes = tree["closes"]?.whole, year > closes - model.baseYear { return }
        membership.wishes[code] = raised
        if year >= model.horizon { return }
        membership.joining[code] = year
        membership.broken[code] = left
    }

    /// E_c and r_c of each eligible council.
    private func inclinations(
        _ membership: NaiveMembership, propensity: ScenarioTree?
    ) throws -> [String: (threshold: Double, propensity: Double)] {
        var all: [String: (threshold: Double, propensity: Double)] = [:]
        for code in membership.eligible {
            let u = draws.ofCouncil("lever/\(model.root(membership.lever))/pressure", code)
            let propensity = max(try value(propensity, NaivePlace(council: model.council(code)), or: 1), 0)
            all[code] = (-log1p(-u), propensity)
        }
        return all
    }

    /// Codes in order of E_c/r_c, ties by code.
    ///
    /// Choice: with waves a council of propensity 0 comes last and still joins if the share reaches it.
    private func inOrder(
        _ codes: [String], _ inclinations: [String: (threshold: Double, propensity: Double)]
    ) -> [String] {
        func ratio(_ code: String) -> Double {
            guard let one = inclinations[code], one.propensity > 0 else { return .infinity }
            return one.threshold / one.propensity
        }
        return codes.sorted { (ratio($0), $0) < (ratio($1), $1) }
    }

    private func joinByWaves(
        _ membership: inout NaiveMembership, _ tree: ScenarioTree, _ earlier: [String: NaiveMembership]
    ) throws {
        let inclinations = try inclinations(membership, propensity: tree["adoption"]?["propensity"])
        let others = membership.eligible.filter { !membership.already.contains($0) }
        let order = membership.already + inOrder(others, inclinations)
        let delay = membership.start - membership.planned
        for (place, code) in order.enumerated() where !membership.already.contains(code) {
            for wave in tree["adoption"]?["waves"]?.items ?? [] {
                let reached = NaiveFormula.halfUp((wave["share"]?.number ?? 0) * Double(order.count))
                guard Double(place) < reached else { continue }
                let year = (wave["year"]?.whole ?? 0) - model.baseYear + delay
                try join(code, wish: year, &membership, tree, earlier)
                break
            }
        }
    }

    private func joinByDiffusion(
        _ membership: inout NaiveMembership, _ tree: ScenarioTree, _ earlier: [String: NaiveMembership]
    ) throws {
        let diffusion = tree["adoption"]?["diffusion"] ?? .null
        let inclinations = try inclinations(membership, propensity: diffusion["propensity"])
        let innovation = max(try value(diffusion["innovation"], .trial, or: 0), 0)
        let imitation = max(try value(diffusion["imitation"], .trial, or: 0), 0)
        // Choice: founders named by code are potential members whatever their ceiling draw and their propensity.
        let listed = diffusion["founders"]?.items.compactMap(\.text) ?? []
        var potential: [String] = []
        for code in membership.eligible where !membership.already.contains(code) {
            let ceiling = try share(diffusion["ceiling"], NaivePlace(council: model.council(code)), or: 1)
            let u = draws.ofCouncil("lever/\(model.root(membership.lever))/ceiling", code)
            // Choice: u < ceiling, so that a draw exactly at the ceiling is not a potential member.
            if listed.contains(code) || (u < ceiling && inclinations[code]?.propensity ?? 0 > 0) {
                potential.append(code)
            }
        }
        if let count = diffusion["founders"]?.whole {
            membership.founders = Array(inOrder(potential, inclinations).prefix(count))
        } else {
            membership.founders = potential.filter(listed.contains)
        }
        for code in membership.founders { try join(code, wish: membership.start, &membership, tree, earlier) }
        var pressure: [String: Double] = [:]
        var waiting = potential.filter { !membership.founders.contains($0) }
        for year in membership.start..<model.horizon {
            let others = membership.joined(by: year - 1).filter {
                !membership.already.contains($0) && !membership.founders.contains($0)
            }
            let counted = membership.already.count + membership.founders.count + others.count
            let now = innovation + imitation * Double(counted) / Double(membership.eligible.count)
            for code in waiting {
                guard let own = inclinations[code] else { continue }
                let boost = try boost(tree, code, year, earlier)
                pressure[code, default: 0] += now * own.propensity * boost
                guard pressure[code] ?? 0 >= own.threshold else { continue }
                waiting.removeAll { $0 == code }
                try join(code, wish: year, &membership, tree, earlier)
            }
        }
    }

    /// Product of the boosts in force.
    private func boost(
        _ tree: ScenarioTree, _ code: String, _ year: Int, _ earlier: [String: NaiveMembership]
    ) throws -> Double {
        var product = 1.0
        for boost in tree["boosts"]?.items ?? [] {
            guard let name = model.held(boost["joined"]?.text ?? "", in: option.levers),
                earlier[name]?.isMember(code, in: year) == true
            else { continue }
            product *= try value(boost["by"], NaivePlace(council: model.council(code)), or: 1)
        }
        return product
    }

    /// g + y + 1 of the earliest of `minimum` and `stop` that strikes, if before the horizon.
    private func windUp(_ membership: inout NaiveMembership, _ tree: ScenarioTree) throws -> Int? {
        var years: [Int] = []
        if let minimum = tree["minimum"] {
            let last = membership.start + (minimum["within"]?.whole ?? 0)
            let hasFailed = membership.joined(by: last).count < minimum["members"]?.whole ?? 0
            if hasFailed { years.append(last + 1) }
            membership.hasFailed = hasFailed
        }
        if let stop = tree["stop"], !isCentral {
            let probability = try share(stop["probability"], .trial, or: 0)
            if draws.plain("lever/\(model.root(membership.lever))/stop") < probability {
                years.append(membership.start + (stop["after"]?.whole ?? 0) + 1)
            }
        }
        guard let first = years.min(), first < model.horizon else { return nil }
        return first
    }
}
