import ElementaryFunctions

/// Any distribution as what it comes to: points with weights and stretches of continuous families with weights.
///
/// Mixtures nested in mixtures become one list; a truncated mixture becomes the mixture of its truncated parts; a
/// table of quantiles becomes uniform stretches, and points where it is level. The weights sum to 1.
struct Decomposition: Sendable {
    /// A value that comes out exactly, with its probability.
    struct Atom: Sendable {
        var value: Double
        var weight: Double
    }

    /// A continuous family between two points, with the probability of that part.
    struct Part: Sendable {
        let family: ContinuousFamily
        let lower: Double
        let upper: Double
        var weight: Double

        /// F of the whole family at `lower`, and its probability between `lower` and `upper`.
        let start: Double
        let mass: Double

        init(_ family: ContinuousFamily, from lower: Double, to upper: Double, weight: Double) {
            self.family = family
            self.lower = lower
            self.upper = upper
            self.weight = weight
            start = family.cumulative(lower)
            mass = family.cumulative(upper) - start
        }

        var isWhole: Bool { (lower, upper) == family.support }

        /// The probability of at most x, given this part.
        func cumulative(_ x: Double) -> Double {
            if x <= lower { return 0 }
            if x >= upper { return 1 }
            return min(max((family.cumulative(x) - start) / mass, 0), 1)
        }

        /// The quantile of p, given this part; p of 0 and 1 give the ends, or the last quantile before infinity.
        func quantile(_ p: Double) -> Double {
            if p <= 0, lower.isFinite { return lower }
            if p >= 1, upper.isFinite { return upper }
            let whole = min(max(start + p * mass, Double.leastNormalMagnitude), 1.0.nextDown)
            return min(max(family.quantile(whole), lower), upper)
        }

        func moments(wantsVariance: Bool) -> Moments {
            isWhole ? family.moments : family.moments(from: lower, to: upper, wantsVariance: wantsVariance)
        }
    }

    /// In order of value, each value once.
    private(set) var atoms: [Atom] = []
    private(set) var parts: [Part] = []

    init(_ distribution: Distribution) {
        switch distribution {
        case .fixed(let value):
            atoms = [Atom(value: value, weight: 1)]
        case .bernoulli(let probability):
            add(atoms: [Atom(value: 0, weight: 1 - probability), Atom(value: 1, weight: probability)])
        case .discrete(let values, let weights):
            let total = weights.reduce(0, +)
            add(atoms: zip(values, weights).map { Atom(value: $0, weight: $1 / total) })
        case .quantiles(let probabilities, let values):
            addTable(probabilities: probabilities, values: values)
        case .mixture(let components):
            let total = components.reduce(0) { $0 + $1.weight }
            for component in components where component.weight > 0 {
                add(Decomposition(component.distribution), weight: component.weight / total)
            }
        case .truncated(let inner, let min, let max):
            self = Decomposition(inner).restricted(from: min ?? -.infinity, to: max ?? .infinity)
        case .uniform(let point, _), .triangular(let point, _, _), .pert(let point, _, _),
            .beta(_, _, let point, _), .normal(let point, _):
            addFamily(of: distribution, orPoint: point)
        case .lognormal(let mu, _):
            addFamily(of: distribution, orPoint: Elementary.exp(mu))
        case .gamma, .pareto, .metalog:
            addFamily(of: distribution, orPoint: .nan)
        }
    }

    private mutating func addFamily(of distribution: Distribution, orPoint point: Double) {
        if let family = ContinuousFamily(distribution) {
            let (lowest, highest) = family.support
            parts.append(Part(family, from: lowest, to: highest, weight: 1))
        } else {
            atoms = [Atom(value: point, weight: 1)]
        }
    }

    private mutating func addTable(probabilities: [Double], values: [Double]) {
        let points = Array(zip(probabilities, values))
        var level: [Atom] = []
        for (left, right) in zip(points, points.dropFirst()) {
            let weight = right.0 - left.0
            if left.1 == right.1 {
                level.append(Atom(value: left.1, weight: weight))
            } else {
                let family = ContinuousFamily.uniform(min: left.1, max: right.1)
                parts.append(Part(family, from: left.1, to: right.1, weight: weight))
            }
        }
        add(atoms: level)
    }

