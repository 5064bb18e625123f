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
    /// PV of capital and revenue costs to public parties, one row.
    let publicCosts: StableTable
    /// PV that each party pays and gains, by party.
    let pays: StableTable
    let gains: StableTable
    /// NPV and cash NPV after sharing, by council.
    let councilNPV: StableTable
    let councilCash: StableTable
    /// PV of lines with and without uplift, by line of the option in order of levers.
    let lines: StableTable
    let linesBeforeUplift: StableTable
    /// Members by lever and year: row `slot · years + year`.
    let members: StableTable
    /// Whether anything flowed at a council, by `[council][trial]`.
    var hasFlow: [Bool]
    /// Earliest joining year of any lever, by `[council][trial]`.
    var joining: [Int16]

    init(years: Int, councils: Int, lines lineCount: Int, levers: Int, width: Int) {
        self.width = width
        costs = StableTable(rows: years, width: width)
        benefits = StableTable(rows: years, width: width)
        cash = StableTable(rows: years, width: width)
        publicCosts = StableTable(rows: 1, width: width)
        pays = StableTable(rows: Party.allCases.count, width: width)
        gains = StableTable(rows: Party.allCases.count, width: width)
        councilNPV = StableTable(rows: councils, width: width)
        councilCash = StableTable(rows: councils, width: width)
        lines = StableTable(rows: lineCount, width: width)
        linesBeforeUplift = StableTable(rows: lineCount, width: width)
        members = StableTable(rows: levers * years, width: width)
        hasFlow = Array(repeating: false, count: councils * width)
        joining = Array(repeating: CouncilResult.never, count: councils * width)
    }

    /// Measures everything against another option of the same block, but for lines, members and joining. Councils with
    /// any flow are those with one under either.
    func subtract(_ reference: OptionTally) {
        let own = [costs, benefits, cash, publicCosts, pays, gains, councilNPV, councilCash]
        let others = [
            reference.costs, reference.benefits, reference.cash, reference.publicCosts, reference.pays, reference.gains,
            reference.councilNPV, reference.councilCash,
        ]
        for (table, other) in zip(own, others) { table.subtract(other) }
        for cell in hasFlow.indices where reference.hasFlow[cell] { hasFlow[cell] = true }
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
