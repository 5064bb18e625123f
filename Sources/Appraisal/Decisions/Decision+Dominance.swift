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
    /// The values of each option in rising order, `[option][rank]`; sorted once, as dominance is asked of every pair.
    private let orderStatistics: [[OrderStatistic]]

    /// Sorts the values of every option, once for all pairs.
    package init(_ decision: Decision) {
        orderStatistics = (0..<decision.optionCount).map {
            OrderStatistic.rising(decision.values(of: $0), tolerances: decision.tolerances)
        }
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
            // What fell below once dominates no more, and most pairs show that at their lowest values.
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

    /// The values of one option in rising order; `values` and `tolerances` run over trials.
    static func rising(_ values: ArraySlice<Double>, tolerances: [Double]) -> [OrderStatistic] {
        zip(values, tolerances)
            .map { OrderStatistic(value: $0, tolerance: $1) }
            .sorted { ($0.value, $0.tolerance) < ($1.value, $1.tolerance) }
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
