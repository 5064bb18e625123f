/// A table of texts as RFC 4180 has it, with the place of every cell.
package struct CSVTable {
    /// A cell.
    package struct Cell {
        /// What it holds, without its quotes.
        package let text: String
        let position: SourcePosition
    }

    /// Rows that are not blank, the header among them; rows can be of any length.
    package private(set) var rows: [[Cell]] = []
    /// What is wrong with it.
    package private(set) var issues: [ScenarioIssue] = []

    /// What is wrong where a header of one cell holds what divides cells elsewhere; nil for any other header.
    static func otherDivider(in header: [Cell]) -> String? {
        guard header.count == 1, let divider = [";", "\t"].first(where: header[0].text.contains) else { return nil }
        return "the cells are divided by \(divider == ";" ? "semicolons" : "tabs"), expected commas; "
            + "save the table as CSV with commas"
    }

    /// Reads a table: fields divided by commas, rows by LF or CRLF, or by CR where there is no LF at all; in double quotes a field can hold both, and a quote
    /// written twice. Blanks around a field are dropped, blanks around its quotes too. A byte order mark is passed over.
    package init(_ bytes: [UInt8], file: String) {
        if let issue = malformedUTF8Issue(in: bytes, file: file) {
            issues = [issue]
            return
        }
        var reader = CSVReader(bytes: bytes, file: file)
        rows = reader.readRows()
        issues = reader.issues
    }
}

/// Goes through a CSV text byte by byte.
private struct CSVReader {
    let bytes: [UInt8]
    let file: String
    var issues: [ScenarioIssue] = []
    /// What ends a line: LF, or CR in files that have no LF, as some spreadsheets write them.
    private let lineEnd: UInt8
    private var index: Int
    private var line = 1
    private var column = 1

    init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        lineEnd = bytes.contains(UInt8(ascii: "\n")) ? UInt8(ascii: "\n") : UInt8(ascii: "\r")
        index = byteOrderMarkLength(of: bytes)
    }

    mutating func readRows() -> [[CSVTable.Cell]] {
        var rows: [[CSVTable.Cell]] = []
        while index < bytes.count {
            let row = readRow()
            // Spreadsheets write blank rows as commas alone.
            if row.contains(where: { !$0.text.isEmpty }) { rows.append(row) }
        }
        return rows
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }
    private var position: SourcePosition { SourcePosition(file: file, line: line, column: column) }

    private var isAtLineEnd: Bool {
        guard let byte = current else { return true }
        if byte == lineEnd { return true }
        return byte == UInt8(ascii: "\r") && (index + 1 == bytes.count || bytes[index + 1] == lineEnd)
    }

    private mutating func advance() {
        let byte = bytes[index]
        index += 1
        if byte == lineEnd {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }

    private mutating func readRow() -> [CSVTable.Cell] {
        var cells = [readCell()]
        while current == UInt8(ascii: ",") {
            advance()
            cells.append(readCell())
        }
        while let byte = current, isAtLineEnd {
            advance()
            if byte == lineEnd { break }
        }
        return cells
    }

    private mutating func readCell() -> CSVTable.Cell {
        if bytes[index...].first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: "\"") { skipSpaces() }
        let start = position
        var content: [UInt8] = []
        if current == UInt8(ascii: "\"") {
            advance()
            readQuoted(into: &content, from: start)
            skipSpaces()
            if current != UInt8(ascii: ","), !isAtLineEnd {
                report("found text behind a closing quote; write a quote inside a quoted cell twice", at: position)
            }
        }
        let rest = index
        while index < bytes.count, bytes[index] != UInt8(ascii: ","), !isAtLineEnd {
            // Bytes that go on with a character take up no column.
            if bytes[index] & 0xC0 != 0x80 { column += 1 }
            index += 1
        }
        let text =
            content.isEmpty
            ? String(decoding: bytes[rest..<index], as: UTF8.self)
            : String(decoding: content + bytes[rest..<index], as: UTF8.self)
        return CSVTable.Cell(text: text.trimmingBlanks, position: start)
    }

    private mutating func skipSpaces() {
        while current == UInt8(ascii: " ") { advance() }
    }

    private mutating func readQuoted(into content: inout [UInt8], from start: SourcePosition) {
        while let byte = current {
            advance()
            guard byte == UInt8(ascii: "\"") else {
                content.append(byte)
                continue
            }
            guard current == UInt8(ascii: "\"") else { return }
            content.append(byte)
            advance()
        }
        report("the quoted cell that begins here does not end; close it with a double quote", at: start)
    }

    private mutating func report(_ message: String, at place: SourcePosition) {
        issues.append(ScenarioIssue(position: place, message: message))
    }
}

extension String {
    /// Without blanks at either end.
    var trimmingBlanks: String {
        // Nearly every text begins and ends with a sign of ASCII that is no blank.
        let signs: ClosedRange<UInt8> = 0x21...0x7E
        guard let first = utf8.first, let last = utf8.last else { return self }
        if signs.contains(first), signs.contains(last) { return self }
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
