import Foundation
import Testing

@testable import folkmoot

/// Results laid out again from what a folder keeps.
@Suite("report")
struct ReportTests {
    /// A folder with the results of a shipped scenario in `r`.
    private static func results(_ scenario: String, _ arguments: [String]) throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        let path = ProgramRun.repository.appendingPathComponent(scenario).path
        let run = try ProgramRun(["run", path, "--quiet", "--out", "r"] + arguments, in: scratch.url)
        try #require(run.status == 0, "\(run.errors)")
        return scratch
    }

    @Test(
        "Reports come out the same, to the byte, from the stored figures, and the folder still verifies",
        arguments: [
            ("scenarios/studies/planning-london.json", "5120"), ("scenarios/studies/planning-london.json", "300"),
            ("scenarios/examples/three-districts.json", "1024"),
            ("scenarios/examples/custom-register.json", "512"),
        ])
    func sameBytes(scenario: String, trials: String) throws {
        let scratch = try Self.results(scenario, ["--trials", trials])
        // A workbook holds more digits than the figures that are stored, and is compared cell by cell elsewhere.
        func files() throws -> [String: Data] {
            try scratch.files(below: "r").filter { $0.key != "workbook.xlsx" }
        }
        let before = try files()
        try scratch.write("Lost.", to: "r/summary.md")
        try scratch.write("Lost.", to: "r/report.html")
        let report = try ProgramRun(["report", "r"], in: scratch.url)
        #expect(report.status == 0 && report.errors == "")
        #expect(
            report.output == "Written: r/report.html\nWritten: r/summary.md\nWritten: r/workbook.xlsx\n")
        #expect(try files() == before)
    }

    @Test("A folder without its figures, or with those of another version, is refused with what to do")
    func refusals() throws {
        let scratch = try Self.results("scenarios/examples/three-districts.json", ["--trials", "64", "--format", "md"])
        let none = try ProgramRun(["report", "r"], in: scratch.url)
        #expect(none.status == 64)
        #expect(none.errors.contains("r holds no summary.json: run its scenario with --format json"))
        try scratch.write(#"{"folkmoot_summary": 99}"#, to: "r/summary.json")
        let other = try ProgramRun(["report", "r"], in: scratch.url)
        #expect(other.status == 1)
        #expect(
            other.errors
                == "folkmoot: r/summary.json is no summary that this version can read; run the scenario again\n")
        try scratch.write(#"{"folkmoot_summary": 1, "trials": 64, "decision": {}}"#, to: "r/summary.json")
        let cut = try ProgramRun(["report", "r"], in: scratch.url)
        #expect(cut.status == 1)
        #expect(
            cut.errors == "folkmoot: r/summary.json has no list at options; run the scenario again to make it anew\n")
        let format = try ProgramRun(["report", "r", "--format", "csv"], in: scratch.url)
        #expect(format.status == 64)
        #expect(
            format.errors.contains(
                "--format csv: \"csv\" is no format; expected some of md, html, xlsx, divided by commas."))
    }

    @Test("What analyses found of the same scenario becomes a section of the page and a paragraph of the summary")
    func analyses() throws {
        let scratch = try SensitivityTests.scratch()
        func program(_ arguments: String...) throws -> ProgramRun { try ProgramRun(arguments, in: scratch.url) }
        func text(_ file: String) throws -> String {
            try String(contentsOf: scratch.url.appendingPathComponent(file), encoding: .utf8)
        }
        try #require(try program("run", "a.json", "--quiet", "--out", "r").status == 0)
        #expect(try !text("r/report.html").contains("id=\"sensitivity\""))
        for verb in ["sensitivity", "switching"] {
            try #require(try program(verb, "a.json", "--quiet", "--out", "r").status == 0)
        }
        let report = try program("report", "r")
        #expect(report.status == 0 && report.errors == "")
        let page = try text("r/report.html")
        // With b at its mean of 2, NPSV is 3a − 5: −2 with a at its P10, 1, and 22 at its P90, 9.
        #expect(page.contains("The value of Line moves most with a: −£2 with it at 1 (P10), £22 at 9 (P90)"))
        #expect(page.contains("<a href=\"#switching\">Switching values</a>"))
        let digest = try text("r/summary.md").split(separator: "\n").first { $0.hasPrefix("**Switching values.** ") }
        #expect(try #require(digest).contains("Line has a positive mean NPSV with a above 1.67 ± 0.0"))
        let verified = try program("verify", "r")
        #expect(verified.status == 0 && verified.output.contains("analysis/sensitivity.json  same\n"))
        // The same again, from the same files.
        _ = try program("report", "r")
        #expect(try text("r/report.html") == page)
        try #require(try program("switching", "a.json", "--top", "1", "--quiet", "--out", "r").status == 0)
        #expect(
            try program("verify", "r").output.contains(
                "analysis/switching.json    different: it is not what the reports were laid out from; run folkmoot report r\n"
            ))
    }

    @Test("An analysis of another scenario, or one that was changed, is left out with what to do")
    func foreignAnalyses() throws {
        let scratch = try SensitivityTests.scratch()
        func program(_ arguments: String...) throws -> ProgramRun { try ProgramRun(arguments, in: scratch.url) }
        try #require(try program("run", "a.json", "--quiet", "--trials", "64", "--out", "r").status == 0)
        let before = try scratch.files(below: "r")
        try #require(try program("switching", "a.json", "--trials", "64", "--quiet", "--out", "r").status == 0)
        let file = scratch.url.appendingPathComponent("r/analysis/switching.json")
        let written = try String(contentsOf: file, encoding: .utf8)
        try scratch.write(written + " ", to: "r/analysis/switching.json")
        #expect(
            try program("report", "r", "--format", "md,html").errors
                == "r/analysis/switching.json was left out: it is not as switching wrote it; run folkmoot switching r "
                + "--out r again\n")
        let scenario = try String(contentsOf: scratch.url.appendingPathComponent("a.json"), encoding: .utf8)
        try scratch.write(scenario.replacingOccurrences(of: "[0, 10]", with: "[0, 11]"), to: "b.json")
        try #require(try program("switching", "b.json", "--trials", "64", "--quiet", "--out", "r").status == 0)
        #expect(
            try program("report", "r", "--format", "md,html").errors
                == "r/analysis/switching.json was left out: it is of another scenario than these results; run folkmoot "
                + "switching r --out r again\n")
        #expect(try scratch.files(below: "r").filter { !$0.key.hasPrefix("analysis/") } == before)
    }

    @Test("A workbook without budget.csv has no budgets by council, which is said")
    func workbookWithoutBudgets() throws {
        let scratch = try Self.results(
            "scenarios/studies/planning-london.json", ["--trials", "64", "--format", "json"])
        let report = try ProgramRun(["report", "r", "--format", "xlsx"], in: scratch.url)
        #expect(report.status == 0 && report.output == "Written: r/workbook.xlsx\n")
        #expect(
            report.errors
                == "r/budget.csv is not there, so the workbook has no budgets by council: run the scenario with --format "
                + "csv among others\n")
        let option = try ProgramRun(["report", "r", "--workbook-option", "Shared platfrm"], in: scratch.url)
        #expect(option.status == 64)
        #expect(option.errors.contains(#"unknown option "Shared platfrm"; did you mean "Shared platform"?"#))
        try scratch.write("a,b\n", to: "r/budget.csv")
        let damaged = try ProgramRun(["report", "r", "--format", "xlsx"], in: scratch.url)
        #expect(damaged.status == 1)
        #expect(
            damaged.errors
                == "folkmoot: r/budget.csv is no table of budgets that this version can read; run the scenario again\n")
    }
}
