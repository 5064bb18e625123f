import CouncilModel

/// The budgets of all public parties together under one option, in money of the day by financial year.
///
/// Costs and transfers out are positive, savings stand in rows of their own, so that a positive `net` is a call on
/// budgets. As everywhere, figures are the option's less the reference's.
package struct CashViewAppraisal: Sendable, Hashable {
    /// Every row, in the order of `CashRow.allCases`.
    package var rows: [CashRowAppraisal]
    /// What a prudent plan holds back: the `prudent` percentile less the mean, over trials, of the sum over all years of
    /// capital and revenue. Below 0 where the mean lies above that percentile.
    ///
    /// One-off and recurring revenue both count; recurring savings are not netted, savings made once are, as they stand
    /// in the row of one-off revenue. Where capital is borrowed, provision and interest of all years, those after the
    /// last one included, take its place.
    package var contingency: Double
    /// Mean of the charges of borrowing that fall after the last year; 0 without borrowing.
    package var meanChargesBeyond: Double

    /// Of its parts, which the properties of these names explain.
    package init(rows: [CashRowAppraisal], contingency: Double, meanChargesBeyond: Double) {
        self.rows = rows
        self.contingency = contingency
        self.meanChargesBeyond = meanChargesBeyond
    }

    /// One row.
    package subscript(row: CashRow) -> CashRowAppraisal {
        guard let found = rows.first(where: { $0.row == row }) else {
            preconditionFailure("a cash view has every row of a budget")
        }
        return found
    }
}

/// One row of a budget in money of the day.
package struct CashRowAppraisal: Sendable, Hashable {
    /// Which.
    package var row: CashRow
    /// By year; the prudent percentile is low for savings.
    package var byYear: [YearBand]
    /// Of the sum over all years, which the percentiles of the years do not add up to. The sum of the changes of the
    /// base budget is the base budget of the last year.
    package var total: PlanFigure

    /// Of its parts, which the properties of these names explain.
    package init(row: CashRow, byYear: [YearBand], total: PlanFigure) {
        self.row = row
        self.byYear = byYear
        self.total = total
    }
}
