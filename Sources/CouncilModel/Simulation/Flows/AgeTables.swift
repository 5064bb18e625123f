import CRows

/// Present values by joining year: what one unit of what is a council's own comes to in its account, in each trial.
///
/// With `flow(c, t) = x_c · g(a_c, t)` the council's NPV is `x_c · V[a_c]` with `V[a] = Σ_t d_t · g(a, t)`: the tables are made
/// once a block, and a council costs one look-up a trial however many years and lines there are. All lines that are
/// multiplied by the same x_c share tables.
final class AgeTables {
    /// What of a council multiplies them: index into `LeverRuns.parts`; without meaning where a formula gives a row.
    let part: Int
    /// Its amounts by council; empty where a formula gives a row.
    let amounts: [Double]
    /// By which row of a council they are read.
    let index: CouncilIndex
    /// NPV, cash NPV and what is paid, for one unit; `[place][trial]`.
    private let npv, cash, paid: StableTable
    /// Sum of absolute present values for one unit: 0 where nothing flows.
    private let magnitude: StableTable
    /// Of each place and trial side by side: NPV, what is paid, a sum over councils, and cash NPV. A council fetches them at once.
    private let accounts: StableTable
    /// What was looked up for the council at hand, one row.
    private let found: StableTable
    private let width: Int
    /// Whether anything is paid, or is cash that is not all of NPV.
    private var hasPaid = false
    private var hasOwnCash = false
    private var isEmpty = true
    /// Whether something flows in every trial for whoever joins, whenever, and nothing for others: then how much need not be
    /// looked up.
    private(set) var flowsWhereverJoined = false
    /// Sums over councils that are made as they enter; nil: they are made before, or there are none.
    private var sums: GroupedSums?

    init(part: Int, amounts: [Double] = [], index: CouncilIndex, rows: Int, width: Int) {
        self.part = part
        self.amounts = amounts
        self.index = index
        self.width = width
        npv = StableTable(rows: rows, width: width)
        cash = StableTable(rows: rows, width: width)
        paid = StableTable(rows: rows, width: width)
        magnitude = StableTable(rows: rows, width: width)
        found = StableTable(rows: 1, width: width)
        accounts = StableTable(rows: rows, width: 4 * width)
    }

    /// Takes up a block: nothing is in.
    func clear() {
        for table in [npv, magnitude] { table.fill(with: 0) }
        if hasPaid { paid.fill(with: 0) }
        (hasPaid, hasOwnCash, isEmpty) = (false, false, true)
    }

    /// Adds present values of a line at a place: `value` of what flows, `cashValue` of what of it is cash (the same row
    /// where all is, nil where none), `size` of its absolute amounts.
    func add(
        _ value: UnsafePointer<Double>, cash cashValue: UnsafePointer<Double>?, size: UnsafePointer<Double>,
        isPaid: Bool, place: Int
    ) {
        let sign: Double = isPaid ? -1 : 1
        if cashValue != value { separateCash() }
        row_add_times(npv[place], sign, value, width)
        row_add(magnitude[place], size, width)
        if isPaid {
            hasPaid = true
            row_add(paid[place], value, width)
        }
        if hasOwnCash, let cashValue { row_add_times(cash[place], sign, cashValue, width) }
        isEmpty = false
    }

    /// Adds `factor · unit` at a place, all of it cash or none.
    func add(_ unit: UnsafePointer<Double>, times factor: Double, isCash: Bool, isPaid: Bool, place: Int) {
        if !isCash { separateCash() }
        row_tabulate(
            npv[place], magnitude[place], isPaid ? paid[place] : nil, hasOwnCash && isCash ? cash[place] : nil, factor,
            isPaid ? -1 : 1, unit, width)
        hasPaid = hasPaid || isPaid
        isEmpty = false
    }

    /// Until something enters that is not all cash, cash is NPV and has no table of its own.
    private func separateCash() {
        if hasOwnCash { return }
        hasOwnCash = true
        cash.copy(npv)
    }

    /// Marks that something flows though it enters no account of the council.
    func mark(_ size: UnsafePointer<Double>, place: Int) {
        row_add(magnitude[place], size, width)
        isEmpty = false
    }

    /// To be called when all lines are in.
    ///
    /// - Parameter sums: what of each council is to be summed as it enters, by the same part and index.
    func seal(summing sums: GroupedSums? = nil) {
        self.sums = sums
        let never = npv.rows - 1
        flowsWhereverJoined =
            index == .members
            && (0..<never).allSatisfy { place in row_flows_throughout(magnitude[place], width) }
            && !row_flows(magnitude[never], width)
        row_join_accounts(
            accounts[0], npv[0], hasPaid ? paid[0] : nil, hasOwnCash ? cash[0] : npv[0], npv.rows * width)
    }

    /// Hands over what was summed as councils entered.
    func finish() {
        guard let sums, !isEmpty else { return }
        row_sums_of_accounts(sums.table[0], accounts[0], npv.rows * width)
    }

