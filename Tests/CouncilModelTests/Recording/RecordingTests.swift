import CouncilModel
import Stochastics
import Testing

/// Recorded trials are held against the simulation's own sums, which are made in another way.
@Suite("Recording a trial")
struct RecordingTests {
    /// Lines of every kind, two of one name; shares of cash and of resources; every way to split a programme.
    private static let parts = """
        "assumptions": {
          "saving": {"unit": "share", "distribution": {"uniform": [0, 0.4]}, "source": "s", "grade": "E"},
          "fee": {"unit": "GBP", "distribution": {"uniform": [10, 90]}, "varies_by": "council"},
          "season": {"unit": "GBP/year", "distribution": {"uniform": [1, 9]}, "varies_by": "year"},
          "noise": {"unit": "GBP/year", "distribution": {"uniform": [1, 9]}, "varies_by": ["council", "year"]},
          "kind_cost": {"unit": "GBP/year", "distribution": {"uniform": [1, 9]}, "varies_by": "type"},
          "cash_share": {"unit": "share", "distribution": {"uniform": [0.2, 0.9]}}},
        "pools": {"spend": {"amount": "residents * 10[GBP/resident/year]"}},
        "contracts": {"system": {"length": 3}},
        "levers": {
          "x": {"starts": 2027, "contract": "system", "contract_break": 7, "lead": "C3", "shared": "by_benefit",
            "adoption": {"diffusion": {"innovation": 0.3, "imitation": 0.2, "founders": 1, "ceiling": 0.8}},
            "stop": {"probability": 0.4, "after": 3},
            "paid_by": {"council": 0.5, "lead": 0.2, "centre": 0.2, "business": 0.1},
            "costs": [
              {"name": "Build", "level": "programme", "kind": "capital", "amount": 900, "uplift": 1.3,
               "timing": {"on": "start", "spread": [0.5, 0.5], "from": -1}},
              {"name": "Same", "level": "programme", "kind": "revenue", "amount": "season",
               "shared": "by_residents", "among": "wishing", "timing": {"on": "running"}},
              {"name": "Rent", "level": "programme", "kind": "economic", "amount": "2 * season", "among": "eligible",
               "shared": "fee", "paid_by": {"council": 0.9, "business": 0.1},
               "timing": {"on": "running", "since": "starts"}},
              {"name": "Exit", "level": "programme", "kind": "revenue", "amount": 55, "timing": {"on": "wind_up"}},
              {"name": "Moving", "kind": "revenue", "amount": "fee", "timing": {"on": "joining"}},
              {"name": "Upkeep", "kind": "revenue", "amount": "kind_cost + noise", "party": "centre",
               "timing": {"on": "membership"}}],
            "benefits": [
              {"name": "Licences", "kind": "cashable", "claims": {"pool": "spend", "share": "saving"},
               "cashed": "cash_share", "resource": 0.6, "uplift": 0.9, "timing": {"on": "membership"}},
              {"name": "Lower price", "kind": "cashable", "amount": "season", "resource": 0,
               "timing": {"on": "membership"}},
              {"name": "Time", "kind": "societal", "party": "residents", "amount": "noise",
               "timing": {"on": "membership"}},
              {"name": "Same", "level": "programme", "kind": "cashable", "party": "council", "amount": 30,
               "timing": {"on": "running"}}],
            "transfers": [
              {"name": "Charge", "from": "council", "to": "lead", "amount": 12, "timing": {"on": "membership"}},
              {"name": "Grant", "level": "programme", "from": "centre", "to": "council", "amount": 40,
               "timing": {"on": "running"}},
              {"name": "Permit", "from": "business", "to": "council", "amount": 3, "timing": {"on": "membership"}}]},
          "y": {"starts": 2026, "adoption": "mandate",
            "costs": [{"name": "Moving", "kind": "revenue", "amount": "fee", "timing": {"on": "joining"}}]},
          "z": {"starts": 2026, "contract": "system", "shared": "by_residents", "among": "wishing",
            "adoption": {"diffusion": {"innovation": 0.2, "founders": 1}}, "stop": {"probability": 0.5, "after": 2},
            "costs": [
              {"name": "Club", "level": "programme", "kind": "revenue", "amount": 20, "timing": {"on": "running"}},
              {"name": "Leaving", "level": "programme", "kind": "revenue", "amount": 50, "timing": {"on": "wind_up"}}
            ]}},
        "options": [
          {"name": "X", "levers": ["x"]}, {"name": "Both", "levers": ["y", "x"]},
          {"name": "Both, surely", "levers": ["y", "x"], "with": {"saving": 0.25}},
          {"name": "Z", "levers": ["z"]}]
        """
    private static let trials = 40
    private static let register = """
        code,name,type,population
        A1,Alder,unitary,100
        B2,Beech,district,200
        C3,Cedar,unitary,300
        """

