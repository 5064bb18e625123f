/// What one option comes to in each trial of one block, added up as lines flow.
///
/// Tables by year are `[year][trial]`, others a row for what they are named after. All present values are at the
/// scenario's discount factors, all by-year figures real and undiscounted.
final class OptionTally {
    let width: Int
    /// Costs and benefits to all parties, and public cash, by year.
    let costs: StableTable
    let benefits: StableTable
    let cash: StableTable
    /// Cash of all councils by year.
    let councilCashByYear: StableTable
    /// PV of capital and revenue costs to public parties and of transfers from public to private ones, one row.
    let publicCosts: StableTable
    /// PV that each party pays and gains, by party.
    let pays: StableTable
    let gains: StableTable
    /// NPV and cash NPV after sharing, and PV paid and gained, by council.
    let councilNPV: StableTable
    let councilCash: StableTable
    let councilPays: StableTable
    let councilGains: StableTable
    /// PV of lines with and without uplift, by line of the option in order of levers.
    let lines: StableTable
    let linesBeforeUplift: StableTable
    /// Members by lever and year: row `slot · years + year`.
    let members: StableTable
    /// 1 where a lever was wound up, by lever.
    let woundUp: StableTable
    /// Real cash of the public group by row of the budget and year; capital of councils and lead apart, which can be
    /// financed. Nil without a cash view.
    let publicBudget: BudgetTally?
    /// The same for each council of a range; nil unless asked for.
    let councilBudgets: [BudgetTally]
    /// The range of council positions that `councilBudgets` is for.
    let budgetCouncils: Range<Int>
    /// Whether anything flowed at a council, by `[council][trial]`.
    var hasFlow: [Bool]
    /// Earliest joining year of any lever, by `[council][trial]`.
    var joining: [Int16]

    init(
        years: Int, councils: Int, lines lineCount: Int, levers: Int, width: Int, hasCashView: Bool,
        budgetCouncils: Range<Int>
    ) {
        self.width = width
        costs = StableTable(rows: years, width: width)
        benefits = StableTable(rows: years, width: width)
        cash = StableTable(rows: years, width: width)
        councilCashByYear = StableTable(rows: years, width: width)
        publicCosts = StableTable(rows: 1, width: width)
        pays = StableTable(rows: Party.allCases.count, width: width)
        gains = StableTable(rows: Party.allCases.count, width: width)
        councilNPV = StableTable(rows: councils, width: width)
        councilCash = StableTable(rows: councils, width: width)
        councilPays = StableTable(rows: councils, width: width)
        councilGains = StableTable(rows: councils, width: width)
        lines = StableTable(rows: lineCount, width: width)
        linesBeforeUplift = StableTable(rows: lineCount, width: width)
        members = StableTable(rows: levers * years, width: width)
        woundUp = StableTable(rows: levers, width: width)
        publicBudget = hasCashView ? BudgetTally(years: years, width: width) : nil
        self.budgetCouncils = budgetCouncils
        councilBudgets = budgetCouncils.map { _ in BudgetTally(years: years, width: width) }
        hasFlow = Array(repeating: false, count: councils * width)
        joining = Array(repeating: CouncilResult.never, count: councils * width)
    }

    /// The budget of a council; nil where it is not kept.
    func budget(ofCouncil council: Int) -> BudgetTally? {
        budgetCouncils.contains(council) ? councilBudgets[council - budgetCouncils.lowerBound] : nil
    }

    /// Measures everything against another option of the same block, but for lines, members and joining. Councils with
    /// any flow are those with one under either.
    func subtract(_ reference: OptionTally) {
        for (table, other) in zip(relativeTables, reference.relativeTables) { table.subtract(other) }
        publicBudget?.subtract(reference.publicBudget)
        for (budget, other) in zip(councilBudgets, reference.councilBudgets) { budget.subtract(other) }
        for cell in hasFlow.indices where reference.hasFlow[cell] { hasFlow[cell] = true }
    }

    private var relativeTables: [StableTable] {
        [
            costs, benefits, cash, councilCashByYear, publicCosts, pays, gains, councilNPV, councilCash, councilPays,
            councilGains,
        ]
    }
}

/// Real cash of one purse by row of the budget, year and trial, before inflation and financing.
final class BudgetTally {
    /// By posted row, in the order of `CashRow.posted`.
    private let rows: [StableTable]
    /// The part of capital that can be financed.
    let ownCapital: StableTable

    init(years: Int, width: Int) {
        rows = CashRow.posted.map { _ in StableTable(rows: years, width: width) }
        ownCapital = StableTable(rows: years, width: width)
    }

    /// The table of a posted row.
    subscript(row: CashRow) -> StableTable {
        precondition(row.place < rows.count, "flows go into posted rows only")
        return rows[row.place]
    }

    func subtract(_ other: BudgetTally?) {
        guard let other else { return }
        for (row, theirs) in zip(rows, other.rows) { row.subtract(theirs) }
        ownCapital.subtract(other.ownCapital)
    }
}

extension Party {
    /// Row of this party in tables by party.
    var row: Int {
        switch self {
        case .council: 0
        case .lead: 1
        case .region: 2
        case .centre: 3
        case .residents: 4
        case .business: 5
        }
    }
}
