import Testing

@testable import ScenarioFormat

@Suite("The JSON Schema")
struct JSONSchemaTests {
    private static let schema = NaiveSchema(root: value(of: JSONSchema.text))

    /// A small scenario that is complete.
    private static let complete = """
        {"title": "x", "base_year": 2026, "years": 5, "councils": {"register": "r.csv"}, "options": [],
         "levers": {"l": {"starts": 2027, "adoption": "mandate", "costs": [
           {"name": "c", "kind": "capital", "amount": 5, "timing": {"on": "start"}}]}},
         "assumptions": {"a": 1, "b": {"pert": [1, 2, 3]}, "c": {"distribution": {"pert": [1, 2, 3], "max": 2}}},
         "pools": {"p": "b", "q": {"amount": 1}}, "contracts": {"c": {"length": 3}}, "quantities": {"q": "a"}}
        """.replacing("\"options\": []", with: "\"options\": [{\"name\": \"o\", \"levers\": [\"l\"]}]")

    private static func accepts(_ text: String) -> Bool { schema.accepts(value(of: text)) }

    @Test("The published file is what the catalogue says")
    func published() throws {
        #expect(try RepositoryFile(path: "scenarios/folkmoot.schema.json").agrees(with: JSONSchema.text))
        #expect(
            try RepositoryFile(path: "scenarios/folkmoot-library.schema.json").agrees(with: JSONSchema.libraryText))
    }

    @Test("It is JSON, uses few keywords, and has no loose ends", arguments: [JSONSchema.text, JSONSchema.libraryText])
    func whole(text: String) {
        let (root, issues) = JSONReader.read(Array(text.utf8), file: "f")
        #expect(issues.isEmpty)
        #expect(root?.member("$schema")?.node.value == .text("https://json-schema.org/draft/2020-12/schema"))
        let schema = NaiveSchema(root: value(of: text))
        #expect(schema.unknownKeywords == [])
        #expect(schema.looseEnds == [])
        #expect(text.split(separator: "\n").allSatisfy { !$0.contains("\t") })
    }

    @Test("Every key that is offered has a description; none that comes later is offered")
    func keys() {
        let schemas = Self.schema.schemas
        let described = schemas.filter { $0.member("additionalProperties")?.node.value == .boolean(false) }
        let keys = described.flatMap { $0.member("properties")?.node.members ?? [] }
        #expect(keys.count > 100)
        for key in keys {
            guard case .text(let text)? = key.node.member("description")?.node.value else {
                Issue.record("\(key.key) has no description")
                continue
            }
            #expect(text.hasSuffix(".") && text.count > 4, "\(key.key)")
        }
        for later in ["pilot", "reorganisation", "additive"] { #expect(!keys.map(\.key).contains(later)) }
        let transfer = schemas.first { $0.member("properties")?.node.member("from")?.node.member("enum") != nil }
        let misplaced = ["kind", "party", "claims", "cashed", "paid_by"]
        #expect(transfer?.member("properties")?.node.members.contains { misplaced.contains($0.key) } == false)
    }

    @Test("Scenarios that are shipped agree with it")
    func shipped() {
        let paths = RepositoryFile.paths(below: "scenarios", ending: ".json").filter {
            !$0.contains("/results/") && !$0.contains("/library/") && !$0.hasSuffix(".schema.json")
                && !$0.hasSuffix("outturn.json")
        }
        #expect(paths.count >= 3)
        for path in paths {
            let root = RepositoryFile(path: path).bytes.flatMap { JSONReader.read($0, file: path).root }
            #expect(root.map(Self.schema.accepts) == true, "\(path)")
        }
        #expect(Self.accepts(Self.complete))
    }

    @Test(
        "Typical mistakes are refused",
        arguments: [
            ("\"title\": \"x\", ", ""), ("\"title\": \"x\"", "\"titel\": \"x\""), ("\"title\": \"x\"", "\"title\": 5"),
            ("\"title\": \"x\"", "\"title\": null"), ("\"base_year\": 2026", "\"base_year\": \"2026\""),
            ("\"base_year\": 2026", "\"base_year\": 2026.5"), ("\"years\": 5", "\"years\": 126"),
            ("\"years\": 5", "\"years\": 5, \"inflation\": []"), ("\"years\": 5", "\"years\": 5, \"note\": null"),
            ("\"years\": 5", "\"years\": 5, \"financing\": {\"rate\": 0.04}"),
            ("\"years\": 5", "\"years\": 5, \"combinations\": []"),
            ("\"options\"", "\"unmonetised\""), ("\"mandate\"", "{\"waves\": [{\"year\": 2027}]}"),
            ("\"mandate\"", "\"mandate\", \"minimum\": {\"members\": 3}"),
            ("\"mandate\"", "\"mandate\", \"stop\": {\"probability\": 0.1, \"after\": -1}"),
            ("\"mandate\"", "\"mandate\", \"among\": \"founders\""),
            ("\"years\": 5", "\"years\": 5, \"discounting\": \"green-book\""),
            ("\"years\": 5", "\"years\": 5, \"discounting\": []"),
            ("\"years\": 5", "\"years\": 5, \"correlations\": [{\"between\": [\"a\"], \"rank\": 0.5}]"),
            ("\"years\": 5", "\"years\": 5, \"correlations\": [{\"between\": [\"a\", \"c\"], \"rank\": null}]"),
            ("\"years\": 5", "\"years\": 5, \"correlations\": [{\"between\": [\"a\", \"c\"], \"rank\": 1.5}]"),
            ("\"years\": 5", "\"years\": 5, \"extends\": null"), ("{\"register\": \"r.csv\"}", "{}"),
            ("\"r.csv\"", "\"r.csv\", \"where\": {\"region\": true}"),
            ("\"r.csv\"", "\"r.csv\", \"where\": {\"cases\": {\"mn\": 3}}"),
            ("\"r.csv\"", "\"r.csv\", \"codes\": \"E1\""), ("\"starts\": 2027, ", ""), ("\"mandate\"", "\"mandated\""),
            ("\"mandate\"", "{}"), ("\"mandate\"", "{\"waves\": [1]}"), ("\"mandate\"", "{\"diffusion\": {}}"),
            ("\"capital\"", "\"cashable\""), ("\"capital\"", "\"capital\", \"cashed\": 1"),
            ("\"capital\"", "\"capital\", \"claims\": {\"pool\": \"p\", \"share\": 1}"),
            ("{\"on\": \"start\"}", "{}"), ("{\"on\": \"start\"}", "{\"on\": \"leaving\"}"),
            ("{\"on\": \"start\"}", "\"start\""), ("\"amount\": 5", "\"amount\": {\"pert\": [1, 2, 3]}"),
            ("\"a\": 1", "\"a\": \"2 * b\""), ("\"a\": 1", "\"a\": {\"unit\": \"GBP\"}"), ("\"a\": 1", "\"a\": null"),
            ("\"a\": 1", "\"a\": {\"unit\": \"GBP\", \"pert\": [1, 2, 3]}"),
            ("\"b\": {\"pert\": [1, 2, 3]}", "\"b\": {\"pert\": [1, 2]}"),
            ("\"b\": {\"pert\": [1, 2, 3]}", "\"b\": {\"pert\": [1, 2, 3], \"uniform\": [1, 2]}"),
            ("\"b\": {\"pert\": [1, 2, 3]}", "\"b\": {\"max\": 3}"),
            (
                "\"b\": {\"pert\": [1, 2, 3]}",
                "\"b\": {\"mixture\": [{\"weight\": 1, \"distribution\": {\"pert\": 5}}]}"
            ),
            ("\"q\": {\"amount\": 1}", "\"q\": {\"growth\": 1}"), ("\"c\": {\"length\": 3}", "\"c\": 3"),
            ("\"c\": {\"length\": 3}", "\"c\": {}"),
            ("\"quantities\": {\"q\": \"a\"}", "\"quantities\": {\"q\": null}"),
            ("[{\"name\": \"o\", \"levers\": [\"l\"]}]", "[]"), ("\"levers\": [\"l\"]", "\"levers\": \"l\""),
            ("\"levers\": [\"l\"]", "\"levers\": [\"l\"], \"with\": {\"a\": \"b\"}"),
        ])
    func mistakes(sound: String, mistaken: String) {
        #expect(Self.complete.contains(sound))
        #expect(!Self.accepts(Self.complete.replacing(sound, with: mistaken, maxReplacements: 1)))
    }

    @Test("A file that extends another may be partial, and removes with null; its kinds of values are still checked")
    func extending() {
        func accepts(_ rest: String) -> Bool { Self.accepts("{\"extends\": \"b.json\"\(rest)}") }
        for rest in [
            "",
            ", \"note\": null, \"sampling\": null, \"discounting\": null, \"options\": null, \"correlations\": null",
            ", \"councils\": {\"except\": [\"E1\"], \"where\": null}",
            ", \"levers\": {\"l\": null, \"m\": {\"delay\": null, \"adoption\": null}, \"n\": {\"starts\": 2030}}",
            ", \"assumptions\": {\"a\": null, \"b\": {\"unit\": null}, \"c\": {\"pert\": [1, 2, 3]}, \"d\": {\"grade\": \"B\"}}",
            ", \"pools\": {\"p\": null, \"q\": {\"growth\": 0.1}}, \"contracts\": {\"c\": null, \"d\": {\"ends\": null}}",
            ", \"quantities\": {\"q\": null}, \"correlations\": [{\"between\": [\"a\", \"b\"], \"rank\": null}]",
        ] { #expect(accepts(rest), "\(rest)") }
        for rest in [
            ", \"titel\": \"x\"", ", \"title\": 5", ", \"levers\": {\"l\": {\"dela\": 1}}", ", \"levers\": {\"l\": 5}",
            ", \"levers\": {\"l\": {\"costs\": [null]}}", ", \"levers\": {\"l\": {\"costs\": [{\"name\": \"x\"}]}}",
            ", \"assumptions\": {\"a\": {\"grade\": \"F\"}}", ", \"assumptions\": {\"a\": {\"pert\": [1, null, 3]}}",
            ", \"councils\": {\"codes\": [null]}", ", \"correlations\": [{\"between\": null, \"rank\": 0.1}]",
            ", \"options\": [{\"name\": null, \"levers\": [\"l\"]}]",
        ] { #expect(!accepts(rest), "\(rest)") }
        #expect(!Self.accepts("{\"extends\": 5}"))
    }

    @Test("Entries of a file that imports, and levers like another, may be partial; nothing else may")
    func partial() {
        func accepts(_ sound: String, _ other: String) -> Bool {
            #expect(Self.complete.contains(sound))
            return Self.accepts(Self.complete.replacing(sound, with: other, maxReplacements: 1))
        }
        let rest = "\"years\": 5, \"import\": [\"l.json\"]"
        #expect(
            accepts(
                "\"years\": 5, \"councils\"",
                "\(rest), \"correlations\": [{\"between\": [\"a\", \"b\"], \"rank\": null}], \"councils\""))
        for (sound, other) in [
            ("\"starts\": 2027, ", ""), ("\"starts\": 2027", "\"starts\": null"),
            ("\"a\": 1", "\"a\": {\"unit\": \"GBP\"}"),
            ("\"c\": {\"length\": 3}", "\"c\": null"), ("\"q\": {\"amount\": 1}", "\"q\": {\"growth\": 1}"),
        ] {
            let text = Self.complete.replacing("\"years\": 5", with: rest)
            #expect(Self.accepts(text) && text.contains(sound))
            #expect(Self.accepts(text.replacing(sound, with: other, maxReplacements: 1)), "\(other)")
            #expect(!accepts(sound, other), "\(other)")
        }
        #expect(!accepts("\"title\": \"x\"", "\"title\": null, \"import\": [\"l.json\"]"))
        #expect(!accepts("\"title\": \"x\", ", "\"import\": [\"l.json\"], "))
        #expect(accepts("\"levers\": {", "\"levers\": {\"m\": {\"like\": \"l\", \"delay\": null}, "))
        #expect(!accepts("\"levers\": {", "\"levers\": {\"m\": {\"delay\": null}, "))
        #expect(!accepts("\"levers\": {", "\"levers\": {\"m\": {\"like\": \"l\", \"dela\": 1}, "))
        #expect(accepts("\"options\": [{\"name\": \"o\", \"levers\": [\"l\"]}]", "\"combinations\": [\"l\"]"))
    }
}
