extension Distribution {
    /// The least probability that a truncation may keep.
    static let leastKept = 1e-9

    /// Everything that is wrong with the parameters, outermost first; empty when the distribution can be used.
    package var problems: [DistributionProblem] {
        problems(at: [], isCapped: false)
    }

    /// `isCapped` says that some truncation around this distribution has a max.
    private func problems(at path: [String], isCapped: Bool) -> [DistributionProblem] {
        var report = ProblemReport(path: path)
        switch self {
        case .fixed(let value):
            report.requireFinite(value, "value", at: [])
        case .uniform(let min, let max):
            report.requireOrder([("min", min), ("max", max)], of: "uniform")
        case .triangular(let min, let mode, let max):
            report.requireOrder([("min", min), ("mode", mode), ("max", max)], of: "triangular")
        case .pert(let min, let mode, let max):
            report.requireOrder([("min", min), ("mode", mode), ("max", max)], of: "pert")
        case .normal(let mean, let sd):
            report.requireFinite(mean, "mean", at: ["normal", "mean"])
            report.requireNotNegative(sd, "sd", at: ["normal", "sd"])
        case .lognormal(let mu, let sigma):
            report.requireFinite(mu, "mu", at: ["lognormal"])
            report.requireNotNegative(sigma, "sigma", at: ["lognormal"])
        case .beta(let alpha, let beta, let min, let max):
            report.requirePositive(alpha, "alpha", at: ["beta", "alpha"])
            report.requirePositive(beta, "beta", at: ["beta", "beta"])
            report.requireOrder([("min", min), ("max", max)], of: "beta")
        case .gamma(let shape, let scale):
            report.requirePositive(shape, "shape", at: ["gamma", "shape"])
            report.requirePositive(scale, "scale", at: ["gamma", "scale"])
        case .pareto(let scale, let shape):
            report.requirePositive(scale, "scale", at: ["pareto", "scale"])
            report.requirePositive(shape, "shape", at: ["pareto", "shape"])
            if shape > 0, shape <= 2, !isCapped {
                report.add(
                    ["pareto", "shape"], "shape \(shape.inWords) has a tail too heavy for a standard deviation",
                    "put a \"max\" beside it, or use a shape above 2")
            }
        case .bernoulli(let probability):
            report.requireFinite(probability, "probability", at: ["bernoulli"])
            if probability < 0 || probability > 1, probability.isFinite {
                report.add(
                    ["bernoulli"], "probability \(probability.inWords) is outside 0 to 1", "give a share, such as 0.3")
            }
        case .discrete(let values, let weights):
            report.checkDiscrete(values: values, weights: weights)
        case .quantiles(let probabilities, let values):
            report.checkQuantiles(probabilities: probabilities, values: values)
        case .metalog:
            break  // A metalog that exists is feasible.
        case .mixture(let components):
            for (index, component) in components.enumerated() {
                let place = ["mixture", String(index)]
                report.requireNotNegative(component.weight, "weight", at: place + ["weight"])
                report.problems += component.distribution.problems(
                    at: path + place + ["distribution"], isCapped: isCapped)
            }
            if components.isEmpty {
                report.add(["mixture"], "there are no components", "give at least one")
            } else {
                report.requirePositiveSum(components.map(\.weight), at: ["mixture"])
            }
        case .truncated(let inner, let min, let max):
            let within = inner.problems(at: path, isCapped: isCapped || (max?.isFinite ?? false))
            report.problems += within
            report.checkRange(of: within.isEmpty ? inner : nil, min: min, max: max)
        }
        return report.problems
    }
}

/// The problems of one distribution, collected under the path to it.
private struct ProblemReport {
    let path: [String]
    var problems: [DistributionProblem] = []

    init(path: [String]) {
        self.path = path
    }

    mutating func add(_ place: [String], _ problem: String, _ advice: String) {
        problems.append(DistributionProblem(path: path + place, problem: problem, advice: advice))
    }

    mutating func requireFinite(_ value: Double, _ name: String, at place: [String]) {
        if !value.isFinite { add(place, "\(name) is not a finite number", "give a finite number") }
    }

    mutating func requireNotNegative(_ value: Double, _ name: String, at place: [String]) {
        requireFinite(value, name, at: place)
        if value < 0, value.isFinite { add(place, "\(name) \(value.inWords) is negative", "give 0 or more") }
    }

