import Testing

@testable import Stochastics

@Suite struct StatisticsTests {
    @Test("Means and standard deviations reach NIST's certified values (StRD, univariate)")
    func certifiedValues() {
        func alternating(_ center: Double, _ low: Double, _ high: Double) -> [Double] {
            [center] + (0..<500).flatMap { _ in [low, high] }
        }
        let cases: [([Double], Double, Double, Double)] = [
            ([10_000_001, 10_000_003, 10_000_002], 10_000_002, 1, 1e-12),
            (alternating(1.2, 1.1, 1.3), 1.2, 0.1, 1e-12),
            // The data themselves are rounded to 1e-10 and 1e-9 when they are read.
            (alternating(1_000_000.2, 1_000_000.1, 1_000_000.3), 1_000_000.2, 0.1, 1e-9),
            (alternating(10_000_000.2, 10_000_000.1, 10_000_000.3), 10_000_000.2, 0.1, 1e-8),
        ]
        for (values, mean, sd, tolerance) in cases {
            #expect(abs(Statistics.mean(values) / mean - 1) < 1e-15 * 4)
            #expect(abs(Statistics.standardDeviation(values) / sd - 1) < tolerance)
        }
    }

    @Test("Places are put in the order of their values, and equal values in the order of places")
    func order() {
        let draws = AddressedDraws(seed: 3).uniforms(at: Address("order"), trials: 0..<2000)
        let samples: [[Double]] = [
            [], [4], [2, 1, 2, 1], [0, -0.0, 1, -1, 0, -0.0], [.infinity, 3, -.infinity, 1e-300, -1e-300, 5e-324],
            draws, draws.map { ($0 * 7).rounded(.down) - 3 }, draws.map { 1 / ($0 - 0.5) }, draws.map { _ in 2.5 },
            // Differences in the highest bits, in the lowest, and in both.
            draws.map { $0 < 0.5 ? -1e9 - $0 * 1e-5 : 1e9 + ($0 * 1e7).rounded(.down) * 1e-7 },
            draws.map { 1 + ($0 * 3000).rounded(.down) * Double.ulpOfOne }, draws.map { $0 < 0.3 ? 0 : 1 },
        ]
        for values in samples {
            let expected = values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1] }
            #expect(Statistics.order(values).map(Int.init) == expected)
        }
    }

    @Test("Quantiles are of type 7")
    func quantiles() {
        // R: quantile(c(1, 3, 4, 10, 20), p), by hand from h = 4p.
        let sorted: [Double] = [1, 3, 4, 10, 20]
        for (p, expected) in [(0, 1.0), (0.1, 1.8), (0.25, 3), (0.4, 3.6), (0.5, 4), (0.8, 12), (0.95, 18), (1, 20)] {
            #expect(isClose(Statistics.quantile(ofSorted: sorted, p), expected, 1e-14))
        }
        #expect(Statistics.quantile(ofSorted: [7], 0.3) == 7)
        let open = [1, 2, .infinity, .infinity]
        #expect(Statistics.quantile(ofSorted: open, 0.9) == .infinity)
        #expect(Statistics.quantile(ofSorted: open, 0.5) == .infinity)
        #expect(Statistics.quantile(ofSorted: open, 0.25) == 1.75)
    }

    @Test("Expected shortfall is the mean of the worst tenth, the last trial in part")
    func shortfall() {
        let sorted = (1...25).map(Double.init)
        // 2½ trials: (1 + 2 + ½·3)/2.5 and (25 + 24 + ½·23)/2.5.
        #expect(isClose(Statistics.expectedShortfall(ofSorted: sorted, worst: .lowest), 1.8, 1e-14))
        #expect(isClose(Statistics.expectedShortfall(ofSorted: sorted, worst: .highest), 24.2, 1e-14))
        #expect(Statistics.expectedShortfall(ofSorted: sorted, worst: .lowest, share: 1) == 13)
        #expect(isClose(Statistics.expectedShortfall(ofSorted: [3, 9], worst: .highest), 9, 1e-14))
    }

    @Test("Equal values share the mean of their ranks")
    func ranks() {
        #expect(Statistics.ranks([30, 10, 20, 20, 40]) == [4, 1, 2.5, 2.5, 5])
        #expect(Statistics.ranks([5, 5, 5]) == [2, 2, 2])
        #expect(Statistics.ranks([]) == [])
    }

    @Test("Sums of products of centred ranks are exact in any order")
    func sumOfProducts() {
        for count in [1, 7, 8, 30, 10_001] {
            let draws = AddressedDraws(seed: 4).uniforms(at: Address("products"), trials: 0..<count)
            let first = Statistics.ranks(draws.map { ($0 * 900).rounded(.down) }).map { $0 - (Double(count) + 1) / 2 }
            let second = first.reversed().map { $0 * 0.5 }
            var doubled = 0
            for (a, b) in zip(first, second) { doubled += Int(2 * a) * Int(4 * b) }
            #expect(Statistics.sumOfProducts(first, second) == Double(doubled) / 8)
        }
        #expect(Statistics.sumOfProducts([], []) == 0)
    }

    @Test("Spearman's correlation agrees with 1 − 6Σd²/(n³ − n) without ties and with hand work with them")
    func spearman() {
        // d = −1, 1, −1, 1, 0: 1 − 24/120.
        #expect(isClose(Statistics.spearman([1, 2, 3, 4, 5], [20, 10, 400, 300, 500]), 0.8, 1e-15))
        #expect(isClose(Statistics.spearman([1, 2, 3], [9, 4, 1]), -1, 1e-15))
        // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: 4.5/√(4.5·5).
        #expect(isClose(Statistics.spearman([1, 2, 2, 3], [1, 2, 3, 4]), 4.5 / 22.5.squareRoot(), 1e-15))
        #expect(Statistics.spearman([1, 1, 1], [1, 2, 3]) == 0)
    }

    @Test("The batches' own figures give the standard error from 8 complete batches on")
    func batchedErrors() {
        let trials = 8 * 512 + 100
        func error(_ trials: Int, _ sampling: Sampling, batches: Int) -> Statistics.StandardError {
            var moments = SampleMoments()
            for batch in 0..<batches { moments.add(Double(batch)) }
            return Statistics.standardError(trials: trials, sampling: sampling, plain: 99, batches: moments)
        }
        // The standard deviation of 0…7 is √6.
        let batched = error(trials, .latinHypercube, batches: 8)
        #expect(isClose(batched.value, (6 * 512 / Double(trials)).squareRoot(), 1e-14))
        #expect(!batched.isUpperBound)
        let bound = Statistics.StandardError(value: 99, isUpperBound: true)
        #expect(error(8 * 512 - 1, .latinHypercube, batches: 7) == bound)
        // A batch without a figure.
        #expect(error(trials, .latinHypercube, batches: 7) == bound)
        #expect(error(10_240, .random, batches: 20) == Statistics.StandardError(value: 99, isUpperBound: false))
    }

    @Test("Under Latin hypercube sampling the standard error is that of repeated runs")
    func repeatedRuns() {
        // The mean of u² over 16 batches: repeated for 60 seeds, its spread against the error that one run states.
        let trials = 16 * 512
        var means: [Double] = []
        var errors: [Double] = []
        for seed in 0..<60 {
            let values = AddressedDraws(seed: UInt64(seed)).latinHypercube(at: Address("u"), trials: 0..<trials)
                .map { $0 * $0 }
            means.append(Statistics.mean(values))
            var batches = SampleMoments()
            for first in stride(from: 0, to: trials, by: 512) {
                batches.add(Statistics.mean(Array(values[first..<first + 512])))
            }
            let error = Statistics.standardError(
                trials: trials, sampling: .latinHypercube, plain: .nan, batches: batches)
            errors.append(error.value)
        }
        // Two spreads with relative standard errors of 1/√118 and 1/√(2·15·60).
        let ratio = Statistics.standardDeviation(means) / Statistics.mean(errors)
        let tolerance: Double = 4 * (1.0 / 118 + 1.0 / 1800).squareRoot()
        #expect(abs(ratio - 1) < tolerance)
        #expect(abs(Statistics.mean(means) - 1.0 / 3) < 4 * Statistics.mean(errors) / 60.0.squareRoot())
    }
}
