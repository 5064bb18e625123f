import Glibc
import Testing

@testable import Stochastics

@Suite struct MomentTests {
    @Test("Means and standard deviations agree with closed forms and with 30-digit integrals by mpmath")
    func knownMoments() throws {
        let square = Double.pi * Double.pi
        let metalog = try Metalog(p10: 10, p50: 20, p90: 40)
        let cases: [(Distribution, mean: Double, sd: Double)] = [
            (.fixed(4), 4, 0), (.uniform(min: -2, max: 6), 2, 8 / 12.0.squareRoot()),
            (.triangular(min: 10, mode: 20, max: 60), 30, 10.8012344973),
            (.pert(min: 10, mode: 20, max: 60), 25, 8.6602540378), (.normal(mean: 5, sd: 2), 5, 2),
            (.lognormal(mu: 1.151292546497, sigma: 0.699936169172), 4.040012826946, 3.2121795304),
            (.beta(alpha: 2, beta: 3, min: -1, max: 4), 1, 1), (.gamma(shape: 2.5, scale: 4), 10, 40.0.squareRoot()),
            (.pareto(scale: 3, shape: 5), 3.75, (9 * 5 / 48.0).squareRoot()),
            (.bernoulli(0.3), 0.3, 0.21.squareRoot()),
            (.discrete(values: [2, 0, 1], weights: [1, 6, 3]), 0.5, 0.45.squareRoot()),
            // E[X²] of a segment a…b is (a² + ab + b²)/3.
            (.quantiles(probabilities: [0, 0.5, 1], values: [0, 10, 100]), 30, (1866 + 2.0 / 3 - 900).squareRoot()),
            (.metalog(metalog), 22.84449758320887, 12.84113345694385),
            (.metalog(try Metalog(p10: 10, p50: 20, p90: 40, min: 5)), 23.89290989322342, 19.57604176795708),
            (.metalog(try Metalog(p10: 10, p50: 20, p90: 40, max: 60)), 22.54480697554492, 11.66327953100643),
            (.metalog(try Metalog(p10: 10, p50: 20, p90: 40, min: 5, max: 60)), 22.68581408663634, 11.57748119781409),
            (.metalog(try Metalog(p10: -1, p50: 0, p90: 1)), 0, (square / 3).squareRoot() / 2.1972245773362196),
            (.truncated(.normal(mean: 2, sd: 3), min: 1, max: 7), 3.430617032371398, 1.5652991616264),
            (.truncated(.normal(mean: 2, sd: 3), min: 4, max: nil), 5.795534022026133, 1.478171008948016),
            (.truncated(.normal(mean: 2, sd: 3), min: nil, max: 1), -1.064491057015889, 1.63504911806512),
            (.truncated(.pert(min: 10, mode: 20, max: 60), min: 15, max: 30), 22.20692952602721, 4.187647838553196),
            (
                .truncated(.triangular(min: 10, mode: 20, max: 60), min: 15, max: 30), 68.0 / 3,
                (599.0 / 36).squareRoot()
            ),
            (.truncated(.gamma(shape: 2.5, scale: 4), min: 5, max: nil), 11.93950997875983, 5.856516973725185),
            (.truncated(.gamma(shape: 2.5, scale: 4), min: nil, max: 5), 3.261804352724216, 1.155385245842037),
            (.truncated(.lognormal(mu: 1, sigma: 0.5), min: 3, max: nil), 4.519779994324281, 1.535155391345177),
            (.truncated(.pareto(scale: 2, shape: 1.1), min: nil, max: 50), 6.235625583623444, 6.878309158178403),
            (.truncated(.uniform(min: 0, max: 10), min: 2, max: 8), 5, 3.0.squareRoot()),
        ]
        for (distribution, mean, sd) in cases {
            // Printed to 10 digits in some sources.
            #expect(isClose(distribution.mean, mean, 2e-11), "mean of \(distribution): \(distribution.mean ?? .nan)")
            #expect(
                isClose(distribution.standardDeviation, sd, 1e-10),
                "sd of \(distribution): \(distribution.standardDeviation ?? .nan)")
        }
    }

    @Test("The mean of a truncated normal is its closed form", arguments: [(1.0, 7.0), (-4, 2), (5, 9), (10, 10.5)])
    func truncatedNormal(min: Double, max: Double) throws {
        let (alpha, beta) = ((min - 2) / 3, (max - 2) / 3)
        let mass = StandardNormal.cumulative(beta) - StandardNormal.cumulative(alpha)
        let mean = 2 + 3 * (StandardNormal.density(alpha) - StandardNormal.density(beta)) / mass
        let distribution = Distribution.truncated(.normal(mean: 2, sd: 3), min: min, max: max)
        #expect(isClose(distribution.mean, mean, 1e-11))
    }

    @Test("Moments that do not exist are nil")
    func missingMoments() throws {
        #expect(Distribution.pareto(scale: 1, shape: 1).mean == nil)
        #expect(Distribution.pareto(scale: 1, shape: 2).mean == 2)
        #expect(Distribution.pareto(scale: 1, shape: 2).standardDeviation == nil)
        // With the median at the geometric mean, 5 + e^Y is log-logistic with scale 1/a₂: no mean from a₂ = 1 on.
        let heavy = Distribution.metalog(try Metalog(p10: 5.05, p50: 6, p90: 25, min: 5))
        #expect(heavy.mean == nil && heavy.standardDeviation == nil)
        #expect(Distribution.truncated(heavy, min: nil, max: 1000).mean != nil)
        let mixed = Distribution.mixture([
            MixtureComponent(weight: 1, distribution: heavy), MixtureComponent(weight: 9, distribution: .fixed(0)),
        ])
        #expect(mixed.mean == nil)
    }

    @Test("A half-bounded metalog without skew is log-logistic: mean min + e^a₁·πa₂/sin(πa₂)", arguments: [2.0, 4, 8])
    func logLogistic(spread: Double) throws {
        let shape = 1 / (2 * 2.1972245773362196) * 2 * log(spread)
        let metalog = try Metalog(p10: 5 + 1 / spread, p50: 6, p90: 5 + spread, min: 5)
        let angle = Double.pi * shape
        #expect(isClose(Distribution.metalog(metalog).mean, 5 + angle / sin(angle), 1e-10))
    }

    @Test("The simulated mean and standard deviation lie within 4 standard errors")
    func simulatedMoments() throws {
        let count = 40_000
        let draws = AddressedDraws(seed: 5)
        for (index, distribution) in (try Examples.continuous() + Examples.withAtoms()).enumerated() {
            let quantile = distribution.quantileFunction()
            let values = draws.uniforms(at: Address("moments/\(index)"), trials: 0..<count).map(quantile)
            let mean = try #require(distribution.mean)
            let sd = try #require(distribution.standardDeviation)
            let root = Double(count).squareRoot()
            #expect(abs(Statistics.mean(values) - mean) < 4 * sd / root, "\(distribution)")
            // The standard error of a variance from the sample's own fourth moment.
            let squares = values.map { ($0 - mean) * ($0 - mean) }
            let error = Statistics.standardDeviation(squares) / root
            #expect(abs(Statistics.mean(squares) - sd * sd) <= 4 * error + 1e-12, "\(distribution)")
        }
    }
}
