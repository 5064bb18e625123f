import Foundation
import Testing

@testable import folkmoot

@Suite("folkmoot library and folkmoot new")
struct LibraryCommandTests {
    /// Names of the levers that are shipped: each file that is one's, by its name.
    static let levers: [String] = {
        let folder = ProgramRun.repository.appendingPathComponent("scenarios/library").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let others = ["adoption.json", "baseline.json", "interactions.json", "reference-classes.json"]
        return names.filter { $0.hasSuffix(".json") && !others.contains($0) }.map { String($0.dropLast(5)) }.sorted()
    }()

    private static let districts = ["--where", "region=South West", "--where", "type=district"]

    /// Writes a first scenario into a folder of its own, and validates and runs it there.
    private func check(_ levers: [String], _ rest: [String] = districts, options: Int) throws {
        let scratch = try ScratchFolder()
        let file = scratch.path("mine.json")
        let made = try ProgramRun(["new", "--out", file] + levers.flatMap { ["--lever", $0] } + rest)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.hasPrefix("Written to \(file): \(options) option\(options == 1 ? "" : "s") for "))
        let check = try ProgramRun(["validate", file])
        #expect(check.status == 0, "\(check.errors)")
        // Nothing is said of what the file itself says, but that levers start later where they were asked to.
        let own = check.errors.split(separator: "\n").filter { $0.hasPrefix(file) && !$0.contains(" note: ") }
        #expect(own == [])
        let run = try ProgramRun(["run", file, "--trials", "64", "--quiet", "--out", scratch.path("r")])
        #expect(run.status == 0, "\(run.errors)")
        let register = try ProgramRun(["assumptions", file, "--strict"])
        #expect(register.status == 0, "\(register.errors)")
    }

    @Test("A scenario of every lever alone is valid, runs, and has a source for everything", arguments: levers)
    func alone(lever: String) throws {
        try check([lever], options: 1)
    }

    @Test("So are all levers together, for London, and from a later year")
    func together() throws {
        #expect(Self.levers.count > 1)
        try check(Self.levers, ["--where", "region=London"], options: Self.levers.count + 1)
        try check(
            Self.levers, Self.districts + ["--base-year", "2031", "--years", "15", "--title", "Later"],
            options: Self.levers.count + 1)
    }

    @Test("All sets of up to six levers, if asked for; of more, a refusal")
    func combinations() throws {
        try check(Array(Self.levers.prefix(3)), Self.districts + ["--combinations"], options: 7)
        let seven = Self.levers.prefix(7).flatMap { ["--lever", $0] }
        let run = try ProgramRun(["new", "--combinations"] + seven + Self.districts)
        #expect(run.status == 64)
        #expect(
            run.errors.hasPrefix(
                "Error: --combinations: found 7 levers, expected at most 6; leave it out, and name sets under \"options\" in "
                    + "the file.\n"))
    }

    @Test("The same words give the same bytes, which name what to replace first")
    func same() throws {
        let scratch = try ScratchFolder()
        let words = ["new", "--lever", "shared-platform", "--lever", "common_standards"] + Self.districts
        for name in ["a.json", "b.json"] { _ = try ProgramRun(words + ["--out", scratch.path(name)]) }
        let text = try String(contentsOf: scratch.url.appendingPathComponent("a.json"), encoding: .utf8)
        #expect(try text == String(contentsOf: scratch.url.appendingPathComponent("b.json"), encoding: .utf8))
        #expect(text.contains("\"note\": \"A first draft, to be made your own. Replace first, in this order: "))
        #expect(
            text.contains("{\"note\": \"Replace first, 1 of 8: a higher value goes ")
                || text.contains("Replace first, 1 of "))
        #expect(text.contains("\"name\": \"Both together\", \"levers\": [\"shared_platform\", \"common_standards\"]"))
    }

    @Test("A file that is there is replaced only by force")
    func force() throws {
        let scratch = try ScratchFolder()
        let file = scratch.path("mine.json")
        let words = ["new", "--lever", Self.levers[0], "--out", file] + Self.districts
        try scratch.write("mine", to: "mine.json")
        let refused = try ProgramRun(words)
        #expect(refused.status == 64)
        #expect(
            refused.errors.hasPrefix(
                "Error: there is a file at \(file) already; give --out another name, or --force to replace it.\n"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
        #expect(try ProgramRun(words + ["--force"]).status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("{\n  \"$schema\": \""))
    }

    @Test("What cannot be made is refused with a reason, and nothing is written")
    func refusals() throws {
        let scratch = try ScratchFolder()
        let cases: [(words: [String], status: Int32, error: String)] = [
            ([], 64, "Error: name a lever with --lever; folkmoot library lists them.\n"),
            (
                ["--lever", "shared-platfrom"], 64,
                "Error: unknown lever \"shared-platfrom\"; did you mean \"shared_platform\"?\n"
            ),
            (
                ["--lever", "shared-platform", "--where", "region=London", "--where", "type=district"], 64,
                "Error: no council meets all of these conditions together; folkmoot councils lists them.\n"
            ),
            (
                ["--lever", "shared-platform", "--where", "regoin=London"], 2,
                "regoin=London: unknown column \"regoin\"; did you mean \"region\"?\n"
            ),
            (
                ["--lever", "shared-platform", "--base-year", "2000"], 64,
                "Error: shared_platform starts in 2027, after the last year 2009; give more --years, or a later --base-year.\n"
            ),
            (
                ["--lever", "shared-platform", "--base-year", "1980"], 64,
                "Error: --base-year 1980: expected a whole number from 1990 to 2200.\n"
            ),
            (
                ["--lever", "shared-platform", "--years", "0"], 64,
                "Error: --years 0: expected a whole number from 1 to 125.\n"
            ),
        ]
        for item in cases {
            let run = try ProgramRun(["new", "--out", scratch.path("mine.json")] + item.words)
            #expect(run.status == item.status)
            #expect(run.errors.hasPrefix(item.error), "\(run.errors)")
        }
        let nowhere = try ProgramRun(
            ["new", "--out", scratch.path("none/mine.json"), "--lever", "shared-platform"] + Self.districts)
        #expect(nowhere.status == 1)
        #expect(
            nowhere.errors
                == "folkmoot: \(scratch.path("none/mine.json")) could not be written: the folder above it does not exist\n"
        )
        #expect(try scratch.entries() == [])
    }

    @Test("A lever that requires another brings it in, and says so")
    func requirements() throws {
        let scratch = try ScratchFolder()
        try FileManager.default.createDirectory(
            at: scratch.url.appendingPathComponent("lib"), withIntermediateDirectories: true)
        func lever(_ rest: String) -> String {
            """
            {"starts": 2027, "adoption": "mandate"\(rest), "costs": [{"name": "C", "kind": "revenue", "amount": 5,
             "timing": {"on": "joining"}}]}
            """
        }
        try scratch.write(
            "{\"levers\": {\"a\": \(lever(", \"requires\": [\"b\"]")), \"b\": \(lever("")), \"c\": \(lever(""))}}",
            to: "lib/x.json")
        let made = try ProgramRun(
            ["new", "--lever", "a", "--library", scratch.path("lib"), "--out", scratch.path("s.json")] + Self.districts)
        #expect(made.status == 0)
        #expect(made.errors == "b is taken in, because a requires it\n")
        let check = try ProgramRun(["validate", scratch.path("s.json")])
        #expect(check.output.contains("valid; 14 councils, 3 levers, 2 options, 1 assumption"))
        #expect(check.errors == "")
    }

    @Test("The library is listed, a lever shown, and found from any folder")
    func library() throws {
        let table = try ProgramRun(["library"])
        #expect(table.status == 0)
        for lever in Self.levers { #expect(table.output.contains("\n\(lever.replacing("-", with: "_"))  ")) }
        #expect(table.output.contains("\n\(Self.levers.count) levers. A to E: "))
        let scratch = try ScratchFolder()
        // From elsewhere, it is where the program lies.
        #expect(try ProgramRun(["library"], in: scratch.url).output == table.output)
        for lever in Self.levers {
            let shown = try ProgramRun(["library", lever])
            #expect(shown.status == 0)
            #expect(shown.output.contains("\nWhat has to be true\n") && shown.output.contains("\nCosts\n"))
            #expect(!shown.output.contains("No source"))
        }
        let one = try ProgramRun(["library", Self.levers[0], "--json"])
        let json = try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [String: Any]
        #expect((json?["levers"] as? [Any])?.count == 1)
        let unknown = try ProgramRun(["library", "shared_platfrom"])
        #expect(unknown.status == 64)
        #expect(
            unknown.errors.hasPrefix("Error: unknown lever \"shared_platfrom\"; did you mean \"shared_platform\"?\n"))
        let empty = try ProgramRun(["library", "--library", scratch.url.path])
        #expect(empty.status == 64)
        #expect(
            empty.errors.hasPrefix(
                "Error: --library \(scratch.url.path): there is no folder here with files that end in .json.\n"))
        try scratch.write("{\"levers\": []}", to: "a.json")
        let wrong = try ProgramRun(["library", "--library", scratch.url.path])
        #expect(wrong.status == 2)
        #expect(
            wrong.errors.hasPrefix(
                "\(scratch.path("a.json")):1:12: levers: found an empty list, expected an object of named entries\n"))
    }

    @Test("Where neither the current folder nor the program's has a library, that is said")
    func nowhere() throws {
        let scratch = try ScratchFolder()
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("folkmoot")
        let copy = scratch.url.appendingPathComponent("folkmoot")
        try FileManager.default.copyItem(at: program, to: copy)
        let process = Process()
        process.executableURL = copy
        process.arguments = ["library"]
        process.currentDirectoryURL = scratch.url
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 64)
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(
            said.hasPrefix(
                "Error: there is no library: neither the current folder, nor the program's, nor one above them holds "
                    + "scenarios/library; give --library FOLDER.\n"))
    }
}

