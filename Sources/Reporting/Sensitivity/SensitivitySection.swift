import Analysis
import Stochastics

/// What `folkmoot sensitivity` adds to a report: a tornado for each option looked at, and where variance comes from.
package enum SensitivitySection {
    /// So many assumptions of an option are drawn at most.
    private static let mostRows = 10
    /// So many options are shown without being opened.
    private static let mostOpen = 2

    /// The section.
    ///
    /// - Parameters:
    ///   - options: names of the options looked at, in the order of the scenario.
    ///   - means: the mean NPSV of each as things stand.
    ///   - tornado: its effects are by option, in the same order.
    ///   - split: likewise.
    ///   - trials: of each run.
    ///   - money: the currency.
    package static func section(
        options: [String], means: [Estimate], tornado: Tornado, split: VarianceSplit, trials: Int, money: Money
    ) -> AnalysisSection {
        let order = options.indices.sorted { (-means[$0].value, $0) < (-means[$1].value, $1) }
        let charts = order.compactMap { place -> Chart? in
            let rows = strongest(tornado.rows, place)
            return rows.isEmpty
                ? nil : chart(rows, option: place, name: options[place], mean: means[place], money: money)
        }
        var parts: [AnalysisSection.Part] = charts.prefix(mostOpen).map { .chart($0) }
        let rest = charts.dropFirst(mostOpen)
        if !rest.isEmpty {
            parts.append(.more("The same for \(PlainNumber.count(rest.count)) more", rest.map { .chart($0) }))
        }
        if charts.isEmpty {
            parts.append(.paragraph("No assumption that was held moves mean NPSV by more than two standard errors."))
        }
        parts.append(.paragraph(choice(tornado, money: money)))
        parts.append(.table(heading: "Where the variance of NPSV comes from", variance(split, order, options)))
        parts.append(.aside(note(trials: trials, isUpperBound: means.contains(where: \.isUpperBound))))
        return AnalysisSection(
            id: "sensitivity", link: "What would move it", question: "What would move it?", parts: parts)
    }

    /// Assumptions whose swing is told apart from none, strongest first.
    private static func strongest(_ rows: [Tornado.Row], _ option: Int) -> [Tornado.Row] {
        let clear = rows.filter { $0.effects[option].swing.isClear }.sorted {
            (-abs($0.effects[option].swing.value), $0.assumption)
                < (-abs($1.effects[option].swing.value), $1.assumption)
        }
        return Array(clear.prefix(mostRows))
    }

    private static func chart(
        _ rows: [Tornado.Row], option: Int, name: String, mean: Estimate, money: Money
    ) -> Chart {
        let effects = rows.map { $0.effects[option] }
        func points(_ end: KeyPath<Tornado.Effect, Estimate>, _ value: (Tornado.Row) -> Double, _ which: String)
            -> [ChartPoint]
        {
            rows.indices.map { row in
                ChartPoint(
                    at: Double(row), value: effects[row][keyPath: end].value,
                    tip: "\(rows[row].assumption) at its \(which), \(digits(value(rows[row]))): mean NPSV "
                        + money.textWithError(effects[row][keyPath: end].plain))
            }
        }
        let categories = zip(rows, effects).map { row, effect in
            ChartCategory(label: row.assumption, note: money.signed(effect.swing.plain))
        }
        let ends: [Double] = effects.flatMap { [$0.low.value, $0.high.value] } + [0.0, mean.value]
        let panel = ChartPanel(
            form: .rows,
            positions: ChartAxis(title: "", scale: .categories(categories, notesTitle: "P90 less P10")),
            values: ChartAxis(
                title: "Mean NPSV, \(money.symbol.split(separator: " ").joined())",
                scale: .linear(low: ends.min() ?? 0, high: ends.max() ?? 0, unit: .money(money))),
            layers: [
                ChartLayer(colour: .ink, marks: .valueRule(0, label: "")),
                ChartLayer(
                    name: "mean as things stand", colour: .quiet, dash: 4, marks: .valueRule(mean.value, label: "")),
                ChartLayer(
                    colour: .quiet,
                    marks: .bars(
                        effects.enumerated().map { row, effect in
                            ChartSpan(
                                at: Double(row), low: min(effect.low.value, effect.high.value),
                                high: max(effect.low.value, effect.high.value))
                        })),
                ChartLayer(name: "held at its P10", colour: .loss, marks: .rings(points(\.low, \.low, "P10"))),
                ChartLayer(name: "held at its P90", colour: .gain, marks: .dots(points(\.high, \.high, "P90"))),
            ])
        return Chart(
            name: "tornado-\(option)", title: finding(rows[0], effects[0], name: name, money: money),
            caption:
                "Mean NPSV with one assumption held at its P10 and at its P90, all else drawn as it was, on the same "
                + "draws. Assumptions correlated with the one held follow it. Widest swing first; those within two "
                + "standard errors of no effect are left out.",
            panels: [panel],
            table: ChartTable(
                header: [
                    "Assumption", "P10", "P90", "Mean NPSV at P10 ± error", "Mean NPSV at P90 ± error",
                    "P90 less P10 ± error",
                ],
                rows: zip(rows, effects).map { row, effect in
                    [
                        .text(row.assumption), .value(row.low, .plain), .value(row.high, .plain),
                        .text(money.textWithError(effect.low.plain)), .text(money.textWithError(effect.high.plain)),
                        .text(money.signed(effect.swing.plain)),
                    ]
                }))
    }

    private static func finding(
        _ row: Tornado.Row, _ effect: Tornado.Effect, name: String, money: Money
    ) -> String {
        let ends =
            "\(money.text(effect.low.plain)) with it at \(digits(row.low)) (P10), \(money.text(effect.high.plain)) at "
            + "\(digits(row.high)) (P90)"
        return "The value of \(PlainText.oneLine(name)) moves most with \(row.assumption): \(ends)"
    }

    /// Which option is ahead, and where another is.
    private static func choice(_ tornado: Tornado, money: Money) -> String {
        var changes: [String] = []
        for row in tornado.rows {
            if let other = row.bestAtLow { changes.append("\(other) with \(row.assumption) at its P10") }
            if let other = row.bestAtHigh { changes.append("\(other) with \(row.assumption) at its P90") }
        }
        let first = StandingWords.sentence(tornado.standing, money: money)
        return changes.isEmpty
            ? "\(first) At no P10 or P90 that was tried is another option ahead by more than two standard errors."
            : "\(first) By more than two standard errors, another is ahead: "
                + PlainText.list(changes, limit: 12) + "."
    }

    private static func variance(_ split: VarianceSplit, _ order: [Int], _ options: [String]) -> ChartTable {
        ChartTable(
            header: ["Option", "Not knowing", "Councils differing", "Who joins and when"],
            rows: order.map { place in
                let shares = split.options[place].shares
                let texts = [shares?.notKnowing, shares?.variety, shares?.joining].map { share in
                    share.map(VarianceWords.share) ?? PlainNumber.none
                }
                return ([options[place]] + texts).map { .text($0) }
            })
    }

    private static func note(trials: Int, isUpperBound: Bool) -> String {
        "Each run has \(PlainNumber.count(trials)) trials; ± is one standard error\(isUpperBound ? ", at most" : ""). "
            + "Not knowing: draws that are the same for all councils of a trial. Councils differing: assumptions by "
            + "council. Who joins and when: willingness, contracts and stops."
    }

    private static func digits(_ value: Double) -> String { PlainNumber.digits(value, significant: 3) }
}
