import CouncilModel
import Formulas

extension ScenarioCheck {
    /// Money a year.
    var moneyPerYear: Unit { money / .year }

    /// Pools in order of name.
    func readPools() -> [Pool] {
        (root["pools"]?.sortedMembers ?? []).map { name, field in
            checkName(name, field)
            if let unit = formulas.knownUnit(of: field["amount"]) { poolUnits[name] = unit }
            return Pool(
                name: name, amount: formulas.formula(field["amount"], .councilOrYear(nil)),
                growth: formulas.formula(field["growth"], .trial([.dimensionless]))
            )
        }
    }

    /// Contracts in order of name.
    func readContracts() -> [Contract] {
        (root["contracts"]?.sortedMembers ?? []).map { name, field in
            checkName(name, field)
            return Contract(
                name: name, length: formulas.formula(field["length"], .council(Self.span), default: 1),
                notice: formulas.formula(field["notice"], .council(Self.span)),
                ends: field["ends"].flatMap { numberColumn($0, holding: "the year of the first end") }
            )
        }
    }

    /// Units of a number of years.
    static let span: [Unit] = [.year, .dimensionless]

    /// A column of numbers that a text names; nil after reporting a problem.
    private func numberColumn(_ field: Field, holding what: String) -> String? {
        guard let name = field.text, let register else { return nil }
        switch register.column(name)?.cells {
        case .numbers?: return name
        case .texts?:
            log.error(field, "the column \(quoted(name)) holds texts, expected a column of numbers with \(what)")
        case nil:
            let known = register.columns.compactMap { column in
                if case .numbers = column.cells { return column.name }
                return nil
            }
            log.error(field, "unknown column \(quoted(name))\(suggestion(for: name, among: known))")
        }
        return nil
    }

    /// Levers in order of name.
    func readLevers() -> [Lever] {
        let members = root["levers"]?.sortedMembers ?? []
        let names = members.map(\.key)
        let levers = members.map { name, field in
            checkName(name, field)
            return lever(name, field, among: names)
        }
        refuseCircles(levers)
        return levers
    }

    private func lever(_ name: String, _ field: Field, among names: [String]) -> Lever {
        let starts = field["starts"]?.whole ?? baseYear
        let kin = kin(of: name)
        let eligible = field["eligible"].map(positions) ?? Array(selected.indices)
        let contract = field["contract"].flatMap { reference($0, to: "contracts", "contract") }
        let adoption = adoption(field, eligible: eligible)
        checkWaves(adoption, starts: starts, in: field)
        let hasContract = field["contract"] != nil
        if case .diffusion = adoption, starts < baseYear, let written = field["starts"] {
            log.error(
                written,
                "\(starts) is before the base year \(baseYear), and diffusion begins within the years appraised; "
                    + "start in \(baseYear) and name those that are members from before under \"already\"")
        }
        let breaking = contractBreak(field["contract_break"], hasContract: hasContract)
        return Lever(
            name: name, variantOf: kin, title: field["title"]?.text, starts: starts,
            delay: formulas.formula(field["delay"], .trial(Self.span)), contract: contract, contractBreak: breaking,
            closes: field["closes"]?.whole, adoption: adoption, already: already(field["already"]),
            requires: requires(field["requires"], of: name, among: names), minimum: minimum(field["minimum"]),
            stop: stop(field["stop"]), eligible: eligible, paidBy: paidBy(field["paid_by"]),
            shared: sharing(field["shared"]), among: among(field["among"]) ?? .members,
            lead: field["lead"].flatMap(position(ofCode:)),
            costs: lines(field["costs"], side: .cost, leverHasContract: hasContract)
                + (breaking.map { [contractBreakLine($0)] } ?? []),
            benefits: lines(field["benefits"], side: .benefit, leverHasContract: hasContract)
                + (field["team"].map { [teamLine($0)] } ?? []),
            transfers: lines(field["transfers"], side: .transfer, leverHasContract: hasContract)
        )
    }

