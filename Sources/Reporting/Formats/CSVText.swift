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
    package private(set) var text: String

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
        text = Self.record(header.map { .text($0) })
    }

    /// Adds a row.
    package mutating func append(_ cells: [Cell]) {
        text += Self.record(cells)
    }

    /// One record with its line feed.
    package static func record(_ cells: [Cell]) -> String {
        var record = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { record += "," }
            switch cell {
            case .text(let content): record += field(content)
            case .number(let value): record += value.flatMap(DataNumber.text) ?? ""
            case .whole(let value): record += value.map { String($0) } ?? ""
            }
        }
        return record + "\n"
    }

    /// A text as a field: guarded against being run as a formula, and quoted where a comma, quotation mark or line end
    /// asks for it.
    private static func field(_ content: String) -> String {
        let guarded = isRunBySpreadsheets(content) ? "'" + content : content
        let needsQuotes = guarded.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
        guard needsQuotes else { return guarded }
        var quoted = "\""
        for scalar in guarded.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    private static func isRunBySpreadsheets(_ content: String) -> Bool {
        switch content.unicodeScalars.first(where: { $0 != "'" }) {
        case "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
        default: false
        }
    }
}
