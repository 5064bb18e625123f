import Testing

@testable import Formulas

@Suite("Quantities inlined into formulas")
struct SubstitutionTests {
    private func inlined(_ text: String, _ definitions: [String: String]) throws -> Formula {
        let parsed = try definitions.mapValues { try Formula(parsing: $0) }
        return try Formula(parsing: text).substituting { parsed[$0] }
    }

    @Test("A definition counts as if it stood in parentheses, and definitions may use each other")
    func values() throws {
        let formula = try inlined("2 * total - x", ["total": "x + y", "y": "base * 3"])
        #expect(formula.names.map(\.name) == ["x", "base"])
        // 2 · (5 + 7 · 3) − 5
        #expect(Program(formula).scalarValue([.scalar(5), .scalar(7)]) == 47)
        #expect(formula.text == "2 * total - x")
    }

    @Test("Names that came in with a definition stand where it is first used")
    func offsets() throws {
        let formula = try inlined("a + spend * spend", ["spend": "price * b + if(kind == 'x', 1, a)"])
        let expected = [
            NameUse(name: "a", offset: 0, isText: false), NameUse(name: "price", offset: 4, isText: false),
            NameUse(name: "b", offset: 4, isText: false), NameUse(name: "kind", offset: 4, isText: true),
        ]
        #expect(formula.names == expected)
    }

    @Test("A name compared with a word is left, and can meet its use as a number")
    func texts() throws {
        let formula = try inlined("if(kind == 'x', q, 1)", ["q": "kind + 1", "kind2": "3"])
        #expect(formula.names.map(\.isText) == [true, false])
        #expect(try inlined("q == 'x'", ["q": "3"]) == Formula(parsing: "q == 'x'"))
    }

    @Test("A formula without defined names stays what it was")
    func nothingToDo() throws {
        let formula = try Formula(parsing: "if(a < b, -a ^ 2, clamp(b, 0, not a))")
        #expect(formula.substituting { _ in nil } == formula)
    }

    @Test("An inlined number is no bare number")
    func constants() throws {
        #expect(try inlined("q", ["q": "5"]).constantValue == nil)
        #expect(try inlined("-q", ["q": "5"]).constantValue == nil)
        #expect(try inlined("5", ["q": "5"]).constantValue == 5)
    }

    @Test("Contradictions of units inside a definition stand where it is used")
    func units() throws {
        let formula = try inlined("1 + q", ["q": "2[GBP] + 3[year]"])
        let expected = FormulaError(
            offset: 4, problem: "\"2[GBP] + 3[year]\" adds GBP and year", advice: "bring both to one unit")
        #expect(throws: expected) { try formula.unit { _ in .unknown } }
    }

    @Test("Definitions that double at each of many levels stay small, and long chains are no danger")
    func growth() throws {
        var doubling = ["q0": "x"]
        for level in 1...60 { doubling["q\(level)"] = "q\(level - 1) + q\(level - 1)" }
        let formula = try inlined("q60", doubling)
        #expect(formula.nodes.count == 61)
        #expect(Program(formula).scalarValue([.scalar(1)]) == 0x1p60)

        var chain = ["q0": "x"]
        for level in 1...20_000 { chain["q\(level)"] = "1 + q\(level - 1)" }
        #expect(Program(try inlined("q20000", chain)).scalarValue([.scalar(0)]) == 20_000)
    }

    @Test("Definitions that are inlined beforehand give the same formula's values")
    func bottomUp() throws {
        let first = try inlined("a * b", ["b": "c + 1"])
        let whole = try Formula(parsing: "q - a").substituting { $0 == "q" ? first : nil }
        #expect(whole.names.map(\.name) == ["a", "c"])
        #expect(Program(whole).scalarValue([.scalar(3), .scalar(4)]) == 12)
    }
}
