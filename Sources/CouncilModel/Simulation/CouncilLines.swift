/// Council lines: what flows at each member, council by council in order of code.
extension OptionSimulation {
    func flowCouncilLines() throws(CouncilModelError) {
        let scratch = FlowScratch(years: plan.years, width: width)
        let claimed = Set(lines.joined().compactMap(\.line.pool)).sorted()
        var amounts: [Int: PoolAmounts] = [:]
        var left: [Int: StableTable] = [:]
        for pool in claimed {
            amounts[pool] = try PoolAmounts(plan: plan, pool: plan.pools[pool], values: values, width: width)
            left[pool] = StableTable(rows: plan.years, width: width)
        }
        for council in 0..<plan.councilCount {
            for pool in claimed {
                try amounts[pool]?.take(council: council)
                left[pool]?.fill(with: 1)
            }
            for (slot, lever) in option.levers.enumerated() where plan.levers[lever].isEligible[council] {
                for state in lines[slot] where state.line.line.level == .council {
                    let years = try weighCouncilLine(state, council: council, into: scratch.weights)
                    guard !years.isEmpty else { continue }
                    if let pool = state.line.pool, let amount = amounts[pool], let rest = left[pool] {
                        try flowClaim(
                            state, council: council, years: years, pool: amount.byYear, left: rest, scratch: scratch
                        )
                    } else {
                        try flowAmount(state, council: council, years: years, scratch: scratch)
                    }
                    addCouncilFlows(state, council: council, years: years, scratch: scratch)
                }
            }
        }
    }

    /// `flow = amount · timing · scale · Π modifiers · (1 + growth)^t · uplift`, with and without uplift.
    private func flowAmount(
        _ state: LineState, council: Int, years: Range<Int>, scratch: FlowScratch
    ) throws(CouncilModelError) {
        for year in years {
            try weighFactors(state, council: council, year: year, scratch: scratch)
            let (flow, before) = (scratch.flows[year], scratch.flowsBeforeUplift[year])
            let product = scratch.product[0]
            let uplift = state.line.uplift.map { values.values(of: $0, council: council, year: year) }
            for trial in 0..<width {
                guard scratch.weights[year][trial] != 0 else {
                    flow[trial] = 0
                    before[trial] = 0
                    continue
                }
                before[trial] = product[trial]
                flow[trial] = uplift.map { product[trial] * $0[trial] } ?? product[trial]
            }
            try check(state, council: council, year: year, scratch: scratch)
        }
    }

    /// A claim saves `f · left · pool` with `f = clamp(share · timing · scale · Π modifiers · uplift, −1, 1)`, and
    /// leaves `(1 − f) · left`. Uplift is left out of losses.
    private func flowClaim(
        _ state: LineState, council: Int, years: Range<Int>, pool: StableTable, left: StableTable,
        scratch: FlowScratch
    ) throws(CouncilModelError) {
        for year in years {
            try weighFactors(state, council: council, year: year, scratch: scratch)
            let (flow, before) = (scratch.flows[year], scratch.flowsBeforeUplift[year])
            let (product, rest, amount) = (scratch.product[0], left[year], pool[year])
            let uplift = state.line.uplift.map { values.values(of: $0, council: council, year: year) }
            for trial in 0..<width {
                guard scratch.weights[year][trial] != 0 else {
                    flow[trial] = 0
                    before[trial] = 0
                    continue
                }
                let share = product[trial]
                let lifted = share < 0 ? share : uplift.map { share * $0[trial] } ?? share
                guard share.isFinite, lifted.isFinite else {
                    // `max` and `min` would hide a value that is not a number.
                    before[trial] = .nan
                    flow[trial] = .nan
                    continue
                }
                let claimed = min(1, max(-1, lifted))
                before[trial] = min(1, max(-1, share)) * rest[trial] * amount[trial]
                flow[trial] = claimed * rest[trial] * amount[trial]
                rest[trial] *= 1 - claimed
            }
            try check(state, council: council, year: year, scratch: scratch)
        }
    }

    /// Fills `scratch.product` with everything but uplift, for the trials that have a weight in this year.
    private func weighFactors(
        _ state: LineState, council: Int, year: Int, scratch: FlowScratch
    ) throws(CouncilModelError) {
        let (product, weight) = (scratch.product[0], scratch.weights[year])
        let worth = values.values(of: state.line.worth, council: council, year: year)
        for trial in 0..<width { product[trial] = worth[trial] * weight[trial] }
        if let scale = state.scale?[year] {
            for trial in 0..<width { product[trial] *= scale[trial] }
        }
        for modifier in state.line.modifiers {
            guard let lever = modifier.lever, let other = slot(of: lever) else { continue }
            let by = values.values(of: modifier.by, council: council, year: year)
            for trial in 0..<width where joining[other].year(council: council, trial: trial) <= Int32(year) {
                product[trial] *= by[trial]
            }
        }
        if let growth = state.growth?[year] {
            for trial in 0..<width { product[trial] *= growth[trial] }
        }
    }

