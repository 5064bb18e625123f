/// A probability distribution of one number, sampled by inversion: one uniform, one value, monotone.
///
/// The parameters are as a scenario gives them; `problems` says what is wrong with them. Quantiles, probabilities and
/// moments are only meaningful where `problems` is empty.
package indirect enum Distribution: Sendable, Hashable {
    /// A point mass.
    case fixed(Double)
    case uniform(min: Double, max: Double)
    /// The mode may be at either end.
    case triangular(min: Double, mode: Double, max: Double)
    /// The beta distribution with α = 1 + 4(mode − min)/(max − min) and β = 1 + 4(max − mode)/(max − min), stretched
    /// over min…max.
    case pert(min: Double, mode: Double, max: Double)
    case normal(mean: Double, sd: Double)
    /// exp(mu + sigma·Z): mu and sigma belong to the logarithm.
    case lognormal(mu: Double, sigma: Double)
    /// The beta distribution stretched over min…max.
    case beta(alpha: Double, beta: Double, min: Double, max: Double)
    /// Mean shape·scale.
    case gamma(shape: Double, scale: Double)
    /// P(X > x) = (scale/x)^shape for x ≥ scale.
    case pareto(scale: Double, shape: Double)
    /// 1 with the probability given, otherwise 0.
    case bernoulli(Double)
    /// Values with relative weights, in any order.
    case discrete(values: [Double], weights: [Double])
    /// A quantile function that is linear between the points given, from probability 0 to probability 1.
    case quantiles(probabilities: [Double], values: [Double])
    case metalog(Metalog)
    /// One of several distributions, chosen with probabilities in proportion to the weights.
    case mixture([MixtureComponent])
    /// A distribution given that it lies in min…max, both included; nil leaves that side alone.
    case truncated(Distribution, min: Double?, max: Double?)
}

/// One of the distributions of a mixture, with its relative weight.
package struct MixtureComponent: Sendable, Hashable {
    /// The relative weight, not negative; the weights of a mixture need not sum to 1.
    package let weight: Double
    /// What is drawn from with that weight.
    package let distribution: Distribution

    /// Of its parts, which the properties of these names explain.
    package init(weight: Double, distribution: Distribution) {
        self.weight = weight
        self.distribution = distribution
    }
}

extension Distribution {
    /// The smallest x with F(x) ≥ u, u in (0, 1): the generalised inverse of the distribution function.
    package func quantile(_ u: Double) -> Double {
        if let family = ContinuousFamily(self) { return family.quantile(u) }
        return InverseDistribution(Decomposition(self)).quantile(u)
    }

    /// The quantile function with what does not depend on u worked out beforehand: the same values as `quantile`,
    /// sooner where many are wanted of a mixture, a truncation or a table.
    package func quantileFunction() -> @Sendable (Double) -> Double {
        if let family = ContinuousFamily(self) { return { family.quantile($0) } }
        let inverse = InverseDistribution(Decomposition(self))
        return { inverse.quantile($0) }
    }

    /// F(x), the probability of a value of at most x.
    package func cumulative(_ x: Double) -> Double {
        Decomposition(self).cumulative(x)
    }

    /// F(x⁻), the probability of a value below x; it differs from F(x) at atoms only.
    package func cumulativeBelow(_ x: Double) -> Double {
        Decomposition(self).cumulativeBelow(x)
    }

    /// The mean, nil where there is none (the tail of a Pareto of shape 1 or less, or of a half-bounded metalog).
    ///
    /// A mixture's mean is the weighted mean of its parts', and a truncated mixture is the mixture of its truncated
    /// parts. Parts that are not truncated, uniforms, Paretos, and normals, lognormals and gammas cut on one side
    /// use closed forms; the others are integrals, by adaptive quadrature to a relative 1e-12, of the quantile
    /// function (for metalogs of the value over the logit of its probability).
    package var mean: Double? {
        Decomposition(self).mean
    }

    /// The standard deviation, by the same means as `mean`; nil where there is none.
    package var standardDeviation: Double? {
        Decomposition(self).variance.map { $0.squareRoot() }
    }

    /// The lower end of the values possible, −infinity where there is none.
    package var lowest: Double {
        Decomposition(self).lowest
    }

    /// The upper end of the values possible, infinity where there is none.
    package var highest: Double {
        Decomposition(self).highest
    }
}
