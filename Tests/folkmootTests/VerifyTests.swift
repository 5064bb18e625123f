import Foundation
import Testing

@testable import folkmoot

@Suite("verify")
struct VerifyTests {
    /// A folder with results in `r`, of other trials and seed than the scenario's, and with every kind of file.
    private static func results(_ arguments: [String] = ["--trials-file"]) throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        let run = try ProgramRun(
            [
                "run", "scenarios/examples/three-districts.json", "--out", scratch.path("r"), "--quiet", "--trials",
                "90", "--seed", "7", "--all-councils",
            ] + arguments)
        try #require(run.status == 0, "\(run.errors)")
        return scratch
    }

    private static func verify(_ scratch: ScratchFolder) throws -> (
        status: Int32, files: [String: String], last: String
    ) {
        let run = try ProgramRun(["verify", "r"], in: scratch.url)
        let lines = run.output.split(separator: "\n").map(String.init)
        let files = lines.dropLast().map { line -> (String, String) in
            let name = line.prefix { $0 != " " }
            return (String(name), line.dropFirst(name.count).trimmingCharacters(in: .whitespaces))
        }
        return (run.status, Dictionary(uniqueKeysWithValues: files), lines.last ?? "")
    }

    private static func edit(_ scratch: ScratchFolder, _ name: String, _ old: String, _ new: String) throws {
        let url = scratch.url.appendingPathComponent("r/\(name)")
        let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        try #require(text.contains(old))
        try Data(text.replacing(old, with: new, maxReplacements: 1).utf8).write(to: url)
    }

    @Test("Results as they were written are the same, file by file, whatever was asked to be written")
    func same() throws {
        let all = try Self.verify(try Self.results())
        #expect(all.status == 0 && all.last == "All 15 files are the same.")
        #expect(all.files.values.allSatisfy { $0 == "same" })
        #expect(
            all.files.keys.sorted() == [
                "central.json", "councils.csv", "groups.csv", "inputs/guidance.json", "inputs/register.csv",
                "inputs/scenario.json", "lines.csv", "manifest.json", "options.csv", "parties.csv", "report.html",
                "summary.json", "summary.md", "trials.csv", "years.csv",
            ])
        let few = try Self.verify(try Self.results(["--format", "md"]))
        #expect(few.status == 0 && few.last == "All 5 files are the same.")
    }

    @Test("By-council figures of all options are made again where they were asked for")
    func allCouncils() throws {
        let scratch = try ScratchFolder()
        try scratch.write("code,name,type,population\nA,Alder,unitary,5\n", to: "r.csv")
        let options = (0..<9).map { "{\"name\": \"O\($0)\", \"levers\": [\"x\"], \"with\": {\"fee\": \($0)}}" }
        try scratch.write(
            """
            {"title": "T", "base_year": 2026, "years": 2, "trials": 4, "councils": {"register": "r.csv"},
             "assumptions": {"fee": {"unit": "GBP", "distribution": 1}},
             "levers": {"x": {"starts": 2026, "adoption": "mandate", "costs": [
               {"name": "Fee", "kind": "revenue", "amount": "fee", "timing": {"on": "joining"}}]}},
             "options": [\(options.joined(separator: ", "))]}
            """, to: "s.json")
        for (arguments, rows) in [([], 7), (["--all-councils"], 11)] {
            let run = try ProgramRun(["run", "s.json", "--out", "r", "--quiet"] + arguments, in: scratch.url)
            #expect(run.status == 0, "\(run.errors)")
            let table = String(decoding: try #require(try scratch.files(below: "r")["councils.csv"]), as: UTF8.self)
            #expect(table.split(separator: "\n").count == rows)
            #expect(try Self.verify(scratch).status == 0)
        }
    }

    @Test("A file that was changed, or is gone, is named, and no other")
    func changedFile() throws {
        let scratch = try Self.results()
        try Self.edit(scratch, "lines.csv", "Licences", "Licenses")
        try FileManager.default.removeItem(at: scratch.url.appendingPathComponent("r/years.csv"))
        // What is never compared.
        try scratch.write("{}", to: "r/environment.json")
        try scratch.write("a remark", to: "r/remark.txt")
        let found = try Self.verify(scratch)
        #expect(found.status == 1 && found.last == "13 of 15 files are the same.")
        #expect(found.files["lines.csv"] == "different: it was changed after the run")
        #expect(found.files["years.csv"] == "different: it is missing")
        #expect(found.files.values.count { $0 == "same" } == 13)
    }

    @Test("A changed input is seen in itself and in what it leads to")
    func changedInput() throws {
        let scratch = try Self.results()
        try Self.edit(scratch, "inputs/scenario.json", "\"amount\": 60000", "\"amount\": 60001")
        let found = try Self.verify(scratch)
        #expect(found.status == 1)
        #expect(
            found.files["inputs/scenario.json"]
                == "different: it was changed after the run; a run of inputs/ gives other bytes")
        #expect(found.files["summary.json"] == "different: a run of inputs/ gives other bytes")
        #expect(found.files["inputs/register.csv"] == "same")
        #expect(found.files["manifest.json"] == "different: a run of inputs/ gives another")
    }

    @Test("A manifest that was changed is not the run's, and one of another version is said to be so")
    func changedManifest() throws {
        // The page names the version too, and would differ with it.
        let scratch = try Self.results(["--trials-file", "--format", "md,json,csv"])
        try Self.edit(scratch, "manifest.json", "\"seed\": 7", "\"seed\": 8")
        let found = try Self.verify(scratch)
        #expect(found.status == 1 && found.last == "13 of 14 files are the same.")
        #expect(found.files["manifest.json"] == "different: a run of inputs/ gives another")
        try Self.edit(scratch, "manifest.json", "\"seed\": 8", "\"seed\": 7")
        try Self.edit(scratch, "manifest.json", "\"tool_version\": \"\(toolVersion)\"", "\"tool_version\": \"0.0.1\"")
        let run = try ProgramRun(["verify", "r"], in: scratch.url)
        #expect(run.status == 0)
        #expect(
            run.errors
                == "folkmoot: r was made by version 0.0.1, this is \(toolVersion); what differs can come from that\n"
        )
        try scratch.write("[]", to: "r/manifest.json")
        let unread = try ProgramRun(["verify", "r"], in: scratch.url)
        #expect(unread.status == 64)
        #expect(unread.errors.hasPrefix("Error: r/manifest.json is no manifest that this version can read\n"))
    }
}
