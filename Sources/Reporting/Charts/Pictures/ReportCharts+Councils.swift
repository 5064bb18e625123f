import Analysis

extension ReportCharts {
    /// How many councils at either end of the strip are named.
    private static let mostNamed = 4

    /// Picture 6: what each council is expected to gain, on a map and in order.
    package func councils(_ place: Int) -> Chart? {
        let option = comparison.options[place]
        let councils = option.councils
        if councils.isEmpty { return nil }
        let classes = CouncilClasses(councils.map(\.npv.mean))
        var layers: [ChartLayer] = []
        for step in [3, 2, 1, 0, -1, -2, -3] {
            let circles = councils.filter { classes.step(of: $0.npv.mean) == step }.compactMap { council in
                circle(of: council).map { circle in
                    ChartCircle(
                        x: circle.x, y: circle.y, radius: circle.radius, label: PlainText.oneLine(council.name),
                        isBroken: step < 0, tip: tip(of: council))
                }
            }
            if circles.isEmpty { continue }
            layers.append(
                ChartLayer(name: classes.name(of: step, money: money), colour: .step(step), marks: .circles(circles)))
        }
        let isPlaced = !layers.isEmpty
        let map = ChartPanel(
            heading: "Near their places", form: .map,
            positions: ChartAxis(title: "", scale: .linear(low: 0, high: 1, unit: .plain)),
            values: ChartAxis(title: "", scale: .linear(low: 0, high: 1, unit: .plain)), layers: layers)
        let missing = councils.count { circle(of: $0) == nil }
        return Chart(
            name: name("councils", place), title: Finding.councils(place, of: comparison),
            caption: councilsCaption(isPlaced: isPlaced, missing: missing),
            panels: (isPlaced ? [map] : []) + [strip(councils, isAlone: !isPlaced)],
            panelsInARow: isPlaced && !isMapWide ? 2 : 1, table: councilsTable(councils))
    }

    private func tip(of council: CouncilAppraisal) -> String {
        "\(PlainText.oneLine(council.name)): expected \(money.whole(council.npv.mean)), P10 "
            + "\(money.whole(council.npv.p10)), P90 \(money.whole(council.npv.p90)); better off in "
            + "\(ChartUnit.share.text(council.probabilityBetterOff)); "
            + "joins in \(ChartUnit.share.text(council.probabilityJoins))"
    }

    private func strip(_ councils: [CouncilAppraisal], isAlone: Bool) -> ChartPanel {
        let order = councils.sorted { ($0.npv.mean, $0.code) < ($1.npv.mean, $1.code) }
        let ranked = order.enumerated().map { (at: Double($0.offset + 1), council: $0.element) }
        func points(_ isLoss: Bool) -> [ChartPoint] {
            ranked.filter { ($0.council.npv.mean < -CouncilClasses.nothing) == isLoss }.map { at, council in
                ChartPoint(
                    at: at, value: council.npv.mean,
                    tip: "\(PlainText.oneLine(council.name)): \(money.whole(council.npv.mean)), P10 to P90 "
                        + "\(money.whole(council.npv.p10)) to \(money.whole(council.npv.p90))")
            }
        }
        // The ends of the strip are what it is read for.
        let named = ranked.prefix(Self.mostNamed) + ranked.dropFirst(Self.mostNamed).suffix(Self.mostNamed)
        let ends = councils.flatMap { [$0.npv.p10, $0.npv.p90, $0.npv.mean] }
        return ChartPanel(
            heading: isAlone ? "" : "In order", form: .columns(.tall),
            positions: ChartAxis(
                title: "Councils, from the lowest expected NPV to the highest",
                scale: .linear(low: 1, high: Double(max(2, councils.count)), unit: .count)),
            values: ChartAxis(
                title: "NPV of a council, \(money.symbol.split(separator: " ").joined()): expected, and P10 to P90"
                    + against,
                scale: .linear(low: min(0, ends.min() ?? 0), high: max(0, ends.max() ?? 0), unit: .money(money))),
            layers: [
                ChartLayer(
                    colour: .paleLoss,
                    marks: .whiskers(
                        ranked.filter { $0.council.npv.mean < -CouncilClasses.nothing }.map { at, council in
                            ChartSpan(at: at, low: council.npv.p10, high: council.npv.p90)
                        })),
                ChartLayer(
                    colour: .paleGain,
                    marks: .whiskers(
                        ranked.filter { $0.council.npv.mean >= -CouncilClasses.nothing }.map { at, council in
                            ChartSpan(at: at, low: council.npv.p10, high: council.npv.p90)
                        })),
                ChartLayer(colour: .loss, marks: .dots(points(true))),
                ChartLayer(colour: .gain, marks: .dots(points(false))),
            ].filter { !$0.marks.isEmpty },
            labels: named.map { at, council in
                ChartLabel(at: at, value: council.npv.mean, text: PlainText.oneLine(council.name))
            })
    }

