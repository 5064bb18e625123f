import Formulas
import Stochastics

/// Reads distributions and reports what is wrong with their parameters.
struct DistributionReader {
    let log: IssueLog

    /// The distribution that a value says; nil after reporting a problem.
    func distribution(_ field: Field) -> Distribution? {
        guard let distribution = read(field) else { return nil }
        let problems = distribution.problems
        for problem in problems { report(problem, in: field) }
        return problems.isEmpty ? distribution : nil
    }

    /// What is written, its parameters not yet checked; nil where something has been reported.
    private func read(_ field: Field) -> Distribution? {
        if let number = field.number { return .fixed(number) }
        let forms = Catalogue.forms.map(\.name)
        let given = field.members.filter { forms.contains($0.key) }
        guard given.count == 1, let (name, parameters) = given.first else { return nil }
        guard let form = form(name, parameters, in: field) else { return nil }
        let (min, max) = (field["min"]?.number, field["max"]?.number)
        return min == nil && max == nil ? form : .truncated(form, min: min, max: max)
    }

    private func form(_ name: String, _ parameters: Field, in field: Field) -> Distribution? {
        let numbers = parameters.items.compactMap(\.number)
        func number(_ key: String) -> Double? { parameters[key]?.number }
        switch name {
        case "uniform" where numbers.count == 2: return .uniform(min: numbers[0], max: numbers[1])
        case "triangular" where numbers.count == 3:
            return .triangular(min: numbers[0], mode: numbers[1], max: numbers[2])
        case "pert" where numbers.count == 3: return .pert(min: numbers[0], mode: numbers[1], max: numbers[2])
        case "normal", "lognormal": return normalOrLognormal(name, parameters, in: field)
        case "beta":
            guard let alpha = number("alpha"), let beta = number("beta") else { return nil }
            return .beta(alpha: alpha, beta: beta, min: number("min") ?? 0, max: number("max") ?? 1)
        case "gamma":
            guard let shape = number("shape"), let scale = number("scale") else { return nil }
            return .gamma(shape: shape, scale: scale)
        case "pareto":
            guard let shape = number("shape"), let scale = number("scale") else { return nil }
            return .pareto(scale: scale, shape: shape)
        case "bernoulli": return parameters.number.map { .bernoulli($0) }
        case "discrete":
            guard let values = parameters["values"], let weights = parameters["weights"] else { return nil }
            return .discrete(values: values.items.compactMap(\.number), weights: weights.items.compactMap(\.number))
        case "quantiles": return quantiles(parameters)
        case "metalog":
            guard let p10 = number("p10"), let p50 = number("p50"), let p90 = number("p90") else { return nil }
            return reporting(in: field) { () throws(DistributionProblem) in
                .metalog(try Metalog(p10: p10, p50: p50, p90: p90, min: number("min"), max: number("max")))
            }
        case "mixture": return mixture(parameters)
        default: return nil
        }
    }

    /// The pairs of parameters that a normal or lognormal distribution can be given by.
    private func normalOrLognormal(_ name: String, _ parameters: Field, in field: Field) -> Distribution? {
        let pairs = [["mean", "sd"], ["p10", "p90"]] + (name == "lognormal" ? [["median", "sigma"]] : [])
        let given = parameters.members.filter { $0.field.number != nil }.map(\.key)
        guard let pair = pairs.first(where: { Set($0) == Set(given) }),
            let first = parameters[pair[0]]?.number, let second = parameters[pair[1]]?.number
        else {
            // Unknown keys and values of another kind have been reported with the shape.
            let isKnown = parameters.members.allSatisfy { pairs.joined().contains($0.key) && $0.field.number != nil }
            if parameters.isObject, isKnown {
                let known = alternatives(pairs.map { "{\"\($0[0])\", \"\($0[1])\"}" })
                let found = given.isEmpty ? "no parameters" : enumeration(given.map(quoted))
                log.error(parameters, "found \(found), expected \(known)")
            }
            return nil
        }
        return reporting(in: field) { () throws(DistributionProblem) in
            switch (name, pair[0]) {
            case ("normal", "mean"): .normal(mean: first, sd: second)
            case ("normal", _): try .normal(p10: first, p90: second)
            case (_, "mean"): try .lognormal(mean: first, sd: second)
            case (_, "p10"): try .lognormal(p10: first, p90: second)
            default: try .lognormal(median: first, sigma: second)
            }
        }
    }

    private func quantiles(_ parameters: Field) -> Distribution? {
        var points: [(probability: Double, value: Double)] = []
        var isSound = parameters.isObject
        for (key, field) in parameters.members {
            guard let probability = RegisterReader.number(key), (0...1).contains(probability) else {
                isSound = false
                log.add(
                    ScenarioIssue(
                        position: field.keyPosition, path: parameters.path.text,
                        message: "found the key \(quoted(key)), expected a probability from \"0\" to \"1\""))
                continue
            }
            guard let value = field.number else {
                isSound = false
                continue
            }
            points.append((probability, value))
        }
        guard isSound else { return nil }
        points.sort { $0.probability < $1.probability }
        return .quantiles(probabilities: points.map(\.probability), values: points.map(\.value))
    }

    private func mixture(_ parameters: Field) -> Distribution? {
        var components: [MixtureComponent] = []
        var isSound = parameters.isList
        for item in parameters.items {
            // Every part is read, so that the problems of all are found.
            let part = item["distribution"].flatMap(read)
            if let weight = item["weight"]?.number, let part {
                components.append(MixtureComponent(weight: weight, distribution: part))
            } else {
                isSound = false
            }
        }
        return isSound ? .mixture(components) : nil
    }

    private func reporting(
        in field: Field, _ make: () throws(DistributionProblem) -> Distribution
    ) -> Distribution? {
        do {
            return try make()
        } catch {
            report(error, in: field)
            return nil
        }
    }

    /// Reports a problem at the innermost value on its path that the file has.
    private func report(_ problem: DistributionProblem, in field: Field) {
        var place = field
        for step in problem.path {
            if let next = place[step] {
                place = next
            } else if let index = Int(step), place.items.indices.contains(index) {
                place = place.items[index]
            } else {
                break
            }
        }
        log.error(place, problem.problem + (problem.advice.isEmpty ? "" : "; " + problem.advice))
    }
}
