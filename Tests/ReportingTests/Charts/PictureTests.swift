import Analysis
import CouncilModel
import Testing

@testable import Reporting

@Suite("What the pictures of one option show")
struct PictureTests {
    private static func line(
        _ name: String, _ side: Line.Side, _ mean: Double, isReferenceOnly: Bool = false
    ) -> LineAppraisal {
        LineAppraisal(
            lever: "platform", line: name, side: side, kind: side == .cost ? .revenue : .cashable,
            isReferenceOnly: isReferenceOnly, mean: mean, p10: mean - 1, p90: mean + 1, meanBeforeUplift: mean)
    }

    private static func comparison(lines: [LineAppraisal]) -> Comparison {
        var comparison = ComparisonExample.comparison([SampleOption("Platform", npsv: [1, 2, 3, 4])])
        comparison.options[1].lines = lines
        return comparison
    }

    @Test("Bars of lines begin where the one above ends, losses first, and end at benefits less costs")
    func waterfall() throws {
        let comparison = Self.comparison(lines: [
            Self.line("Running", .cost, 300), Self.line("Savings", .benefit, 900), Self.line("Build", .cost, 500),
            Self.line("Old fee", .cost, -100, isReferenceOnly: true), Self.line("Paid over", .transfer, 70),
            Self.line("Nothing", .benefit, 0),
        ])
        let chart = try #require(ReportCharts(comparison).lines(1))
        let spans = chart.panels[0].layers.flatMap { layer -> [ChartSpan] in
            if case .bars(let spans) = layer.marks { spans } else { [] }
        }.sorted { $0.at < $1.at }
        // Sums by hand: −500, −800, then 100 and 200.
        #expect(spans.map(\.low) == [-500, -800, -800, 100, 0])
        #expect(spans.map(\.high) == [0, -500, 100, 200, 200])
        guard case .categories(let rows, _) = chart.panels[0].positions.scale else {
            Issue.record("lines are categories")
            return
        }
        #expect(rows.map(\.label) == ["Build", "Running", "Savings", "Old fee (no longer paid)", "NPSV"])
        #expect(chart.title == "Platform: “Savings” adds most (£900), “Build” takes most (£500)")
    }

    @Test("Of many lines the largest are drawn, and the rest together, so that the sum is the same")
    func manyLines() throws {
        let lines = (1...40).map { Self.line("Line \($0)", $0 % 2 == 0 ? .cost : .benefit, Double($0)) }
        let chart = try #require(ReportCharts(Self.comparison(lines: lines)).lines(1))
        let spans = chart.panels[0].layers.flatMap { layer -> [ChartSpan] in
            if case .bars(let spans) = layer.marks { spans } else { [] }
        }
        let sum = try #require(spans.max { $0.at < $1.at })
        // 2 + 4 + … + 40 is 420, 1 + 3 + … + 39 is 400.
        #expect(sum.low == -20 && sum.high == 0)
        #expect(spans.count == 14 + 2 + 1)
        #expect(chart.table.rows.count == 40)
    }

