import CouncilModel
import Formulas

extension ScenarioCheck {
    /// The lines of one side of a lever, in the order written.
    func lines(_ field: Field?, side: Line.Side, leverHasContract: Bool) -> [Line] {
        var names: Set<String> = []
        return (field?.items ?? []).filter(\.isObject).map { item in
            if let name = item["name"], let text = name.text, !names.insert(text).inserted {
                log.error(name, "\(quoted(text)) is the name of another line in this list; give each a name of its own")
            }
            return line(item, side: side, leverHasContract: leverHasContract)
        }
    }

    private func line(_ field: Field, side: Line.Side, leverHasContract: Bool) -> Line {
        let level: Line.Level = field["level"]?.text == "programme" ? .programme : .council
        let place: ([Unit]?) -> FormulaPlace = { level == .council ? .councilOrYear($0) : .trialOrYear($0) }
        let timing = timing(field["timing"], level: level, leverHasContract: leverHasContract)
        let kind = kind(field["kind"], side: side)
        let parties = parties(field, side: side, level: level)
        refuseSharing(of: field, side: side, level: level)
        return Line(
            name: field["name"]?.text ?? "", side: side, level: level, kind: kind, party: parties.first,
            value: worth(field, side: side, level: level, timing: timing), timing: timing,
            scale: formulas.scale(field["scale"]), uplift: optional(field["uplift"], place([.dimensionless])),
            modifiers: modifiers(field["modifiers"], place([.dimensionless])),
            growth: optional(field["growth"], .trial([.dimensionless])), receiver: parties.second,
            appliesTo: appliesTo(field["applies_to"], level: level, timing: timing),
            cashed: side == .benefit ? cashShare(field["cashed"], kind: kind, level: level) : nil,
            resource: side == .benefit ? cashShare(field["resource"], kind: kind, level: level) : nil,
            paidBy: level == .programme && side == .cost ? field["paid_by"].map(paidBy) : nil,
            shared: level == .programme && side == .cost ? field["shared"].map(sharing) : nil,
            among: level == .programme && side == .cost ? among(field["among"]) : nil
        )
    }

    private func optional(_ field: Field?, _ place: FormulaPlace) -> Formula? {
        field.map { formulas.formula($0, place) }
    }

    /// Multipliers from the year in which a council has joined other levers. A lever that a library file names need not
    /// be there: the multiplier is then 1.
    func modifiers(_ field: Field?, _ place: FormulaPlace) -> [Line.Modifier] {
        (field?.items ?? []).filter(\.isObject).compactMap { item in
            let by = formulas.formula(item["by"], place, default: 1)
            guard let joined = item["joined"], joined.text != nil else { return nil }
            return reference(joined, to: "levers", "lever").map { Line.Modifier(joined: $0, by: by) }
        }
    }

    private func kind(_ field: Field?, side: Line.Side) -> Line.Kind {
        switch side {
        case .transfer: .transfer
        case .cost: field?.text.flatMap(Line.Kind.init(rawValue:)) ?? .revenue
        case .benefit: field?.text.flatMap(Line.Kind.init(rawValue:)) ?? .cashable
        }
    }

    /// Who pays or gains; of a transfer, who pays and who is paid.
    private func parties(_ field: Field, side: Line.Side, level: Line.Level) -> (first: Party?, second: Party?) {
        func party(_ key: String) -> Party? { field[key]?.text.flatMap(Party.init(rawValue:)) }
        switch (level, side) {
        case (_, .transfer):
            guard let from = party("from"), let to = party("to") else { return (.council, .centre) }
            if from == to, let written = field["to"] {
                log.error(written, "found \(quoted(to.rawValue)) on both sides; a transfer is between two parties")
            } else if level == .council, from != .council, to != .council, let written = field["from"] {
                log.error(
                    written,
                    "a transfer at council level is paid by or to \"council\"; name it, or set \"level\" to \"programme\""
                )
            }
            return (from, to)
        case (.council, _): return (party("party") ?? .council, nil)
        case (.programme, .cost):
            if let written = field["party"] {
                log.error(written, "programme costs are paid as \"paid_by\" of the lever says; leave \"party\" out")
            }
            return (nil, nil)
        case (.programme, .benefit):
            if field["party"] == nil {
                log.error(field, "the key \"party\" is missing: a programme benefit must say who gains; add it")
            }
            return (party("party") ?? .council, nil)
        }
    }

