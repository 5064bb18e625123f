import CouncilModel
import Formulas

/// What a line is worked out from: its formulas as written, and the names that they read.
struct LineReading {
    /// Formulas by the key that they stand under, in the order in which they act, then the quantities in them.
    let formulas: [(key: String, text: String)]
    /// When it flows, in words.
    let timing: String
    /// Names that are read, each once, in order of first use.
    let names: [String]

    init(_ line: Line, of lever: Lever, in scenario: Scenario) {
        var read: [(key: String, formula: Formula)] = []
        var inner: [Formula] = []
        func add(_ key: String, _ formula: Formula?) {
            guard let formula else { return }
            read.append((key, formula))
        }
        switch line.value {
        case .amount(let formula): add("amount", formula)
        case .contractBreak(let formula): add("contract_break, for each year left", formula)
        case .team(let team):
            add("demand", team.demand)
            add("variability", team.variability)
            add("service_level", team.serviceLevel)
            add("day_cost", team.dayCost)
            add("pooled_day_cost", team.pooledDayCost)
            add("correlation", team.correlation)
        case .claim(let name, let share, let value):
            add("share of what is left of pool \(name)", share)
            add("value", value)
            if let pool = scenario.pools.first(where: { $0.name == name }) {
                add("amount of pool \(name)", pool.amount)
                if pool.growth.constantValue != 0 { add("growth of pool \(name)", pool.growth) }
            }
        }
        if let scale = line.scale {
            add("scale", scale.formula)
            inner = scale.sums
        }
        for modifier in line.modifiers { add("modifier where \(modifier.joined) is joined", modifier.by) }
        add("uplift", line.uplift)
        add("growth", line.growth)
        if case .membership(_, let lasts, let decay, let lag) = line.timing {
            add("lasts", lasts)
            if decay.constantValue != 0 { add("decay", decay) }
            if lag.constantValue != 0 { add("lag", lag) }
        }
        if case .running(_, _, _, let lasts) = line.timing { add("lasts", lasts) }
        if line.level == .programme, case .formula(let formula) = line.shared ?? lever.shared { add("shared", formula) }
        add("cashed", line.cashed)
        add("resource", line.resource)
        let written = read.map { (key: $0.key, text: $0.formula.text) }
        formulas = written + Self.quantities(in: written.map(\.text), of: scenario)
        timing = line.timing.words
        var seen: Set<String> = []
        names = (read.map(\.formula) + inner).flatMap { $0.names.map(\.name) }.filter { seen.insert($0).inserted }
    }

    /// The quantities that formulas name, and those that these name, each once.
    private static func quantities(in texts: [String], of scenario: Scenario) -> [(key: String, text: String)] {
        var found: [(key: String, text: String)] = []
        var waiting = texts
        while !waiting.isEmpty {
            // A text that was a formula once is one still.
            let names = (try? Formula(parsing: waiting.removeFirst()))?.names.map(\.name) ?? []
            for quantity in scenario.quantities where names.contains(quantity.name) {
                let key = "quantity \(quantity.name)"
                guard !found.contains(where: { $0.key == key }) else { continue }
                found.append((key, quantity.formula.text))
                waiting.append(quantity.formula.text)
            }
        }
        return found
    }
}

extension Timing {
    /// The timing as a scenario would say it.
    var words: String {
        func list(_ name: String, _ values: [Double]) -> String {
            values == [1] ? "" : ", \(name) " + values.map { Formula(constant: $0).text }.joined(separator: " ")
        }
        func offset(_ from: Int) -> String { from == 0 ? "" : ", from \(from)" }
        switch self {
        case .joining(let spread, let from): return "on joining" + list("spread", spread) + offset(from)
        case .membership(let ramp, _, _, _): return "on membership" + list("ramp", ramp)
        case .renewal: return "on renewal"
        case .start(let spread, let from): return "on start" + list("spread", spread) + offset(from)
        case .running(let ramp, let from, let sinceStarts, _):
            return "on running" + list("ramp", ramp) + offset(from) + (sinceStarts ? ", since starts" : "")
        case .windUp: return "on wind_up"
        case .end: return "on end"
        }
    }
}

extension Line {
    /// What it is, in words: lever, kind, whether it flows once for the lever, and who pays or gains where that is not
    /// simply the council.
    func words(of lever: Lever) -> String {
        var words = [lever.name, kind.rawValue]
        if level == .programme { words.append("programme") }
        switch side {
        case .transfer:
            words.append("from \((party ?? .council).rawValue) to \((receiver ?? .council).rawValue)")
        case .benefit:
            if let party, level == .programme || party != .council { words.append("to \(party.rawValue)") }
        case .cost:
            if level == .programme {
                let shares = (paidBy ?? lever.paidBy).map { share in
                    share.share == 1
                        ? share.party.rawValue : "\(share.party.rawValue) \(Formula(constant: share.share).text)"
                }
                words.append("paid by " + shares.joined(separator: ", "))
            } else if let party, party != .council {
                words.append("paid by \(party.rawValue)")
            }
        }
        if level == .programme, involvesCouncils(of: lever) {
            words.append("councils' part \((shared ?? lever.shared).words) among \((among ?? lever.among).rawValue)")
        }
        return words.joined(separator: ", ")
    }

    private func involvesCouncils(of lever: Lever) -> Bool {
        guard side == .cost else { return party == .council || receiver == .council }
        return (paidBy ?? lever.paidBy).contains { $0.party == .council }
    }
}

extension Lever.Sharing {
    /// The rule as a scenario says it.
    fileprivate var words: String {
        switch self {
        case .equally: "equally"
        case .byPopulation: "by_population"
        case .byResidents: "by_residents"
        case .byBenefit: "by_benefit"
        case .formula: "by the formula shared"
        }
    }
}

extension AssumptionNote {
    init(_ assumption: Assumption, of scenario: Scenario, isReplaced: Bool, values: [Value]) {
        name = assumption.name
        unit = scenario.unitOfDraws(assumption) ?? ""
        source = assumption.source
        grade = assumption.grade
        self.isReplaced = isReplaced
        variesBy =
            switch assumption.variesBy {
            case .trial: "trial"
            case .council: "council"
            case .year: "year"
            case .column(let column): column
            case .councilAndYear: "council and year"
            }
        self.values = values
    }
}
