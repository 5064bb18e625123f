import CouncilModel
import Formulas

/// What names in formulas stand for: cells.
extension CentralModel {
    /// Whether anything in a formula differs between councils.
    func dependsOnCouncil(_ formula: Formula) -> Bool { formula.names.contains { isCouncils($0.name) } }

    /// A sheet that no formula refers to: written on it, every reference has the name of its sheet.
    private static var anySheet: Sheet { Sheet("", .model) }

    private func isCouncils(_ name: String) -> Bool {
        if let assumption = scenario.assumptions.first(where: { $0.name == name }) {
            return assumption.variesBy == .council
        }
        return scenario.register.column(name) != nil
    }

    /// A formula as one for a cell. What differs by council refers to the first council's row and moves with the row.
    ///
    /// - Parameters:
    ///   - names: cells of time variables and sums, in scales.
    ///   - what: what a reader is told where the formula cannot be written.
    func expression(
        of formula: Formula, what: String, isDefinition: Bool = false,
        names: @escaping (String) -> Expression? = { _ in nil }
    ) -> Expression? {
        // A quantity is put down where it is first met, which translates further formulas.
        for (name, quantity) in quantitiesMet(in: formula, isDefinition: isDefinition) { putQuantity(name, quantity) }
        let cells = FormulaTranslation.Names(
            cell: { [self] name in names(name) ?? cell(of: name) },
            quantity: { [self] name in quantityCell(name) })
        guard let expression = translation.expression(of: formula, names: cells, isDefinition: isDefinition),
            expression.text(on: Self.anySheet).utf8.count <= FormulaTranslation.mostCharacters
        else {
            noteUnwritten(what)
            return nil
        }
        return expression
    }

    /// The cell of an assumption or of a column of the register.
    private func cell(of name: String) -> Expression? {
        if let assumption = scenario.assumptions.first(where: { $0.name == name }) {
            if assumption.variesBy == .council { return councilCell("assumption \(name)") }
            return assumptionRows[name].map { assumptions.cell($0, AssumptionColumns.used) }
        }
        switch name {
        case "code": return councils.cell(Self.firstRow, 0, fixesRow: false)
        case "name": return councils.cell(Self.firstRow, 1, fixesRow: false)
        case "type": return councils.cell(Self.firstRow, 2, fixesRow: false)
        default: return councilCell("column \(name)")
        }
    }

    /// The first council's cell of a column, which moves with the row.
    func councilCell(_ key: String) -> Expression? {
        councilColumns[key].map { councils.cell(Self.firstRow, $0, fixesRow: false) }
    }

    private func quantityCell(_ name: String) -> Expression? {
        if let row = quantityRows[name] { return quantities.cell(row, 1) }
        return councilCell("quantity \(name)")
    }

    /// Quantities that a formula is built of and that have no cell yet, those that others are built of first.
    private func quantitiesMet(in formula: Formula, isDefinition: Bool) -> [(String, Formula)] {
        translation.quantities(in: formula, isDefinition: isDefinition).compactMap { name in
            guard quantityRows[name] == nil, councilColumns["quantity \(name)"] == nil,
                let quantity = scenario.quantities.first(where: { $0.name == name })
            else { return nil }
            return (name, quantity.formula)
        }
    }

    private func putQuantity(_ name: String, _ formula: Formula) {
        if dependsOnCouncil(formula) {
            putCouncilColumn(
                "quantity \(name)", heading: name, formula: formula, what: "quantity \(name)",
                isDefinition: true)
            return
        }
        let row = max(Self.firstRow, quantities.rowCount)
        quantities.put(name, row, 0, CellStyle(.plain))
        putFormula(formula, what: "quantity \(name)", on: quantities, row, 1, .factor, isDefinition: true)
        quantities.put(formula.text, row, 2, CellStyle(.note, wraps: true))
        quantityRows[name] = row
    }

    /// Puts a formula that is the same for all councils down, or its value where it cannot be written.
    func putFormula(
        _ formula: Formula, what: String, on sheet: Sheet, _ row: Int, _ column: Int, _ format: CellStyle.Format,
        isDefinition: Bool = false
    ) {
        if let expression = expression(of: formula, what: what, isDefinition: isDefinition) {
            putLive(expression, on: sheet, row, column, format)
        } else {
            sheet.put(value(of: formula, council: nil), row, column, CellStyle(.marked, format))
        }
    }

    /// Puts a formula down that shows `n/a` where it has no value.
    func putLive(_ expression: Expression, on sheet: Sheet, _ row: Int, _ column: Int, _ format: CellStyle.Format) {
        let value = expression.value
        if value == .error {
            sheet.put(.call(.isError, [expression, .text("n/a")]), row, column, CellStyle(.live, format))
        } else {
            sheet.put(expression, comingTo: value, row, column, CellStyle(.live, format))
        }
    }

    /// A formula's value in the central case, by the engine's own evaluation.
    func value(of formula: Formula, council: Int?) -> Double {
        let program = Program(formula)
        return program.scalarValue(
            program.names.map { name in
                if let drawn = givens.assumptions.first(where: { $0.assumption.name == name }) {
                    return drawn.value(council: council, year: 0).map { .scalar($0) } ?? .missing
                }
                guard let council else { return .missing }
                let row = scenario.selected[council]
                if let number = scenario.register.number(name, row: row) { return .scalar(number) }
                return scenario.register.text(name, row: row).map { .text($0) } ?? .missing
            })
    }
}

extension Expression {
    /// The same with the cells of a sheet that move with the row taken from another row.
    func moved(to row: Int, of sheet: Sheet) -> Expression {
        switch self {
        case .number, .text, .range: self
        case .cell(let reference):
            reference.sheet === sheet && !reference.fixesRow
                ? .cell(
                    CellReference(
                        sheet: sheet, row: row, column: reference.column, fixesRow: false,
                        fixesColumn: reference.fixesColumn)) : self
        case .negation(let a): .negation(a.moved(to: row, of: sheet))
        case .operation(let sign, let a, let b):
            .operation(sign, a.moved(to: row, of: sheet), b.moved(to: row, of: sheet))
        case .call(let call, let arguments): .call(call, arguments.map { $0.moved(to: row, of: sheet) })
        }
    }
}
