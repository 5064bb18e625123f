import Analysis
import CouncilModel
import Stochastics
import Testing

@testable import Reporting

@Suite("summary.md")
struct SummaryMarkdownTests {
    @Test("sections come in the order a reader asks")
    func sections() {
        let text = SummaryMarkdown.text(of: LondonExample.comparison(trials: 100))
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("#") }.map(String.init)
        #expect(
            headings == [
                "# Back-office planning systems in London", "## Answer", "## Options compared",
                "## Who wins and who loses", "## What drives it", "## Beside the single-number answer",
                "## What is not known", "## Basis",
            ]
        )
        #expect(text.contains("**Question.** Should London's 33 boroughs"))
    }

    @Test("two pages hold it, however many options there are", arguments: [1, 5, 63])
    func length(options: Int) {
        let text = SummaryMarkdown.text(of: LondonExample.comparison(options: options, trials: 100))
        // About 550 words a page of tables and prose.
        #expect(text.split(whereSeparator: \.isWhitespace).count <= 1_100)
        #expect(text.split(separator: "\n").count <= 70)
    }

    @Test("the table of options names the denominator of the ratio and shows errors")
    func options() {
        let comparison = ComparisonExample.comparison([
            SampleOption("Plat|form_1", npsv: [1e6, 2e6, 3e6, 2e6], cash: [-1e6, -1.1e6, -1e6, -1.1e6])
        ])
        let lines = SummaryMarkdown.text(of: comparison).split(separator: "\n").map(String.init)
        #expect(
            lines.contains(
                "| Option | NPSV, mean ± error | P10 to P90 | BCR, per £1 of public cost | P(best) | Councils "
                    + "worse off | "
                    + "Public cash NPV | Payback |"
            )
        )
        // Mean 2m, error 0.408m; cash −1.05m, error 0.029m; ratio (2m + 0.1m)/0.1m.
        #expect(
            lines.contains(
                "| Plat\\|form\\_1 | £2.0m ± £400k | £1.3m to £2.7m | 21.0 | 100% | 25% | −£1.05m ± £30k | "
                    + "2028/29 (never in 13%) |"
            )
        )
        #expect(lines.contains("| Do nothing | £0 | £0 to £0 | – | 0% | 25% | £0 | – |"))
        #expect(
            lines.contains {
                $0.hasSuffix("Public cash alone and councils' own cash alone would choose do nothing instead.")
            }
                == false
        )
        #expect(lines.contains { $0.contains("Public cash alone would choose do nothing instead") })
    }

    @Test("winners and losers are counted and the three biggest named")
    func councils() {
        var platform = SampleOption("Platform", npsv: [1e6, 1e6])
        platform.councils = [
            ComparisonExample.council("E1", "Aylesbury", npv: 10_000, cash: -5),
            ComparisonExample.council("E2", "Barnet", npv: 40_000, cash: 5),
            ComparisonExample.council("E3", "Camden", npv: 0.004, cash: 0),
            ComparisonExample.council("E4", "Derby", npv: 30_000, cash: 5),
            ComparisonExample.council("E5", "Exeter", npv: 20_000, cash: 5),
            ComparisonExample.council("E6", "Fylde", npv: -7_000, cash: -5),
        ]
        let text = SummaryMarkdown.text(of: ComparisonExample.comparison([platform]))
        #expect(
            text.contains(
                "**Platform.** Of 6 councils, 4 are expected to be better off and 1 worse off by NPV; by cash "
                    + "alone 3 and "
                    + "2. Biggest winners: Barnet (£40k), Derby (£30k) and Exeter (£20k). Biggest losers: Fylde "
                    + "(−£7.0k)."
            )
        )
    }

    @Test("drivers are those beyond two standard errors, with their direction and strength")
    func drivers() {
        var platform = SampleOption("Platform", npsv: [1e6, 1e6])
        platform.drivers = [
            Driver(
                assumption: "licence_share", rankCorrelation: 0.72, standardError: 0.03, meanInLowestTenth: -1e5,
                meanInHighestTenth: 2e6
            ),
            Driver(
                assumption: "build_cost", rankCorrelation: -0.25, standardError: 0.03, meanInLowestTenth: 2e6,
                meanInHighestTenth: 1e6
            ),
            Driver(
                assumption: "noise", rankCorrelation: 0.06, standardError: 0.03, meanInLowestTenth: 1,
                meanInHighestTenth: 2
            ),
        ]
        let text = SummaryMarkdown.text(of: ComparisonExample.comparison([platform]))
        #expect(
            text.contains(
                "- A higher `licence_share` goes closely with a higher value (rank correlation +0.72): mean "
                    + "NPSV is −£100k "
                    + "in the tenth of trials in which it is lowest and £2.0m in that in which it is highest."
            )
        )
        #expect(text.contains("- A higher `build_cost` goes somewhat with a lower value (rank correlation −0.25)"))
        #expect(!text.contains("noise"))
        let none = SummaryMarkdown.text(of: ComparisonExample.comparison([SampleOption("A", npsv: [1])]))
        #expect(none.contains("No trial-level assumption has a rank correlation with NPSV of more than two"))
    }

    @Test("what is not known is counted and named, and the single number is labelled")
    func unknowns() {
        let comparison = ComparisonExample.comparison(
            [SampleOption("Platform", npsv: [1e6, 1e6])],
            assumptions: [
                Assumption(name: "a", distribution: .fixed(1), source: "NAO", grade: "B"),
                Assumption(name: "b", distribution: .fixed(1), source: "us", grade: "E"),
                Assumption(name: "c", distribution: .fixed(1), source: " ", grade: ""),
                Assumption(name: "d", distribution: .fixed(1), source: "", grade: "E"),
            ],
            unmonetised: [UnmonetisedEffect(name: "Trust", direction: "positive", who: "residents", grade: "E")]
        )
        let text = SummaryMarkdown.text(of: comparison)
        #expect(text.contains("- Judgement (grade E): 2 of 4 assumptions: `b` and `d`.\n"))
        #expect(text.contains("- Without a source: 1 of 4: `c`.\n"))
        #expect(text.contains("- Effects without a figure: Trust (positive, on residents, grade E).\n"))
        #expect(text.contains("- Outside the model: members leaving one by one, effects on prices from everyone"))
        #expect(
            text.contains("| Option | Single number before uplift | Single number | Simulated mean (the estimate) |"))
        #expect(text.contains("| Platform | £1.50m | £1.25m | £1.00m |"))
    }

    @Test("the basis names prices, years, rates, trials and editions, and errors that are upper bounds")
    func basis() {
        let comparison = ComparisonExample.comparison(
            [SampleOption("Platform", npsv: [1e6, 2e6, 3e6])], isUpperBound: true
        )
        let guidance = Manifest.Guidance(
            discounting: "Green Book, 5 February 2026", deflator: "GDP deflator", deflatorYearsExtended: [2025, 2026]
        )
        let text = SummaryMarkdown.text(of: comparison, guidance: guidance)
        #expect(
            text.contains("over 2026/27 to 2028/29, real, in prices of 2026. Discounting: Green Book 2026 standard"))
        #expect(text.contains("standard errors are upper bounds (\"at most\")"))
        #expect(text.contains("| Platform | £2.0m ± at most £600k |"))
        #expect(text.hasSuffix("Guidance: Green Book, 5 February 2026; GDP deflator, extended for 2025 to 2026.\n"))
        #expect(!SummaryMarkdown.text(of: LondonExample.comparison(trials: 100)).contains("upper bounds"))
    }

    @Test("where doing nothing leads, detail is of the best of the others")
    func doNothingLeads() {
        let comparison = ComparisonExample.comparison([
            SampleOption("Hub", npsv: [-2e6, -2e6]), SampleOption("Platform", npsv: [-1e6, -1e6]),
        ])
        #expect(SummaryMarkdown.detailed(comparison) == [2])
        #expect(SummaryMarkdown.text(of: comparison).contains("**Platform.** Not written out by council."))
    }
}
