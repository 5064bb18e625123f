import ElementaryFunctions

/// A quantile function Q along one half of the probabilities, from an end to the median.
struct QuantileTrace {
    /// Q by knot.
    var values: [Double] = []
    /// dQ/dp by knot, p being the probability.
    var slopes: [Double] = []
    /// Q halfway between a knot and the next, one fewer than knots.
    var middles: [Double] = []

    init(knots: Int) {
        values.reserveCapacity(knots)
        slopes.reserveCapacity(knots)
        middles.reserveCapacity(knots)
    }
}

/// A quantile function along both halves of the probabilities.
struct QuantileTraces {
    var lower: QuantileTrace
    var upper: QuantileTrace

    init(knots: Int) {
        lower = QuantileTrace(knots: knots)
        upper = QuantileTrace(knots: knots)
    }

    mutating func append(value: SIMD2<Double>, slope: SIMD2<Double>) {
        lower.values.append(value[0])
        upper.values.append(value[1])
        lower.slopes.append(slope[0])
        upper.slopes.append(slope[1])
    }

    mutating func append(middle: SIMD2<Double>) {
        lower.middles.append(middle[0])
        upper.middles.append(middle[1])
    }
}

/// A continuous quantile function that can be made a table.
protocol QuantileCurve: Sendable {
    /// The exact quantile of a probability u of the whole distribution, of which this may be a stretch.
    func quantile(_ u: Double) -> Double

    /// Values and slopes at rising distances from either end, the last one ½, accurate to a thousandth of the bound of a
    /// table; NaN from where the method fails.
    func traces(at distances: [Double]) -> QuantileTraces
}

/// The part of a continuous family between two of its probabilities, spread over the probabilities 0 to 1.
struct FamilyStretch: QuantileCurve {
    let family: ContinuousFamily
    /// The family's own probabilities at either end.
    let start: Double
    let end: Double
    /// Quantiles stay between these.
    let lower: Double
    let upper: Double

    /// The part of the distribution to which it belongs, and the probability of what lies wholly below that part.
    private let part: Decomposition.Part
    private let completed: Double

    /// A whole family.
    init(_ family: ContinuousFamily) {
        let (lowest, highest) = family.support
        self.init(
            Decomposition.Part(family, from: lowest, to: highest, weight: 1), completed: 0, from: 0, to: 1,
            between: lowest, and: highest)
    }

    /// What a part gives between two probabilities of the distribution and two values.
    init(
        _ part: Decomposition.Part, completed: Double, from: Double, to: Double, between lower: Double,
        and upper: Double
    ) {
        self.part = part
        self.completed = completed
        family = part.family
        let whole = { (u: Double) in part.start + min(max((u - completed) / part.weight, 0), 1) * part.mass }
        start = whole(from)
        end = whole(to)
        self.lower = max(lower, part.lower)
        self.upper = min(upper, part.upper)
    }

    /// Whether its own formula is as quick as a table.
    var isSimple: Bool {
        switch family {
        case .uniform, .triangular, .pareto: true
        case .beta, .normal, .lognormal, .gamma, .metalog: false
        }
    }

    func quantile(_ u: Double) -> Double {
        min(max(part.quantile((u - completed) / part.weight), lower), upper)
    }

    func traces(at distances: [Double]) -> QuantileTraces {
        let width = end - start
        func scale(_ origin: SIMD2<Double>, _ scale: SIMD2<Double>, _ direction: SIMD2<Double>) -> TailScale {
            TailScale(
                lowerTails: distances.map { start + $0 * width }, upperTails: distances.map { 1 - end + $0 * width },
                origin: origin, scale: scale, direction: direction, width: width)
        }
        switch family {
        case .beta(let alpha, let beta, let min, let max):
            return BetaDensity(alpha: alpha, beta: beta)
                .traces(scale(SIMD2(min, max), SIMD2(max - min, min - max), SIMD2(1, 1)))
        case .gamma(let shape, let size):
            return GammaDensity(shape: shape).traces(scale(.zero, SIMD2(size, size), SIMD2(1, -1)))
        default:
            return tracesByFormula(at: distances)
        }
    }

    private func tracesByFormula(at distances: [Double]) -> QuantileTraces {
        var traces = QuantileTraces(knots: distances.count)
        let width = end - start
        func value(_ u: Double) -> Double { min(max(family.quantile(u), lower), upper) }
        for (number, distance) in distances.enumerated() {
            let (low, high) = (point(start + distance * width), point(start + (1 - distance) * width))
            traces.append(
                value: SIMD2(min(max(low.value, lower), upper), min(max(high.value, lower), upper)),
                slope: SIMD2(low.slope * width, high.slope * width))
            guard number + 1 < distances.count else { break }
            let middle = (distance + distances[number + 1]) / 2
            traces.append(middle: SIMD2(value(start + middle * width), value(start + (1 - middle) * width)))
        }
        return traces
    }

    /// The quantile of a probability of the family and its derivative, where they have a formula.
    private func point(_ u: Double) -> (value: Double, slope: Double) {
        switch family {
        case .normal(let mean, let sd):
            let z = StandardNormal.quantile(u)
            return (mean + sd * z, sd / StandardNormal.density(z))
        case .lognormal(let mu, let sigma):
            let z = StandardNormal.quantile(u)
            let value = Elementary.exp(mu + sigma * z)
            return (value, value * sigma / StandardNormal.density(z))
        case .metalog(let metalog):
            return metalog.point(atProbability: u)
        default:
            preconditionFailure("other families are simple, or have a density that is marched along")
        }
    }
}
