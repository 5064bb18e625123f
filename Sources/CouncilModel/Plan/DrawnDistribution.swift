import Stochastics

/// A distribution with the sampler of its draws, which is made once a plan.
struct DrawnDistribution: Sendable {
    let distribution: Distribution
    let sampler: Sampler

    init(_ distribution: Distribution) {
        self.distribution = distribution
        sampler = Sampler(distribution)
    }
}
