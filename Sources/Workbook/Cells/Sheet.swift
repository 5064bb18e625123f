/// One sheet of a workbook, in memory: cells with their values, and how the sheet is shown.
package final class Sheet {
    /// Its name, as on its tab.
    package let name: String
    /// What it is for, which decides the colour of its tab.
    package let kind: Kind
    /// Cells by row and column, from 0; rows are as long as they have to be.
    package private(set) var rows: [[Cell]] = []
    /// Rows and columns that stay in sight.
    package var frozen: (rows: Int, columns: Int) = (0, 0)
    /// Rows and columns that can be filtered, the row of headings first.
    package var filter: (firstRow: Int, lastRow: Int, lastColumn: Int)?
    /// Widths of columns in characters, from the first column on.
    package var widths: [Double] = []
    /// Heights of rows that differ, in points.
    package var heights: [(row: Int, points: Double)] = []
    /// Charts, in the order in which they were put down.
    package var charts: [Chart] = []

    /// What a sheet is for.
    package enum Kind: Sendable, Hashable {
        /// What readers want.
        case results
        /// Formulas of the live model.
        case model
        /// Figures of the simulation.
        case values
    }

    /// One cell.
    package struct Cell {
        /// What it comes to.
        package var value: CellValue
        /// Its formula without the sign of equality; nil where it is a value.
        package var formula: String?
        /// How it looks.
        package var style: CellStyle
    }

    /// An empty sheet.
    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// Number of rows that hold anything.
    package var rowCount: Int { rows.count }

    /// What a cell comes to; blank where there is none.
    package func value(row: Int, column: Int) -> CellValue {
        rows.indices.contains(row) && rows[row].indices.contains(column) ? rows[row][column].value : .blank
    }

    /// Puts a number down; nothing where it is nil or not finite.
    package func put(_ number: Double?, _ row: Int, _ column: Int, _ style: CellStyle) {
        guard let number, number.isFinite else { return }
        put(Cell(value: .number(number), formula: nil, style: style), row, column)
    }

    /// Puts a text down, which stays a text whatever it looks like.
    package func put(_ text: String, _ row: Int, _ column: Int, _ style: CellStyle) {
        put(Cell(value: .text(text), formula: nil, style: style), row, column)
    }

    /// Puts a formula down, with what it comes to, where that is known already.
    package func put(
        _ expression: Expression, comingTo value: CellValue? = nil, _ row: Int, _ column: Int, _ style: CellStyle
    ) {
        let cell = Cell(value: value ?? expression.value, formula: expression.text(on: self), style: style)
        put(cell, row, column)
    }

    /// Puts texts down from a cell on to the right.
    package func put(_ texts: [String], _ row: Int, _ column: Int = 0, _ style: CellStyle) {
        for (offset, text) in texts.enumerated() { put(text, row, column + offset, style) }
    }

    /// Moves the headings of a row to the right where the first cell that is not blank below them is a number.
    package func alignHeadings(_ row: Int) {
        guard rows.indices.contains(row) else { return }
        for (column, heading) in rows[row].enumerated() where heading.style.role == .heading {
            let below = rows[(row + 1)...].lazy.compactMap { $0.indices.contains(column) ? $0[column] : nil }
            guard let cell = below.first(where: { $0.value != .blank }) else { continue }
            // A format of texts to the right; numbers, and formulas for them, stand there by themselves.
            if case .text = cell.value, cell.style.format != .year { continue }
            rows[row][column].style.format = .year
        }
    }

    private func put(_ cell: Cell, _ row: Int, _ column: Int) {
        while rows.count <= row { rows.append([]) }
        let blank = Cell(value: .blank, formula: nil, style: CellStyle(.plain))
        while rows[row].count <= column { rows[row].append(blank) }
        rows[row][column] = cell
    }

    /// A reference to one of its cells; it moves with neither row nor column unless it says so.
    package func cell(_ row: Int, _ column: Int, fixesRow: Bool = true, fixesColumn: Bool = true) -> Expression {
        .cell(CellReference(sheet: self, row: row, column: column, fixesRow: fixesRow, fixesColumn: fixesColumn))
    }

    /// A reference to a block of its cells, both ends included.
    package func range(
        _ firstRow: Int, _ firstColumn: Int, _ lastRow: Int, _ lastColumn: Int, fixesColumns: Bool = true
    ) -> Expression {
        .range(
            CellReference(sheet: self, row: firstRow, column: firstColumn, fixesRow: true, fixesColumn: fixesColumns),
            lastRow: lastRow, lastColumn: lastColumn)
    }
}

/// A chart of figures that stand in sheets.
package struct Chart {
    /// What it shows, as a heading that says what is found.
    package var title: String
    /// How figures are drawn.
    package var shape: Shape
    /// Names of the axes.
    package var xAxis, yAxis: String
    /// Number format of the y axis, and of the x axis of scatters.
    package var format: CellStyle.Format
    /// What is drawn.
    package var series: [Series]
    /// The cell at its upper left corner.
    package var row, column: Int
    /// Size in pixels.
    package var width = 760.0, height = 340.0

    /// How figures are drawn.
    package enum Shape: Sendable, Hashable {
        case columns, stackedColumns, bars, lines, scatter
    }

    /// One series.
    package struct Series {
        /// What it is called.
        package var name: String
        /// Where its categories and values stand.
        package var categories, values: Block
        /// Its colour as 0xRRGGBB; nil: none, which leaves a gap under stacked columns.
        package var colour: Int?
    }

    /// A block of cells.
    package struct Block {
        /// The sheet on which the block lies.
        package var sheet: Sheet
        /// Its corners, rows and columns counted from 0, the last ones included.
        package var firstRow, firstColumn, lastRow, lastColumn: Int
    }
}
