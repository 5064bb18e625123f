import CRows
import CouncilModel

/// Rows of a budget as sums of the rows that flows go into.
struct BudgetRows {
    private let years: Int
    private let table: Table
    /// Number of trials.
    let count: Int
    /// Charges of borrowing that fall after the last year; nil: 0 in every trial.
    let chargesBeyond: TrialRow?

    init(_ budget: BudgetTrials, years: Int) {
        self.years = years
        count = budget.count
        chargesBeyond = budget.chargesBeyond
        table = Table(budget, years: years)
    }

    /// A row of a year by trial, made in `scratch` where it is not there as it is; nil: 0 in every trial.
    func row(_ row: CashRow, year: Int, scratch: Scratch) -> TrialRow? {
        guard row.isDerived else { return table.posted(row, year) }
        table.clear()
        collect(row, year: year)
        return table.sum(count: count, scratch: scratch)
    }

    /// The sum of a row over all years; that of the changes of the base budget is the base budget of the last year.
    func total(_ row: CashRow, scratch: Scratch) -> TrialRow? {
        if row == .baseBudgetChange { return self.row(.baseBudget, year: years - 1, scratch: scratch) }
        table.clear()
        for year in 0..<years { collect(row, year: year) }
        return table.sum(count: count, scratch: scratch)
    }

    /// The sum over all years of what capital and revenue come to; where capital is borrowed, what is paid for it, charges
    /// beyond the last year included, takes its place.
    func spending(scratch: Scratch) -> TrialRow? {
        table.clear()
        for row in [CashRow.oneOffRevenue, .recurringRevenue, .capital, .provision, .interest] {
            for year in 0..<years { collect(row, year: year) }
        }
        table.add(chargesBeyond, 1)
        return table.sum(count: count, scratch: scratch)
    }

    private func collect(_ row: CashRow, year: Int, times factor: Double = 1) {
        func posted(_ row: CashRow, _ factor: Double) { table.add(table.posted(row, year), factor) }
        switch row {
        case .baseBudget:
            posted(.recurringRevenue, factor)
            posted(.provision, factor)
            posted(.interest, factor)
            posted(.cashable, -factor)
        case .baseBudgetChange:
            collect(.baseBudget, year: year)
            if year > 0 { collect(.baseBudget, year: year - 1, times: -1) }
        case .net:
            posted(.oneOffRevenue, 1)
            posted(.capital, 1)
            posted(.transfers, 1)
            collect(.baseBudget, year: year)
        default: posted(row, factor)
        }
    }

    /// Rows that flows go into, and those to be added up: plain memory, as there are many.
    private final class Table {
        private let years: Int
        private let posted: UnsafeMutablePointer<TrialRow?>
        private let rows: UnsafeMutablePointer<TrialRow?>
        private let factors: UnsafeMutablePointer<Double>
        private var count = 0

        init(_ budget: BudgetTrials, years: Int) {
            self.years = years
            let all = budget.rows.count * years
            posted = .allocate(capacity: max(1, all))
            for (place, byYear) in budget.rows.enumerated() {
                for year in 0..<years { (posted + place * years + year).initialize(to: byYear[year]) }
            }
            // As many as all rows and charges beyond, or those of the base budget of two years.
            rows = .allocate(capacity: all + 8)
            factors = .allocate(capacity: all + 8)
        }

        deinit {
            posted.deallocate()
            rows.deallocate()
            factors.deallocate()
        }

        func posted(_ row: CashRow, _ year: Int) -> TrialRow? { posted[row.place * years + year] }

        func clear() { count = 0 }

        /// Adds a row, so many times; nil: 0 in every trial, which adds nothing.
        func add(_ row: TrialRow?, _ factor: Double) {
            guard let row else { return }
            rows[count] = row
            factors[count] = factor
            count += 1
        }

        /// Their sum over so many trials, in `scratch` unless it is one of them; nil where there are none.
        func sum(count trials: Int, scratch: Scratch) -> TrialRow? {
            guard count > 0 else { return nil }
            if count == 1, factors[0] == 1 { return rows[0] }
            scratch.reserve(trials)
            row_sum_terms(scratch.values, rows, factors, count, trials)
            return TrialRow(scratch.values)
        }
    }
}
