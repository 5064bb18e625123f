import CouncilModel
import Formulas

extension ScenarioCheck {
    /// The lines of one side of a lever, in the order written.
    func lines(_ field: Field?, side: Line.Side, leverHasContract: Bool, levers: [String]) -> [Line] {
        var names: Set<String> = []
        return (field?.items ?? []).filter(\.isObject).map { item in
            if let name = item["name"], let text = name.text, !names.insert(text).inserted {
                log.error(name, "\(quoted(text)) is the name of another line in this list; give each a name of its own")
            }
            return line(item, side: side, leverHasContract: leverHasContract, levers: levers)
        }
    }

    private func line(_ field: Field, side: Line.Side, leverHasContract: Bool, levers: [String]) -> Line {
        let level: Line.Level = field["level"]?.text == "programme" ? .programme : .council
        let place: ([Unit]?) -> FormulaPlace = { level == .council ? .councilOrYear($0) : .trialOrYear($0) }
        let timing = timing(field["timing"], level: level, leverHasContract: leverHasContract)
        return Line(
            name: field["name"]?.text ?? "", side: side, level: level, kind: kind(field["kind"], side: side),
            party: party(field, side: side, level: level),
            value: worth(field, side: side, level: level, timing: timing),
            timing: timing, scale: optional(field["scale"], .scale),
            uplift: optional(field["uplift"], place([.dimensionless])),
            modifiers: (field["modifiers"]?.items ?? []).filter(\.isObject).map { item in
                Line.Modifier(
                    joined: item["joined"].flatMap { reference($0, to: "levers", "lever") } ?? "",
                    by: formulas.formula(item["by"], place([.dimensionless]), default: 1)
                )
            },
            growth: optional(field["growth"], .trial([.dimensionless]))
        )
    }

    private func optional(_ field: Field?, _ place: FormulaPlace) -> Formula? {
        field.map { formulas.formula($0, place) }
    }

    private func kind(_ field: Field?, side: Line.Side) -> Line.Kind {
        field?.text.flatMap(Line.Kind.init(rawValue:)) ?? (side == .cost ? .revenue : .cashable)
    }

    private func party(_ field: Field, side: Line.Side, level: Line.Level) -> Party? {
        let written = field["party"]
        let party = written?.text.flatMap(Party.init(rawValue:))
        switch (level, side) {
        case (.council, _): return party ?? .council
        case (.programme, .cost):
            if let written {
                log.error(written, "programme costs are paid as \"paid_by\" of the lever says; leave \"party\" out")
            }
            return nil
        case (.programme, .benefit):
            if written == nil {
                log.error(field, "the key \"party\" is missing: a programme benefit must say who gains; add it")
            }
            return party ?? .council
        }
    }

    private func worth(_ field: Field, side: Line.Side, level: Line.Level, timing: Timing) -> Line.Worth {
        let (amount, claims) = (field["amount"], field["claims"])
        if side == .benefit, let claims, claims.isObject {
            if level == .programme {
                log.error(
                    claims, "only lines at council level can claim a pool; leave \"level\" out, or give an \"amount\"")
            }
            if let amount {
                log.error(amount, "found \"amount\" beside \"claims\"; keep one of them")
            }
            if let growth = field["growth"] {
                log.error(growth, "a claim grows with its pool; put \"growth\" on the pool")
            }
            return .claim(
                pool: claims["pool"].flatMap { reference($0, to: "pools", "pool") } ?? "",
                share: formulas.formula(claims["share"], .councilOrYear([.dimensionless]))
            )
        }
        if amount == nil, claims == nil {
            let either = side == .benefit && level == .council ? "\"amount\" or \"claims\"" : "\"amount\""
            log.error(field, "the key \(either) is missing: a line says what it is worth; add it")
        }
        let unit = timing.isOnce ? money : moneyPerYear
        let place: FormulaPlace = level == .council ? .councilOrYear([unit]) : .trialOrYear([unit])
        return .amount(formulas.formula(amount, place))
    }

    private func timing(_ field: Field?, level: Line.Level, leverHasContract: Bool) -> Timing {
        guard let field, let on = field["on"], let word = on.text else {
            return level == .council ? .joining(spread: [1], from: 0) : .start(spread: [1], from: 0)
        }
        let allowed: [String: [String]] =
            level == .council
            ? [
                "joining": ["spread", "from"], "membership": ["ramp", "lasts", "decay", "lag"], "renewal": [],
                "running": ["ramp", "from", "since", "lasts"],
            ]
            : ["start": ["spread", "from"], "running": ["ramp", "from", "since", "lasts"]]
        guard let keys = allowed[word] else {
            let words = alternatives(allowed.keys.sorted().map(quoted))
            let noun = level == .council ? "a line at council level" : "a line at programme level"
            log.error(on, "\(noun) cannot have the timing \(quoted(word)); use \(words)")
            return level == .council ? .joining(spread: [1], from: 0) : .start(spread: [1], from: 0)
        }
        for (key, member) in field.members where key != "on" && Catalogue.timing.key(key) != nil && !keys.contains(key)
        {
            let known = keys.isEmpty ? "it takes no other key" : "it takes \(alternatives(keys.map(quoted)))"
            log.add(
                ScenarioIssue(
                    position: member.keyPosition, path: field.path.text,
                    message: "\(quoted(key)) means nothing with the timing \(quoted(word)); \(known)"))
        }
        let span: FormulaPlace = level == .council ? .council(Self.span) : .trial(Self.span)
        let from = field["from"]?.whole ?? 0
        let ramp = field["ramp"]?.items.compactMap(\.number) ?? [1]
        switch word {
        case "joining": return .joining(spread: spread(field["spread"]), from: from)
        case "membership":
            return .membership(
                ramp: ramp.isEmpty ? [1] : ramp, lasts: optional(field["lasts"], span),
                decay: formulas.formula(field["decay"], .council([.dimensionless])),
                lag: formulas.formula(field["lag"], span)
            )
        case "renewal":
            if !leverHasContract {
                log.error(
                    on,
                    "\"renewal\" is an end of the lever's contract, but the lever has none; name one under \"contract\""
                )
            }
            return .renewal
        case "start": return .start(spread: spread(field["spread"]), from: from)
        default:
            return .running(
                ramp: ramp.isEmpty ? [1] : ramp, from: from, sinceStarts: field["since"]?.text == "starts",
                lasts: optional(field["lasts"], span)
            )
        }
    }

    private func spread(_ field: Field?) -> [Double] {
        guard let field, field.isList else { return [1] }
        let fractions = field.items.compactMap(\.number)
        guard !fractions.isEmpty, fractions.count == field.items.count else { return [1] }
        let sum = fractions.reduce(0, +)
        if abs(sum - 1) > 1e-9 {
            log.error(field, "the fractions sum to \(plain(rounded(sum))), expected 1; spread the whole amount")
        }
        return fractions
    }
}

extension Timing {
    /// Whether a line with this timing is paid once, so that its amount is money and not money a year.
    var isOnce: Bool {
        switch self {
        case .joining, .renewal, .start: true
        case .membership, .running: false
        }
    }
}
