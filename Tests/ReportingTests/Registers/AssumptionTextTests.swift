import Analysis
import Appraisal
import CouncilModel
import Formulas
import Stochastics
import Testing

@testable import Reporting

@Suite("The register of assumptions in words")
struct AssumptionTextTests {
    private static func register(everythingSourced: Bool = false) throws -> AssumptionRegister {
        func line(_ name: String, _ amount: String) throws -> Line {
            Line(
                name: name, side: .cost, kind: .revenue, value: .amount(try Formula(parsing: amount)), timing: .renewal)
        }
        let lever = Lever(
            name: "platform", starts: 2026, delay: try Formula(parsing: "late"), adoption: .mandate, eligible: [],
            costs: [try line("Build", "cost"), try line("Run, yearly", everythingSourced ? "cost" : "60000")])
        var scenario = Scenario(
            title: "T", baseYear: 2026, years: 2, priceYear: 2026, discounting: DiscountSchedule(rate: 0),
            register: Register(codes: [], names: [], types: [], columns: []), selected: [], levers: [lever],
            options: [AppraisalOption(name: "O", levers: ["platform"])],
            cashView: CashView(inflation: [try Formula(parsing: "late")]))
        scenario.assumptions = [
            Assumption(
                name: "cost", unit: "GBP", distribution: .uniform(min: 0, max: 200_000), source: "A quote", grade: "B",
                basis: "point_estimate", note: "=n", owner: "A. Lead", review: "2027", prices: 2024),
            Assumption(
                name: "late", unit: "year", distribution: .fixed(2), variesBy: .councilAndYear,
                source: everythingSourced ? "assumption" : ""),
            Assumption(name: "spare", distribution: .fixed(1), source: "assumption", grade: "E"),
        ]
        let original = Assumption(
            name: "cost", unit: "GBP", distribution: .fixed(50_000), source: "A quote", grade: "B", prices: 2019)
        return AssumptionRegister(
            of: scenario,
            overridden: [.init(original: original, file: "lib/p.json", keys: ["distribution", "prices"])])
    }

    @Test("Everything that is known of an assumption is told, and what is missing")
    func text() throws {
        let register = try Self.register()
        #expect(
            AssumptionText.text(of: register, all: false, width: 80, usesColour: false)
                == """
                T
                2 assumptions: 1 of grade B and 1 without a grade.

                Assumption     P10 · P50 · P90  Mean  Unit               Grade
                cost        20k · 100k · 180k  100k  GBP (2024 prices)  B
                    A quote [point estimate]
                    Owner: A. Lead, review: 2027.
                    Overrides lib/p.json in distribution and prices; there 50k GBP (2019
                    prices); the source is still that of the value before: say where the new one
                    is from.
                    Used by platform (Build).
                late                        2     2  year               –
                    No source
                    Drawn anew for each council and year.
                    Used by platform (joining) and budgets.

                1 more is used by no option; --all lists them too.

                Without a source: late; add "source" to each, or write "assumption" there and
                whose judgement it is.
                Numbers without a name, and so without a source: 60,000 in platform: Run,
                yearly; name them under "assumptions".

                Values are in their unit and the prices in which they are stated. One draw holds
                for the whole trial unless it is said to be drawn anew. Grades go from
                evaluation (A) to judgement (E). k is thousand, m million.

                """.replacing("Assumption     P10", with: "Assumption    P10"))
        let all = AssumptionText.text(of: register, all: true, width: 80, usesColour: false)
        #expect(all.contains("\nUsed by no option\nAssumption  P10 · P50 · P90  Mean  Unit  Grade\nspare "))
        #expect(AssumptionText.missing(in: try Self.register(everythingSourced: true)) == [])
        for width in 40...120 {
            let lines = AssumptionText.text(of: register, all: true, width: width, usesColour: false)
                .split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= width })
        }
    }

    @Test("The same as CSV, in which no text is run as a formula")
    func csv() throws {
        #expect(
            AssumptionCSV.text(of: try Self.register(), all: true) == """
                assumption,unit,prices,varies_by,p10,p50,p90,mean,grade,basis,source,owner,review,note,used_by,\
                overridden_file,overridden_keys,original_p10,original_p50,original_p90,original_mean,original_source
                cost,GBP,2024,trial,20000,100000,180000,100000,B,point_estimate,A quote,A. Lead,2027,'=n,\
                platform: Build,lib/p.json,distribution prices,50000,50000,50000,50000,A quote
                late,year,,council and year,2,2,2,2,,,,,,,platform: joining; budgets,,,,,,,
                spare,,,trial,1,1,1,1,E,,assumption,,,,,,,,,,,

                """)
        #expect(!AssumptionCSV.text(of: try Self.register(), all: false).contains("spare"))
    }

    @Test("The same as JSON")
    func json() throws {
        let root = try #require(PlainJSON(AssumptionRegisterJSON.text(of: try Self.register(), all: false)))
        #expect(root["folkmoot_assumptions"] == .number("1"))
        #expect(root["by_grade"]?["B"] == .number("1") && root["by_grade"]?["none"] == .number("1"))
        #expect(root["without_source"]?[0] == .text("late"))
        #expect(root["numbers_without_name"]?[0]?["value"] == .number("60000"))
        #expect(root["unused"] == .number("1") && root["assumptions"]?.count == 2)
        let cost = try #require(root["assumptions"]?[0])
        #expect(cost["p90"] == .number("180000") && cost["owner"] == .text("A. Lead"))
        #expect(cost["overridden"]?["original"]?["mean"] == .number("50000"))
        #expect(cost["used_by"]?[0]?["line"] == .text("Build"))
        let late = try #require(root["assumptions"]?[1])
        #expect(late["overridden"] == .null && late["used_by"]?[0]?["line"] == .null)
    }
}

