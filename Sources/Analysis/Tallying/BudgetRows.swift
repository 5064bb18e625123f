import CRows
import CouncilModel
import Stochastics

/// Rows of a budget as sums of the rows that flows go into.
struct BudgetRows {
    private let budget: BudgetTrials
    private let years: Int
    /// Number of trials.
    var count: Int { budget.count }
    /// Charges of borrowing that fall after the last year; nil: 0 in every trial.
    var chargesBeyond: TrialRow? { budget.chargesBeyond }

    private typealias Term = (row: TrialRow?, factor: Double)

    init(_ budget: BudgetTrials, years: Int) {
        self.budget = budget
        self.years = years
    }

    /// A row of a year by trial, made in `scratch` where it is not there as it is; nil: 0 in every trial.
    func row(_ row: CashRow, year: Int, scratch: Scratch) -> TrialRow? {
        sum(terms(row, year: year), scratch: scratch)
    }

    /// The sum of a row over all years; that of the changes of the base budget is the base budget of the last year.
    func total(_ row: CashRow, scratch: Scratch) -> TrialRow? {
        if row == .baseBudgetChange { return self.row(.baseBudget, year: years - 1, scratch: scratch) }
        return sum((0..<years).flatMap { terms(row, year: $0) }, scratch: scratch)
    }

    /// The sum over all years of what capital and revenue come to; where capital is borrowed, what is paid for it, charges
    /// beyond the last year included, takes its place.
    func spending(scratch: Scratch) -> TrialRow? {
        let rows: [CashRow] = [.oneOffRevenue, .recurringRevenue, .capital, .provision, .interest]
        let terms = rows.flatMap { row in (0..<years).flatMap { self.terms(row, year: $0) } }
        return sum(terms + [(budget.chargesBeyond, 1)], scratch: scratch)
    }

    private func terms(_ row: CashRow, year: Int) -> [Term] {
        func posted(_ row: CashRow, _ factor: Double = 1) -> Term { (budget.rows[row.place][year], factor) }
        switch row {
        case .baseBudget:
            return [posted(.recurringRevenue), posted(.provision), posted(.interest), posted(.cashable, -1)]
        case .baseBudgetChange:
            let before = year > 0 ? terms(.baseBudget, year: year - 1).map { ($0.row, -$0.factor) } : []
            return terms(.baseBudget, year: year) + before
        case .net:
            return [posted(.oneOffRevenue), posted(.capital), posted(.transfers)] + terms(.baseBudget, year: year)
        default: return [posted(row)]
        }
    }

    private func sum(_ terms: [Term], scratch: Scratch) -> TrialRow? {
        var held = 0
        for term in terms where term.row != nil { held += 1 }
        guard held > 0 else { return nil }
        if held == 1, let only = terms.first(where: { $0.row != nil }), only.factor == 1 { return only.row }
        scratch.reserve(count)
        let present = terms.filter { $0.row != nil }
        row_sum_terms(scratch.values, present.map(\.row), present.map(\.factor), present.count, count)
        return TrialRow(scratch.values)
    }
}
