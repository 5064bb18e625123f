import Analysis

extension ReportCharts {
    /// Picture 7: what NPSV hangs on, by mean NPSV in the lowest and highest tenth of each assumption.
    package func drivers(_ place: Int) -> Chart? {
        guard comparison.drivers.indices.contains(place), !comparison.drivers[place].isEmpty else { return nil }
        let drivers = comparison.drivers[place]
        let mean = comparison.options[place].npsv.mean.value
        func points(_ value: (Driver) -> Double, _ which: String) -> [ChartPoint] {
            drivers.enumerated().map { row, driver in
                ChartPoint(
                    at: Double(row), value: value(driver),
                    tip: "\(driver.assumption), \(which) tenth: mean NPSV \(money.whole(value(driver)))")
            }
        }
        let categories = drivers.map { driver in
            let through = driver.through.isEmpty ? "" : " (through \(PlainText.list(driver.through, limit: 2)))"
            return ChartCategory(
                label: driver.assumption + through,
                note: PlainNumber.correlation(driver.rankCorrelation, standardError: driver.standardError))
        }
        let ends: [Double] = drivers.flatMap { [$0.meanInLowestTenth, $0.meanInHighestTenth] } + [0.0, mean]
        let panel = ChartPanel(
            form: .rows,
            positions: ChartAxis(title: "", scale: .categories(categories, notesTitle: "rank correlation")),
            values: ChartAxis(
                title: "Mean " + valueTitle,
                scale: .linear(low: ends.min() ?? 0, high: ends.max() ?? 0, unit: .money(money))),
            layers: [
                ChartLayer(colour: .ink, marks: .valueRule(0, label: "")),
                ChartLayer(name: "mean of all trials", colour: .quiet, dash: 4, marks: .valueRule(mean, label: "")),
                ChartLayer(
                    colour: .quiet,
                    marks: .whiskers(
                        drivers.enumerated().map { row, driver in
                            ChartSpan(
                                at: Double(row), low: min(driver.meanInLowestTenth, driver.meanInHighestTenth),
                                high: max(driver.meanInLowestTenth, driver.meanInHighestTenth))
                        })),
                ChartLayer(
                    name: "tenth of trials with the lowest value", colour: .loss,
                    marks: .rings(points(\.meanInLowestTenth, "lowest"))),
                ChartLayer(
                    name: "tenth with the highest", colour: .gain, marks: .dots(points(\.meanInHighestTenth, "highest"))
                ),
            ])
        let amount = ChartUnit.money(money)
        return Chart(
            name: name("drivers", place), title: Finding.drivers(place, of: comparison), caption: driversCaption,
            panels: [panel],
            table: ChartTable(
                header: ["Assumption", "Rank correlation", "Mean NPSV, lowest tenth", "Mean NPSV, highest tenth"],
                rows: zip(categories, drivers).map { category, driver in
                    [
                        .text(category.label), .value(driver.rankCorrelation, .correlation),
                        .value(driver.meanInLowestTenth, amount), .value(driver.meanInHighestTenth, amount),
                    ]
                }))
    }

    private var driversCaption: String {
        "Of the run's own trials: the farther a ring and its dot are apart, the more the value hangs on that "
            + "assumption. Where both stand on one side of 0, it does not decide alone whether the option pays. "
            + "Strongest rank correlation first; an assumption that others are drawn together with moves them too."
    }
}
