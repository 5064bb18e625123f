import Testing

@testable import Stochastics

@Suite struct QuantileTests {
    @Test("Quantiles agree with closed forms and with inversion to 30 digits by mpmath")
    func knownQuantiles() throws {
        let triangular = Distribution.triangular(min: 10, mode: 20, max: 60)
        let pert = Distribution.pert(min: 10, mode: 20, max: 60)
        let gamma = Distribution.gamma(shape: 2.5, scale: 4)
        let beta = Distribution.beta(alpha: 2, beta: 3, min: -1, max: 4)
        let cases: [(Distribution, Double, Double)] = [
            (.fixed(3.5), 0.2, 3.5), (.uniform(min: -2, max: 6), 0.25, 0),
            (triangular, 0.05, 15), (triangular, 0.5, 60 - 1000.0.squareRoot()), (triangular, 0.95, 50),
            (.triangular(min: 0, mode: 0, max: 1), 0.75, 0.5), (.triangular(min: 0, mode: 1, max: 1), 0.25, 0.5),
            (pert, 0.05, 12.94886938059086), (pert, 0.5, 23.83361296962594), (pert, 0.95, 41.06383620080952),
            (pert, 0.001, 10.31569870839235), (.pert(min: 10, mode: 10, max: 60), 0.5, 16.47247183519379),
            (.normal(mean: 5, sd: 2), 0.975, 5 + 2 * 1.959963984540054),
            (.normal(mean: 0, sd: 1), 0.001, -3.090232306167814),
            (.lognormal(mu: 1, sigma: 0.5), 0.9, 5.159170355622592),
            (beta, 0.1, -0.2872034164498464), (beta, 0.9, 2.397697081390908),
            (gamma, 0.1, 3.220615973924646), (gamma, 0.5, 8.702920382191055), (gamma, 0.99, 30.17254493877798),
            (.pareto(scale: 3, shape: 2), 0.9375, 12),
            (.bernoulli(0.3), 0.7, 0), (.bernoulli(0.3), 0.7.nextUp, 1),
            (.discrete(values: [2, 0, 1], weights: [1, 6, 3]), 0.6, 0),
            (.discrete(values: [2, 0, 1], weights: [1, 6, 3]), 0.61, 1),
            (.discrete(values: [2, 0, 1], weights: [1, 6, 3]), 0.95, 2),
            (.quantiles(probabilities: [0, 0.5, 1], values: [0, 10, 100]), 0.75, 55),
            (.quantiles(probabilities: [0, 0.2, 0.6, 1], values: [0, 4, 4, 8]), 0.5, 4),
        ]
        for (distribution, u, expected) in cases {
            #expect(isClose(distribution.quantile(u), expected, 1e-12), "\(distribution) at \(u)")
        }
    }

    @Test("Every continuous distribution is undone by its distribution function, and quantiles never fall")
    func roundTrips() throws {
        for distribution in try Examples.continuous() {
            var previous = -Double.infinity
            let quantile = distribution.quantileFunction()
            for step in 1..<400 {
                let u = Double(step) / 400
                let x = distribution.quantile(u)
                // What GSL has a part in is rounded to 40 bits, and the distribution function may be steep there.
                let reach = abs(x) * 0x1p-40
                #expect(distribution.cumulative(x + reach) >= u - 1e-11, "\(distribution) at \(u)")
                #expect(distribution.cumulative(x - reach) <= u + 1e-11, "\(distribution) at \(u)")
                #expect(quantile(u) == x)
                #expect(x > previous && x >= distribution.lowest && x <= distribution.highest)
                #expect(distribution.cumulativeBelow(x) == distribution.cumulative(x))
                previous = x
            }
        }
    }

    @Test("Extreme uniforms give finite, ordered values inside the support")
    func extremes() throws {
        for distribution in try Examples.continuous() + Examples.withAtoms() {
            let values = [0x1p-54, 0x1p-53, 1e-12, 1e-6, 0.5, 1 - 1e-6, 1 - 1e-12, 1 - 0x1p-53]
                .map(distribution.quantile)
            #expect(values.allSatisfy { $0.isFinite }, "\(distribution): \(values)")
            #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "\(distribution): \(values)")
            #expect(values.allSatisfy { $0 >= distribution.lowest && $0 <= distribution.highest })
        }
    }

    @Test("Where GSL's own inverse of the beta gives up, bisection answers", arguments: [0.002, 0.3, 0.5, 0.9, 0.999])
    func difficultBetas(u: Double) {
        for (alpha, beta) in [(0.05, 0.05), (0.01, 4), (300, 0.02), (1e-3, 1e-3), (5e4, 2e5), (40, 1e6)] {
            let distribution = Distribution.beta(alpha: alpha, beta: beta, min: 0, max: 1)
            let x = distribution.quantile(u)
            #expect(x >= 0 && x <= 1)
            // The distribution function can be so steep that one step between numbers of 40 bits passes u.
            #expect(distribution.cumulative(x * (1 + 0x1p-40)) >= u - 1e-12, "\(alpha), \(beta)")
            let below = min(x * (1 - 0x1p-40), x.nextDown)
            if x > 0 { #expect(distribution.cumulative(below) <= u + 1e-12, "\(alpha), \(beta)") }
        }
    }

    @Test("Degenerate distributions are point masses")
    func degenerate() throws {
        let points: [(Distribution, Double)] = [
            (.uniform(min: 2, max: 2), 2), (.triangular(min: 3, mode: 3, max: 3), 3),
            (.pert(min: 4, mode: 4, max: 4), 4), (.normal(mean: 5, sd: 0), 5), (.lognormal(mu: 0, sigma: 0), 1),
            (.beta(alpha: 2, beta: 2, min: 7, max: 7), 7), (try .normal(p10: 8, p90: 8), 8),
            (.quantiles(probabilities: [0, 1], values: [9, 9]), 9),
        ]
        for (distribution, point) in points {
            #expect(distribution.problems.isEmpty)
            #expect(distribution.quantile(0.01) == point && distribution.quantile(0.99) == point)
            #expect(distribution.mean == point && distribution.standardDeviation == 0)
            #expect(distribution.lowest == point && distribution.highest == point)
            #expect(distribution.cumulative(point) == 1 && distribution.cumulativeBelow(point) == 0)
        }
    }
}