@Suite("folkmoot assumptions")
struct AssumptionsCommandTests {
    private static let scenario = """
        {"title": "T", "base_year": 2026, "years": 3, "councils": {"register": "r.csv"},
         "assumptions": {"a": 1, "b": {"pert": [1, 2, 3]}, "c": {"distribution": 4, "source": "s", "grade": "C"}, "d": 2},
         "levers": {"x": {"starts": 2027, "adoption": "mandate", "costs": [
          {"name": "Fee", "kind": "revenue", "amount": "a + b + c", "timing": {"on": "joining"}},
          {"name": "Room", "kind": "revenue", "amount": 70, "timing": {"on": "joining"}}]}},
         "options": [{"name": "X", "levers": ["x"]}]}
        """

    private func folder() throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write("code,name,type,population\nA,Alder,unitary,5\n", to: "r.csv")
        try scratch.write(Self.scenario, to: "s.json")
        return scratch
    }

    @Test("Strictly, everything without a source is named at once and ends with 2")
    func strict() throws {
        let scratch = try folder()
        let lenient = try ProgramRun(["assumptions", "s.json"], in: scratch.url)
        #expect(lenient.status == 0 && lenient.errors == "")
        let strict = try ProgramRun(["assumptions", "s.json", "--strict"], in: scratch.url)
        #expect(strict.status == 2)
        #expect(strict.output == lenient.output)
        #expect(
            strict.errors == """
                s.json: Without a source: a, b and d; add "source" to each, or write "assumption" there and whose judgement \
                it is.
                s.json: Numbers without a name, and so without a source: 70 in x: Room; name them under "assumptions".

                """)
        let study = try ProgramRun(["assumptions", "scenarios/studies/planning-london.json", "--strict"])
        #expect(study.status == 0 && study.errors == "")
    }

    @Test("As CSV and JSON; what no option uses only with --all; a scenario that is not valid ends with 2")
    func formats() throws {
        let scratch = try folder()
        let csv = try ProgramRun(["assumptions", "s.json", "--format", "csv"], in: scratch.url).output
        #expect(csv.split(separator: "\n").map { $0.prefix(2) } == ["as", "c,", "a,", "b,"])
        let all = try ProgramRun(["assumptions", "s.json", "--format", "csv", "--all"], in: scratch.url).output
        #expect(all.split(separator: "\n").map { $0.prefix(2) } == ["as", "c,", "a,", "b,", "d,"])
        let json = try ProgramRun(["assumptions", "s.json", "--format", "json"], in: scratch.url).output
        let root = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(root?["without_source"] as? [String] == ["a", "b", "d"])
        try scratch.write(Self.scenario.replacing("[\"x\"]", with: "[\"y\"]"), to: "s.json")
        let wrong = try ProgramRun(["assumptions", "s.json"], in: scratch.url)
        #expect(wrong.status == 2 && wrong.output == "")
        #expect(wrong.errors.hasSuffix(": options[0].levers[0]: unknown lever \"y\"; expected \"x\"\n"))
    }
}
