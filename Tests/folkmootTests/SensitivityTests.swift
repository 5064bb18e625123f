import Foundation
import Testing

@testable import folkmoot

/// One council, one year, no discounting: NPSV is 3a − 2b − 1 under one option and 12 under the other.
@Suite("sensitivity and switching")
struct SensitivityTests {
    static func scratch() throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write("code,name,type,population\nA1,Alder,unitary,100\n", to: "r.csv")
        try scratch.write(
            """
            {"title": "By hand", "base_year": 2026, "years": 1, "trials": 4096, "discounting": 0,
             "councils": {"register": "r.csv"},
             "assumptions": {
               "a": {"unit": "GBP/year", "distribution": {"uniform": [0, 10]}, "source": "By hand", "grade": "E"},
               "b": {"unit": "GBP/year", "distribution": {"uniform": [0, 4]}, "source": "By hand", "grade": "E"},
               "local": {"unit": "share", "distribution": {"uniform": [0, 1]}, "varies_by": "council", "source": "By hand", "grade": "E"},
               "unused": {"unit": "share", "distribution": {"uniform": [0, 1]}, "source": "By hand", "grade": "E"}},
             "levers": {
               "line": {"starts": 2026, "adoption": "mandate", "benefits": [
                 {"name": "Gain", "kind": "non_cashable", "amount": "3 * a - 2 * b - 1[GBP/year]",
                  "timing": {"on": "membership"}}]},
               "steady": {"starts": 2026, "adoption": "mandate", "benefits": [
                 {"name": "Gain", "kind": "non_cashable", "amount": 12, "timing": {"on": "membership"}}]}},
             "options": [{"name": "Line", "levers": ["line"]}, {"name": "Steady", "levers": ["steady"]}]}
            """, to: "a.json")
        return scratch
    }

    private static func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("The terminal shows variance, swings, indices and where the choice changes, each with its error")
    func sensitivityText() throws {
        let scratch = try Self.scratch()
        let run = try ProgramRun(["sensitivity", "a.json"], in: scratch.url)
        #expect(run.errors.isEmpty && run.status == 0)
        #expect(try ExpectedText.holds(run.output, "sensitivity.txt"))
    }

    @Test("The terminal shows values at which NPSV is 0, those at which the choice changes, and none within its range")
    func switchingText() throws {
        let scratch = try Self.scratch()
        let run = try ProgramRun(["switching", "a.json"], in: scratch.url)
        #expect(run.errors.isEmpty && run.status == 0)
        #expect(try ExpectedText.holds(run.output, "switching.txt"))
        let pair = try ProgramRun(
            ["switching", "a.json", "--option", "Line", "--points", "3", "--pair", "a", "b"], in: scratch.url)
        #expect(try ExpectedText.holds(pair.output, "switching-pair.txt"))
    }

    @Test("A scenario and results of it give the same bytes, written with a manifest that names the same scenario")
    func folder() throws {
        let scratch = try Self.scratch()
        let run = try ProgramRun(["run", "a.json", "--quiet", "--trials", "64", "--out", "results"], in: scratch.url)
        try #require(run.status == 0)
        for verb in ["sensitivity", "switching"] {
            let first = try ProgramRun(
                [verb, "a.json", "--trials", "512", "--out", "other", "--quiet"], in: scratch.url)
            #expect(first.status == 0 && first.output.isEmpty)
            let second = try ProgramRun([verb, "results", "--trials", "512", "--out", "results"], in: scratch.url)
            let names = ["json", "csv", "manifest.json"].map { "analysis/\(verb).\($0)" }.joined(separator: ", ")
            #expect(second.output.hasSuffix("Written to results/: \(names).\n"))
        }
        let (left, right) = (try scratch.files(below: "other/analysis"), try scratch.files(below: "results/analysis"))
        #expect(left == right)
        #expect(
            left.keys.sorted() == [
                "sensitivity.csv", "sensitivity.json", "sensitivity.manifest.json", "switching.csv", "switching.json",
                "switching.manifest.json",
            ])
        let manifest = try Self.json(String(decoding: left["switching.manifest.json"] ?? Data(), as: UTF8.self))
        #expect(manifest["verb"] as? String == "switching" && manifest["trials"] as? Int == 512)
        #expect((manifest["scenario_sha256"] as? String)?.count == 64)
        let outputs = try #require(manifest["outputs"] as? [[String: String]])
        #expect(outputs.map { $0["file"] } == ["switching.csv", "switching.json"])
        // What is in the folder survives a new run, and the folder still verifies.
        _ = try ProgramRun(["run", "a.json", "--quiet", "--trials", "64", "--out", "results"], in: scratch.url)
        #expect(try scratch.files(below: "results/analysis") == right)
        #expect(try ProgramRun(["verify", "results"], in: scratch.url).status == 0)
    }

    @Test("JSON and CSV hold the same figures")
    func formats() throws {
        let scratch = try Self.scratch()
        let run = try ProgramRun(
            ["switching", "a.json", "--json", "--out", "o", "--assumption", "a"], in: scratch.url)
        let json = try Self.json(run.output)
        #expect(json["folkmoot_switching"] as? Int == 1)
        let row = try #require((json["assumptions"] as? [[String: Any]])?.first)
        let options = try #require(row["options"] as? [[String: Any]])
        let zero = try #require((options[0]["npsv_zero"] as? [[String: Any]])?.first?["value"] as? Double)
        let csv = String(decoding: try #require(try scratch.files(below: "o")["analysis/switching.csv"]), as: UTF8.self)
        let cells = csv.split(separator: "\n")[1].split(separator: ",", omittingEmptySubsequences: false)
        #expect(cells[0] == "npsv_zero" && cells[1] == "Line" && cells[3] == "a")
        #expect(Double(cells[10]) == zero)
        // 3a = 2b̄ + 1, and the mean of 1,024 stratified draws of b is within 0.01 of 2.
        #expect(abs(zero - 5.0 / 3) < 0.01)
        #expect((options[1]["npsv_zero"] as? [Any])?.isEmpty == true)
    }

    @Test("Values of an assumption stated in other prices are said to be in those of the scenario's price year")
    func prices() throws {
        let scratch = try ScratchFolder()
        try scratch.write("code,name,type,population\nA,Alder,unitary,5\nB,Birch,unitary,6\n", to: "r.csv")
        func scenario(fee: String) -> String {
            """
            {"title": "T", "base_year": 2026, "years": 5, "trials": 256, "councils": {"register": "r.csv"},
             "assumptions": {"fee": {"unit": "GBP/year", \(fee)}},
             "levers": {"x": {"starts": 2027, "adoption": "mandate",
               "costs": [{"name": "Move", "kind": "revenue", "amount": "20_000[GBP]", "timing": {"on": "joining"}}],
               "benefits": [{"name": "Fee", "kind": "cashable", "amount": "fee", "timing": {"on": "membership"}}]}},
             "options": [{"name": "X", "levers": ["x"]}]}
            """
        }
        try scratch.write(scenario(fee: #""distribution": {"uniform": [1000, 9000]}, "prices": 2015"#), to: "a.json")
        @discardableResult func program(_ arguments: String...) throws -> String {
            let run = try ProgramRun(arguments, in: scratch.url)
            #expect(run.status == 0, "\(run.errors)")
            return run.output
        }
        let switching = try Self.json(try program("switching", "a.json", "--json"))
        let row = try #require((switching["assumptions"] as? [[String: Any]])?.first)
        #expect(row["unit"] as? String == "GBP/year (2026 prices)")
        for verb in ["sensitivity", "value-of-information", "discover"] {
            #expect(try program(verb, "a.json", "--json").contains("GBP/year (2026 prices)"), "\(verb)")
        }
        #expect(try program("discover", "a.json").contains(" GBP/year (2026 prices)"))
        try program("run", "a.json", "--quiet", "--out", "a")
        #expect(try program("explain", "a", "X", "npsv", "--trial", "3").contains(" GBP/year (2026 prices)"))
        // In those prices the value is one at which NPSV is 0.
        let zero = try #require(
            ((row["options"] as? [[String: Any]])?.first?["npsv_zero"] as? [[String: Any]])?.first?["value"] as? Double)
        try scratch.write(scenario(fee: #""distribution": \#(zero)"#), to: "b.json")
        try program("run", "b.json", "--quiet", "--out", "b")
        let file = try #require(try scratch.files(below: "b")["summary.json"])
        let option = try #require(
            (try Self.json(String(decoding: file, as: UTF8.self))["options"] as? [[String: Any]])?.last)
        let npsv = try #require(((option["measures"] as? [String: Any])?["npsv"] as? [String: Any])?["mean"] as? Double)
        #expect(abs(npsv) < 1)
        #expect(try program("compare", "a.json", "b.json").contains("GBP/year (2026 prices), then GBP/year"))
    }

    @Test("Groups, numbers and names that are not there are answered")
    func errors() throws {
        let scratch = try Self.scratch()
        func message(_ arguments: String...) throws -> String { try ProgramRun(arguments, in: scratch.url).errors }
        #expect(
            try message("sensitivity", "a.json", "--option", "Lin")
                .contains(#"unknown option "Lin"; did you mean "Line"?"#))
        #expect(
            try message("switching", "a.json", "--assumption", "unusd")
                .contains(#"unknown assumption "unusd"; did you mean "unused"?"#))
        #expect(
            try message("switching", "a.json", "--assumption", "local")
                .contains(#"assumption "local" differs within a trial (varies_by), so it is not held at one value"#))
        #expect(
            try message("switching", "a.json", "--pair", "a")
                .contains("--pair a: expected the names of two assumptions."))
        #expect(
            try message("sensitivity", "a.json", "--group", "costs")
                .contains("--group costs: expected name=a,b,c with names of assumptions."))
        #expect(
            try message("sensitivity", "a.json", "--trials", "1")
                .contains("--trials 1: expected a whole number from 2 to 1000000."))
        #expect(
            try message("switching", "a.json", "--points", "1")
                .contains("--points 1: expected a whole number from 2 to 101."))
        #expect(
            try message("sensitivity", "a.json", "--out", "r.csv")
                .contains("folkmoot: there is a file at r.csv; give --out the name of a folder"))
        #expect(try ProgramRun(["sensitivity", "nowhere.json"], in: scratch.url).status == 2)
    }
}

/// A text that a test compares with, in the folder `Expected` beside this file.
enum ExpectedText {
    /// Whether the file holds the text; with FOLKMOOT_GOLDENS=write the text is written first.
    static func holds(_ text: String, _ name: String) throws -> Bool {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Expected/\(name)")
        if ProcessInfo.processInfo.environment["FOLKMOOT_GOLDENS"] == "write" {
            try Data(text.utf8).write(to: file)
        }
        return try Data(contentsOf: file) == Data(text.utf8)
    }
}
