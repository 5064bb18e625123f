import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Value of information: noise")
struct InformationNoiseTests {
    private static func runs(
        trials: Int, sampling: Sampling, seeds: Int, mean: Double = 0, pilots: [Pilot] = []
    ) throws -> [ValueOfInformation] {
        try (1...seeds).map { seed in
            try InformationClosedFormTests.result(
                [("Sum", "p1 + p2 + 0 * (n1 + n2)")],
                [
                    InformationClosedFormTests.normal("p1", mean), InformationClosedFormTests.normal("p2", sd: 2),
                    InformationClosedFormTests.normal("n1"), InformationClosedFormTests.normal("n2"),
                ], trials: trials, seed: UInt64(seed), sampling: sampling, .init(pilots: pilots))
        }
    }

    private static func worths(_ name: String, _ runs: [ValueOfInformation]) -> [Estimate] {
        runs.compactMap { run in run.assumptions.first { $0.name == name }?.worth }
    }

    /// The spread of 60 runs is known to 9%, so the two may differ by 40% (over four standard errors).
    @Test(
        "Reported errors are the spread over seeds: with batches of Latin hypercubes and with random draws",
        arguments: [(4096, Sampling.latinHypercube), (4096, .random), (1024, .random)])
    func errors(trials: Int, sampling: Sampling) throws {
        let runs = try Self.runs(
            trials: trials, sampling: sampling, seeds: 60, mean: 0.5,
            pilots: [Pilot(assumption: "p1", councils: 1, error: .amount(1))])
        for worths in [Self.worths("p1", runs), Self.worths("p2", runs), runs.map(\.pilots[0].own.worth)] {
            let spread = Statistics.standardDeviation(worths.map(\.value))
            let reported = Statistics.mean(worths.map { $0.standardError * $0.standardError }).squareRoot()
            #expect(reported > spread / 1.4 && reported < spread * 1.4)
            #expect(worths.allSatisfy { !$0.isUpperBound })
        }
    }

    @Test("With fewer than eight batches of a Latin hypercube errors are upper bounds, and marked as such")
    func upperBounds() throws {
        let worths = Self.worths("p2", try Self.runs(trials: 1024, sampling: .latinHypercube, seeds: 30))
        let spread = Statistics.standardDeviation(worths.map(\.value))
        #expect(worths.allSatisfy { $0.isUpperBound && $0.standardError > spread })
    }

    @Test(
        "At 1,024 trials the mean over seeds is within 3% of EVPI of the closed form: noise is not taken for knowledge")
    func bias() throws {
        for sampling in [Sampling.latinHypercube, .random] {
            let runs = try Self.runs(trials: 1024, sampling: sampling, seeds: 60, mean: 0.5)
            let perfect = InformationClosedFormTests.expectedGain(0.5, sd: Double(5).squareRoot()) - 0.5
            for (name, sd) in [("p1", 1.0), ("p2", 2.0), ("n1", 0), ("n2", 0)] {
                let known = sd == 0 ? 0 : InformationClosedFormTests.expectedGain(0.5, sd: sd) - 0.5
                let mean = Statistics.mean(Self.worths(name, runs).map(\.value))
                #expect(abs(mean - known) < 0.03 * perfect, "\(name) \(sampling)")
            }
        }
    }

    /// Each of 400 looks at nothing (10 seeds, 40 assumptions), of options that are level.
    @Test(
        "Forty assumptions without effect are not shown to be worth something",
        arguments: [(1024, Sampling.latinHypercube), (4096, .latinHypercube), (2048, .random)])
    func noEffect(trials: Int, sampling: Sampling) throws {
        let names = (10..<50).map { "n\($0)" }
        var shown = 0
        for seed in 1...10 as ClosedRange<UInt64> {
            let result = try InformationClosedFormTests.result(
                [("A", "real + 0 * (\(names.joined(separator: " + ")))"), ("B", "other")],
                (names + ["other", "real"]).map { InformationClosedFormTests.normal($0) }, trials: trials, seed: seed,
                sampling: sampling)
            #expect(result.assumptions.count == 42)
            shown += result.assumptions.filter { $0.isClear && names.contains($0.name) }.count
            #expect(Set(result.assumptions.filter(\.isClear).map(\.name)).isSuperset(of: ["real", "other"]))
        }
        // One in forty runs is expected to show one; three of ten would happen once in five hundred times.
        #expect(shown < 3)
    }

    @Test("The share of false alarms is kept by quantiles: of the normal, and of Student's t where batches are few")
    func threshold() {
        let random = TrialDesign(trials: 4096, sampling: .random)
        #expect(random.leastErrors(among: 1) == 2)
        #expect(abs(random.leastErrors(among: 25) - 3.090232306168) < 1e-9)
        // Student's t at 0.999: 3.733 with 15 degrees of freedom, 3.195 with 80 (published tables).
        #expect(abs(TrialDesign(trials: 8192, sampling: .latinHypercube).leastErrors(among: 25) - 3.733) < 0.02)
        #expect(abs(TrialDesign(trials: 40_960, sampling: .latinHypercube).leastErrors(among: 25) - 3.195) < 0.01)
    }
}