    private func councilsCaption(isPlaced: Bool, missing: Int) -> String {
        var text =
            "NPV after costs are shared, expected over all trials, those in which a council does not join included."
        if isPlaced {
            text =
                "A circle is a council, near its place, its area in proportion to its residents; the smallest "
                + "are drawn "
                + "larger. Blue gains, orange with a broken edge loses. " + text
        }
        if isPlaced && missing > 0 {
            text += " \(PlainNumber.count(missing)) without a place in the register are not on the map."
        }
        return text
    }

    private func councilsTable(_ councils: [CouncilAppraisal]) -> ChartTable {
        let amount = ChartUnit.money(money)
        return ChartTable(
            header: [
                "Council", "Residents", "Expected NPV", "P10", "P90", "Expected cash NPV", "Better off in", "Joins in",
                "Joins (median)", "Expected NPV if it joins",
            ],
            rows: councils.sorted { ($0.name, $0.code) < ($1.name, $1.code) }.map { council in
                [
                    .text(PlainText.oneLine(council.name)), .value(council.residents.rounded(), .count),
                    .value(council.npv.mean, amount), .value(council.npv.p10, amount), .value(council.npv.p90, amount),
                    .value(council.cashNPV.mean, amount), .value(council.probabilityBetterOff, .share),
                    .value(council.probabilityJoins, .share),
                    .value(council.joiningYearP50.map(Double.init), .financialYear),
                    .value(council.ifJoined?.npv.mean, amount),
                ]
            })
    }
}

/// Classes of amounts with round edges: three of gains, three of losses, and nothing.
struct CouncilClasses: Sendable, Hashable {
    /// Half a penny: what an amount may differ from nothing and still count as nothing.
    static let nothing = 0.005
    /// The edge of the first class; the second is three times as far out.
    let edge: Double

    /// Classes such that about a tenth of the amounts lie in the outermost.
    init(_ amounts: [Double]) {
        let sizes = amounts.map(\.magnitude).filter { $0 > Self.nothing }.sorted()
        guard !sizes.isEmpty else {
            edge = 1
            return
        }
        edge = NiceTicks.step(atLeast: sizes[Int(Double(sizes.count - 1) * 0.9)] / 4)
    }

    /// The class of an amount: −3 … 3.
    func step(of amount: Double) -> Int {
        let size = amount.magnitude
        if size <= Self.nothing { return 0 }
        let step = size < edge ? 1 : size < 3 * edge ? 2 : 3
        return amount < 0 ? -step : step
    }

    /// What a class is called.
    func name(of step: Int, money: Money) -> String {
        let sign = step < 0 ? -1.0 : 1
        let (near, far) = (money.text(sign * edge), money.text(sign * 3 * edge))
        return switch step.magnitude {
        case 0: "neither"
        case 1: step < 0 ? "\(near) to 0" : "0 to \(near)"
        case 2: step < 0 ? "\(far) to \(near)" : "\(near) to \(far)"
        default: step < 0 ? "\(far) or less" : "\(far) or more"
        }
    }
}
