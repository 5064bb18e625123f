import Testing

@testable import Stochastics

@Suite struct ProblemTests {
    private func problem(_ path: [String], _ problem: String, _ advice: String) -> DistributionProblem {
        DistributionProblem(path: path, problem: problem, advice: advice)
    }

    @Test("Sound distributions have no problems")
    func sound() throws {
        for distribution in try Examples.continuous() + Examples.withAtoms() {
            #expect(distribution.problems.isEmpty, "\(distribution)")
        }
        #expect(Distribution.truncated(.bernoulli(0.4), min: 1, max: 1).problems.isEmpty)
    }

    @Test("Each kind of mistake is answered with where, what and what to do")
    func messages() {
        let order = "order them [min, mode, max]"
        let cases: [(Distribution, DistributionProblem)] = [
            (
                .triangular(min: 900_000, mode: 700_000, max: 1_000_000),
                problem(["triangular"], "min 900000 is above mode 700000", order)
            ),
            (.pert(min: 0, mode: 3.5, max: 2), problem(["pert"], "mode 3.5 is above max 2", order)),
            (.uniform(min: 2, max: 1), problem(["uniform"], "min 2 is above max 1", "order them [min, max]")),
            (.fixed(.nan), problem([], "value is not a finite number", "give a finite number")),
            (.normal(mean: 0, sd: -1), problem(["normal", "sd"], "sd -1 is negative", "give 0 or more")),
            (.lognormal(mu: 0, sigma: -1), problem(["lognormal"], "sigma -1 is negative", "give 0 or more")),
            (
                .beta(alpha: 0, beta: 1, min: 0, max: 1),
                problem(["beta", "alpha"], "alpha 0 is not above 0", "give more than 0")
            ),
            (
                .gamma(shape: 1, scale: -2),
                problem(["gamma", "scale"], "scale -2 is not above 0", "give more than 0")
            ),
            (
                .pareto(scale: 1, shape: 1.5),
                problem(
                    ["pareto", "shape"], "shape 1.5 has a tail too heavy for a standard deviation",
                    "put a \"max\" beside it, or use a shape above 2")
            ),
            (.bernoulli(30), problem(["bernoulli"], "probability 30 is outside 0 to 1", "give a share, such as 0.3")),
            (
                .discrete(values: [1, 2], weights: [1]),
                problem(
                    ["discrete", "weights"], "there are 1 weights for 2 values", "give one weight for each value")
            ),
            (
                .discrete(values: [1, 2], weights: [0, 0]),
                problem(["discrete", "weights"], "the weights sum to 0", "give at least one weight above 0")
            ),
            (
                .discrete(values: [1, 2], weights: [3, -1]),
                problem(["discrete", "weights", "1"], "weight -1 is negative", "give 0 or more")
            ),
            (
                .quantiles(probabilities: [0.1, 1], values: [0, 1]),
                problem(["quantiles"], "the quantile of 0 is missing", "give the lowest value")
            ),
            (
                .quantiles(probabilities: [0, 0.5], values: [0, 1]),
                problem(["quantiles"], "the quantile of 1 is missing", "give the highest value")
            ),
            (
                .quantiles(probabilities: [0, 0.5, 1], values: [0, 3, 2]),
                problem(
                    ["quantiles"], "the quantile of 0.5, 3, is above that of 1, 2",
                    "values must not fall as probabilities rise")
            ),
            (
                .quantiles(probabilities: [0, 0.5, 0.5, 1], values: [0, 1, 2, 3]),
                problem(
                    ["quantiles"], "probability 0.5 comes after 0.5", "order the probabilities from 0 to 1, each once")
            ),
            (.mixture([]), problem(["mixture"], "there are no components", "give at least one")),
            (
                .truncated(.normal(mean: 0, sd: 1), min: 3, max: 2),
                problem(["max"], "max 2 is below min 3", "exchange them")
            ),
            (
                .truncated(.normal(mean: 0, sd: 1), min: 1, max: 1),
                problem(["max"], "min and max are both 1", "write the number itself, or widen the range")
            ),
            (
                .truncated(.normal(mean: 0, sd: 1), min: 6.5, max: nil),
                problem(
                    ["min"], "min 6.5 keeps less than one part in 1e9 of the distribution",
                    "widen the range, or move the distribution into it")
            ),
        ]
        for (distribution, expected) in cases { #expect(distribution.problems == [expected], "\(distribution)") }
    }

    @Test("All problems are found at once, each with its path inside mixtures and truncations")
    func everyProblem() {
        let distribution = Distribution.truncated(
            .mixture([
                MixtureComponent(weight: -1, distribution: .pareto(scale: 1, shape: 1)),
                MixtureComponent(weight: 2, distribution: .pert(min: 3, mode: 2, max: 1)),
            ]), min: 5, max: 4)
        #expect(
            distribution.problems.map(\.path) == [
                ["mixture", "0", "weight"], ["mixture", "1", "distribution", "pert"],
                ["mixture", "1", "distribution", "pert"], ["max"],
            ])
        #expect(
            distribution.problems.map(\.problem) == [
                "weight -1 is negative", "min 3 is above mode 2", "mode 2 is above max 1", "max 4 is below min 5",
            ])
    }

    @Test("A heavy Pareto is sound under a max, not under a min alone")
    func paretoTails() {
        let pareto = Distribution.pareto(scale: 1, shape: 1.5)
        #expect(Distribution.truncated(pareto, min: nil, max: 20).problems.isEmpty)
        #expect(Distribution.truncated(pareto, min: 2, max: nil).problems.map(\.path) == [["pareto", "shape"]])
        let mixture = Distribution.mixture([MixtureComponent(weight: 1, distribution: pareto)])
        #expect(Distribution.truncated(mixture, min: nil, max: 20).problems.isEmpty)
        #expect(mixture.problems.map(\.path) == [["mixture", "0", "distribution", "pareto", "shape"]])
    }
}
