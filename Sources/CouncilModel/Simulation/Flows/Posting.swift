import CRows

/// Puts a line's flows, summed over councils, into the accounts that they belong to.
///
/// A cost x is paid by its party. Of a benefit x its party gains x; `resource · x` is a benefit to all, and the rest, a
/// lower price, is paid by business; `cashed · x` of a cashable one is cash. A transfer is a cost of one party and a gain
/// of another and counts for neither side of the whole.
struct Posting {
    let line: Line
    /// The line's row in the totals.
    let row: Int
    let totals: FlowTotals
    /// d_t by year.
    let discountFactors: [Double]
    let width: Int

    private var years: Range<Int> { 0..<discountFactors.count }

    /// What flows in each year, in the shapes in which accounts take it: `[year][trial]`.
    struct Flows {
        /// x, and x before uplift.
        let flow, before: StableTable
        /// What counts in the whole: `resource · x`; the flow itself where nothing is a lower price alone.
        let whole, wholeBefore: StableTable
        /// `cashed · x`; the flow itself where all of it is cash.
        let cash: StableTable

        /// Takes up a block: nothing flows.
        func clear() {
            flow.fill(with: 0)
            if before !== flow { before.fill(with: 0) }
            if whole !== flow { whole.fill(with: 0) }
            if wholeBefore !== before, wholeBefore !== whole { wholeBefore.fill(with: 0) }
            if cash !== flow { cash.fill(with: 0) }
        }
    }

    /// Tables for flows, of each of which there is one for all lines whose flows stand until they have been posted, and no
    /// longer; made when a line first needs them.
    final class SharedFlows {
        private let make: () -> StableTable
        private lazy var flow = make()
        private lazy var before = make()
        private lazy var whole = make()
        private lazy var wholeBefore = make()
        private lazy var cash = make()

        init(years: Int, width: Int) { make = { StableTable(rows: years, width: width) } }

        /// Flows of a line; tables of what it does not have are those of its flow.
        func flows(hasUplift: Bool, hasResource: Bool, hasCashed: Bool) -> Flows {
            let before = hasUplift ? before : flow
            return Flows(
                flow: flow, before: before, whole: hasResource ? whole : flow,
                wholeBefore: hasResource ? wholeBefore : before, cash: hasCashed ? cash : flow)
        }
    }

    /// Costs or benefits of all parties by year, the line's present values, and what business is paid less.
    func addToWhole(_ flows: Flows) {
        let (linePV, linePVBefore) = (totals.lines[row], totals.linesBeforeUplift[row])
        for year in years {
            let (flow, before, factor) = (flows.whole[year], flows.wholeBefore[year], discountFactors[year])
            row_add_times(linePV, factor, flow, width)
            if flows.wholeBefore !== flows.whole { row_add_times(linePVBefore, factor, before, width) }
            let byYear: UnsafeMutablePointer<Double>
            switch line.side {
            case .cost: byYear = totals.costs[year]
            case .benefit: byYear = totals.benefits[year]
            case .transfer: continue
            }
            row_add(byYear, flow, width)
        }
        // Each line has its rows to itself, which begin as 0.
        if flows.wholeBefore === flows.whole { linePVBefore.update(from: linePV, count: width) }
        guard flows.whole !== flows.flow else { return }
        let pays = totals.pays[Party.business.row]
        for year in years {
            let (flow, whole, factor) = (flows.flow[year], flows.whole[year], discountFactors[year])
            for trial in 0..<width { pays[trial] += factor * (flow[trial] - whole[trial]) }
        }
    }

    /// Enters a share of a line's flows for one party, and for the council that leads where that is the party and the
    /// lead is named. `flow` and `cash` are by `[year][trial]`.
    func enter(_ entry: Line.Entry, share: Double, flow: StableTable, cash: StableTable) {
        let party = (entry.isPaid ? totals.pays : totals.gains)[entry.party.row]
        for year in years {
            let (flow, factor) = (flow[year], discountFactors[year] * share)
            row_add_times(party, factor, flow, width)
        }
        addPublicMoney(entry, share: share, flow: flow, cash: cash)
        let sign: Double = entry.isPaid ? -1 : 1
        if entry.party == .lead, let lead = totals.lead {
            enter(entry, share: share, flow: flow, cash: cash, account: lead)
        }
        let isCouncils = entry.party == .council || entry.party == .lead && totals.lead != nil
        guard line.movesCash, line.cashRow != nil, isCouncils else { return }
        for year in years {
            row_add_times(totals.councilCash[year], sign * share, cash[year], width)
        }
    }

