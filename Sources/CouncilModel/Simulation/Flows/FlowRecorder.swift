/// Keeps every flow of one trial as it is worked out, before a lower price is taken off.
final class FlowRecorder {
    /// One line at one council, or of the programme.
    struct Entry {
        /// Index into the plan's levers.
        let lever: Int
        /// Place among the lever's lines.
        let number: Int
        /// Council position; nil for a programme line.
        let council: Int?
        /// Flow by year, with and without uplift.
        let flow, before: [Double]
        /// `resource` and `cashed`, 1 where a line has none.
        let resource, cashed: Double
    }

    /// In order of council, then of lines; the programme's last.
    private(set) var entries: [Entry] = []

    /// Notes a line's flows, rows by year of one trial, unless nothing flows.
    func note(
        line number: Int, ofLever lever: Int, council: Int?, flow: StableTable, before: StableTable,
        years: Range<Int>, resource: Double, cashed: Double
    ) {
        let flows = (0..<flow.rows).map { years.contains($0) ? flow[$0][0] : 0 }
        let befores = (0..<flow.rows).map { years.contains($0) ? before[$0][0] : 0 }
        guard flows.contains(where: { $0 != 0 }) || befores.contains(where: { $0 != 0 }) else { return }
        entries.append(
            Entry(
                lever: lever, number: number, council: council, flow: flows, before: befores, resource: resource,
                cashed: cashed))
    }
}

extension CentralFlow {
    /// What of a flow counts in the whole.
    init(_ entry: FlowRecorder.Entry, plan: RunPlan) {
        let (lever, line) = (plan.levers[entry.lever].lever.name, plan.levers[entry.lever].lines[entry.number].line)
        let isWhole = entry.resource == 1
        self.init(
            lever: lever, line: line.name, side: line.side, kind: line.kind, council: entry.council,
            byYear: isWhole ? entry.flow : entry.flow.map { $0 * entry.resource },
            byYearBeforeUplift: isWhole ? entry.before : entry.before.map { $0 * entry.resource })
    }
}
