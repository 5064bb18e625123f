import Analysis
import Stochastics

/// What `folkmoot switching` adds to a report: where NPSV is 0, and where the choice changes.
package enum SwitchingSection {
    /// The section.
    package static func section(_ result: Switching) -> AnalysisSection {
        let money = Money(currency: result.currency)
        let order = result.options.indices.sorted { (-result.means[$0].value, $0) < (-result.means[$1].value, $1) }
        let found = order.filter { option in result.rows.contains { !$0.zeros[option].isEmpty } }
        var parts: [AnalysisSection.Part] = []
        parts += found.map { option in
            .table(
                heading:
                    "\(result.options[option]): mean NPSV \(money.textWithError(result.means[option].plain)) as things "
                    + "stand",
                ChartTable(
                    header: ["Assumption", "P1 · P50 · P99", "NPSV is positive", "Draws below"],
                    rows: zeros(result, option)))
        }
        for option in order where !found.contains(option) && !result.rows.isEmpty {
            let sign = result.means[option].value > 0 ? "positive" : "negative"
            parts.append(
                .paragraph(
                    "\(result.options[option]): mean NPSV \(money.textWithError(result.means[option].plain)), \(sign) throughout the "
                        + "range of each assumption that was moved."))
        }
        if !result.rows.isEmpty { parts.append(.paragraph(StandingWords.sentence(result.standing, money: money))) }
        let changes = result.rows.flatMap { row in row.changes.map { (row, $0) } }
        if !changes.isEmpty {
            parts.append(
                .words(
                    heading: "Values at which another option has the highest mean",
                    ChartTable(
                        header: ["Assumption", "The choice changes at", "Best below", "Best above"],
                        rows: changes.map { row, change in
                            [
                                SwitchingWords.name(row), SwitchingWords.place(change.crossing), change.below,
                                change.above,
                            ].map { .text($0) }
                        })))
        } else if !result.rows.isEmpty {
            parts.append(
                .paragraph(
                    "No other option has a higher mean anywhere in the range of the assumptions that were moved."))
        }
        if let frontier = result.frontier { parts += order.map { self.frontier(frontier, $0, of: result) } }
        parts.append(.aside(note(result)))
        return AnalysisSection(
            id: "switching", link: "Switching values", question: "What would have to be true?", parts: parts,
            digest: digest(result, order))
    }

    private static func zeros(_ result: Switching, _ option: Int) -> [[ChartTable.Cell]] {
        result.rows.flatMap { row in
            row.zeros[option].map { crossing in
                [
                    SwitchingWords.name(row), SwitchingWords.range(row), SwitchingWords.side(crossing),
                    PlainNumber.percentage(crossing.probabilityBelow),
                ].map { .text($0) }
            }
        }
    }

    private static func frontier(
        _ frontier: SwitchingFrontier, _ option: Int, of result: Switching
    ) -> AnalysisSection.Part {
        let money = Money(currency: result.currency)
        let units = (frontier.firstUnit.map { " (\($0))" } ?? "", frontier.secondUnit.map { " (\($0))" } ?? "")
        return .table(
            heading: "\(result.options[option]): where its mean NPSV is 0, by \(frontier.first) and \(frontier.second)",
            ChartTable(
                header: [
                    frontier.first + units.0, "NPSV is positive with \(frontier.second + units.1)",
                    "Mean NPSV at its P50",
                ],
                rows: frontier.rows.flatMap { row -> [[ChartTable.Cell]] in
                    let (value, mean) = (
                        SwitchingWords.digits(row.value), money.textWithError(row.means[option].plain)
                    )
                    guard !row.zeros[option].isEmpty else {
                        return [
                            [value, row.means[option].value > 0 ? "throughout" : "nowhere", mean].map { .text($0) }
                        ]
                    }
                    return row.zeros[option].map { [value, SwitchingWords.side($0), mean].map { .text($0) } }
                }))
    }

    /// The switching values of the option with the highest mean that has any, those nearest to the middle of their
    /// assumption's draws first; short, as `summary.md` has two pages.
    private static func digest(_ result: Switching, _ order: [Int]) -> String {
        func crossings(_ option: Int) -> [(name: String, crossing: Crossing)] {
            result.rows.flatMap { row in row.zeros[option].prefix(1).map { (row.assumption, $0) } }
        }
        guard !result.rows.isEmpty else { return "" }
        guard let option = order.first(where: { !crossings($0).isEmpty }) else {
            return "No option's mean NPSV is 0 within the range of the assumptions that were moved."
        }
        func distance(_ crossing: Crossing) -> Double { abs(crossing.probabilityBelow - 0.5) }
        let values = crossings(option).sorted { (distance($0.crossing), $0.name) < (distance($1.crossing), $1.name) }
            .map { "\($0.name) \(SwitchingWords.side($0.crossing))" }
        return
            "\(result.options[option]) has a positive mean NPSV with \(PlainText.list(values, limit: 2)), each by itself."
    }

    private static func note(_ result: Switching) -> String {
        let count = result.rows.count
        return "Of \(PlainNumber.count(result.assumptionsRead)) assumptions that are read, \(PlainNumber.count(count)) "
            + "\(count == 1 ? "was" : "were") moved from P1 to P99; what is correlated with the one that is moved follows. "
            + "\(PlainNumber.count(result.trials)) trials on the same draws; ± is one standard error"
            + (result.means.contains(where: \.isUpperBound) ? ", at most" : "") + ". "
            + "“Perhaps”: the signs on both sides are not told apart from 0 by two standard errors."
    }
}