    private func refuseSharing(of field: Field, side: Line.Side, level: Line.Level) {
        guard level == .council, side == .cost else { return }
        for key in ["paid_by", "shared", "among"] {
            guard let member = field[key] else { continue }
            log.add(
                ScenarioIssue(
                    position: member.keyPosition, path: field.path.text,
                    message: "\(quoted(key)) is for programme costs; set \"level\" to \"programme\", or leave it out"))
        }
    }

    private func appliesTo(_ field: Field?, level: Line.Level, timing: Timing) -> Line.AppliesTo {
        guard let field, let word = field.text.flatMap(Line.AppliesTo.init(rawValue:)) else { return .members }
        if level == .programme {
            log.error(field, "\"applies_to\" is for lines at council level; leave it out")
            return .members
        }
        if word != .members {
            guard case .running = timing else {
                log.error(field, "found \(quoted(word.rawValue)), which needs the timing \"running\"; use that")
                return .members
            }
        }
        return word
    }

    private func cashShare(_ field: Field?, kind: Line.Kind, level: Line.Level) -> Formula? {
        guard let field else { return nil }
        if kind != .cashable {
            log.error(
                field,
                "\(quoted(field.path.lastKey)) is for benefits of kind \"cashable\"; change the kind, or leave it out")
        }
        return formulas.formula(field, level == .council ? .council([.dimensionless]) : .trial([.dimensionless]))
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
            let pool = claims["pool"].flatMap { reference($0, to: "pools", "pool") } ?? ""
            return .claim(
                pool: pool, share: formulas.formula(claims["share"], .councilOrYear([.dimensionless])),
                value: value(claims, ofPool: pool)
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

    /// What a unit of a pool is worth; nil where the pool is in money.
    private func value(_ claims: Field, ofPool pool: String) -> Formula? {
        let unit = poolUnits[pool]
        guard let field = claims["value"] else {
            if let unit, unit != moneyPerYear, let written = claims["pool"] {
                log.error(
                    written,
                    "the pool \(quoted(pool)) is in \(unit.phraseAlone), expected \(moneyPerYear); give \"value\" in "
                        + "\((moneyPerYear / unit).phraseAlone)")
            }
            return nil
        }
        return formulas.formula(field, .councilOrYear(unit.map { [moneyPerYear / $0] }))
    }

    /// When a line flows.
    func timing(_ field: Field?, level: Line.Level, leverHasContract: Bool) -> Timing {
        guard let field, let on = field["on"], let word = on.text else {
            return level == .council ? .joining(spread: [1], from: 0) : .start(spread: [1], from: 0)
        }
        let allowed = Self.keysByTiming(at: level)
        guard let keys = allowed.first(where: { $0.word == word })?.keys else {
            let words = alternatives(allowed.map { quoted($0.word) })
            let noun = level == .council ? "a line at council level" : "a line at programme level"
            log.error(on, "\(noun) cannot have the timing \(quoted(word)); use \(words)")
            return level == .council ? .joining(spread: [1], from: 0) : .start(spread: [1], from: 0)
        }
        for (key, member) in field.members
        where key != "on" && Catalogue.timing.key(key) != nil && !keys.contains(key) {
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
        case "wind_up": return .windUp
        case "end": return .end
        default:
            return .running(
                ramp: ramp.isEmpty ? [1] : ramp, from: from, sinceStarts: field["since"]?.text == "starts",
                lasts: optional(field["lasts"], span)
            )
        }
    }

    /// The words that lines of a level can have under `on`, in the order in which a reader meets them, each with its keys.
    private static func keysByTiming(at level: Line.Level) -> [(word: String, keys: [String])] {
        let running = ("running", ["ramp", "from", "since", "lasts"])
        switch level {
        case .council:
            return [
                ("joining", ["spread", "from"]), ("membership", ["ramp", "lasts", "decay", "lag"]), ("renewal", []),
                running, ("wind_up", []), ("end", []),
            ]
        case .programme: return [("start", ["spread", "from"]), running, ("wind_up", []), ("end", [])]
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
