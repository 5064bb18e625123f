import Glibc
import Testing

/// Runs generated scenarios through the engine and through the naive model.
///
/// Mistakes that were planted in the engine one at a time, each caught by this comparison (200 scenarios), and by the laws
/// named beside it:
///
/// 1. a minimum that asks for one member more
/// 2. a programme cost shared by the members of the year before
/// 3. uplift that acts on the losses of a claim
/// 4. a claim that is not held to −1 … 1 (also: no claim saves more than is left)
/// 5. growth that begins a year late
/// 6. residents of districts counted with their council and with their county
/// 7. notice left out (also: a council joins at a contract's end)
/// 8. transfers with the other sign in public costs
/// 9. the lower price that business is paid left out (also: NPSV is gains less pays)
/// 10. no inflation before the price year
/// 11. an annuity over a year more
/// 12. a council's cash that passes by `cashed` (also: budgets are cash)
/// 13. modifiers that go on after their lever is wound up
/// 14. joining lines at members from before
/// 15. `closes` a year early
/// 16. benefits of other parties in the weights of `by_benefit`
/// 17. councils where something flowed counted as without flow
/// 18. councils with a flow under the reference alone left out
/// 19. a lever joined although what it requires has been wound up
/// 20. options that replace what a pool reads sharing one working-out of the claims on it
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
