@testable import Stochastics

/// Distributions of every kind, for properties that all of them have.
enum Examples {
    static func continuous() throws -> [Distribution] {
        [
            .uniform(min: -2, max: 6),
            .triangular(min: 10, mode: 20, max: 60),
            .triangular(min: 0, mode: 0, max: 1),
            .pert(min: 10, mode: 20, max: 60),
            .pert(min: 10, mode: 60, max: 60),
            .normal(mean: 5, sd: 2),
            .lognormal(mu: 1, sigma: 0.5),
            .beta(alpha: 2, beta: 3, min: -1, max: 4),
            .beta(alpha: 0.5, beta: 0.5, min: 0, max: 1),
            .gamma(shape: 2.5, scale: 4),
            .gamma(shape: 0.7, scale: 1),
            .pareto(scale: 3, shape: 5),
            .quantiles(probabilities: [0, 0.1, 0.5, 0.9, 1], values: [-5, 0, 2, 10, 30]),
            .metalog(try Metalog(p10: 10, p50: 20, p90: 40)),
            .metalog(try Metalog(p10: 10, p50: 20, p90: 40, max: 60)),
            .metalog(try Metalog(p10: 10, p50: 15, p90: 20, min: 5)),
            .metalog(try Metalog(p10: 10, p50: 20, p90: 40, min: 5, max: 60)),
            .mixture([
                MixtureComponent(weight: 1, distribution: .normal(mean: 0, sd: 1)),
                MixtureComponent(weight: 3, distribution: .gamma(shape: 2, scale: 3)),
                MixtureComponent(weight: 2, distribution: .uniform(min: 1, max: 2)),
            ]),
            .truncated(.normal(mean: 2, sd: 3), min: 1, max: 7),
            .truncated(.normal(mean: 2, sd: 3), min: 4, max: nil),
            .truncated(.lognormal(mu: 1, sigma: 0.5), min: 3, max: nil),
            .truncated(.gamma(shape: 2.5, scale: 4), min: 5, max: nil),
            .truncated(.gamma(shape: 2.5, scale: 4), min: nil, max: 5),
            .truncated(.pert(min: 10, mode: 20, max: 60), min: 15, max: 30),
            .truncated(.triangular(min: 10, mode: 20, max: 60), min: 15, max: 30),
            .truncated(.pareto(scale: 2, shape: 1.1), min: nil, max: 50),
            .truncated(.metalog(try Metalog(p10: 10, p50: 20, p90: 40)), min: 0, max: nil),
            .truncated(.truncated(.uniform(min: 0, max: 10), min: 2, max: nil), min: nil, max: 8),
        ]
    }

    static func withAtoms() -> [Distribution] {
        [
            .bernoulli(0.3),
            .discrete(values: [2, 0, 1], weights: [1, 6, 3]),
            spike,
            .quantiles(probabilities: [0, 0.2, 0.6, 1], values: [0, 4, 4, 8]),
            .truncated(spike, min: 0, max: 0.3),
            .truncated(.discrete(values: [1, 2, 3, 4], weights: [1, 1, 1, 1]), min: 2, max: 3),
            .mixture([
                MixtureComponent(weight: 1, distribution: spike),
                MixtureComponent(weight: 1, distribution: .normal(mean: 0.2, sd: 0.1)),
            ]),
        ]
    }

    /// No effect at all with probability 0.3, otherwise something between a loss and a gain.
    static let spike = Distribution.mixture([
        MixtureComponent(weight: 3, distribution: .fixed(0)),
        MixtureComponent(weight: 7, distribution: .pert(min: -0.1, mode: 0.1, max: 0.5)),
    ])
}
