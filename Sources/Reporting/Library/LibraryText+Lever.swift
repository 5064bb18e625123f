import CouncilModel

extension LibraryText {
    /// One lever: what it is, what has to be true, what flows, who joins, what other levers do to it and it to them, and
    /// every assumption with its source.
    package static func detail(of lever: LibraryLever, width: Int, usesColour: Bool) -> String {
        let style = TerminalStyle(usesColour: usesColour)
        func broken(_ text: String) -> [String] { AlignedTable.broken(text, width: width) }
        func item(_ text: String) -> [String] {
            AlignedTable.broken(text, width: width - 4).enumerated().map {
                ($0.offset == 0 ? "  - " : "    ") + $0.element
            }
        }
        func section(_ title: String, _ items: [String]) -> [String] {
            items.isEmpty ? [] : ["", style.strong(title)] + items.flatMap(item)
        }
        var lines = broken("\(lever.title) (\(lever.name))").map(style.strong) + broken(lever.note)
        lines += broken("In \(lever.file). \(bringing(lever)) \(paying(lever))").map(style.faint)
        lines += section("What has to be true", lever.conditions)
        lines += section("Who joins, and when", joining(lever))
        for (title, side) in [("Costs", Line.Side.cost), ("Benefits", .benefit), ("Transfers", .transfer)] {
            lines += section(title, lever.lines.filter { $0.side == side }.map(sentence))
        }
        lines += section(
            "Effects without a figure",
            lever.unmonetised.map { Unknowns.sentence($0) + ($0.source.isEmpty ? "" : ": \($0.source)") })
        lines += section("What acts on it, for councils that have joined both", lever.actedOnBy.map(sentence))
        lines += section("What it acts on, for councils that have joined both", lever.actsOn.map(sentence))
        for (title, list) in [("Assumptions", lever.assumptions), ("Assumptions of these effects", lever.factors)]
        where !list.isEmpty {
            lines += ["", style.strong(title)] + assumptions(list).lines(width: width, style: style)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func assumptions(_ list: [Assumption]) -> AlignedTable {
        AlignedTable(
            columns: [
                .init(heading: "Name", narrowest: 20), .init(heading: "P10 · P50 · P90", isTrailing: true),
                .init(heading: "Mean", isTrailing: true), .init(heading: "Unit", narrowest: 13),
                .init(heading: "Grade"),
            ],
            rows: list.map { assumption in
                let numbers = DistributionNumbers(assumption.distribution)
                return AlignedTable.Row(
                    cells: [
                        assumption.name, numbers.percentiles, numbers.meanText, assumption.unitText, assumption.grade,
                    ],
                    below: [assumption.source.isEmpty ? "No source" : assumption.source]
                        + (assumption.variesBy == .trial ? [] : ["Drawn anew for each \(assumption.variesByText)."])
                        + (assumption.note.isEmpty ? [] : [assumption.note]))
            })
    }

    private static func bringing(_ lever: LibraryLever) -> String {
        switch lever.standing {
        case .cash: "By itself it can save cash."
        case .value: "By itself it brings value, but no cash."
        case .enabler: "By itself it brings nothing that has a figure: it acts on other levers."
        }
    }

    private static func paying(_ lever: LibraryLever) -> String { "Programme costs are paid by \(paidBy(lever))." }

    private static func joining(_ lever: LibraryLever) -> [String] {
        let way =
            switch lever.adoption {
            case .mandate: "All join in the first year"
            case .waves(let waves):
                "In waves: "
                    + waves.map { "\(PlainNumber.percentage($0.share)) by \($0.year)" }.joined(separator: ", ")
            case .diffusion(let settings):
                "One by one, by diffusion: " + settings.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            }
        let requires = PlainText.list(lever.requires)
        return ["Starts in \(lever.starts). \(way)."]
            + (lever.contract.map { ["Joining waits for the end of the contract \($0)."] } ?? [])
            + (lever.requires.isEmpty ? [] : ["Councils must have joined \(requires) before."])
    }

    private static func sentence(_ line: LibraryLine) -> String {
        let place = line.level == .programme ? "once for all" : "at each council"
        let when =
            switch line.timing {
            case "joining": "when it joins"
            case "membership": "each year as a member"
            case "renewal": "when contracts end"
            case "start": "at the start"
            case "running": "each year"
            case "wind_up": "on winding up"
            case "end": "in the last year"
            default: line.timing
            }
        let spread = line.spread > 1 ? " over \(line.spread) years" : ""
        let parties = [line.party, line.receiver].compactMap { $0?.rawValue }.joined(separator: " to ")
        let kind = line.side == .transfer ? "" : line.kind.rawValue.replacing("_", with: "-") + ", "
        let worth = line.pool.map { "\(line.worth) of \($0)" } ?? line.worth
        return "\(line.name) (\(kind)\(place), \(when)\(spread)\(parties.isEmpty ? "" : ", \(parties)")): "
            + ([worth] + line.multipliers).joined(separator: " × ")
    }

    private static func sentence(_ effect: LibraryLever.Effect) -> String {
        "\(effect.lever): \(effect.line ?? "the pressure to join") × \(effect.factor)"
    }
}
