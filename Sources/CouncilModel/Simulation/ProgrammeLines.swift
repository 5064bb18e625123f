/// Programme lines: what flows once for a lever, and how the councils' part of it is split.
extension OptionSimulation {
    func flowProgrammeLines() throws(CouncilModelError) {
        let scratch = FlowScratch(years: plan.years, width: width)
        for (slot, index) in option.levers.enumerated() {
            for state in lines[slot] where state.line.line.level == .programme {
                try weighProgrammeLine(state, into: scratch.weights)
                try flow(state, scratch: scratch)
                try post(state, lever: plan.levers[index], scratch: scratch)
            }
        }
    }

    private func flow(_ state: LineState, scratch: FlowScratch) throws(CouncilModelError) {
        for year in 0..<plan.years {
            let (flow, before) = (scratch.flows[year], scratch.flowsBeforeUplift[year])
            let weight = scratch.weights[year]
            let amount = values.values(of: state.line.worth.main, council: 0, year: year)
            for trial in 0..<width { before[trial] = amount[trial] * weight[trial] }
            if let scale = state.scale?[year] {
                for trial in 0..<width { before[trial] *= scale[trial] }
            }
            for modifier in state.modifiers {
                let by = values.values(of: modifier.by, council: 0, year: year)
                let share = memberships[modifier.slot].row(of: .shareJoined, year: year)
                for trial in 0..<width { before[trial] *= 1 + (by[trial] - 1) * share[trial] }
            }
            if let growth = state.growth?[year] {
                for trial in 0..<width { before[trial] *= growth[trial] }
            }
            let uplift = state.line.uplift.map { values.values(of: $0, council: 0, year: year) }
            for trial in 0..<width {
                guard weight[trial] != 0 else {
                    flow[trial] = 0
                    before[trial] = 0
                    continue
                }
                flow[trial] = uplift.map { before[trial] * $0[trial] } ?? before[trial]
                guard flow[trial].isFinite else { throw notFinite(state, council: nil, year: year, trial: trial) }
            }
        }
    }

    /// Enters the flows of a programme line: parties by their shares, the councils' part split among those who share it.
    private func post(_ state: LineState, lever: PlannedLever, scratch: FlowScratch) throws(CouncilModelError) {
        let line = state.line.line
        let years = 0..<plan.years
        let held = try heldShares(of: state, council: 0)
        addToWhole(state, years: years, resource: held.resource, scratch: scratch)
        if let resource = held.resource { addLowerPrice(resource, years: years, scratch: scratch) }
        let parts: [(entry: Line.Entry, share: Double)] =
            line.side == .cost
            ? (line.paidBy ?? lever.lever.paidBy).map { (Line.Entry(party: $0.party, isPaid: true), $0.share) }
            : line.entries.map { ($0, 1) }
        for part in parts where part.share != 0 {
            if part.entry.party == .council {
                try split(part.entry, share: part.share, of: state, lever: lever, cashed: held.cashed, scratch: scratch)
            } else {
                let account = part.entry.party == .lead ? lever.lever.lead : nil
                enter(
                    part.entry, of: line, share: part.share, account: account, years: years, cashed: held.cashed,
                    scratch: scratch)
            }
        }
        if recordsFlows { record(state, council: nil, years: years, resource: held.resource, scratch: scratch) }
    }

    /// Splits the councils' part of each year among those who share it, in proportion to weight; among founders where
    /// that is nobody; and leaves it to the lead where there are none, or the weights sum to 0.
    private func split(
        _ entry: Line.Entry, share: Double, of state: LineState, lever: PlannedLever, cashed: [Double]?,
        scratch: FlowScratch
    ) throws(CouncilModelError) {
        let weights = try sharingWeights(of: state, lever: lever)
        let split = ProgrammeSplit(
            simulation: self, line: state.line.line, entry: entry, share: share, cashed: cashed)
        let among = state.line.line.among ?? lever.lever.among
        for year in 0..<plan.years {
            for trial in 0..<width where scratch.flows[year][trial] != 0 {
                let amount = share * scratch.flows[year][trial]
                var sharers = sharers(of: state, among, year: year, trial: trial)
                if sharers.isEmpty {
                    sharers = lever.lever.eligible.filter { joining[state.slot].isFounder(council: $0, trial: trial) }
                }
                let sum = sharers.reduce(0.0) { $0 + weights[$1][trial] }
                guard sum > 0 else {
                    split.enter(amount, party: .lead, year: year, trial: trial)
                    if let lead = lever.lever.lead { split.enter(amount, council: lead, year: year, trial: trial) }
                    continue
                }
                split.enter(amount, party: .council, year: year, trial: trial)
                for council in sharers where weights[council][trial] > 0 {
                    split.enter(amount * (weights[council][trial] / sum), council: council, year: year, trial: trial)
                }
            }
        }
    }