    /// A name of an entry of another map; nil after reporting that there is none.
    func reference(_ field: Field, to map: String, _ noun: String) -> String? {
        guard let name = field.text else { return nil }
        let known = root[map]?.members.map(\.key) ?? []
        if known.contains(name) { return name }
        let advice = known.isEmpty ? "; define it under \(quoted(map))" : suggestion(for: name, among: known)
        log.error(field, "unknown \(noun) \(quoted(name))\(advice)")
        return nil
    }

    /// Names of the levers that one is a variant of, the nearest first.
    private func kin(of name: String) -> [String] {
        var kin: [String] = []
        var next = root["levers"]?[name]?["like"]?.text
        while let current = next, current != name, !kin.contains(current) {
            kin.append(current)
            next = root["levers"]?[current]?["like"]?.text
        }
        return kin
    }

    private func adoption(_ lever: Field, eligible: [Int]) -> Lever.Adoption {
        let field = lever["adoption"]
        if let waves = field?["waves"], waves.isList {
            warnOfBoosts(of: lever)
            return .waves(
                Lever.Waves(
                    steps: waves.items.compactMap { item in
                        guard let year = item["year"]?.whole, let share = item["share"]?.number else { return nil }
                        return Lever.Wave(year: year, share: share)
                    },
                    propensity: formulas.formula(field?["propensity"], .council([.dimensionless]), default: 1)
                )
            )
        }
        guard let diffusion = field?["diffusion"], diffusion.isObject else {
            warnOfBoosts(of: lever)
            return .mandate
        }
        if let propensity = field?["propensity"] {
            log.error(propensity, "\"propensity\" stands beside \"diffusion\"; put it inside")
        }
        return .diffusion(
            Lever.Diffusion(
                innovation: formulas.formula(diffusion["innovation"], .trial([.dimensionless])),
                imitation: formulas.formula(diffusion["imitation"], .trial([.dimensionless])),
                ceiling: formulas.formula(diffusion["ceiling"], .council([.dimensionless]), default: 1),
                founders: founders(diffusion["founders"], eligible: eligible),
                propensity: formulas.formula(diffusion["propensity"], .council([.dimensionless]), default: 1),
                boosts: modifiers(lever["boosts"], .council([.dimensionless]))
            )
        )
    }

    private func founders(_ field: Field?, eligible: [Int]) -> Lever.Founders {
        guard let field, field.isList else { return .number(field?.whole ?? 0) }
        var positions: Set<Int> = []
        for code in field.items {
            guard let position = position(ofCode: code) else { continue }
            if !eligible.contains(position) {
                log.error(code, "\(quoted(code.text ?? "")) is not eligible for this lever; widen \"eligible\"")
            }
            if !positions.insert(position).inserted {
                log.error(code, "\(quoted(code.text ?? "")) stands in this list twice; remove one of them")
            }
        }
        return .councils(positions.sorted())
    }

    private func already(_ field: Field?) -> Lever.Already? {
        guard let field else { return nil }
        if field.text != nil {
            return numberColumn(field, holding: "the year of joining").map { .column($0) }
        }
        return .councils(positions(of: field))
    }

    private func requires(_ field: Field?, of name: String, among names: [String]) -> [String] {
        var result: [String] = []
        for item in field?.items ?? [] {
            guard let required = item.text else { continue }
            if !names.contains(required) {
                log.error(item, "unknown lever \(quoted(required))\(suggestion(for: required, among: names))")
            } else if result.contains(required) {
                log.error(item, "\(quoted(required)) stands in this list twice; remove one of them")
            } else {
                result.append(required)
            }
        }
        return result
    }

    private func refuseCircles(_ levers: [Lever]) {
        for circle in Self.circles(levers, answering: { $0.name == $1 }) {
            guard let lever = root["levers"]?[circle[0]], let field = lever["requires"] ?? lever["boosts"] else {
                continue
            }
            log.error(
                field,
                "levers require or boost each other in a circle: \(circle.joined(separator: " → ")); let one of them "
                    + "wait for none")
        }
    }

