import Analysis

extension ReportCharts {
    /// Picture 5: members of each lever by year.
    package func members(_ place: Int) -> Chart? {
        let levers = ownLevers(of: place)
        if levers.isEmpty { return nil }
        let isAlone = levers.count == 1
        let panels = levers.map { lever in
            ChartPanel(
                heading: isAlone ? "" : PlainText.oneLine(lever.title),
                form: .columns(isAlone ? .middle : .low),
                positions: yearAxis(lever.members),
                values: ChartAxis(
                    title: "Members, of \(PlainNumber.count(lever.eligible)) that may join",
                    scale: .linear(
                        low: 0, high: max(1, Double(lever.eligible), lever.members.map(\.p90).max() ?? 0),
                        unit: .count)),
                layers: [
                    ChartLayer(
                        name: "P10 to P90", colour: .series(2),
                        marks: .band(lever.members.map { ChartSpan(at: Double($0.year), low: $0.p10, high: $0.p90) })),
                    ChartLayer(
                        name: "mean", colour: .series(2),
                        marks: .line(lever.members.map { ChartPoint(at: Double($0.year), value: $0.mean) })),
                    ChartLayer(
                        colour: .series(2),
                        marks: .dots(
                            lever.members.map { band in
                                ChartPoint(
                                    at: Double(band.year), value: band.mean,
                                    tip: "\(PlainText.oneLine(lever.title)), \(PlainNumber.financialYear(band.year)): "
                                        + "mean \(ChartUnit.count.text(band.mean)), P10 "
                                        + "\(ChartUnit.count.text(band.p10)), "
                                        + "P90 \(ChartUnit.count.text(band.p90))")
                            })),
                ])
        }
        return Chart(
            name: name("members", place), title: Finding.members(place, levers, of: comparison),
            caption: membersCaption(levers, isPart: levers.count < comparison.options[place].leverMembers.count),
            panels: panels, panelsInARow: isAlone ? 1 : levers.count == 2 ? 2 : 3,
            table: ChartTable(
                header: ["Lever", "Financial year", "Mean", "P10", "P50", "P90"],
                rows: comparison.options[place].leverMembers.flatMap { lever in
                    lever.members.map { band in
                        [
                            .text(PlainText.oneLine(lever.title)), .text(PlainNumber.financialYear(band.year)),
                            .value(band.mean, .count), .value(band.p10, .count), .value(band.p50, .count),
                            .value(band.p90, .count),
                        ]
                    }
                }))
    }

    /// The levers of an option that the reference does not have too; all where there are no others.
    func ownLevers(of place: Int) -> [LeverMembers] {
        let all = comparison.options[place].leverMembers.filter { !$0.members.isEmpty }
        let others = comparison.referencePlace.map { comparison.options[$0].levers } ?? []
        let own = all.filter { !others.contains($0.lever) }
        return own.isEmpty ? all : own
    }

    private func membersCaption(_ levers: [LeverMembers], isPart: Bool) -> String {
        var text =
            "Councils that are members at the end of each year; in eight trials of ten their number lies within "
            + "the band."
        if isPart, let reference = comparison.referencePlace {
            let name = PlainText.oneLine(comparison.options[reference].name)
            text += " Levers of \(name) are in the table of numbers only."
        }
        let woundUp = levers.filter { $0.probabilityWoundUp > 0 }
        if woundUp.isEmpty { return text }
        let list = woundUp.map { lever in
            "\(PlainText.oneLine(lever.title)) in \(PlainNumber.percentage(lever.probabilityWoundUp))"
        }
        return text + " Wound up within the years shown: \(PlainText.list(list)) of trials."
    }
}
