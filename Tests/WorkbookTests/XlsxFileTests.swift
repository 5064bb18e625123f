import Foundation
import Testing

@testable import Workbook

@Suite("Excel files")
struct XlsxFileTests {
    private static func sheet() -> Sheet {
        let sheet = Sheet("Cash by year", .results)
        sheet.put("=1+1", 0, 0, CellStyle(.title))
        sheet.put(2.5, 1, 0, CellStyle(.input, .money))
        sheet.put(sheet.cell(1, 0) * .number(2), 2, 0, CellStyle(.live, .money))
        return sheet
    }

    @Test("The same sheets give the same bytes")
    func sameBytes() throws {
        let folder = FileManager.default.temporaryDirectory
        let paths = (0..<2).map { _ in folder.appendingPathComponent("\(UUID().uuidString).xlsx") }
        defer { for path in paths { try? FileManager.default.removeItem(at: path) } }
        for path in paths { try XlsxFile.write([Self.sheet()], title: "T", currency: "GBP", to: path.path) }
        let bytes = try paths.map { try Data(contentsOf: $0) }
        #expect(bytes[0] == bytes[1] && bytes[0].count > 1_000)
    }

    @Test("A place that cannot be written to is said")
    func cannotWrite() {
        let path = "/nowhere/\(UUID().uuidString)/workbook.xlsx"
        do {
            try XlsxFile.write([Self.sheet()], title: "T", currency: "GBP", to: path)
            Issue.record("a file was written to a folder that does not exist")
        } catch {
            #expect(
                error.description
                    == "\(path) could not be written: Error creating output xlsx file. Usually a permissions error.")
        }
    }

    @Test("Texts lose what XML cannot hold, are cut to what Excel holds, and are never taken for escaped characters")
    func texts() {
        #expect(XlsxFile.text("a\0b\u{FFFF}c", most: 255) == "abc")
        #expect(XlsxFile.text("🙂🙂x", most: 4) == "🙂🙂")
        #expect(XlsxFile.text("🙂🙂x", most: 3) == "🙂")
        #expect(XlsxFile.text("_x0041_ _xGGGG_", most: 255) == "_x005F_x0041_ _xGGGG_")
    }

    @Test("A cell keeps what its formula comes to, as a spreadsheet would have it")
    func values() {
        let sheet = Self.sheet()
        #expect(sheet.value(row: 2, column: 0) == .number(5))
        #expect((sheet.cell(0, 0) + .number(1)).value == .error)
        #expect((sheet.cell(9, 9) + .number(1)).value == .number(1))
        #expect(Expression.call(.isError, [sheet.cell(0, 0) * .number(1), .text("n/a")]).value == .text("n/a"))
        #expect(Expression.call(.sum, [sheet.range(0, 0, 2, 0)]).value == .number(7.5))
        #expect(Expression.call(.countIf, [sheet.range(0, 0, 2, 0), .text("<=2.5")]).value == .number(1))
        let both = Expression.call(.sumIfs, [sheet.range(1, 0, 2, 0), sheet.range(1, 0, 2, 0), .number(5)])
        #expect(both.value == .number(5))
        let product = Expression.call(.sumProduct, [(sheet.range(1, 0, 2, 0) > .number(3)) * sheet.range(1, 0, 2, 0)])
        #expect(product.value == .number(5))
        #expect(Expression.call(.mod, [.number(-1), .number(3)]).value == .number(2))
        #expect(Expression.call(.round, [.number(-2.345_678), .number(2)]).value == .number(-2.35))
        #expect(Expression.operation(.equal, .text("County"), .text("county")).value == .truth(true))
        #expect(Expression.call(.exact, [.text("County"), .text("county")]).value == .truth(false))
    }
}
