import Analysis
import CouncilModel
import Reporting
import ScenarioFormat

/// The budgets of councils under one option, as `budget.csv` keeps them.
///
/// A row of a budget that is not in the file is 0 in all years, as ``BudgetCSV`` says.
struct StoredBudgets {
    /// By council, in the order of the file; empty where the file has none of the option.
    let budgets: [CouncilBudget]

    /// Reads the bytes of a `budget.csv`.
    ///
    /// - Parameters:
    ///   - path: its path, for messages.
    ///   - option: name of the option whose budgets are wanted.
    ///   - scenario: what was run, which has the years, and whether there is borrowing.
    init(_ bytes: [UInt8], path: String, option: String, of scenario: Scenario) throws {
        let table = CSVTable(bytes, file: path)
        let expected = BudgetCSV(currency: scenario.currency).header
        guard table.issues.isEmpty, let header = table.rows.first,
            header.map(\.text).joined(separator: ",") + "\n" == expected
        else {
            throw StoredSummary.Problem(
                description: "\(path) is no table of budgets that this version can read; run the scenario again")
        }
        var budgets: [CouncilBudget] = []
        for row in table.rows.dropFirst() where row.count == header.count && row[0].text == option {
            if budgets.last?.code != row[1].text { budgets.append(Self.empty(row[1].text, of: scenario)) }
            let figure = Double(row[4].text).map { PlanFigure(p50: $0, prudent: Double(row[5].text) ?? $0) }
            let year = Int(row[2].text)
            let place = budgets.count - 1
            switch (row[3].text, figure) {
            case ("peak_funding", let figure?): budgets[place].peakFunding = figure
            case ("charges_beyond", let figure?): budgets[place].chargesBeyond = figure
            case (Measure.paybackYear.rawValue, _): budgets[place].paybackYearP50 = year
            case (let measure, let figure?):
                guard let year, let found = budgets[place].rows.firstIndex(where: { $0.row.rawValue == measure }),
                    budgets[place].rows[found].byYear.indices.contains(year - scenario.baseYear)
                else { fallthrough }
                budgets[place].rows[found].byYear[year - scenario.baseYear] = figure
            default:
                throw StoredSummary.Problem(
                    description: "\(path) has a row of \(row[1].text) that does not belong to its scenario: "
                        + "\(row.map(\.text).joined(separator: ",")); run the scenario again")
            }
        }
        self.budgets = budgets
    }

    /// A council that has no figure yet.
    private static func empty(_ code: String, of scenario: Scenario) -> CouncilBudget {
        let nothing = PlanFigure(p50: 0, prudent: 0)
        return CouncilBudget(
            code: code, baseYear: scenario.baseYear,
            rows: CashRow.allCases.map {
                CouncilBudget.Row(row: $0, byYear: Array(repeating: nothing, count: scenario.years))
            },
            peakFunding: nothing, paybackYearP50: nil, chargesBeyond: nil)
    }
}