    /// Stops the run at the first flow that is not finite, saying where and why.
    private func check(
        _ state: LineState, council: Int, year: Int, scratch: FlowScratch
    ) throws(CouncilModelError) {
        let flow = scratch.flows[year]
        for trial in 0..<width where !flow[trial].isFinite {
            throw notFinite(state, council: council, year: year, trial: trial)
        }
    }

    /// The error for a flow that is not finite, with the first formula that explains it.
    func notFinite(_ state: LineState, council: Int?, year: Int, trial: Int) -> CouncilModelError {
        let position = council ?? 0
        let formulas = [state.line.worth] + state.line.modifiers.map(\.by) + [state.line.uplift].compactMap { $0 }
        var reason = formulas.lazy.compactMap {
            self.values.explanation(of: $0, council: position, year: year, trial: trial)
        }.first
        if reason == nil, let scale = state.line.scale {
            reason = values.explanation(
                of: scale, council: position, year: year, trial: trial, time: timeValues(slot: state.slot, year: year)
            )
        }
        return CouncilModelError(
            place: state.place, council: council.map { plan.codes[$0] }, year: plan.scenario.baseYear + year,
            trial: values.trialNumber(trial), reason: reason
        )
    }

    /// Adds a line's flows at one council to every account they belong to.
    private func addCouncilFlows(_ state: LineState, council: Int, years: Range<Int>, scratch: FlowScratch) {
        let line = state.line.line
        let party = line.party ?? .council
        let isCost = line.side == .cost
        let sign: Double = isCost ? -1 : 1
        // Whose account a flow to this party enters: the council itself, or the council that leads.
        let account: Int? =
            switch party {
            case .council: council
            case .lead: state.lever.lever.lead
            default: nil
            }
        let total = scratch.presentValue[0]
        total.update(repeating: 0, count: width)
        for year in years {
            let (flow, before) = (scratch.flows[year], scratch.flowsBeforeUplift[year])
            let byYear = (isCost ? tally.costs : tally.benefits)[year]
            let linePV = tally.lines[state.row]
            let linePVBefore = tally.linesBeforeUplift[state.row]
            let cash = tally.cash[year]
            let factor = plan.discountFactors[year]
            let isPublicCash = line.kind.isCash && party.isPublic
            for trial in 0..<width {
                let value = flow[trial]
                byYear[trial] += value
                if isPublicCash { cash[trial] += sign * value }
                linePV[trial] += factor * value
                linePVBefore[trial] += factor * before[trial]
                total[trial] += factor * value
                if value != 0 { tally.hasFlow[council * width + trial] = true }
            }
        }
        add(total, party: party, account: account, kind: line.kind, isCost: isCost)
        if recordsFlows { record(state, council: council, years: years, scratch: scratch) }
    }

    /// Adds a present value by trial to a party and, where it is a council's, to that council.
    func add(_ amount: UnsafeMutablePointer<Double>, party: Party, account: Int?, kind: Line.Kind, isCost: Bool) {
        let partyTotal = (isCost ? tally.pays : tally.gains)[party.row]
        for trial in 0..<width { partyTotal[trial] += amount[trial] }
        if isCost, party.isPublic, kind.isCash {
            let publicCosts = tally.publicCosts[0]
            for trial in 0..<width { publicCosts[trial] += amount[trial] }
        }
        guard let account else { return }
        let sign: Double = isCost ? -1 : 1
        let (npv, cash) = (tally.councilNPV[account], tally.councilCash[account])
        for trial in 0..<width {
            npv[trial] += sign * amount[trial]
            if kind.isCash { cash[trial] += sign * amount[trial] }
            if amount[trial] != 0 { tally.hasFlow[account * width + trial] = true }
        }
    }

    /// Keeps a line's flows by year, in the central case.
    func record(_ state: LineState, council: Int?, years: Range<Int>, scratch: FlowScratch) {
        let flow = (0..<plan.years).map { years.contains($0) ? scratch.flows[$0][0] : 0 }
        let before = (0..<plan.years).map { years.contains($0) ? scratch.flowsBeforeUplift[$0][0] : 0 }
        guard flow.contains(where: { $0 != 0 }) || before.contains(where: { $0 != 0 }) else { return }
        flows.append(
            CentralFlow(
                lever: state.lever.lever.name, line: state.line.line.name, side: state.line.line.side,
                kind: state.line.line.kind, council: council, byYear: flow, byYearBeforeUplift: before
            )
        )
    }
}

/// Tables that are filled anew for each line, kept so that nothing is allocated in between.
final class FlowScratch {
    /// Timing by `[year][trial]`.
    let weights: StableTable
    /// Flows by `[year][trial]`, with and without uplift.
    let flows: StableTable
    let flowsBeforeUplift: StableTable
    /// One row: a product being built up.
    let product: StableTable
    /// One row: a present value being added up.
    let presentValue: StableTable

    init(years: Int, width: Int) {
        weights = StableTable(rows: years, width: width)
        flows = StableTable(rows: years, width: width)
        flowsBeforeUplift = StableTable(rows: years, width: width)
        product = StableTable(rows: 1, width: width)
        presentValue = StableTable(rows: 1, width: width)
    }
}
