/// How many of a population had joined something by when.
package struct DiffusionRecord: Sendable {
    /// How many there are, joined or not.
    package let size: Double
    /// Years since the record begins, ascending from 0.
    package let times: [Double]
    /// How many had joined by each time, never falling; those of time 0 are taken as given, and explained by nothing.
    package let counts: [Double]
    /// What lies between one time and the next, cut where a year of the record ends.
    let spans: [Span]

    /// A stretch of time in which the pressure stays the same.
    struct Span {
        /// Its length in years, at most 1.
        let length: Double
        /// The time at its end, as an index of `times`, where it ends at one.
        let end: Int?
        /// Whether a year of the record begins with it.
        let beginsYear: Bool
    }

    /// Of its parts, which the properties of these names explain; there are at least three times, and somebody joins
    /// after the first.
    package init(size: Double, times: [Double], counts: [Double]) {
        precondition(times.count == counts.count && times.count >= 3, "there are three counts or more")
        precondition(times.first == 0, "time runs from the beginning of the record")
        precondition(zip(times, times.dropFirst()).allSatisfy { $0 < $1 }, "times are ascending")
        precondition(zip(counts, counts.dropFirst()).allSatisfy { $0 <= $1 }, "counts never fall")
        precondition(counts[0] >= 0 && counts[0] < counts[counts.count - 1], "somebody joins")
        precondition(counts[counts.count - 1] <= size, "no more join than there are")
        self.size = size
        self.times = times
        self.counts = counts
        spans = Self.spans(times)
    }

    /// The share that has joined at the beginning.
    package var shareAtStart: Double { counts[0] / size }

    /// The share that has joined by the end.
    package var shareAtEnd: Double { counts[counts.count - 1] / size }

    /// The same population and times with other counts.
    func with(counts: [Double]) -> DiffusionRecord {
        DiffusionRecord(size: size, times: times, counts: counts, spans: spans)
    }

    private init(size: Double, times: [Double], counts: [Double], spans: [Span]) {
        self.size = size
        self.times = times
        self.counts = counts
        self.spans = spans
    }

    /// Dates written in fractions of a year are off by rounding: less than this, a minute, is no time.
    private static let instant = 2e-6

    private static func spans(_ times: [Double]) -> [Span] {
        var spans: [Span] = []
        var now = 0.0
        var beginsYear = true
        for (index, time) in times.enumerated().dropFirst() {
            while true {
                let yearEnd = (now + instant).rounded(.down) + 1
                let isLast = time <= yearEnd + instant
                let next = isLast ? time : yearEnd
                spans.append(Span(length: next - now, end: isLast ? index : nil, beginsYear: beginsYear))
                beginsYear = next >= yearEnd - instant
                now = next
                if isLast { break }
            }
        }
        return spans
    }
}
