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
        guard years.contains(where: { flow[$0][0] != 0 || before[$0][0] != 0 }) else { return }
        let flows = Self.column(of: flow, years: years)
        entries.append(
            Entry(
                lever: lever, number: number, council: council, flow: flows,
                before: flow === before ? flows : Self.column(of: before, years: years), resource: resource,
                cashed: cashed))
    }

    /// The one trial of each row of some years, 0 in all others.
    private static func column(of table: StableTable, years: Range<Int>) -> [Double] {
        Array(unsafeUninitializedCapacity: table.rows) { values, count in
            values.initialize(repeating: 0)
            for year in years { values[year] = table[year][0] }
            count = table.rows
        }
    }
}

extension CentralFlow {
    /// What of a flow of a line counts in the whole.
    init(_ entry: FlowRecorder.Entry, of key: LineKey) {
        let isWhole = entry.resource == 1
        let byYear = isWhole ? entry.flow : entry.flow.map { $0 * entry.resource }
        self.init(
            lever: key.lever, line: key.line, side: key.side, kind: key.kind, council: entry.council, byYear: byYear,
            byYearBeforeUplift: isWhole ? entry.before : entry.before.map { $0 * entry.resource })
    }
}
