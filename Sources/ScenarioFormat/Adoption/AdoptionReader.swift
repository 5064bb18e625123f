import CouncilModel

/// Reads who had joined by when from CSV: a `date` and a `count` of those who had joined by then, or a `date` and the
/// `code` of a council that joined, in any order. Other columns are passed over.
package struct AdoptionReader {
    private let file: String
    private let councils: Int
    private var issues: [ScenarioIssue] = []

    /// A row: what is counted in it, and its date.
    private struct Entry {
        let place: SourcePosition
        let moment: AdoptionHistory.Moment
        let count: Int
    }

    /// Reads a history; it is nil when something is wrong with it, which the issues say, by line and column.
    ///
    /// - Parameters:
    ///   - councils: how many could have joined.
    ///   - start: the date at which it became possible to join, nobody having joined; nil for the first date.
    ///   - until: the date to which the record was kept; nil for the last date.
    package static func read(
        _ path: String, councils: Int, start: AdoptionHistory.Moment? = nil, until: AdoptionHistory.Moment? = nil,
        file read: (String) -> [UInt8]?
    ) -> (history: AdoptionHistory?, issues: [ScenarioIssue]) {
        var reader = AdoptionReader(file: path, councils: councils)
        guard let bytes = read(path) else {
            let message = "there is no file here that can be read; give the path of dated counts, a CSV file"
            return (nil, [ScenarioIssue(position: .start(of: path), message: message)])
        }
        let history = reader.history(bytes, start: start, until: until)
        let sorted = reader.issues.sorted { ($0.position, $0.message) < ($1.position, $1.message) }
        return (sorted.isEmpty ? history : nil, sorted)
    }

    private init(file: String, councils: Int) {
        self.file = file
        self.councils = councils
    }

    private mutating func history(
        _ bytes: [UInt8], start: AdoptionHistory.Moment?, until: AdoptionHistory.Moment?
    ) -> AdoptionHistory? {
        let table = CSVTable(bytes, file: file)
        issues += table.issues
        guard let header = table.rows.first else {
            if issues.isEmpty { report(.start(of: file), "the file is empty; expected a header and rows of dates") }
            return nil
        }
        if let message = CSVTable.otherDivider(in: header) {
            report(header[0].position, message)
            return nil
        }
        guard let layout = layout(header) else { return nil }
        let key = layout == .counts ? "count" : "code"
        let names = header.map(\.text)
        // The header was checked for both.
        let (dateIndex, keyIndex) = (names.firstIndex(of: "date")!, names.firstIndex(of: key)!)
        var entries: [Entry] = []
        var lines: [String: Int] = [:]
        for row in table.rows.dropFirst() {
            guard row.count == header.count else {
                report(
                    row[0].position,
                    "found \(counted(row.count, "cell")), expected \(header.count) as in the header; "
                        + "put cells that hold commas in double quotes")
                continue
            }
            let moment = AdoptionHistory.Moment(row[dateIndex].text)
            if moment == nil { reject(row[dateIndex], "date", expected: AdoptionHistory.Moment.expected) }
            let count = layout == .counts ? count(row[keyIndex]) : code(row[keyIndex], lines: &lines)
            if let moment, let count {
                entries.append(Entry(place: row[dateIndex].position, moment: moment, count: count))
            }
        }
        guard issues.isEmpty else { return nil }
        let rows = layout == .counts ? countedRows(entries) : datedRows(entries)
        guard issues.isEmpty, let first = rows.first, let last = rows.last else {
            if issues.isEmpty {
                report(header[0].position, "there are no dates; expected a row for each below the header")
            }
            return nil
        }
        return extended(rows, from: first, to: last, start: start, until: until, layout: layout, header: header[0])
    }

    /// Which of the two layouts a header tells of.
    private mutating func layout(_ header: [CSVTable.Cell]) -> AdoptionHistory.Layout? {
        let names = header.map(\.text)
        for (index, cell) in header.enumerated() where ["date", "count", "code"].contains(cell.text) {
            if names[..<index].contains(cell.text) {
                report(cell.position, "the column \(quoted(cell.text)) is there twice; keep one")
            }
        }
        if !names.contains("date") {
            report(
                header[0].position,
                "there is no column \"date\"\(suggestion(for: "date", among: names)); "
                    + "expected date and count, or code and date")
        }
        switch (names.contains("count"), names.contains("code")) {
        case (true, true):
            report(
                header[0].position,
                "there are a column \"count\" and a column \"code\"; keep count for numbers that had joined by a date, "
                    + "or code for councils one by one")
        case (false, false):
            report(
                header[0].position,
                "there is neither a column \"count\" nor a column \"code\"; expected date and count, or code and date")
        case (let isCounted, _):
            return issues.isEmpty ? (isCounted ? .counts : .councils) : nil
        }
        return nil
    }

    private mutating func count(_ cell: CSVTable.Cell) -> Int? {
        guard cell.text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(cell.text) else {
            reject(cell, "count", expected: "a whole number in digits only: how many had joined by then")
            return nil
        }
        if count > councils {
            report(cell.position, "count \(count) is above \(councils), how many could join; correct it or --councils")
            return nil
        }
        return count
    }

    /// One, for a council that has not been there before.
    private mutating func code(_ cell: CSVTable.Cell, lines: inout [String: Int]) -> Int? {
        if cell.text.isEmpty {
            reject(cell, "code", expected: "a council's code")
            return nil
        }
        if let line = lines.updateValue(cell.position.line, forKey: cell.text) {
            report(cell.position, "the code \(quoted(cell.text)) is on line \(line) already; keep the date it joined")
            return nil
        }
        return 1
    }

    private mutating func countedRows(_ entries: [Entry]) -> [AdoptionHistory.Row] {
        for (earlier, later) in zip(entries, entries.dropFirst()) {
            if later.moment.year <= earlier.moment.year {
                report(
                    later.place,
                    "date \(later.moment.text) is not after \(earlier.moment.text) before it; order the rows by date, "
                        + "each date once")
            } else if later.count < earlier.count {
                report(
                    later.place,
                    "the count falls from \(earlier.count) to \(later.count); counts are of all who have joined so far, "
                        + "and nobody leaves in the model")
            }
        }
        return entries.map { AdoptionHistory.Row(moment: $0.moment, count: $0.count) }
    }

    private mutating func datedRows(_ entries: [Entry]) -> [AdoptionHistory.Row] {
        if entries.count > councils {
            report(
                entries[councils].place,
                "this is the council after the \(councils) that could join; correct the rows or --councils")
        }
        var rows: [AdoptionHistory.Row] = []
        for (index, entry) in entries.sorted(by: { $0.moment.year < $1.moment.year }).enumerated() {
            if rows.last?.moment.year == entry.moment.year { rows.removeLast() }
            rows.append(AdoptionHistory.Row(moment: entry.moment, count: index + 1))
        }
        return rows
    }

    /// The history with the dates at which joining began and the record ended.
    private mutating func extended(
        _ rows: [AdoptionHistory.Row], from first: AdoptionHistory.Row, to last: AdoptionHistory.Row,
        start: AdoptionHistory.Moment?, until: AdoptionHistory.Moment?, layout: AdoptionHistory.Layout,
        header: CSVTable.Cell
    ) -> AdoptionHistory? {
        let writtenRows = rows.count
        var rows = rows
        if let start {
            if start.year < first.moment.year {
                rows.insert(AdoptionHistory.Row(moment: start, count: 0), at: 0)
            } else {
                report(
                    header.position,
                    "--start \(start.text) is not before the first date, \(first.moment.text); leave it out")
            }
        }
        if let until {
            if until.year > last.moment.year {
                rows.append(AdoptionHistory.Row(moment: until, count: last.count))
            } else if until.year < last.moment.year {
                report(
                    header.position, "--until \(until.text) is before the last date, \(last.moment.text); leave it out")
            }
        }
        let history = AdoptionHistory(
            layout: layout, rows: rows, written: layout == .counts ? writtenRows : last.count, councils: councils)
        if issues.isEmpty, history.record == nil {
            let found =
                history.start.count == history.end.count
                ? "nobody joins after the first date"
                : layout == .counts
                    ? "there are only \(history.readings.count) dates" : "the record is shorter than half a year"
            report(
                header.position,
                "\(found); innovation and imitation take \(layout == .counts ? "three dates" : "half a year") "
                    + "or more, with somebody joining")
        }
        return history
    }

    private mutating func reject(_ cell: CSVTable.Cell, _ name: String, expected: String) {
        let found = cell.text.isEmpty ? "the \(name) is missing" : "\(name) \(quoted(cell.text)) cannot be read"
        report(cell.position, "\(found); expected \(expected)")
    }

    private mutating func report(_ place: SourcePosition, _ message: String) {
        issues.append(ScenarioIssue(position: place, message: message))
    }
}