    /// Names of levers that wait for each other, the first again at the end, given which lever a name means.
    static func circles(_ levers: [Lever], answering: (Lever, String) -> Bool) -> [[String]] {
        var done: Set<String> = []
        var visiting: [String] = []
        var circles: [[String]] = []
        func visit(_ lever: Lever) {
            if done.contains(lever.name) { return }
            if let start = visiting.firstIndex(of: lever.name) {
                circles.append(Array(visiting[start...]) + [lever.name])
                return
            }
            visiting.append(lever.name)
            for required in lever.dependsOn {
                for other in levers where answering(other, required) { visit(other) }
            }
            visiting.removeLast()
            done.insert(lever.name)
        }
        for lever in levers { visit(lever) }
        return circles
    }

    /// Shares by party; all with the councils where there is no field.
    func paidBy(_ field: Field?) -> [Lever.PartyShare] {
        guard let field, field.isObject else { return [Lever.PartyShare(party: .council, share: 1)] }
        let shares = Party.allCases.compactMap { party in
            field[party.rawValue]?.number.map { Lever.PartyShare(party: party, share: $0) }
        }
        let sum = shares.reduce(0) { $0 + $1.share }
        let isReadable = field.members.allSatisfy { $0.field.number != nil && Party(rawValue: $0.key) != nil }
        if isReadable, abs(sum - 1) > 1e-9 {
            log.error(
                field,
                "the shares sum to \(plain(rounded(sum))), expected 1; give every share of programme costs to a party")
        }
        return shares
    }

    func sharing(_ field: Field?) -> Lever.Sharing {
        switch field?.text {
        case nil where field?.number == nil, "equally"?: return .equally
        case "by_population"?: return .byPopulation
        case "by_residents"?: return .byResidents
        case "by_benefit"?: return .byBenefit
        case let text?:
            let names = formulas.names.numberNames(withTimeVariables: false)
            let words = ["equally", "by_population", "by_residents", "by_benefit"]
            if let field, Formula.canName(text), !names.contains(text),
                let nearest = nearestName(to: text, among: words + names), words.contains(nearest)
            {
                log.error(field, "unknown name \(quoted(text)); did you mean \(quoted(nearest))?")
                return .equally
            }
            return .formula(formulas.formula(field, .council(nil)))
        case nil: return .formula(formulas.formula(field, .council(nil)))
        }
    }

    /// Effects without a figure: the scenario's own, then those of the levers that some option holds, in the order of
    /// the options. A lever and its variants share theirs, which are taken from the first that is held.
    func readUnmonetised(levers: [Lever], options: [AppraisalOption]) -> [UnmonetisedEffect] {
        let own = (root["unmonetised"]?.items ?? []).map { item in
            unmonetised(item, lever: item["lever"].flatMap { reference($0, to: "levers", "lever") } ?? "")
        }
        var kin: Set<String> = []
        let held = options.flatMap(\.levers).filter { name in
            kin.insert(levers.first { $0.name == name }?.drawsAs ?? name).inserted
        }
        return own
            + held.flatMap { name in
                (root["levers"]?[name]?["unmonetised"]?.items ?? []).map { unmonetised($0, lever: name) }
            }
    }

    /// An effect without a figure, brought about by a lever.
    func unmonetised(_ item: Field, lever: String) -> UnmonetisedEffect {
        UnmonetisedEffect(
            name: item["name"]?.text ?? "", lever: lever, direction: item["direction"]?.text ?? "",
            who: item["who"]?.text ?? "", importance: item["importance"]?.text ?? "",
            source: item["source"]?.text ?? "", grade: item["grade"]?.text ?? "")
    }
}

/// A sum without the noise of its last digits, for messages.
func rounded(_ value: Double) -> Double { (value * 1e9).rounded() / 1e9 }
