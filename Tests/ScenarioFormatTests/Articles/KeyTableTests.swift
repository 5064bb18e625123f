import Testing

@testable import ScenarioFormat

@Suite("Keys in the articles on writing a scenario")
struct KeyTableTests {
    private let tables = KeyTables(
        articles: RepositoryFile.paths(below: "Sources/ScenarioFormat/ScenarioFormat.docc", ending: ".md").map { path in
            String(decoding: RepositoryFile(path: path).bytes ?? [], as: UTF8.self)
        })

    @Test("The articles tell every key and word of the catalogue in the table of its entry, and no other key")
    func everyKey() {
        #expect(tables.faults(of: Catalogue.scenario) == [])
        #expect(tables.faults(of: Catalogue.library) == [])
    }

    @Test("Every table is about an entry of the catalogue")
    func everyTable() {
        var titles: Set<String> = []
        func visit(_ shape: Shape) {
            switch shape {
            case .entry(let entry), .shortened(let entry, _): visit(entry)
            case .list(let inner, _, _), .map(let inner): visit(inner)
            case .anyOf(let shapes): shapes.forEach(visit)
            case .distribution: visit(Catalogue.distribution)
            case .text, .words, .number, .whole, .formula, .ignored: break
            }
        }
        func visit(_ entry: Shape.Entry) {
            guard titles.insert(entry.title).inserted else { return }
            for key in entry.keys { visit(key.shape) }
        }
        visit(Catalogue.scenario)
        visit(Catalogue.library)
        #expect(Set(tables.rows.keys).subtracting(titles) == [])
    }

    @Test("A key left out, a word left out, a key too many and a table left out are told")
    func faults() {
        let entry = Shape.Entry(
            title: "a door",
            keys: [
                .init("colour", .words(["red", "blue"]), "Colour."), .init("width", .number(), "Width."),
                .init("lock", .entry(.init(title: "a lock", keys: [.init("bolts", .number(), "Bolts.")])), "Lock."),
            ])
        let table = """
            <!-- keys of a door -->
            | key of `anything` | what |
            |---|---|
            | `colour` | `"red"` or blue |
            | `bell` | a bell |
            | `lock` | `{"screws"}` |
            """
        #expect(
            KeyTables(articles: [table]).faults(of: entry) == [
                "a door has no key bell", "colour of a door: \"blue\" is not in code font",
                "the key width of a door is in no table", "lock of a door: \"bolts\" of a lock is not in code font",
            ])
        #expect(KeyTables(articles: ["Nothing."]).faults(of: entry) == ["no table has the keys of a door"])
    }
}
