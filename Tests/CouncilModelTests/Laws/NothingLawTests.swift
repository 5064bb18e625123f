import Appraisal
import CouncilModel
import Testing

/// What changes nothing is worth nothing, and what is measured against is nothing.
@Suite("Laws of nothing")
struct NothingLawTests {
    @Test("A lever without lines is worth exactly 0 in every figure of every trial, alone and beside others")
    func idleLever() throws {
        for seed in LawRun.seeds {
            let scenario = LawRun.scenario(seed)
            let first = scenario.tree["options"]?.items.first
            let run = try LawRun(
                scenario.changed { tree in
                    var idle = tree["levers"]?["lever_0"] ?? .null
                    for key in ["costs", "benefits", "transfers", "team", "contract_break"] { idle[key] = nil }
                    tree["levers"]?["idle"] = idle
                    tree.addOption("Idle", ["idle"])
                    if let first {
                        let levers = first["levers"]?.items.compactMap(\.text) ?? []
                        tree.addOption("With idle", levers + ["idle"], with: first["with"])
                    }
                })
            let nothing = try #require(run.figures(of: RunPlan.doNothing))
            let idle = try #require(run.figures(of: "Idle"))
            // With nothing else, the budgets of both are made with the same inflation.
            #expect(idle.differences(nothing) == [], "seed \(seed)")
            if scenario.tree["reference"] == nil {
                #expect(idle.amounts.allSatisfy { $0 == 0 }, "seed \(seed)")
                #expect(run.option("Idle")?.councils.allSatisfy { !$0.hasFlow.contains(true) } == true)
            }
            guard let name = first?["name"]?.text, let with = run.figures(of: "With idle") else { continue }
            #expect(with.differences(try #require(run.figures(of: name))) == [], "seed \(seed)")
        }
    }

    @Test("Do nothing is exactly 0, or minus the reference; the reference is 0, and flows are less the reference's")
    func reference() throws {
        var referenced = 0
        for seed in LawRun.seeds {
            let scenario = LawRun.scenario(seed)
            let alone = try LawRun(scenario.changed { $0["reference"] = nil })
            let nothing = try #require(alone.figures(of: RunPlan.doNothing))
            #expect(nothing.amounts.allSatisfy { $0 == 0 })
            // Where the scenario has none, one is chosen; an option that is reported under another's name is left out.
            let name = scenario.tree["reference"]?.text ?? alone.result.options[1].name
            guard let own = alone.figures(of: name) else { continue }
            referenced += 1
            let run = try LawRun(scenario.changed { $0["reference"] = .text(name) })
            let measured = try #require(run.figures(of: name))
            #expect(measured.amounts.allSatisfy { $0 == 0 })
            let negative = try #require(run.figures(of: RunPlan.doNothing))
            #expect(Figures.differences(negative.sums, own.sums, factor: -1) == [], "seed \(seed)")
            for measure in [Measure.npsv, .pvCosts, .pvBenefits, .pvPublicCosts, .cashNPV, .councilNPV, .eanc] {
                let pair = (negative.measures[measure.rawValue] ?? [], own.measures[measure.rawValue] ?? [])
                #expect(pair.0 == pair.1.map { -$0 }, "seed \(seed), \(measure)")
            }
            for option in alone.result.options {
                guard let before = alone.figures(of: option.name), let after = run.figures(of: option.name) else {
                    Issue.record("seed \(seed): \(option.name) is gone")
                    continue
                }
                #expect(Figures.differences(after.members, before.members) == [], "seed \(seed)")
                for (key, values) in after.sums {
                    let mine = before.sums[key] ?? values.map { _ in 0 }
                    let theirs = own.sums[key] ?? values.map { _ in 0 }
                    #expect(values == zip(mine, theirs).map { $0 - $1 }, "seed \(seed), \(option.name), \(key)")
                }
            }
        }
        #expect(referenced > LawRun.seeds.count / 2)
    }

    @Test("An option that is another with a pure cost on top changes nothing for the rest, in figures and in choice")
    func dominatedOption() throws {
        for seed in LawRun.seeds {
            let scenario = LawRun.scenario(seed)
            guard let first = scenario.tree["options"]?.items.first, let name = first["name"]?.text else { continue }
            let before = try LawRun(scenario)
            let after = try LawRun(
                scenario.changed { tree in
                    let baseYear = tree["base_year"] ?? 0
                    tree["levers"]?["burden"] = [
                        "starts": baseYear, "adoption": "mandate",
                        "costs": [
                            [
                                "name": "Burden", "level": "programme", "kind": "revenue", "amount": 1000,
                                "timing": ["on": "running"],
                            ]
                        ],
                    ]
                    let levers = first["levers"]?.items.compactMap(\.text) ?? []
                    tree.addOption("Dearer", levers + ["burden"], with: first["with"])
                })
            let better = try #require(after.option(name))
            let dearer = try #require(after.option("Dearer"))
            #expect(after.result.options.count == before.result.options.count + 1)
            for option in before.result.options {
                let same = try #require(after.figures(of: option.name))
                let differences = try #require(before.figures(of: option.name)).differences(same)
                #expect(differences == [], "seed \(seed), \(option.name)")
            }
            for measure in [Measure.npsv, .cashNPV, .councilCashNPV] {
                let place = "seed \(seed), \(measure)"
                let pair = zip(dearer.measures[measure] ?? [], better.measures[measure] ?? [])
                #expect(pair.allSatisfy { $0 <= $1 - 999 }, "\(place)")
                let others = after.result.options.filter { $0.name != "Dearer" } + [dearer]
                let small = Decision(values: others.dropLast().map { $0.measures[measure] ?? [] })
                let large = Decision(values: others.map { $0.measures[measure] ?? [] })
                #expect(large.probabilityBest() == small.probabilityBest() + [0], "\(place)")
                #expect(large.expectedRegret().dropLast() == small.expectedRegret()[...], "\(place)")
                #expect(
                    large.expectedValueOfPerfectInformation() == small.expectedValueOfPerfectInformation(), "\(place)")
                for (a, b) in others.indices.flatMap({ a in others.indices.map { (a, $0) } })
                where max(a, b) < others.count - 1 {
                    #expect(large.probabilityBetter(a, than: b) == small.probabilityBetter(a, than: b), "\(place)")
                }
            }
        }
    }
}
