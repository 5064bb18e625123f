import CRows

/// How one option's distribution of values lies over another's.
package enum Dominance: Sendable, Hashable {
    /// At every level the chance of exceeding it is at least as high, and somewhere higher: everyone who prefers more
    /// to less chooses it.
    case firstOrder

    /// Everyone who prefers more to less and dislikes risk chooses it, though not everyone who prefers more to less.
    case secondOrder
}

/// The distributions of the values of a decision, ready to be compared in pairs.
package struct OrderedDecision: Sendable {
    private let extents: [Extent]
    /// The values of each option in rising order, `[option][rank]`, sorted once as dominance is asked of every pair; none of
    /// options whose extents tell that they neither dominate another nor are dominated.
    private let orderStatistics: [[OrderStatistic]]

    /// Sorts the values of options, once for all pairs.
    package init(_ decision: Decision) {
        let extents = (0..<decision.optionCount).map { Extent(of: decision.values(of: $0), decision.tolerances) }
        let options = extents.indices
        orderStatistics = options.map { option in
            let isSettled = options.allSatisfy { other in
                other == option
                    || extents[option].cannotDominate(extents[other])
                        && extents[other].cannotDominate(extents[option])
            }
            return isSettled ? [] : OrderStatistic.rising(decision.values(of: option), tolerances: decision.tolerances)
        }
        self.extents = extents
    }

    /// How the empirical distribution of option `a` dominates that of option `b`; nil where it does not.
    ///
    /// With the values of each option in rising order, a_(1) ≤ a_(2) ≤ …, `a` dominates in the first order where
    /// a_(i) ≥ b_(i) for each i, and in the second where a_(1) + … + a_(i) ≥ b_(1) + … + b_(i) for each i; in both with a
    /// strict inequality for at least one i. The first implies the second and is the one reported. Pairing of trials
    /// plays no part, and options of equal distributions do not dominate each other.
    ///
    /// Order statistics are equal where they differ by no more than the tolerance of the trials they come from, and sums
    /// where they differ by no more than the sum of these.
    ///
    /// - Parameters:
    ///   - a: an option, by its place in the table.
    ///   - b: the option it is compared with.
    /// - Source: Hadar, J. and Russell, W. (1969), Rules for ordering uncertain prospects, *American Economic Review* 59.
    package func dominance(_ a: Int, over b: Int) -> Dominance? {
        if a == b || extents[a].cannotDominate(extents[b]) { return nil }
        var first = Ordering()
        var second = Ordering()
        var sum = 0.0
        var sumTolerance = 0.0
        for (above, below) in zip(orderStatistics[a], orderStatistics[b]) {
            let difference = above.value - below.value
            let tolerance = max(above.tolerance, below.tolerance)
            sum += difference
            sumTolerance += tolerance
            first.see(difference, tolerance: tolerance)
            second.see(sum, tolerance: sumTolerance)
            // What fell below once dominates no more.
            if first.fellBelow, second.fellBelow { return nil }
        }
        if first.isDominant { return .firstOrder }
        return second.isDominant ? .secondOrder : nil
    }
}

/// A value at its rank, with the tolerance of the trial it comes from.
private struct OrderStatistic: Sendable {
    let value: Double
    let tolerance: Double

    /// The values of one option in rising order, equal ones by tolerance; `values` and `tolerances` run over trials.
    static func rising(_ values: ArraySlice<Double>, tolerances: [Double]) -> [OrderStatistic] {
        let byTolerance = order(tolerances)
        let sorted = byTolerance.map { values[values.startIndex + Int($0)] }
        return order(sorted).map { place in
            OrderStatistic(value: sorted[Int(place)], tolerance: tolerances[Int(byTolerance[Int(place)])])
        }
    }

    /// Places of values in rising order, equal ones in order of place.
    private static func order(_ values: [Double]) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: values.count) { order, count in
            count = values.count
            guard let order = order.baseAddress else { return }
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 3 * values.count) { room in
                values.withUnsafeBufferPointer { row_order(order, $0.baseAddress, values.count, room.baseAddress) }
            }
        }
    }
}

/// What most pairs are told apart by: an option that is worse at its worst, or on average, dominates nothing that is better.
private struct Extent: Sendable {
    private let lowest: OrderStatistic
    private let sum: Double
    /// The sum of the tolerances of all trials, the same for all options.
    private let tolerance: Double

    init(of values: ArraySlice<Double>, _ tolerances: [Double]) {
        var lowest = OrderStatistic(value: .infinity, tolerance: .infinity)
        var (sum, total) = (0.0, 0.0)
        for (value, tolerance) in zip(values, tolerances) {
            sum += value
            total += tolerance
            if (value, tolerance) < (lowest.value, lowest.tolerance) {
                lowest = OrderStatistic(value: value, tolerance: tolerance)
            }
        }
        (self.lowest, self.sum, tolerance) = (lowest, sum, total)
    }

    /// Whether it is certain that the lowest values, or the sums of all, speak against it.
    ///
    /// Either of two order statistics has a tolerance, so the larger ones of all ranks add up to no more than twice the sum.
    /// As much again covers the rounding of sums: that of n values is at most n·1.1e-16 of what tolerances are 1e-9 of.
    func cannotDominate(_ other: Extent) -> Bool {
        lowest.value - other.lowest.value < -max(lowest.tolerance, other.lowest.tolerance)
            || sum - other.sum < -4 * tolerance
    }
}

/// Whether differences seen so far are nowhere below zero, and somewhere above it.
private struct Ordering {
    private(set) var fellBelow = false
    private var roseAbove = false

    var isDominant: Bool { roseAbove && !fellBelow }

    mutating func see(_ difference: Double, tolerance: Double) {
        if difference < -tolerance { fellBelow = true }
        if difference > tolerance { roseAbove = true }
    }
}
