import CXlsxWriter

/// Why a workbook could not be written.
package struct WorkbookError: Error, CustomStringConvertible {
    /// What went wrong, in words.
    package let description: String
}

/// Writes sheets as an Excel file.
///
/// The same sheets give the same bytes with the same libraries: dates inside are fixed. Texts are written as texts whatever
/// they begin with, so that no name of an option or council can become a formula or a link.
package final class XlsxFile {
    private let book: UnsafeMutablePointer<lxw_workbook>
    private let currency: String
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

    /// 1 January 2000: a file says nothing about when it was made.
    private static let created = 946_684_800
    /// The most characters of a text in a cell.
    private static let mostCharacters = 32_767

    /// Version of the library that writes.
    package static var libraryVersion: String { String(cString: lxw_version()) }

    /// Writes a workbook to a path.
    ///
    /// - Throws: `WorkbookError` where the file cannot be written.
    package static func write(_ workbook: AppraisalWorkbook, to path: String) throws(WorkbookError) {
        try write(workbook.sheets, title: workbook.title, currency: workbook.currency, to: path)
    }

    /// Writes sheets to a path.
    package static func write(
        _ sheets: [Sheet], title: String, currency: String, to path: String
    ) throws(WorkbookError) {
        guard let book = workbook_new(path) else {
            throw WorkbookError(description: "there is no memory for a workbook")
        }
        let file = XlsxFile(book, currency: currency)
        file.setProperties(title: title)
        let worksheets = sheets.map { sheet -> UnsafeMutablePointer<lxw_worksheet>? in
            workbook_add_worksheet(book, sheet.name)
        }
        for (sheet, worksheet) in zip(sheets, worksheets) {
            guard let worksheet else {
                preconditionFailure("\(sheet.name) is a name that Excel takes, and no other sheet has it")
            }
            file.write(sheet, to: worksheet)
        }
        let code = workbook_close(book)
        guard code == LXW_NO_ERROR else {
            throw WorkbookError(description: "\(path) could not be written: \(String(cString: lxw_strerror(code)))")
        }
    }

    private init(_ book: UnsafeMutablePointer<lxw_workbook>, currency: String) {
        self.book = book
        self.currency = currency
    }

    private func setProperties(title: String) {
        var properties = lxw_doc_properties()
        properties.created = Self.created
        Self.text(title, most: 255).withCString { title in
            "Folkmoot".withCString { author in
                properties.title = UnsafeMutablePointer(mutating: title)
                properties.author = UnsafeMutablePointer(mutating: author)
                _ = workbook_set_properties(book, &properties)
            }
        }
    }

    private func write(_ sheet: Sheet, to worksheet: UnsafeMutablePointer<lxw_worksheet>) {
        worksheet_set_tab_color(worksheet, sheet.kind.colour)
        for (column, width) in sheet.widths.enumerated() {
            worksheet_set_column(worksheet, UInt16(column), UInt16(column), width, nil)
        }
        for (row, points) in sheet.heights { worksheet_set_row(worksheet, UInt32(row), points, nil) }
        for (row, cells) in sheet.rows.enumerated() {
            for (column, cell) in cells.enumerated() { write(cell, UInt32(row), UInt16(column), to: worksheet) }
        }
        if sheet.frozen != (0, 0) {
            worksheet_freeze_panes(worksheet, UInt32(sheet.frozen.rows), UInt16(sheet.frozen.columns))
        }
        if let filter = sheet.filter {
            worksheet_autofilter(
                worksheet, UInt32(filter.firstRow), 0, UInt32(filter.lastRow), UInt16(filter.lastColumn))
        }
        worksheet_gridlines(worksheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
        worksheet_set_landscape(worksheet)
        worksheet_set_paper(worksheet, 9)
        worksheet_fit_to_pages(worksheet, 1, 0)
        for chart in sheet.charts { XlsxChart(book: book, currency: currency).insert(chart, into: worksheet) }
    }

    private func write(
        _ cell: Sheet.Cell, _ row: UInt32, _ column: UInt16, to worksheet: UnsafeMutablePointer<lxw_worksheet>
    ) {
        let format = format(cell.style)
        if let formula = cell.formula {
            let text = "=" + formula
            switch cell.value {
            case .text(let value): worksheet_write_formula_str(worksheet, row, column, text, format, value)
            case .error: worksheet_write_formula_str(worksheet, row, column, text, format, "#VALUE!")
            default: worksheet_write_formula_num(worksheet, row, column, text, format, cell.value.number ?? 0)
            }
            return
        }
        switch cell.value {
        case .number(let value): worksheet_write_number(worksheet, row, column, value, format)
        case .text(let text):
            worksheet_write_string(worksheet, row, column, Self.text(text, most: Self.mostCharacters), format)
        case .truth(let holds): worksheet_write_boolean(worksheet, row, column, holds ? 1 : 0, format)
        case .blank, .error: return
        }
    }

    /// A text as a cell can hold it: without what XML has no place for, cut to so many UTF-16 units, which is what Excel
    /// counts, and with what Excel would take for an escaped character (`_x0041_` is A) escaped itself.
    static func text(_ text: String, most: Int) -> String {
        var units = 0
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !["\0", "\u{FFFE}", "\u{FFFF}"].contains(scalar) {
            units += scalar.value > 0xFFFF ? 2 : 1
            if units > most { break }
            kept.append(scalar)
        }
        let text = String(kept)
        // Few texts have what escapes begin with.
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        return text.replacing(/_x([0-9A-Fa-f]{4})_/) { "_x005F_x\($0.output.1)_" }
    }

    private func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
        if style == CellStyle(.plain) { return nil }
        if let known = formats[style] { return known }
        guard let format = workbook_add_format(book) else { return nil }
        style.apply(to: format, currency: currency)
        formats[style] = format
        return format
    }
}

extension Sheet.Kind {
    fileprivate var colour: UInt32 {
        switch self {
        case .results: 0x0072B2
        case .values: 0x999999
        case .model: 0xE69F00
        }
    }
}
