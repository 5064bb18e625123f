import CouncilModel
import Testing

/// Nobody joins before it may, or where it may not.
@Suite("Laws of joining")
struct JoiningLawTests {
    /// Delays are a year, contracts three years with one of notice and ends as the register has them, so that what is
    /// allowed can be read off a scenario.
    private static func plain(_ scenario: GeneratedScenario) -> GeneratedScenario {
        scenario.changed { tree in
            for name in ["contract_a", "contract_b"] {
                tree["contracts"]?[name] = ["length": 3, "notice": 1, "ends": "ends_year"]
            }
            tree.changeLevers { lever in
                if lever["delay"] != nil { lever["delay"] = 1 }
                lever["contract_break"] = nil
            }
        }
    }

    @Test("A council joins once started, with what is required, at a contract's end, before doors close, if eligible")
    func joiningYears() throws {
        var (joined, atEnds) = (0, 0)
        for seed in LawRun.seeds {
            let scenario = Self.plain(LawRun.scenario(seed))
            let model = try NaiveModel(scenario: scenario.tree, register: scenario.register)
            let plan = try RunPlan(try scenario.read())
            for option in try plan.record(trial: 0) + plan.record(trial: 1) {
                let held = model.options.first { $0.name == option.option }?.levers ?? []
                for entry in option.joining {
                    let place = "seed \(seed), \(option.option), \(entry.lever), council \(entry.council)"
                    let lever = try #require(plan.scenario.levers.first { $0.name == entry.lever })
                    #expect(lever.eligible.contains(entry.council), "\(place)")
                    let tree = model.levers[entry.lever] ?? .null
                    let council = model.selected[entry.council]
                    if let year = Self.alreadyYear(council, tree, model) {
                        #expect(entry.year == year, "\(place)")
                        continue
                    }
                    joined += 1
                    let first = lever.starts - model.baseYear + (tree["delay"]?.whole ?? 0)
                    #expect(entry.year >= first, "\(place)")
                    #expect(entry.year < model.horizon, "\(place)")
                    if let closes = lever.closes { #expect(entry.year <= closes - model.baseYear, "\(place)") }
                    for name in lever.requires {
                        let required = model.held(name, in: held)
                        let theirs = option.joining.first { $0.lever == required && $0.council == entry.council }
                        #expect(theirs?.year ?? .max <= entry.year, "\(place)")
                    }
                    guard lever.contract != nil else { continue }
                    #expect(entry.year >= max(first + 1, 0), "\(place)")
                    guard let end = Double(council.cells["ends_year"] ?? "") else { continue }
                    atEnds += 1
                    #expect((entry.year - (Int(end) - model.baseYear)) % 3 == 0, "\(place)")
                    #expect(entry.year >= Int(end) - model.baseYear, "\(place)")
                }
                for lever in plan.scenario.levers where held.contains(lever.name) {
                    guard let minimum = lever.minimum, let tree = model.levers[lever.name] else { continue }
                    let last = lever.starts - model.baseYear + (tree["delay"]?.whole ?? 0) + minimum.within
                    let years = option.joining.filter { $0.lever == lever.name }.map(\.year)
                    guard last + 1 < model.horizon, years.count(where: { $0 <= last }) < minimum.members else {
                        continue
                    }
                    #expect(years.allSatisfy { $0 <= last }, "seed \(seed), \(lever.name) was wound up")
                }
            }
        }
        #expect(joined > 20 * LawRun.seeds.count)
        #expect(atEnds > LawRun.seeds.count)
    }

    /// The year in which a member from before joined.
    private static func alreadyYear(_ council: NaiveCouncil, _ lever: ScenarioTree, _ model: NaiveModel) -> Int? {
        guard let already = lever["already"] else { return nil }
        guard let column = already.text else { return NaiveModel.isIn(already, council) ? -1 : nil }
        guard let year = Double(council.cells[column] ?? ""), Int(year) < model.baseYear else { return nil }
        return Int(year) - model.baseYear
    }
}
