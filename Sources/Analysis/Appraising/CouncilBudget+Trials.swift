import Appraisal
import CouncilModel

extension CouncilBudget {
    /// The budget of one council, from the trials that `RunPlan.budgets` keeps.
    ///
    /// It needs one council at a time, so that a caller can work through chunks of councils and forget their trials.
    ///
    /// - Parameters:
    ///   - result: nominal amounts by row, year and trial, at least one year and trial.
    ///   - code: code of the council.
    ///   - scenario: the scenario, for its base year, its prudent percentile and whether it borrows.
    package static func appraisal(of result: BudgetResult, code: String, scenario: Scenario) -> CouncilBudget {
        // Cash is what comes in, `net` what goes out.
        let net = result.byYear(.net)
        let cash = net[0].indices.map { trial in net.map { 0 - $0[trial] } }
        let paybackYears = cash.map { byYear in
            CashMeasures.paybackYear(discountedCashByYear: byYear, baseYear: scenario.baseYear).map(Double.init) ?? .nan
        }
        return CouncilBudget(
            code: code, baseYear: scenario.baseYear,
            rows: CashRow.allCases.map { row in
                let percent = row.prudentPercent(in: scenario)
                return Row(
                    row: row,
                    byYear: result.byYear(row).map { trials in
                        // Most rows of most years hold nothing, which needs no sorting.
                        trials.allSatisfy { $0 == 0 }
                            ? PlanFigure(p50: 0, prudent: 0) : PlanFigure(of: trials, prudent: percent)
                    })
            },
            peakFunding: PlanFigure(of: cash.map(CashMeasures.peakFunding), prudent: scenario.prudent),
            paybackYearP50: PaybackSpread(paybackYears: paybackYears).p50,
            chargesBeyond: scenario.cashView?.financing.map { _ in
                PlanFigure(of: result.chargesBeyond, prudent: scenario.prudent)
            }
        )
    }
}
