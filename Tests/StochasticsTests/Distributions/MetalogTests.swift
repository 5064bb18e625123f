import Testing

@testable import Stochastics

@Suite struct MetalogTests {
    @Test("A metalog passes through its three percentiles and keeps inside its bounds")
    func percentiles() throws {
        for (min, max) in [(nil, nil), (5.0, nil), (nil, 60.0), (5, 60)] as [(Double?, Double?)] {
            let distribution = Distribution.metalog(try Metalog(p10: 10, p50: 20, p90: 40, min: min, max: max))
            #expect(isClose(distribution.quantile(0.1), 10, 1e-13))
            #expect(isClose(distribution.quantile(0.5), 20, 1e-13))
            #expect(isClose(distribution.quantile(0.9), 40, 1e-13))
            #expect(distribution.lowest == min ?? -.infinity && distribution.highest == max ?? .infinity)
            #expect(isClose(distribution.cumulative(10), 0.1, 1e-13))
        }
    }

    @Test("Other quantiles agree with the linear system of Keelin's paper solved to 30 digits")
    func publishedSystem() throws {
        let cases: [(Metalog, [Double])] = [
            (try Metalog(p10: 10, p50: 20, p90: 40), [1.439453622266637, 15.17972656774111, 47.63898354847825]),
            (try Metalog(p10: 10, p50: 20, p90: 40, min: 5), [6.421002191943533, 15.060625665671, 50.71569007507461]),
            (
                try Metalog(p10: 10, p50: 20, p90: 40, max: 60),
                [2.890744963698211, 14.38487232264942, 44.80984595982761]
            ),
            (
                try Metalog(p10: 10, p50: 20, p90: 40, min: 5, max: 60),
                [6.335294329087255, 14.93851682980883, 46.28278641654463]
            ),
        ]
        for (metalog, expected) in cases {
            for (u, x) in zip([0.01, 0.3, 0.95], expected) { #expect(isClose(metalog.quantile(u), x, 1e-13)) }
        }
    }

    @Test("Triples on either side of Keelin's limit of feasibility are taken and refused")
    func feasibility() throws {
        // k = ½(1 − 1.66711·(½ − α)) = 0.166578 for α = 0.1.
        _ = try Metalog(p10: 0, p50: 0.16659, p90: 1)
        _ = try Metalog(p10: 0, p50: 0.83341, p90: 1)
        let problem = try #require(throws: DistributionProblem.self) { try Metalog(p10: 0, p50: 0.16656, p90: 1) }
        #expect(problem.path == ["metalog"])
        #expect(problem.problem == "no three-term metalog passes through 0, 0.16656 and 1")
        #expect(
            problem.advice
                == "p50 must lie between 0.1666 and 0.8334 for this p10 and p90; or give a table of quantiles")
        #expect(throws: DistributionProblem.self) { try Metalog(p10: 0, p50: 0.83344, p90: 1) }
    }

    @Test("The quantile function rises everywhere, also at the edge of feasibility")
    func rising() throws {
        let metalog = try Metalog(p10: 0, p50: 0.16659, p90: 1)
        let values = (1..<4000).map { metalog.quantile(Double($0) / 4000) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("Percentiles out of order or outside the bounds are refused")
    func refusals() throws {
        let order = try #require(throws: DistributionProblem.self) { try Metalog(p10: 3, p50: 2, p90: 4) }
        #expect(order.problem == "p10 3 is not below p50 2")
        let min = try #require(throws: DistributionProblem.self) { try Metalog(p10: 1, p50: 2, p90: 3, min: 1) }
        #expect(min.path == ["metalog", "min"] && min.problem == "min 1 is not below p10 1")
        let max = try #require(throws: DistributionProblem.self) { try Metalog(p10: 1, p50: 2, p90: 3, max: 2.5) }
        #expect(max.path == ["metalog", "max"] && max.problem == "max 2.5 is not above p90 3")
        let infinite = try #require(throws: DistributionProblem.self) { try Metalog(p10: 1, p50: 2, p90: .infinity) }
        #expect(infinite.path == ["metalog", "p90"])
    }
}
