import Testing

@testable import ScenarioFormat

@Suite("The schema and the check of shapes are of one mind")
struct SchemaAgreementTests {
    @Test("Shipped scenarios with random mistakes are refused by both or by neither")
    func randomMistakes() {
        compare(
            NaiveSchema(root: value(of: JSONSchema.text)), with: Catalogue.scenario,
            on: ["scenarios/examples/custom-register.json", "scenarios/examples/three-districts.json"])
    }

    @Test("Library files with random mistakes are refused by both or by neither")
    func mistakesInLibraries() {
        compare(
            NaiveSchema(root: value(of: JSONSchema.libraryText)), with: Catalogue.library,
            on: ["scenarios/library/baseline.json", "scenarios/library/interactions.json"])
    }

    private func compare(_ schema: NaiveSchema, with entry: Shape.Entry, on paths: [String]) {
        var random = SeededGenerator(state: 17)
        var (accepted, refused) = (0, 0)
        for path in paths {
            let bytes = RepositoryFile(path: path).bytes ?? []
            guard let root = JSONReader.read(bytes, file: path).root else {
                Issue.record("\(path) cannot be read")
                continue
            }
            let count = Mistake.places(in: root)
            for _ in 0..<3_000 {
                var mistake = Mistake(countdown: Int.random(in: 0..<count, using: &random))
                let mistaken = mistake.made(in: root, &random)
                #expect(!mistake.story.isEmpty)
                // What takes over from elsewhere is checked once it has been merged.
                let levers = mistaken.member("levers")?.node.members ?? []
                if ["extends", "import"].contains(where: { mistaken.member($0) != nil })
                    || levers.contains(where: { $0.node.member("like") != nil })
                {
                    continue
                }
                let log = IssueLog()
                let written = ScenarioMerging.writtenOut(mistaken)
                ShapeCheck(log: log).check(Field(written, path: .root), is: .entry(entry))
                let isAccepted = schema.accepts(mistaken)
                #expect(isAccepted == log.sorted.isEmpty, "\(mistake.story): \(log.sorted.map(\.withoutFile))")
                if isAccepted { accepted += 1 } else { refused += 1 }
            }
        }
        // Neither side would be tested by a coin that always falls the same way.
        #expect(accepted > 500)
        #expect(refused > 2_000)
    }
}

/// A change at one random place of a tree.
private struct Mistake {
    /// How many places are still passed by.
    var countdown: Int
    /// What was done.
    private(set) var story = ""

    init(countdown: Int) { self.countdown = countdown }

    private static let nowhere = SourcePosition(file: "f", line: 1, column: 1)

    /// How many values a tree has, each of which is a place for a mistake.
    static func places(in node: JSONNode) -> Int {
        switch node.value {
        case .list(let items): 1 + items.map(places).reduce(0, +)
        case .object(let members): 1 + members.map { places(in: $0.node) }.reduce(0, +)
        default: 1
        }
    }

    mutating func made(in node: JSONNode, _ random: inout SeededGenerator) -> JSONNode {
        let isHere = countdown == 0
        countdown -= 1
        var result = node
        if isHere {
            result.value = changed(node.value, &random)
            story = "\(node.phrase) became \(result.canonicalText.prefix(200))"
            return result
        }
        switch node.value {
        case .list(let items): result.value = .list(items.map { made(in: $0, &random) })
        case .object(var members):
            for index in members.indices { members[index].node = made(in: members[index].node, &random) }
            result.value = .object(members)
        default: break
        }
        return result
    }

    private func changed(_ value: JSONNode.Value, _ random: inout SeededGenerator) -> JSONNode.Value {
        let keys = [
            "min", "max", "pert", "uniform", "distribution", "unit", "amount", "claims", "kind", "on", "note", "waves",
            "inflation", "like", "level", "party", "growth", "starts", "extends", "name", "rank", "odd", "lasts",
        ]
        let key = keys[Int.random(in: keys.indices, using: &random)]
        switch (value, Int.random(in: 0..<4, using: &random)) {
        case (.object(var members), 0) where !members.isEmpty:
            members.remove(at: Int.random(in: members.indices, using: &random))
            return .object(members)
        case (.object(var members), 1) where !members.isEmpty:
            members[Int.random(in: members.indices, using: &random)].key = key
            // A key given twice is refused before either looks.
            return members.filter { $0.key == key }.count == 1 ? .object(members) : value
        case (.object(let members), 2) where !members.contains { $0.key == key }:
            let node = JSONNode(scalar(&random), at: Self.nowhere)
            return .object(members + [JSONNode.Member(key: key, keyPosition: Self.nowhere, node: node)])
        case (.list(var items), 0) where !items.isEmpty:
            items.remove(at: Int.random(in: items.indices, using: &random))
            return .list(items)
        case (.list(let items), 1): return .list(items + [JSONNode(scalar(&random), at: Self.nowhere)])
        default: return scalar(&random)
        }
    }

    private func scalar(_ random: inout SeededGenerator) -> JSONNode.Value {
        let numbers = [0, 1, 0.5, -1, 2026, 1e9, 2.5, -0.99]
        let texts = ["", "a + 1", "mandate", "revenue", "cashable", "A", "joining", "5"]
        let pert = JSONNode(.list([1, 2, 3].map { .number($0) }), at: Self.nowhere)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return .null
        case 1: return .boolean(true)
        case 2...3: return JSONNode.number(numbers[Int.random(in: numbers.indices, using: &random)]).value
        case 4...5: return .text(texts[Int.random(in: texts.indices, using: &random)])
        case 6: return .list([])
        default: return .object([JSONNode.Member(key: "pert", keyPosition: Self.nowhere, node: pert)])
        }
    }
}
