/// Where flows are entered: every account that a line's flows belong to.
///
/// A cost x is paid by its party. Of a benefit x its party gains x; `resource · x` is a benefit to all, and the rest, a
/// lower price, is paid by business; `cashed · x` of a cashable one is cash. A transfer is a cost of one party and a gain
/// of another and counts for neither side of the whole.
extension OptionSimulation {
    /// Enters the flows of a council line at one council.
    func post(
        _ state: LineState, council: Int, years: Range<Int>, scratch: FlowScratch
    ) throws(CouncilModelError) {
        let line = state.line.line
        let shares = try heldShares(of: state, council: council)
        // Whose account a flow of this party enters: the council itself, or the council that leads.
        func account(_ party: Party) -> Int? {
            switch party {
            case .council: council
            case .lead: state.lever.lever.lead
            default: nil
            }
        }
        addToWhole(state, years: years, resource: shares.resource, scratch: scratch)
        for trial in 0..<width where years.contains(where: { scratch.flows[$0][trial] != 0 }) {
            tally.hasFlow[council * width + trial] = true
        }
        for entry in line.entries {
            enter(
                entry, of: line, share: 1, account: account(entry.party), years: years, cashed: shares.cashed,
                scratch: scratch)
        }
        if let resource = shares.resource { addLowerPrice(resource, years: years, scratch: scratch) }
        if leverJoinedByAll == option.levers[state.slot], line.side == .benefit, line.party == .council {
            for year in years { benefitOfCouncil[council] += plan.discountFactors[year] * scratch.flows[year][0] }
        }
        if recordsFlows { record(state, council: council, years: years, resource: shares.resource, scratch: scratch) }
    }

    /// `cashed` and `resource` by trial, held to 0 … 1; nil where a line has none.
    func heldShares(
        of state: LineState, council: Int
    ) throws(CouncilModelError) -> (cashed: [Double]?, resource: [Double]?) {
        func held(_ formula: PlannedFormula?, _ name: String) throws(CouncilModelError) -> [Double]? {
            guard let formula else { return nil }
            let shares = try values.finiteValues(of: formula, council: council, place: "\(name) of \(state.place)")
            return (0..<width).map { min(1, max(0, shares[$0])) }
        }
        return (try held(state.line.cashed, "cashed"), try held(state.line.resource, "resource"))
    }

    /// Costs or benefits of all parties by year, and the line's present values.
    func addToWhole(_ state: LineState, years: Range<Int>, resource: [Double]?, scratch: FlowScratch) {
        let (linePV, linePVBefore) = (tally.lines[state.row], tally.linesBeforeUplift[state.row])
        for year in years {
            let (flow, before) = (scratch.flows[year], scratch.flowsBeforeUplift[year])
            let factor = plan.discountFactors[year]
            for trial in 0..<width {
                let part = resource?[trial] ?? 1
                linePV[trial] += factor * (part * flow[trial])
                linePVBefore[trial] += factor * (part * before[trial])
            }
            let byYear: UnsafeMutablePointer<Double>
            switch state.line.line.side {
            case .cost: byYear = tally.costs[year]
            case .benefit: byYear = tally.benefits[year]
            case .transfer: continue
            }
            for trial in 0..<width { byYear[trial] += (resource?[trial] ?? 1) * flow[trial] }
        }
    }

    /// What business is paid less because a price is lower.
    func addLowerPrice(_ resource: [Double], years: Range<Int>, scratch: FlowScratch) {
        let pays = tally.pays[Party.business.row]
        for year in years {
            let (flow, factor) = (scratch.flows[year], plan.discountFactors[year])
            for trial in 0..<width { pays[trial] += factor * ((1 - resource[trial]) * flow[trial]) }
        }
    }

