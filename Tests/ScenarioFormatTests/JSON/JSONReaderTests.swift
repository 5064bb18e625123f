import Testing

@testable import ScenarioFormat

@Suite("Reading JSON")
struct JSONReaderTests {
    @Test("Every kind of value is read, with the place of each key and value")
    func values() {
        let root = value(of: "{\n  \"a\": [true, null, -1.5e2],\r\n  \"é£\": {\"x\": \"y\"}, \"z\": false}")
        func place(_ field: Field?) -> [Int] {
            guard let field else { return [] }
            return [
                field.keyPosition.line, field.keyPosition.column, field.node.position.line, field.node.position.column,
            ]
        }
        let field = Field(root, path: .root)
        #expect(field.members.map(\.key) == ["a", "é£", "z"])
        #expect(place(field["a"]) == [2, 3, 2, 8])
        #expect(place(field["é£"]) == [3, 3, 3, 9])
        #expect(place(field["é£"]?["x"]) == [3, 10, 3, 15])
        #expect(place(field["z"]) == [3, 21, 3, 26])
        let items = field["a"]?.items ?? []
        #expect(items.map { $0.node.position.column } == [9, 15, 21])
        #expect(items.map(\.node.value) == [.boolean(true), .null, .number(-150, text: "-1.5e2")])
        #expect(items.map(\.path.text) == ["a[0]", "a[1]", "a[2]"])
        #expect(field["é£"]?["x"]?.path.text == "é£.x")
        #expect(field["z"]?.node.value == .boolean(false))
        #expect(field["é£"]?["x"]?.text == "y")
        #expect(field["y"] == nil && field["a"]?["x"] == nil)
    }

    @Test("Escapes stand for their characters")
    func escapes() {
        let text = #""\"\\\/\b\f\n\r\t\u00A3\u00e9\uD83D\uDE00\u0000""#
        #expect(value(of: text).value == .text("\"\\/\u{8}\u{C}\n\r\t£é\u{1F600}\0"))
    }

    @Test("A byte order mark is passed over and takes no column")
    func byteOrderMark() {
        let root = value(of: "\u{FEFF}{\"a\": 1}")
        #expect(root.position.column == 1)
        #expect(root.member("a")?.keyPosition.column == 2)
    }

    @Test("The place of a character in a text counts escapes as they are written")
    func placesInTexts() {
        // Each piece as written, and how many Unicode scalars it stands for.
        let pieces: [(written: String, scalars: Int)] = [
            ("a", 1), ("\\n", 1), ("£", 1), ("\\u00A3", 1), ("\\uD83D\\uDE00", 1), ("\u{1F600}", 1), ("\\\"", 1),
            ("\\\\", 1), ("xyz", 3), ("e\u{301}", 2), ("\\/", 1),
        ]
        var random = SeededGenerator(state: 3)
        for _ in 0..<200 {
            let chosen = (0..<8).map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }
            let node = value(of: "  \"" + chosen.map(\.written).joined() + "\"")
            var (offset, column) = (0, 4)
            for piece in chosen {
                #expect(node.position(ofScalar: offset).column == column)
                offset += piece.scalars
                column += piece.written.unicodeScalars.count
            }
            // One behind the last: the closing quote.
            #expect(node.position(ofScalar: offset).column == column)
        }
    }

    @Test("Reading goes on behind what is clear enough")
    func recovery() {
        let (root, issues) = JSONReader.read(Array("{'a': [1,, +2], b: 3, \"c\": 4 \"d\": \"\\q\",}".utf8), file: "f")
        #expect(issues.count == 7)
        let field = root.map { Field($0, path: .root) }
        #expect(field?.members.map(\.key) == ["a", "b", "c", "d"])
        #expect(field?["a"]?.items.map(\.node.value) == [.number(1, text: "1"), .unreadable])
        #expect(field?["c"]?.number == 4)
        #expect(field?["d"]?.text == "\u{FFFD}q")
    }

    @Test(
        "A value is named by its kind in messages",
        arguments: [
            ("null", "null"), ("true", "true"), ("1.50", "the number 1.50"), ("\"a\\nb\"", "the text \"a\\nb\""),
            ("[]", "an empty list"), ("[1]", "a list"), ("{}", "an empty object"), ("{\"a\": 1}", "an object"),
        ])
    func phrase(text: String, expected: String) {
        #expect(value(of: text).phrase == expected)
    }
}
