import Analysis
import CouncilModel

extension ReportCharts {
    /// Picture 3: public cash by year and its running total, with the funding that it takes and the payback.
    package func cash(_ place: Int) -> Chart? {
        let option = comparison.options[place]
        guard !option.cashByYear.isEmpty, !option.cumulativeCash.isEmpty else { return nil }
        var total = fan(option.cumulativeCash, heading: "Running total", what: "Running total")
        if let peak = option.measures[.peakFunding]?.p50, peak > 0.5 {
            total.layers.append(
                ChartLayer(
                    colour: .loss, dash: 1,
                    marks: .valueRule(-peak, label: "peak funding, P50: \(money.text(peak))")))
        }
        if let year = option.payback.p50, !isStill(option) {
            total.layers.append(
                ChartLayer(
                    colour: .series(2), dash: 2,
                    marks: .positionRule(
                        Double(year), label: "payback, P50: \(PlainNumber.financialYear(year))")))
        }
        let caption =
            "Public cash of all public bodies: savings that can be cashed less capital and revenue. Below 0, money is "
            + "needed. In eight trials of ten a year's figure lies within the band; the line is the median. Peak "
            + "funding is the median of how deep each trial's own total goes; payback the median year from which "
            + "it stays at or above 0, discounted. Bands of years do not add up to that of the total."
        let amount = ChartUnit.money(money)
        return Chart(
            name: name("cash", place), title: Finding.cash(place, of: comparison), caption: caption,
            panels: [fan(option.cashByYear, heading: "By year", what: "Public cash"), total], panelsInARow: 2,
            table: ChartTable(
                header: ["Financial year"]
                    + ["By year", "Running total"].flatMap { part in
                        ["P10", "P50", "P90"].map { "\(part), \($0)" }
                    },
                rows: zip(option.cashByYear, option.cumulativeCash).map { year, total in
                    [.text(PlainNumber.financialYear(year.year))]
                        + [year.p10, year.p50, year.p90, total.p10, total.p50, total.p90].map { .value($0, amount) }
                }))
    }

    private func isStill(_ option: OptionAppraisal) -> Bool {
        option.cashByYear.allSatisfy { $0.p10 == 0 && $0.p90 == 0 && $0.mean == 0 }
    }

    private func fan(_ bands: [YearBand], heading: String, what: String) -> ChartPanel {
        let ends = bands.flatMap { [$0.p10, $0.p90] }
        return ChartPanel(
            heading: heading, form: .columns(.middle),
            positions: yearAxis(bands),
            values: ChartAxis(
                title: "\(what), \(money.symbol.split(separator: " ").joined()), real, not discounted" + against,
                scale: .linear(low: min(0, ends.min() ?? 0), high: max(0, ends.max() ?? 0), unit: .money(money))),
            layers: [
                ChartLayer(
                    name: "P10 to P90", colour: .series(0),
                    marks: .band(bands.map { ChartSpan(at: Double($0.year), low: $0.p10, high: $0.p90) })),
                ChartLayer(
                    name: "P50", colour: .series(0),
                    marks: .line(bands.map { ChartPoint(at: Double($0.year), value: $0.p50) })),
                ChartLayer(
                    colour: .series(0),
                    marks: .dots(
                        bands.map { band in
                            ChartPoint(
                                at: Double(band.year), value: band.p50,
                                tip: "\(PlainNumber.financialYear(band.year)): P10 \(money.whole(band.p10)), P50 "
                                    + "\(money.whole(band.p50)), P90 \(money.whole(band.p90))")
                        })),
            ])
    }

    /// An axis of financial years.
    func yearAxis(_ bands: [YearBand]) -> ChartAxis {
        let years = bands.map { Double($0.year) }
        return ChartAxis(
            title: "", scale: .linear(low: years.min() ?? 0, high: years.max() ?? 0, unit: .financialYear))
    }
}