    /// Whether anything of a council's amount flows.
    func enters(_ council: Int) -> Bool { !isEmpty && amounts[council] != 0 }

    /// Enters what the amount of a council comes to; returns whether anything was entered.
    ///
    /// - Parameters:
    ///   - isFirst: whether nothing has entered the account yet, and its rows hold what another council left.
    ///   - isSized: whether the account is to hold where something flows.
    func enter(
        _ council: Int, at offsets: UnsafePointer<Int32>, into account: CouncilAccount, isFirst: Bool, isSized: Bool
    ) -> Bool {
        let amount = amounts[council]
        guard enters(council) else {
            sums?.add(amount, at: offsets)
            return false
        }
        // What is gained follows from NPV.
        account.pays +=
            amount
            * row_enter_accounts(
                account.npv[0], account.isAllCash ? nil : account.cash[0], isFirst, amount, sums == nil ? 0 : amount,
                accounts[0], offsets, width)
        guard isSized else { return true }
        let ownMagnitude = account.magnitude[0]
        guard flowsWhereverJoined else {
            let found = found[0]
            row_look_up(found, magnitude[0], offsets, width)
            if isFirst { ownMagnitude.update(repeating: 0, count: width) }
            row_add_size_times(ownMagnitude, amount, found, width)
            return true
        }
        let never = Int32((self.npv.rows - 1) * width)
        if isFirst {
            row_are_lower(ownMagnitude, offsets, never, width)
        } else {
            row_count_lower(ownMagnitude, offsets, never, width)
        }
        return true
    }

    /// Enters what an amount by trial comes to.
    func enter(_ amounts: UnsafePointer<Double>, at offsets: UnsafePointer<Int32>, into account: CouncilAccount) {
        guard !isEmpty else { return }
        let (ownNPV, ownCash, ownMagnitude) = (account.npv[0], account.cash[0], account.magnitude[0])
        let (npv, cash, magnitude, paid) = (npv[0], cash[0], magnitude[0], paid[0])
        for trial in 0..<width {
            let offset = Int(offsets[trial])
            ownNPV[trial] += amounts[trial] * npv[offset]
            ownMagnitude[trial] += abs(amounts[trial] * magnitude[offset])
        }
        if !account.isAllCash {
            let ownTable = hasOwnCash ? cash : npv
            for trial in 0..<width { ownCash[trial] += amounts[trial] * ownTable[Int(offsets[trial])] }
        }
        var pays = 0.0
        if hasPaid { for trial in 0..<width { pays += amounts[trial] * paid[Int(offsets[trial])] } }
        account.pays += pays
    }
}

/// By what a council's row in a table is found.
enum CouncilIndex: Int, Sendable, CaseIterable {
    /// Its joining year.
    case members
    /// The year in which it joins or wishes to, whichever is earlier.
    case wishing
    /// There is one row for all.
    case eligible
    /// Row 1 for founders, 0 for others.
    case founders

    /// How many rows a table has.
    func rows(places: Int) -> Int {
        switch self {
        case .members, .wishing: places
        case .eligible: 1
        case .founders: 2
        }
    }

    /// Fills the offsets of a council's rows in tables of so many trials.
    func fill(_ offsets: UnsafeMutablePointer<Int32>, joining: JoiningTable, council: Int) {
        let width = joining.width
        let places = joining.row(council)
        switch self {
        case .members:
            row_offsets(offsets, places, Int32(width), width)
        case .wishing:
            let wishes = joining.wishRow(council)
            for trial in 0..<width {
                offsets[trial] = Int32(min(places[trial], wishes[trial])) * Int32(width) + Int32(trial)
            }
        case .eligible:
            for trial in 0..<width { offsets[trial] = Int32(trial) }
        case .founders:
            let founders = joining.founderRow(council)
            for trial in 0..<width { offsets[trial] = Int32(founders[trial]) * Int32(width) + Int32(trial) }
        }
    }
}

/// Where a council's rows in tables by joining year are, worked out when first asked for.
final class CouncilOffsets {
    private let joining: JoiningTable
    private let rows: UnsafeMutablePointer<Int32>
    /// A bit for each index whose row is filled.
    private var filled: UInt8 = 0
    private var council = 0

    init(joining: JoiningTable) {
        self.joining = joining
        rows = .allocate(capacity: CouncilIndex.allCases.count * joining.width)
        rows.initialize(repeating: 0, count: CouncilIndex.allCases.count * joining.width)
    }

    deinit { rows.deallocate() }

    /// Takes up a council.
    func take(_ council: Int) {
        self.council = council
        filled = 0
    }

    /// Offsets of the council at hand, by trial.
    func row(_ index: CouncilIndex) -> UnsafePointer<Int32> {
        let row = rows + index.rawValue * joining.width
        if filled & 1 << UInt8(index.rawValue) == 0 {
            index.fill(row, joining: joining, council: council)
            filled |= 1 << UInt8(index.rawValue)
        }
        return UnsafePointer(row)
    }
}
