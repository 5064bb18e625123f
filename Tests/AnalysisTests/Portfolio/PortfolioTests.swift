import Appraisal
import CouncilModel
import Formulas
import Stochastics
import Testing

@testable import Analysis

@Suite("Portfolios of levers")
struct PortfolioTests {
    private static let assumptions = [FormulaScenario.uniform("a", 0, 10), FormulaScenario.uniform("b", 0, 4)]

    /// Levers that gain by formula, and spend public money in the year.
    private static func scenario(
        _ levers: [(name: String, gain: String, cost: Double)], trials: Int = 1024,
        sampling: Sampling = .latinHypercube
    ) throws -> Scenario {
        var scenario = try FormulaScenario(
            levers.map { ($0.name, $0.gain) }, assumptions, trials: trials, sampling: sampling
        ).scenario
        for (place, lever) in levers.enumerated() {
            scenario.levers[place].costs = [
                Line(
                    name: "Cost", side: .cost, kind: .revenue, value: .amount(Formula(constant: lever.cost)),
                    timing: .membership(ramp: [1], lasts: nil, decay: Formula(constant: 0), lag: Formula(constant: 0)))
            ]
        }
        return scenario
    }

    private static func portfolio(_ scenario: Scenario, levers: [String]? = nil, budgets: [Double] = []) throws
        -> Portfolio
    {
        let sets = LeverSets(of: levers ?? LeverSets.levers(of: scenario), in: scenario)
        return try Portfolio(of: scenario, sets: sets, budgets: budgets) { PlanSource($0, threads: 1) }
    }

    private static let three: [(name: String, gain: String, cost: Double)] = [
        ("First", "a", 3), ("Second", "b", 2.5), ("Third", "6 - b", 3),
    ]

    @Test("Two levers that leave each other alone are worth the sum of both, and their places follow from the formulas")
    func twoLevers() throws {
        // NPSV: a − 5 and b − 1, a uniform on 0 to 10 and b on 0 to 4. With a above 5 the first is in the best set, with b
        // above 1 the second.
        let scenario = try Self.scenario([("First", "a", 5), ("Second", "b", 1)], trials: 8192)
        let result = try Self.portfolio(scenario)
        #expect(result.candidates.map(\.levers) == [[], [0], [1], [0, 1]])
        let npsv = result.candidates.map(\.npsv)
        for (found, expected) in zip(npsv, [0.0, 0, 1, 1]) {
            #expect(abs(found.value - expected) <= 4.5 * found.standardError)
        }
        #expect(isClose(npsv[1].value + npsv[2].value, npsv[3].value))
        for (found, expected) in zip(result.places, [0.5, 0.75]) {
            #expect(abs(found.inBest.value - expected) <= 4.5 * found.inBest.standardError)
        }
        // E max(a − 5, 0) = 1.25 and E max(b − 1, 0) = 9/8; the second alone, or both, fall short of their sum by 1.375.
        let least = result.candidates.map(\.regret).min { $0.value < $1.value }
        #expect(abs((least?.value ?? 0) - 1.375) <= 4.5 * (least?.standardError ?? 0))
        // The cost is certain, so peak funding is too.
        #expect(result.candidates.map(\.prudentPeakFunding.value) == [0, 5, 1, 6])
        // The second is worth 1, with an error; the first is worth nothing that could be told from 0.
        #expect(result.places[1].worth.isClear && !result.places[0].worth.isClear)
    }

