import Analysis
import CouncilModel

/// `Checks`: what the formulas come to beside what the program made of the central case.
package struct ChecksSheet {
    /// The sheet.
    package let sheet = Sheet("Checks", .results)
    /// The cell with the verdict on all of them.
    let verdict: Expression
    /// How many figures are compared.
    package let count: Int

    /// Differences below half a penny are rounding.
    static let tolerance = 0.005

    /// Lays out the checks of a model against the central case that the program worked out.
    package init(model: CentralModel, cash: CashSheet, central: CentralResult) {
        let first = CentralModel.firstRow + 2
        var row = first
        sheet.put("Checks", 0, 0, CellStyle(.title))
        sheet.put(
            "Each figure of the formulas beside the same figure of the program. They tie until a cell is changed; after that, "
                + "the difference is what the change is worth in the central case.", 1, 0, CellStyle(.note))
        sheet.put(
            ["Figure", "Formulas", "Program", "Difference", "Verdict"], CentralModel.headingRow, 0, CellStyle(.heading))
        for (title, formula, program) in Self.figures(model: model, cash: cash, central: central) {
            sheet.put(title, row, 0, CellStyle(.plain))
            sheet.put(formula, row, 1, CellStyle(.live, .pence))
            // What is left of amounts that cancel would show as −£0.00.
            sheet.put(abs(program) < 1e-6 ? 0 : program, row, 2, CellStyle(.marked, .pence))
            let difference = sheet.cell(row, 1, fixesRow: false) - sheet.cell(row, 2, fixesRow: false)
            sheet.put(.call(.round, [difference, .number(6)]), row, 3, CellStyle(.live, .pence))
            sheet.put(
                .if(
                    .call(.abs, [sheet.cell(row, 3, fixesRow: false)]) < .number(Self.tolerance), .text("ties"),
                    .text("differs")), row, 4, CellStyle(.live))
            row += 1
        }
        count = row - first
        let differs = Expression.call(
            .sumProduct,
            [.operation(.equal, sheet.range(first, 4, max(first, row - 1), 4), .text("differs")) * .number(1)])
        sheet.put("All figures", CentralModel.firstRow, 0, CellStyle(.total))
        sheet.put(
            .if(
                differs == .number(0), .text("all \(count) tie"),
                .operation(.join, differs, .text(" of \(count) differ: a cell was changed"))),
            CentralModel.firstRow, 4, CellStyle(.total))
        verdict = sheet.cell(CentralModel.firstRow, 4)
        sheet.frozen = (CentralModel.firstRow, 1)
        sheet.filter = (CentralModel.headingRow, max(first, row - 1), 4)
        sheet.widths = [60, 20, 20, 16, 26]
    }

    private static func figures(
        model: CentralModel, cash: CashSheet, central: CentralResult
    ) -> [(String, Expression, Double)] {
        var figures: [(String, Expression, Double)] = []
        let (costs, benefits) = (
            model.presentValue(of: .cost, beforeUplift: false), model.presentValue(of: .benefit, beforeUplift: false)
        )
        func presentValue(_ row: CashSheet.Row) -> Expression {
            cash.sheet.cell(cash.rows[row].placed, CashSheet.presentValueColumn)
        }
        func range(_ row: CashSheet.Row) -> Expression { cash.range(cash.rows[row].placed) }
        func add(_ title: String, _ measure: Measure, _ formula: Expression) {
            figures.append((title, formula, central.measures[measure] ?? 0))
        }
        add("Net present social value (npsv)", .npsv, benefits - costs)
        figures.append(
            (
                "The same before uplift",
                model.presentValue(of: .benefit, beforeUplift: true)
                    - model.presentValue(of: .cost, beforeUplift: true),
                central.npsvBeforeUplift
            ))
        add("Present value of costs (pv_costs)", .pvCosts, presentValue(.costs))
        add("Present value of benefits (pv_benefits)", .pvBenefits, presentValue(.benefits))
        add("Present value of public costs (pv_public_costs)", .pvPublicCosts, presentValue(.publicCosts))
        add("Net present value of public cash (cash_npv)", .cashNPV, presentValue(.cash))
        add(
            "Peak funding (peak_funding)", .peakFunding,
            .call(.max, [.number(0), .negation(.call(.min, [range(.cumulative)]))]))
        figures += lineFigures(model)
        figures += yearFigures(model, cash: cash)
        return figures
    }

    /// The present value of every line.
    private static func lineFigures(_ model: CentralModel) -> [(String, Expression, Double)] {
        model.entries.map { entry in
            let program = entry.given.flows.reduce(0.0) { $0 + model.presentValue($1.byYear) * $1.resource }
            return (
                "Line \(entry.number): \(model.givens.levers[entry.slot].lever.title), \(entry.line.name)",
                model.lineValue(entry.number, column: FlowColumns.presentValue), program
            )
        }
    }

    /// Costs, benefits and public cash of every year.
    private static func yearFigures(_ model: CentralModel, cash: CashSheet) -> [(String, Expression, Double)] {
        let years = 0..<model.scenario.years
        func sums(_ counts: (Line, Lever, GivenLine.Flow) -> Double) -> [Double] {
            var sums = years.map { _ in 0.0 }
            for (givens, sign) in [(model.givens, 1.0)] + (model.reference.map { [($0, -1.0)] } ?? []) {
                for lever in givens.levers {
                    for line in lever.lines {
                        for flow in line.flows {
                            let weight = sign * counts(line.line, lever.lever, flow)
                            for year in years { sums[year] += weight * flow.byYear[year] }
                        }
                    }
                }
            }
            return sums
        }
        let rows: [(String, CashSheet.Row, [Double])] = [
            ("Costs", .costs, sums { line, _, flow in line.side == .cost ? flow.resource : 0 }),
            ("Benefits", .benefits, sums { line, _, flow in line.side == .benefit ? flow.resource : 0 }),
            (
                "Public cash", .cash,
                sums { line, lever, flow in
                    guard line.side == .transfer || line.kind.isCash else { return 0 }
                    return (line.side == .benefit ? flow.cashed : -1) * line.publicShare(of: lever)
                }
            ),
        ]
        return rows.flatMap { title, row, values in
            values.enumerated().map { year, value in
                let cell = cash.sheet.cell(cash.rows[row].placed, CashSheet.firstYearColumn + year)
                return ("\(title) in \(model.scenario.baseYear + year)", cell, value)
            }
        }
    }
}

extension CentralModel {
    /// What the flows of a line sum to in a column.
    func lineValue(_ number: Int, column: Int) -> Expression {
        .call(.sumIfs, [flowColumn(column), flowColumn(FlowColumns.line), .whole(number)])
    }
}
