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
        let before = try scratch.files(below: "r")
        try scratch.write("Lost.", to: "r/summary.md")
        try scratch.write("Lost.", to: "r/report.html")
        let report = try ProgramRun(["report", "r"], in: scratch.url)
        #expect(report.status == 0 && report.errors == "")
        #expect(report.output.hasPrefix("Written: r/"))
        #expect(try scratch.files(below: "r") == before)
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
            format.errors.contains("--format csv: \"csv\" is no format; expected some of md, html, divided by commas."))
    }
}
