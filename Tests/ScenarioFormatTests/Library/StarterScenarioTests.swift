import CouncilModel
import Testing

@testable import ScenarioFormat

@Suite("First scenarios")
struct StarterScenarioTests {
    private static func starter(
        _ names: [String], baseYear: Int = 2025, years: Int = 10, title: String? = nil, combinations: Bool = false,
        selection: JSONNode = .object([])
    ) throws -> StarterScenario {
        let library = try LeverLibraryTests.library()
        return StarterScenario(
            library: library, levers: library.withRequirements(names), title: title, councils: 2, baseYear: baseYear,
            years: years, hasCombinations: combinations,
            paths: .init(schema: nil, register: "r.csv", imports: ["lib/hub.json", "lib/platform.json"]),
            selection: selection)
    }

    private static func read(_ text: String) -> ScenarioReading {
        let library = [
            "lib/base.json": LeverLibraryTests.base, "lib/hub.json": LeverLibraryTests.hub,
            "lib/platform.json": LeverLibraryTests.platform,
        ]
        let register = "code,name,type,population,region\nA1,Alder,unitary,100,North\nB2,Beech,unitary,200,South\n"
        let files = library.merging(["s.json": text, "r.csv": register]) { own, _ in own }
        return ScenarioReader.read("s.json") { files[$0].map { Array($0.utf8) } }
    }

