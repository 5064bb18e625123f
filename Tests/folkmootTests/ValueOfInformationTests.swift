import Foundation
import Testing

@testable import folkmoot

/// One council, NPSV 3a − 2b − 1 under one option and 12 under the other, a uniform on 0 to 10 and b on 0 to 4; and the same
/// for thirty councils and in larger amounts, with what is the same in all councils, correlated and without effect.
@Suite("value-of-information")
struct ValueOfInformationTests {
    private static func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private static func larger() throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        let rows = (10..<40).map { "A\($0),Council \($0),unitary,1000\n" }.joined()
        try scratch.write("code,name,type,population\n" + rows, to: "r.csv")
        try scratch.write(
            """
            {"title": "By hand", "base_year": 2026, "years": 1, "trials": 4096, "discounting": 0,
             "councils": {"register": "r.csv"},
             "assumptions": {
               "hours_saved": {"unit": "GBP/year", "distribution": {"uniform": [0, 10000]}, "source": "By hand", "grade": "E"},
               "price": {"unit": "GBP/year", "distribution": {"uniform": [0, 4000]}, "source": "By hand", "grade": "E"},
               "no_effect": {"unit": "GBP/year", "distribution": {"uniform": [0, 1]}, "source": "By hand", "grade": "E"},
               "tells_of_price": {"unit": "share", "distribution": {"uniform": [0, 1]}, "source": "By hand", "grade": "E"}},
             "correlations": [{"between": ["price", "tells_of_price"], "rank": 0.8}],
             "levers": {
               "line": {"starts": 2026, "adoption": "mandate", "benefits": [
                 {"name": "Gain", "kind": "non_cashable",
                  "amount": "3 * hours_saved - 2 * price - 1000[GBP/year] + 0 * no_effect", "timing": {"on": "membership"}}]},
               "steady": {"starts": 2026, "adoption": "mandate", "benefits": [
                 {"name": "Gain", "kind": "non_cashable", "amount": 12000, "timing": {"on": "membership"}}]}},
             "options": [{"name": "Line", "levers": ["line"]}, {"name": "Steady", "levers": ["steady"]}]}
            """, to: "a.json")
        return scratch
    }

    @Test("The terminal shows what to find out, what is known together, and what pilots are worth, each with its error")
    func text() throws {
        let scratch = try Self.larger()
        let run = try ProgramRun(["value-of-information", "a.json"], in: scratch.url)
        #expect(run.errors.isEmpty && run.status == 0)
        #expect(try ExpectedText.holds(run.output, "value-of-information.txt"))
    }

    @Test("The terminal says of pilots whether they pay, where that is told, and which number of councils is better")
    func pilots() throws {
        let scratch = try Self.larger()
        var shown: [Substring] = []
        for asked in [
            ["hours_saved", "--error", "0.5", "--cost", "40k", "--councils", "5"],
            ["hours_saved", "--error-abs", "6000", "--cost", "1000", "--cost-per-council", "2000", "--councils", "30"],
            ["hours_saved", "--error-abs", "6000", "--cost", "90000", "--councils", "30"],
            ["no_effect", "--error-abs", "2", "--councils", "1"],
        ] {
            let run = try ProgramRun(["value-of-information", "a.json", "--pilot"] + asked, in: scratch.url)
            #expect(run.errors.isEmpty && run.status == 0)
            let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
            let first = try #require(lines.firstIndex { $0.hasPrefix("A ") })
            let notes = try #require(lines.firstIndex { $0.hasPrefix("4 assumptions, ") })
            shown += lines[first..<notes]
        }
        #expect(try ExpectedText.holds(shown.map { $0 + "\n" }.joined(), "value-of-information-pilots.txt"))
    }

    /// E max(12, 3a − 5) − 12 = ∫ from 17/3 to 10 of (3a − 17)/10 = 169/60, and with b known 2∫ from 0 to 1 of (1 − b)/4 =
    /// 1/4.
    @Test("JSON and CSV hold the same figures, those of closed forms, of the scenario's own trials")
    func formats() throws {
        let scratch = try SensitivityTests.scratch()
        let run = try ProgramRun(
            [
                "value-of-information", "a.json", "--json", "--out", "o", "--pilot", "a", "--councils", "1", "--error",
                "0.5", "--cost-per-council", "0.25",
            ], in: scratch.url)
        let json = try Self.json(run.output)
        #expect(json["folkmoot_value_of_information"] as? Int == 1 && json["trials"] as? Int == 4096)
        let rows = try #require(json["assumptions"] as? [[String: Any]])
        #expect(rows.map { $0["assumption"] as? String } == ["a", "b"])
        let worths = try rows.map { try #require($0["evppi"] as? [String: Double]) }
        for (worth, known) in zip(worths, [169.0 / 60, 0.25]) {
            #expect(abs((worth["value"] ?? .nan) - known) < 4 * (worth["standard_error"] ?? .nan))
        }
        let pilot = try #require((json["pilots"] as? [[String: Any]])?.first)
        let (evsi, net) = (pilot["evsi"] as? [String: Double], pilot["net"] as? [String: Double])
        #expect(abs((evsi?["value"] ?? .nan) - (net?["value"] ?? .nan) - 0.25) < 1e-9)
        #expect((evsi?["value"] ?? .nan) < (worths[0]["value"] ?? .nan))
        let csv = String(
            decoding: try #require(try scratch.files(below: "o")["analysis/value-of-information.csv"]), as: UTF8.self)
        let lines = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(lines.map { $0[0] } == ["figure", "evpi", "evppi", "evppi", "evsi"])
        #expect(Double(lines[2][4]) == worths[0]["value"] && Double(lines[3][4]) == worths[1]["value"])
        #expect(Double(lines[4][4]) == evsi?["value"] && Double(lines[4][7]) == net?["value"] && lines[4][3] == "1")
        #expect(lines[2][12] == "1" && lines[2][13] == "1" && lines[3][12] == "2")
    }

    @Test("A scenario and results of it give the same bytes, which a new run into the folder keeps")
    func folder() throws {
        let scratch = try SensitivityTests.scratch()
        let run = try ProgramRun(["run", "a.json", "--quiet", "--trials", "512", "--out", "results"], in: scratch.url)
        try #require(run.status == 0)
        let asked = ["--trials", "1024", "--pilot", "b", "--councils", "1", "--error", "0.1"]
        let first = try ProgramRun(
            ["value-of-information", "a.json", "--out", "other", "--quiet"] + asked, in: scratch.url)
        #expect(first.status == 0 && first.output.isEmpty)
        let second = try ProgramRun(["value-of-information", "results", "--out", "results"] + asked, in: scratch.url)
        let names = ["json", "csv", "manifest.json"].map { "analysis/value-of-information.\($0)" }
        #expect(second.output.hasSuffix("Written to results/: \(names.joined(separator: ", ")).\n"))
        let files = try scratch.files(below: "other/analysis")
        #expect(try scratch.files(below: "results/analysis") == files)
        let manifest = try Self.json(
            String(decoding: files["value-of-information.manifest.json"] ?? Data(), as: UTF8.self))
        #expect(manifest["verb"] as? String == "value-of-information" && manifest["trials"] as? Int == 1024)
        #expect(manifest["arguments"] as? [String: String] == ["councils": "1", "error": "0.1", "pilot": "b"])
        #expect(try ProgramRun(["verify", "results"], in: scratch.url).status == 0)
    }

    @Test("report lays a section out from the JSON alone, the same whenever it is asked")
    func section() throws {
        let scratch = try Self.larger()
        func program(_ arguments: String...) throws -> ProgramRun { try ProgramRun(arguments, in: scratch.url) }
        func text(_ file: String) throws -> String {
            try String(contentsOf: scratch.url.appendingPathComponent(file), encoding: .utf8)
        }
        try #require(try program("run", "a.json", "--quiet", "--out", "r").status == 0)
        try #require(
            try program(
                "value-of-information", "a.json", "--quiet", "--out", "r", "--pilot", "hours_saved", "--councils", "5",
                "--error", "0.5", "--cost", "40000"
            ).status == 0)
        let report = try program("report", "r")
        #expect(report.status == 0 && report.errors == "")
        let page = try text("r/report.html")
        #expect(page.contains("<a href=\"#value-of-information\">What to find out</a>"))
        #expect(page.contains("Most is gained by finding out hours_saved: £84"))
        #expect(page.contains("A pilot of hours_saved, by number of councils"))
        let digest = try text("r/summary.md").split(separator: "\n").first { $0.hasPrefix("**What to find out.** ") }
        #expect(try #require(digest).contains("By themselves: hours\\_saved £84"))
        #expect(
            try #require(digest).contains(
                "A £40k pilot of hours\\_saved in 5 councils, each off by 50% of the value, is")
        )
        _ = try program("report", "r")
        #expect(try text("r/report.html") == page)
        #expect(try program("verify", "r").output.contains("analysis/value-of-information.json  same\n"))
    }

    @Test("EVPI is that of a run of the same trials, with its error")
    func perfect() throws {
        let scratch = try SensitivityTests.scratch()
        _ = try ProgramRun(["run", "a.json", "--quiet", "--out", "results"], in: scratch.url)
        let summary = try Self.json(
            String(decoding: try #require(try scratch.files(below: "results")["summary.json"]), as: UTF8.self))
        let json = try Self.json(try ProgramRun(["value-of-information", "results", "--json"], in: scratch.url).output)
        let (run, verb) = (summary["evpi"] as? [String: Double], json["evpi"] as? [String: Double])
        #expect(run?["value"] != nil && run == verb)
    }

    @Test("Pilots without a size, numbers out of range and names that are not there are answered")
    func errors() throws {
        let scratch = try SensitivityTests.scratch()
        func message(_ arguments: String...) throws -> String {
            let run = try ProgramRun(["value-of-information", "a.json"] + arguments, in: scratch.url)
            #expect(run.status == 64)
            return run.errors
        }
        #expect(
            try message("--pilot", "a", "--councils", "1")
                .contains("--pilot a: expected --councils, and either --error or --error-abs, beside it."))
        #expect(
            try message("--pilot", "a", "--councils", "1", "--error", "1", "--error-abs", "1")
                .contains("--pilot a: expected --councils, and either --error or --error-abs, beside it."))
        #expect(
            try message("--cost", "5")
                .contains("A pilot's councils, error and cost were given; name what it measures with --pilot."))
        #expect(
            try message("--pilot", "a", "--councils", "2", "--error", "1")
                .contains("--councils 2: the scenario has 1 council; give at most as many"))
        #expect(
            try message("--pilot", "a", "--councils", "0", "--error", "1")
                .contains("--councils 0: expected a whole number from 1."))
        #expect(
            try message("--pilot", "a", "--councils", "1", "--error=-1")
                .contains("--error -1.0: expected a number from 0."))
        #expect(
            try message("--pilot", "aa", "--councils", "1", "--error", "1")
                .contains(#"unknown assumption "aa"; did you mean "a"?"#))
        #expect(
            try message("--pilot", "local", "--councils", "1", "--error", "1")
                .contains(#"assumption "local" differs within a trial (varies_by), so it is not held at one value"#))
        #expect(
            try message("--trials", "100")
                .contains(
                    "--trials 100: expected a whole number from 128 to 1000000, as assumptions are looked at by regression."
                ))
        #expect(try message("--group", "a").contains("--group a: expected name=a,b,c with names of assumptions."))
        try scratch.write(
            "{\"extends\": \"a.json\", \"trials\": 100}", to: "few.json")
        #expect(
            try ProgramRun(["value-of-information", "few.json"], in: scratch.url).errors
                .contains("the scenario has 100 trials, and a regression takes 128; give --trials"))
    }
}
