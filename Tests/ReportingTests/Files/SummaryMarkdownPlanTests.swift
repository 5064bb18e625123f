import Analysis
import CouncilModel
import Formulas
import Testing

@testable import Reporting

@Suite("What a finance lead can put in the plan")
struct SummaryMarkdownPlanTests {
    private static func section(_ comparison: Comparison) -> String {
        let text = SummaryMarkdown.text(of: comparison)
        guard let start = text.firstRange(of: "## What can I put in the plan?\n\n"),
            let end = text.firstRange(of: "\n\n## What drives it")
        else { return "" }
        return String(text[start.upperBound..<end.lowerBound])
    }

    @Test("years have P50 and the prudent percentile of net, base budget change and capital, and a total")
    func table() {
        #expect(
            Self.section(CashViewExample.comparison()) == """
                **Platform.** Money of the day, all public bodies together, with inflation of 2% a year; above 0 is a \
                call on budgets. P80 is the prudent percentile.

                | Financial year | Net call on budgets, P50 · P80 | Change of the base budget, P50 · P80 | Capital, \
                P50 · P80 |
                | --- | ---: | ---: | ---: |
                | 2026/27 | £10.0k · £10.0k | £9.00k · £9.01k | £4.00k · £4.01k |
                | 2027/28 | £10.1k · £10.1k | £9.10k · £9.11k | £4.10k · £4.11k |
                | 2028/29 | £10.2k · £10.2k | £9.20k · £9.21k | £4.20k · £4.21k |
                | All 3 years | £100k · £100k | – | £40.0k · £40.1k |

                Percentiles by year do not add up to the total's. Contingency: £123k, the P80 less the mean of capital \
                and revenue over all years, recurring savings left out. The councils' own cash NPV is £2.0m ± £600k at \
                the social rate, not your cost of borrowing.
                """
        )
    }

    @Test("a comparison without a cash view has no plan")
    func without() {
        let comparison = ComparisonExample.comparison([SampleOption("Platform", npsv: [1e6, 2e6])])
        #expect(!SummaryMarkdown.text(of: comparison).contains("put in the plan"))
        // Nor has one whose only option is do nothing.
        var nothing = ComparisonExample.comparison([], doNothing: [0])
        nothing.setting.cashView = CashView(inflation: [Formula(constant: 0.02)])
        nothing.options[0].cashView = CashViewExample.view()
        #expect(!SummaryMarkdown.text(of: nothing).contains("put in the plan"))
    }

    @Test("of a long horizon ten years are shown, and charges of borrowing stand apart")
    func longHorizon() {
        let section = Self.section(CashViewExample.comparison(hasFinancing: true, years: 12))
        #expect(section.contains("| 2035/36 |") && !section.contains("| 2036/37 |"))
        #expect(section.contains("| All 12 years | £100k · £100k | – | £40.0k · £40.1k |"))
        #expect(section.contains("| Capital met at once, P50 · P80 |\n"))
        #expect(section.contains("The other 2 years are in years.csv."))
        #expect(section.contains("all years, what is borrowed counted by all its charges, recurring savings left out."))
        #expect(section.contains("Charges of borrowing after 2037/38: £65.4k on average, in no year of the table."))
        #expect(!Self.section(CashViewExample.comparison()).contains("borrowing after"))
    }

    @Test("the councils' own rate stands beside the social rate")
    func ownRate() {
        var comparison = CashViewExample.comparison()
        comparison.setting.councilRate = 0.045
        comparison.options[1].measures[.councilCashNPVOwnRate] = ComparisonExample.spread([1000, 1000])
        #expect(
            Self.section(comparison).hasSuffix(
                "not your cost of borrowing; at the councils' own rate, 4.5% a year in real terms, it is £1.00k."))
    }

    @Test("under a reference figures are what is beyond it, and the percentile is the scenario's")
    func reference() {
        var plain = SampleOption("Do_minimum", npsv: [0, 0])
        plain.isReference = true
        var comparison = ComparisonExample.comparison(
            [plain, SampleOption("Hub", npsv: [1e6, 1e6])], doNothing: [-5, -5])
        comparison.setting.cashView = CashView(inflation: [Formula(constant: 0.02)])
        comparison.setting.prudent = 87.5
        for place in comparison.options.indices { comparison.options[place].cashView = CashViewExample.view() }
        let section = Self.section(comparison)
        #expect(section.hasPrefix("**Hub.** "))
        #expect(
            section.contains(
                "Figures are what it takes beyond the reference, Do\\_minimum, whose own are therefore 0. P87.5 is"))
        #expect(section.contains("| Financial year | Net call on budgets, P50 · P87.5 |"))
    }

    @Test(
        "inflation is told as it is assumed",
        arguments: [
            (["0.02"], "2% a year"), (["2.5%"], "2.5% a year"), (["0.029"], "2.9% a year"), (["0"], "0% a year"),
            (["0.03", "0.02"], "3% and then 2% a year"), (["-0.5%", "0.1", "0.02"], "−0.5%, 10% and then 2% a year"),
            (["0.05", "0.04", "0.03", "0.02"], "5%, 4%, 3% and then 2% a year"),
            (["0.05", "0.04", "0.03", "0.025", "0.02"], "5%, 4%, 3% and so on to 2% a year"),
            (["cpi"], "`cpi` a year"), (["0.03", "cpi  +\n0.01"], "3% and then `cpi + 0.01` a year"),
        ]
    )
    func inflation(rates: [String], words: String) throws {
        let view = CashView(inflation: try rates.map { try Formula(parsing: $0) })
        #expect(CashViewWords.inflation(of: view) == words)
    }

    @Test("two pages still hold it, however many options and years there are", arguments: [1, 5, 63])
    func length(options: Int) {
        var comparison = LondonExample.comparison(options: options, trials: 100)
        comparison.setting.cashView = CashView(inflation: [Formula(constant: 0.02)])
        for place in comparison.options.indices {
            comparison.options[place].cashView = CashViewExample.view(years: 30)
        }
        let text = SummaryMarkdown.text(of: comparison)
        #expect(text.contains("put in the plan"))
        // Numbers of a table take less room than words, its rules and dots none.
        #expect(text.split(whereSeparator: \.isWhitespace).filter { $0 != "|" && $0 != "·" }.count <= 1_100)
        #expect(text.split(separator: "\n").count <= 90)
    }
}
