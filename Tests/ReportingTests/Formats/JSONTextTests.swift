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
