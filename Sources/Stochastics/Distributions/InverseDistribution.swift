/// The generalised inverse of a distribution made of atoms and continuous parts, prepared for many calls.
///
/// The atoms and the ends of the parts cut the line into stretches. At a knot between stretches the probability jumps
/// by the weight of its atom; within a stretch the same parts are at work throughout, and if it is only one its own
/// quantile function answers.
struct InverseDistribution: Sendable {
    /// A point at which stretches meet.
    struct Knot {
        let value: Double
        /// F(value⁻) and F(value).
        let below: Double
        let upTo: Double
    }

    /// What lies between one knot and the next.
    struct Stretch {
        /// The probability of the atoms and parts that lie wholly to the left.
        let completed: Double
        let parts: [Decomposition.Part]

        /// The x at which the probability reaches u, nil where no part is at work.
        func quantile(_ u: Double) -> Double? {
            guard let first = parts.first else { return nil }
            let needed = u - completed
            if parts.count == 1 { return first.quantile(needed / first.weight) }

            // Where every part's own F is at least the share, so is their weighted mean; where every one is below, it is.
            let share = needed / parts.reduce(0) { $0 + $1.weight }
            let quantiles = parts.map { $0.quantile(share) }
            guard let low = quantiles.min(), let high = quantiles.max() else { return nil }
            return Bisection.smallest(from: low, to: high) { x in
                parts.reduce(0) { $0 + $1.weight * $1.cumulative(x) } >= needed
            }
        }

        /// The probability of the whole distribution up to x, a point of this stretch.
        func cumulative(_ x: Double) -> Double {
            parts.reduce(completed) { $0 + $1.weight * $1.cumulative(x) }
        }

        /// The density of the whole distribution at x, a point of this stretch.
        func density(_ x: Double) -> Double {
            parts.reduce(0) { $0 + $1.weight * $1.family.density(x) / $1.mass }
        }
    }

    /// In order of value.
    let knots: [Knot]
    /// Stretch i ends at knot i; the last one goes on to infinity.
    let stretches: [Stretch]

    init(_ decomposition: Decomposition) {
        let atoms = decomposition.atoms
        let parts = decomposition.parts
        let ends = parts.flatMap { [$0.lower, $0.upper] }.filter(\.isFinite)
        let values = Set(atoms.map(\.value) + ends).sorted()
        knots = values.map {
            Knot(value: $0, below: decomposition.cumulativeBelow($0), upTo: decomposition.cumulative($0))
        }
        stretches = (0...values.count).map { index in
            let left = index == 0 ? -Double.infinity : values[index - 1]
            let right = index == values.count ? Double.infinity : values[index]
            let passed = atoms.reduce(0) { $1.value <= left ? $0 + $1.weight : $0 }
            let completed = parts.reduce(passed) { $1.upper <= left ? $0 + $1.weight : $0 }
            return Stretch(completed: completed, parts: parts.filter { $0.lower <= left && $0.upper >= right })
        }
    }

    /// The smallest x with F(x) ≥ u, u in (0, 1).
    func quantile(_ u: Double) -> Double {
        var (low, high) = (0, knots.count)
        while low < high {
            let middle = (low + high) / 2
            if knots[middle].upTo >= u { high = middle } else { low = middle + 1 }
        }
        if low < knots.count, knots[low].below < u { return knots[low].value }
        let left = low == 0 ? -Double.infinity : knots[low - 1].value
        let right = low == knots.count ? Double.infinity : knots[low].value
        guard let x = stretches[low].quantile(u) else { return right.isFinite ? right : left }
        return min(max(x, left), right)
    }
}
