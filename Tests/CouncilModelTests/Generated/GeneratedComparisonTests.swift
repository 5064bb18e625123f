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
            var comparison = try GeneratedComparison(ScenarioGenerator.scenario(seed: seed))
            do {
                try comparison.compare()
            } catch {
                mismatches.append("seed \(seed): \(error)")
                disagreeing += 1
            }
            if !comparison.mismatches.isEmpty { disagreeing += 1 }
            mismatches += comparison.mismatches.prefix(3)
        }
        #expect(
            mismatches.isEmpty, "\(disagreeing) scenarios disagree:\n\(mismatches.prefix(8).joined(separator: "\n"))")
    }
}
