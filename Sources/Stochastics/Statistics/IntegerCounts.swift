/// How often each whole number occurred, for figures that take few values: members, joining years, payback years.
///
/// It is exact for any number of trials, and two of them merge in any order.
package struct IntegerCounts: Sendable, Hashable {
    /// The lowest number that has a place.
    package private(set) var lowest = 0
    /// How often `lowest`, `lowest + 1`, … occurred.
    package private(set) var counts: [UInt32] = []

    /// Of no numbers.
    package init() {}

    /// Counts of consecutive numbers from `lowest` on.
    package init(lowest: Int, counts: [UInt32]) {
        self.lowest = lowest
        self.counts = counts
    }

    /// How many numbers there are.
    package var total: Int { counts.reduce(0) { $0 + Int($1) } }

    /// Takes up a number, once or several times.
    package mutating func add(_ number: Int, times: UInt32 = 1) {
        if counts.isEmpty {
            lowest = number
            counts = [0]
        }
        if number < lowest {
            counts.insert(contentsOf: [UInt32](repeating: 0, count: lowest - number), at: 0)
            lowest = number
        }
        if number >= lowest + counts.count {
            counts.append(contentsOf: [UInt32](repeating: 0, count: number - lowest - counts.count + 1))
        }
        counts[number - lowest] += times
    }

    /// Takes up other counts.
    package mutating func merge(_ other: IntegerCounts) {
        for (place, count) in other.counts.enumerated() where count > 0 { add(other.lowest + place, times: count) }
    }

    /// The number at a rank, from 0, in ascending order; `rank` lies below `total`.
    package func orderStatistic(_ rank: Int) -> Int {
        var before = 0
        for (place, count) in counts.enumerated() {
            before += Int(count)
            if rank < before { return lowest + place }
        }
        preconditionFailure("a rank is below the number of values")
    }

    /// The quantile of type 7; there is at least one number.
    package func quantile(_ p: Double) -> Double {
        Statistics.QuantilePlace(of: p, count: total).value { Double(orderStatistic($0)) }
    }

    /// The smallest number by which at least `percent` % of `trials` have come; nil where so many never do.
    ///
    /// - Parameters:
    ///   - percent: 1…100.
    ///   - trials: number of all trials, those without a number included: they are sorted last.
    package func earliest(sharing percent: Int, ofTrials trials: Int) -> Int? {
        // In whole numbers, so that no product decides by its last bit.
        let needed = (percent * trials + 99) / 100
        return needed <= total ? orderStatistic(max(0, needed - 1)) : nil
    }
}
