/// Keeps every flow of one trial as it is worked out, before a lower price is taken off.
final class FlowRecorder {
    /// One line at one council, or of the programme.
    struct Entry {
        let lever: PlannedLever
        let line: PlannedLine
        /// Place among the lever's lines.
        let number: Int
        /// Council position; nil for a programme line.
        let council: Int?
        /// Flow by year, with and without uplift.
        let flow, before: [Double]
        /// `resource` and `cashed`, 1 where a line has none.
        let resource, cashed: Double
    }

    private(set) var entries: [Entry] = []

    /// Notes a line's flows, rows by year of one trial, unless nothing flows.
    func note(
        _ line: PlannedLine, number: Int, of lever: PlannedLever, council: Int?, flow: StableTable, before: StableTable,
        years: Range<Int>, resource: Double, cashed: Double
    ) {
        let flows = (0..<flow.rows).map { years.contains($0) ? flow[$0][0] : 0 }
        let befores = (0..<flow.rows).map { years.contains($0) ? before[$0][0] : 0 }
        guard flows.contains(where: { $0 != 0 }) || befores.contains(where: { $0 != 0 }) else { return }
        entries.append(
            Entry(
                lever: lever, line: line, number: number, council: council, flow: flows, before: befores,
                resource: resource, cashed: cashed))
    }
}

extension CentralFlow {
    /// What of a flow counts in the whole.
    init(_ entry: FlowRecorder.Entry) {
        self.init(
            lever: entry.lever.lever.name, line: entry.line.line.name, side: entry.line.line.side,
            kind: entry.line.line.kind, council: entry.council, byYear: entry.flow.map { $0 * entry.resource },
            byYearBeforeUplift: entry.before.map { $0 * entry.resource })
    }
}
