/// Programme lines: what flows once for a lever, and how the councils' part of it is split among members.
extension OptionSimulation {
    func flowProgrammeLines() throws(CouncilModelError) {
        let scratch = FlowScratch(years: plan.years, width: width)
        for (slot, index) in option.levers.enumerated() {
            let lever = plan.levers[index]
            let allotment = Allotment(years: plan.years, width: width)
            for state in lines[slot] where state.line.line.level == .programme {
                try weighProgrammeLine(state, into: scratch.weights)
                try flow(state, scratch: scratch)
                addProgrammeFlows(state, allotment: allotment, scratch: scratch)
            }
            if allotment.isUsed { try split(allotment, slot: slot, lever: lever) }
        }
    }

    private func flow(_ state: LineState, scratch: FlowScratch) throws(CouncilModelError) {
        for year in 0..<plan.years {
            let (flow, before) = (scratch.flows[year], scratch.flowsBeforeUplift[year])
            let weight = scratch.weights[year]
            let amount = values.values(of: state.line.worth, council: 0, year: year)
            for trial in 0..<width { before[trial] = amount[trial] * weight[trial] }
            if let scale = state.scale?[year] {
                for trial in 0..<width { before[trial] *= scale[trial] }
            }
            for modifier in state.line.modifiers {
                guard let other = modifier.lever.flatMap(slot(of:)) else { continue }
                let by = values.values(of: modifier.by, council: 0, year: year)
                let share = memberships[other].row(of: .shareJoined, year: year)
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

    private func addProgrammeFlows(_ state: LineState, allotment: Allotment, scratch: FlowScratch) {
        let line = state.line.line
        let isCost = line.side == .cost
        let sign: Double = isCost ? -1 : 1
        let shares = isCost ? state.lever.lever.paidBy : line.party.map { [.init(party: $0, share: 1)] } ?? []
        for year in 0..<plan.years {
            let (flow, before) = (scratch.flows[year], scratch.flowsBeforeUplift[year])
            let byYear = (isCost ? tally.costs : tally.benefits)[year]
            let (linePV, linePVBefore) = (tally.lines[state.row], tally.linesBeforeUplift[state.row])
            let factor = plan.discountFactors[year]
            for trial in 0..<width {
                byYear[trial] += flow[trial]
                linePV[trial] += factor * flow[trial]
                linePVBefore[trial] += factor * before[trial]
            }
        }
        let total = scratch.presentValue[0]
        for share in shares where share.share != 0 {
            total.update(repeating: 0, count: width)
            for year in 0..<plan.years {
                let (flow, cash) = (scratch.flows[year], tally.cash[year])
                let factor = plan.discountFactors[year] * share.share
                let isPublicCash = line.kind.isCash && share.party.isPublic
                for trial in 0..<width {
                    total[trial] += factor * flow[trial]
                    if isPublicCash { cash[trial] += sign * share.share * flow[trial] }
                }
                if share.party == .council {
                    allotment.add(flow, share: share.share, year: year, isCost: isCost, isCash: line.kind.isCash)
                }
            }
            if share.party == .council {
                // Who among the councils (or the lead) bears it is decided year by year, all lines together.
                if isCost, line.kind.isCash {
                    let publicCosts = tally.publicCosts[0]
                    for trial in 0..<width { publicCosts[trial] += total[trial] }
                }
            } else {
                let account = share.party == .lead ? state.lever.lever.lead : nil
                add(total, party: share.party, account: account, kind: line.kind, isCost: isCost)
            }
        }
        if recordsFlows { record(state, council: nil, years: 0..<plan.years, scratch: scratch) }
    }

    /// Splits the councils' part of each year among the year's members by weight; among founders where there are no
    /// members; and leaves it to the lead where there is nobody, or the weights sum to 0.
    private func split(_ allotment: Allotment, slot: Int, lever: PlannedLever) throws(CouncilModelError) {
        let table = joining[slot]
        let weights = try sharingWeights(of: lever)
        for year in 0..<plan.years {
            let factor = plan.discountFactors[year]
            for trial in 0..<width {
                let pays = allotment.pays[year][trial] * factor
                let gains = allotment.gains[year][trial] * factor
                let net = gains - pays
                let netCash = allotment.netCash[year][trial] * factor
                guard pays != 0 || gains != 0 else { continue }
                var sharers = lever.lever.eligible.filter { table.year(council: $0, trial: trial) <= Int32(year) }
                if sharers.isEmpty {
                    sharers = lever.lever.eligible.filter { table.isFounder(council: $0, trial: trial) }
                }
                let sum = sharers.reduce(0.0) { $0 + weights[$1][trial] }
                guard sum > 0 else {
                    tally.pays[Party.lead.row][trial] += pays
                    tally.gains[Party.lead.row][trial] += gains
                    if let lead = lever.lever.lead {
                        enter(net, cash: netCash, council: lead, trial: trial)
                    }
                    continue
                }
                tally.pays[Party.council.row][trial] += pays
                tally.gains[Party.council.row][trial] += gains
                for council in sharers where weights[council][trial] > 0 {
                    let share = weights[council][trial] / sum
                    enter(net * share, cash: netCash * share, council: council, trial: trial)
                }
            }
        }
    }

    private func enter(_ net: Double, cash: Double, council: Int, trial: Int) {
        tally.councilNPV[council][trial] += net
        tally.councilCash[council][trial] += cash
        tally.hasFlow[council * width + trial] = true
    }

    /// Weights by `[council][trial]`, none below 0.
    private func sharingWeights(of lever: PlannedLever) throws(CouncilModelError) -> StableTable {
        let weights = StableTable(rows: plan.councilCount, width: width)
        for council in lever.lever.eligible {
            switch lever.sharing {
            case .fixed(let byCouncil):
                weights[council].update(repeating: byCouncil[council], count: width)
            case .formula(let formula):
                let place = "shared of lever \(lever.lever.name)"
                let result = try values.finiteValues(of: formula, council: council, place: place)
                for trial in 0..<width { weights[council][trial] = max(0, result[trial]) }
            }
        }
        return weights
    }
}

/// The councils' part of a lever's programme lines by year and trial, before it is split.
private final class Allotment {
    let pays: StableTable
    let gains: StableTable
    /// Cashable less capital and revenue.
    let netCash: StableTable
    private(set) var isUsed = false
    private let width: Int

    init(years: Int, width: Int) {
        pays = StableTable(rows: years, width: width)
        gains = StableTable(rows: years, width: width)
        netCash = StableTable(rows: years, width: width)
        self.width = width
    }

    func add(_ flow: UnsafeMutablePointer<Double>, share: Double, year: Int, isCost: Bool, isCash: Bool) {
        isUsed = true
        let total = (isCost ? pays : gains)[year]
        let cash = netCash[year]
        for trial in 0..<width {
            total[trial] += share * flow[trial]
            if isCash { cash[trial] += (isCost ? -share : share) * flow[trial] }
        }
    }
}
