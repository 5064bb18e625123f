import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Spread of measures")
struct SpreadTests {
    private static let trials = 10 * 512 + 77

    private static func spread(
        _ values: [Double], sampling: Sampling = .latinHypercube, worstIsHighest: Bool = false
    ) -> Spread? {
        // Two measures that nothing else follows from.
        let measure: Measure = worstIsHighest ? .peakFunding : .councilNPV
        var run = HandMadeRun(options: [("A", values.map { _ in 0 })], sampling: sampling)
        run.result.options[1].measures[measure] = values
        return run.comparison.options[1].measures[measure]
    }

    @Test("Every figure is what its definition gives")
    func naively() throws {
        let values = Samples(trials: Self.trials).normal("x").map { 5 + 3 * $0 }
        let spread = try #require(Self.spread(values))
        #expect(isClose(spread.mean.value, Naive.mean(values)))
        #expect(isClose(spread.sd, Naive.sd(values)))
        let error = Naive.batchError(trials: Self.trials) { Naive.mean(Array(values[$0])) }
        #expect(isClose(spread.mean.standardError * 1e6, error * 1e6))
        #expect(!spread.mean.isUpperBound)
        let found = [spread.p5, spread.p10, spread.p25, spread.p50, spread.p75, spread.p80, spread.p90, spread.p95]
        for (percentile, percent) in zip(found, [5.0, 10, 25, 50, 75, 80, 90, 95]) {
            #expect(isClose(percentile, Naive.percentile(values, percent)))
        }
        // A tenth of 5197 trials is 519 and 0.7 of the next.
        let worst = values.sorted().prefix(520)
        let shortfall = (worst.prefix(519).reduce(0, +) + 0.7 * worst[519]) / 519.7
        #expect(isClose(spread.shortfall10, shortfall))
        let highest = values.sorted().reversed().prefix(520).map { $0 }
        let excess = (highest.prefix(519).reduce(0, +) + 0.7 * highest[519]) / 519.7
        #expect(isClose(Self.spread(values, worstIsHighest: true)?.shortfall10, excess))
    }

    @Test("Without eight complete batches the plain error stands, marked; with random sampling, unmarked")
    func plainErrors() throws {
        let values = Samples(trials: 8 * 512 - 1).normal("x")
        let plain = Naive.sd(values) / Double(values.count).squareRoot()
        let few = try #require(Self.spread(values)?.mean)
        #expect(isClose(few.standardError, plain) && few.isUpperBound)
        let random = try #require(Self.spread(values, sampling: .random)?.mean)
        #expect(isClose(random.standardError, plain) && !random.isUpperBound)
    }

    @Test("Trials without a figure count in nothing; a figure that no trial has is absent")
    func withoutFigure() throws {
        var values = Samples(trials: Self.trials).uniform("x")
        for trial in stride(from: 0, to: values.count, by: 3) { values[trial] = .nan }
        let spread = try #require(Self.spread(values))
        let present = values.filter { !$0.isNaN }
        #expect(isClose(spread.mean.value, Naive.mean(present)))
        #expect(isClose(spread.sd, Naive.sd(present)))
        #expect(isClose(spread.p90, Naive.percentile(present, 90)))
        let error = Naive.batchError(trials: Self.trials) { Naive.mean(values[$0].filter { !$0.isNaN }) }
        #expect(isClose(spread.mean.standardError * 1e6, error * 1e6))
        #expect(Self.spread([.nan, .nan]) == nil)

        // A batch in which no trial has a figure has none itself.
        for trial in 512..<1024 { values[trial] = .nan }
        let left = values.filter { !$0.isNaN }
        let mean = try #require(Self.spread(values)?.mean)
        #expect(isClose(mean.standardError, Naive.sd(left) / Double(left.count).squareRoot()))
        #expect(mean.isUpperBound)
    }

    @Test("A single trial has a mean and percentiles but neither sd nor standard error", arguments: [3.0, 0])
    func singleTrial(value: Double) throws {
        let spread = try #require(Self.spread([value]))
        #expect(spread.mean.value == value && spread.p5 == value && spread.p95 == value)
        #expect(isClose(spread.shortfall10, value))
        #expect(spread.sd.isNaN && spread.mean.standardError.isNaN && !spread.mean.isUpperBound)
    }

    @Test("A constant has no spread, and its error is not undefined", arguments: [0.1, 1e6 / 3, -7.7])
    func constant(value: Double) throws {
        for trials in [2, 5, 4096, 10_000] {
            let spread = try #require(Self.spread([Double](repeating: value, count: trials)))
            #expect(spread.sd >= 0 && spread.sd <= 1e-15 * abs(value))
            #expect(spread.mean.standardError >= 0 && spread.mean.standardError <= 1e-15 * abs(value))
            #expect(spread.p10 == value && spread.p90 == value)
        }
    }

    @Test("Measures of money and shares worse off have spreads, each with the worst tenth on its own side")
    func measures() throws {
        var run = HandMadeRun(options: [("A", (0..<40).map { Double($0) })])
        for measure in Measure.allCases { run.result.options[1].measures[measure] = (0..<40).map { Double($0) } }
        run.result.options[1].measures[.shareWorseOff] = [Double](repeating: .nan, count: 40)
        let option = run.comparison.options[1]
        let expected: Set<Measure> = [
            .npsv, .pvCosts, .pvBenefits, .pvPublicCosts, .cashNPV, .councilNPV, .councilCashNPV,
            .councilCashNPVOwnRate, .peakFunding, .eanc, .shareWorseOffCash,
        ]
        #expect(Set(option.measures.keys) == expected)
        for measure in [Measure.pvCosts, .pvPublicCosts, .peakFunding, .eanc, .shareWorseOffCash] {
            #expect(option.measures[measure]?.shortfall10 == 37.5)
        }
        for measure in [Measure.npsv, .pvBenefits, .cashNPV, .councilNPV, .councilCashNPV] {
            #expect(option.measures[measure]?.shortfall10 == 1.5)
        }
        #expect(option.quantiles.count == 101)
        for percent in 0...100 {
            #expect(isClose(option.quantiles[percent], 39 * Double(percent) / 100))
        }
    }

    @Test("The chance of a positive NPSV counts trials above 0 only")
    func probabilityPositive() throws {
        let values = Samples(trials: Self.trials).normal("x").map { abs($0) < 0.2 ? 0 : $0 }
        let found = HandMadeRun(options: [("A", values)]).comparison.options[1].probabilityPositive
        #expect(found.value == Double(values.filter { $0 > 0 }.count) / Double(Self.trials))
        let error = Naive.batchError(trials: Self.trials) { Double(values[$0].filter { $0 > 0 }.count) / 512 }
        #expect(isClose(found.standardError * 1e6, error * 1e6))
        let random = HandMadeRun(options: [("A", values)], sampling: .random).comparison.options[1]
        let p = found.value
        // The sd of a sample of zeros and ones is √(p(1 − p)·K/(K − 1)).
        #expect(
            isClose(random.probabilityPositive.standardError, (p * (1 - p) / Double(Self.trials - 1)).squareRoot()))
    }
}
