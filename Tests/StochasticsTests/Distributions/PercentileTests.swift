import Glibc
import Testing

@testable import Stochastics

@Suite struct PercentileTests {
    @Test("Distributions made from percentiles have these percentiles")
    func percentiles() throws {
        for distribution in [
            try Distribution.normal(p10: 40, p90: 160), try Distribution.lognormal(p10: 40, p90: 160),
        ] {
            #expect(isClose(distribution.quantile(0.1), 40, 1e-13) && isClose(distribution.quantile(0.9), 160, 1e-13))
        }
        #expect(isClose(try Distribution.lognormal(p10: 40, p90: 160).quantile(0.5), 80, 1e-13))
        #expect(isClose(try Distribution.normal(p10: 40, p90: 160).quantile(0.5), 100, 1e-13))
    }

    @Test("A lognormal made from mean and standard deviation, or from median and sigma, has them")
    func lognormalMoments() throws {
        let fromMean = try Distribution.lognormal(mean: 50, sd: 20)
        #expect(isClose(fromMean.mean, 50, 1e-14) && isClose(fromMean.standardDeviation, 20, 1e-14))
        let fromMedian = try Distribution.lognormal(median: 3, sigma: 0.4)
        #expect(isClose(fromMedian.quantile(0.5), 3, 1e-14))
        #expect(isClose(fromMedian.mean, 3 * exp(0.08), 1e-14))
        #expect(isClose(try Distribution.lognormal(mean: 7, sd: 0).quantile(0.9), 7, 1e-14))
    }

    @Test("Parameters that make no distribution are refused by name")
    func refusals() throws {
        let crossed = try #require(throws: DistributionProblem.self) { try Distribution.normal(p10: 2, p90: 1) }
        #expect(
            crossed == DistributionProblem(path: ["normal"], problem: "p10 2 is above p90 1", advice: "exchange them"))
        let negative = try #require(throws: DistributionProblem.self) { try Distribution.lognormal(p10: -2, p90: 1) }
        #expect(negative.path == ["lognormal", "p10"] && negative.problem == "p10 -2 is not above 0")
        let zero = try #require(throws: DistributionProblem.self) { try Distribution.lognormal(mean: 0, sd: 1) }
        #expect(zero.path == ["lognormal", "mean"] && zero.problem == "mean 0 is not above 0")
        let sd = try #require(throws: DistributionProblem.self) { try Distribution.lognormal(mean: 1, sd: -1) }
        #expect(sd.path == ["lognormal", "sd"] && sd.problem == "sd -1 is negative")
        let sigma = try #require(throws: DistributionProblem.self) {
            try Distribution.lognormal(median: 1, sigma: -0.5)
        }
        #expect(sigma.path == ["lognormal", "sigma"] && sigma.problem == "sigma -0.5 is negative")
        let infinite = try #require(throws: DistributionProblem.self) {
            try Distribution.normal(p10: 1, p90: .infinity)
        }
        #expect(infinite.path == ["normal", "p90"] && infinite.problem == "p90 is not a finite number")
    }
}
