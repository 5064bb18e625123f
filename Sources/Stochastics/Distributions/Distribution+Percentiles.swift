import ElementaryFunctions

extension Distribution {
    /// The normal distribution with the 10th and 90th percentiles given; two equal ones make a point mass.
    ///
    /// Throws a `DistributionProblem` when a percentile is not finite or they are out of order.
    package static func normal(p10: Double, p90: Double) throws(DistributionProblem) -> Distribution {
        try requireFinite(["p10": p10, "p90": p90], of: "normal")
        try requireOrder(p10, p90, of: "normal")
        return .normal(mean: p10 + (p90 - p10) / 2, sd: (p90 - p10) / (2 * StandardNormal.quantile(0.9)))
    }

    /// The lognormal distribution with the 10th and 90th percentiles given; two equal ones make a point mass.
    ///
    /// Throws a `DistributionProblem` when a percentile is not finite, not above 0, or they are out of order.
    package static func lognormal(p10: Double, p90: Double) throws(DistributionProblem) -> Distribution {
        try requireFinite(["p10": p10, "p90": p90], of: "lognormal")
        try requirePositive(p10, key: "p10", of: "lognormal")
        try requireOrder(p10, p90, of: "lognormal")
        return .lognormal(
            mu: (Elementary.log(p10) + Elementary.log(p90)) / 2,
            sigma: Elementary.log(p90 / p10) / (2 * StandardNormal.quantile(0.9)))
    }

    /// The lognormal distribution whose values (not their logarithms) have the mean and standard deviation given:
    /// σ² = ln(1 + (sd/mean)²), μ = ln mean − σ²/2.
    ///
    /// Throws a `DistributionProblem` when a number is not finite, the mean is not above 0 or sd is negative.
    package static func lognormal(mean: Double, sd: Double) throws(DistributionProblem) -> Distribution {
        try requireFinite(["mean": mean, "sd": sd], of: "lognormal")
        try requirePositive(mean, key: "mean", of: "lognormal")
        guard sd >= 0 else {
            throw DistributionProblem(
                path: ["lognormal", "sd"], problem: "sd \(sd.inWords) is negative", advice: "give 0 or more")
        }
        let variance = Elementary.log1p((sd / mean) * (sd / mean))
        return .lognormal(mu: Elementary.log(mean) - variance / 2, sigma: variance.squareRoot())
    }

    /// The lognormal distribution with a median and the standard deviation sigma of its logarithm.
    ///
    /// Throws a `DistributionProblem` when a number is not finite, the median is not above 0 or sigma is negative.
    package static func lognormal(median: Double, sigma: Double) throws(DistributionProblem) -> Distribution {
        try requireFinite(["median": median, "sigma": sigma], of: "lognormal")
        try requirePositive(median, key: "median", of: "lognormal")
        guard sigma >= 0 else {
            throw DistributionProblem(
                path: ["lognormal", "sigma"], problem: "sigma \(sigma.inWords) is negative", advice: "give 0 or more")
        }
        return .lognormal(mu: Elementary.log(median), sigma: sigma)
    }

    private static func requireFinite(
        _ parameters: KeyValuePairs<String, Double>, of name: String
    ) throws(DistributionProblem) {
        for (key, value) in parameters where !value.isFinite {
            throw DistributionProblem(
                path: [name, key], problem: "\(key) is not a finite number", advice: "give a finite number")
        }
    }

    private static func requirePositive(
        _ value: Double, key: String, of name: String
    ) throws(DistributionProblem) {
        guard value > 0 else {
            throw DistributionProblem(
                path: [name, key], problem: "\(key) \(value.inWords) is not above 0",
                advice: "a lognormal is positive throughout; use a normal or a metalog for values of either sign")
        }
    }

    private static func requireOrder(
        _ p10: Double, _ p90: Double, of name: String
    ) throws(DistributionProblem) {
        guard p10 <= p90 else {
            throw DistributionProblem(
                path: [name], problem: "p10 \(p10.inWords) is above p90 \(p90.inWords)", advice: "exchange them")
        }
    }
}
