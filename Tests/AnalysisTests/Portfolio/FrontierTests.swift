import Stochastics
import Testing

@testable import Analysis

/// Figures with errors of their own, known independently of each other.
private struct PlainFigures: PairedFigures {
    let values: [Double]
    var errors: [Double]

    init(_ values: [Double], error: Double = 0) {
        self.values = values
        errors = values.map { _ in error }
    }

    func estimate(_ candidate: Int) -> Estimate {
        Estimate(value: values[candidate], standardError: errors[candidate], isUpperBound: false)
    }

    func difference(_ candidate: Int, less other: Int) -> Estimate {
        let square = errors[candidate] * errors[candidate] + errors[other] * errors[other]
        return Estimate(
            value: values[candidate] - values[other], standardError: candidate == other ? 0 : square.squareRoot(),
            isUpperBound: false)
    }
}

@Suite("Efficient frontiers")
struct FrontierTests {
    @Test(
        "Without errors it is the set of what nothing dominates, by brute force",
        arguments: 1...20 as ClosedRange<UInt64>)
    func bruteForce(seed: UInt64) {
        let draws = AddressedDraws(seed: seed)
        // Rough values, so that there are ties in both figures.
        func rough(_ name: String) -> [Double] {
            draws.uniforms(at: Address(name), trials: 0..<40).map { ($0 * 8).rounded(.down) }
        }
        let (x, y) = (rough("x"), rough("y"))
        let frontier = Frontier(.p10, count: 40, mean: PlainFigures(x), second: PlainFigures(y))
        for place in 0..<40 {
            let dominators = (0..<40).filter {
                x[$0] >= x[place] && y[$0] >= y[place] && (x[$0] > x[place] || y[$0] > y[place])
            }
            #expect(frontier.places[place] == (dominators.isEmpty ? .on : .off))
            #expect(frontier.dominators[place].map(dominators.contains) ?? dominators.isEmpty)
        }
    }

    @Test("What is dominated within the errors alone is perhaps efficient, and so is what might be dominated")
    func errors() {
        // The third is dominated by the second, by 1 and 1; the fourth by far.
        let (x, y) = ([0.0, 10, 9, 2], [10.0, 5, 4, 1])
        func places(_ error: Double) -> [Frontier.Place] {
            Frontier(.p10, count: 4, mean: PlainFigures(x, error: error), second: PlainFigures(y, error: error)).places
        }
        #expect(places(0.1) == [.on, .on, .off, .off])
        // 2·√2·0.5 is more than 1: the second and third are not told apart.
        #expect(places(0.5) == [.on, .perhaps, .perhaps, .off])
    }

    @Test("The error of a percentile is √(p(1 − p)/K)/f, and that of a difference falls with correlation")
    func percentileErrors() {
        let samples = Samples(trials: 20_000, sampling: .random)
        let first = samples.normal("first")
        let second = samples.normal("second")
        let mixed = zip(first, second).map { 0.8 * $0 + 0.6 * $1 }
        let figures = PairedPercentiles([first, mixed, first.map { $0 + 1 }], at: 0.1, sampling: .random)
        // f(Q) of the standard normal at its P10 is 0.17549833; the spacing that f is read from is known to 10%.
        let expected = (0.09 / 20_000).squareRoot() / 0.17549833
        #expect(abs(figures.estimate(0).standardError / expected - 1) < 0.1)
        #expect(figures.difference(2, less: 0).standardError < 1e-9)
        let difference = figures.difference(1, less: 0).standardError
        #expect(difference > 0.3 * expected && difference < 1.2 * expected)
    }

    @Test("Errors of percentiles and of their differences cover what they are errors of", arguments: [0.1, 0.8])
    func coverage(p: Double) {
        let quantile = StandardNormal.quantile(p)
        var (own, between) = (0, 0)
        for seed in 1...400 as ClosedRange<UInt64> {
            let samples = Samples(seed: seed, trials: 400, sampling: .random)
            let first = samples.normal("first")
            let second = zip(first, samples.normal("second")).map { 1 + 2 * (0.8 * $0 + 0.6 * $1) }
            let figures = PairedPercentiles([first, second], at: p, sampling: .random)
            let one = figures.estimate(0)
            if abs(one.value - quantile) < 1.96 * one.standardError { own += 1 }
            let two = figures.difference(1, less: 0)
            if abs(two.value - (1 + quantile)) < 1.96 * two.standardError { between += 1 }
        }
        // 95% of 400 is 380; six standard deviations are 26, and errors read from spacings are a little noisy.
        #expect((350...399).contains(own) && (350...399).contains(between))
    }

    @Test("Means leave trials without a figure out, and a candidate without any figure is 0")
    func means() {
        let figures = PairedMeans([[1, .nan, 3, .nan], [.nan, .nan, .nan, .nan], [2, 2, 2, 2]], sampling: .random)
        #expect(figures.estimate(0).value == 2 && figures.estimate(1).value == 0)
        #expect(isClose(figures.estimate(0).standardError, 1))
        #expect(figures.areSame(2, 2) && figures.isHigher(0, than: 1) && !figures.isHigher(0, than: 2))
    }
}
