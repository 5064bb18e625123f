import Testing

@testable import ScenarioFormat

/// What comes of loading the first of some files: the merged scenario, and what is wrong.
struct Loaded {
    let root: JSONNode?
    let complaints: [String]
    let files: [FileRead]

    init(_ files: KeyValuePairs<String, String>, path: String? = nil) {
        let log = IssueLog()
        var loader = ScenarioLoader(
            read: { path in files.first { $0.key == path }.map { Array($0.value.utf8) } }, log: log)
        root = loader.load(path ?? files[0].key)
        complaints = log.sorted.map(\.description)
        self.files = loader.files
    }

    /// Whether the merged scenario is what a JSON text says, whatever the order of keys.
    func equals(_ text: String) -> Bool {
        root?.canonicalText == value(of: text).canonicalText && complaints.isEmpty
    }
}

@Suite("Laying one scenario over another")
struct MergingTests {
    @Test("A scenario without extends stays as it is, but bare entries are written out")
    func writtenOut() {
        let loaded = Loaded([
            "a.json": """
            {"title": "x", "assumptions": {"a": 5, "b": {"pert": [1, 2, 3]}, "c": {"distribution": 1}, "d": {"peert": [1]},
              "e": {"pert": [1, 2, 3], "unit": "GBP"}, "f": "2 * a"},
             "pools": {"p": "fee * 2", "q": 7, "r": {"amount": 1}}, "quantities": {"q": "a + 1", "r": 2}}
            """
        ])
        #expect(
            loaded.equals(
                """
                {"title": "x", "assumptions": {"a": {"distribution": 5}, "b": {"distribution": {"pert": [1, 2, 3]}},
                  "c": {"distribution": 1}, "d": {"distribution": {"peert": [1]}},
                  "e": {"pert": [1, 2, 3], "unit": "GBP"}, "f": "2 * a"},
                 "pools": {"p": {"amount": "fee * 2"}, "q": {"amount": 7}, "r": {"amount": 1}},
                 "quantities": {"q": "a + 1", "r": 2}}
                """))
    }

    @Test("A key that is only implied is on no path")
    func impliedKeys() {
        let loaded = Loaded([
            "a.json": "{\"extends\": \"b.json\", \"assumptions\": {\"a\": {\"unit\": \"GBP\"}, \"b\": 2}}",
            "b.json":
                "{\"assumptions\": {\"a\": {\"pert\": [1, 2, 3]}, \"b\": {\"distribution\": 1, \"unit\": \"GBP\"}}}",
        ])
        let assumptions = loaded.root.flatMap { Field($0, path: .root)["assumptions"] }
        #expect(assumptions?["a"]?["distribution"]?["pert"]?.items.last?.path.text == "assumptions.a.pert[2]")
        #expect(assumptions?["a"]?["unit"]?.path.text == "assumptions.a.unit")
        #expect(assumptions?["b"]?["distribution"]?.path.text == "assumptions.b")
        #expect(assumptions?["b"]?.members.map(\.field.path.text) == ["assumptions.b", "assumptions.b.unit"])
    }

    @Test("Top-level keys are replaced or added; extends itself is gone")
    func topLevel() {
        let loaded = Loaded([
            "a.json": "{\"extends\": \"b.json\", \"title\": \"A\", \"options\": [1], \"seed\": 2}",
            "b.json": "{\"title\": \"B\", \"options\": [1, 2], \"years\": 3}",
        ])
        #expect(loaded.equals("{\"title\": \"A\", \"options\": [1], \"years\": 3, \"seed\": 2}"))
    }

    @Test("The five maps are merged by entry and key, the value of such a key is replaced whole")
    func maps() {
        let loaded = Loaded([
            "a.json": """
            {"extends": "b.json",
             "assumptions": {"a": 7, "b": {"grade": "A"}, "new": 1},
             "quantities": {"q": "2"},
             "pools": {"p": "3"},
             "contracts": {"c": {"ends": "e"}},
             "levers": {"l": {"paid_by": {"region": 1}, "costs": [3], "adoption": {"diffusion": {"innovation": 1}}}}}
            """,
            "b.json": """
            {"assumptions": {"a": {"unit": "GBP", "distribution": {"pert": [1, 2, 3]}, "source": "s"}, "b": 1},
             "quantities": {"q": "1", "r": "1"},
             "pools": {"p": {"amount": "1", "growth": 2}},
             "contracts": {"c": {"length": 5}},
             "levers": {"l": {"starts": 2027, "paid_by": {"centre": 1}, "costs": [1, 2], "adoption": "mandate"}, "m": {}}}
            """,
        ])
        #expect(
            loaded.equals(
                """
                {"assumptions": {"a": {"unit": "GBP", "distribution": 7, "source": "s"},
                  "b": {"distribution": 1, "grade": "A"}, "new": {"distribution": 1}},
                 "quantities": {"q": "2", "r": "1"},
                 "pools": {"p": {"amount": "3", "growth": 2}},
                 "contracts": {"c": {"length": 5, "ends": "e"}},
                 "levers": {"l": {"starts": 2027, "paid_by": {"region": 1}, "costs": [3],
                   "adoption": {"diffusion": {"innovation": 1}}}, "m": {}}}
                """))
    }

    @Test("Councils are merged key by key, where is replaced whole; any other object is replaced whole")
    func councils() {
        let loaded = Loaded([
            "a.json":
                "{\"extends\": \"b.json\", \"councils\": {\"where\": {\"type\": [\"x\"]}, \"except\": null}, \"o\": {\"b\": 2}}",
            "b.json": """
            {"councils": {"register": "r.csv", "where": {"region": ["London"]}, "except": ["A"], "units": {"a": "b"}},
             "o": {"a": 1}}
            """,
        ])
        #expect(
            loaded.equals(
                """
                {"councils": {"register": "r.csv", "where": {"type": ["x"]}, "units": {"a": "b"}}, "o": {"b": 2}}
                """))
    }

    @Test("null removes a top-level key, an entry, and a key of an entry")
    func removal() {
        let loaded = Loaded([
            "a.json": """
            {"extends": "b.json", "note": null, "levers": {"l": null, "m": {"delay": null}}, "assumptions": {"a": {"unit": null}}}
            """,
            "b.json": """
            {"note": "x", "levers": {"l": {"starts": 1}, "m": {"starts": 1, "delay": 2}},
             "assumptions": {"a": {"unit": "GBP", "distribution": 2}}}
            """,
        ])
        #expect(
            loaded.equals("{\"levers\": {\"m\": {\"starts\": 1}}, \"assumptions\": {\"a\": {\"distribution\": 2}}}"))
    }

    @Test("A null that removes nothing is reported with the nearest name")
    func vainRemoval() {
        let loaded = Loaded([
            "a.json": """
            {"extends": "b.json", "notes": null,
             "levers": {"plattform": null, "platform": {"dela": null}},
             "quantities": {"q": null}}
            """,
            "b.json":
                "{\"note\": \"x\", \"levers\": {\"platform\": {\"delay\": 2, \"starts\": 3}}, \"quantities\": {}}",
        ])
        let start = "null removes what the extended file says, but that has no"
        #expect(
            loaded.complaints == [
                "a.json:1:23: notes: \(start) \"notes\" here; did you mean \"note\"?",
                "a.json:2:13: levers.plattform: \(start) \"plattform\" here; did you mean \"platform\"?",
                "a.json:2:45: levers.platform.dela: \(start) \"dela\" here; did you mean \"delay\"?",
                "a.json:3:17: quantities.q: \(start) \"q\" here; leave it out",
            ])
    }

    @Test("A correlation of the same pair replaces, in whichever order; with a null rank it removes")
    func correlations() {
        let loaded = Loaded([
            "a.json": """
            {"extends": "b.json", "correlations": [{"between": ["b", "a"], "rank": 0.5}, {"between": ["c", "d"], "rank": null},
              {"between": ["a", "d"], "rank": 0.2}]}
            """,
            "b.json": """
            {"correlations": [{"between": ["a", "b"], "rank": 0.1}, {"between": ["d", "c"], "rank": 0.3},
              {"between": ["a", "c"], "rank": 0.4}]}
            """,
        ])
        #expect(
            loaded.equals(
                """
                {"correlations": [{"between": ["b", "a"], "rank": 0.5}, {"between": ["a", "c"], "rank": 0.4},
                  {"between": ["a", "d"], "rank": 0.2}]}
                """))
        let vain = Loaded([
            "a.json": "{\"extends\": \"b.json\", \"correlations\": [{\"between\": [\"b\", \"c\"], \"rank\": null}]}",
            "b.json": "{\"correlations\": [{\"between\": [\"a\", \"b\"], \"rank\": 0.1}]}",
        ])
        #expect(
            vain.complaints == [
                "a.json:1:40: correlations[0]: a null rank removes what the extended file says, "
                    + "but that does not correlate this pair; leave it out"
            ])
    }

    @Test("A chain of files is laid over each other from the last on; every part keeps the file in which it stands")
    func chain() {
        let loaded = Loaded([
            "x/a.json": "{\"extends\": \"../b.json\", \"title\": \"A\"}",
            "b.json": "{\"extends\": \"y/c.json\",\n \"title\": \"B\", \"note\": \"b\", \"seed\": null}",
            "y/c.json": "{\"title\": \"C\", \"seed\": 1,\n\n \"years\": 3}",
        ])
        #expect(loaded.equals("{\"title\": \"A\", \"note\": \"b\", \"years\": 3}"))
        let positions = ["title", "note", "years"].map { key in
            loaded.root?.member(key).map { "\($0.keyPosition.file):\($0.keyPosition.line):\($0.keyPosition.column)" }
        }
        #expect(positions == ["x/a.json:1:26", "b.json:2:16", "y/c.json:3:2"])
        #expect(loaded.files.map(\.path) == ["x/a.json", "b.json", "y/c.json"])
        #expect(loaded.files.map(\.role) == [.scenario, .base, .base])
        #expect(loaded.files.map(\.bytes.count) == [38, 65, 39])
    }
}