    @Test("Levers alone with what they require, and all together; inflation, and remarks, in a file that is valid")
    func text() throws {
        var starter = try Self.starter(["platform"], selection: .object([("region", .texts(["North", "South"]))]))
        starter.paths.schema = "folkmoot.schema.json"
        starter.note = "Begin here."
        starter.remarks = [("hub_build", "Replace first.")]
        #expect(
            starter.text == """
                {
                  "$schema": "folkmoot.schema.json",
                  "folkmoot": 1,
                  "title": "The hub and platform: 2 councils",
                  "question": "Should these 2 councils take up some or all of these 2 levers, and who should pay? (Replace this with the decision that is to be taken.)",
                  "note": "Begin here.",
                  "base_year": 2025,
                  "years": 10,
                  "inflation": "inflation_rate",
                  "import": ["lib/hub.json", "lib/platform.json"],
                  "councils": {"register": "r.csv", "where": {"region": ["North", "South"]}},
                  "assumptions": {
                    "inflation_rate": {
                      "unit": "share",
                      "distribution": {"pert": [0.01, 0.02, 0.035]},
                      "source": "assumption: the Bank of England's target of 2% a year, with more room above than below",
                      "grade": "E",
                      "basis": "judgement",
                      "note": "For the cash view only. Replace it with what your financial plan uses."
                    },
                    "hub_build": {"note": "Replace first."}
                  },
                  "options": [
                    {"name": "The hub", "levers": ["hub"]},
                    {"name": "platform, with what it requires", "levers": ["hub", "platform"]}
                  ]
                }

                """)
        let reading = Self.read(starter.text)
        let issues = reading.issues.filter { $0.file == "s.json" || $0.severity == .error }
        #expect(issues == [])
        #expect(reading.scenario?.options.count == 2)
        let schema = NaiveSchema(root: value(of: JSONSchema.text))
        #expect(schema.accepts(value(of: starter.text)))
    }

    @Test("Two that stand alone are compared together too; three titles name the comparison, more are counted")
    func together() throws {
        let starter = try Self.starter(["hub", "platform_2", "platform"])
        let options = Self.read(starter.text).scenario?.options.map(\.levers)
        // Variants of one lever cannot be held together, which the reader says.
        #expect(options == nil)
        #expect(starter.optionNames.last == "All together")
        #expect(starter.title == "The hub, Two and platform: 2 councils")
        #expect(try Self.starter(["hub"]).optionNames == ["The hub"])
        #expect(try Self.starter(["hub"], title: "Mine").title == "Mine")
    }

    @Test("All sets of the levers, if asked for")
    func combinations() throws {
        let starter = try Self.starter(["platform"], combinations: true)
        #expect(starter.text.contains("  \"combinations\": [\"hub\", \"platform\"]\n"))
        #expect(!starter.text.contains("\"options\""))
        #expect(Self.read(starter.text).scenario?.options.map(\.name) == ["hub", "hub + platform"])
    }

    @Test("With a later base year all levers start later by as much, their waves and closing years too")
    func later() throws {
        let starter = try Self.starter(["platform"], baseYear: 2030)
        // The hub is built from 2025 on, two years before it starts.
        #expect(starter.shift == 5 && starter.tooLate == nil)
        let scenario = try #require(Self.read(starter.text).scenario)
        #expect(scenario.levers.map(\.starts) == [2032, 2033, 2033])
        #expect(scenario.levers[0].closes == 2038)
        guard case .waves(let waves) = scenario.levers[0].adoption else {
            Issue.record("the hub has waves")
            return
        }
        #expect(waves.steps == [.init(year: 2032, share: 0.5), .init(year: 2034, share: 1)])
        #expect(try Self.starter(["platform"], baseYear: 2025).shift == 0)
        let short = try #require(try Self.starter(["platform"], baseYear: 2030, years: 3).tooLate)
        #expect(short.lever.name == "platform" && short.start == 2033)
    }

    @Test("Conditions become what a scenario has under where, and choose the same councils")
    func selection() throws {
        let bytes = Array(
            """
            code,name,type,population,region
            A1,Alder,district,100,North
            B2,Beech,district,200,South
            C3,Cedar,county,300,South
            D4,Dell,district,400,East

            """.utf8)
        let register = try #require(RegisterListing.read("r.csv") { _ in bytes }.register)
        let listing = RegisterListing(register: register)
        let cases: [(conditions: [String], least: [String], greatest: [String], text: String, rows: [Int])] = [
            ([], [], [], "{}", [0, 1, 2, 3]),
            (["region=South"], [], [], "{\"region\": \"South\"}", [1, 2]),
            (
                ["region=South", "region=East", "type=district"], [], [],
                "{\"region\": [\"South\", \"East\"], \"type\": \"district\"}", [1, 3]
            ),
            (
                [], ["population=150", "population=200"], ["population=399", "population=900"],
                "{\"population\": {\"min\": 200, \"max\": 399}}", [1, 2]
            ),
            (["population=100", "population=200"], ["population=150"], [], "{\"population\": 200}", [1]),
        ]
        for item in cases {
            let node = listing.selection(where: item.conditions, atLeast: item.least, atMost: item.greatest)
            #expect(node.textInItsOrder == item.text + "\n")
            let rows = listing.rows(where: item.conditions, atLeast: item.least, atMost: item.greatest)
            #expect(rows.rows == item.rows && rows.problems == [])
            let check = SelectionCheck(
                filter: RegisterFilter(register: register, rows: Array(register.codes.indices)), log: IssueLog())
            #expect(check.rows(of: Field(.object([("where", node)]), path: .root)) == item.rows)
        }
    }

    @Test(
        "The way to a file leads back to it",
        arguments: [
            ("lib/a.json", "s.json", "lib/a.json"), ("lib/a.json", "x/s.json", "../lib/a.json"),
            ("/p/q/lib/a.json", "x/y/s.json", "../../lib/a.json"), ("lib/a.json", "/z/s.json", "../p/q/lib/a.json"),
            ("../a.json", "../b/s.json", "../a.json"), ("./a.json", "./s.json", "a.json"),
        ])
    func way(target: String, file: String, expected: String) {
        #expect(FilePath.way(to: target, from: file, in: "/p/q") == expected)
        func absolute(_ path: String) -> String { FilePath.normalised(path.hasPrefix("/") ? path : "/p/q/" + path) }
        #expect(absolute(FilePath.resolve(expected, from: file)) == absolute(target))
    }
}
