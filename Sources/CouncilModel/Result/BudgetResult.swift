/// A budget in money of the day, by row, year and trial.
package struct BudgetResult: Sendable {
    /// Nominal amounts, `[year][trial]`, of every row.
    package var rows: [CashRow: [[Double]]]
    /// Charges of borrowing that fall after the last year, by trial.
    package var chargesBeyond: [Double]

    package init(rows: [CashRow: [[Double]]], chargesBeyond: [Double]) {
        self.rows = rows
        self.chargesBeyond = chargesBeyond
    }

    init(_ made: (rows: [CashRow: [[Double]]], chargesBeyond: [Double])) {
        self.init(rows: made.rows, chargesBeyond: made.chargesBeyond)
    }

    /// An empty budget of so many years and trials, for blocks to be placed in.
    init(years: Int, trials: Int) {
        let nothing = Array(repeating: [Double](repeating: 0, count: trials), count: years)
        self.init(
            rows: Dictionary(uniqueKeysWithValues: CashRow.allCases.map { ($0, nothing) }),
            chargesBeyond: [Double](repeating: 0, count: trials))
    }

    /// Takes up the trials of one block.
    mutating func place(_ block: BudgetResult, trials: Range<Int>) {
        for row in CashRow.allCases {
            guard let theirs = block.rows[row] else { continue }
            for year in theirs.indices { rows[row]?[year].replaceSubrange(trials, with: theirs[year]) }
        }
        chargesBeyond.replaceSubrange(trials, with: block.chargesBeyond)
    }
}
