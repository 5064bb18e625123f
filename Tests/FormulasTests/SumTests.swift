import Testing

@testable import Formulas

@Suite("Sums over members in formulas")
struct SumTests {
    @Test("Each different sum becomes a name, and what is summed becomes a formula of its own")
    func separation() throws {
        let formula = try Formula(
            parsing: "members + 2 * over_members(staff * 3) / max(over_members(1), over_members(staff * 3))")
        let parts = try formula.separatingSums()
        #expect(parts.sums.map { $0.names.map(\.name) } == [["staff"], []])
        #expect(Program(parts.sums[0]).scalarValue([.scalar(5)]) == 15)
        #expect(Program(parts.sums[1]).scalarValue([]) == 1)
        #expect(parts.outer.names.map(\.name) == ["members", Formula.nameOfSum(0), Formula.nameOfSum(1)])
        // 7 + 2 · 15 / max(4, 15)
        #expect(Program(parts.outer).scalarValue([.scalar(7), .scalar(15), .scalar(4)]) == 9)
        #expect(!Formula.canName(Formula.nameOfSum(0)))
    }

    @Test("A formula without sums stays what it was")
    func none() throws {
        let formula = try Formula(parsing: "members ^ 2 - share")
        let parts = try formula.separatingSums()
        #expect(parts.sums.isEmpty && formula.offsetOfFirstSum == nil)
        #expect(parts.outer.names == formula.names)
        #expect(Program(parts.outer).scalarValue([.scalar(3), .scalar(1)]) == 8)
    }

    @Test("A sum inside a sum is refused at the inner one, also when a definition brought it there")
    func nesting() throws {
        let problem = "over_members stands inside over_members"
        #expect(try Formula(parsing: "1 + over_members(2 * over_members(x))").offsetOfFirstSum == 4)
        #expect {
            try Formula(parsing: "1 + over_members(2 * over_members(x))").separatingSums()
        } throws: { ($0 as? FormulaError)?.offset == 21 && ($0 as? FormulaError)?.problem == problem }
        let inner = try Formula(parsing: "over_members(x)")
        #expect {
            try Formula(parsing: "over_members(1 + q)").substituting { $0 == "q" ? inner : nil }.separatingSums()
        } throws: { ($0 as? FormulaError)?.offset == 17 && ($0 as? FormulaError)?.problem == problem }
    }

    @Test("A sum has the unit of what it sums")
    func units() throws {
        let staff = try Unit(parsing: "FTE")
        #expect(try Formula(parsing: "over_members(staff) / 2").unit { _ in .known(staff) } == .known(staff))
    }
}