    @Test("Councils are put into classes with round edges, losses below, nothing in the middle")
    func classes() {
        let amounts = [-50_000, -20_000, -900, -0.004, 0, 0.004, 700, 12_000, 90_000]
        let classes = CouncilClasses(amounts)
        // Nine tenths of the way through six sizes (from 0) lies 50,000, a quarter of which is 12,500.
        #expect(classes.edge == 20_000)
        #expect(amounts.map(classes.step) == [-2, -2, -1, 0, 0, 0, 1, 1, 3])
        let money = Money(currency: "GBP")
        #expect(
            [-3, -2, -1, 0, 1, 2, 3].map { classes.name(of: $0, money: money) } == [
                "−£60k or less", "−£60k to −£20k", "−£20k to 0", "neither", "0 to £20k", "£20k to £60k", "£60k or more",
            ])
    }

    @Test("Each council is one circle and one dot, a loss has a broken edge, and the strip rises")
    func councils() throws {
        let comparison = LondonExample.comparison()
        let option = comparison.options[1]
        let chart = try #require(ReportCharts(comparison).councils(1))
        let circles = chart.panels[0].layers.flatMap { layer -> [ChartCircle] in
            if case .circles(let circles) = layer.marks { circles } else { [] }
        }
        #expect(circles.map(\.label).sorted() == option.councils.map(\.name).sorted())
        for circle in circles {
            let council = try #require(option.councils.first { $0.name == circle.label })
            #expect(circle.isBroken == (council.npv.mean < 0))
        }
        let dots = chart.panels[1].layers.flatMap { layer -> [ChartPoint] in
            if case .dots(let points) = layer.marks { points } else { [] }
        }.sorted { $0.at < $1.at }
        #expect(dots.map(\.value) == option.councils.map(\.npv.mean).sorted())
        #expect(chart.table.rows.map { $0[0].text } == option.councils.map(\.name).sorted())
    }

    @Test("Without places in the register there is no map, only the strip")
    func noPlaces() throws {
        var option = SampleOption("Platform", npsv: [1, 2, 3])
        option.councils = [ComparisonExample.council("A", "Alder", npv: 5, cash: 1, joins: false)]
        let chart = try #require(ReportCharts(ComparisonExample.comparison([option])).councils(1))
        #expect(chart.panels.map(\.form) == [.columns(.tall)])
        #expect(try PlainXML(ChartSVG.text(of: chart, size: .wide)).all("circle").count == 1)
    }

    @Test("Peak funding and payback are marked where they are, and only there")
    func cash() throws {
        var comparison = ComparisonExample.comparison([SampleOption("Platform", npsv: [1e6, 2e6, 3e6])])
        func labels() throws -> [ChartMarks] {
            try #require(ReportCharts(comparison).cash(1)).panels[1].layers.map(\.marks).filter { marks in
                switch marks {
                case .valueRule, .positionRule: true
                default: false
                }
            }
        }
        #expect(try labels() == [.positionRule(2028, label: "payback, P50: 2028/29")])
        comparison.options[1].measures[.peakFunding] = ComparisonExample.spread([2e5, 3e5, 4e5])
        comparison.options[1].payback.p50 = nil
        #expect(try labels() == [.valueRule(-3e5, label: "peak funding, P50: £300k")])
    }

    @Test("A driver is a ring at the mean of its lowest tenth and a dot at that of its highest")
    func drivers() throws {
        let comparison = LondonExample.comparison()
        let chart = try #require(ReportCharts(comparison).drivers(3))
        var (rings, dots): ([Double], [Double]) = ([], [])
        for layer in chart.panels[0].layers {
            if case .rings(let points) = layer.marks { rings += points.map(\.value) }
            if case .dots(let points) = layer.marks { dots += points.map(\.value) }
        }
        #expect(rings == comparison.drivers[3].map(\.meanInLowestTenth))
        #expect(dots == comparison.drivers[3].map(\.meanInHighestTenth))
        #expect(
            chart.title
                == "Standards then platform hangs most on licence_saving_share: £3.1m where it is lowest, £14m "
                + "where it is "
                + "highest")
    }

    @Test("Every picture is well-formed in both sizes, with as many cells a row as its table has columns")
    func everyPicture() throws {
        let charts = ReportCharts(LondonExample.comparison())
        let all =
            [charts.value, charts.certainty]
            + charts.places.flatMap { place in
                [
                    charts.cash(place), charts.lines(place), charts.members(place), charts.councils(place),
                    charts.drivers(place),
                ].compactMap { $0 }
            }
        #expect(Set(all.map(\.name)).count == all.count)
        for chart in all {
            #expect(
                !chart.title.isEmpty && !chart.title.hasSuffix(".") && chart.caption.hasSuffix("."), "\(chart.name)")
            #expect(chart.table.rows.allSatisfy { $0.count == chart.table.header.count })
            for size in ChartSize.allCases {
                let svg = try PlainXML(ChartSVG.text(of: chart, size: size))
                #expect(svg.name == "svg" && svg.all.contains { $0.attributes["data-t"] != nil }, "\(chart.name)")
            }
        }
    }
}
