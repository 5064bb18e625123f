import Appraisal
import CouncilModel
import Formulas
import Stochastics
import Testing

@testable import Analysis

/// Explanations of a small run, held against its results.
@Suite("Explanations")
struct ExplanationTests {
    private static let measures: [Measure] = [
        .npsv, .pvCosts, .pvBenefits, .pvPublicCosts, .cashNPV, .councilNPV, .councilCashNPV,
    ]

    /// Nine councils; a platform with lines that are public in part, cash in part, and a reference that has some of them.
    private static func scenario(reference: Int? = nil, isPartlyCash: Bool = true, trials: Int = 30) throws -> Scenario
    {
        func formula(_ text: String) throws -> Formula { try Formula(parsing: text) }
        func lever(_ name: String, shared: Lever.Sharing, cashed: Formula?, resource: Formula?) throws -> Lever {
            Lever(
                name: name, starts: 2027, adoption: .mandate, eligible: Array(0..<9),
                paidBy: [
                    .init(party: .centre, share: 0.3), .init(party: .council, share: 0.6),
                    .init(party: .business, share: 0.1),
                ],
                shared: shared,
                costs: [
                    Line(
                        name: "Build", side: .cost, level: .programme, kind: .capital,
                        value: .amount(try formula("build")), timing: .start(spread: [0.4, 0.6], from: -1),
                        uplift: try formula("1.2")),
                    Line(
                        name: "Moving", side: .cost, kind: .revenue, value: .amount(try formula("moving")),
                        timing: .joining(spread: [1], from: 0)),
                ],
                benefits: [
                    Line(
                        name: "Fees", side: .benefit, kind: .cashable, party: .council,
                        value: .amount(try formula("build / 10 + fee * population")),
                        timing: .membership(
                            ramp: [0.5, 1], lasts: nil, decay: Formula(constant: 0), lag: Formula(constant: 0)),
                        cashed: cashed, resource: resource)
                ],
                transfers: [
                    Line(
                        name: "Permit", side: .transfer, kind: .transfer, party: .council,
                        value: .amount(Formula(constant: 2)), timing: .joining(spread: [1], from: 0),
                        receiver: .business)
                ]
            )
        }
        return Scenario(
            title: "Small", baseYear: 2026, years: 4, priceYear: 2026, discounting: DiscountSchedule(rate: 0.05),
            trials: trials, seed: 4,
            register: Register(
                codes: (0..<9).map { "E\($0)" }, names: (0..<9).map { "Council \($0)" },
                types: (0..<9).map { _ in "unitary" },
                columns: [.init(name: "population", cells: .numbers((0..<9).map { Double(100 + 10 * $0) }))]),
            selected: Array(0..<9),
            assumptions: [
                Assumption(
                    name: "build", unit: "GBP", distribution: .uniform(min: 800, max: 1200), source: "Offers",
                    grade: "D"),
                Assumption(name: "fee", unit: "share", distribution: .uniform(min: 0.1, max: 0.3)),
                Assumption(
                    name: "moving", unit: "GBP", distribution: .uniform(min: 5, max: 50), variesBy: .council),
            ],
            levers: [
                try lever("a", shared: .byPopulation, cashed: isPartlyCash ? try formula("fee") : nil, resource: nil),
                try lever("b", shared: .equally, cashed: nil, resource: isPartlyCash ? Formula(constant: 0.5) : nil),
            ],
            options: [
                AppraisalOption(name: "A", levers: ["a"]), AppraisalOption(name: "A and B", levers: ["a", "b"]),
                AppraisalOption(
                    name: "B", levers: ["b"], with: [.init(assumption: "fee", distribution: .fixed(0.2))]),
            ],
            reference: reference
        )
    }

    /// Whether every figure with rows is their sum, and every year its flow times its factor.
    private static func addsUp(_ row: ExplanationRow) -> Bool {
        if let year = row.year { return abs(row.amount - year.flow * year.factor) < 1e-9 }
        let sum = row.rows.reduce(0) { $0 + $1.amount }
        let isRatio = row.rows.contains { $0.kind == .part }
        return row.rows.allSatisfy(addsUp) && (row.rows.isEmpty || isRatio || abs(sum - row.amount) < 1e-8)
    }

    private static func rows(_ row: ExplanationRow) -> [ExplanationRow] { [row] + row.rows.flatMap(rows) }