    private mutating func add(_ other: Decomposition, weight: Double) {
        add(atoms: other.atoms.map { Atom(value: $0.value, weight: $0.weight * weight) })
        for var part in other.parts {
            part.weight *= weight
            parts.append(part)
        }
    }

    private mutating func add(atoms more: [Atom]) {
        let sorted = (atoms + more.filter { $0.weight > 0 }).sorted { $0.value < $1.value }
        atoms = []
        for atom in sorted {
            if let last = atoms.indices.last, atoms[last].value == atom.value {
                atoms[last].weight += atom.weight
            } else {
                atoms.append(atom)
            }
        }
    }

    /// The same given a value in lower…upper, both included.
    private func restricted(from lower: Double, to upper: Double) -> Decomposition {
        var result = self
        result.atoms = atoms.filter { $0.value >= lower && $0.value <= upper }
        result.parts = parts.compactMap { part in
            let (from, to) = (max(part.lower, lower), min(part.upper, upper))
            guard from < to else { return nil }
            let kept = part.cumulative(to) - part.cumulative(from)
            let piece = Part(part.family, from: from, to: to, weight: part.weight * kept)
            return piece.weight > 0 && piece.mass > 0 ? piece : nil
        }
        let total = result.atoms.reduce(0) { $0 + $1.weight } + result.parts.reduce(0) { $0 + $1.weight }
        for index in result.atoms.indices { result.atoms[index].weight /= total }
        for index in result.parts.indices { result.parts[index].weight /= total }
        return result
    }
}

extension Decomposition {
    var lowest: Double {
        min(atoms.first?.value ?? .infinity, parts.map(\.lower).min() ?? .infinity)
    }

    var highest: Double {
        max(atoms.last?.value ?? -.infinity, parts.map(\.upper).max() ?? -.infinity)
    }

    /// The probability of at most x, exactly 0 below and 1 above all values.
    func cumulative(_ x: Double) -> Double {
        if x >= highest { return 1 }
        let level = atoms.reduce(0) { $1.value <= x ? $0 + $1.weight : $0 }
        return min(1, parts.reduce(level) { $0 + $1.weight * $1.cumulative(x) })
    }

    /// The probability of less than x.
    func cumulativeBelow(_ x: Double) -> Double {
        if x > highest { return 1 }
        let level = atoms.reduce(0) { $1.value < x ? $0 + $1.weight : $0 }
        return min(1, parts.reduce(level) { $0 + $1.weight * $1.cumulative(x) })
    }

    var mean: Double? {
        Self.pooled(weightedMoments(wantsVariance: false))?.mean
    }

    /// Σ weight·(variance + (mean − overall mean)²) over atoms and parts.
    var variance: Double? {
        Self.pooled(weightedMoments(wantsVariance: true))?.variance
    }

    private func weightedMoments(wantsVariance: Bool) -> [(weight: Double, moments: Moments)] {
        atoms.map { ($0.weight, Moments(mean: $0.value, variance: 0)) }
            + parts.map { ($0.weight, $0.moments(wantsVariance: wantsVariance)) }
    }

    private static func pooled(_ pieces: [(weight: Double, moments: Moments)]) -> Moments? {
        // Differences from the first mean keep a single piece, and pieces that agree, exact.
        guard let first = pieces.first, let origin = first.moments.mean else { return nil }
        var shift = 0.0
        for piece in pieces {
            guard let mean = piece.moments.mean else { return nil }
            shift += piece.weight * (mean - origin)
        }
        let overall = origin + shift
        var total = 0.0
        for piece in pieces {
            guard let mean = piece.moments.mean, let variance = piece.moments.variance else {
                return Moments(mean: overall, variance: nil)
            }
            total += piece.weight * (variance + (mean - overall) * (mean - overall))
        }
        return Moments(mean: overall, variance: total)
    }
}
