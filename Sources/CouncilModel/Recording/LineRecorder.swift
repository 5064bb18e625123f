/// Puts the flows of one trial's lines into accounts, by the rules of posting.
struct LineRecorder {
    /// The option's one trial, run to its end.
    let simulation: OptionSimulation
    /// Every flow of that trial, in full, the line named by its number.
    let flows: [CentralFlow]

    private var years: Int { simulation.plan.years }

    /// A line with its flows in all accounts.
    func line(_ state: LineState, number: Int) throws(CouncilModelError) -> RecordedLine {
        let (line, lever) = (state.line.line, state.lever.lever)
        var recorded = RecordedLine(lever: lever.name, number: number, line: line)
        for flow in flows where flow.lever == lever.name && flow.line == String(number) {
            let held = try simulation.heldShares(of: state, council: flow.council ?? 0)
            recorded.add(flow, share: level(held.resource?[0] ?? 1), account: .whole, council: flow.council)
            let cashed = held.cashed?[0] ?? 1
            for (entry, share) in Self.parts(of: line, lever: lever) where share != 0 {
                enterPublic(entry, share: share, cashed: cashed, flow, into: &recorded)
                if flow.council == nil, entry.party == .council {
                    for (council, shares) in try split(share, of: state, flow) {
                        enter(entry, share: shares, cashed: cashed, council: council, flow, into: &recorded)
                    }
                } else if let council = entry.party == .council ? flow.council : lever.lead,
                    entry.party == .council || entry.party == .lead
                {
                    enter(entry, share: level(share), cashed: cashed, council: council, flow, into: &recorded)
                }
            }
        }
        return recorded
    }

    /// Who pays and gains a line, each with a share of it.
    private static func parts(of line: Line, lever: Lever) -> [(entry: Line.Entry, share: Double)] {
        guard line.level == .programme, line.side == .cost else { return line.entries.map { ($0, 1) } }
        return (line.paidBy ?? lever.paidBy).map { (Line.Entry(party: $0.party, isPaid: true), $0.share) }
    }

    private func level(_ share: Double) -> [Double] { Array(repeating: share, count: years) }

    /// Whose money it is makes no difference here: what falls back to the lead is as public as the councils' own.
    private func enterPublic(
        _ entry: Line.Entry, share: Double, cashed: Double, _ flow: CentralFlow, into recorded: inout RecordedLine
    ) {
        let line = recorded.line
        guard entry.party.isPublic, line.movesCash else { return }
        if line.side == .transfer {
            guard let other = entry.isPaid ? line.receiver : line.party, !other.isPublic else { return }
        }
        let sign: Double = entry.isPaid ? -1 : 1
        if line.side != .benefit {
            recorded.add(flow, share: level(-sign * share), account: .publicCosts, council: flow.council)
        }
        recorded.add(flow, share: level(sign * share * cashed), account: .publicCash, council: flow.council)
    }

    private func enter(
        _ entry: Line.Entry, share: [Double], cashed: Double, council: Int, _ flow: CentralFlow,
        into recorded: inout RecordedLine
    ) {
        let sign: Double = entry.isPaid ? -1 : 1
        recorded.add(flow, share: share.map { sign * $0 }, account: .councils, council: council)
        guard recorded.line.movesCash else { return }
        recorded.add(flow, share: share.map { sign * $0 * cashed }, account: .councilCash, council: council)
    }

    /// The councils' part of a programme line by council and year: among those who share it, else among founders, else
    /// with the lead.
    private func split(
        _ share: Double, of state: LineState, _ flow: CentralFlow
    ) throws(CouncilModelError) -> [(council: Int, shares: [Double])] {
        let lever = state.lever.lever
        let table = simulation.joining[state.slot]
        let weights = try weights(of: state)
        var parts = [[Double]](repeating: level(0), count: simulation.plan.councilCount)
        for year in 0..<years where flow.byYear[year] != 0 || flow.byYearBeforeUplift[year] != 0 {
            var sharers = lever.eligible.filter { shares($0, of: state, in: year) }
            if sharers.isEmpty { sharers = lever.eligible.filter { table.isFounder(council: $0, trial: 0) } }
            let sum = sharers.reduce(0) { $0 + weights[$1] }
            if sum > 0 {
                for council in sharers { parts[council][year] += share * (weights[council] / sum) }
            } else if let lead = lever.lead {
                parts[lead][year] += share
            }
        }
        return parts.enumerated().filter { $0.element.contains { $0 != 0 } }.map { ($0.offset, $0.element) }
    }

    /// Whether a council shares in a year; in the winding-up year, whether it did at the end of the year before.
    private func shares(_ council: Int, of state: LineState, in year: Int) -> Bool {
        let table = simulation.joining[state.slot]
        let last = state.line.line.timing == .windUp ? year - 1 : year
        let hasJoined = table.hadJoined(council: council, trial: 0, by: last)
        switch state.line.line.among ?? state.lever.lever.among {
        case .members: return hasJoined
        case .wishing: return hasJoined || table.wish(council: council, trial: 0) <= Int32(last)
        case .eligible: return true
        }
    }

    /// Weight by council, none below 0.
    private func weights(of state: LineState) throws(CouncilModelError) -> [Double] {
        let lever = state.lever
        switch state.line.sharing ?? lever.sharing {
        case .fixed(let byCouncil): return byCouncil
        case .byBenefit:
            return simulation.benefitWeights[simulation.option.levers[state.slot]]
                ?? Array(repeating: 0, count: simulation.plan.councilCount)
        case .formula(let formula):
            var weights = Array(repeating: 0.0, count: simulation.plan.councilCount)
            for council in lever.lever.eligible {
                let place = "shared of lever \(lever.lever.name)"
                let value = try simulation.values.finiteValues(of: formula, council: council, place: place)
                weights[council] = max(0, value[0])
            }
            return weights
        }
    }
}
