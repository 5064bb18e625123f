/// A table in aligned columns whose cells are broken into lines where the terminal is narrow.
struct AlignedTable: Sendable {
    /// A column.
    struct Column: Sendable {
        /// Its heading.
        let heading: String
        /// Whether cells stand at its right edge, as numbers do.
        var isTrailing = false
        /// The fewest columns into which its cells may be broken; nil: they stay in one line.
        var narrowest: Int?
    }

    /// A row.
    struct Row: Sendable {
        /// A text a column.
        let cells: [String]
        /// Sentences below it, each broken into lines of the table's width.
        var below: [String] = []
    }

    let columns: [Column]
    let rows: [Row]

    private static let gap = "  "
    /// How far what stands below a row is set in.
    private static let indent = "    "

    /// The table's lines, its heading first; of a table that does not fit, a block of lines a row.
    func lines(width: Int, style: TerminalStyle) -> [String] {
        guard let widths = widths(within: width) else { return blocks(width: width, style: style) }
        let headings = laidOut(columns.map { [$0.heading] }, widths: widths).map { style.strong($0) }
        return headings
            + rows.flatMap { row in
                laidOut(zip(row.cells, widths).map { Self.broken($0, width: $1) }, widths: widths)
                    + below(row, width: width, style: style)
            }
    }

    /// What columns are wide; nil where the narrowest they may be is too wide.
    private func widths(within width: Int) -> [Int]? {
        var widths = columns.indices.map { column in
            (rows.map { $0.cells[column].count } + [columns[column].heading.count]).max() ?? 0
        }
        let room = width - Self.gap.count * (columns.count - 1)
        while widths.reduce(0, +) > room {
            // What stands further right matters less, and gives way first.
            let yielding = columns.indices.last { column in
                widths[column] > max(columns[column].narrowest ?? .max, columns[column].heading.count)
            }
            guard let yielding else { return nil }
            widths[yielding] -= 1
        }
        return widths
    }

    private func laidOut(_ cells: [[String]], widths: [Int]) -> [String] {
        let height = cells.map(\.count).max() ?? 0
        return (0..<height).map { line in
            let parts = columns.indices.map { column in
                let text = cells[column].indices.contains(line) ? cells[column][line] : ""
                return columns[column].isTrailing
                    ? PlainText.trailing(text, width: widths[column]) : PlainText.leading(text, width: widths[column])
            }
            return PlainText.trimmed(parts.joined(separator: Self.gap))
        }
    }

    private func below(_ row: Row, width: Int, style: TerminalStyle) -> [String] {
        row.below.flatMap { text in
            Self.broken(text, width: width - Self.indent.count).map { Self.indent + style.faint($0) }
        }
    }

    private func blocks(width: Int, style: TerminalStyle) -> [String] {
        rows.flatMap { row in
            let head = Self.broken(row.cells.first ?? "", width: width).map { style.strong($0) }
            let facts = zip(columns, row.cells).dropFirst().filter { !$0.1.isEmpty }.flatMap { column, cell in
                Self.broken("\(column.heading): \(cell)", width: width - 2).map { "  " + $0 }
            }
            return head + facts + below(row, width: width, style: style)
        }
    }

    /// A text in lines of a width, broken at spaces, and where a word is longer, behind an underscore or a slash of it.
    static func broken(_ text: String, width: Int) -> [String] {
        var lines = [""]
        for word in PlainText.oneLine(text).split(separator: " ") {
            for (index, part) in parts(of: word, width: width).enumerated() {
                let line = lines[lines.count - 1]
                if line.isEmpty {
                    lines[lines.count - 1] = part
                } else if index > 0 || line.count + 1 + part.count > width {
                    lines.append(part)
                } else {
                    lines[lines.count - 1] += " " + part
                }
            }
        }
        return lines
    }

    /// A word in parts of at most a width.
    private static func parts(of word: Substring, width: Int) -> [String] {
        var (parts, rest) = ([String](), word)
        while rest.count > width {
            let room = rest.prefix(width)
            let end = room.lastIndex { $0 == "_" || $0 == "/" }.map { rest.index(after: $0) } ?? room.endIndex
            parts.append(String(rest[..<end]))
            rest = rest[end...]
        }
        return parts + [String(rest)]
    }
}