    private static func scenario() throws -> Scenario {
        try Worked.scenario(parts, register: register, years: 8, trials: trials, head: "\"discounting\": 0.04, ")
    }

    private static func presentValue(_ flows: [RecordedFlow]) -> Double {
        var total = 0.0
        for flow in flows {
            var factor = 1.0
            for amount in flow.byYear {
                total += factor * amount
                factor /= 1.04
            }
        }
        return total
    }

    @Test("Accounts of lines sum to every measure and to every council's figures, in every option and trial")
    func sums() throws {
        let plan = try RunPlan(Self.scenario())
        let result = try plan.simulate()
        for (index, option) in result.options.enumerated() {
            for trial in 0..<Self.trials {
                let recorded = try plan.recording(ofOption: index, trial: trial)
                func sum(_ account: Account, _ side: Line.Side? = nil, council: Int? = nil) -> Double {
                    recorded.lines.filter { side == nil || $0.line.side == side }.reduce(0) { sum, line in
                        let flows = line.flows(in: account)
                        return sum + Self.presentValue(flows.filter { council == nil || $0.council == council })
                    }
                }
                func check(_ found: Double, _ expected: Double, _ what: String) {
                    #expect(abs(found - expected) < 1e-8, "\(what), \(option.name), trial \(trial)")
                }
                check(sum(.whole, .benefit), option.value(.pvBenefits, trial: trial), "benefits")
                check(sum(.whole, .cost), option.value(.pvCosts, trial: trial), "costs")
                check(sum(.publicCosts), option.value(.pvPublicCosts, trial: trial), "public costs")
                check(sum(.publicCash), option.value(.cashNPV, trial: trial), "cash")
                check(sum(.councils), option.value(.councilNPV, trial: trial), "councils")
                check(sum(.councilCash), option.value(.councilCashNPV, trial: trial), "council cash")
                for (council, figures) in option.councils.enumerated() {
                    check(sum(.councils, council: council), figures.npv[trial], "council \(council)")
                    check(sum(.councilCash, council: council), figures.cashNPV[trial], "cash of council \(council)")
                }
                for (line, kept) in zip(recorded.lines, option.lines) {
                    #expect(line.line.name == kept.line && line.lever == kept.lever)
                    check(Self.presentValue(line.flows(in: .whole)), kept.presentValue[trial], kept.line)
                }
            }
        }
    }

    @Test("What public parties pay each other is no public money, what business pays is")
    func transfers() throws {
        let recorded = try RunPlan(Self.scenario()).recording(ofOption: 1, trial: 2)
        func transfer(_ name: String) throws -> RecordedLine {
            try #require(recorded.lines.first { $0.line.name == name })
        }
        for name in ["Charge", "Grant"] {
            let line = try transfer(name)
            #expect(!line.flows(in: .councils).isEmpty)
            #expect(line.flows(in: .publicCash).isEmpty && line.flows(in: .publicCosts).isEmpty)
        }
        let (cash, costs) = (
            try transfer("Permit").flows(in: .publicCash), try transfer("Permit").flows(in: .publicCosts)
        )
        #expect(cash.contains { $0.byYear.contains(3) } && costs.contains { $0.byYear.contains(-3) })
    }

