import Analysis
import CouncilModel
import Formulas

/// Budgets whose figures tell which row, year and percentile they are.
enum CashViewExample {
    /// P50 of row r (from 1, in the order of `CashRow.allCases`) in year y (from 0): `1000 r + 100 y`; the prudent figure
    /// is 7 more. Totals are ten times as much as year 0.
    static func view(years: Int = 3) -> CashViewAppraisal {
        CashViewAppraisal(
            rows: CashRow.allCases.enumerated().map { index, row in
                let base = Double(1000 * (index + 1))
                return CashRowAppraisal(
                    row: row,
                    byYear: (0..<years).map { year in
                        let p50 = base + Double(100 * year)
                        return YearBand(
                            year: 2026 + year, mean: p50 + 1, p10: p50 - 5, p50: p50, p90: p50 + 5, prudent: p50 + 7)
                    },
                    total: PlanFigure(p50: 10 * base, prudent: 10 * base + 70)
                )
            },
            contingency: 123_456, meanChargesBeyond: 65_432
        )
    }

    /// One option, "Platform", with such budgets; and do nothing with budgets of 0.
    static func comparison(
        inflation: [Formula] = [Formula(constant: 0.02)], hasFinancing: Bool = false, years: Int = 3,
        currency: String = "GBP"
    ) -> Comparison {
        var comparison = ComparisonExample.comparison(
            [SampleOption("Platform", npsv: [1e6, 2e6, 3e6])], currency: currency
        )
        let rate = Formula(constant: 0.05)
        comparison.setting.cashView = CashView(
            inflation: inflation,
            financing: hasFinancing
                ? .init(rate: rate, life: Formula(constant: 20), borrowed: Formula(constant: 1)) : nil
        )
        comparison.options[1].cashView = view(years: years)
        return comparison
    }
}
