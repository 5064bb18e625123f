import Analysis
import Stochastics

/// What `folkmoot value-of-information` adds to a report: what to find out first, and what pilots are worth.
package enum InformationSection {
    /// So many assumptions are drawn at most.
    private static let mostRows = 10

    /// The section.
    package static func section(_ result: ValueOfInformation) -> AnalysisSection {
        let words = InformationWords(result)
        var parts: [AnalysisSection.Part] = [.paragraph(words.choice)]
        let clear = result.assumptions.filter(\.isClear)
        if let first = clear.first { parts.append(.chart(chart(Array(clear.prefix(mostRows)), first, result))) }
        let others = result.assumptions.filter { !$0.isClear }
        if !others.isEmpty, result.perfect.value > 0 {
            parts.append(
                .paragraph(
                    "Not told apart from worth nothing, each by itself: \(PlainText.list(others.map(\.name), limit: 12))."
                ))
        }
        if !result.groups.isEmpty, result.perfect.value > 0 {
            parts.append(.table(heading: "What assumptions are worth that are known together", groups(result)))
        }
        for pilot in result.pilots {
            parts.append(.paragraph(words.pilot(pilot)))
            if pilot.isClear, pilot.steps.count > 1 {
                parts.append(
                    .more(
                        "The same in other numbers of councils",
                        [
                            .table(
                                heading: "A pilot of \(pilot.pilot.assumption), by number of councils",
                                steps(pilot, result))
                        ]
                    ))
            }
        }
        parts.append(.aside(words.notes))
        return AnalysisSection(
            id: "value-of-information", link: "What to find out", question: "What is worth finding out first?",
            parts: parts, digest: digest(result))
    }

    private static func chart(
        _ rows: [ValueOfInformation.Row], _ first: ValueOfInformation.Row, _ result: ValueOfInformation
    ) -> Chart {
        let money = Money(currency: result.currency)
        func spans(_ ends: (Estimate) -> (Double, Double)) -> [ChartSpan] {
            rows.enumerated().map { row, figure in
                let (low, high) = ends(figure.worth)
                return ChartSpan(
                    at: Double(row), low: low, high: high,
                    tip: "\(figure.name): \(money.textWithError(figure.worth.plain))")
            }
        }
        let categories = rows.map { row in
            ChartCategory(label: row.name, note: money.textWithError(row.worth.plain))
        }
        let highest = rows.reduce(0) { max($0, $1.worth.value + 2 * $1.worth.standardError) }
        let panel = ChartPanel(
            form: .rows,
            positions: ChartAxis(title: "", scale: .categories(categories, notesTitle: "worth ± error")),
            values: ChartAxis(
                title: "Rise of mean NPSV, \(money.symbol.split(separator: " ").joined())",
                scale: .linear(low: 0, high: highest, unit: .money(money))),
            layers: [
                ChartLayer(colour: .ink, marks: .valueRule(0, label: "")),
                ChartLayer(name: "worth of knowing it", colour: .paleGain, marks: .bars(spans { (0, $0.value) })),
                ChartLayer(
                    name: "two standard errors on either side", colour: .ink,
                    marks: .whiskers(
                        spans { (max(0, $0.value - 2 * $0.standardError), $0.value + 2 * $0.standardError) })),
            ])
        return Chart(
            name: "value-of-information", title: finding(first, result),
            caption:
                "By how much mean NPSV rises if an assumption is known before all councils together choose one option. "
                + "What would change no choice is worth nothing, however uncertain it is. Bars do not add up.",
            panels: [panel],
            table: ChartTable(
                header: [
                    "Assumption", "Place", "Worth ± error", "Share of knowing everything", "Changes the choice in",
                ],
                rows: cells(rows, result)))
    }

    private static func cells(
        _ rows: [ValueOfInformation.Row], _ result: ValueOfInformation
    ) -> [[ChartTable.Cell]] {
        let (money, words) = (Money(currency: result.currency), InformationWords(result))
        return rows.map { row in
            [
                .text(row.name), .text(InformationWords.places(row.places)),
                .text(money.textWithError(row.worth.plain)), .text(words.ofAll(row.worth)),
                .text(words.changes(row.changes)),
            ]
        }
    }

    private static func groups(_ result: ValueOfInformation) -> ChartTable {
        ChartTable(
            header: [
                "Known together", "Place", "Worth ± error", "Share of knowing everything", "Changes the choice in",
            ],
            rows: cells(result.groups, result))
    }

    private static func steps(_ worth: PilotWorth, _ result: ValueOfInformation) -> ChartTable {
        let money = Money(currency: result.currency)
        return ChartTable(
            header: ["Councils", "Worth ± error", "Costs", "Net ± error"],
            rows: worth.steps.map { step in
                [
                    PlainNumber.count(step.councils), money.textWithError(step.worth.plain), money.text(step.cost),
                    money.textWithError(step.net.plain),
                ].map { .text($0) }
            })
    }

    /// Which assumption is worth most to know, where that is told; else which may be.
    private static func finding(_ first: ValueOfInformation.Row, _ result: ValueOfInformation) -> String {
        let money = Money(currency: result.currency)
        guard let places = first.places, places.count > 1 else {
            return "Most is gained by finding out \(first.name): \(money.text(first.worth))"
                + (result.shareOfPerfect(first.worth).map {
                    ", \(PlainNumber.percentage($0)) of what knowing everything is"
                }
                    ?? "") + " worth"
        }
        let level = result.assumptions.filter { $0.places?.lowerBound == 1 }.map(\.name)
        return "Most is gained by finding out one of \(PlainText.list(level, limit: 4)); which of them is not told"
    }

    /// What knowing is worth, what to find out first, and what pilots are worth.
    private static func digest(_ result: ValueOfInformation) -> String {
        let money = Money(currency: result.currency)
        guard result.perfect.value > 0 else {
            return "Nothing found out before choosing would change the choice."
        }
        let clear = result.assumptions.filter(\.isClear)
        var text =
            "Knowing everything before choosing would be worth \(money.textWithError(result.perfect.plain)), which no study "
            + "or pilot can exceed. "
        text +=
            clear.isEmpty
            ? "No single assumption is told apart from worth nothing."
            : "By themselves: "
                + PlainText.list(
                    clear.prefix(4).map { "\($0.name) \(money.textWithError($0.worth.plain))" }, limit: 4)
                + (clear.count > 4 ? ", others less." : ".")
        for pilot in result.pilots { text += " " + InformationWords(result).pilot(pilot) }
        return text
    }
}
