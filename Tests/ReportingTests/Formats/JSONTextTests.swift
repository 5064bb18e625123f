import Testing

@testable import Reporting

@Suite("JSON text")
struct JSONTextTests {
    @Test("short values stand in one line, keys in the order given, and NaN is null")
    func oneLine() {
        let value: JSONValue = [
            "b": .number(1.5), "a": [.null, .boolean(true), .number(.nan), .number(-0.0)], "c": [:], "d": [],
        ]
        #expect(value.jsonText == "{\"b\": 1.5, \"a\": [null, true, null, 0], \"c\": {}, \"d\": []}\n")
    }

    @Test("long lists are filled and long objects have one member a line, within 116 columns")
    func longValues() throws {
        let numbers = (0..<101).map { Double($0) * 1234.5678 }
        let long = String(repeating: "x", count: 60)
        let value: JSONValue = ["quantiles": .numbers(numbers), "names": .texts([long, long]), "last": .number(1)]
        let text = value.jsonText
        #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 116 })
        #expect(text.split(separator: "\n").count < 25)
        let read = try #require(PlainJSON(text))
        #expect(read.keys == ["quantiles", "names", "last"])
        #expect(read["quantiles"]?.count == 101)
        #expect(read["quantiles"]?[100] == .number("123456.78"))
        #expect(read["names"]?[1] == .text(long))
    }

    /// The rules said in the plainest way: a line where it fits, else filled lines or one element a line.
    private static func plainly(_ value: JSONValue, indent: Int = 0, lead: Int = 0) -> String {
        func elements(_ value: JSONValue) -> [(key: String, value: JSONValue)]? {
            switch value {
            case .list(let items): items.map { ("", $0) }
            case .object(let members): members.map { ("\"\($0.key)\": ", $0.value) }
            default: nil
            }
        }
        func line(_ value: JSONValue) -> String {
            guard let parts = elements(value) else { return String(value.jsonText.dropLast()) }
            let text = parts.map { $0.key + line($0.value) }.joined(separator: ", ")
            if case .list = value { return "[" + text + "]" } else { return "{" + text + "}" }
        }
        let whole = line(value)
        guard let parts = elements(value), !parts.isEmpty, whole.utf8.count > 116 - indent - lead else { return whole }
        let margin = "\n" + String(repeating: " ", count: indent + 2)
        var text = String(whole.prefix(1)) + margin
        if parts.allSatisfy({ elements($0.value) == nil }) {
            var column = indent + 2
            for (index, part) in parts.enumerated() {
                let element = part.key + line(part.value)
                let goesOn = index > 0 && column + element.utf8.count + 2 <= 116
                if index > 0 { text += goesOn ? ", " : "," + margin }
                column = (index > 0 && !goesOn ? indent + 2 : column + (index > 0 ? 1 : 0)) + element.utf8.count + 1
                text += element
            }
        } else {
            text += parts.map {
                $0.key + plainly($0.value, indent: indent + 2, lead: $0.key.utf8.count)
            }.joined(separator: "," + margin)
        }
        return text + margin.dropLast(2) + whole.suffix(1)
    }

    @Test("values of any shape are laid out by the rules")
    func anyShape() {
        var uniforms = LondonExample.Uniforms()
        func value(depth: Int) -> JSONValue {
            let kind = uniforms.next() * (depth > 0 ? 6 : 4)
            let count = Int(uniforms.next() * uniforms.next() * 24)
            switch kind {
            case ..<1: return .number((uniforms.next() - 0.5) * 1e6)
            case ..<2: return .text(String(repeating: "é", count: count))
            case ..<3: return .whole(Int(uniforms.next() * 1e6))
            case ..<4: return .boolean(kind < 3.5)
            case ..<5: return .list((0..<count).map { _ in value(depth: depth - 1) })
            default: return .object((0..<count).map { ("k\($0)", value(depth: depth - 1)) })
            }
        }
        for _ in 0..<400 {
            let value = value(depth: 4)
            #expect(value.jsonText == Self.plainly(value) + "\n")
        }
    }

    @Test("a long value is handed on in pieces, which together are laid out by the same rules")
    func pieces() {
        var uniforms = LondonExample.Uniforms()
        let council: (Int) -> JSONValue = { index in
            [
                "name": .text("Council \(index)"), "flows": .numbers((0..<12).map { _ in uniforms.next() * 1e6 }),
                "npv": ["mean": .number(uniforms.next() * 1e6)],
            ]
        }
        // Numbers of no end stand in one list, which cannot be handed on before it ends.
        let value: JSONValue = [
            "councils": .list((0..<2000).map(council)), "all": .numbers((0..<20_000).map { _ in uniforms.next() }),
            "last": .list([.number(1), .list([])]),
        ]
        var pieces: [[UInt8]] = []
        JSONWriter.write(to: { pieces.append(Array($0)) }, { $0.value(value) })
        let text = String(decoding: pieces.joined(), as: UTF8.self)
        #expect(text == Self.plainly(value) + "\n" && text == value.jsonText)
        #expect(pieces.count > 5 && pieces.allSatisfy { $0.count < 1 << 20 })
    }

    @Test(
        "a text reads back as it was",
        arguments: ["", "Ynys Môn", "a\"b\\c/d", "line\nfeed\r\ttab", "\u{0}\u{1F}\u{7F}", "£ − … 🏛"]
    )
    func texts(content: String) {
        #expect(PlainJSON(JSONValue.text(content).jsonText) == .text(content))
    }

    @Test(
        "the test's own reader refuses what is not JSON",
        arguments: ["", "[1,]", "{\"a\":1,\"a\":2}", "01", "nan", "[1", "1 2"])
    func reader(text: String) {
        #expect(PlainJSON(text) == nil)
    }
}
