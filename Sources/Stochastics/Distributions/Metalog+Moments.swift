import ElementaryFunctions

extension Metalog {
    /// Mean and variance given a value in lower…upper; nil stands for no cut on that side.
    ///
    /// Closed form without bounds or cuts. Otherwise integrals over the logit t of the probability, with the logistic
    /// density as weight: there a tail falls off exponentially, where in the probability itself it would be a
    /// singularity. A half-bounded metalog has a mean only where the slope of M in t at the unbounded end is below 1,
    /// and a variance only where it is below ½.
    func moments(from lower: Double?, to upper: Double?) -> Moments {
        let from = lower.map { $0 == min ? -Double.infinity : logit(at: $0) } ?? -.infinity
        let to = upper.map { $0 == max ? Double.infinity : logit(at: $0) } ?? .infinity
        if min == nil, max == nil, from == -.infinity, to == .infinity { return unboundedMoments }

        let slope =
            switch (min, max) {
            case (.some, nil) where to == .infinity: tailSlopes.right
            case (nil, .some) where from == -.infinity: tailSlopes.left
            default: 0.0
            }
        guard slope < 1 else { return Moments() }
        // Cut at 0 when both halves are wanted: the integrand is largest near it, and both infinite ends come right.
        let ends = from < 0 && to > 0 ? [from, 0, to] : [from, to]
        func integral(_ integrand: (Double) -> Double) -> Double {
            zip(ends, ends.dropFirst()).reduce(0) { $0 + GSL.integral(from: $1.0, to: $1.1, integrand) }
        }
        let mass = from > 0 ? Logit.share(-from) - Logit.share(-to) : Logit.share(to) - Logit.share(from)
        let excess = integral { weighted(atLogit: $0, power: 1) } / mass
        let mean = (min ?? max ?? 0) + excess
        guard slope < 0.5 else { return Moments(mean: mean, variance: nil) }
        let variance = integral { t in
            let root = weighted(atLogit: t, power: 0.5) - excess * Elementary.exp(Logit.logDensity(t) / 2)
            return root * root
        }
        return Moments(mean: mean, variance: variance / mass)
    }

    /// (x − min), or (x − max) with an upper bound alone, or x, times a power of the logistic density; the exponents
    /// are added before the exponential is taken, for in the tails one factor alone would overflow.
    private func weighted(atLogit t: Double, power: Double) -> Double {
        let y = underlying(atLogit: t)
        let weight = power * Logit.logDensity(t)
        return switch (min, max) {
        case (nil, nil): y * Elementary.exp(weight)
        case (.some, nil): Elementary.exp(y + weight)
        case (nil, .some): -Elementary.exp(-y + weight)
        case (let min?, let max?): (max - min) * Logit.share(y) * Elementary.exp(weight)
        }
    }
}
