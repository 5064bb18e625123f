import CouncilModel
import Testing
import Workbook

/// The formulas of workbooks, worked out as a spreadsheet does, come to what the engine comes to.
@Suite("Laws: workbooks")
struct WorkbookLawTests {
    @Test(
        "Formulas of the central case tie to the engine in every figure, and no cell is an error",
        arguments: LawRun.seeds)
    func tie(seed: UInt64) throws {
        let plan = try RunPlan(try LawRun.scenario(seed).read())
        let central = try plan.centralCase()
        let reference = try plan.scenario.reference.map { try central.givens(ofOption: $0 + 1) }
        for option in plan.scenario.options.indices {
            let model = CentralModel(
                scenario: plan.scenario, givens: try central.givens(ofOption: option + 1), reference: reference)
            let checks = ChecksSheet(
                model: model, cash: CashSheet(model: model, option: nil), central: central.measured[option + 1])
            let name = plan.scenario.options[option].name
            let errors = model.sheets.flatMap { sheet in
                sheet.rows.enumerated().flatMap { row, cells in
                    cells.indices.filter { cells[$0].value == .error }
                        .map { "\(sheet.name) row \(row + 1) column \($0 + 1): \(cells[$0].formula ?? "")" }
                }
            }
            #expect(errors.isEmpty, "option \(name): \(errors.prefix(3))")
            // Sums are as exact as the largest amount that goes into them allows.
            let size = central.result(ofOption: option + 1).flows.flatMap(\.byYear).reduce(0) { max($0, abs($1)) }
            let differences = checks.sheet.rows.dropFirst(6).compactMap { row -> String? in
                guard case .number(let difference) = row[3].value, case .text(let what) = row[0].value else {
                    return "a check without figures: \(row)"
                }
                return abs(difference) <= max(1e-6, 1e-11 * size) ? nil : "\(what) by \(difference)"
            }
            #expect(differences.isEmpty, "option \(name): \(differences.prefix(4))")
            #expect(checks.count == checks.sheet.rows.count - 6)
        }
    }
}
