import Analysis

extension ReportCharts {
    /// Picture 1: what each option is worth, and how often it is the best.
    package var value: Chart {
        let shown = comparison.shownPlaces
        let options = shown.map { comparison.options[$0] }
        let ends = options.flatMap { [$0.npsv.p10, $0.npsv.p90, $0.npsv.mean.value] }
        var (below, above): ([ChartSpan], [ChartSpan]) = ([], [])
        var (middles, means): ([ChartPoint], [ChartPoint]) = ([], [])
        for (row, option) in options.enumerated() {
            let (at, npsv, tip) = (Double(row), option.npsv, tip(of: option))
            if npsv.p10 < 0 && npsv.p10 < npsv.p90 {
                below.append(ChartSpan(at: at, low: npsv.p10, high: min(0, npsv.p90), tip: tip))
            }
            if npsv.p90 > 0 && npsv.p10 < npsv.p90 {
                above.append(ChartSpan(at: at, low: max(0, npsv.p10), high: npsv.p90, tip: tip))
            }
            middles.append(ChartPoint(at: at, value: npsv.p50, tip: tip))
            means.append(ChartPoint(at: at, value: npsv.mean.value, tip: tip))
        }
        let categories = options.map { option in
            ChartCategory(
                label: PlainText.oneLine(option.name) + (option.isReference ? " (reference)" : ""),
                note: PlainNumber.percentage(option.probabilityBest), noteShare: option.probabilityBest.value)
        }
        let panel = ChartPanel(
            form: .rows,
            positions: ChartAxis(title: "", scale: .categories(categories, notesTitle: "P(best)")),
            values: ChartAxis(
                title: valueTitle,
                scale: .linear(low: min(0, ends.min() ?? 0), high: max(0, ends.max() ?? 0), unit: .money(money))),
            layers: [
                ChartLayer(name: "P10 to P90, below 0", colour: .paleLoss, marks: .bars(below)),
                ChartLayer(name: "P10 to P90, above 0", colour: .paleGain, marks: .bars(above)),
                ChartLayer(colour: .ink, marks: .valueRule(0, label: "")),
                ChartLayer(name: "P50", colour: .ink, marks: .strokes(middles)),
                ChartLayer(name: "mean", colour: .series(3), marks: .diamonds(means)),
            ].filter { !$0.marks.isEmpty })
        return Chart(
            name: "value", title: Finding.value(of: comparison), caption: valueCaption(shown: shown.count),
            panels: [panel], table: valueTable)
    }

    private func tip(of option: OptionAppraisal) -> String {
        let npsv = option.npsv
        return "\(PlainText.oneLine(option.name)): P10 \(money.whole(npsv.p10)), P50 \(money.whole(npsv.p50)), "
            + "P90 \(money.whole(npsv.p90)), mean \(money.whole(npsv.mean.value)), best in "
            + ChartUnit.share.text(option.probabilityBest.value)
    }

    private func valueCaption(shown: Int) -> String {
        var text =
            "In eight trials of ten the value lies within the bar; half lie on either side of the stroke. "
            + "Options stand in order of their mean, the diamond. P(best) is the share of trials in which an "
            + "option is worth most."
        let leftOut = comparison.options.count - shown
        if leftOut > 0 {
            text += " Left out for a lower mean: \(PlainNumber.count(leftOut)), which the table of numbers has."
        }
        return ([text] + Answer.cashDisagreements(of: comparison)).joined(separator: " ")
    }

    private var valueTable: ChartTable {
        let amount = ChartUnit.money(money)
        return ChartTable(
            header: ["Option", "Mean NPSV", "Standard error", "P10", "P50", "P90", "P(best)"],
            rows: comparison.ranking.map { place in
                let option = comparison.options[place]
                let npsv = option.npsv
                let error = npsv.mean.standardError
                return [
                    .text(PlainText.oneLine(option.name)), .value(npsv.mean.value, amount),
                    .value(error.isFinite ? error : nil, amount), .value(npsv.p10, amount), .value(npsv.p50, amount),
                    .value(npsv.p90, amount), .value(option.probabilityBest.value, .share),
                ]
            })
    }
}

extension ChartMarks {
    /// Whether there is nothing to draw, nor to explain.
    var isEmpty: Bool {
        switch self {
        case .bars(let spans), .whiskers(let spans), .band(let spans): spans.isEmpty
        case .line(let points), .strokes(let points), .dots(let points), .rings(let points), .diamonds(let points):
            points.isEmpty
        case .circles(let circles): circles.isEmpty
        case .valueRule, .positionRule, .positionShade: false
        }
    }
}