    /// Who shares in a year; in the winding-up year, those who did at the end of the year before.
    private func sharers(of state: LineState, _ among: Lever.Among, year: Int, trial: Int) -> [Int] {
        let table = joining[state.slot]
        let last = state.line.line.timing == .windUp ? year - 1 : year
        return state.lever.lever.eligible.filter { council in
            switch among {
            case .members: table.hadJoined(council: council, trial: trial, by: last)
            case .wishing:
                table.hadJoined(council: council, trial: trial, by: last)
                    || table.wish(council: council, trial: trial) <= Int32(last)
            case .eligible: true
            }
        }
    }

    /// Weights by `[council][trial]`, none below 0.
    private func sharingWeights(of state: LineState, lever: PlannedLever) throws(CouncilModelError) -> StableTable {
        let weights = StableTable(rows: plan.councilCount, width: width)
        for council in lever.lever.eligible {
            switch state.line.sharing ?? lever.sharing {
            case .fixed(let byCouncil):
                weights[council].update(repeating: byCouncil[council], count: width)
            case .byBenefit:
                let byCouncil = benefitWeights[option.levers[state.slot]]
                weights[council].update(repeating: byCouncil?[council] ?? 0, count: width)
            case .formula(let formula):
                let place = "shared of lever \(lever.lever.name)"
                let result = try values.finiteValues(of: formula, council: council, place: place)
                for trial in 0..<width { weights[council][trial] = max(0, result[trial]) }
            }
        }
        return weights
    }
}

/// Enters the pieces of one line's councils' part.
private struct ProgrammeSplit {
    let simulation: OptionSimulation
    let line: Line
    let entry: Line.Entry
    let share: Double
    let cashed: [Double]?

    /// The whole amount of a year for the party that bears it, with the public money that it is.
    func enter(_ amount: Double, party: Party, year: Int, trial: Int) {
        let (plan, tally) = (simulation.plan, simulation.tally)
        let value = plan.discountFactors[year] * amount
        (entry.isPaid ? tally.pays : tally.gains)[party.row][trial] += value
        guard line.movesCash, let place = line.cashRow else { return }
        if line.side == .transfer {
            guard let other = entry.isPaid ? line.receiver : line.party, !other.isPublic else { return }
        }
        let sign: Double = entry.isPaid ? -1 : 1
        if line.side != .benefit { tally.publicCosts[0][trial] -= sign * value }
        let cash = amount * (cashed?[trial] ?? 1)
        tally.cash[year][trial] += sign * cash
        guard let budget = tally.publicBudget else { return }
        budget[place.row][year][trial] += rowSign(place) * cash
        if place.row == .capital { budget.ownCapital[year][trial] += cash }
    }

    /// One council's part.
    func enter(_ amount: Double, council: Int, year: Int, trial: Int) {
        let (plan, tally, width) = (simulation.plan, simulation.tally, simulation.width)
        let sign: Double = entry.isPaid ? -1 : 1
        let value = plan.discountFactors[year] * amount
        tally.councilNPV[council][trial] += sign * value
        (entry.isPaid ? tally.councilPays : tally.councilGains)[council][trial] += value
        tally.hasFlow[council * width + trial] = true
        guard line.movesCash, let place = line.cashRow else { return }
        let cash = amount * (cashed?[trial] ?? 1)
        tally.councilCash[council][trial] += sign * plan.discountFactors[year] * cash
        tally.councilCashByYear[year][trial] += sign * cash
        guard let budget = tally.budget(ofCouncil: council) else { return }
        budget[place.row][year][trial] += rowSign(place) * cash
        if place.row == .capital { budget.ownCapital[year][trial] += cash }
    }

    private func rowSign(_ place: (row: CashRow, sign: Double)) -> Double {
        line.side == .transfer && !entry.isPaid ? -place.sign : place.sign
    }
}
