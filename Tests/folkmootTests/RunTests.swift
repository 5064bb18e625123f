import Foundation
import Stochastics
import Testing

@testable import folkmoot

@Suite("The built program runs scenarios")
struct RunTests {
    private static let example = "scenarios/examples/three-districts.json"
    private static let everyFile = [
        "central.json", "councils.csv", "environment.json", "groups.csv", "inputs/guidance.json", "inputs/register.csv",
        "inputs/scenario.json", "lines.csv", "manifest.json", "options.csv", "parties.csv", "report.html",
        "summary.json", "summary.md", "workbook.xlsx", "years.csv",
    ]

    @Test("A run writes its whole folder, prints the comparison, and its manifest names the digest of every file")
    func wholeFolder() throws {
        let scratch = try ScratchFolder()
        let run = try ProgramRun(["run", Self.example, "--out", scratch.path("r"), "--trials", "600"])
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(run.output.hasPrefix("One platform for three districts\n"))
        #expect(run.output.hasSuffix("Written to \(scratch.path("r"))/. Begin with summary.md.\n"))
        let files = try scratch.files(below: "r")
        #expect(files.keys.sorted() == Self.everyFile)
        let manifest = String(decoding: try #require(files["manifest.json"]), as: UTF8.self)
        for (name, bytes) in files where name != "manifest.json" {
            let digest = SHA256Digest.hex(of: [UInt8](bytes))
            #expect(manifest.contains(digest) == !["environment.json", "workbook.xlsx"].contains(name), "\(name)")
        }
        #expect(try scratch.entries() == ["r"])
    }

    @Test("Any number of threads, any folder to start from, and the kept inputs give the same bytes")
    func sameBytes() throws {
        let scratch = try ScratchFolder()
        let trials = ["--trials", "1100", "--quiet"]
        let study = ProgramRun.repository.appendingPathComponent("scenarios/studies/planning-london.json").path
        #expect(try ProgramRun(["run", study, "--out", "one", "--threads", "1"] + trials, in: scratch.url).status == 0)
        let relative = [
            "run", "scenarios/studies/planning-london.json", "--out", scratch.path("eight"), "--threads", "8",
        ]
        #expect(try ProgramRun(relative + trials).status == 0)
        let (one, eight) = (try scratch.files(below: "one"), try scratch.files(below: "eight"))
        #expect(one.keys.sorted() == (Self.everyFile + ["budget.csv"]).sorted())
        #expect(one == eight)
        let again = ["run", "one/inputs/scenario.json", "--out", "again", "--quiet"]
        #expect(try ProgramRun(again, in: scratch.url).status == 0)
        let repeated = try scratch.files(below: "again")
        for name in Self.everyFile where name != "manifest.json" { #expect(one[name] == repeated[name], "\(name)") }
    }

    @Test("A scenario that is not valid ends with 2, says everything on standard error, and writes nothing")
    func invalid() throws {
        let scratch = try ScratchFolder()
        try scratch.write("{\"title\": \"T\", \"base_year\": 2026, \"yeers\": 3,\n \"options\": [],}\n", to: "bad.json")
        let run = try ProgramRun(["run", "bad.json"], in: scratch.url)
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(
            run.errors == """
                bad.json:1:1: the key "councils" is missing; add it: the councils that take part
                bad.json:1:35: unknown key "yeers"; did you mean "years"?
                bad.json:2:13: options: found an empty list, expected a list that is not empty
                bad.json:2:15: found a comma before "}"; remove it

                """)
        #expect(try scratch.entries() == ["bad.json"])
    }

    @Test("A flow that is no number ends with 1, names line, council, year and trial, and writes nothing")
    func notFinite() throws {
        let scratch = try ScratchFolder()
        try scratch.write("code,name,type,population,staff\nA,Alder,unitary,5,1\nB,Beech,unitary,5,\n", to: "r.csv")
        try scratch.write(
            """
            {"title": "T", "base_year": 2026, "years": 3, "trials": 4,
             "councils": {"register": "r.csv", "units": {"staff": "share"}},
             "levers": {"x": {"starts": 2027, "adoption": "mandate", "costs": [
               {"name": "Fee", "kind": "revenue", "amount": "staff * 2[GBP]", "timing": {"on": "joining"}}]}},
             "options": [{"name": "X", "levers": ["x"]}]}
            """, to: "s.json")
        let run = try ProgramRun(["run", "s.json"], in: scratch.url)
        #expect(run.status == 1)
        #expect(
            run.errors == """
                folkmoot: line "Fee" of lever x, council B, year 2027, central case: the value is not a finite number \
                (column staff is empty)

                """)
        #expect(try scratch.entries() == ["r.csv", "s.json"])
    }

    @Test(
        "Amounts too large to be added up end with 1 and write nothing, whether one is or all together",
        arguments: ["1e150", "-1e150", "1e308"], [1, 2])
    func tooLarge(amount: String, threads: Int) throws {
        let scratch = try ScratchFolder()
        try scratch.write("code,name,type,population\nA,Alder,unitary,5\nB,Beech,unitary,5\n", to: "r.csv")
        let lever = """
            {"starts": 2026, "adoption": "mandate", "benefits": [
              {"name": "Gain", "kind": "cashable", "amount": "\(amount) * 1[GBP]", "timing": {"on": "joining"}}]}
            """
        try scratch.write(
            """
            {"title": "T", "base_year": 2026, "years": 3, "trials": 600, "councils": {"register": "r.csv"},
             "levers": {"x": \(lever), "y": \(lever)}, "options": [{"name": "X", "levers": ["x", "y"]}]}
            """, to: "s.json")
        let run = try ProgramRun(["run", "s.json", "--threads", "\(threads)"], in: scratch.url)
        #expect(run.status == 1)
        #expect(
            run.errors == """
                folkmoot: NPV over all lines, council A, central case: the value is not a finite number \
                (amounts are too large to be added up)

                """)
        #expect(try scratch.entries() == ["r.csv", "s.json"])
    }

