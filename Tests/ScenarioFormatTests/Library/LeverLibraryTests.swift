import CouncilModel
import Testing

@testable import ScenarioFormat

@Suite("Reading a library of levers")
struct LeverLibraryTests {
    static let base = """
        {"assumptions": {
          "base_cost": {"unit": "GBP", "distribution": {"uniform": [1, 3]}, "source": "s", "grade": "A"},
          "base_years": {"unit": "year", "distribution": 5, "source": "s", "grade": "C"},
          "hub_pull": {"unit": "share", "distribution": 2, "source": "s", "grade": "E"},
          "idle": {"unit": "share", "distribution": 1, "source": "s", "grade": "E"}},
         "quantities": {"base_size": "residents * base_cost / 1[resident]"},
         "pools": {"spend": "base_size / 1[year]"}, "contracts": {"systems": {"length": "base_years"}}}
        """

    static let hub = """
        {"title": "Hub", "import": ["base.json"],
         "assumptions": {"hub_build": {"unit": "GBP", "distribution": 9, "source": "s", "grade": "D"}},
         "levers": {"hub": {"title": "The hub", "note": "One hub.", "conditions": ["A lawful basis"],
          "starts": 2027, "adoption": {"waves": [{"year": 2027, "share": 0.5}, {"year": 2029, "share": 1}]}, "closes": 2033,
          "paid_by": {"council": 0.25, "centre": 0.75},
          "costs": [{"name": "Build", "level": "programme", "kind": "capital", "amount": "hub_build", "uplift": 1.5,
            "timing": {"on": "start", "spread": [0.5, 0.5], "from": -2}}],
          "unmonetised": [{"name": "Trust", "who": "residents"}]}}}
        """

    static let platform = """
        {"import": ["base.json"],
         "levers": {"platform": {"starts": 2028, "contract": "systems", "requires": ["hub"],
          "adoption": {"diffusion": {"innovation": 0.1, "founders": ["A1", "B2"]}},
          "boosts": [{"joined": "hub", "by": "hub_pull"}],
          "costs": [{"name": "Moving", "kind": "revenue", "amount": "base_cost", "timing": {"on": "joining"},
            "modifiers": [{"joined": "hub", "by": 0.9}, {"joined": "nobody", "by": 0.5}]}],
          "benefits": [{"name": "Saving", "kind": "cashable", "claims": {"pool": "spend", "share": 0.1},
            "timing": {"on": "membership"}}]},
          "platform_2": {"like": "platform", "title": "Two"}}}
        """

    static func read(_ files: [String: String]) -> (library: LeverLibrary?, issues: [ScenarioIssue]) {
        LeverLibrary.read(files.keys.sorted().map { "lib/\($0)" }) { path in
            path.hasPrefix("lib/") ? files[String(path.dropFirst(4))].map { Array($0.utf8) } : nil
        }
    }

    static func library() throws -> LeverLibrary {
        try #require(read(["base.json": base, "hub.json": hub, "platform.json": platform]).library)
    }

