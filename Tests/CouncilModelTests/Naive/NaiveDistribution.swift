import Stochastics

/// Reads the JSON of a distribution; what a draw is, is left to `Stochastics`.
enum NaiveDistribution {
    static func read(_ tree: ScenarioTree) throws -> Distribution {
        if let number = tree.number { return .fixed(number) }
        for member in tree.members where member.key != "min" && member.key != "max" {
            let form = try form(member.key, member.value)
            let (min, max) = (tree["min"]?.number, tree["max"]?.number)
            return min == nil && max == nil ? form : .truncated(form, min: min, max: max)
        }
        throw NaiveError(description: "\(tree.json) is no distribution")
    }

    private static func form(_ name: String, _ tree: ScenarioTree) throws -> Distribution {
        let list = tree.items.compactMap(\.number)
        func number(_ key: String) throws -> Double {
            guard let number = tree[key]?.number else { throw NaiveError(description: "\(name) lacks \(key)") }
            return number
        }
        switch name {
        case "uniform": return .uniform(min: list[0], max: list[1])
        case "triangular": return .triangular(min: list[0], mode: list[1], max: list[2])
        case "pert": return .pert(min: list[0], mode: list[1], max: list[2])
        case "normal":
            if tree["mean"] != nil { return .normal(mean: try number("mean"), sd: try number("sd")) }
            return try .normal(p10: try number("p10"), p90: try number("p90"))
        case "lognormal":
            if tree["mean"] != nil { return try .lognormal(mean: try number("mean"), sd: try number("sd")) }
            if tree["p10"] != nil { return try .lognormal(p10: try number("p10"), p90: try number("p90")) }
            return try .lognormal(median: try number("median"), sigma: try number("sigma"))
        case "beta":
            return .beta(
                alpha: try number("alpha"), beta: try number("beta"), min: tree["min"]?.number ?? 0,
                max: tree["max"]?.number ?? 1
            )
        case "gamma": return .gamma(shape: try number("shape"), scale: try number("scale"))
        case "pareto": return .pareto(scale: try number("scale"), shape: try number("shape"))
        case "bernoulli": return .bernoulli(tree.number ?? .nan)
        case "discrete":
            return .discrete(
                values: tree["values"]?.items.compactMap(\.number) ?? [],
                weights: tree["weights"]?.items.compactMap(\.number) ?? []
            )
        case "quantiles":
            let points = tree.members.sorted { (Double($0.key) ?? 0) < (Double($1.key) ?? 0) }
            return .quantiles(
                probabilities: points.compactMap { Double($0.key) }, values: points.compactMap(\.value.number)
            )
        case "metalog":
            return .metalog(
                try Metalog(
                    p10: try number("p10"), p50: try number("p50"), p90: try number("p90"),
                    min: tree["min"]?.number, max: tree["max"]?.number
                ))
        case "mixture":
            return .mixture(
                try tree.items.map { part in
                    guard let weight = part["weight"]?.number, let inner = part["distribution"] else {
                        throw NaiveError(description: "\(part.json) is no part of a mixture")
                    }
                    return MixtureComponent(weight: weight, distribution: try read(inner))
                })
        default: throw NaiveError(description: "no distribution \(name)")
        }
    }
}
