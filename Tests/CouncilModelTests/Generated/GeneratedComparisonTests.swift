import Glibc
import Testing

/// Runs generated scenarios through the engine and through the naive model.
@Suite("Generated scenarios")
struct GeneratedComparisonTests {
    /// Number of scenarios: 200, or what the environment variable FOLKMOOT_GENERATED says.
    static let count = getenv("FOLKMOOT_GENERATED").flatMap { Int(String(cString: $0)) } ?? 200
    static let parts = 4

    /// Seeds of one part; together the parts have each seed once.
    static func seeds(_ part: Int) -> [UInt64] {
        (0..<count).filter { $0 % parts == part }.map(UInt64.init)
    }

    @Test("The engine and the naive model agree in every figure of every trial", arguments: 0..<parts)
    func agree(part: Int) throws {
        var mismatches: [String] = []
        var disagreeing = 0
        for seed in Self.seeds(part) {
            var comparison = try GeneratedComparison(.scenario(seed: seed, features: .all))
            do {
                try comparison.compare()
            } catch {
                mismatches.append("seed \(seed): \(error)")
                disagreeing += 1
            }
            if !comparison.mismatches.isEmpty { disagreeing += 1 }
            if !comparison.mismatches.isEmpty { print("TT", seed, comparison.scenario.text); for m in comparison.mismatches { print("ALL", m) } }
            mismatches += comparison.mismatches.prefix(3)
        }
        for m in mismatches { print("MM", m) }
        #expect(
            mismatches.isEmpty, "\(disagreeing) scenarios disagree:\n\(mismatches.prefix(8).joined(separator: "\n"))")
    }

    @Test("The naive model runs scenarios that use the whole format", arguments: 0..<parts)
    func runsAll(part: Int) throws {
        var problems: [String] = []
        for seed in Self.seeds(part) {
            do {
                var comparison = try GeneratedComparison(.scenario(seed: seed, features: .all))
                try comparison.runNaively()
            } catch {
                problems.append("seed \(seed): \(error)")
            }
        }
        #expect(problems.isEmpty, "\(problems.prefix(8).joined(separator: "\n"))")
    }
}

extension GeneratedScenario {
    static func scenario(seed: UInt64, features: GeneratedFeatures) -> GeneratedScenario {
        ScenarioGenerator.scenario(seed: seed, features: features)
    }
}
