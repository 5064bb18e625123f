/// A table as comma-separated values, for R, Python and spreadsheets.
///
/// RFC 4180 quoting; UTF-8 without a byte order mark; each record ends with a line feed, as the files live in version
/// control; a figure that does not exist is an empty cell.
///
/// **Formulas.** Spreadsheets run a cell that begins with `=`, `+`, `-` or `@` (also their full-width forms, a tab or
/// a carriage return), quoted or not. A *text* cell that begins so is given an apostrophe in front, which every
/// spreadsheet shows as text. Numbers are left alone: their minus is harmless. The way back is exact: take one
/// apostrophe from a cell in which apostrophes are followed by one of these characters; no other cell is changed.
package struct CSVText: Sendable {
    /// The records so far, the header first.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    private var bytes: [UInt8] = []

    /// One cell.
    package enum Cell: Sendable {
        case text(String)
        /// A number of 12 significant digits; empty where nil or not finite.
        case number(Double?)
        /// A whole number; empty where nil.
        case whole(Int?)
    }

    /// A table with its header and no rows.
    package init(header: [String]) {
        append(header.map { .text($0) })
    }

    /// Adds a row.
    package mutating func append(_ cells: [Cell]) {
        Self.append(cells, to: &bytes)
    }

    /// One record with its line feed.
    package static func record(_ cells: [Cell]) -> String {
        var bytes: [UInt8] = []
        append(cells, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends one record with its line feed.
    package static func append(_ cells: [Cell], to bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch cell {
            case .text(let content): append(field: content, to: &bytes)
            case .number(let value?) where value.isFinite: DataNumber.append(value, to: &bytes)
            case .whole(let value?): bytes += String(value).utf8
            case .number, .whole: break
            }
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Appends a text as a field: guarded against being run as a formula, and quoted where a comma, quotation mark or line
    /// end asks for it.
    private static func append(field content: String, to bytes: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let needsQuotes = content.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == quote || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        }
        if needsQuotes { bytes.append(quote) }
        if isRunBySpreadsheets(content) { bytes.append(UInt8(ascii: "'")) }
        guard needsQuotes else {
            bytes += content.utf8
            return
        }
        for byte in content.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    private static func isRunBySpreadsheets(_ content: String) -> Bool {
        switch content.unicodeScalars.first(where: { $0 != "'" }) {
        case "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }
}
