import Foundation
import Testing

@testable import folkmoot

@Suite("folkmoot fit")
struct FitTests {
    private static let folder = "scenarios/library/adoption/"

    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: ProgramRun.repository.appendingPathComponent(path)), as: UTF8.self)
    }

    /// The words of a command, those in double quotes as one.
    private static func words(_ command: Substring) -> [String] {
        command.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
    }

    /// Arguments of the commands that the library's page shows.
    private static func shownCommands() throws -> [[String]] {
        try text(folder + "README.md").split(separator: "\n").filter { $0.hasPrefix("    folkmoot fit ") }
            .map { Array(words($0).dropFirst()) }
    }

    private static func object(_ text: String) throws -> NSDictionary {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
    }

    @Test("The library's assumptions of adoption, and their table, are what the commands beside them print")
    func library() throws {
        let library = try Self.object(try Self.text("scenarios/library/adoption.json"))
        let committed = try #require(library["assumptions"] as? [String: NSDictionary])
        let page = try Self.text(Self.folder + "README.md")
        let commands = try Self.shownCommands()
        #expect(commands.count == 3)
        var correlations: [NSDictionary] = []
        var names: Set<String> = []
        for command in commands {
            let run = try ProgramRun(command + ["--json"])
            #expect(run.status == 0, "\(run.errors)")
            let printed = try Self.object(run.output)
            for (name, assumption) in try #require(printed["assumptions"] as? [String: NSDictionary]) {
                #expect(committed[name] == assumption, "\(name)")
                names.insert(name)
            }
            correlations += try #require(printed["correlations"] as? [NSDictionary])
            let shown = try ProgramRun(command).output
            for rate in ["innovation", "imitation", "ceiling (judged)"] {
                let row = try #require(shown.split(separator: "\n").first { $0.hasPrefix(rate + " ") })
                let figures = row.dropFirst(rate.count).split(separator: " ").joined(separator: " | ")
                #expect(page.contains("| \(figures) |"), "\(command[1]): \(rate) \(figures)")
            }
        }
        #expect(names == Set(committed.keys))
        #expect(library["correlations"] as? [NSDictionary] == correlations)
    }

    @Test("A scenario can import them, and is valid")
    func importing() throws {
        let scratch = try ScratchFolder()
        let library = ProgramRun.repository.appendingPathComponent("scenarios/library/adoption.json").path
        try scratch.write("code,name,type,population\nA,Alder,unitary,5\nB,Beech,unitary,5\n", to: "r.csv")
        try scratch.write(
            """
            {"title": "T", "base_year": 2026, "years": 8, "councils": {"register": "r.csv"}, "import": ["\(library)"],
             "levers": {"x": {"starts": 2027, "adoption": {"diffusion": {"innovation": "adoption_joint_service_innovation",
               "imitation": "adoption_joint_service_imitation", "ceiling": "adoption_joint_service_ceiling"}},
               "benefits": [{"name": "B", "kind": "cashable", "amount": 5, "timing": {"on": "membership"}}]}},
             "options": [{"name": "X", "levers": ["x"]}]}
            """, to: "s.json")
        let run = try ProgramRun(["run", "s.json", "--trials", "64", "--quiet", "--out", "r"], in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors == "")
    }

    @Test(
        "The levers that spread as a record did hold what the command prints for the ceilings that are judged for them",
        arguments: [
            ("shared_platform", "planx.csv --councils 311 --until 2026-08-21 --ceilings 0.15-0.9"),
            ("common_standards", "localgov-drupal.csv --councils 317 --start 2019-07-01 --ceilings 0.4-1"),
            ("national_components", "notify.csv --councils 418 --until 2019-04-12 --ceilings 0.5-1"),
        ])
    func levers(name: String, command: String) throws {
        let words = command.split(separator: " ").map(String.init)
        let run = try ProgramRun(
            ["fit", Self.folder + words[0]] + words.dropFirst() + ["--name", name, "--source", "S", "--json"])
        #expect(run.status == 0, "\(run.errors)")
        let printed = try Self.object(run.output)
        let lever = try Self.object(
            try Self.text("scenarios/library/\(name.replacing("_", with: "-")).json"))
        let held = try #require(lever["assumptions"] as? [String: [String: Any]])
        for (rate, assumption) in try #require(printed["assumptions"] as? [String: [String: Any]]) {
            let own = try #require(held[rate])
            #expect(own["distribution"] as? NSDictionary == assumption["distribution"] as? NSDictionary, "\(rate)")
            #expect((own["source"] as? String)?.contains("folkmoot fit of \(words[0])") == true, "\(rate)")
        }
        let correlations = try #require(lever["correlations"] as? [NSDictionary])
        for pair in try #require(printed["correlations"] as? [NSDictionary]) {
            #expect(correlations.contains(pair), "\(pair)")
        }
    }

    @Test("The article shows what the command prints, and it prints the same again")
    func article() throws {
        let article = try Self.text("Sources/CouncilModel/CouncilModel.docc/FittingAdoption.md")
        let lines = article.split(separator: "\n")
        let command = try #require(lines.first { $0.hasPrefix("    folkmoot fit ") })
        let arguments = Array(Self.words(command).dropFirst())
        let first = try ProgramRun(arguments)
        #expect(first.status == 0)
        #expect(article.contains("```text\n\(first.output)```"))
        #expect(try ProgramRun(arguments).output == first.output)
    }

    @Test("What is wrong with a file is said by line and column, with exit code 2")
    func wrongFile() throws {
        let scratch = try ScratchFolder()
        try scratch.write("date,count\n2020,1\n2021,x\n2022,9\n", to: "a.csv")
        let run = try ProgramRun(["fit", "a.csv", "--councils", "5"], in: scratch.url)
        #expect(run.status == 2)
        #expect(run.output == "")
        #expect(
            run.errors == """
                a.csv:3:6: count "x" cannot be read; expected a whole number in digits only: how many had joined by then
                a.csv:4:6: count 9 is above 5, how many could join; correct it or --councils

                """)
    }

    @Test(
        "Wrong options are named with what was expected, with exit code 64",
        arguments: [
            ("--councils 0", "--councils 0: expected a whole number from 1 to 1000000."),
            ("--councils 50 --seed=-1", "--seed -1: expected a whole number from 0 to 9007199254740992."),
            (
                "--councils 50 --name A-b",
                "--name A-b: expected lower-case letters, digits and underscores, a letter first, as in planx."
            ),
            (
                "--councils 50 --start soon",
                "--start soon: expected a date such as 2022-05-19, or a year such as 2022 or 2022.5."
            ),
            (
                "--councils 50 --until 2021-02-30",
                "--until 2021-02-30: expected a date such as 2022-05-19, or a year such as 2022 or 2022.5."
            ),
            (
                "--councils 50 --ceilings 0.6-0.2",
                "--ceilings 0.6-0.2: expected two shares from 0 to 1, the lower first, as in 0.2-0.6."
            ),
            (
                "--councils 50 --ceilings 0.05-0.6",
                "--ceilings 0.05-0.6: a larger share has joined already; expected a lower end of 0.181 or more."
            ),
        ])
    func wrongOptions(options: String, message: String) throws {
        let scratch = try ScratchFolder()
        try scratch.write("date,count\n2020,1\n2021,4\n2022,9\n", to: "a.csv")
        let run = try ProgramRun(
            ["fit", "a.csv"] + options.split(separator: " ").map(String.init), in: scratch.url)
        #expect(run.status == 64)
        #expect(run.errors.split(separator: "\n").first.map(String.init) == "Error: \(message)")
    }
}