    mutating func requirePositive(_ value: Double, _ name: String, at place: [String]) {
        requireFinite(value, name, at: place)
        if value <= 0, value.isFinite { add(place, "\(name) \(value.inWords) is not above 0", "give more than 0") }
    }

    mutating func requirePositiveSum(_ weights: [Double], at place: [String]) {
        if weights.allSatisfy({ $0 >= 0 && $0.isFinite }), !weights.contains(where: { $0 > 0 }) {
            add(place, "the weights sum to 0", "give at least one weight above 0")
        }
    }

    mutating func requireOrder(_ parameters: [(name: String, value: Double)], of key: String) {
        for (name, value) in parameters { requireFinite(value, name, at: [key]) }
        let order = parameters.map(\.name).joined(separator: ", ")
        for (lower, upper) in zip(parameters, parameters.dropFirst())
        where lower.value > upper.value && lower.value.isFinite && upper.value.isFinite {
            add(
                [key], "\(lower.name) \(lower.value.inWords) is above \(upper.name) \(upper.value.inWords)",
                "order them [\(order)]")
        }
    }

    mutating func checkDiscrete(values: [Double], weights: [Double]) {
        for (index, value) in values.enumerated() {
            requireFinite(value, "value", at: ["discrete", "values", String(index)])
        }
        for (index, weight) in weights.enumerated() {
            requireNotNegative(weight, "weight", at: ["discrete", "weights", String(index)])
        }
        if values.isEmpty {
            add(["discrete", "values"], "there are no values", "give at least one")
        }
        if values.count != weights.count {
            add(
                ["discrete", "weights"], "there are \(weights.count) weights for \(values.count) values",
                "give one weight for each value")
        } else if !weights.isEmpty {
            requirePositiveSum(weights, at: ["discrete", "weights"])
        }
    }

    mutating func checkQuantiles(probabilities: [Double], values: [Double]) {
        for value in probabilities { requireFinite(value, "a probability", at: ["quantiles"]) }
        for (probability, value) in zip(probabilities, values) {
            requireFinite(value, "the quantile of \(probability.inWords)", at: ["quantiles"])
        }
        if probabilities.count != values.count {
            add(
                ["quantiles"], "there are \(values.count) values for \(probabilities.count) probabilities",
                "give one value for each probability")
        }
        if probabilities.first != 0 { add(["quantiles"], "the quantile of 0 is missing", "give the lowest value") }
        if probabilities.last != 1 { add(["quantiles"], "the quantile of 1 is missing", "give the highest value") }
        let points = Array(zip(probabilities, values))
        for (left, right) in zip(points, points.dropFirst()) {
            if left.0 >= right.0 {
                add(
                    ["quantiles"], "probability \(right.0.inWords) comes after \(left.0.inWords)",
                    "order the probabilities from 0 to 1, each once")
            } else if left.1 > right.1 {
                add(
                    ["quantiles"],
                    "the quantile of \(left.0.inWords), \(left.1.inWords), is above that of \(right.0.inWords), "
                        + right.1.inWords,
                    "values must not fall as probabilities rise")
            }
        }
    }

    /// Checks a truncation; the distribution is nil when it has problems of its own.
    mutating func checkRange(of distribution: Distribution?, min: Double?, max: Double?) {
        if let min { requireFinite(min, "min", at: ["min"]) }
        if let max { requireFinite(max, "max", at: ["max"]) }
        let lower = min ?? -.infinity
        let upper = max ?? .infinity
        guard !lower.isNaN, !upper.isNaN, lower < .infinity, upper > -.infinity else { return }
        let place = max == nil ? ["min"] : ["max"]
        if lower > upper {
            add(place, "max \(upper.inWords) is below min \(lower.inWords)", "exchange them")
            return
        }
        guard let distribution else { return }
        let kept = distribution.cumulative(upper) - distribution.cumulativeBelow(lower)
        if lower == upper, kept <= 0 {
            add(place, "min and max are both \(lower.inWords)", "write the number itself, or widen the range")
        } else if !(kept >= Distribution.leastKept) {
            let range = [min.map { "min \($0.inWords)" }, max.map { "max \($0.inWords)" }].compactMap { $0 }
            let verb = range.count == 1 ? "keeps" : "keep"
            add(
                place, "\(range.joined(separator: " and ")) \(verb) less than one part in 1e9 of the distribution",
                "widen the range, or move the distribution into it")
        }
    }
}