    /// Public cash, public costs and the public group's budget.
    private func addPublicMoney(_ entry: Line.Entry, share: Double, flow: StableTable, cash: StableTable) {
        guard entry.party.isPublic, let cashEntry = line.cashEntry(isPaid: entry.isPaid) else { return }
        if line.side == .transfer {
            // Between public parties nothing is spent.
            guard let other = entry.isPaid ? line.receiver : line.party, !other.isPublic else { return }
        }
        let sign: Double = entry.isPaid ? -1 : 1
        if line.side != .benefit {
            let publicCosts = totals.publicCosts[0]
            for year in years {
                row_add_times(publicCosts, -(sign * share * discountFactors[year]), flow[year], width)
            }
        }
        let isOwn = entry.party == .council || entry.party == .lead
        for year in years {
            let amount = cash[year]
            row_add_times(totals.cash[year], sign * share, amount, width)
            guard let budget = totals.budget, row_flows(amount, width) else { continue }
            cashEntry.enter(amount, share: share, isOwn: isOwn, year: year, in: budget)
        }
    }

    private func enter(
        _ entry: Line.Entry, share: Double, flow: StableTable, cash: StableTable, account: CouncilAccount
    ) {
        let sign: Double = entry.isPaid ? -1 : 1
        let (npv, ownCash, magnitude) = (account.npv[0], account.cash[0], account.magnitude[0])
        let cashEntry = line.cashEntry(isPaid: entry.isPaid)
        for year in years {
            let (flow, amount, factor) = (flow[year], cash[year], discountFactors[year] * share)
            for trial in 0..<width {
                let value = factor * flow[trial]
                npv[trial] += sign * value
                magnitude[trial] += abs(value)
            }
            if entry.isPaid { account.pays += factor * sum(of: flow, count: width) }
            guard let cashEntry else { continue }
            row_add_times(ownCash, sign * factor, amount, width)
            guard let budget = account.budget, row_flows(amount, width) else { continue }
            cashEntry.enter(amount, share: share, isOwn: true, year: year, in: budget)
        }
        account.finish()
    }
}

extension Line {
    /// One side of a flow: who, and whether it is paid or gained.
    struct Entry {
        let party: Party
        let isPaid: Bool
    }

    /// Whose accounts the flows of a council line, or of a benefit or transfer of a programme, enter.
    var entries: [Entry] {
        let party = party ?? .council
        switch side {
        case .cost: return [Entry(party: party, isPaid: true)]
        case .benefit: return [Entry(party: party, isPaid: false)]
        case .transfer:
            return [Entry(party: party, isPaid: true), Entry(party: receiver ?? .council, isPaid: false)]
        }
    }

    /// Whether its money is cash to those who pay or gain it.
    var movesCash: Bool { side == .transfer || kind.isCash }

    /// Whether it enters a council's account at all, given who pays for the lever's programme lines.
    func entersCouncils(of lever: Lever) -> Bool {
        if level == .programme, side == .cost {
            return (paidBy ?? lever.paidBy).contains { ($0.party == .council || $0.party == .lead) && $0.share != 0 }
        }
        return entries.contains { $0.party == .council || $0.party == .lead }
    }

    /// How its cash enters the purse of one side; nil where it moves none.
    func cashEntry(isPaid: Bool) -> CashEntry? {
        guard movesCash, let place = cashRow else { return nil }
        return CashEntry(
            place: place.row.place, sign: side == .transfer && !isPaid ? -place.sign : place.sign,
            isCapital: place.row == .capital)
    }
}

/// How the cash of a line enters a purse; a transfer in lowers the row that a transfer out raises.
struct CashEntry {
    /// The row's place.
    let place: Int
    let sign: Double
    let isCapital: Bool

    /// Enters cash of one year.
    ///
    /// - Parameter isOwn: whether it is money of councils or the lead, whose capital can be financed.
    func enter(_ cash: UnsafePointer<Double>, share: Double, isOwn: Bool, year: Int, in budget: BudgetTally) {
        budget.enter(cash, times: sign * share, place: place, year: year)
        if isOwn, isCapital { budget.enter(cash, times: share, place: BudgetTally.ownCapital, year: year) }
    }
}
