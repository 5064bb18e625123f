/// Keeps every flow of one trial as it is worked out, before a lower price is taken off.
final class FlowRecorder {
    /// Whose flow was noted, and where its amounts stand: plain numbers, as there are thousands.
    struct Note {
        /// Index into the plan's levers.
        let lever: Int
        /// Place among the lever's lines.
        let number: Int
        /// Council position; nil for a programme line.
        let council: Int?
        /// `resource` and `cashed`, 1 where a line has none.
        let resource, cashed: Double
        /// Where amounts by year begin, with and without uplift.
        fileprivate let flow, before: Int
    }

    /// One line at one council, or of the programme.
    struct Entry {
        let note: Note
        /// Flow by year, with and without uplift.
        let flow, before: YearlyAmounts

        var lever: Int { note.lever }
        var number: Int { note.number }
        var council: Int? { note.council }
        var resource: Double { note.resource }
        var cashed: Double { note.cashed }
    }

    /// In order of council, then of lines; the programme's last.
    private(set) var notes: [Note] = []
    /// Amounts by year, those of one note behind those of another.
    private var amounts: [Double] = []
    private let years: Int

    /// - Parameter most: how many flows there can be.
    init(years: Int, most: Int) {
        self.years = years
        notes.reserveCapacity(most)
        amounts.reserveCapacity(most * years)
    }

    /// What was noted at a place, with its amounts.
    subscript(place: Int) -> Entry {
        let note = notes[place]
        return Entry(
            note: note, flow: YearlyAmounts(amounts, from: note.flow, count: years),
            before: YearlyAmounts(amounts, from: note.before, count: years))
    }

    /// Notes a line's flows, rows by year of one trial, unless nothing flows.
    func note(
        line number: Int, ofLever lever: Int, council: Int?, flow: StableTable, before: StableTable,
        years: Range<Int>, resource: Double, cashed: Double
    ) {
        guard years.contains(where: { flow[$0][0] != 0 || before[$0][0] != 0 }) else { return }
        let start = put(flow, years: years)
        notes.append(
            Note(
                lever: lever, number: number, council: council, resource: resource, cashed: cashed, flow: start,
                before: flow === before ? start : put(before, years: years)))
    }

    /// Puts the one trial of each row of some years behind what there is, 0 for all others, and says where.
    private func put(_ table: StableTable, years active: Range<Int>) -> Int {
        let start = amounts.count
        for year in 0..<years { amounts.append(active.contains(year) ? table[year][0] : 0) }
        return start
    }
}

extension CentralFlow {
    /// What of a flow of a line counts in the whole.
    init(_ entry: FlowRecorder.Entry, of key: LineKey) {
        func counted(_ amounts: YearlyAmounts) -> YearlyAmounts {
            entry.resource == 1 ? amounts : YearlyAmounts(amounts.map { $0 * entry.resource })
        }
        self.init(
            lever: key.lever, line: key.line, side: key.side, kind: key.kind, council: entry.council,
            byYear: counted(entry.flow), byYearBeforeUplift: counted(entry.before))
    }
}
