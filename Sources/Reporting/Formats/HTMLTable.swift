/// A table of a page.
struct HTMLTable {
    /// What it shows, for those who come to it without its surroundings.
    var caption: String
    /// Titles of the columns.
    var header: [String]
    /// Rows; the first cell of each names it.
    var rows: [[ChartTable.Cell]]
    /// Classes of the style sheet, divided by spaces: `cards` turns rows into cards on a telephone, `find` lets the
    /// script sort and search, `words` keeps text to the left and lets it wrap,
    /// `dense` is for many columns, `captioned` shows the caption, `stacked` puts what follows a dot below what comes before it.
    var classes = ""

    /// The table in a frame that scrolls on its own, so that the page never does.
    var html: String {
        var html = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(MarkupText.escaped(caption))\">"
        html += classes.isEmpty ? "<table>" : "<table class=\"\(classes)\">"
        html += "<caption>\(MarkupText.escaped(caption))</caption><thead><tr>"
        for title in header { html += "<th scope=\"col\">\(MarkupText.escaped(title))</th>" }
        html += "</tr></thead><tbody>\n"
        for row in rows {
            html += "<tr>"
            for (column, cell) in row.enumerated() { html += self.cell(cell, column: column) }
            html += "</tr>\n"
        }
        return html + "</tbody></table></div>\n"
    }

    private func cell(_ cell: ChartTable.Cell, column: Int) -> String {
        var text = has("cards") || has("stacked") ? MarkupText.prose(cell.text) : MarkupText.escaped(cell.text)
        if has("stacked") {
            let parts = cell.text.split(separator: " · ").map { String($0) }.map(MarkupText.prose)
            text = parts.prefix(1).joined() + parts.dropFirst().map { "<small>\($0)</small>" }.joined()
        }
        // Names, units and addresses may go on in a new line after these signs; "</" closes a tag.
        if has("words") {
            text = text.replacing("_", with: "_<wbr>").replacing("/", with: "/<wbr>").replacing("</<wbr>", with: "</")
        }
        if column == 0 { return "<th scope=\"row\">\(text)</th>" }
        var attributes = ""
        if has("cards") && header.indices.contains(column) {
            attributes += " data-l=\"\(MarkupText.escaped(header[column]))\""
        }
        if has("find"), case .value(let value?, _) = cell, let key = Self.key(value) {
            attributes += " data-v=\"\(key)\""
        }
        return "<td\(attributes)>\(text)</td>"
    }

    private func has(_ name: String) -> Bool { classes.split(separator: " ").contains { $0 == name } }

    /// What rows are sorted by: the number to four decimals, of the digits that data files keep.
    private static func key(_ value: Double) -> String? {
        guard value.isFinite else { return nil }
        let number = DecimalDigits(value).rounded(toSignificant: DataNumber.significantDigits).rounded(toPlace: -4)
        let decimals = max(0, number.digits.count - 1 - number.exponent)
        return (number.isNegative ? "-" : "") + number.fixed(decimals: decimals)
    }
}