    @Test("Regret is that of the decision, and its smallest mean the value of perfect information")
    func regret() throws {
        let scenario = try Self.scenario(Self.three)
        let result = try Self.portfolio(scenario)
        let sets = LeverSets(of: LeverSets.levers(of: scenario), in: scenario)
        let values = try TrialValues(of: PlanSource(try RunPlan(sets.scenario(from: scenario).scenario), threads: 1))
        let decision = Decision(values: values.options.map { values.row($0) })
        for (found, expected) in zip(result.candidates, decision.expectedRegret()) {
            #expect(isClose(found.regret.value, expected))
        }
        #expect(
            isClose(result.candidates[result.order[0]].regret.value, decision.expectedValueOfPerfectInformation()))
        // Without ties the shares of being best are the decision's.
        for (found, expected) in zip(result.candidates, decision.probabilityBest()) {
            #expect(isClose(found.probabilityBest.value, expected))
        }
        let plan = try RunPlan(sets.scenario(from: scenario).scenario)
        let comparison = try Comparison(
            appraising: PlanSource(plan, threads: 1), of: sets.scenario(from: scenario).scenario,
            central: plan.centralCase().measured)
        let npsv = try #require(comparison.decisions.first { $0.measure == .npsv })
        for (found, expected) in zip(result.candidates, npsv.expectedRegret) {
            #expect(isClose(found.regret.value, expected.value))
            #expect(isClose(found.regret.standardError, expected.standardError))
        }
    }

    @Test("Percentiles and largest regrets are those of the trials, by a naive count")
    func percentiles() throws {
        let scenario = try Self.scenario(Self.three, trials: 777)
        let result = try Self.portfolio(scenario)
        let sets = LeverSets(of: LeverSets.levers(of: scenario), in: scenario)
        let values = try TrialValues(of: PlanSource(try RunPlan(sets.scenario(from: scenario).scenario), threads: 1))
        let rows = values.options.map { values.row($0) }
        let best = rows[0].indices.map { trial in rows.map { $0[trial] }.max() ?? 0 }
        for (place, candidate) in result.candidates.enumerated() {
            let regrets = zip(best, rows[place]).map { $0 - $1 }
            #expect(isClose(candidate.p10.value, Naive.percentile(rows[place], 10)))
            #expect(isClose(candidate.regretP95.value, Naive.percentile(regrets, 95)))
            #expect(candidate.largestRegret == regrets.max())
        }
    }

    @Test("A lever that does nothing is in no best set, and changes no figure of the other sets")
    func useless() throws {
        let without = try Self.portfolio(try Self.scenario(Self.three))
        let with = try Self.portfolio(try Self.scenario(Self.three + [("Nothing", "0", 0)]), budgets: [4])
        let last = 3
        #expect(with.places[last].inBest == Estimate(value: 0, standardError: 0, isUpperBound: true))
        #expect(with.places[last].worth.value == 0 && with.places[last].worth.standardError == 0)
        for candidate in without.candidates {
            let same = try #require(with.candidates.first { $0.levers == candidate.levers })
            #expect(same.npsv == candidate.npsv && same.regretP95 == candidate.regretP95)
            #expect(same.probabilityBest == candidate.probabilityBest && same.worseOff == candidate.worseOff)
        }
        #expect(
            without.order.map { without.candidates[$0].levers }
                == with.order.map { with.candidates[$0].levers }
                .filter { !($0?.contains(last) ?? false) })
        for (first, second) in zip(without.frontiers, with.frontiers) {
            for (place, candidate) in without.candidates.enumerated() {
                let same = try #require(with.candidates.firstIndex { $0.levers == candidate.levers })
                #expect(first.places[place] == second.places[same])
            }
        }
        #expect(
            !(with.budgets[0].rivals + [with.budgets[0].best]).contains {
                with.candidates[$0].levers?.contains(last) ?? true
            })
    }

    @Test("A lever that only costs is never in the best set, nor on a frontier, nor on the ladder")
    func dominated() throws {
        let result = try Self.portfolio(try Self.scenario(Self.three + [("Waste", "0", 1)]))
        #expect(result.places[3].inBest.value == 0)
        #expect(result.places[3].worth.value < 0 && result.places[3].worth.isClear)
        for (place, candidate) in result.candidates.enumerated() where candidate.levers?.contains(3) ?? false {
            #expect(result.frontiers.prefix(2).allSatisfy { $0.places[place] == .off && $0.dominators[place] != nil })
            #expect(!result.ladder.contains { $0.candidate == place })
        }
    }

    @Test("The best within a budget is the highest mean among the sets that need no more, and the ladder agrees")
    func budgets() throws {
        let scenario = try Self.scenario(Self.three)
        let amounts = stride(from: 0, through: 9, by: 0.5).map { $0 }
        let result = try Self.portfolio(scenario, budgets: amounts)
        for budget in result.budgets {
            let within = result.candidates.indices.filter {
                result.candidates[$0].prudentPeakFunding.value <= budget.amount
            }
            let highest = within.map { result.candidates[$0].npsv.value }.max()
            #expect(result.candidates[budget.best].npsv.value == highest)
            let step = result.ladder.last {
                result.candidates[$0.candidate].prudentPeakFunding.value <= budget.amount
            }
            #expect(step?.candidate == budget.best)
        }
        #expect(result.ladder.first?.gain == nil && result.ladder.dropFirst().allSatisfy { ($0.gain?.value ?? 0) > 0 })
    }

    @Test("Sets leave out what a lever requires, variants side by side, and circles")
    func refused() throws {
        var scenario = try Self.scenario(Self.three)
        scenario.levers[1].requires = ["lever0"]
        scenario.levers[2].variantOf = ["lever0"]
        let sets = LeverSets(of: ["lever0", "lever1", "lever2"], in: scenario)
        // {0, 2} and {0, 1, 2} hold two variants; {1} lacks lever0; the variant stands in for it in {1, 2}.
        #expect(sets.sets == [[0], [2], [0, 1], [1, 2]])
        #expect(sets.refused == 3 && sets.unheld(in: scenario) == nil)
        let lacking = LeverSets(of: ["lever1"], in: scenario)
        #expect(lacking.unheld(in: scenario)?.lever == "lever1" && lacking.unheld(in: scenario)?.missing == ["lever0"])
        scenario.levers[2].requires = ["lever1"]
        #expect(!LeverSets(of: ["lever1", "lever2"], in: scenario).sets.contains([0, 1]))
    }

    @Test("What every option holds with the reference is in every set, and is not given a choice")
    func held() throws {
        var scenario = try Self.scenario(Self.three)
        scenario.options = [
            AppraisalOption(name: "Base", levers: ["lever0"]),
            AppraisalOption(name: "More", levers: ["lever0", "lever2"]),
            AppraisalOption(name: "All", levers: ["lever0", "lever1", "lever2"]),
        ]
        #expect(LeverSets.held(in: scenario).isEmpty)
        scenario.reference = 0
        #expect(LeverSets.held(in: scenario) == ["lever0"])
        #expect(LeverSets.levers(of: scenario) == ["lever2", "lever1"])
        let sets = LeverSets(of: ["lever2", "lever1"], holding: ["lever0"], in: scenario)
        let result = try Portfolio(of: scenario, sets: sets) { PlanSource($0, threads: 1) }
        #expect(result.heldTitles.count == 1 && result.others.isEmpty)
        #expect(result.candidates.map(\.levers) == [[], nil, [0], [1], [0, 1]])
        #expect(result.candidates.map(\.option) == ["Do nothing", "Base", "More", nil, "All"])
        // Against the base, b − 2.5 and 6 − b − 3 of the two others, and minus the base of doing nothing: 3 − a.
        let npsv = result.candidates.map(\.npsv)
        for (found, expected) in zip(npsv, [-2, 0, 1, -0.5, 0.5]) {
            #expect(abs(found.value - expected) <= 4.5 * found.standardError + 1e-9)
        }
        // An option that lacks it makes it a choice again.
        scenario.options.append(AppraisalOption(name: "Other", levers: ["lever1"]))
        #expect(LeverSets.held(in: scenario).isEmpty)
        scenario.options.removeLast(3)
        #expect(LeverSets.held(in: scenario).isEmpty)
    }

    @Test("Levers are those of combinations, or of the options in the order in which these name them")
    func choice() throws {
        var scenario = try Self.scenario(Self.three)
        scenario.options = [
            AppraisalOption(name: "Two", levers: ["lever2", "lever0"]),
            AppraisalOption(name: "One", levers: ["lever0"]),
        ]
        #expect(LeverSets.levers(of: scenario) == ["lever2", "lever0"])
        let result = try Self.portfolio(scenario)
        #expect(result.candidates.map(\.option) == ["Do nothing", nil, "One", "Two"])
        scenario.combined = ["lever1"]
        #expect(LeverSets.levers(of: scenario) == ["lever1"])
        #expect(try Self.portfolio(scenario).others == ["Two", "One"])
    }

    @Test("Against a reference all figures are differences, whether it is one of the sets or not")
    func reference() throws {
        var scenario = try Self.scenario(Self.three)
        let plain = try Self.portfolio(scenario)
        scenario.reference = 0
        let within = try Self.portfolio(scenario)
        for (first, second) in zip(plain.candidates, within.candidates) {
            #expect(isClose(second.npsv.value, first.npsv.value - plain.candidates[1].npsv.value))
        }
        #expect(within.candidates.map(\.isReference) == within.candidates.indices.map { $0 == 1 })
        // An option that replaces an assumption is no set.
        scenario.options[0].with = [.init(assumption: "a", distribution: .uniform(min: 4, max: 5))]
        let beside = try Self.portfolio(scenario)
        #expect(beside.candidates.count == within.candidates.count + 1)
        #expect(beside.candidates[1].levers == nil && beside.candidates[1].isReference)
        #expect(beside.candidates[1].option == "First" && beside.candidates[1].npsv.value == 0)
        let first = beside.candidates[2].npsv
        #expect(beside.candidates[2].levers == [0] && abs(first.value - 0.5) < 4.5 * first.standardError)
    }
}
