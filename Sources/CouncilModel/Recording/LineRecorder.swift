/// Puts the flows of one trial's lines into accounts, by the rules of posting.
struct LineRecorder {
    /// One trial of one option.
    private let trace: Trace
    private let entries: [FlowRecorder.Entry]

    init(trace: Trace) {
        self.trace = trace
        entries = trace.entries(ofOption: 0)
    }

    private var plan: RunPlan { trace.simulation.plan }
    private var years: Int { plan.years }

    /// A line, by its number among those of the lever in a slot, with its flows in all accounts.
    func line(_ number: Int, slot: Int) throws(CouncilModelError) -> RecordedLine {
        let lever = plan.levers[plan.options[trace.options[0]].levers[slot]]
        let line = lever.lines[number].line
        var recorded = RecordedLine(lever: lever.lever.name, number: number, line: line)
        let flow = flow(number, slot: slot)
        for entry in entries where entry.lever.lever.name == lever.lever.name && entry.number == number {
            recorded.add(entry.raw, share: level(entry.resource), account: .whole, council: entry.council)
            let parts = Self.parts(of: line, lever: lever.lever)
            for (side, share) in parts where share != 0 {
                enterPublic(side, share: share, entry, into: &recorded)
                if entry.council == nil, side.party == .council {
                    for (council, shares) in try split(number, of: flow, entry) {
                        enter(side, share: shares, council: council, entry, into: &recorded)
                    }
                } else if let council = side.party == .council ? entry.council : lever.lever.lead,
                    side.party == .council || side.party == .lead
                {
                    enter(side, share: level(share), council: council, entry, into: &recorded)
                }
            }
        }
        return recorded
    }

    private func flow(_ number: Int, slot: Int) -> LeverFlow {
        trace.simulation.flows[trace.simulation.runs.options[0].lines[slot][number].flow]
    }

    /// Who pays and gains a line, each with a share of it.
    private static func parts(of line: Line, lever: Lever) -> [(entry: Line.Entry, share: Double)] {
        guard line.level == .programme, line.side == .cost else { return line.entries.map { ($0, 1) } }
        return (line.paidBy ?? lever.paidBy).map { (Line.Entry(party: $0.party, isPaid: true), $0.share) }
    }

    private func level(_ share: Double) -> [Double] { Array(repeating: share, count: years) }

    /// Whose money it is makes no difference here: what falls back to the lead is as public as the councils' own.
    private func enterPublic(
        _ side: Line.Entry, share: Double, _ entry: FlowRecorder.Entry, into recorded: inout RecordedLine
    ) {
        let line = recorded.line
        guard side.party.isPublic, line.movesCash else { return }
        if line.side == .transfer {
            guard let other = side.isPaid ? line.receiver : line.party, !other.isPublic else { return }
        }
        let sign: Double = side.isPaid ? -1 : 1
        if line.side != .benefit {
            recorded.add(entry.raw, share: level(-sign * share), account: .publicCosts, council: entry.council)
        }
        recorded.add(
            entry.raw, share: level(sign * share * entry.cashed), account: .publicCash, council: entry.council)
    }

    private func enter(
        _ side: Line.Entry, share: [Double], council: Int, _ entry: FlowRecorder.Entry,
        into recorded: inout RecordedLine
    ) {
        let sign: Double = side.isPaid ? -1 : 1
        recorded.add(entry.raw, share: share.map { sign * $0 }, account: .councils, council: council)
        guard recorded.line.movesCash else { return }
        recorded.add(
            entry.raw, share: share.map { sign * $0 * entry.cashed }, account: .councilCash, council: council)
    }

    /// The councils' part of a programme line by council and year, as it was split: each year's share of the flow.
    private func split(
        _ number: Int, of flow: LeverFlow, _ entry: FlowRecorder.Entry
    ) throws(CouncilModelError) -> [(council: Int, shares: [Double])] {
        guard let line = flow.programmeLines.first(where: { $0.run.line == number }) else { return [] }
        let lever = flow.lever.lever
        let delay = line.planned.line.timing == .windUp ? 1 : 0
        var parts = [[Double]](repeating: level(0), count: plan.councilCount)
        for council in lever.eligible {
            let weight: Double
            if case .formula(let formula)? = line.run.sharing {
                weight = try flow.weights(formula, council: council)[0]
            } else {
                weight = line.part.map { flow.parts[$0][council] } ?? 0
            }
            let (joined, wish) = (
                flow.joining.year(council: council, trial: 0), flow.joining.wish(council: council, trial: 0)
            )
            for year in 0..<years where entry.flow[year] != 0 {
                let first = line.index == .wishing ? min(joined, wish) : joined
                let isSharer = line.index == .eligible || first <= year - delay
                var amount = isSharer ? line.perUnit[year][0] : 0
                if flow.joining.isFounder(council: council, trial: 0) { amount += line.perFounder[year][0] }
                parts[council][year] = weight * amount / entry.flow[year]
            }
        }
        if let lead = lever.lead {
            for year in 0..<years where entry.flow[year] != 0 {
                parts[lead][year] += line.rest(year: year) / entry.flow[year]
            }
        }
        return parts.enumerated().filter { $0.element.contains { $0 != 0 } }.map { ($0.offset, $0.element) }
    }
}

extension FlowRecorder.Entry {
    /// The flow as it is before a lower price is taken off.
    fileprivate var raw: CentralFlow {
        CentralFlow(
            lever: lever.lever.name, line: line.line.name, side: line.line.side, kind: line.line.kind,
            council: council, byYear: flow, byYearBeforeUplift: before)
    }
}
