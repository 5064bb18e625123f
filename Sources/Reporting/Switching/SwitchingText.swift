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
        if let lines = table.lines(width: width - 2) { return lines.map { "  " + $0 } }
        return rows.flatMap { row in
            wrapped(row[0], indent: 2)
                + wrapped(
                    zip(heading.dropFirst(), row.dropFirst()).map { "\($0) \($1)" }.joined(separator: "; "), indent: 4)
        }
    }

    private func digits(_ value: Double) -> String { PlainNumber.digits(value, significant: 3) }

    /// Where NPSV is positive: "above 5.2 ± 0.3", "from 2 on, not at 1".
    private func side(_ crossing: Crossing) -> String {
        guard crossing.below != crossing.above else {
            return (crossing.isClear ? "" : "perhaps ") + (crossing.isRising ? "above " : "below ") + figure(crossing)
        }
        return (crossing.isClear ? "" : "perhaps ")
            + (crossing.isRising
                ? "from \(digits(crossing.above)) on, not at \(digits(crossing.below))"
                : "up to \(digits(crossing.below)), not at \(digits(crossing.above))")
    }

    /// 5.2 ± 0.3, or "between 1 and 2"; "perhaps" where the sign on either side is not certain.
    private func words(_ crossing: Crossing) -> String { (crossing.isClear ? "" : "perhaps ") + figure(crossing) }

    private func figure(_ crossing: Crossing) -> String {
        let error = crossing.standardError
        if crossing.below != crossing.above {
            return "between \(digits(crossing.below)) and \(digits(crossing.above))"
        }
        if error > 0, error.isFinite {
            let place = PlainNumber.place(
                of: Estimate(value: crossing.value, standardError: error, isUpperBound: false), significant: 4)
            let figure = DecimalDigits(crossing.value).rounded(toPlace: place)
            return (figure.isNegative ? PlainNumber.minus : "") + figure.fixed(decimals: max(0, -place), groups: true)
                + " ± " + PlainNumber.digits(error, significant: 1)
        }
        return PlainNumber.digits(crossing.value, significant: 6)
    }

    private static let none = "none within its range"

    // MARK: One assumption

    private func zeroLines(_ option: Int) -> [String] {
        var lines = wrapped("\(result.options[option]): mean NPSV \(money.textWithError(result.means[option].plain))")
            .map(style.strong)
        let found = result.rows.filter { !$0.zeros[option].isEmpty }
        if !found.isEmpty {
            lines += laid(
                ["Assumption", "P1 · P50 · P99", "NPSV is positive", "draws below"],
                [.leading, .trailing, .leading, .trailing],
                found.flatMap { row in
                    row.zeros[option].map { crossing in
                        [
                            row.assumption + (row.unit.map { " (\($0))" } ?? ""),
                            range(row.lowest, row.middle, row.highest), side(crossing),
                            PlainNumber.percentage(crossing.probabilityBelow),
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
                [frontier.first + units.0, "NPSV is positive with \(frontier.second + units.1)", "NPSV at its P50"],
                [.leading, .leading, .trailing],
                frontier.rows.flatMap { row -> [[String]] in
                    let mean = money.textWithError(row.means[option].plain)
                    guard !row.zeros[option].isEmpty else {
                        return [[digits(row.value), row.means[option].value > 0 ? "throughout" : "nowhere", mean]]
                    }
                    return row.zeros[option].map { [digits(row.value), side($0), mean] }
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
            + "correlated with an assumption that is moved follows. ± is one standard error"
            + (result.means.contains(where: \.isUpperBound) ? ", at most" : "")
            + ": of a value, that of the mean over its slope. \"Perhaps\": the signs on both sides are not "
            + "told apart from 0 by two standard errors."
    }
}
