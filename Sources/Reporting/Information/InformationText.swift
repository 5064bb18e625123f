import Analysis
import Stochastics

/// What it is worth to find something out, as a terminal shows it.
package struct InformationText: Sendable, TerminalText {
    /// So many assumptions are shown at most.
    static let mostRows = 12

    private let result: ValueOfInformation
    private let money: Money
    let width: Int
    let style: TerminalStyle

    /// - Parameter width: columns of the terminal, at least 40.
    package init(_ result: ValueOfInformation, width: Int, usesColour: Bool) {
        self.result = result
        money = Money(currency: result.currency)
        self.width = max(40, width)
        style = TerminalStyle(usesColour: usesColour)
    }

    /// The text, with a line feed at the end of each line.
    package var text: String {
        var lines = wrapped("\(result.title): what to find out before choosing").map(style.strong)
        lines += [""] + wrapped(InformationWords(result).choice)
        lines += [""] + table("Find out", result.assumptions)
        if !result.groups.isEmpty { lines += [""] + table("Known together", result.groups) }
        for pilot in result.pilots { lines += [""] + pilotLines(pilot) }
        lines += [""] + wrapped(InformationWords(result).notes).map(style.faint)
        return lines.map { $0 + "\n" }.joined()
    }

    private func table(_ heading: String, _ rows: [ValueOfInformation.Row]) -> [String] {
        guard !rows.isEmpty else { return wrapped("No assumption that the options read has more than one value.") }
        let clear = rows.filter(\.isClear)
        let shown = clear.prefix(Self.mostRows)
        let words = InformationWords(result)
        var lines: [String] = []
        if !shown.isEmpty {
            let table = AlignedTable(
                columns: [
                    .init(heading: "Place", isTrailing: true), .init(heading: heading, narrowest: 16),
                    .init(heading: "is worth", isTrailing: true), .init(heading: "of all", isTrailing: true),
                    .init(heading: "changes choice", isTrailing: true),
                ],
                rows: shown.map { row in
                    AlignedTable.Row(cells: [
                        InformationWords.places(row.places), row.name, money.textWithError(row.worth.plain),
                        words.ofAll(row.worth), words.changes(row.changes),
                    ])
                })
            lines = table.lines(width: width - 2, style: style).map { "  " + $0 }
        } else {
            lines = wrapped(heading).map(style.strong)
        }
        if clear.count > shown.count {
            lines += wrapped("\(PlainNumber.count(clear.count - shown.count)) more are worth less.", indent: 2)
        }
        let others = rows.filter { !$0.isClear }
        if !others.isEmpty {
            lines += wrapped(
                "Not told apart from worth nothing: \(PlainText.list(others.map(\.name), limit: 6)).", indent: 2)
        }
        return lines
    }

    private func pilotLines(_ worth: PilotWorth) -> [String] {
        let words = InformationWords(result)
        var lines = wrapped(words.pilot(worth))
        guard worth.isClear else { return lines }
        let costs = worth.pilot.costPerCouncil > 0
        let table = AlignedTable(
            columns: [
                .init(heading: "Councils", isTrailing: true), .init(heading: "the pilot is worth", isTrailing: true),
            ] + (costs ? [.init(heading: "costs", isTrailing: true), .init(heading: "net", isTrailing: true)] : []),
            rows: worth.steps.map { step in
                AlignedTable.Row(
                    cells: [PlainNumber.count(step.councils), money.textWithError(step.worth.plain)]
                        + (costs ? [money.text(step.cost), money.textWithError(step.net.plain)] : []))
            })
        lines += table.lines(width: width - 2, style: style).map { "  " + $0 }
        return lines
    }
}
