import Analysis
import CouncilModel

/// `budget.csv`: budgets of councils in money of the day, for a writer that takes one council at a time.
///
/// One row per option, council, measure and financial year (named by the calendar year in which it begins). Measures are
/// the rows of a budget; one that is 0 in all years by both percentiles is left out, so that what is missing is 0. Then
/// three measures of the whole: `peak_funding` and, with borrowing, `charges_beyond` without a year, and `payback_year`
/// without amounts, whose year is that of the median payback, undiscounted, and empty where that is never.
package struct BudgetCSV: Sendable {
    private let currency: String

    /// - Parameter currency: ISO code of the scenario's currency.
    package init(currency: String) {
        self.currency = currency.lowercased()
    }

    /// The first record, with its line feed.
    package var header: String {
        CSVText.record(
            ["option", "code", "year", "measure", "p50_\(currency)", "prudent_\(currency)"].map { .text($0) }
        )
    }

    /// The records of one council under one option, with their line feeds.
    package func rows(of budget: CouncilBudget, option: String) -> [UInt8] {
        var bytes: [UInt8] = []
        func record(_ measure: String, year: Int?, _ figure: PlanFigure?) {
            CSVText.append(
                [
                    .text(option), .text(budget.code), .whole(year), .text(measure), .number(figure?.p50),
                    .number(figure?.prudent),
                ], to: &bytes)
        }
        for row in budget.rows where row.byYear.contains(where: { $0.p50 != 0 || $0.prudent != 0 }) {
            for (index, figure) in row.byYear.enumerated() {
                record(row.row.rawValue, year: budget.baseYear + index, figure)
            }
        }
        record("peak_funding", year: nil, budget.peakFunding)
        if let beyond = budget.chargesBeyond { record("charges_beyond", year: nil, beyond) }
        record(Measure.paybackYear.rawValue, year: budget.paybackYearP50, nil)
        return bytes
    }
}
