import Foundation
import Testing

@testable import folkmoot

@Suite("The other commands")
struct OtherCommandTests {
    /// Every scenario that is shipped.
    private static let shipped: [String] = {
        let folder = ProgramRun.repository.appendingPathComponent("scenarios")
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return paths.filter { path in
            path.hasSuffix(".json") && !path.hasSuffix("schema.json")
                && !["results/", "library/", "outturn.json"].contains(where: path.contains)
        }.sorted().map { "scenarios/" + $0 }
    }()

    @Test("Every shipped scenario is valid without a warning and runs")
    func shippedScenarios() throws {
        #expect(Self.shipped.count >= 3)
        for path in Self.shipped {
            let scratch = try ScratchFolder()
            let check = try ProgramRun(["validate", "--strict", path])
            #expect(check.status == 0, "\(check.errors)")
            let run = try ProgramRun(["run", path, "--trials", "64", "--quiet", "--out", scratch.path("r")])
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    @Test(
        "Examples in help texts that look into the default study name what there is in it",
        arguments: [
            "sensitivity", "switching", "value-of-information", "discover", "shares", "explain",
        ])
    func examplesInHelp(verb: String) throws {
        let help = try ProgramRun(["help", verb]).output
        // Examples are indented; a long one goes on in the next line.
        var examples: [String] = []
        var isExample = false
        for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
            let isNext = line.hasPrefix("  folkmoot \(verb) results/planning-london")
            isExample = isNext || isExample && !line.isEmpty && !line.hasPrefix("  folkmoot")
            if isNext { examples.append("") }
            if isExample { examples[examples.count - 1] += line + " " }
        }
        #expect(!examples.isEmpty)
        for example in examples {
            // What stands between quotes is one word.
            let parts = example.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            var words = parts.flatMap { $0 % 2 == 1 ? [String($1)] : $1.split(separator: " ").map(String.init) }
            words.removeFirst()
            if verb != "explain" { words += ["--trials", "128"] }
            let run = try ProgramRun(
                words, in: ProgramRun.repository.appendingPathComponent("scenarios/studies"))
            #expect(run.status == 0, "\(example): \(run.errors)")
        }
    }

    @Test("validate says what is wrong or doubtful and counts it; warnings end with 2 only when they are to")
    func validate() throws {
        let scratch = try ScratchFolder()
        try scratch.write("code,name,type,population\nA,Alder,unitary,5\n", to: "r.csv")
        let text = """
            {"title": "T", "base_year": 2026, "years": 3, "councils": {"register": "r.csv"}, "assumptions": {"a": 1},
             "levers": {"x": {"starts": 2027, "adoption": "mandate"}}, "options": [{"name": "X", "levers": ["x"]}]}
            """
        try scratch.write(text, to: "s.json")
        let lenient = try ProgramRun(["validate", "s.json"], in: scratch.url)
        #expect(lenient.status == 0)
        #expect(lenient.output == "s.json: valid, 1 warning; 1 council, 1 lever, 1 option, 1 assumption\n")
        #expect(
            lenient.errors
                == "s.json:1:98: warning: assumptions.a: nothing uses the assumption \"a\"; use it in a formula, or remove it\n"
        )
        #expect(try ProgramRun(["validate", "s.json", "--strict"], in: scratch.url).status == 2)
        try scratch.write(text.replacing("\"x\"]", with: "\"y\"]"), to: "s.json")
        let wrong = try ProgramRun(["validate", "s.json"], in: scratch.url)
        #expect(wrong.status == 2)
        #expect(wrong.output == "s.json: not valid, 1 error\n")
        #expect(wrong.errors == "s.json:2:97: options[0].levers[0]: unknown lever \"y\"; expected \"x\"\n")
        let missing = try ProgramRun(["validate", "none.json"], in: scratch.url)
        #expect(missing.status == 2)
        #expect(
            missing.errors
                == "none.json:1:1: there is no file here that can be read; give the path of a scenario, a JSON file\n")
    }

    @Test("schema prints what is checked in")
    func schema() throws {
        let file = ProgramRun.repository.appendingPathComponent("scenarios/folkmoot.schema.json")
        #expect(try ProgramRun(["schema"]).output == String(decoding: try Data(contentsOf: file), as: UTF8.self))
        let library = ProgramRun.repository.appendingPathComponent("scenarios/folkmoot-library.schema.json")
        #expect(
            try ProgramRun(["schema", "--library"]).output
                == String(decoding: try Data(contentsOf: library), as: UTF8.self))
    }

    @Test("councils lists and narrows the register")
    func councils() throws {
        let all = try ProgramRun(["councils"])
        #expect(all.output.hasSuffix("382 of 382 councils, 69,281,437 residents (each counted once)\n"))
        let london = try ProgramRun(["councils", "--where", "region=London"])
        #expect(london.output.split(separator: "\n").count == 35)
        let both = try ProgramRun(
            ["councils", "--where", "region=London", "--where", "region=Wales", "--min", "population=390000", "--csv"])
        let rows = both.output.split(separator: "\n")
        #expect(rows[0].hasPrefix("code,name,type,area_km2,"))
        #expect(rows.dropFirst().map { $0.prefix(9) } == ["E09000003", "E09000008"])
        let wrong = try ProgramRun([
            "councils", "--where", "regoin=London", "--max", "population=many", "--min", "type",
        ])
        #expect(wrong.status == 2)
        #expect(
            wrong.errors == """
                regoin=London: unknown column "regoin"; did you mean "region"?
                type: expected column=value, such as type=district
                population=many: "many" is no number; write it in digits only, as in 98180

                """)
    }
}

@Suite("What the README shows")
struct ReadmeTests {
    @Test("The README shows what make run prints")
    func output() throws {
        let scratch = try ScratchFolder()
        let study = "scenarios/studies/planning-london.json"
        let run = try ProgramRun(["run", study, "--format", "md", "--out", scratch.path("planning-london")])
        let printed = run.output.replacing(scratch.path("planning-london"), with: "results/planning-london")
        let readme = String(
            decoding: try Data(contentsOf: ProgramRun.repository.appendingPathComponent("README.md")), as: UTF8.self)
        #expect(printed.count > 1000)
        #expect(readme.contains("\n```text\n\(printed)```\n"))
    }
}
