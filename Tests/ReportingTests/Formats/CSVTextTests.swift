import Testing

@testable import Reporting

@Suite("Comma-separated values")
struct CSVTextTests {
    @Test(
        "a text is quoted where RFC 4180 asks for it and guarded where a spreadsheet would run it",
        arguments: [
            ("Camden", "Camden"), ("", ""), ("Bristol, City of", "\"Bristol, City of\""),
            ("the \"best\"", "\"the \"\"best\"\"\""), ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""),
            ("Ynys Môn", "Ynys Môn"), ("=1+1", "'=1+1"), ("+44", "'+44"), ("-3", "'-3"), ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""),
            ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            ("'=1", "''=1"), ("'s-Hertogenbosch", "'s-Hertogenbosch"), ("a=b", "a=b"), ("\u{FF1D}1", "'\u{FF1D}1"),
        ]
    )
    func texts(content: String, expected: String) {
        #expect(CSVText.record([.text(content)]) == expected + "\n")
    }

    @Test("numbers keep their minus, and what does not exist is empty")
    func numbers() {
        let cells: [CSVText.Cell] = [
            .number(-1.5), .number(nil), .number(.nan), .whole(-2), .whole(nil), .number(0.1 + 0.2),
        ]
        #expect(CSVText.record(cells) == "-1.5,,,-2,,0.3\n")
    }
}