    @Test("A folder that holds something else is left alone, and what was put beside results is kept")
    func foreignFiles() throws {
        let scratch = try ScratchFolder()
        try FileManager.default.createDirectory(
            at: scratch.url.appendingPathComponent("mine"), withIntermediateDirectories: true)
        try scratch.write("precious", to: "mine/notes.txt")
        let arguments = ["run", Self.example, "--trials", "16", "--quiet", "--out"]
        let refused = try ProgramRun(arguments + [scratch.path("mine")])
        #expect(refused.status == 1)
        #expect(
            refused.errors == """
                folkmoot: the folder \(scratch.path("mine")) holds other files than results (it has no manifest.json), so \
                it was left alone; give --out the name of a new folder

                """)
        #expect(try scratch.files(below: "mine") == ["notes.txt": Data("precious".utf8)])

        #expect(try ProgramRun(arguments + [scratch.path("r"), "--trials-file"]).status == 0)
        #expect(try scratch.files(below: "r").keys.contains("trials.csv"))
        try scratch.write("a remark", to: "r/remark.txt")
        #expect(try ProgramRun(arguments + [scratch.path("r")]).status == 0)
        let files = try scratch.files(below: "r")
        #expect(files["remark.txt"] == Data("a remark".utf8))
        #expect(files["trials.csv"] == nil)
        #expect(try scratch.entries() == ["mine", "r"])
    }

    @Test("--json prints the summary that is written, --quiet nothing, --format picks the kinds of files")
    func outputs() throws {
        let scratch = try ScratchFolder()
        let arguments = ["run", Self.example, "--trials", "64", "--out", scratch.path("r")]
        let json = try ProgramRun(arguments + ["--json"])
        #expect(Data(json.output.utf8) == (try scratch.files(below: "r")["summary.json"]))
        _ = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let quiet = try ProgramRun(arguments + ["--quiet", "--format", "csv"])
        #expect(quiet.output == "" && quiet.errors == "" && quiet.status == 0)
        let csv = try scratch.files(below: "r").keys.filter { !$0.hasPrefix("inputs/") }.sorted()
        #expect(
            csv == [
                "councils.csv", "environment.json", "groups.csv", "lines.csv", "manifest.json", "options.csv",
                "parties.csv",
                "years.csv",
            ])
    }

    @Test(
        "Wrong arguments end with 64",
        arguments: [
            ["run"], ["run", "a.json", "--trials", "0"], ["run", "a.json", "--threads", "-1"],
            ["run", "a.json", "--seed", "x"],
            ["run", "a.json", "--format", "pdf"], ["fly"],
        ])
    func wrongArguments(arguments: [String]) throws {
        #expect(try ProgramRun(arguments).status == 64)
    }

    @Test("A trials file has a row a trial, every trial-level assumption and every measure")
    func trialsFile() throws {
        let scratch = try ScratchFolder()
        _ = try ProgramRun([
            "run", Self.example, "--trials", "40", "--out", scratch.path("r"), "--quiet", "--trials-file",
        ])
        let text = String(decoding: try #require(try scratch.files(below: "r")["trials.csv"]), as: UTF8.self)
        let rows = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.count == 41)
        // Trial, three assumptions, and 14 measures of do nothing and two options.
        #expect(rows.dropFirst().allSatisfy { $0.count == 4 + 3 * 14 })
        #expect(rows[0].prefix(4) == ["trial", "build_overrun", "saving_share", "spend_per_head"])
    }
}
