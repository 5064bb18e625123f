import Analysis
import CouncilModel
import Stochastics

/// What `folkmoot portfolio` adds to a report: the efficient sets of levers, the best within a budget, and regret.
package enum PortfolioSection {
    /// So many sets are listed without being opened.
    private static let mostOpen = 8
    /// Beside so many sets of a picture stands what they hold, those with the highest means.
    private static let mostLabels = 8

    /// The section.
    package static func section(_ result: Portfolio) -> AnalysisSection {
        let words = PortfolioWords(result)
        var parts: [AnalysisSection.Part] = [.paragraph(words.first), .chart(frontiers(result, words))]
        let listed = result.order.filter { place in
            result.candidates[place].levers?.isEmpty ?? true
                || result.frontiers.contains { $0.places[place] != .off }
        }
        let rows = listed.map { set($0, of: result, words) }
        let header = [
            "Set", "Mean NPSV", "P10 of NPSV", words.prudentPeak, "Councils worse off", "Share of trials it is best in",
        ]
        parts.append(
            .table(
                heading: "Efficient sets: ● by this figure and mean NPSV, ○ perhaps, · another is better by both",
                ChartTable(header: header, rows: Array(rows.prefix(mostOpen)))))
        if rows.count > mostOpen {
            parts.append(
                .more(
                    "\(PlainNumber.count(rows.count - mostOpen)) more",
                    [
                        .table(
                            heading: "Efficient sets with lower means",
                            ChartTable(header: header, rows: Array(rows.dropFirst(mostOpen))))
                    ]))
        }
        parts.append(budgets(result, words))
        parts.append(levers(result, words))
        parts.append(regret(result, words))
        parts.append(.paragraph(words.regret))
        parts.append(.aside(words.notes))
        return AnalysisSection(
            id: "portfolio", link: "Which levers together", question: "Which levers together?", parts: parts,
            digest: words.digest)
    }

    private static func set(_ place: Int, of result: Portfolio, _ words: PortfolioWords) -> [ChartTable.Cell] {
        let candidate = result.candidates[place]
        let figures = [
            words.amount(candidate.p10), words.amount(candidate.prudentPeakFunding),
            PlainNumber.shareWithError(candidate.worseOff),
        ]
        return
            ([words.label(place), words.amount(candidate.npsv)]
            + zip(result.frontiers, figures).map { "\($1) \(PortfolioWords.mark($0.places[place]))" }
            + [PlainNumber.shareWithError(candidate.probabilityBest)]).map { .text($0) }
    }

    // MARK: The picture

    private static func frontiers(_ result: Portfolio, _ words: PortfolioWords) -> Chart {
        Chart(
            name: "portfolio-frontiers", title: words.finding,
            caption:
                "Each mark is a set of levers, further up with a higher mean NPSV. Filled: efficient, no other set is better "
                + "by both figures; rings: perhaps, the errors do not tell; dashes: another is better by both. Thin lines "
                + "reach two standard errors of the mean to either side. The line joins what is efficient by the figures "
                + "as they are. Letters stand for levers: \(words.key).",
            panels: result.frontiers.map { panel($0, of: result, words) }, panelsInARow: 3,
            table: ChartTable(
                header: ["Set", "Mean NPSV", "P10 of NPSV", words.prudentPeak, "Councils worse off"],
                rows: result.order.map { place in
                    let candidate = result.candidates[place]
                    return [
                        .text(words.name(place)), .text(words.amount(candidate.npsv)),
                        .text(words.amount(candidate.p10)), .text(words.amount(candidate.prudentPeakFunding)),
                        .text(PlainNumber.shareWithError(candidate.worseOff)),
                    ]
                }))
    }

    private static func panel(_ frontier: Frontier, of result: Portfolio, _ words: PortfolioWords) -> ChartPanel {
        let figures = result.candidates.map { figure(frontier.axis, $0) }
        func points(_ place: Frontier.Place) -> [ChartPoint] {
            result.order.filter { frontier.places[$0] == place }.map { candidate in
                ChartPoint(
                    at: figures[candidate].value, value: result.candidates[candidate].npsv.value,
                    tip: words.tip(candidate, frontier.axis))
            }
        }
        let efficient = result.candidates.indices.filter { frontier.dominators[$0] == nil }.sorted {
            (figures[$0].value, $0) < (figures[$1].value, $1)
        }
        let whiskers = result.order.filter { frontier.places[$0] != .off }.map { candidate -> ChartSpan in
            let mean = result.candidates[candidate].npsv
            let reach = mean.standardError.isFinite ? 2 * mean.standardError : 0
            return ChartSpan(at: figures[candidate].value, low: mean.value - reach, high: mean.value + reach)
        }
        let means = result.candidates.map(\.npsv.value) + whiskers.flatMap { [$0.low, $0.high] } + [0]
        let values = figures.map(\.value) + [0]
        let money = words.money
        let symbol = money.symbol.split(separator: " ").joined()
        let labelled = result.order.filter {
            frontier.places[$0] != .off && !(result.candidates[$0].levers ?? []).isEmpty
        }
        return ChartPanel(
            heading: heading(frontier.axis, words), form: .columns(.middle),
            positions: ChartAxis(
                title: frontier.axis == .worseOff ? "Mean share of councils" : "\(symbol)",
                scale: .linear(
                    low: values.min() ?? 0, high: values.max() ?? 0,
                    unit: frontier.axis == .worseOff ? .share : .money(money))),
            values: ChartAxis(
                title: "Mean NPSV, \(symbol)",
                scale: .linear(low: means.min() ?? 0, high: means.max() ?? 0, unit: .money(money))),
            layers: [
                ChartLayer(colour: .quiet, marks: .valueRule(0, label: "")),
                ChartLayer(
                    colour: .quiet,
                    marks: .line(
                        efficient.map {
                            ChartPoint(at: figures[$0].value, value: result.candidates[$0].npsv.value)
                        })),
                ChartLayer(colour: .quiet, marks: .whiskers(whiskers)),
                ChartLayer(name: "another is better by both", colour: .paleLoss, marks: .strokes(points(.off))),
                ChartLayer(name: "perhaps efficient", colour: .gain, marks: .rings(points(.perhaps))),
                ChartLayer(name: "efficient", colour: .gain, marks: .dots(points(.on))),
            ],
            labels: labelled.prefix(mostLabels).map { candidate in
                ChartLabel(
                    at: figures[candidate].value, value: result.candidates[candidate].npsv.value,
                    text: words.letters(candidate))
            })
    }

    private static func figure(_ axis: Frontier.Axis, _ candidate: Portfolio.Candidate) -> Estimate {
        switch axis {
        case .p10: candidate.p10
        case .peakFunding: candidate.prudentPeakFunding
        case .worseOff: candidate.worseOff
        }
    }

    private static func heading(_ axis: Frontier.Axis, _ words: PortfolioWords) -> String {
        switch axis {
        case .p10: "Against P10 of NPSV (more is better)"
        case .peakFunding: "Against \(words.prudentPeak) (less is better)"
        case .worseOff: "Against councils worse off (less is better)"
        }
    }

    // MARK: Tables

    private static func budgets(_ result: Portfolio, _ words: PortfolioWords) -> AnalysisSection.Part {
        if result.budgets.isEmpty {
            return .words(
                heading: "The best set within a budget, from which budget on",
                ChartTable(
                    header: [words.prudentPeak, "Best set", "Mean NPSV", "More than the step before"],
                    rows: result.ladder.map { step in
                        let candidate = result.candidates[step.candidate]
                        return [
                            words.amount(candidate.prudentPeakFunding), words.name(step.candidate),
                            words.amount(candidate.npsv),
                            step.gain.map { ($0.isClear ? "" : "≈ ") + words.amount($0) } ?? PlainNumber.none,
                        ].map { .text($0) }
                    }))
        }
        return .words(
            heading: "The best set within a budget for \(words.prudentPeak)",
            ChartTable(
                header: ["Budget", "Best set", "Mean NPSV", words.prudentPeak, "Perhaps instead"],
                rows: result.budgets.map { budget in
                    let best = result.candidates[budget.best]
                    return [
                        words.money.text(budget.amount, significant: 3), words.name(budget.best),
                        words.amount(best.npsv), words.amount(best.prudentPeakFunding),
                        budget.rivals.isEmpty ? PlainNumber.none : words.list(budget.rivals),
                    ].map { .text($0) }
                }))
    }

    private static func levers(
        _ result: Portfolio, _ words: PortfolioWords
    ) -> AnalysisSection.Part {
        .words(
            heading: "What each lever does for the choice",
            ChartTable(
                header: [
                    "Lever", "Share of trials it is in the best set", "Best with it", "Best without it",
                    "Difference in mean NPSV",
                ],
                rows: result.places.enumerated().map { lever, place in
                    [
                        "\(SetNames.letter(lever)) \(result.leverTitles[lever])",
                        PlainNumber.shareWithError(place.inBest),
                        words.label(place.with), words.label(place.without),
                        (place.worth.isClear ? "" : "≈ ") + words.money.signed(place.worth.plain),
                    ].map { .text($0) }
                }))
    }

    private static func regret(_ result: Portfolio, _ words: PortfolioWords) -> AnalysisSection.Part {
        .table(
            heading: "Regret: what a set falls short of the best in the same trial",
            ChartTable(
                header: ["Set", "Mean", "P95", "Largest seen"],
                rows: words.regretted.map { place in
                    let candidate = result.candidates[place]
                    return [
                        words.label(place), words.amount(candidate.regret), words.amount(candidate.regretP95),
                        words.money.text(candidate.largestRegret),
                    ].map { .text($0) }
                }))
    }
}
