import Stochastics

/// Who had joined something by when, as somebody recorded it.
package struct AdoptionHistory: Sendable {
    /// A date.
    package struct Moment: Sendable, Equatable {
        /// As it was written.
        package let text: String
        /// The year with what has passed of it: 2022.5 is the middle of 2022.
        package let year: Double

        /// Of its parts, which the properties of these names explain.
        package init(text: String, year: Double) {
            self.text = text
            self.year = year
        }
    }

    /// How many had joined by a date.
    package struct Row: Sendable {
        /// The date.
        package let moment: Moment
        /// Councils that had joined by then.
        package let count: Int

        /// Of its parts, which the properties of these names explain.
        package init(moment: Moment, count: Int) {
            self.moment = moment
            self.count = count
        }
    }

    /// What was recorded.
    package enum Layout: Sendable {
        /// Now and then, how many there were.
        case counts
        /// The date of each council.
        case councils
    }

    /// What was recorded.
    package let layout: Layout
    /// Dates in ascending order, each once, with those added for the beginning and the end of the record.
    package let rows: [Row]
    /// Counts, or councils, that were written down.
    package let written: Int
    /// Councils that could have joined.
    package let councils: Int

    /// Of its parts, which the properties of these names explain; there is a row.
    package init(layout: Layout, rows: [Row], written: Int, councils: Int) {
        precondition(!rows.isEmpty, "a history has a date")
        self.layout = layout
        self.rows = rows
        self.written = written
        self.councils = councils
    }

    /// The date at which it begins. Those who had joined by then are its founders.
    package var start: Row { rows[0] }
    /// The date at which it ends.
    package var end: Row { rows[rows.count - 1] }

    /// Years since the start at which joining is read off, and the councils by then.
    ///
    /// Counts are read where they were made. Dated councils are counted at the end of each quarter of a year since the
    /// start, and at the end: pressure is the same all year, so that finer counts would say little more of it, and whole
    /// years leave a short record with too few counts to see how much joining varies.
    package var readings: [(time: Double, count: Int)] {
        let times = rows.map { $0.moment.year - start.moment.year }
        let all = zip(times, rows).map { (time: $0, count: $1.count) }
        guard layout == .councils, let last = all.last else { return all }
        // A count on the day of the end needs none the day before.
        let day = 1.0 / 366
        let quarters = stride(from: 0.0, to: last.time - day, by: 0.25).map { time in
            (time: time, count: all.last { $0.time <= time + day / 2 }?.count ?? 0)
        }
        return quarters + [last]
    }

    /// What rates are fitted to; nil unless there are three readings and somebody joined after the first.
    package var record: DiffusionRecord? {
        let readings = readings
        guard readings.count >= 3, start.count < end.count else { return nil }
        return DiffusionRecord(
            size: Double(councils), times: readings.map(\.time), counts: readings.map { Double($0.count) })
    }
}
