import Analysis
import CouncilModel

/// The Excel workbook of a run: results for readers, and one option's central case in formulas.
package struct AppraisalWorkbook {
    /// Sheets in the order of their tabs.
    package let sheets: [Sheet]
    /// ISO code of the currency.
    package let currency: String
    /// Title of the scenario.
    package let title: String

    /// The option whose central case is in formulas: that with the highest mean NPSV, do nothing and the reference aside
    /// where there is another.
    package static func liveOption(of comparison: Comparison) -> Int {
        let others = comparison.placesByMean.filter { $0 > 0 }
        return others.first { !comparison.options[$0].isReference } ?? others.first ?? 0
    }

    /// Lays a run out.
    ///
    /// - Parameters:
    ///   - central: the central case of all options of the scenario.
    ///   - live: index into the comparison's options of the one in formulas.
    ///   - budgets: budgets of councils under that option; empty without a cash view.
    /// - Throws: `CouncilModelError` where the central case of a team is not a finite number.
    package init(
        comparison: Comparison, scenario: Scenario, central: TracedOptions, live: Int, budgets: [CouncilBudget]
    ) throws(CouncilModelError) {
        let reference = try scenario.reference.map { place throws(CouncilModelError) in
            try central.givens(ofOption: place + 1)
        }
        let model = CentralModel(
            scenario: scenario, givens: try central.givens(ofOption: live), reference: reference)
        let option = comparison.options[live]
        let cash = CashSheet(model: model, option: option)
        let checks = ChecksSheet(model: model, cash: cash, central: central.measured[live])
        let summary = SummarySheet(comparison: comparison, live: live, model: model, checks: checks)
        let values = [
            ValueSheets.lines(option, model: model),
            ValueSheets.budgets(budgets, option: option.name, comparison: comparison),
            ValueSheets.councils(comparison, live: live),
            ValueSheets.parties(comparison), ValueSheets.baseline(comparison, model: model),
        ].compactMap { $0 }
        sheets =
            [summary.sheet, cash.sheet] + values + [model.assumptions, checks.sheet]
            + [ValueSheets.options(comparison), ValueSheets.distribution(comparison)]
            + model.sheets.filter { $0 !== model.assumptions }
        currency = scenario.currency
        title = scenario.title
    }
}
