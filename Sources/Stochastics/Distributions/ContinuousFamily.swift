import CGSL
import ElementaryFunctions

/// The distributions with a density that everything else is put together from, none of them degenerate.
enum ContinuousFamily: Sendable, Hashable {
    case uniform(min: Double, max: Double)
    case triangular(min: Double, mode: Double, max: Double)
    case beta(alpha: Double, beta: Double, min: Double, max: Double)
    case normal(mean: Double, sd: Double)
    case lognormal(mu: Double, sigma: Double)
    case gamma(shape: Double, scale: Double)
    case pareto(scale: Double, shape: Double)
    case metalog(Metalog)

    /// The family of a distribution; nil for one with atoms, one made of parts, and one that is a single point.
    init?(_ distribution: Distribution) {
        switch distribution {
        case .uniform(let min, let max) where min < max:
            self = .uniform(min: min, max: max)
        case .triangular(let min, let mode, let max) where min < max:
            self = .triangular(min: min, mode: mode, max: max)
        case .pert(let min, let mode, let max) where min < max:
            let width = max - min
            self = .beta(
                alpha: 1 + 4 * ((mode - min) / width), beta: 1 + 4 * ((max - mode) / width), min: min, max: max)
        case .beta(let alpha, let beta, let min, let max) where min < max:
            self = .beta(alpha: alpha, beta: beta, min: min, max: max)
        case .normal(let mean, let sd) where sd > 0:
            self = .normal(mean: mean, sd: sd)
        case .lognormal(let mu, let sigma) where sigma > 0:
            self = .lognormal(mu: mu, sigma: sigma)
        case .gamma(let shape, let scale):
            self = .gamma(shape: shape, scale: scale)
        case .pareto(let scale, let shape):
            self = .pareto(scale: scale, shape: shape)
        case .metalog(let metalog):
            self = .metalog(metalog)
        default:
            return nil
        }
    }

    /// The ends of the support, ±infinity where there is none.
    var support: (lowest: Double, highest: Double) {
        switch self {
        case .uniform(let min, let max), .triangular(let min, _, let max), .beta(_, _, let min, let max): (min, max)
        case .normal: (-.infinity, .infinity)
        case .lognormal, .gamma: (0, .infinity)
        case .pareto(let scale, _): (scale, .infinity)
        case .metalog(let metalog): (metalog.min ?? -.infinity, metalog.max ?? .infinity)
        }
    }

    /// The x with F(x) = u, u in (0, 1); what GSL has a part in is rounded to 40 bits.
    func quantile(_ u: Double) -> Double {
        precondition(GSL.isReady)
        switch self {
        case .uniform(let min, let max):
            return Swift.min(min + u * (max - min), max)
        case .triangular(let min, let mode, let max):
            let width = max - min
            return u * width <= mode - min
                ? min + (u * width * (mode - min)).squareRoot()
                : max - ((1 - u) * width * (max - mode)).squareRoot()
        case .beta(let alpha, let beta, let min, let max):
            let estimate = gsl_cdf_beta_Pinv(u, alpha, beta)
            let share = Self.confirmed(estimate, u, upTo: 1) { gsl_cdf_beta_P($0, alpha, beta) }
            return Swift.min(min + share.roundedTo40Bits * (max - min), max)
        case .normal(let mean, let sd):
            return mean + sd * StandardNormal.quantile(u)
        case .lognormal(let mu, let sigma):
            return Elementary.exp(mu + sigma * StandardNormal.quantile(u))
        case .gamma(let shape, let scale):
            let estimate = gsl_cdf_gamma_Pinv(u, shape, 1)
            let multiple = Self.confirmed(estimate, u, upTo: .infinity) { gsl_cdf_gamma_P($0, shape, 1) }
            return scale * multiple.roundedTo40Bits
        case .pareto(let scale, let shape):
            return scale * Elementary.exp(-Elementary.log1p(-u) / shape)
        case .metalog(let metalog):
            return metalog.quantile(u)
        }
    }

    /// F(x); 0 below the support and 1 above it. What comes from GSL is rounded to 40 bits, above ½ in 1 − F.
    func cumulative(_ x: Double) -> Double {
        precondition(GSL.isReady)
        let (lowest, highest) = support
        if x <= lowest { return 0 }
        if x >= highest { return 1 }
        switch self {
        case .uniform(let min, let max):
            return (x - min) / (max - min)
        case .triangular(let min, let mode, let max):
            let width = max - min
            return x <= mode
                ? (x - min) / width * ((x - min) / (mode - min))
                : 1 - (max - x) / width * ((max - x) / (max - mode))
        case .beta(let alpha, let beta, let min, let max):
            let share = (x - min) / (max - min)
            return Self.rounded(gsl_cdf_beta_P(share, alpha, beta)) { gsl_cdf_beta_Q(share, alpha, beta) }
        case .normal(let mean, let sd):
            return StandardNormal.cumulative((x - mean) / sd)
        case .lognormal(let mu, let sigma):
            return StandardNormal.cumulative((Elementary.log(x) - mu) / sigma)
        case .gamma(let shape, let scale):
            return Self.rounded(gsl_cdf_gamma_P(x / scale, shape, 1)) { gsl_cdf_gamma_Q(x / scale, shape, 1) }
        case .pareto(let scale, let shape):
            return -Elementary.expm1(-shape * Elementary.log(x / scale))
        case .metalog(let metalog):
            return metalog.cumulative(x)
        }
    }

    private static func rounded(_ lower: Double, _ upper: () -> Double) -> Double {
        lower < 0.5 ? lower.roundedTo40Bits : 1 - upper().roundedTo40Bits
    }

    /// GSL's quantile where it is one, otherwise the same by bisection: for extreme shapes its iteration gives up
    /// with NaN or stops early.
    static func confirmed(
        _ estimate: Double, _ u: Double, upTo highest: Double, cumulative: (Double) -> Double
    ) -> Double {
        let tolerance = 1e-12 * min(u, 1 - u) + 4 * Double.ulpOfOne * u
        if abs(cumulative(estimate) - u) <= tolerance { return estimate }
        return Bisection.smallest(from: 0, to: highest) { cumulative($0) >= u }
    }
}