    @Test("A trial's figure is the run's, and every level sums to the one above", arguments: [nil, 0, 1])
    func trialSums(reference: Int?) throws {
        let plan = try RunPlan(Self.scenario(reference: reference))
        let result = try plan.simulate()
        for (index, option) in result.options.enumerated() {
            for measure in Self.measures + [.bcr, .bcrNet] {
                for trial in [0, 13, 29] {
                    let question = Explanation.Question(
                        option: index, measure: measure, trial: trial, mostCouncils: 2)
                    let explained = try Explanation.ofTrial(question, plan: plan).figure
                    let expected = option.measures[measure]?[trial] ?? .nan
                    // Step by step or in tables by joining year: sums of the same amounts in another order.
                    let rounding = 1e-12 * Swift.max(1e6, abs(expected))
                    #expect(
                        abs(explained.amount - expected) <= rounding
                            || (explained.amount.isNaN && expected.isNaN))
                    #expect(Self.addsUp(explained), "\(option.name), \(measure), trial \(trial)")
                    #expect(Self.rows(explained).count { $0.kind == .council } <= 2 * 2 * 7)
                }
            }
            for council in [0, 4, 8] {
                for (measure, values) in [
                    (Measure.councilNPV, option.councils[council].npv),
                    (Measure.councilCashNPV, option.councils[council].cashNPV),
                ] {
                    let question = Explanation.Question(option: index, measure: measure, trial: 3, council: council)
                    let explained = try Explanation.ofTrial(question, plan: plan).figure
                    #expect(abs(explained.amount - values[3]) < 1e-8)
                    #expect(Self.addsUp(explained))
                }
            }
        }
    }

    @Test("What the reference has is taken off at its line, and a line that only it has stands with the opposite sign")
    func reference() throws {
        let plan = try RunPlan(Self.scenario(reference: 0))
        let question = Explanation.Question(option: 3, measure: .pvCosts, trial: 0)
        let rows = try Explanation.ofTrial(question, plan: plan).figure.rows
        #expect(rows.map(\.title) == ["Build", "Moving", "Build", "Moving"])
        #expect(rows[0].amount > 0 && rows[2].amount == -rows[0].amount)
        #expect(rows[2].rows.map(\.kind) == [.reference])
        let own = Explanation.Question(option: 2, measure: .pvCosts, trial: 0)
        let both = try Explanation.ofTrial(own, plan: plan).figure.rows
        #expect(both[0].rows.map(\.kind) == [.year, .year, .reference] && abs(both[0].amount) < 1e-9)
        #expect(both[1].rows.map(\.kind) == Array(repeating: .council, count: 5) + [.others, .reference])
        #expect(both[2].amount > 0 && !both[2].rows.contains { $0.kind == .reference })
    }

    @Test("Lines that are no part of a measure are left out of it")
    func otherLines() throws {
        let plan = try RunPlan(Self.scenario())
        func sides(_ measure: Measure, option: Int) throws -> [String] {
            let question = Explanation.Question(option: option, measure: measure, trial: 1)
            return try Explanation.ofTrial(question, plan: plan).figure.rows.map(\.title)
        }
        #expect(try sides(.npsv, option: 2) == ["Benefits", "Costs"])
        #expect(try sides(.pvPublicCosts, option: 2) == ["Costs", "Transfers"])
        #expect(try sides(.councilNPV, option: 2) == ["Benefits", "Costs", "Transfers"])
        #expect(try sides(.npsv, option: 0) == [])
    }

    @Test("One line's part of a measure is what the run keeps of that line")
    func line() throws {
        let plan = try RunPlan(Self.scenario())
        let result = try plan.simulate()
        let question = Explanation.Question(option: 1, measure: .npsv, trial: 5, line: "Build")
        let explained = try Explanation.ofTrial(question, plan: plan).figure
        #expect(abs(explained.amount + result.options[1].lines[0].presentValue[5]) < 1e-9)
        let row = explained.rows[0].rows[0]
        #expect(abs((row.beforeUplift ?? 0) * 1.2 - row.amount) < 1e-9)
        let mean = Explanation.ofMean(
            .init(option: 1, measure: .pvPublicCosts, line: "Build"), plan: plan, result: result)
        // Business pays a tenth.
        let expected = 0.9 * Statistics.mean(result.options[1].lines[0].presentValue)
        #expect(abs(mean.figure.amount - expected) < 1e-9)
    }

    @Test("A mean is the comparison's with its error, and its lines, or councils, sum to it", arguments: [nil, 0])
    func means(reference: Int?) throws {
        for isPartlyCash in [false, true] {
            let scenario = try Self.scenario(reference: reference, isPartlyCash: isPartlyCash, trials: 600)
            let plan = try RunPlan(scenario)
            let result = try plan.simulate()
            let comparison = Comparison(appraising: result, of: scenario)
            for index in result.options.indices {
                for measure in Self.measures {
                    let question = Explanation.Question(option: index, measure: measure, mostCouncils: 3)
                    let explained = Explanation.ofMean(question, plan: plan, result: result).figure
                    let spread = comparison.options[index].measures[measure]
                    #expect(explained.error == spread?.mean && explained.amount == spread?.mean.value)
                    #expect(explained.band?.p10 == spread?.p10 && explained.band?.p90 == spread?.p90)
                    #expect(Self.addsUp(explained), "\(measure) of option \(index)")
                }
                let ratio = Explanation.ofMean(.init(option: index, measure: .bcr), plan: plan, result: result).figure
                #expect(ratio.error == comparison.options[index].bcr.ratioOfMeans)
                let council = Explanation.ofMean(
                    .init(option: index, measure: .councilNPV, council: 2), plan: plan, result: result
                ).figure
                #expect(abs(council.amount - Statistics.mean(result.options[index].councils[2].npv)) < 1e-9)
                #expect(Self.addsUp(council))
            }
        }
    }

    @Test("A benefit that is cash in part has its sum and no figure of its own in the mean of cash")
    func partlyCash() throws {
        let plan = try RunPlan(Self.scenario())
        let result = try plan.simulate()
        let cash = Explanation.ofMean(.init(option: 2, measure: .cashNPV), plan: plan, result: result).figure
        #expect(cash.rows[0].title == "Benefits")
        #expect(cash.rows[0].rows.map(\.title) == ["Cash part of Fees, Fees"])
        // Trial by trial the same comes from the recording.
        let bySum = try (0..<30).map { trial in
            try Explanation.ofTrial(.init(option: 2, measure: .cashNPV, trial: trial), plan: plan).figure.rows[0].amount
        }
        #expect(abs(Statistics.mean(bySum) - cash.rows[0].amount) < 1e-8)
    }

    @Test("Assumptions stand with the draw of the trial, or with mean and percentiles, as the option has them")
    func assumptions() throws {
        let plan = try RunPlan(Self.scenario())
        let result = try plan.simulate()
        func notes(_ row: ExplanationRow, _ name: String) -> [AssumptionNote] {
            Self.rows(row).flatMap(\.notes).compactMap { note in
                if case .assumption(let note) = note, note.name == name { return note }
                return nil
            }
        }
        let drawn = try Explanation.ofTrial(.init(option: 1, measure: .npsv, trial: 8), plan: plan).figure
        let build = try #require(notes(drawn, "build").first)
        #expect(build.values == [.drawn(result.assumptions[0].values[8])])
        #expect([build.unit, build.source, build.grade] == ["GBP", "Offers", "D"])
        // Moving differs by council: no value at the line, one at each council shown.
        #expect(notes(drawn, "moving").map(\.values.count) == [0, 1, 1, 1, 1, 1])
        let mean = Explanation.ofMean(.init(option: 1, measure: .npsv), plan: plan, result: result).figure
        let sorted = result.assumptions[0].values.sorted()
        guard case .overTrials(let value, let p10, let p90)? = notes(mean, "build").first?.values.first else {
            Issue.record("a trial-level assumption has a mean")
            return
        }
        #expect(abs(value - sorted.reduce(0, +) / 30) < 1e-9)
        // Type 7 of 30 values: 29 · 0.1 = 2.9 and 29 · 0.9 = 26.1.
        #expect(abs(p10 - (0.1 * sorted[2] + 0.9 * sorted[3])) < 1e-9)
        #expect(abs(p90 - (0.9 * sorted[26] + 0.1 * sorted[27])) < 1e-9)
        let replaced = Explanation.ofMean(.init(option: 3, measure: .npsv), plan: plan, result: result).figure
        let fees = notes(replaced, "fee")
        #expect(fees.map(\.values) == [[.overTrials(mean: 0.2, p10: 0.2, p90: 0.2)]] && fees[0].isReplaced)
    }

    @Test("Rows beyond the limit are one, the largest by size first")
    func largest() {
        let rows = [3.0, -9, 1, 9, 2].enumerated().map { ExplanationRow(.council, "\($0.offset)", amount: $0.element) }
        #expect(rows.largest(5).map(\.title) == ["1", "3", "0", "4", "2"])
        let two = rows.largest(2)
        #expect(two.map(\.title) == ["1", "3", "3 others"] && two[2].amount == 6)
        #expect(rows.largest(4).map(\.title).last == "1 other")
        #expect(rows.largest(0).map(\.amount) == [6])
    }

    @Test("A question without an answer says why")
    func problems() {
        func problem(_ measure: Measure, trial: Int? = 1, council: Int? = nil, line: String? = nil) -> String? {
            Explanation.Question(option: 1, measure: measure, trial: trial, council: council, line: line).problem
        }
        #expect(problem(.npsv) == nil && problem(.bcr, trial: nil) == nil)
        #expect(problem(.councilNPV, council: 0, line: "Build") == nil)
        #expect(
            problem(.peakFunding) == "peak_funding is no sum of lines; what can be explained is npsv, pv_costs, "
                + "pv_benefits, pv_public_costs, bcr, bcr_net, cash_npv, council_npv, council_cash_npv")
        #expect(
            problem(.npsv, council: 0)
                == "npsv is no figure of one council; ask for council_npv or council_cash_npv")
        #expect(problem(.bcr, line: "Build") == "a line has no bcr; ask for npsv or pv_public_costs")
        #expect(
            problem(.councilNPV, trial: nil, line: "Build")
                == "the mean of council_npv is not kept by line; ask for one trial")
    }
}