    /// Enters a share of a line's flows for one party, and for a council where the party's account is one's.
    func enter(
        _ entry: Line.Entry, of line: Line, share: Double, account: Int?, years: Range<Int>, cashed: [Double]?,
        scratch: FlowScratch
    ) {
        let total = scratch.presentValue[0]
        total.update(repeating: 0, count: width)
        for year in years {
            let (flow, factor) = (scratch.flows[year], plan.discountFactors[year] * share)
            for trial in 0..<width { total[trial] += factor * flow[trial] }
        }
        let partyTotal = (entry.isPaid ? tally.pays : tally.gains)[entry.party.row]
        for trial in 0..<width { partyTotal[trial] += total[trial] }
        addPublicMoney(entry, of: line, share: share, years: years, cashed: cashed, scratch: scratch, total: total)
        guard let account else { return }
        let sign: Double = entry.isPaid ? -1 : 1
        let (npv, cash) = (tally.councilNPV[account], tally.councilCash[account])
        let side = (entry.isPaid ? tally.councilPays : tally.councilGains)[account]
        let budget = tally.budget(ofCouncil: account)
        for trial in 0..<width {
            npv[trial] += sign * total[trial]
            side[trial] += total[trial]
            if line.movesCash { cash[trial] += sign * total[trial] * (cashed?[trial] ?? 1) }
            if total[trial] != 0 { tally.hasFlow[account * width + trial] = true }
        }
        guard line.movesCash, let place = line.cashRow else { return }
        // A transfer in lowers the row that a transfer out raises.
        let rowSign = line.side == .transfer && !entry.isPaid ? -place.sign : place.sign
        for year in years {
            let (flow, councilCash) = (scratch.flows[year], tally.councilCashByYear[year])
            let row = budget?[place.row][year]
            let own = place.row == .capital ? budget?.ownCapital[year] : nil
            for trial in 0..<width {
                let amount = share * flow[trial] * (cashed?[trial] ?? 1)
                councilCash[trial] += sign * amount
                row?[trial] += rowSign * amount
                own?[trial] += amount
            }
        }
    }

    /// Public cash, public costs and the public group's budget.
    private func addPublicMoney(
        _ entry: Line.Entry, of line: Line, share: Double, years: Range<Int>, cashed: [Double]?, scratch: FlowScratch,
        total: UnsafeMutablePointer<Double>
    ) {
        guard entry.party.isPublic, line.movesCash, let place = line.cashRow else { return }
        if line.side == .transfer {
            // Between public parties nothing is spent.
            guard let other = entry.isPaid ? line.receiver : line.party, !other.isPublic else { return }
        }
        let sign: Double = entry.isPaid ? -1 : 1
        if line.side != .benefit {
            let publicCosts = tally.publicCosts[0]
            for trial in 0..<width { publicCosts[trial] -= sign * total[trial] }
        }
        let rowSign = line.side == .transfer && !entry.isPaid ? -place.sign : place.sign
        let isOwnCapital = place.row == .capital && (entry.party == .council || entry.party == .lead)
        for year in years {
            let (flow, cash) = (scratch.flows[year], tally.cash[year])
            let row = tally.publicBudget?[place.row][year]
            let own = isOwnCapital ? tally.publicBudget?.ownCapital[year] : nil
            for trial in 0..<width {
                let amount = share * flow[trial] * (cashed?[trial] ?? 1)
                cash[trial] += sign * amount
                row?[trial] += rowSign * amount
                own?[trial] += amount
            }
        }
    }

    /// Keeps a line's flows by year, for the trial that is recorded.
    func record(_ state: LineState, council: Int?, years: Range<Int>, resource: [Double]?, scratch: FlowScratch) {
        let part = resource?[0] ?? 1
        let flow = (0..<plan.years).map { years.contains($0) ? part * scratch.flows[$0][0] : 0 }
        let before = (0..<plan.years).map { years.contains($0) ? part * scratch.flowsBeforeUplift[$0][0] : 0 }
        guard flow.contains(where: { $0 != 0 }) || before.contains(where: { $0 != 0 }) else { return }
        flows.append(
            CentralFlow(
                lever: state.lever.lever.name, line: state.line.line.name, side: state.line.line.side,
                kind: state.line.line.kind, council: council, byYear: flow, byYearBeforeUplift: before
            )
        )
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
}
