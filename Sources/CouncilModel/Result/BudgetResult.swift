/// A budget in money of the day, by row, year and trial.
package struct BudgetResult: Sendable {
    /// Nominal amounts, `[year][trial]`, of rows that hold anything. Rows that follow from others need not be there.
    package var rows: [CashRow: [[Double]]]
    /// Charges of borrowing that fall after the last year, by trial.
    package var chargesBeyond: [Double]
    /// Number of years.
    private let years: Int

    /// Of rows by year and trial, as many years in each.
    package init(rows: [CashRow: [[Double]]], chargesBeyond: [Double]) {
        self.rows = rows
        self.chargesBeyond = chargesBeyond
        years = rows.values.first?.count ?? 0
    }

    /// A copy of what a block hands over, without the rows that are 0 throughout.
    init(_ block: BudgetTrials, years: Int) {
        func copy(_ row: TrialRow?) -> [Double] {
            row.map { Array(UnsafeBufferPointer(start: $0, count: block.count)) }
                ?? Array(repeating: 0, count: block.count)
        }
        rows = [:]
        for row in CashRow.allCases where !row.isDerived && block.rows[row.place].contains(where: { $0 != nil }) {
            rows[row] = block.rows[row.place].map(copy)
        }
        chargesBeyond = copy(block.chargesBeyond)
        self.years = years
    }

    /// Makes room for the trials of later blocks.
    mutating func extend(to trials: Int) {
        let more = [Double](repeating: 0, count: trials - chargesBeyond.count)
        for row in rows.keys {
            for year in 0..<years { rows[row]?[year] += more }
        }
        chargesBeyond += more
    }

    /// An empty budget of so many years and trials, for blocks to be placed in.
    init(years: Int, trials: Int) {
        rows = [:]
        chargesBeyond = [Double](repeating: 0, count: trials)
        self.years = years
    }

    /// Amounts of a row, `[year][trial]`: as kept, as they follow from other rows, or 0.
    package func byYear(_ row: CashRow) -> [[Double]] {
        if let kept = rows[row] { return kept }
        switch row {
        case .baseBudget: return sum([.recurringRevenue, .provision, .interest], less: [.cashable])
        case .net: return sum([.oneOffRevenue, .capital, .transfers, .baseBudget], less: [])
        case .baseBudgetChange:
            let base = byYear(.baseBudget)
            var change = base
            for year in base.indices.dropFirst() {
                for trial in base[year].indices { change[year][trial] -= base[year - 1][trial] }
            }
            return change
        default: return nothing
        }
    }

    /// Takes up the trials of one block. Only rows from which the others follow are kept.
    mutating func place(_ block: BudgetResult, trials: Range<Int>) {
        for row in CashRow.allCases where !row.isDerived {
            guard let theirs = block.rows[row] else { continue }
            if rows[row] == nil { rows[row] = nothing }
            for year in theirs.indices { rows[row]?[year].replaceSubrange(trials, with: theirs[year]) }
        }
        chargesBeyond.replaceSubrange(trials, with: block.chargesBeyond)
    }

    private var nothing: [[Double]] {
        Array(repeating: [Double](repeating: 0, count: chargesBeyond.count), count: years)
    }

    private func sum(_ plus: [CashRow], less minus: [CashRow]) -> [[Double]] {
        var total = nothing
        func add(_ amounts: [[Double]], _ sign: Double) {
            for year in amounts.indices {
                for trial in amounts[year].indices { total[year][trial] += sign * amounts[year][trial] }
            }
        }
        for row in plus { add(byYear(row), 1) }
        for row in minus { add(byYear(row), -1) }
        return total
    }
}
