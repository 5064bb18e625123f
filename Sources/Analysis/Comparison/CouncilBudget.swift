import CouncilModel

/// The budget of one council under one option, in money of the day by financial year.
///
/// Signs are those of ``CashViewAppraisal``; transfers between councils and other public parties count here.
package struct CouncilBudget: Sendable, Hashable {
    /// Code of the council.
    package var code: String
    /// Calendar year of year 0.
    package var baseYear: Int
    /// Every row, in the order of `CashRow.allCases`.
    package var rows: [Row]
    /// `max(0, max over t of Σ_{s≤t} net_s)`: the most that the council is out of pocket, nominal.
    package var peakFunding: PlanFigure
    /// Median of the first calendar year from which cumulative net stays at or below £0.005, undiscounted, never sorted
    /// last; nil: never.
    package var paybackYearP50: Int?
    /// Charges of borrowing that fall after the last year; nil where the scenario has no borrowing.
    package var chargesBeyond: PlanFigure?

    /// One row of it.
    package struct Row: Sendable, Hashable {
        /// Which.
        package var row: CashRow
        /// By year 0 … H − 1.
        package var byYear: [PlanFigure]

        /// Of its parts, which the properties of these names explain.
        package init(row: CashRow, byYear: [PlanFigure]) {
            self.row = row
            self.byYear = byYear
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        code: String, baseYear: Int, rows: [Row], peakFunding: PlanFigure, paybackYearP50: Int?,
        chargesBeyond: PlanFigure?
    ) {
        self.code = code
        self.baseYear = baseYear
        self.rows = rows
        self.peakFunding = peakFunding
        self.paybackYearP50 = paybackYearP50
        self.chargesBeyond = chargesBeyond
    }
}
