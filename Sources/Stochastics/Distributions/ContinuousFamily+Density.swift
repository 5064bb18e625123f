import ElementaryFunctions

extension ContinuousFamily {
    /// The density F′(x) strictly inside the support, to about 1e-9; it serves to find quantiles, which are then
    /// checked by F itself.
    func density(_ x: Double) -> Double {
        switch self {
        case .uniform(let min, let max):
            return 1 / (max - min)
        case .triangular(let min, let mode, let max):
            let width = max - min
            return x <= mode && mode > min
                ? 2 * (x - min) / (width * (mode - min)) : 2 * (max - x) / (width * (max - mode))
        case .beta(let alpha, let beta, let min, let max):
            let share = (x - min) / (max - min)
            let logarithm =
                (alpha - 1) * Elementary.log(share) + (beta - 1) * Elementary.log1p(-share)
                - GSL.logBeta(alpha, beta)
            return Elementary.exp(logarithm) / (max - min)
        case .normal(let mean, let sd):
            return StandardNormal.density((x - mean) / sd) / sd
        case .lognormal(let mu, let sigma):
            return StandardNormal.density((Elementary.log(x) - mu) / sigma) / (sigma * x)
        case .gamma(let shape, let scale):
            let multiple = x / scale
            let logarithm = (shape - 1) * Elementary.log(multiple) - multiple - GSL.logGamma(shape)
            return Elementary.exp(logarithm) / scale
        case .pareto(let scale, let shape):
            return shape / x * Elementary.exp(-shape * Elementary.log(x / scale))
        case .metalog(let metalog):
            let t = metalog.logit(at: x)
            return Elementary.exp(Logit.logDensity(t)) / metalog.point(atLogit: t).slope
        }
    }
}
