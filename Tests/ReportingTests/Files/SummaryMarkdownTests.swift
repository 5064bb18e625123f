import Analysis
import CouncilModel
import Formulas
import Foundation
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
                "## What it costs and brings", "## Who pays and who gains", "## What drives it",
                "## What is not known", "## Basis",
            ]
        )
        #expect(text.contains("**Question.** Should London's 33 boroughs"))
    }

    @Test(
        "two pages hold it, however many options there are and however few can be told apart",
        arguments: [1, 5, 6, 7, 63], [false, true])
    func length(options: Int, isUndecided: Bool) {
        var comparison = LondonExample.comparison(options: options, trials: 100)
        let guidance = Manifest.Guidance(
            discounting: "HM Treasury, The Green Book, 5 February 2026", deflator: "HM Treasury GDP deflator",
            deflatorYearsExtended: [2025, 2026]
        )
        comparison.setting.reference = comparison.options[1].name
        comparison.options[1].isReference = true
        if isUndecided {
            for index in comparison.pairs.indices { comparison.pairs[index].difference.standardError = 1e9 }
        }
        let lines = SummaryMarkdown.printedLines(SummaryMarkdown.text(of: comparison, guidance: guidance))
        #expect(lines <= 120, "\(lines) lines")
    }

    @Test("the table has every option where there are at most seven, and else the five highest, reference and nothing")
    func rows() {
        func rows(_ count: Int) -> [String] {
            var options = (1...count).map { SampleOption("O\($0)", npsv: [Double(100 - $0), Double(100 - $0)]) }
            options[count - 1].isReference = true
            return SummaryMarkdown.text(of: ComparisonExample.comparison(options)).split(separator: "\n")
                .prefix { $0 != "## What it costs and brings" }.filter { $0.hasPrefix("| O") || $0.hasPrefix("| Do") }
                .dropFirst().map { String($0.dropFirst(2).prefix { $0 != "|" && $0 != " " }) }
        }
        #expect(rows(6) == (1...6).map { "O\($0)" } + ["Do"])
        #expect(rows(7) == (1...5).map { "O\($0)" } + ["O7", "Do"])
        let many = ComparisonExample.comparison((1...10).map { SampleOption("O\($0)", npsv: [1, 1]) })
        #expect(
            SummaryMarkdown.text(of: many).contains("Left out for a lower mean NPSV: 5 more, which options.csv has."))
    }

    @Test("two pages hold the summary of each committed study")
    func lengthOfStudies() throws {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 1...4 { folder.deleteLastPathComponent() }
        folder.appendPathComponent("scenarios/studies/results")
        let studies = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(!studies.isEmpty)
        for study in studies {
            let file = folder.appendingPathComponent(study).appendingPathComponent("summary.md")
            let lines = SummaryMarkdown.printedLines(try String(contentsOf: file, encoding: .utf8))
            #expect(lines <= 120 && lines > 20, "\(study)")
        }
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
                "**Platform.** In mean present value, transfers included, councils pay £10 and gain £20. Of 6 councils, "
                    + "4 are expected to be better off and 1 worse off by NPV; by cash alone 3 and "
                    + "2. Biggest winners: Barnet (£40k), Derby (£30k) and Exeter (£20k). Biggest losers: Fylde "
                    + "(−£7.0k)."
            )
        )
    }

    @Test("drivers are told with their direction and strength, at most five, and with what they work through")
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
                assumption: "twin", rankCorrelation: 0.2, standardError: 0.03, meanInLowestTenth: 1,
                meanInHighestTenth: 2, through: ["fee_share", "licence_share"]
            ),
        ]
        let text = SummaryMarkdown.text(of: ComparisonExample.comparison([platform]))
        #expect(
            text.contains(
                "- A higher `licence_share` goes closely with a higher value (rank correlation +0.72): mean "
                    + "NPSV is −£100k in the tenth of trials with the lowest, £2.0m in that with the highest."
            )
        )
        #expect(text.contains("- A higher `build_cost` goes somewhat with a lower value (rank correlation −0.25)"))
        #expect(
            text.contains(
                "- A higher `twin` goes somewhat with a higher value through its correlation with `fee_share` and "
                    + "`licence_share` (rank correlation +0.20): mean NPSV is £1 in the"
            )
        )
        platform.drivers = (1...6).map { number in
            Driver(
                assumption: "d\(number)", rankCorrelation: 0.5, standardError: 0.03, meanInLowestTenth: 1,
                meanInHighestTenth: 2
            )
        }
        let many = SummaryMarkdown.text(of: ComparisonExample.comparison([platform]))
        #expect(many.contains("`d5`") && !many.contains("`d6`"))
        // Of two options that may be the best, two each.
        platform.npsv = [1e6, 2e6]
        var hub = platform
        hub.name = "Hub"
        hub.npsv = [2e6, 1e6]
        let two = SummaryMarkdown.text(of: ComparisonExample.comparison([platform, hub]))
        #expect(two.split(separator: "`d2`").count == 3 && !two.contains("`d3`"))
        let none = SummaryMarkdown.text(of: ComparisonExample.comparison([SampleOption("A", npsv: [1])]))
        #expect(
            none.contains(
                "**A.** No trial-level assumption has a rank correlation with NPSV of more than 3 standard errors."
            )
        )
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
        #expect(text.contains("**In none of these figures:** Trust (positive, on residents, grade E).\n"))
        #expect(text.contains("- Outside the model: members leaving one by one, effects on prices from everyone"))
        #expect(
            text.contains(
                "(never the estimate): **Platform.** £1.50m before uplift → £1.25m after uplift → £1.00m simulated mean"
            ))
    }

    @Test("of many assumptions eight are named, those that drive the options in detail first")
    func manyJudged() {
        var platform = SampleOption("Platform", npsv: [1e6, 1e6])
        platform.drivers = ["z9", "graded", "z3"].map { name in
            Driver(
                assumption: name, rankCorrelation: 0.5, standardError: 0.03, meanInLowestTenth: 1, meanInHighestTenth: 2
            )
        }
        let judged = (1...9).map { Assumption(name: "z\($0)", distribution: .fixed(1), source: "us", grade: "E") }
        let graded = Assumption(name: "graded", distribution: .fixed(1), source: "NAO", grade: "A")
        func text(_ assumptions: [Assumption]) -> String {
            SummaryMarkdown.text(of: ComparisonExample.comparison([platform], assumptions: assumptions))
        }
        #expect(
            text([graded] + judged).contains(
                "- Judgement (grade E): 9 of 10 assumptions: `z9`, `z3`, `z1`, `z2`, `z4`, `z5`, `z6`, `z7` and "
                    + "1 more, "
                    + "see inputs/scenario.json.\n"
            )
        )
        #expect(text(Array(judged.dropLast())).contains("8 of 8 assumptions: `z3`, `z1`, `z2`, `z4`"))
        #expect(text(Array(judged.dropLast())).contains("`z7` and `z8`.\n"))
    }

    @Test("what falls to a lead that nobody named is told beside winners and losers, and who is counted in the notes")
    func leadAndReference() {
        var alone = SampleOption("Alone", npsv: [0, 0])
        alone.isReference = true
        var platform = SampleOption("Plat_form", npsv: [1e6, 1e6])
        platform.leadPays = 30_594.6
        let build = Line(
            name: "Build", side: .cost, level: .programme, kind: .capital, value: .amount(Formula(constant: 1)),
            timing: .start(spread: [1], from: -1)
        )
        let lever = Lever(name: "platform", starts: 2027, adoption: .mandate, eligible: [0], costs: [build])
        let text = SummaryMarkdown.text(
            of: ComparisonExample.comparison([alone, platform], doNothing: [-1, -1], levers: [lever])
        )
        #expect(
            text.contains(
                "\n\nNo council's figures hold what falls to a lead where none is named, as in years before "
                    + "anybody has "
                    + "joined: £30.6k of cost under Plat\\_form.\n\n## What drives it"
            )
        )
        #expect(
            text.contains("Councils worse off: of those with any cost or benefit under the option or the reference, "))
        let plain = SummaryMarkdown.text(of: ComparisonExample.comparison([platform]))
        #expect(plain.contains("Councils worse off: of those with any cost or benefit, the average"))
        #expect(!plain.contains("No council's figures"))
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
        #expect(comparison.detailedPlaces == [2])
        #expect(SummaryMarkdown.text(of: comparison).contains("gain £20. Not written out by council."))
    }
}
