import ElementaryFunctions

/// The two ends of the probabilities.
enum ProbabilityEnd {
    case lower, upper
}

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

    /// NaN for all knots that are still missing.
    mutating func giveUp(knots: Int) {
        values += Array(repeating: .nan, count: knots - values.count)
        slopes += Array(repeating: .nan, count: knots - slopes.count)
        middles += Array(repeating: .nan, count: knots - 1 - middles.count)
    }
}

/// A continuous quantile function that can be made a table.
protocol QuantileCurve: Sendable {
    /// The exact quantile of a probability u of the whole distribution, of which this may be a stretch.
    func quantile(_ u: Double) -> Double

    /// Values and slopes at rising distances from an end, the last one ½, accurate to a thousandth of the bound of a
    /// table; NaN from where the method fails.
    func trace(_ end: ProbabilityEnd, at distances: [Double]) -> QuantileTrace
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

    func trace(_ end: ProbabilityEnd, at distances: [Double]) -> QuantileTrace {
        let width = self.end - start
        let tails = distances.map { (end == .lower ? start : 1 - self.end) + $0 * width }
        switch family {
        case .beta(let alpha, let beta, let min, let max):
            let logBeta = LogGamma.beta(alpha, beta)
            return switch end {
            case .lower:
                BetaDensity(alpha: alpha, beta: beta, logBeta: logBeta)
                    .trace(tails: tails, rising: true, origin: min, scale: max - min, width: width)
            case .upper:
                BetaDensity(alpha: beta, beta: alpha, logBeta: logBeta)
                    .trace(tails: tails, rising: true, origin: max, scale: min - max, width: width)
            }
        case .gamma(let shape, let scale):
            return GammaDensity(shape: shape, logGamma: LogGamma.value(shape))
                .trace(tails: tails, rising: end == .lower, origin: 0, scale: scale, width: width)
        default:
            return trace(distances, end)
        }
    }

    /// The trace by the family's own formula.
    private func trace(_ distances: [Double], _ end: ProbabilityEnd) -> QuantileTrace {
        var trace = QuantileTrace(knots: distances.count)
        let probability = { (q: Double) in start + (end == .lower ? q : 1 - q) * (self.end - start) }
        for (number, distance) in distances.enumerated() {
            let point = point(probability(distance))
            trace.values.append(min(max(point.value, lower), upper))
            trace.slopes.append(point.slope * (self.end - start))
            if number + 1 < distances.count {
                let middle = (distance + distances[number + 1]) / 2
                trace.middles.append(min(max(family.quantile(probability(middle)), lower), upper))
            }
        }
        return trace
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
