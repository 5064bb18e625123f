import Testing

@testable import Reporting

@Suite("Tables in aligned columns")
struct AlignedTableTests {
    private static let table = AlignedTable(
        columns: [
            .init(heading: "Name", narrowest: 6), .init(heading: "Value", isTrailing: true),
            .init(heading: "Remark", narrowest: 8),
        ],
        rows: [
            .init(cells: ["a_long_name", "1", "one two three"], below: ["Said of it in a sentence."]),
            .init(cells: ["b", "12,000", ""]),
        ])

    private static func lines(_ width: Int) -> [String] { table.lines(width: width, style: .init(usesColour: false)) }

    @Test("With room, columns are as wide as what they hold, and what stands below a row is set in")
    func wide() {
        #expect(
            Self.lines(40) == [
                "Name          Value  Remark",
                "a_long_name       1  one two three",
                "    Said of it in a sentence.",
                "b            12,000",
            ])
    }

    @Test("With less, the last column that may be broken gives way first, then the one before it")
    func narrow() {
        #expect(
            Self.lines(30) == [
                "Name          Value  Remark",
                "a_long_name       1  one two",
                "                     three",
                "    Said of it in a sentence.",
                "b            12,000",
            ])
        #expect(
            Self.lines(25) == [
                "Name      Value  Remark",
                "a_long_       1  one two",
                "name             three",
                "    Said of it in a",
                "    sentence.",
                "b        12,000",
            ])
    }

    @Test("Where even that does not fit, each row is a block")
    func blocks() {
        #expect(
            Self.lines(20) == [
                "a_long_name", "  Value: 1", "  Remark: one two", "  three", "    Said of it in a", "    sentence.",
                "b", "  Value: 12,000",
            ])
    }

    @Test("No line is longer than the terminal is wide", arguments: 12...60)
    func width(width: Int) {
        #expect(Self.lines(width).allSatisfy { $0.count <= width })
    }

    @Test(
        "Long words are broken behind an underscore or a slash, and nothing is lost",
        arguments: [
            ("GBP/resident/year", 14, ["GBP/resident/", "year"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
            ("a b_c_d e", 4, ["a", "b_c_", "d e"]), ("two  words", 20, ["two words"]), ("", 5, [""]),
        ])
    func broken(text: String, width: Int, expected: [String]) {
        #expect(AlignedTable.broken(text, width: width) == expected)
    }

    @Test(
        "Short numbers have three digits, and k, m and bn from ten thousand on",
        arguments: [
            (0.0, "0"), (0.012345, "0.0123"), (1, "1"), (-2.5, "−2.5"), (999.9, "1,000"), (9_994, "9,990"),
            (9_996, "10k"), (16_749, "16.7k"), (229_000, "229k"), (999_900, "1m"), (2_345_678, "2.35m"),
            (1.5e9, "1.5bn"), (2e12, "2,000bn"), (.infinity, "–"),
        ])
    func short(value: Double, text: String) {
        #expect(PlainNumber.short(value) == text)
    }
}