    @Test("A lever is told as its file has it, with the assumptions that it reads alone and what others do to it")
    func levers() throws {
        let library = try Self.library()
        #expect(library.levers.map(\.name) == ["hub", "platform", "platform_2"])
        let (hub, platform) = (library.levers[0], library.levers[1])
        #expect(hub.title == "The hub" && hub.note == "One hub." && hub.conditions == ["A lawful basis"])
        #expect(hub.file == "lib/hub.json" && platform.file == "lib/platform.json" && platform.title == "platform")
        #expect(hub.starts == 2027 && hub.firstFlow == 2025 && platform.firstFlow == 2028)
        #expect(hub.adoption == .waves([.init(year: 2027, share: 0.5), .init(year: 2029, share: 1)]))
        #expect(
            platform.adoption
                == .diffusion([.init(key: "innovation", value: "0.1"), .init(key: "founders", value: "2")]))
        #expect(hub.paidBy == [.init(party: .council, share: 0.25), .init(party: .centre, share: 0.75)])
        #expect(
            hub.lines == [
                LibraryLine(
                    name: "Build", side: .cost, kind: .capital, level: .programme, worth: "hub_build",
                    multipliers: ["1.5"], timing: "start", spread: 2)
            ])
        #expect(platform.lines.map(\.worth) == ["base_cost", "0.1"] && platform.lines.map(\.pool) == [nil, "spend"])
        #expect(hub.standing == .enabler && platform.standing == .cash)
        #expect(hub.unmonetised == [UnmonetisedEffect(name: "Trust", lever: "hub", who: "residents")])
        #expect(hub.assumptions.map(\.name) == ["hub_build"])
        // Through the pool and its quantity, and through the contract; not what only acts on it.
        #expect(platform.assumptions.map(\.name) == ["base_cost", "base_years"])
        #expect(platform.factors.map(\.name) == ["hub_pull"] && hub.factors.map(\.name) == ["hub_pull"])
        #expect(
            platform.actedOnBy == [
                .init(lever: "hub", line: nil, factor: "hub_pull"), .init(lever: "hub", line: "Moving", factor: "0.9"),
                .init(lever: "nobody", line: "Moving", factor: "0.5"),
            ])
        #expect(hub.actsOn.map(\.lever) == ["platform", "platform", "platform_2", "platform_2"])
        #expect(library.levers[2].title == "Two" && library.levers[2].requires == ["hub"])
    }

    @Test("A lever is found with hyphens too, and brings what it requires before itself")
    func finding() throws {
        let library = try Self.library()
        #expect(library.lever(named: "platform-2")?.name == "platform_2")
        #expect(library.lever(named: "hubs") == nil)
        #expect(library.complaint(about: "hubs") == "unknown lever \"hubs\"; did you mean \"hub\"?")
        #expect(library.complaint(about: "plat-form") == "unknown lever \"plat-form\"; did you mean \"platform\"?")
        #expect(
            library.complaint(about: "zzz")
                == "unknown lever \"zzz\"; expected \"hub\", \"platform\" or \"platform_2\"")
        #expect(library.withRequirements(["platform", "hub"]).map(\.name) == ["hub", "platform"])
    }

    @Test("What is wrong with a file is told, all at once")
    func wrong() {
        let reading = Self.read([
            "a.json": "{\"levers\": {\"l\": {\"starts\": 2027}}, \"options\": []}",
            "b.json": "{\"assumptions\": {\"x\": {\"distribution\": {\"pert\": [3, 2, 1]}}}}",
        ])
        #expect(reading.library == nil)
        #expect(
            reading.issues.map(\.description) == [
                "lib/a.json:1:18: levers.l: the key \"adoption\" is missing; add it: how councils come to join: mandate, "
                    + "{\"waves\": […]} or {\"diffusion\": {…}}",
                "lib/a.json:1:37: a library file cannot have the key \"options\"; put it into the scenario that imports "
                    + "this file",
                "lib/b.json:1:49: assumptions.x.distribution.pert: min 3 is above mode 2; order them [min, mode, max]",
                "lib/b.json:1:49: assumptions.x.distribution.pert: mode 2 is above max 1; order them [min, mode, max]",
            ])
    }
}

@Suite("What a scenario overrides")
struct OverriddenTests {
    private static let scenario = """
        {"title": "T", "base_year": 2026, "years": 5, "councils": {"register": "r.csv"}, "import": ["l.json"],
         "options": [{"name": "O", "levers": ["l"]}], "assumptions": {"fee": 7, "rate": {"grade": "B"}}}
        """
    private static let library = """
        {"assumptions": {"fee": {"unit": "GBP", "distribution": {"uniform": [1, 3]}, "source": "s", "grade": "C"},
           "rate": {"unit": "share", "distribution": 1, "grade": "C"}, "kept": {"unit": "share", "distribution": 1}},
         "levers": {"l": {"starts": 2027, "adoption": "mandate", "costs": [
          {"name": "C", "kind": "revenue", "amount": "fee * rate * kept", "timing": {"on": "joining"}}]}}}
        """

    @Test("The undermost file's assumption is told, with the keys under which something else is said; remarks are not")
    func originals() throws {
        let files = [
            "l.json": Self.library, "s.json": Self.scenario,
            "t.json": """
            {"extends": "s.json", "assumptions": {"fee": {"distribution": 8, "source": "t"}, "kept": {"note": "n"}}}
            """,
            "u.json": "{\"extends\": \"t.json\", \"assumptions\": {\"own\": null, \"rate\": {\"grade\": \"C\"}}}",
            "r.csv": "code,name,type,population\nA1,Alder,unitary,100\n",
        ]
        func overridden(_ path: String) -> [OverriddenAssumption] {
            ScenarioReader.read(path) { files[$0].map { Array($0.utf8) } }.overridden
        }
        let direct = overridden("s.json")
        #expect(direct.map(\.original.name) == ["fee", "rate"])
        #expect(direct.map(\.keys) == [["distribution"], ["grade"]] && direct.map(\.file) == ["l.json", "l.json"])
        #expect(direct[0].original.distribution == .uniform(min: 1, max: 3) && direct[0].original.unit == "GBP")
        let extended = overridden("t.json")
        #expect(extended.map(\.original.name) == ["fee", "rate"])
        #expect(extended[0].keys == ["distribution", "source"] && extended[0].file == "l.json")
        // What is set back says nothing else.
        #expect(overridden("u.json") == [])
        let back = files["u.json"]?.replacing("\"own\": null, ", with: "") ?? ""
        let read = ScenarioReader.read("u.json") { path in
            (path == "u.json" ? back : files[path]).map { Array($0.utf8) }
        }
        #expect(read.overridden.map(\.original.name) == ["fee"])
    }
}
