import Testing

@testable import ScenarioFormat

@Suite("Importing library files")
struct ImportTests {
    /// What is said about a scenario that imports, with the files beside it; positions as `file:line:column`.
    private func said(_ files: [String: String]) -> [String] {
        reading(files).issues.map(\.description)
    }

    private func reading(_ files: [String: String]) -> ScenarioReading {
        let all = files.merging(["r.csv": "code,name,type,population\nA1,Alder,unitary,100\n"]) { own, _ in own }
        return ScenarioReader.read("s.json") { path in all[path].map { Array($0.utf8) } }
    }

    /// A scenario that imports what is named, and says the rest.
    private func scenario(_ names: String, _ rest: String = "") -> String {
        """
        {"title": "T", "base_year": 2026, "years": 5, "councils": {"register": "r.csv"}, "import": [\(names)],
         "options": [{"name": "O", "levers": ["l"]}]\(rest)}
        """
    }

    private static let library = """
        {"title": "L",
         "assumptions": {"fee": {"unit": "GBP", "distribution": {"uniform": [1, 3]}, "source": "s"}},
         "levers": {"l": {"starts": 2027, "adoption": "mandate", "costs": [
          {"name": "C", "kind": "revenue", "amount": "fee", "timing": {"on": "joining"}}]}}}
        """

    @Test("What a library defines is there, entries keep their file, and the files are told by role")
    func whole() throws {
        let reading = reading(["s.json": scenario("\"lib/l.json\""), "lib/l.json": Self.library])
        #expect(reading.issues == [])
        let scenario = try #require(reading.scenario)
        #expect(scenario.levers.map(\.name) == ["l"] && scenario.assumptions.map(\.name) == ["fee"])
        #expect(scenario.title == "T")
        #expect(reading.files.map(\.path) == ["s.json", "lib/l.json", "r.csv"])
        #expect(reading.files.map(\.role) == [.scenario, .library, .register])
        #expect(reading.resolved?.member("import") == nil)
    }

    @Test("Libraries import others, paths seen from their own place; one that is named twice is read once")
    func nested() throws {
        let reading = reading([
            "s.json": scenario("\"lib/a.json\", \"lib/b.json\""),
            "lib/a.json":
                "{\"import\": [\"more/l.json\"], \"correlations\": [{\"between\": [\"fee\", \"b\"], \"rank\": 0.5}]}",
            "lib/b.json": """
            {"import": ["more/l.json"], "assumptions": {"b": {"unit": "GBP", "distribution": {"uniform": [1, 2]}}},
             "quantities": {"q": "b * 2"}}
            """,
            "lib/more/l.json": Self.library.replacing("\"fee\", \"timing\"", with: "\"fee + q\", \"timing\""),
        ])
        let scenario = try #require(reading.scenario)
        #expect(scenario.assumptions.map(\.name) == ["b", "fee"])
        #expect(scenario.correlations.map { [$0.first, $0.second] } == [["fee", "b"]])
        #expect(scenario.correlations.map(\.rank) == [0.5])
        #expect(reading.files.map(\.path) == ["s.json", "lib/a.json", "lib/more/l.json", "lib/b.json", "r.csv"])
    }

