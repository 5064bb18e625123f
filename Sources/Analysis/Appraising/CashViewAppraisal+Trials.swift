import CouncilModel
import Stochastics

extension CashViewAppraisal {
    /// What the budgets of all public parties together come to.
    ///
    /// - Parameters:
    ///   - budget: nominal amounts by row, year and trial, at least one year and trial.
    ///   - scenario: the scenario.
    init(of budget: BudgetResult, in scenario: Scenario) {
        self.init(
            rows: CashRow.allCases.map { row in
                let percent = row.prudentPercent(in: scenario)
                let byYear = budget.byYear(row)
                return CashRowAppraisal(
                    row: row,
                    byYear: YearBand.bands(of: byYear, baseYear: scenario.baseYear, prudent: percent),
                    total: PlanFigure(of: Self.sums(of: byYear), prudent: percent)
                )
            },
            contingency: Self.contingency(of: budget, prudent: scenario.prudent),
            meanChargesBeyond: Statistics.mean(budget.chargesBeyond)
        )
    }

    /// Rows that capital and revenue come to; those of borrowing are 0 where there is none.
    private static let spending: [CashRow] = [.oneOffRevenue, .recurringRevenue, .capital, .provision, .interest]

    private static func contingency(of budget: BudgetResult, prudent: Double) -> Double {
        let total = sums(of: spending.flatMap { budget.byYear($0) } + [budget.chargesBeyond])
        return SortedSample(total).percentile(prudent) - Statistics.mean(total)
    }

    /// Sums over years by trial.
    private static func sums(of byYear: [[Double]]) -> [Double] {
        byYear.dropFirst().reduce(byYear[0]) { sums, values in zip(sums, values).map { $0 + $1 } }
    }
}

extension PlanFigure {
    /// What a plan reads off a figure; `values` has at least one trial, `prudent` is a percentile in 0…100.
    init(of values: [Double], prudent: Double) {
        let sorted = SortedSample(values)
        self.init(p50: sorted.percentile(50), prudent: sorted.percentile(prudent))
    }
}

extension CashRow {
    /// The percentile that a prudent plan reads: a high one of what is paid, a low one of what is saved.
    func prudentPercent(in scenario: Scenario) -> Double { isSaving ? 100 - scenario.prudent : scenario.prudent }
}
