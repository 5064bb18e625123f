import CouncilModel
import Stochastics
import Testing

/// Another seed is another sample of the same.
@Suite("Laws of seeds")
struct SeedLawTests {
    /// 12, or 60 in the longer run.
    private static let scenarios = max(12, min(60, LawRun.seeds.count / 10))

    /// Means over 600 trials of each pair of three seeds: `|m₁ − m₂| / √(s₁²/600 + s₂²/600)` is at most 4.5, for NPSV,
    /// cash NPV, council NPV and members in the last year. If means are normal, one such number is larger by chance
    /// with probability 7·10⁻⁶, so that one of a thousand is with at most 0.7%; stratified sampling only makes them
    /// smaller. Seeds are fixed, so that the verdict does not change from run to run.
    @Test("Means of different seeds agree within standard errors, and the central case does not know the seed")
    func means() throws {
        var (largest, compared) = (0.0, 0)
        for seed in LawRun.seeds.prefix(Self.scenarios) {
            let runs = try [1, 2, 3].map { number in
                try LawRun(
                    LawRun.scenario(seed).changed { tree in
                        tree["seed"] = .number(Double(number))
                        tree["trials"] = 600
                        tree["inflation"] = nil
                        tree["financing"] = nil
                    })
            }
            for (a, b) in [(0, 1), (0, 2), (1, 2)] {
                for (mine, theirs) in zip(runs[a].result.central, runs[b].result.central) {
                    #expect(mine.measures == theirs.measures, "seed \(seed), \(mine.option)")
                }
                for (mine, theirs) in zip(runs[a].result.options, runs[b].result.options) {
                    for (name, pair) in Self.samples(mine, theirs) {
                        let difference = abs(Statistics.mean(pair.0) - Statistics.mean(pair.1))
                        let errors = (Self.squaredError(pair.0), Self.squaredError(pair.1))
                        let combined = (errors.0 + errors.1).squareRoot()
                        // Where nothing is drawn, sums of 600 equal numbers still round.
                        let rounding = 1e-12 * abs(Statistics.mean(pair.0))
                        let allowed = 4.5 * combined + rounding
                        #expect(difference <= allowed, "seed \(seed), \(mine.name), \(name)")
                        compared += 1
                        if combined > rounding { largest = max(largest, difference / combined) }
                    }
                }
            }
        }
        // Of so many, some are in the tail: a test that sees none does not look.
        #expect(largest > 2)
        #expect(compared <= 100 * Self.scenarios)
    }

    private static func samples(
        _ mine: OptionResult, _ theirs: OptionResult
    ) -> [(String, ([Double], [Double]))] {
        var samples: [(String, ([Double], [Double]))] = [.npsv, .cashNPV, .councilNPV].map { (measure: Measure) in
            (measure.rawValue, (mine.measures[measure] ?? [], theirs.measures[measure] ?? []))
        }
        for (place, lever) in mine.levers.enumerated() {
            samples.append(
                ("members of \(lever)", (mine.members[place].last ?? [], theirs.members[place].last ?? [])))
        }
        return samples
    }

    /// s²/n.
    private static func squaredError(_ values: [Double]) -> Double {
        let mean = Statistics.mean(values)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return squares / Double(values.count - 1) / Double(values.count)
    }
}