    @Test("The scenario's own entry is merged over the imported one, which a note says; correlations are added")
    func overriding() throws {
        let own = """
            , "assumptions": {"fee": {"uniform": [4, 5]}, "b": 2}, "levers": {"l": {"starts": 2028}},
             "correlations": [{"between": ["fee", "c"], "rank": 0.25}]
            """
        let reading = reading([
            "s.json": scenario("\"l.json\"", own),
            "l.json": Self.library.replacing("\"fee\": {", with: "\"c\": {\"uniform\": [0, 1]}, \"fee\": {")
                .replacing(
                    "{\"title\": \"L\"", with: "{\"correlations\": [{\"between\": [\"c\", \"fee\"], \"rank\": 0.5}]"),
        ])
        #expect(
            reading.issues.map(\.description) == [
                "s.json:2:63: note: assumptions.fee: \"fee\" of l.json is overridden here",
                "s.json:2:91: warning: assumptions.b: nothing uses the assumption \"b\"; use it in a formula, or remove it",
                "s.json:2:111: note: levers.l: \"l\" of l.json is overridden here",
            ])
        let scenario = try #require(reading.scenario)
        let fee = try #require(scenario.assumptions.first { $0.name == "fee" })
        #expect(fee.distribution == .uniform(min: 4, max: 5))
        #expect(fee.unit == "GBP" && fee.source == "s")
        #expect(scenario.levers.map(\.starts) == [2028])
        // The pair is the same in whichever order it is written.
        #expect(scenario.correlations.map(\.rank) == [0.25])
    }

    @Test("A remark on an imported entry overrides nothing; what only a library defines need not be used")
    func remarks() throws {
        let own = ", \"assumptions\": {\"fee\": {\"note\": \"n\", \"owner\": \"o\", \"review\": \"2027\"}}"
        let idle = """
            {"assumptions": {"spare": {"unit": "GBP", "distribution": 1}}, "quantities": {"double": "spare * 2"},
             "pools": {"idle": "double"}, "contracts": {"old": {"length": 5}},
             "levers": {"m": {"starts": 2027, "adoption": "mandate"}}}
            """
        let reading = reading([
            "s.json": scenario("\"l.json\", \"idle.json\"", own), "l.json": Self.library, "idle.json": idle,
        ])
        #expect(reading.issues == [])
        let fee = try #require(reading.scenario?.assumptions.first { $0.name == "fee" })
        #expect(fee.note == "n" && fee.owner == "o" && fee.review == "2027" && fee.source == "s")
        #expect(fee.distribution == .uniform(min: 1, max: 3))
    }

    @Test("null removes what is imported, and is reported where nothing is")
    func removal() {
        let own =
            ", \"assumptions\": {\"fee\": null, \"gee\": null}, \"levers\": {\"l\": {\"costs\": null, \"closes\": null}}"
        #expect(
            said(["s.json": scenario("\"l.json\"", own), "l.json": Self.library]) == [
                "s.json:2:63: note: assumptions.fee: \"fee\" of l.json is overridden here",
                "s.json:2:76: assumptions.gee: null removes what an imported file says, but that has no \"gee\" here; did "
                    + "you mean \"fee\"?",
                "s.json:2:101: note: levers.l: \"l\" of l.json is overridden here",
                "s.json:2:122: levers.l.closes: null removes what an imported file says, but that has no \"closes\" here; "
                    + "did you mean \"costs\"?",
            ])
    }

    @Test("A file that is missing, is no object, or imports itself is reported at its name")
    func files() {
        #expect(
            said(["s.json": scenario("\"x/l.json\"")]) == [
                "s.json:1:93: import[0]: there is no file at x/l.json; the path is relative to the file in which it stands",
                "s.json:2:39: options[0].levers[0]: unknown lever \"l\"; define it under \"levers\"",
            ])
        #expect(
            said(["s.json": scenario("\"l.json\""), "l.json": "[1]"]).first
                == "l.json:1:1: found a list, expected a library file, which is an object { … }")
        #expect(
            said([
                "s.json": scenario("\"l.json\", \"m.json\""), "l.json": Self.library,
                "m.json": "{\"import\": [\"n.json\"]}",
                "n.json": "{\"import\": [\"m.json\"]}",
            ]) == [
                "n.json:1:13: import[0]: files import each other in a circle: m.json → n.json → m.json; let one of them "
                    + "import none"
            ])
    }

    @Test("Two files that define a name differently are refused; alike they may")
    func clash() {
        let other = "{\"assumptions\": {\"fee\": {\"distribution\": {\"uniform\": [1, 4]}}}}"
        #expect(
            said(["s.json": scenario("\"l.json\", \"m.json\""), "l.json": Self.library, "m.json": other]) == [
                "s.json:1:103: import[1]: m.json and l.json define assumptions.fee differently; rename one of them, or "
                    + "import one file only"
            ])
        let same =
            "{\"assumptions\": {\"fee\": {\"source\": \"s\", \"unit\": \"GBP\", \"distribution\": {\"uniform\": [1, 3]}}}}"
        #expect(said(["s.json": scenario("\"l.json\", \"m.json\""), "l.json": Self.library, "m.json": same]) == [])
    }

    @Test("A library has no keys of a scenario's own")
    func keys() {
        let library = Self.library.replacing("{\"title\": \"L\",", with: "{\"options\": [], \"levrs\": {},")
        #expect(
            said(["s.json": scenario("\"l.json\""), "l.json": library]) == [
                "l.json:1:2: a library file cannot have the key \"options\"; put it into the scenario that imports this file",
                "l.json:1:17: a library file cannot have the key \"levrs\"; did you mean \"levers\"?",
            ])
    }

    @Test("What a key of a library holds must be of its kind")
    func kinds() {
        let odd = "{\"title\": 5, \"assumptions\": [], \"correlations\": {}, \"levers\": {}}"
        #expect(
            said(["s.json": scenario("\"l.json\", \"m.json\""), "l.json": Self.library, "m.json": odd]) == [
                "m.json:1:11: title: found the number 5, expected a text",
                "m.json:1:29: assumptions: found an empty list, expected an object of named entries",
                "m.json:1:49: correlations: found an empty object, expected a list",
            ])
    }

    @Test("A library may name a lever that is not there in modifiers and boosts, which a note says; not in requires")
    func absent() throws {
        let modified = Self.library.replacing(
            "\"amount\": \"fee\"", with: "\"amount\": \"fee\", \"modifiers\": [{\"joined\": \"other\", \"by\": 0.5}]")
        let reading = reading(["s.json": scenario("\"l.json\""), "l.json": modified])
        #expect(
            reading.issues.map(\.description) == [
                "l.json:3:13: note: levers.l: the lever \"other\" is not in this scenario, so that what it would do to this "
                    + "one is left out"
            ])
        #expect(reading.scenario?.levers.first?.costs.first?.modifiers == [])
        // However many effects are left out, there is one note a lever.
        let more = modified.replacing("\"by\": 0.5}", with: "\"by\": 0.5}, {\"joined\": \"another\", \"by\": 2}")
        #expect(
            said(["s.json": scenario("\"l.json\""), "l.json": more]) == [
                "l.json:3:13: note: levers.l: the levers \"another\" and \"other\" are not in this scenario, so that what "
                    + "they would do to this one is left out"
            ])
        #expect(
            said(["s.json": scenario("\"l.json\""), "l.json": modified.replacing("other", with: "l")]) == [])
        let requiring = Self.library.replacing("\"starts\": 2027", with: "\"starts\": 2027, \"requires\": [\"other\"]")
        #expect(
            said(["s.json": scenario("\"l.json\""), "l.json": requiring]) == [
                "l.json:3:48: levers.l.requires[0]: unknown lever \"other\"; expected \"l\""
            ])
        // The scenario itself must know what it names.
        let own =
            ", \"levers\": {\"l\": {\"costs\": [{\"name\": \"C\", \"kind\": \"revenue\", \"amount\": 1, "
            + "\"timing\": {\"on\": \"joining\"}, \"modifiers\": [{\"joined\": \"other\", \"by\": 0.5}]}]}}"
        #expect(
            said(["s.json": scenario("\"l.json\"", own), "l.json": Self.library]).filter { !$0.contains("note:") } == [
                "s.json:2:174: levers.l.costs[0].modifiers[0].joined: unknown lever \"other\"; expected \"l\""
            ])
    }
}
