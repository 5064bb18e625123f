import Formulas
import Testing

@testable import Workbook

@Suite("Formulas of scenarios become formulas of a spreadsheet")
struct FormulaTranslationTests {
    private static let values: [String: Double] = ["a": 2, "b": -3, "c": 0.5, "zero": 0, "big": 1_234_567.25]

    /// A sheet with a cell for each name: a in A1, b in B1 and so on, the text `kind` in F1.
    private let sheet: Sheet = {
        let sheet = Sheet("Inputs", .model)
        for (column, name) in ["a", "b", "c", "zero", "big"].enumerated() {
            sheet.put(FormulaTranslationTests.values[name], 0, column, CellStyle(.input))
        }
        sheet.put("County", 0, 5, CellStyle(.input))
        return sheet
    }()

    private var names: FormulaTranslation.Names {
        FormulaTranslation.Names(cell: { [sheet] name in
            ["a", "b", "c", "zero", "big", "kind"].firstIndex(of: name).map { sheet.cell(0, $0) }
        })
    }

    private func translated(_ text: String) throws -> Expression? {
        var translation = FormulaTranslation()
        return translation.expression(of: try Formula(parsing: text), names: names)
    }

    @Test(
        "Precedence, powers, minus, branches, comparisons and rounding are written so that a spreadsheet reads the same",
        arguments: [
            ("-2^2", "-(2^2)"), ("(-2)^2", "(-2)^2"), ("2^3^2", "2^(3^2)"), ("(2^3)^2", "(2^3)^2"), ("2^-1", "2^(-1)"),
            ("a - (b - c)", "$A$1-($B$1-$C$1)"), ("a - b - c", "$A$1-$B$1-$C$1"), ("a / (b * c)", "$A$1/($B$1*$C$1)"),
            ("a * (b + c)", "$A$1*($B$1+$C$1)"), ("-a * b", "(-$A$1)*$B$1"), ("a - -b", "$A$1-(-$B$1)"),
            ("a ^ b", "IF($B$1=0,1,$A$1^$B$1)"), ("5%", "0.05"), ("3_000[GBP]", "3000"),
            ("if(kind == \"county\", 1, 2)", "IF(EXACT($F$1,\"county\"),1,2)"),
            ("if(kind != \"say \\\"\", 1, 2)", nil), ("a < b", "IF($A$1<$B$1,1,0)"), ("not a", "IF(NOT($A$1<>0),1,0)"),
            ("a > b and c", "IF(IF($A$1>$B$1,$C$1<>0,0),1,0)"), ("a or b", "IF(IF($A$1<>0,1,$B$1<>0),1,0)"),
            ("round(a)", "INT($A$1+0.5+1E-09)"), ("floor(b)", "INT($B$1)"), ("ceil(b)", "-INT(-$B$1)"),
            ("log(a)", "LN($A$1)"), ("clamp(a, 0, 1)", "MIN(MAX($A$1,0),1)"),
            ("sqrt(a) * exp(b)", "SQRT($A$1)*EXP($B$1)"),
        ] as [(String, String?)])
    func text(formula: String, expected: String?) throws {
        guard let expected else {
            #expect(throws: FormulaError.self) { try Formula(parsing: formula) }
            return
        }
        #expect(try translated(formula)?.text(on: sheet) == expected)
    }

    @Test(
        "Every operator and function comes to what the engine's own evaluation comes to",
        arguments: [
            "a + b * c - big / a", "-a^2 + (-a)^2", "a^b^a", "b^2", "zero^zero", "a^zero", "(a + b)^3", "a^c", "c^-1",
            "if(a > b, a, b)", "if(a <= b, 1/zero, big)", "a >= 2 and b != 0", "zero and 1/zero", "a or 1/zero",
            "not zero + not a", "(a == 2) + (b == 2)", "if(kind == \"County\", 5, 6)", "if(kind == \"county\", 5, 6)",
            "if(kind != \"x\" and not (a < 0), 7, 8)", "min(a, b, c)", "max(a, b, c)", "min(b)", "abs(b)", "sqrt(a)",
            "exp(c)", "log(big)", "log10(big)", "round(2.5)", "round(-2.5)", "round(-0.5)", "round(b / a)",
            "floor(b / a)",
            "ceil(b / a)", "ceil(-0.2)", "sin(a)", "cos(b)", "clamp(a, 0, 1)", "clamp(b, 1, 0)", "clamp(c, 0, 1)",
            "1e-7 * big", "123456789012345678", "5% * a - (b - (c - a))", "a / b / c", "a / (b / c)", "a - (b + c)",
            "if(if(a > 1, zero, 1), 2, 3)", "if(a, 4, 5)",
        ])
    func value(text: String) throws {
        let formula = try Formula(parsing: text)
        let program = Program(formula)
        let own = program.scalarValue(
            program.names.map { $0 == "kind" ? .text("County") : .scalar(Self.values[$0] ?? .nan) })
        let found = try #require(try translated(text)).value.number
        #expect(try #require(found) == own, "\(text)")
    }

    @Test("A part that is a quantity is referred to, not written out, unless it is one number or name")
    func quantities() throws {
        let definitions = try ["q": "a * b", "r": "q + 1", "five": "5", "same": "a"].mapValues {
            try Formula(parsing: $0)
        }
        func substituted(_ text: String) throws -> Formula {
            try Formula(parsing: text).substituting { definitions[$0] }
        }
        var translation = FormulaTranslation(quantities: [
            ("five", try substituted("five")), ("q", try substituted("q")), ("r", try substituted("r")),
            ("same", try substituted("same")),
        ])
        let formula = try substituted("r * q + five + same")
        #expect(translation.quantities(in: formula) == ["q", "r"])
        let cells = FormulaTranslation.Names(
            cell: names.cell, quantity: { [sheet] in ["q": sheet.cell(5, 0), "r": sheet.cell(6, 0)][$0] })
        #expect(translation.expression(of: formula, names: cells)?.text(on: sheet) == "$A$7*$A$6+5+$A$1")
        #expect(translation.expression(of: try substituted("q"), names: cells)?.text(on: sheet) == "$A$6")
        // In its own definition the quantity is written out.
        let own = translation.expression(of: try substituted("q"), names: cells, isDefinition: true)
        #expect(own?.text(on: sheet) == "$A$1*$B$1")
        #expect(translation.quantities(in: try substituted("r"), isDefinition: true) == ["q"])
    }

    @Test(
        "What no cell can hold is not written: too many parts, calls too deep, quoted words of more than 255 characters"
    )
    func limits() throws {
        #expect(try translated((0..<1_600).map { "a*\($0)" }.joined(separator: "+")) == nil)
        var deep = "a"
        for _ in 0..<61 { deep = "abs(\(deep) + 1)" }
        #expect(try translated(deep) == nil)
        let word = String(repeating: "x", count: 256)
        #expect(try translated("if(kind == \"\(word)\", 1, 2)") == nil)
        #expect(try translated("if(kind == \"\(word.dropLast())\", 1, 2)") != nil)
    }

    @Test("References name their sheet where they stand on another, with quotes where its name has spaces")
    func references() {
        let other = Sheet("Cash by year", .results)
        #expect(other.cell(3, 27).text(on: sheet) == "'Cash by year'!$AB$4")
        #expect(sheet.cell(0, 702, fixesRow: false).text(on: other) == "Inputs!$AAA1")
        #expect(other.range(0, 0, 9, 25, fixesColumns: false).text(on: other) == "A$1:Z$10")
    }
}