@Suite("What a first scenario says of itself")
struct StarterWordsTests {
    private static func candidate(
        _ name: String, _ correlation: Double, grade: String, note: String = "", fixed: Bool = false
    ) -> ReplacementCandidate {
        ReplacementCandidate(
            assumption: Assumption(
                name: name, unit: "GBP", distribution: fixed ? .fixed(5) : .uniform(min: 0, max: 100_000), grade: grade,
                note: note, prices: 2024),
            driver: Driver(
                assumption: name, rankCorrelation: correlation, standardError: 0.04, meanInLowestTenth: 0,
                meanInHighestTenth: 0),
            option: "Both")
    }

    @Test("The note names what to replace, in order, and what stays")
    func note() {
        var worth = Comparison.WorthReplacing()
        let rest =
            "Then see who pays and who joins in the library files, write entries of your own for what is otherwise with "
            + "you, and name what happens anyway as an option under \"reference\"."
        #expect(
            StarterWords.note(worth, trials: 512)
                == "A first draft, to be made your own. No assumption stood out in 512 trials. " + rest)
        worth.candidates = [Self.candidate("a", 0.5, grade: "E"), Self.candidate("b", 0.3, grade: "D")]
        worth.classes = ["c"]
        #expect(
            StarterWords.note(worth, trials: 512)
                == "A first draft, to be made your own. Replace first, in this order: a and b. They go most with NPSV in "
                + "512 trials of the options below; of like strength, those of weaker evidence come first. The note of each "
                + "says why; write \"distribution\" and \"source\" beside it. c drives the result too, but is a record of how "
                + "others' projects went, to be replaced by a record of your own and not by an estimate. " + rest)
        worth.classes = ["c", "d"]
        #expect(
            StarterWords.note(worth, trials: 512).contains(" c and d drive the result too, but are records of how "))
    }

    @Test("A remark says why, on what evidence, and what is there now")
    func remark() {
        #expect(
            StarterWords.remark(
                on: Self.candidate("a", -0.52, grade: "E", note: "Old."), place: 1, of: 3, trials: 512)
                == "Replace first, 1 of 3: a higher value goes clearly with a lower NPSV of Both (rank correlation −0.52 in "
                + "512 trials), and rests on judgement (grade E). P10 · P50 · P90 now: 10k · 50k · 90k GBP (2024 prices). "
                + "The library says: Old.")
        #expect(
            StarterWords.remark(on: Self.candidate("a", 0.3, grade: "", fixed: true), place: 2, of: 2, trials: 512)
                == "Replace first, 2 of 2: a higher value goes somewhat with a higher NPSV of Both (rank correlation +0.30 in "
                + "512 trials), and rests on evidence that nobody has graded. Now: 5 GBP (2024 prices).")
    }

    @Test("After writing, it says what was written, what to replace, and what to do next")
    func written() {
        #expect(
            StarterWords.written(
                "x.json", options: 1, councils: 14, years: 10, baseYear: 2026,
                candidates: [Self.candidate("a", 0.5, grade: "E"), Self.candidate("b", 0.3, grade: "")], width: 100)
                    == """
                    Written to x.json: 1 option for 14 councils, 10 years from 2026/27.

                    Replace these first, they drive the result:
                      a (grade E)
                      b

                    Next:
                      folkmoot assumptions x.json
                      folkmoot validate x.json
                      folkmoot run x.json

                    """)
    }
}
