/// What texts of analyses for a terminal have in common: paragraphs and tables in its width.
protocol TerminalText {
    /// Columns of the terminal.
    var width: Int { get }
    /// Its colours.
    var style: TerminalStyle { get }
}

extension TerminalText {
    /// A paragraph in lines of the width, set in by so many columns.
    func wrapped(_ text: String, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return PlainText.wrapped(PlainText.oneLine(text), width: width - indent).map { margin + $0 }
    }

    /// A table, set in by so many columns, its heading as plain as its rows.
    func laid(_ columns: [AlignedTable.Column], _ rows: [[String]], indent: Int = 2) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return AlignedTable(columns: columns, rows: rows.map { AlignedTable.Row(cells: $0) })
            .lines(width: width - indent, style: TerminalStyle(usesColour: false)).map { margin + $0 }
    }

    /// A table by its headings.
    ///
    /// - Parameters:
    ///   - leading: columns whose cells stand at the left, and may be broken; others hold figures, which stand at the right.
    ///   - narrowest: the fewest columns into which they may be broken.
    func laid(
        _ headings: [String], leading: Set<Int> = [0], narrowest: Int = 12, _ rows: [[String]], indent: Int = 2
    ) -> [String] {
        let columns = headings.enumerated().map { place, heading in
            AlignedTable.Column(
                heading: heading, isTrailing: !leading.contains(place),
                narrowest: leading.contains(place) ? narrowest : nil)
        }
        return laid(columns, rows, indent: indent)
    }
}
