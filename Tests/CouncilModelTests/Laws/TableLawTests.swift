import CouncilModel
import Testing

/// Tables by joining year, options as sums and whatever else saves work change no figure.
@Suite("Laws of tables")
struct TableLawTests {
    @Test("A block in tables and a trial step by step come to the same, in every measure")
    func tablesAndSteps() throws {
        var compared = 0
        for seed in LawRun.seeds {
            let run = try LawRun(LawRun.scenario(seed))
            let trial = Int(seed) % run.result.trials
            for (traced, option) in zip(try run.plan.record(trial: trial), run.result.options) {
                // What cancels carries the rounding of what it is the difference of.
                let size = try #require(run.figures(of: option.name)).size(trial)
                for measure in Measure.allCases where measure.isMoney {
                    guard let values = option.measures[measure], let own = traced.measures[measure] else { continue }
                    // Sums of hundreds of amounts in another order: a few last places of the largest.
                    let rounding = 1e-11 * max(1, size)
                    #expect(abs(own - values[trial]) <= rounding, "seed \(seed), \(option.name), \(measure)")
                    compared += 1
                }
            }
        }
        #expect(compared > 500)
    }

    /// Alder never joins, as it may not join what the lever requires, and has no staff on record.
    private static func scenario(_ amount: String) throws -> Scenario {
        try Worked.scenario(
            """
            "assumptions": {"gain": {"distribution": {"uniform": [1, 2]}},
              "depth": {"distribution": {"normal": {"mean": 0.5, "sd": 1}}, "varies_by": "council"}},
            "levers": {
              "base": {"starts": 2026, "adoption": "mandate", "eligible": {"codes": ["B2", "C3"]}, "costs":
                [{"name": "Cost", "kind": "revenue", "amount": 1, "timing": {"on": "joining"}}]},
              "top": {"starts": 2026, "adoption": "mandate", "requires": ["base"], "benefits":
                [{"name": "Gain", "kind": "cashable", "amount": \(amount), "timing": {"on": "membership"}}]}},
            "options": [{"name": "Both", "levers": ["base", "top"]}]
            """,
            register: """
                code,name,type,population,staff
                A1,Alder,unitary,100,
                B2,Beech,unitary,200,3
                C3,Cedar,unitary,300,5
                """, trials: 600)
    }

    @Test(
        "What never flows is nothing, whatever it would be multiplied by",
        arguments: ["\"staff * gain\"", "\"staff * gain * max(depth, 0)\"", "\"gain / (staff - 4)\""])
    func neverFlows(amount: String) throws {
        let option = try Worked.run(try Self.scenario(amount)).options[1]
        #expect(option.councils[0].npv.allSatisfy { $0 == 0 } && option.councils[0].hasFlow.allSatisfy { !$0 })
        #expect(option.councils[0].meanPays == 0 && option.councils[0].meanGains == 0)
        for measure in [Measure.npsv, .councilNPV, .councilCashNPV] {
            #expect(option.measures[measure]?.allSatisfy(\.isFinite) == true)
        }
    }

    @Test("A share of nobody costs nothing and slows nothing: years without members are no error")
    func scaleByMembers() throws {
        let option = try Worked.runLever(
            """
            "starts": 2028, "adoption": "mandate", "benefits": [{"name": "Gain", "kind": "cashable", "amount": 12,
             "scale": "1 / members", "timing": {"on": "membership"}}]
            """, years: 4)
        #expect(option.row(\.benefitsByYear) == [0, 0, 12, 12])
    }
}
