import Analysis
import CouncilModel
import Stochastics

/// Where NPSV is 0 and where the choice changes, as a terminal shows it.
package struct SwitchingText: Sendable {
    private let result: Switching
    private let money: Money
    private let width: Int
    private let style: TerminalStyle

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

    private func wrapped(_ text: String, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return PlainText.wrapped(PlainText.oneLine(text), width: width - indent).map { margin + $0 }
    }

    private func laid(_ heading: [String], _ sides: [AlignedColumns.Side], _ rows: [[String]]) -> [String] {
        var table = AlignedColumns(heading: heading, sides: sides)
        for row in rows { table.append(row) }
        if table.width + 2 <= width { return table.lines.map { "  " + $0 } }
        return rows.flatMap { row in
            wrapped(row[0], indent: 2)
                + wrapped(
                    zip(heading.dropFirst(), row.dropFirst()).map { "\($0) \($1)" }.joined(separator: "; "), indent: 4)
        }
    }

    private func digits(_ value: Double) -> String { PlainNumber.digits(value, significant: 3) }

    /// 5.2 ± 0.3, "between 1 and 2", "about" and a question mark where the sign on either side is not certain.
    private func words(_ crossing: Crossing) -> String {
        let error = crossing.standardError
        var text: String
        if crossing.below != crossing.above {
            text = "between \(digits(crossing.below)) and \(digits(crossing.above))"
        } else if error > 0, error.isFinite {
            let place = PlainNumber.place(
                of: Estimate(value: crossing.value, standardError: error, isUpperBound: false), significant: 4)
            let figure = DecimalDigits(crossing.value).rounded(toPlace: place)
            text =
                (figure.isNegative ? PlainNumber.minus : "") + figure.fixed(decimals: max(0, -place), groups: true)
                + " ± " + (crossing.isUpperBound ? "at most " : "") + PlainNumber.digits(error, significant: 1)
        } else {
            text = PlainNumber.digits(crossing.value, significant: 6)
        }
        return crossing.isClear ? text : "perhaps " + text
    }

    /// What a value does: positive above, or positive below.
    private func side(_ crossing: Crossing) -> String { crossing.isRising ? "above" : "below" }

    private static let none = "none within its range"

    // MARK: One assumption

    private func zeroLines(_ option: Int) -> [String] {
        var lines = wrapped("\(result.options[option]): mean NPSV \(money.textWithError(result.means[option]))")
            .map(style.strong)
        let found = result.rows.filter { !$0.zeros[option].isEmpty }
        if !found.isEmpty {
            lines += laid(
                ["Assumption", "P1 · P50 · P99", "unit", "NPSV is 0 at", "positive", "probability below"],
                [.leading, .trailing, .leading, .trailing, .leading, .trailing],
                found.flatMap { row in
                    row.zeros[option].map { crossing in
                        [
                            row.assumption, range(row.lowest, row.middle, row.highest), row.unit ?? PlainNumber.none,
                            words(crossing), side(crossing), PlainNumber.percentage(crossing.probabilityBelow),
                        ]
                    }
                })
        }
        let others = result.rows.filter { $0.zeros[option].isEmpty }.map(\.assumption)
        if !others.isEmpty {
            lines += wrapped(
                "\(PlainText.capitalised(Self.none)): \(PlainText.list(others, limit: 12)).", indent: 2)
        }
        return lines
    }

    private func range(_ values: Double...) -> String { values.map(digits).joined(separator: " · ") }

    private var changeLines: [String] {
        var lines = wrapped("The highest mean NPSV as things stand: \(result.best)").map(style.strong)
        let changes = result.rows.flatMap { row in row.changes.map { (row, $0) } }
        if !changes.isEmpty {
            lines += laid(
                ["Assumption", "the choice changes at", "best below", "best above"],
                [.leading, .trailing, .leading, .leading],
                changes.map { [$0.assumption, words($1.crossing), $1.below, $1.above] })
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
                [frontier.first + units.0, frontier.second + units.1, "positive", "NPSV at P50 of the second"],
                [.trailing, .trailing, .leading, .trailing],
                frontier.rows.flatMap { row -> [[String]] in
                    let mean = money.textWithError(row.means[option])
                    guard !row.zeros[option].isEmpty else {
                        return [[digits(row.value), Self.none, row.means[option].value > 0 ? "all" : "none", mean]]
                    }
                    return row.zeros[option].map { [digits(row.value), words($0), side($0), mean] }
                })
            + wrapped(
                "\(frontier.second): P1 \(digits(frontier.lowest)), P50 \(digits(frontier.middle)), P99 "
                    + "\(digits(frontier.highest)).", indent: 2)
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
            + "correlated with an assumption that is moved follows. ± is one standard error: that of the mean over its "
            + "slope. \"Perhaps\": the signs on both sides are not told apart from 0 by two standard errors."
    }
}
