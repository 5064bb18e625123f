import Testing

@testable import ScenarioFormat

@Suite("Writing JSON")
struct CanonicalTextTests {
    @Test("Keys are in order, short lists and objects stand in one line")
    func layout() {
        let text = value(
            of: "{\"b\": [1, 2.50, {\"z\": null, \"a\": []}], \"a\": {}, \"c\": {\"y\": \"é\\n\", \"x\": true}}"
        )
        .canonicalText
        #expect(
            text == """
                {
                  "a": {},
                  "b": [
                    1,
                    2.50,
                    {
                      "a": [],
                      "z": null
                    }
                  ],
                  "c": {"x": true, "y": "é\\n"}
                }

                """)
    }

    @Test("A list that does not fit into 100 columns has a line for each item")
    func long() {
        // Ten characters an item, with its comma and blank, less two at the end, and two brackets.
        let items = (0..<10).map { "\"aaaaa\($0)\"" }
        let text = value(of: "[" + items.joined(separator: ", ") + "]").canonicalText
        #expect(text.split(separator: "\n").count == 1)
        let longer = value(of: "[" + (items + ["1"]).joined(separator: ", ") + "]").canonicalText
        #expect(longer.split(separator: "\n").count == 13)
    }

    @Test("Random trees are read back as they were, keys in order")
    func roundTrip() {
        var random = SeededGenerator(state: 2026)
        var (nodes, deepest) = (0, 0)
        for round in 0..<500 {
            let tree = RandomTree.make(depth: round % 7, &random)
            nodes += tree.size
            deepest = max(deepest, tree.depth)
            let text = tree.node.canonicalText
            let (read, issues) = JSONReader.read(Array(text.utf8), file: "f")
            #expect(issues.isEmpty)
            #expect(read?.withoutPlaces == tree.node, "\(text)")
            #expect(read?.canonicalText == text)
        }
        #expect(nodes > 5_000)
        #expect(deepest == 6)
    }
}

/// A JSON tree drawn at random, its keys in order.
private struct RandomTree {
    let node: JSONNode
    var size = 1
    var depth = 0

    private static let nowhere = SourcePosition(file: "", line: 1, column: 1)
    private static let characters: [Unicode.Scalar] = [
        "a", "Z", "0", "_", " ", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{8}", "\u{1F}", "\u{7F}", "\u{E9}",
        "\u{301}",
        "\u{2028}", "\u{FFFD}", "\u{FFFF}", "\u{1F600}", "\u{10FFFF}",
    ]

    static func make(depth: Int, _ random: inout SeededGenerator) -> RandomTree {
        guard depth > 0 else { return RandomTree(node: JSONNode(scalar(&random), at: nowhere)) }
        let children = (0..<Int.random(in: 0...4, using: &random)).map { index in
            // One child at least goes all the way down.
            make(depth: index == 0 ? depth - 1 : Int.random(in: 0..<depth, using: &random), &random)
        }
        let size = 1 + children.map(\.size).reduce(0, +)
        let below = children.map { $0.depth + 1 }.max() ?? 0
        if Bool.random(using: &random) {
            return RandomTree(node: JSONNode(.list(children.map(\.node)), at: nowhere), size: size, depth: below)
        }
        var members: [JSONNode.Member] = []
        for child in children {
            let key = text(&random)
            if members.contains(where: { $0.key == key }) { continue }
            members.append(JSONNode.Member(key: key, keyPosition: nowhere, node: child.node))
        }
        members.sort { $0.key < $1.key }
        return RandomTree(node: JSONNode(.object(members), at: nowhere), size: size, depth: below)
    }

    private static func scalar(_ random: inout SeededGenerator) -> JSONNode.Value {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &random))
        case 2: return .text(text(&random))
        case 3:
            let whole = Int.random(in: -1_000_000...1_000_000, using: &random)
            return .number(Double(whole), text: "\(whole)")
        default:
            // Any finite bit pattern, written so that it is read back the same.
            let number = Double(bitPattern: random.next())
            guard number.isFinite else { return .null }
            return .number(number, text: "\(number)")
        }
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            scalars.append(characters[Int.random(in: characters.indices, using: &random)])
        }
        return String(scalars)
    }
}
