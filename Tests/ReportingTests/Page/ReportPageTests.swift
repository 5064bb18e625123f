import Analysis
import CouncilModel
import Testing

@testable import Reporting

@Suite("report.html")
struct ReportPageTests {
    private static let guidance = Manifest.Guidance(discounting: "Green Book, 2026")

    private static func text(_ comparison: Comparison) -> String {
        ReportPage(comparison, guidance: guidance, version: "9.8.7").text
    }

    @Test("Question and answer come first, then the options, the seven pictures in their order, and what they rest on")
    func order() {
        let comparison = LondonExample.comparison()
        let text = Self.text(comparison)
        let parts =
            [
                MarkupText.escaped(comparison.setting.question), MarkupText.escaped(Answer.sentence(of: comparison)),
                "<h2>Options compared</h2>",
            ]
            + ["value", "certainty", "cash", "lines", "members", "councils", "drivers"].map { "<section id=\"\($0)\">" }
            + [
                "<h2>What has no figure</h2>", "<h2>What is assumed</h2>", "<h2>What is not known</h2>",
                "<h2>How it was made</h2>", "Green Book, 2026", "Version 9.8.7 of Folkmoot",
            ]
        let places = parts.map { part in text.range(of: part)?.lowerBound }
        #expect(!places.contains(nil))
        let found = places.compactMap { $0 }
        #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("Nothing is asked for from elsewhere, and every name inside is given once")
    func alone() {
        let text = Self.text(LondonExample.comparison())
        #expect(
            text.components(separatedBy: "http").allSatisfy {
                $0.hasPrefix("://www.w3.org/2000/svg") || !$0.hasPrefix("://") && !$0.hasPrefix("s://")
            })
        #expect(!text.contains("src=") && !text.contains("@import") && !text.contains("url("))
        let names = text.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(Set(names).count == names.count && names.count > 20)
        for link in text.components(separatedBy: "href=\"#").dropFirst().map({ $0.prefix { $0 != "\"" } }) {
            #expect(names.contains(link), "\(link)")
        }
    }

    @Test("What others wrote is never markup")
    func hostile() {
        let wicked = "<script>alert('x')</script>&\u{0}\u{7}\u{202E}"
        var option = SampleOption(wicked, npsv: [1e6, -2e6, 3e6])
        option.councils = [ComparisonExample.council("A", wicked, npv: 5, cash: 1)]
        option.drivers = LondonExample.comparison().drivers[1].map { driver in
            var driver = driver
            driver.assumption = wicked
            return driver
        }
        let comparison = ComparisonExample.comparison(
            [option], title: wicked, question: wicked,
            assumptions: [
                Assumption(name: wicked, unit: wicked, distribution: .fixed(1), source: wicked, grade: wicked)
            ],
            unmonetised: [UnmonetisedEffect(name: wicked, direction: wicked, source: wicked)])
        let text = Self.text(comparison)
        #expect(text.components(separatedBy: "<script>").count == 2)
        #expect(!text.contains("alert('x')"))
        #expect(text.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;"))
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 32 || $0 == "\n" })
    }

    @Test("Many options are cut to those of the highest mean, and the rest can be opened")
    func manyOptions() {
        let text = Self.text(LondonExample.comparison(options: 63, trials: 64))
        // Nine of the 63 are above 0 on average, so that do nothing is among the twelve that are shown.
        #expect(text.contains("<summary>52 options of a lower mean</summary>"))
        #expect(text.contains("variant 62"))
        #expect(text.utf8.count < 3_000_000)
    }

    @Test("With inflation there is a plan, with each row of a budget that is not 0")
    func plan() {
        let text = Self.text(CashViewExample.comparison())
        #expect(text.contains("What can I put in the plan? Platform"))
        // P50 of the net row, the tenth, in year 0, and its prudent figure: 10,000 and 10,007.
        #expect(text.contains("<td>£10.0k<small>£10.0k</small></td>"))
        #expect(text.contains("<th scope=\"col\">Recurring savings</th>"))
        #expect(
            !Self.text(ComparisonExample.comparison([SampleOption("A", npsv: [1, 2])])).contains("put in the plan"))
    }

    @Test("An assumption is given with its percentiles, unit, grade and source")
    func register() {
        let text = Self.text(
            ComparisonExample.comparison(
                [SampleOption("A", npsv: [1, 2])],
                assumptions: [
                    Assumption(
                        name: "fee", unit: "GBP/year", distribution: .uniform(min: 10_000, max: 20_000),
                        variesBy: .council,
                        source: "a quote", grade: "D", prices: 2024)
                ]))
        #expect(text.contains(">11,000 · 15,000 · 19,000</td>"))
        #expect(text.contains(">GBP/<wbr>year</td>") && text.contains(">a quote · prices of 2024</td>"))
        #expect(text.contains("1 assumptions: 1 of grade D.") || text.contains("1 assumption: 1 of grade D."))
    }

    @Test("A comparison without councils, drivers, members and lines still gives a page")
    func bare() {
        let text = Self.text(ComparisonExample.comparison([SampleOption("A", npsv: [1])]))
        #expect(text.contains("<section id=\"value\">") && !text.contains("<section id=\"councils\">"))
        #expect(text.hasSuffix("</html>\n"))
    }
}
