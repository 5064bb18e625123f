import CGSL
import ElementaryFunctions

/// Mean and variance, either nil where it does not exist.
struct Moments {
    var mean: Double?
    var variance: Double?
}

extension ContinuousFamily {
    /// Mean and variance of the whole distribution, in closed form but for bounded and half-bounded metalogs.
    var moments: Moments {
        switch self {
        case .uniform(let min, let max):
            return Moments(mean: min + (max - min) / 2, variance: (max - min) * (max - min) / 12)
        case .triangular(let min, let mode, let max):
            let (rise, width) = (mode - min, max - min)
            return Moments(
                mean: min + (rise + width) / 3, variance: (rise * rise - rise * width + width * width) / 18)
        case .beta(let alpha, let beta, let min, let max):
            let (sum, width) = (alpha + beta, max - min)
            return Moments(
                mean: min + width * (alpha / sum),
                variance: width * width * (alpha / sum) * (beta / sum) / (sum + 1))
        case .normal(let mean, let sd):
            return Moments(mean: mean, variance: sd * sd)
        case .lognormal(let mu, let sigma):
            let mean = Elementary.exp(mu + sigma * sigma / 2)
            let variance = Elementary.expm1(sigma * sigma) * mean * mean
            return Moments(
                mean: mean.isFinite ? mean : nil, variance: variance.isFinite ? variance : nil)
        case .gamma(let shape, let scale):
            return Moments(mean: shape * scale, variance: shape * scale * scale)
        case .pareto(let scale, let shape):
            return Moments(
                mean: shape > 1 ? scale * (shape / (shape - 1)) : nil,
                variance: shape > 2 ? scale * scale * shape / ((shape - 1) * (shape - 1) * (shape - 2)) : nil)
        case .metalog(let metalog):
            return metalog.moments(from: nil, to: nil)
        }
    }

    /// Mean and variance given that the value lies between two points of the support, at least one of them inside.
    ///
    /// - Parameter wantsVariance: whether the variance is looked at; where it takes long it is nil otherwise.
    func moments(from lower: Double, to upper: Double, wantsVariance: Bool = true) -> Moments {
        switch self {
        case .uniform:
            return ContinuousFamily.uniform(min: lower, max: upper).moments
        case .pareto(_, let shape):
            return Self.paretoMoments(shape: shape, from: lower, to: upper)
        case .metalog(let metalog):
            return metalog.moments(from: lower, to: upper)
        case .normal(let mean, let sd) where lower == -.infinity || upper == .infinity:
            return Self.normalMoments(mean: mean, sd: sd, from: lower, to: upper)
        case .lognormal(let mu, let sigma) where upper == .infinity:
            let start = (Elementary.log(lower) - mu) / sigma
            return Self.tailMoments { order in
                let shift = order * sigma
                return Elementary.exp(order * mu + shift * shift / 2) * StandardNormal.cumulative(shift - start)
            }
        case .gamma(let shape, let scale) where upper == .infinity:
            return Self.tailMoments { order in
                var factor = 1.0
                for step in 0..<Int(order) { factor *= (shape + Double(step)) * scale }
                return factor * gsl_cdf_gamma_Q(lower / scale, shape + order, 1).roundedTo40Bits
            }
        default:
            return integratedMoments(from: lower, to: upper, wantsVariance: wantsVariance)
        }
    }

    /// ∫Q and ∫(Q − mean)² over the probabilities between two points a finite distance apart.
    private func integratedMoments(from lower: Double, to upper: Double, wantsVariance: Bool) -> Moments {
        let start = cumulative(lower)
        let mass = cumulative(upper) - start
        // Measured from the lower end, so that a narrow range far from 0 loses no digits.
        let excess = { (u: Double) in Swift.min(Swift.max(quantile(start + u * mass), lower), upper) - lower }
        let mean = GSL.integral(from: 0, to: 1, excess)
        guard wantsVariance else { return Moments(mean: lower + mean, variance: nil) }
        let variance = GSL.integral(from: 0, to: 1) { (excess($0) - mean) * (excess($0) - mean) }
        return Moments(mean: lower + mean, variance: variance)
    }

    /// From the partial moments E[Xᵏ; X > lower] for k = 0, 1, 2.
    private static func tailMoments(_ partial: (Double) -> Double) -> Moments {
        let mass = partial(0)
        let mean = partial(1) / mass
        let variance = partial(2) / mass - mean * mean
        return Moments(mean: mean.isFinite ? mean : nil, variance: variance.isFinite ? variance : nil)
    }

    /// With α and β the standardised ends and Z the mass between them, mean + sd·(φ(α) − φ(β))/Z and
    /// sd²·(1 + (αφ(α) − βφ(β))/Z − ((φ(α) − φ(β))/Z)²); one end is infinite.
    private static func normalMoments(mean: Double, sd: Double, from lower: Double, to upper: Double) -> Moments {
        // A normal cut from above is the mirror image of one cut from below.
        let sign: Double = upper == .infinity ? 1 : -1
        let start = upper == .infinity ? (lower - mean) / sd : (mean - upper) / sd
        let hazard = StandardNormal.density(start) / StandardNormal.cumulative(-start)
        return Moments(
            mean: mean + sign * sd * hazard, variance: sd * sd * (1 + start * hazard - hazard * hazard))
    }

    /// E[(X/lower)ᵏ] = s/(k − s) · (rᵏ⁻ˢ − 1)/(1 − r⁻ˢ), with s the shape and r = upper/lower; a cut Pareto
    /// is a Pareto that begins at the cut.
    private static func paretoMoments(shape: Double, from lower: Double, to upper: Double) -> Moments {
        let span = Elementary.log(upper / lower)
        func relative(_ order: Double) -> Double? {
            if upper == .infinity { return shape > order ? shape / (shape - order) : nil }
            let mass = -Elementary.expm1(-shape * span)
            let power = order - shape
            return shape * (power == 0 ? span : Elementary.expm1(power * span) / power) / mass
        }
        let mean = relative(1)
        let square = relative(2)
        return Moments(
            mean: mean.map { lower * $0 },
            variance: mean.flatMap { mean in square.map { lower * lower * Swift.max(0, $0 - mean * mean) } })
    }
}
