/// A table of councils: one row a council, in ascending order of code whatever the order of the file.
package struct Register: Sendable, Hashable {
    /// Unique code of each row, ascending.
    package let codes: [String]
    /// Name of each row.
    package let names: [String]
    /// Type of each row (`county`, `district`, …).
    package let types: [String]
    /// Further columns by name, `population` included, in order of name.
    package let columns: [Column]

    /// One column of a register.
    package struct Column: Sendable, Hashable {
        /// Heading; an identifier.
        package let name: String
        /// A cell a row, in the register's order.
        package let cells: Cells
        /// What one of its numbers is, as a unit's text (`resident`, `GBP/year`, `share`); nil when unknown.
        package let unit: String?

        /// Of its parts, which the properties of these names explain.
        package init(name: String, cells: Cells, unit: String? = nil) {
            self.name = name
            self.cells = cells
            self.unit = unit
        }
    }

    /// The cells of a column; nil where the file's cell is empty.
    package enum Cells: Sendable, Hashable {
        /// A column in which every cell that is not empty is a number.
        case numbers([Double?])
        /// Any other column.
        case texts([String?])
    }

    /// Rows may come in any order; they are sorted by code.
    /// - Precondition: codes are unique and every array has one element a row.
    package init(codes: [String], names: [String], types: [String], columns: [Column]) {
        precondition(Set(codes).count == codes.count, "a register's codes are unique")
        let order = codes.indices.sorted { codes[$0] < codes[$1] }
        self.codes = order.map { codes[$0] }
        self.names = order.map { names[$0] }
        self.types = order.map { types[$0] }
        self.columns =
            columns.map { column in
                let cells: Cells =
                    switch column.cells {
                    case .numbers(let values): .numbers(order.map { values[$0] })
                    case .texts(let values): .texts(order.map { values[$0] })
                    }
                return Column(name: column.name, cells: cells, unit: column.unit)
            }
            .sorted { $0.name < $1.name }
    }

    /// The column of that name. `code`, `name` and `type` are columns of texts too.
    package func column(_ name: String) -> Column? {
        switch name {
        case "code": return Column(name: name, cells: .texts(codes))
        case "name": return Column(name: name, cells: .texts(names))
        case "type": return Column(name: name, cells: .texts(types))
        default: return columns.first { $0.name == name }
        }
    }

    /// Names of all columns that formulas and selections can use, in order.
    package var columnNames: [String] { (["code", "name", "type"] + columns.map(\.name)).sorted() }

    /// A cell's number; nil when the column is absent, holds texts, or the cell is empty.
    package func number(_ column: String, row: Int) -> Double? {
        guard case .numbers(let values)? = self.column(column)?.cells else { return nil }
        return values[row]
    }

    /// A cell's text; nil when the column is absent, holds numbers, or the cell is empty.
    package func text(_ column: String, row: Int) -> String? {
        switch column {
        case "code": return codes[row]
        case "name": return names[row]
        case "type": return types[row]
        default:
            guard case .texts(let values)? = self.column(column)?.cells else { return nil }
            return values[row]
        }
    }

    /// Residents of a row, each resident of the country counted once: the column `residents`, else `population`,
    /// 0 for a county (its districts hold its residents).
    package func residents(row: Int) -> Double {
        if let value = number("residents", row: row) { return value }
        return types[row] == "county" ? 0 : number("population", row: row) ?? 0
    }
}
