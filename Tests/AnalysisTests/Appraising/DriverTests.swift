import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Drivers")
struct DriverTests {
    private static let trials = 5120

    @Test("Drivers are ranked by the size of their rank correlation, noise and constants left out")
    func ranking() {
        let samples = Samples(trials: Self.trials)
        let (a, b, c) = (samples.uniform("a"), samples.uniform("b"), samples.uniform("c"))
        let npsv = (0..<Self.trials).map { a[$0] - 3 * b[$0] * b[$0] }
        var run = HandMadeRun(options: [("A", npsv), ("B", npsv)])
        run.scenario.options[1].with = [.init(assumption: "a", distribution: .fixed(1))]
        run.result.assumptions = [
            AssumptionSample(name: "a", values: a), AssumptionSample(name: "b", values: b),
            AssumptionSample(name: "constant", values: [Double](repeating: 2, count: Self.trials)),
            AssumptionSample(name: "noise", values: c),
        ]
        let drivers = run.comparison.drivers
        #expect(drivers.map { $0.map(\.assumption) } == [[], ["b", "a"], ["b"]])
        for driver in drivers[1] {
            let sample = driver.assumption == "a" ? a : b
            #expect(isClose(driver.rankCorrelation, Self.spearman(sample, npsv)))
            #expect(isClose(driver.standardError, 1 / Double(Self.trials - 1).squareRoot()))
            let order = sample.indices.sorted { sample[$0] < sample[$1] }
            #expect(isClose(driver.meanInLowestTenth, Naive.mean(order.prefix(512).map { npsv[$0] })))
            #expect(isClose(driver.meanInHighestTenth, Naive.mean(order.suffix(512).map { npsv[$0] })))
        }
        #expect(drivers[1][0].rankCorrelation < 0 && drivers[1][1].rankCorrelation > 0)
    }

    /// Spearman's correlation of samples without ties, 1 − 6Σd²/(n(n² − 1)).
    private static func spearman(_ first: [Double], _ second: [Double]) -> Double {
        func places(_ sample: [Double]) -> [Double] {
            var places = [Double](repeating: 0, count: sample.count)
            for (place, index) in sample.indices.sorted(by: { sample[$0] < sample[$1] }).enumerated() {
                places[index] = Double(place)
            }
            return places
        }
        let squares = zip(places(first), places(second)).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
        let count = Double(first.count)
        return 1 - 6 * squares / (count * (count * count - 1))
    }

    @Test("At most twelve are named, equals in order of name")
    func atMostTwelve() {
        let values = Samples(trials: 1000).uniform("x")
        var run = HandMadeRun(options: [("A", values)])
        run.result.assumptions = (10..<30).map { AssumptionSample(name: "a\($0)", values: values) }
        let drivers = run.comparison.drivers[1]
        #expect(drivers.map(\.assumption) == (10..<22).map { "a\($0)" })
        #expect(drivers.allSatisfy { $0.rankCorrelation == 1 })
    }

    @Test("Three standard errors are the bar")
    func bar() {
        // With 10 trials the bar is 3/√9 = 1: nothing passes it.
        let rising = (0..<10).map { Double($0) }
        var run = HandMadeRun(options: [("A", rising)])
        run.result.assumptions = [AssumptionSample(name: "a", values: rising)]
        #expect(run.comparison.drivers == [[], []])
        // With 11 it is 0.949, and swapping neighbours leaves 1 − 6·2/1320 = 0.991.
        var longer = HandMadeRun(options: [("A", (0..<11).map { Double($0) })])
        longer.result.assumptions = [AssumptionSample(name: "a", values: [1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10])]
        #expect(isClose(longer.comparison.drivers[1].first?.rankCorrelation, 1 - 12.0 / 1320))
    }

    @Test("Trials with the value at which a tenth ends count in equal parts, the last trial in part")
    func tiesInTenths() throws {
        // 25 trials: a tenth is 2½. The lowest value is in one trial, the next in four, the highest in ten.
        let values =
            [0.0] + [Double](repeating: 1, count: 4) + [Double](repeating: 2, count: 10)
            + [Double](repeating: 3, count: 10)
        let npsv = (0..<25).map { Double($0 * $0) }
        var run = HandMadeRun(options: [("A", npsv)])
        run.result.assumptions = [AssumptionSample(name: "a", values: values)]
        let driver = try #require(run.comparison.drivers[1].first)
        // (0 + 1½ · mean of 1, 4, 9, 16)/2½ and the mean of 15² … 24².
        #expect(isClose(driver.meanInLowestTenth, 1.5 * 7.5 / 2.5))
        #expect(isClose(driver.meanInHighestTenth, Naive.mean((15...24).map { Double($0 * $0) })))
    }
}
