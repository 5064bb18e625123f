import CouncilModel
import Testing

/// One saved pound is counted once.
@Suite("Laws of pools")
struct PoolLawTests {
    /// A probe claims all of both pools: alone it shows what they hold, and last of all what others left.
    @Test("No claim saves more than is left of a pool at a council in a year, and claims and rest are the pool")
    func conservation() throws {
        for seed in LawRun.seeds {
            let scenario = LawRun.scenario(seed)
            guard let options = scenario.tree["options"]?.items else { continue }
            let run = try LawRun(
                scenario.changed { tree in
                    tree.changeLines { line, _ in
                        var line = line
                        // Flows are recorded as far as they save resources.
                        line["resource"] = nil
                        return [line]
                    }
                    let probe = Self.probe(from: tree["base_year"] ?? 0)
                    tree["levers"]?["probe"] = probe
                    for (place, option) in options.enumerated() {
                        let levers = option["levers"]?.items.compactMap(\.text) ?? []
                        tree.addOption("Pools \(place)", ["probe"], with: option["with"])
                        tree.addOption("Rest \(place)", levers + ["probe"], with: option["with"])
                    }
                })
            var pools: [String: String] = [:]
            for lever in run.plan.scenario.levers {
                for line in lever.benefits {
                    if case .claim(let pool, _, _) = line.value { pools["\(lever.name)/\(line.name)"] = pool }
                }
            }
            for trial in 0..<2 {
                let record = try run.plan.record(trial: trial)
                for place in options.indices {
                    // Options that differ in nothing are reported once.
                    guard let claimed = record.first(where: { $0.option == "Rest \(place)" }) else { continue }
                    let name = Self.name(of: place, among: options)
                    let held = try #require(record.first { $0.option == "Pools \(name)" })
                    Self.check(claimed, held: held, pools: pools, place: "seed \(seed), option \(place)")
                }
            }
        }
    }

    private static func probe(from starts: ScenarioTree) -> ScenarioTree {
        [
            "starts": starts, "adoption": "mandate",
            "benefits": .list(
                ["pool_a", "pool_b"].map { pool in
                    [
                        "name": .text(pool), "kind": "cashable", "claims": ["pool": .text(pool), "share": 1],
                        "timing": ["on": "membership"],
                    ]
                }),
        ]
    }

    /// The first option whose assumptions are replaced in the same way, under which its pools are reported.
    private static func name(of place: Int, among options: [ScenarioTree]) -> Int {
        func with(_ option: ScenarioTree) -> [ScenarioTree.Member] {
            (option["with"]?.members ?? []).sorted { $0.key < $1.key }
        }
        return options.firstIndex { with($0) == with(options[place]) } ?? place
    }

    private static func check(
        _ claimed: CentralResult, held: CentralResult, pools: [String: String], place: String
    ) {
        for whole in held.flows {
            guard let council = whole.council else { continue }
            var left = Array(whole.byYear)
            for claim in claimed.flows
            where claim.council == council && pools["\(claim.lever)/\(claim.line)"] == whole.line {
                for year in left.indices {
                    let (saved, rounding) = (claim.byYear[year], 1e-9 * (abs(whole.byYear[year]) + abs(left[year])))
                    #expect(abs(saved) <= abs(left[year]) + rounding, "\(place), \(claim.line) in \(year)")
                    left[year] -= saved
                }
            }
            for year in left.indices {
                #expect(abs(left[year]) <= 1e-9 * abs(whole.byYear[year]), "\(place), \(whole.line) in \(year)")
            }
        }
    }
}
