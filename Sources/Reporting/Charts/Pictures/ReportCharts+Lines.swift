import Analysis
import CouncilModel

extension ReportCharts {
    /// How many lines have a bar of their own; the others are taken together.
    private static let mostLines = 14

    /// What a line adds to NPSV: its mean, that of a cost with the opposite sign.
    static func effect(of line: LineAppraisal) -> Double { line.side == .cost ? -line.mean : line.mean }

    /// Lines that count in NPSV and are not 0, what takes value first, each part from the largest.
    static func effects(of option: OptionAppraisal) -> [LineAppraisal] {
        let lines = option.lines.enumerated().filter { $0.element.side != .transfer && $0.element.mean != 0 }
        return lines.sorted { one, other in
            let (a, b) = (effect(of: one.element), effect(of: other.element))
            if (a < 0) != (b < 0) { return a < 0 }
            return a.magnitude == b.magnitude ? one.offset < other.offset : a.magnitude > b.magnitude
        }.map(\.element)
    }

    /// Picture 4: how lines add up to NPSV, from what takes value to what adds it.
    package func lines(_ place: Int) -> Chart? {
        let option = comparison.options[place]
        let lines = Self.effects(of: option)
        if lines.isEmpty { return nil }
        let steps = steps(of: lines, hasLever: ownLevers(of: place).count > 1)
        var (taking, adding): ([ChartSpan], [ChartSpan]) = ([], [])
        var categories: [ChartCategory] = []
        var total = 0.0
        var ends = [0.0]
        for (row, step) in steps.enumerated() {
            let end = total + step.amount
            let span = ChartSpan(
                at: Double(row), low: min(total, end), high: max(total, end),
                tip: "\(step.name): \(money.whole(step.amount)), total so far \(money.whole(end))")
            if step.amount < 0 { taking.append(span) } else { adding.append(span) }
            categories.append(ChartCategory(label: step.name, note: money.text(step.amount)))
            total = end
            ends.append(total)
        }
        categories.append(ChartCategory(label: "NPSV", note: money.text(option.npsv.mean.value)))
        let sum = ChartSpan(
            at: Double(steps.count), low: min(0, total), high: max(0, total),
            tip: "NPSV: \(money.whole(option.npsv.mean.value))")
        let panel = ChartPanel(
            form: .rows,
            positions: ChartAxis(title: "", scale: .categories(categories, notesTitle: "mean")),
            values: ChartAxis(
                title: "Mean present value" + valueTitle.dropFirst("NPSV".count),
                scale: .linear(low: ends.min() ?? 0, high: ends.max() ?? 0, unit: .money(money))),
            layers: [
                ChartLayer(name: "takes value", colour: .loss, marks: .bars(taking)),
                ChartLayer(name: "adds value", colour: .gain, marks: .bars(adding)),
                ChartLayer(name: "NPSV", colour: .ink, marks: .bars([sum])),
                ChartLayer(colour: .ink, marks: .valueRule(0, label: "")),
            ].filter { !$0.marks.isEmpty })
        return Chart(
            name: name("lines", place), title: Finding.lines(place, of: comparison), caption: linesCaption,
            panels: [panel], table: linesTable(option))
    }

    private var linesCaption: String {
        var text =
            "Each bar begins where the one above ends: first what takes value, then what adds it, down to the "
            + "NPSV that is left. Transfers between parties cancel out and are not shown."
        if let reference = comparison.referencePlace {
            let name = PlainText.oneLine(comparison.options[reference].name)
            text += " Figures are differences from \(name): a cost of it that falls away adds value."
        }
        return text
    }

    /// The bars: lines, and what is left of either sign taken together.
    private func steps(of lines: [LineAppraisal], hasLever several: Bool) -> [(name: String, amount: Double)] {
        let kept = Set(
            lines.indices.sorted { one, other in
                let (a, b) = (Self.effect(of: lines[one]).magnitude, Self.effect(of: lines[other]).magnitude)
                return a == b ? one < other : a > b
            }.prefix(lines.count <= Self.mostLines + 1 ? lines.count : Self.mostLines))
        var steps: [(name: String, amount: Double)] = []
        for isLoss in [true, false] {
            let part = lines.indices.filter { (Self.effect(of: lines[$0]) < 0) == isLoss }
            steps += part.filter(kept.contains).map { index in
                (lineName(lines[index], hasLever: several), Self.effect(of: lines[index]))
            }
            let rest = part.filter { !kept.contains($0) }
            if rest.count == 1 {
                steps.append((lineName(lines[rest[0]], hasLever: several), Self.effect(of: lines[rest[0]])))
            } else if !rest.isEmpty {
                steps.append(
                    (
                        "\(PlainNumber.count(rest.count)) smaller lines",
                        rest.reduce(0) { $0 + Self.effect(of: lines[$1]) }
                    ))
            }
        }
        return steps
    }

    /// A line's name, with its lever where there are several, and what it is where only the reference has it.
    func lineName(_ line: LineAppraisal, hasLever: Bool) -> String {
        var name = PlainText.oneLine(line.line)
        if hasLever {
            let lever = comparison.setting.levers.first { $0.name == line.lever }
            name += ", " + PlainText.oneLine(lever?.title ?? line.lever)
        }
        if line.isReferenceOnly { name += line.side == .cost ? " (no longer paid)" : " (given up)" }
        return name
    }

    private func linesTable(_ option: OptionAppraisal) -> ChartTable {
        let amount = ChartUnit.money(money)
        return ChartTable(
            header: ["Line", "Lever", "Side", "Kind", "Mean present value", "P10", "P90", "Mean before uplift"],
            rows: option.lines.map { line in
                [
                    .text(lineName(line, hasLever: false)), .text(PlainText.oneLine(line.lever)),
                    .text(line.side.rawValue), .text(line.kind.rawValue.replacing("_", with: "-")),
                    .value(line.mean, amount), .value(line.p10, amount), .value(line.p90, amount),
                    .value(line.meanBeforeUplift, amount),
                ]
            })
    }
}
