import Testing

@testable import Analysis

@Suite("Sorted sample")
struct SortedSampleTests {
    @Test("It is in the order of comparison, whatever its size", arguments: [0, 1, 2, 100, 511, 512, 513, 5000])
    func order(count: Int) {
        let draws = Samples(trials: max(1, count), sampling: .random)
        let sizes = zip(draws.normal("size"), draws.uniform("sign"))
        let wide = sizes.map { size, place in (place < 0.5 ? -1.0 : 1.0) * (size * 300).rounded() * 1e-3 }
        let values = Array(wide.prefix(count))
        #expect(SortedSample(values).ascending == values.sorted())
        #expect(SortedSample(values.sorted()).ascending == values.sorted())
        #expect(SortedSample(values.sorted().reversed()).ascending == values.sorted())
        #expect(SortedSample(values).negated == SortedSample(values.map { 0 - $0 }))
    }

    @Test("Infinities, the smallest numbers and the largest find their places", arguments: [1, 200])
    func extremes(copies: Int) {
        let rising = [
            -Double.infinity, -Double.greatestFiniteMagnitude, -1, -Double.leastNonzeroMagnitude, 0,
            Double.leastNonzeroMagnitude, 1, Double(1).nextUp, Double.greatestFiniteMagnitude, Double.infinity,
        ]
        let values = (0..<copies).flatMap { _ in rising.reversed() }
        #expect(SortedSample(values).ascending == rising.flatMap { Array(repeating: $0, count: copies) })
    }

    @Test("Trials without a figure are left out, and −0 stands as 0", arguments: [1, 400])
    func withoutFigure(copies: Int) {
        let values = (0..<copies).flatMap { _ in [2, .nan, -0.0, -1] }
        let sorted = SortedSample(values).ascending
        #expect(sorted == (values.filter { !$0.isNaN }).sorted())
        #expect(sorted.allSatisfy { $0 != 0 || $0.sign == .plus })
        #expect(SortedSample([.nan, .nan]).isEmpty)
        #expect(SortedSample(values).negated.ascending.allSatisfy { $0 != 0 || $0.sign == .plus })
    }

    @Test("Percentiles are of type 7")
    func percentiles() {
        let sample = SortedSample([20, 1, 10, 3, 4])
        for (percent, expected) in [(0.0, 1.0), (10, 1.8), (25, 3), (40, 3.6), (50, 4), (80, 12), (95, 18), (100, 20)] {
            #expect(isClose(sample.percentile(percent), expected))
        }
    }
}
