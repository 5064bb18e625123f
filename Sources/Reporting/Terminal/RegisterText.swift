import CouncilModel

/// Councils of a register as text.
package enum RegisterText {
    /// All columns of some rows as CSV: code, name and type, then the others in order of name.
    ///
    /// - Parameter rows: rows of the register, in the order in which they are to stand.
    package static func csv(of register: Register, rows: [Int]) -> String {
        var text = CSVText(header: ["code", "name", "type"] + register.columns.map(\.name))
        for row in rows {
            var cells: [CSVText.Cell] = [
                .text(register.codes[row]), .text(register.names[row]), .text(register.types[row]),
            ]
            for column in register.columns {
                switch column.cells {
                case .numbers(let values): cells.append(.number(values[row]))
                case .texts(let values): cells.append(.text(values[row] ?? ""))
                }
            }
            text.append(cells)
        }
        return text.text
    }

    /// Code, name, type, region and residents of some rows as a table with aligned columns, and a line that sums up.
    package static func table(of register: Register, rows: [Int]) -> String {
        var lines = [["Code", "Council", "Type", "Region", "Residents"]]
        for row in rows {
            lines.append([
                register.codes[row], register.names[row], register.types[row], register.text("region", row: row) ?? "",
                PlainNumber.count(Int(register.residents(row: row).rounded())),
            ])
        }
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        let body = lines.map { cells in
            zip(cells, widths).enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == cells.count - 1 ? blanks + cell.0 : cell.0 + blanks
            }.joined(separator: "  ") + "\n"
        }
        let residents = rows.reduce(0) { $0 + register.residents(row: $1) }
        let total =
            "\(PlainNumber.count(rows.count)) of \(PlainNumber.count(register.codes.count)) councils, "
            + "\(PlainNumber.count(Int(residents.rounded()))) residents (each counted once)\n"
        return body.joined() + total
    }
}
