import Analysis
import Testing

@testable import Reporting

@Suite("The drawing of a picture, read back from its SVG")
struct ValueChartTests {
    private static let comparison = ComparisonExample.comparison([
        SampleOption("Mostly a loss", npsv: (0...100).map { Double($0) * 3e4 - 2.2e6 }),
        SampleOption("<b>Both & \"more\"</b>", npsv: (0...100).map { Double($0) * 1e4 - 2e5 }),
    ])

    /// Where amounts are drawn, read off two figures of the axis: their text says which amount, their place where.
    private static func horizontal(_ svg: PlainXML) throws -> (Double) -> Double {
        let ticks = svg.all("text").compactMap { text -> (amount: Double, x: Double)? in
            guard text.text.contains("£"), text.text.hasSuffix("m") || text.text == "£0", let x = text.number("x"),
                let number = Double(
                    text.text.replacing("£", with: "").replacing("m", with: "").replacing("−", with: "-"))
            else { return nil }
            return (number * 1e6, x)
        }
        // The outermost may have been moved into the drawing.
        let inner = ticks.sorted { $0.amount < $1.amount }.dropFirst().dropLast()
        let (a, b) = (try #require(inner.first), try #require(inner.last))
        try #require(a.amount < b.amount)
        return { a.x + ($0 - a.amount) / (b.amount - a.amount) * (b.x - a.x) }
    }

    @Test("Bars end at P10 and P90, are parted at 0, and strokes stand at P50", arguments: ChartSize.allCases)
    func bars(size: ChartSize) throws {
        let svg = try PlainXML(ChartSVG.text(of: ReportCharts(Self.comparison).value, size: size))
        let place = try Self.horizontal(svg)
        for option in Self.comparison.options.dropFirst() {
            let own = svg.all.filter { $0.attributes["data-t"]?.hasPrefix(option.name + ":") ?? false }
            let bars = own.filter { $0.name == "rect" }
            let starts = bars.compactMap { $0.number("x") }
            let ends = bars.compactMap { bar in bar.number("x").flatMap { x in bar.number("width").map { x + $0 } } }
            #expect(bars.count == 2, "\(option.name)")
            // Coordinates are rounded to a hundredth, and so is the width.
            #expect(((starts.min() ?? 0) - place(option.npsv.p10)).magnitude < 0.03)
            #expect(((ends.max() ?? 0) - place(option.npsv.p90)).magnitude < 0.03)
            #expect(((starts.max() ?? 0) - place(0)).magnitude < 0.03)
            #expect(((ends.min() ?? 0) - place(0)).magnitude < 0.03)
            let stroke = try #require(own.first { $0.name == "path" }?.attributes["d"])
            let x = try #require(Double(stroke.dropFirst().prefix { $0 != " " }))
            #expect((x - place(option.npsv.p50)).magnitude < 0.03)
        }
    }

    @Test("Names are read as they are written, and no two drawings differ from run to run")
    func escaping() throws {
        let chart = ReportCharts(Self.comparison).value
        let text = ChartSVG.text(of: chart, size: .narrow)
        #expect(!text.contains("<b>"))
        let words = try PlainXML(text).all("text").map(\.text)
        #expect(words.contains("<b>Both & \"more\"</b>"))
        #expect(text == ChartSVG.text(of: ReportCharts(Self.comparison).value, size: .narrow))
    }

    @Test("The lines of certainty climb through the quantiles, the part below 0 is shaded")
    func certainty() throws {
        let chart = ReportCharts(Self.comparison).certainty
        let panel = try #require(chart.panels.first)
        let lines = panel.layers.compactMap { layer -> [ChartPoint]? in
            if case .line(let points) = layer.marks { points } else { nil }
        }
        #expect(lines.count == 2)
        for (line, option) in zip(lines, [Self.comparison.options[2], Self.comparison.options[1]]) {
            #expect(line.map(\.at) == Array(option.quantiles[1...99]))
            #expect(zip(line, line.dropFirst()).allSatisfy { $0.value < $1.value && $0.at <= $1.at })
        }
        let svg = try PlainXML(ChartSVG.text(of: chart, size: .wide))
        let place = try Self.horizontal(svg)
        let shade = try #require(
            // The first is the sample of the legend.
            svg.all("g").last { $0.attributes["fill"] == ChartColour.paleLoss.hex && !$0.all("rect").isEmpty }?
                .all("rect").last)
        #expect((((shade.number("x") ?? 0) + (shade.number("width") ?? 0)) - place(0)).magnitude < 0.03)
    }

    @Test("The table of a picture has its numbers, all options, in order of the mean")
    func table() {
        let table = ReportCharts(Self.comparison).value.table
        #expect(table.rows.map { $0[0].text } == ["<b>Both & \"more\"</b>", "Do nothing", "Mostly a loss"])
        #expect(table.rows[0][1].text == "£300,000")
        #expect(table.rows[2].dropFirst(3).prefix(3).map(\.text) == ["−£1,900,000", "−£700,000", "£500,000"])
        #expect(table.rows.allSatisfy { $0.count == table.header.count })
    }
}
