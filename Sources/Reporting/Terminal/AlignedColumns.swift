/// A table of texts in aligned columns, two spaces between them.
struct AlignedColumns: Sendable {
    /// Which side of its column a cell stands at.
    enum Side: Sendable {
        case leading, trailing
    }

    private let sides: [Side]
    private var rows: [[String]]

    /// - Parameters:
    ///   - heading: one text a column.
    ///   - sides: one a column.
    init(heading: [String], sides: [Side]) {
        precondition(heading.count == sides.count, "every column has a heading and a side")
        self.sides = sides
        rows = [heading]
    }

    /// Takes up a row of one text a column.
    mutating func append(_ cells: [String]) {
        precondition(cells.count == sides.count, "every column has a cell")
        rows.append(cells.map(PlainText.oneLine))
    }

    /// The width of the widest row.
    var width: Int { widths.reduce(0, +) + 2 * (widths.count - 1) }

    private var widths: [Int] { sides.indices.map { column in rows.map { $0[column].count }.max() ?? 0 } }

    /// The lines, the heading first, without blanks at their ends.
    var lines: [String] {
        let widths = widths
        return rows.map { cells in
            let texts = cells.indices.map { column in
                switch sides[column] {
                case .leading: PlainText.leading(cells[column], width: widths[column])
                case .trailing: PlainText.trailing(cells[column], width: widths[column])
                }
            }
            return PlainText.trimmed(texts.joined(separator: "  "))
        }
    }

    /// The lines in a width, the first cell of a row broken at spaces into as many lines as it takes; nil where less than
    /// a word of it, 12 columns, would stand in a line.
    func lines(width: Int) -> [String]? {
        if self.width <= width { return lines }
        let room = width - widths.dropFirst().reduce(0) { $0 + $1 + 2 }
        guard room >= 12 else { return nil }
        var broken = AlignedColumns(heading: rows[0], sides: sides)
        for row in rows.dropFirst() {
            let names = PlainText.wrapped(row[0], width: room)
            broken.append([names[0]] + row.dropFirst())
            for name in names.dropFirst() { broken.append([name] + row.dropFirst().map { _ in "" }) }
        }
        return broken.width <= width ? broken.lines : nil
    }
}
