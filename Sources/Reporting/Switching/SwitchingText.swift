import Analysis
import CouncilModel
import Stochastics

/// Where NPSV is 0 and where the choice changes, as a terminal shows it.
package struct SwitchingText: Sendable, TerminalText {
    private let result: Switching
    private let money: Money
    let width: Int
    let style: TerminalStyle

    /// - Parameter width: columns of the terminal, at least 40.
    package init(_ result: Switching, width: Int, usesColour: Bool) {
        self.result = result
        money = Money(currency: result.currency)
        self.width = max(40, width)
        style = TerminalStyle(usesColour: usesColour)
    }

    /// The text, with a line feed at the end of each line.
    package var text: String {
        var lines = wrapped("\(result.title): at which values the answer changes").map(style.strong)
        if let frontier = result.frontier {
            for option in result.options.indices { lines += [""] + frontierLines(frontier, option) }
        }
        if !result.rows.isEmpty {
            for option in result.options.indices { lines += [""] + zeroLines(option) }
            lines += [""] + changeLines
        }
        lines += [""] + wrapped(notes).map(style.faint)
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: One assumption

    private func zeroLines(_ option: Int) -> [String] {
        var lines = wrapped("\(result.options[option]): mean NPSV \(money.textWithError(result.means[option].plain))")
            .map(style.strong)
        let found = result.rows.filter { !$0.zeros[option].isEmpty }
        if !found.isEmpty {
            lines += laid(
                [
                    .init(heading: "Assumption", narrowest: 12), .init(heading: "P1 · P50 · P99", isTrailing: true),
                    .init(heading: "NPSV is positive"), .init(heading: "draws below", isTrailing: true),
                ],
                found.flatMap { row in
                    row.zeros[option].map { crossing in
                        [
                            SwitchingWords.name(row),
                            SwitchingWords.range(row), SwitchingWords.side(crossing),
                            PlainNumber.percentage(crossing.probabilityBelow),
                        ]
                    }
                })
        }
        let others = result.rows.filter { $0.zeros[option].isEmpty }.map(\.assumption)
        if !others.isEmpty {
            lines += wrapped(
                "\(PlainText.capitalised(SwitchingWords.none)): \(PlainText.list(others, limit: 12)).", indent: 2)
        }
        return lines
    }

    private var changeLines: [String] {
        var lines = wrapped("Which option is best").map(style.strong)
        lines += wrapped(StandingWords.sentence(result.standing, money: money))
        let changes = result.rows.flatMap { row in row.changes.map { (row, $0) } }
        if !changes.isEmpty {
            lines += laid(
                [
                    .init(heading: "Assumption", narrowest: 12),
                    .init(heading: "the choice changes at", isTrailing: true), .init(heading: "best below"),
                    .init(heading: "best above"),
                ],
                changes.map { [$0.assumption, SwitchingWords.place($1.crossing), $1.below, $1.above] })
        }
        let others = result.rows.filter { $0.changes.isEmpty }.map(\.assumption)
        if !others.isEmpty {
            lines += wrapped("No change within its range: \(PlainText.list(others, limit: 12)).", indent: 2)
        }
        return lines
    }

    // MARK: A pair

    private func frontierLines(_ frontier: SwitchingFrontier, _ option: Int) -> [String] {
        let units = (frontier.firstUnit.map { " (\($0))" } ?? "", frontier.secondUnit.map { " (\($0))" } ?? "")
        return wrapped("\(result.options[option]): where its mean NPSV is 0").map(style.strong)
            + laid(
                [
                    .init(heading: frontier.first + units.0),
                    .init(heading: "NPSV is positive with \(frontier.second + units.1)"),
                    .init(heading: "NPSV at its P50", isTrailing: true),
                ],
                frontier.rows.flatMap { row -> [[String]] in
                    let mean = money.textWithError(row.means[option].plain)
                    guard !row.zeros[option].isEmpty else {
                        return [
                            [
                                SwitchingWords.digits(row.value),
                                row.means[option].value > 0 ? "throughout" : "nowhere", mean,
                            ]
                        ]
                    }
                    return row.zeros[option].map { [SwitchingWords.digits(row.value), SwitchingWords.side($0), mean] }
                })
            + wrapped(
                "\(frontier.second): P1 \(SwitchingWords.digits(frontier.lowest)), P50 \(SwitchingWords.digits(frontier.middle)), P99 "
                    + "\(SwitchingWords.digits(frontier.highest)).", indent: 2)
    }

    private var notes: String {
        let count = result.rows.count
        var text = ""
        if result.frontier == nil {
            text =
                "\(PlainNumber.count(result.assumptionsRead)) assumptions are read; "
                + "\(PlainNumber.count(count)) \(count == 1 ? "was" : "were") moved from P1 to P99 over "
                + "\(PlainNumber.count(result.points)) points and where the sign changes between them. "
        }
        return text
            + "All else is drawn as it was, \(PlainNumber.count(result.trials)) trials on the same draws; what is "
            + "correlated with an assumption that is moved follows. ± is one standard error"
            + (result.means.contains(where: \.isUpperBound) ? ", at most" : "")
            + ": of a value, that of the mean over its slope. \"Perhaps\": the signs on both sides are not "
            + "told apart from 0 by two standard errors."
    }
}
