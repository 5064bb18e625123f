import CouncilModel

/// A library of levers as a terminal shows it.
package enum LibraryText {
    /// One row a lever: what it is called, how many of its assumptions have each grade, what it brings by itself, and who
    /// pays; then what the columns mean.
    package static func table(of levers: [LibraryLever], width: Int, usesColour: Bool) -> String {
        let style = TerminalStyle(usesColour: usesColour)
        guard !levers.isEmpty else { return "There is no lever in the files of this library.\n" }
        let table = AlignedTable(
            columns: [
                .init(heading: "Lever", narrowest: 12), .init(heading: "What it is called", narrowest: 14),
                .init(heading: "A", isTrailing: true), .init(heading: "B", isTrailing: true),
                .init(heading: "C", isTrailing: true), .init(heading: "D", isTrailing: true),
                .init(heading: "E", isTrailing: true), .init(heading: "By itself"),
                .init(heading: "Who pays", narrowest: 12),
            ],
            rows: levers.map { lever in
                AlignedTable.Row(
                    cells: [lever.name, lever.title] + grades(of: lever.assumptions) + [
                        standing(of: lever), paidBy(lever),
                    ])
            })
        let notes =
            "A to E: how many of its assumptions have each grade of evidence, from evaluation (A) to judgement (E). By "
            + "itself: cash if a benefit can be cash, value if none can, enabler if all it does is act on other levers. "
            + "Who pays: shares of programme costs. For one lever: folkmoot library LEVER. For a scenario: folkmoot new."
        let lines =
            table.lines(width: width, style: style) + [""]
            + AlignedTable.broken("\(levers.count) \(levers.count == 1 ? "lever" : "levers"). " + notes, width: width)
            .map(style.faint)
        return lines.map { $0 + "\n" }.joined()
    }

    /// Counts by grade, A to E.
    private static func grades(of assumptions: [Assumption]) -> [String] {
        ["A", "B", "C", "D", "E"].map { grade in
            let count = assumptions.count { $0.grade == grade }
            return count == 0 ? "·" : String(count)
        }
    }

    /// What it brings by itself, in a word.
    static func standing(of lever: LibraryLever) -> String {
        switch lever.standing {
        case .cash: "cash"
        case .value: "value"
        case .enabler: "enabler"
        }
    }

    /// Shares of programme costs.
    static func paidBy(_ lever: LibraryLever) -> String {
        lever.paidBy.filter { $0.share > 0 }.map { share in
            lever.paidBy.count == 1
                ? share.party.rawValue : "\(share.party.rawValue) \(PlainNumber.percentage(share.share))"
        }.joined(separator: ", ")
    }
}
