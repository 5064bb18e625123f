import CRows

/// What the lines of one flow come to over all councils, in each trial of a block.
///
/// Tables by year are `[year][trial]`, others have a row for what they are named after. All present values are at the
/// scenario's discount factors, all by-year figures real and undiscounted.
final class FlowTotals {
    /// Costs and benefits to all parties, public cash, and cash of all councils, by year.
    let costs, benefits, cash, councilCash: StableTable
    /// PV of capital and revenue costs to public parties and of transfers from public to private ones, one row.
    let publicCosts: StableTable
    /// PV that each party pays and gains, by party.
    let pays, gains: StableTable
    /// PV of lines with and without uplift, by line of the flow.
    let lines, linesBeforeUplift: StableTable
    /// Real cash of the public group; nil without a cash view.
    let budget: BudgetTally?
    /// What enters the account of the council that leads; nil where none is named.
    let lead: CouncilAccount?

    init(years: Int, lines lineCount: Int, width: Int, hasCashView: Bool, hasLead: Bool, keepsBudgets: Bool) {
        func table(_ rows: Int) -> StableTable { StableTable(rows: rows, width: width) }
        costs = table(years)
        benefits = table(years)
        cash = table(years)
        councilCash = table(years)
        publicCosts = table(1)
        pays = table(Party.allCases.count)
        gains = table(Party.allCases.count)
        lines = table(lineCount)
        linesBeforeUplift = table(lineCount)
        budget = hasCashView ? BudgetTally(years: years, width: width) : nil
        lead = hasLead ? CouncilAccount(years: years, width: width, keepsBudget: keepsBudgets) : nil
    }

    /// Takes up a block: nothing flows.
    func clear() {
        for table in summed + [lines, linesBeforeUplift] { table.fill(with: 0) }
        budget?.clear()
        lead?.clear()
    }

    /// Adds what another flow comes to, lines aside; its budget stays as it is until this one is read.
    func add(_ other: FlowTotals) {
        for (table, more) in zip(summed, other.summed) { table.add(more) }
        budget?.add(other.budget, borrows: true)
    }

    /// Takes off what another comes to, lines aside.
    func subtract(_ other: FlowTotals) {
        for (table, less) in zip(summed, other.summed) { table.subtract(less) }
        budget?.subtract(other.budget)
    }

    private var summed: [StableTable] { [costs, benefits, cash, councilCash, publicCosts, pays, gains] }
}

/// What enters one council's account, in each trial of a block.
final class CouncilAccount {
    /// NPV and cash NPV.
    let npv, cash: StableTable
    /// Not 0 where anything flows at the council, whoever pays or gains: of its size nothing is read.
    let magnitude: StableTable
    /// 1 where anything flows, by trial; filled by `finish`.
    let hasFlow: UnsafeMutablePointer<UInt8>
    /// Whether cash NPV is NPV; then `cash` is `npv`.
    let isAllCash: Bool
    private let width: Int
    /// Sum over trials of the PV of what is paid.
    var pays = 0.0
    /// The same of what is gained, which follows from NPV; worked out when it is asked for.
    var gains: Double { npv.sum(row: 0) + pays }
    /// Real cash by row and year; nil unless asked for.
    let budget: BudgetTally?

    init(years: Int, width: Int, keepsBudget: Bool, isAllCash: Bool = false) {
        self.width = width
        self.isAllCash = isAllCash
        npv = StableTable(rows: 1, width: width)
        cash = isAllCash ? npv : StableTable(rows: 1, width: width)
        hasFlow = .allocate(capacity: width)
        hasFlow.initialize(repeating: 0, count: width)
        magnitude = StableTable(rows: 1, width: width)
        budget = keepsBudget ? BudgetTally(years: years, width: width) : nil
    }

    deinit { hasFlow.deallocate() }

    /// Works out where anything flows.
    func finish() {
        row_mark_flowing(hasFlow, magnitude[0], width)
    }

    /// The same where something flows in those trials in which a council's place is not the one given. Sizes stay unknown.
    func finish(flowingWhere places: UnsafePointer<Int16>, areNot place: Int16) {
        row_mark_other(hasFlow, places, place, width)
    }

    /// Takes up a council: nothing has entered.
    func clear() {
        clearRows()
        clearSums()
    }

    /// Clears what is by trial; the first table that enters may write over it instead.
    func clearRows() {
        npv.fill(with: 0)
        if !isAllCash { cash.fill(with: 0) }
        magnitude.fill(with: 0)
    }

    /// Clears what is not, and the budget.
    func clearSums() {
        pays = 0
        budget?.clear()
    }

    /// Takes up what another account holds.
    func copy(_ other: CouncilAccount) {
        clear()
        add(other)
    }

    /// Adds what another account holds.
    func add(_ other: CouncilAccount) {
        npv.add(other.npv)
        if !isAllCash { cash.add(other.cash) }
        magnitude.add(other.magnitude)
        pays += other.pays
        budget?.add(other.budget)
        finish()
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
