import Testing

@testable import ScenarioFormat

@Suite("Reading CSV")
struct CSVTableTests {
    private func texts(_ text: String) -> [[String]] {
        CSVTable(Array(text.utf8), file: "f").rows.map { $0.map(\.text) }
    }

    private func complaints(_ text: String) -> [String] {
        CSVTable(Array(text.utf8), file: "f").issues.map(\.withoutFile)
    }

    @Test(
        "Fields are divided by commas and rows by line feeds, unless in quotes",
        arguments: [
            ("", []),
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
            ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
            ("\u{FEFF}a\n1\r", [["a"], ["1"]]),
            ("a,b\n\n , \n,\n\"\"\n1,\n", [["a", "b"], ["1", ""]]),
            ("\"a,\"\"b\"\"\",\"c\nd\"\r\n\"\",x", [["a,\"b\"", "c\nd"], ["", "x"]]),
            ("  a  b ,\t c\n", [["a  b", "c"]]),
            ("a, \"b,c\" ,d", [["a", "b,c", "d"]]),
            ("Ynys Môn,£\n", [["Ynys Môn", "£"]]),
            ("a\rb,c\n", [["a\rb", "c"]]),
            ("a,b\r1,\"x\ry\"\r\r3,4\r", [["a", "b"], ["1", "x\ry"], ["3", "4"]]),
        ] as [(String, [[String]])])
    func fields(text: String, expected: [[String]]) {
        #expect(texts(text) == expected)
        #expect(complaints(text) == [])
    }

    @Test("Each cell keeps its place, behind quoted line feeds too")
    func places() {
        let rows = CSVTable(Array("\u{FEFF}é,b\r\n\n\"x\ny\", \"z\",w".utf8), file: "f").rows
        #expect(
            rows.map { $0.map { [$0.position.line, $0.position.column] } } == [
                [[1, 1], [1, 3]], [[3, 1], [4, 5], [4, 9]],
            ])
    }

    @Test(
        "Quotes that do not fit are reported at their place",
        arguments: [
            ("a\n\"b\" c,d", ["2:5: found text behind a closing quote; write a quote inside a quoted cell twice"]),
            ("a,\"b\n1,2\n", ["1:3: the quoted cell that begins here does not end; close it with a double quote"]),
        ] as [(String, [String])])
    func quotes(text: String, expected: [String]) {
        #expect(complaints(text) == expected)
    }

    @Test("Any table is read back from its quoted and its bare form")
    func roundTrip() {
        var random = SeededGenerator(state: 11)
        let pieces = ["a", "B", "0", "é", ",", "\"", "\n", "\r\n", " x ", "\u{1F600}"]
        for _ in 0..<500 {
            let width = Int.random(in: 1...4, using: &random)
            let table = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                (0..<width).map { _ in
                    // Blanks at the ends of a cell are not kept, nor blank rows.
                    "c"
                        + (0..<Int.random(in: 0...4, using: &random)).map { _ in
                            pieces[Int.random(in: pieces.indices, using: &random)]
                        }.joined() + "c"
                }
            }
            let text = table.map { row in
                row.map { cell in
                    let isPlain = !cell.contains { ",\"\n".contains($0) || $0 == "\r\n" }
                    if isPlain, Bool.random(using: &random) { return cell }
                    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
                }.joined(separator: ",")
            }.joined(separator: Bool.random(using: &random) ? "\n" : "\r\n")
            #expect(texts(text) == table, "\(text.debugDescription)")
        }
    }

    @Test("A table that is not UTF-8 is refused at its first such byte")
    func malformedUTF8() {
        let table = CSVTable(Array("a,b\n1,".utf8) + [0xA3], file: "f")
        #expect(table.rows.isEmpty)
        #expect(
            table.issues.map(\.withoutFile) == ["2:3: the byte 0xA3 is not UTF-8; save the file in the encoding UTF-8"])
    }
}