    @Test("A line without its uplift is what the simulation says it is")
    func beforeUplift() throws {
        let plan = try RunPlan(Self.scenario())
        let result = try plan.simulate()
        for trial in 0..<Self.trials {
            let recorded = try plan.recording(ofOption: 1, trial: trial)
            for (line, kept) in zip(recorded.lines, result.options[1].lines) {
                let before = line.flows(in: .whole).map { flow in
                    var bare = flow
                    bare.byYear = flow.byYearBeforeUplift
                    return bare
                }
                #expect(abs(Self.presentValue(before) - kept.presentValueBeforeUplift[trial]) < 1e-8)
            }
        }
    }

    @Test("Drawn values are those of the run, and an option's own distribution replaces them under it alone")
    func drawn() throws {
        let plan = try RunPlan(Self.scenario())
        let result = try plan.simulate()
        for trial in [0, 7, Self.trials - 1] {
            let drawn = plan.drawnAssumptions(ofOption: 2, trial: trial)
            for sample in result.assumptions {
                let value = drawn.first { $0.assumption.name == sample.name }?.value(council: nil, year: nil)
                #expect(value == sample.values[trial])
            }
            let surely = plan.drawnAssumptions(ofOption: 3, trial: trial).first { $0.assumption.name == "saving" }
            #expect(surely?.value(council: nil, year: nil) == 0.25)
            #expect(surely?.isReplaced == true)
            #expect(drawn.allSatisfy { !$0.isReplaced })
        }
        #expect(plan.samples(ofOption: 2).map(\.values) == result.assumptions.map(\.values))
        #expect(plan.samples(ofOption: 3).first { $0.name == "saving" }?.values == Array(repeating: 0.25, count: 40))
    }

    @Test("A drawn value is asked for with what it differs by")
    func entities() throws {
        let plan = try RunPlan(Self.scenario())
        let drawn = plan.drawnAssumptions(ofOption: 1, trial: 3)
        func value(_ name: String, council: Int?, year: Int?) -> Double? {
            drawn.first { $0.assumption.name == name }?.value(council: council, year: year)
        }
        #expect(value("fee", council: nil, year: 0) == nil)
        #expect(value("season", council: 0, year: nil) == nil)
        #expect(value("noise", council: 0, year: nil) == nil && value("noise", council: nil, year: 0) == nil)
        let unitary = value("kind_cost", council: 0, year: nil)
        #expect(unitary == value("kind_cost", council: 2, year: nil))
        #expect(unitary != value("kind_cost", council: 1, year: nil))
        // What each council pays to move, and each year's part of a line of one name with another, are those values.
        let recorded = try plan.recording(ofOption: 2, trial: 3)
        let moving = try #require(recorded.lines.first)
        #expect(moving.lever == "y" && moving.line.name == "Moving")
        for council in 0..<3 {
            #expect(moving.flows(in: .whole)[council].byYear[0] == value("fee", council: council, year: nil))
        }
        let upkeep = try #require(recorded.lines.first { $0.line.name == "Upkeep" })
        let time = try #require(recorded.lines.first { $0.line.name == "Time" })
        var seen = 0
        for (flow, other) in zip(upkeep.flows(in: .whole), time.flows(in: .whole)) {
            for year in 0..<8 where flow.byYear[year] != 0 {
                let noise = try #require(value("noise", council: flow.council, year: year))
                let kind = try #require(value("kind_cost", council: flow.council, year: nil))
                #expect(flow.byYear[year] == kind + noise && other.byYear[year] == noise)
                seen += 1
            }
        }
        #expect(seen > 3)
    }
}
