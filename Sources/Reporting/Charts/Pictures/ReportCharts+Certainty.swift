import Analysis

extension ReportCharts {
    /// How many options of the highest mean have a line of their own, beside do nothing and the reference.
    private static let mostLines = 5

    /// Picture 2: how NPSV is distributed, the losses shaded.
    package var certainty: Chart {
        let shown =
            comparison.options.count <= Self.mostLines + 2
            ? comparison.ranking : comparison.places(highest: Self.mostLines)
        let lines = shown.filter {
            comparison.options[$0].npsv.sd != 0 && comparison.options[$0].quantiles.count == 101
        }
        let still = shown.filter { comparison.options[$0].npsv.sd == 0 }
        // The last hundredth at either end may be far away, and would press all else together.
        let ends = lines.flatMap { [comparison.options[$0].quantiles[1], comparison.options[$0].quantiles[99]] }
        let low = min(0, ends.min() ?? 0)
        let high = max(0, ends.max() ?? 0)
        var layers = [ChartLayer(name: "loss", colour: .paleLoss, marks: .positionShade(low: -1e300, high: 0))]
        for (index, place) in lines.enumerated() {
            let option = comparison.options[place]
            let name = label(of: place)
            layers.append(
                ChartLayer(
                    name: name, colour: .series(index), dash: index,
                    marks: .line((1...99).map { ChartPoint(at: option.quantiles[$0], value: Double($0) / 100) })))
            layers.append(
                ChartLayer(
                    colour: .series(index),
                    marks: .dots(
                        [10, 50, 90].map { percent in
                            ChartPoint(
                                at: option.quantiles[percent], value: Double(percent) / 100,
                                tip: "\(name): P\(percent) \(money.whole(option.quantiles[percent]))")
                        })))
        }
        let zero = PlainText.list(still.map { PlainText.oneLine(comparison.options[$0].name) })
        layers.append(ChartLayer(colour: .ink, marks: .positionRule(0, label: zero)))
        let panel = ChartPanel(
            form: .columns(.tall),
            positions: ChartAxis(title: valueTitle, scale: .linear(low: low, high: high, unit: .money(money))),
            values: ChartAxis(
                title: "Share of trials worth at most that much", scale: .linear(low: 0, high: 1, unit: .share)),
            layers: layers)
        return Chart(
            name: "certainty", title: Finding.certainty(of: comparison), caption: caption(shown: shown.count),
            panels: [panel], table: certaintyTable)
    }

    private func label(of place: Int) -> String {
        PlainText.oneLine(comparison.options[place].name)
            + (comparison.options[place].isReference ? " (reference)" : "")
    }

    private func caption(shown: Int) -> String {
        var text =
            "Each line climbs from no trials to all: where it crosses 0, at the edge of the shaded part, its "
            + "height is the share of trials in which the option is worth less than "
            + (comparison.referencePlace.map { PlainText.oneLine(comparison.options[$0].name) } ?? "doing nothing")
            + ". A line farther right is better; where two lines cross, neither is better for every taste for "
            + "risk. Dots are P10, P50 and P90; the lines run from P1 to P99."
        let leftOut = comparison.options.count - shown
        if leftOut > 0 { text += " Left out for a lower mean: \(PlainNumber.count(leftOut))." }
        return text
    }

    private var certaintyTable: ChartTable {
        let amount = ChartUnit.money(money)
        let percents = [5, 10, 25, 50, 75, 90, 95]
        return ChartTable(
            header: ["Option", "NPSV above 0 in"] + percents.map { "P\($0)" },
            rows: comparison.ranking.map { place in
                let option = comparison.options[place]
                return [
                    .text(PlainText.oneLine(option.name)), .value(option.probabilityPositive.value, .share),
                ]
                    + percents.map { percent in
                        .value(option.quantiles.count == 101 ? option.quantiles[percent] : nil, amount)
                    }
            })
    }
}
