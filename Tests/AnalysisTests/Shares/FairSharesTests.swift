import Appraisal
import CouncilModel
import Formulas
import Stochastics
import Testing

@testable import Analysis

/// Scenarios of one year without discounting, in which councils gain what a column says, times u, and levers have one
/// programme cost each.
struct ShareScenario {
    var scenario: Scenario

    /// - Parameters:
    ///   - gains: column `gain` of the register.
    ///   - levers: programme cost, its scale, and who may join.
    ///   - regions: column `region`; nil: there is none.
    init(
        gains: [Double], levers: [(cost: Double, scale: String?, eligible: [Int])], populations: [Double]? = nil,
        regions: [String]? = nil, trials: Int = 1024, spread: Bool = false
    ) throws {
        let count = gains.count
        var columns: [Register.Column] = [
            .init(name: "population", cells: .numbers(populations ?? gains.map { _ in 1000 })),
            .init(name: "gain", cells: .numbers(gains)),
        ]
        if let regions { columns.append(.init(name: "region", cells: .texts(regions))) }
        let own = try levers.enumerated().map { number, lever -> Lever in
            let cost = Line(
                name: "Programme", side: .cost, level: .programme, kind: .revenue,
                value: .amount(Formula(constant: lever.cost)),
                timing: .running(ramp: [1], from: 0, sinceStarts: false, lasts: nil),
                scale: try lever.scale.map { Line.Scale(formula: try Formula(parsing: $0)) })
            let gain = Line(
                name: "Gain", side: .benefit, kind: .cashable, value: .amount(try Formula(parsing: "gain * u")),
                timing: .membership(ramp: [1], lasts: nil, decay: Formula(constant: 0), lag: Formula(constant: 0)))
            return Lever(
                name: "lever\(number)", starts: 2026, adoption: .mandate, eligible: lever.eligible, costs: [cost],
                benefits: number == 0 ? [gain] : [])
        }
        scenario = Scenario(
            title: "Shares", baseYear: 2026, years: 1, priceYear: 2026, discounting: DiscountSchedule(rate: 0),
            trials: trials,
            register: Register(
                codes: (0..<count).map { "E\(100 + $0)" }, names: (0..<count).map { "Council \($0)" },
                types: (0..<count).map { _ in "unitary" }, columns: columns),
            selected: Array(0..<count),
            assumptions: [
                Assumption(name: "u", distribution: spread ? .uniform(min: 0, max: 2) : .fixed(1))
            ],
            levers: own, options: [AppraisalOption(name: "All", levers: own.map(\.name))])
    }

    /// Runways of 8, 11, 13 and 18, as stretches of 8, 3, 2 and 5, each a lever of those who need it.
    static func airport(gains: [Double] = [1, 4, 12, 10], spread: Bool = false) throws -> ShareScenario {
        try ShareScenario(
            gains: gains, levers: [(8, nil, [0, 1, 2, 3]), (3, nil, [1, 2, 3]), (2, nil, [2, 3]), (5, nil, [3])],
            populations: [1000, 2000, 3000, 4000], spread: spread)
    }

    func shares(_ question: FairShares.Question = .init(orders: 8), threads: Int = 1) throws -> FairShares {
        try FairShares(of: scenario, question, threads: threads)
    }
}

extension FairShares {
    fileprivate func rule(_ rule: SharingRule) throws -> Rule { try #require(rules.first { $0.rule == rule }) }
}

@Suite("Fair shares")
struct FairSharesTests {
    private static func values(_ rule: FairShares.Rule) -> [Double] { rule.shares.map(\.value) }

    @Test("An airport of four councils is shared as its games are, and by hand")
    func airport() throws {
        let result = try ShareScenario.airport().shares()
        #expect(result.programmeCosts == 18 && result.worth == 9 && result.orders == 0)
        #expect(result.costsByLever.map(\.cost) == [8, 3, 2, 5])
        func expect(_ rule: SharingRule, _ shares: [Double]) throws {
            let found = Self.values(try result.rule(rule))
            #expect(NucleolusTests.close(found, shares), "\(rule): \(found)")
            #expect(try result.rule(rule).shares.allSatisfy { $0.standardError == 0 })
        }
        try expect(.equally, [4.5, 4.5, 4.5, 4.5])
        try expect(.perHead, [1.8, 3.6, 5.4, 7.2])
        try expect(.byBenefit, [1, 4, 12, 10].map { 18 * $0 / 27 })
        try expect(.shapley, [2, 3, 4, 9])
        try expect(.nucleolus, [3.25, 3.25, 3.25, 8.25])
        // Without the last 5 less, without any other nothing less. Left are 13, by what each would pay at most beyond that:
        // 1, 4, 12 and 10 − 5.
        try expect(.separableCosts, [13.0 / 22, 52.0 / 22, 156.0 / 22, 5 + 65.0 / 22])
        #expect(result.leftOut.map(\.rule) == [.bySpend] && result.leftOut[0].reason == .noPools)
    }

    @Test("Who is worse off, the grant, who would do better alone and where it tips, by hand")
    func consequences() throws {
        let result = try ShareScenario.airport().shares()
        let equally = try result.rule(.equally)
        #expect(NucleolusTests.close(equally.means.map(\.value), [-3.5, -0.5, 7.5, 5.5]))
        #expect(equally.worseOff.map(\.value) == [1, 1, 0, 0])
        #expect(equally.worseOnAverage == 2 && equally.clearlyWorse == 2 && equally.unclear == 0)
        #expect(equally.likelyWorse == 2 && equally.expectedWorse.value == 2 && equally.grant.value == 4)
        // The first three would have 17 − 13 = 4 alone, and have 17 − 13.5.
        let objections = try #require(equally.objections)
        #expect(objections.count == 1 && objections.sets == 14 && objections.single == 0)
        #expect(objections.strongest[0].players == [0, 1, 2] && abs(objections.strongest[0].gain.value - 0.5) < 1e-9)
        #expect(equally.aloneBetter == 0 && equally.mostAlone == nil)
        #expect(abs(try #require(result.leastExcess) + 3.25) < 1e-9)
        // In order of what they would have alone: −1, −7, −7, −8. The third and the first have 13 for costs of 13.
        #expect(equally.tipping == .never)
        #expect(try result.rule(.byBenefit).tipping == .members(2))
        #expect(try result.rule(.nucleolus).tipping == .never)
        #expect(result.councils.map(\.worthAlone) == [-7, -7, -1, -8])
        #expect(result.councils.map(\.costAlone) == [8, 11, 13, 18])
        // By benefit each has a third of its gain, and the first three, say, would have 4 alone in place of 17/3.
        #expect(try result.rule(.byBenefit).objections?.count == 0)
    }

    @Test("Probabilities and numbers are those of the trials, with shares held fixed")
    func probabilities() throws {
        // u is uniform on 0 … 2: a gain g is below a share s less half a penny with probability (s − 0.005)/(2g), to a
        // stratum of 1/512 in each batch.
        let result = try ShareScenario.airport(spread: true).shares()
        for rule in result.rules {
            var sum = 0.0
            for (place, gain) in [1.0, 4, 12, 10].enumerated() {
                let probability = min(1, max(0, (rule.shares[place].value - 0.005) / (2 * gain)))
                #expect(abs(rule.worseOff[place].value - probability) < 1.0 / 512 + 1e-12)
                sum += probability
            }
            #expect(abs(rule.expectedWorse.value - sum) < 4.0 / 512 + 1e-12)
            #expect(abs(rule.expectedWorse.value - rule.worseOff.reduce(0) { $0 + $1.value }) < 1e-12)
            let grant = rule.means.reduce(0) { $0 + max(0, -$1.value) }
            #expect(abs(rule.grant.value - grant) < 1e-12)
            #expect(rule.grant.value == 0 || rule.grant.standardError > 0)
        }
    }

    @Test("Whoever pays in the scenario, councils share all costs; transfers and a reference count in the trials")
    func grants() throws {
        var example = try ShareScenario.airport()
        example.scenario.levers[0].paidBy = [.init(party: .centre, share: 1)]
        example.scenario.levers[0].lead = 2
        let first = try example.shares()
        #expect(first.programmeCosts == 18)
        #expect(NucleolusTests.close(try first.rule(.equally).means.map(\.value), [-3.5, -0.5, 7.5, 5.5]))
        example.scenario.levers[0].transfers = [
            Line(
                name: "Support", side: .transfer, kind: .transfer, party: .centre, value: .amount(Formula(constant: 2)),
                timing: .membership(ramp: [1], lasts: nil, decay: Formula(constant: 0), lag: Formula(constant: 0)),
                receiver: .council)
        ]
        let second = try example.shares()
        #expect(NucleolusTests.close(try second.rule(.equally).means.map(\.value), [-1.5, 1.5, 9.5, 7.5]))
        #expect(second.worth == first.worth)
        // Without the first stretch there is nothing to gain: the reference costs 3 + 2 + 5, paid by those who share it.
        example.scenario.options.append(AppraisalOption(name: "Otherwise", levers: ["lever3"]))
        example.scenario.reference = 1
        let third = try example.shares()
        #expect(third.option == "All" && third.reference == "Otherwise" && third.programmeCosts == 18)
        // The fourth pays 5 under the reference.
        #expect(NucleolusTests.close(try third.rule(.equally).means.map(\.value), [-1.5, 1.5, 9.5, 12.5]))
    }

    @Test("In trials all join at once, or as in a run and pay in any case")
    func joining() throws {
        var example = try ShareScenario(
            gains: [10, 10, 10, 10], levers: [(20, nil, [0, 1, 2, 3])], trials: 2048)
        example.scenario.levers[0].adoption = .diffusion(
            Lever.Diffusion(
                innovation: Formula(constant: 100), imitation: Formula(constant: 0), ceiling: Formula(constant: 0.75),
                founders: .number(0), propensity: Formula(constant: 1)))
        let atOnce = try example.shares()
        #expect(try atOnce.rule(.equally).worseOff.map(\.value) == [0, 0, 0, 0])
        let asRun = try example.shares(.init(orders: 8, joiningAtOnce: false))
        for estimate in try asRun.rule(.equally).worseOff {
            // A quarter never joins. 4.5 errors: four of them are all inside in 9,999 of 10,000 seeds.
            #expect(abs(estimate.value - 0.25) < 4.5 * (0.25 * 0.75 / 2048).squareRoot())
        }
        #expect(Self.values(try asRun.rule(.equally)) == Self.values(try atOnce.rule(.equally)))
    }

    private static func many() throws -> ShareScenario {
        let numbers = (0..<20).map { Double($0) }
        return try ShareScenario(
            gains: numbers.map { 5 + $0.truncatingRemainder(dividingBy: 7) },
            levers: [(40, "1 + sqrt(residents_joined) / 100", Array(0..<20)), (6, nil, [1, 4, 9, 16])],
            populations: numbers.map { 1000 * (1 + $0) },
            regions: (0..<20).map { ["North", "South", "West"][$0 % 3] }, trials: 64)
    }

    @Test("Twenty councils: drawn orders share out everything, groups by region settle the nucleolus")
    func twenty() throws {
        let result = try Self.many().shares(.init(orders: 200))
        func cost(_ set: [Int]) -> Double {
            guard !set.isEmpty else { return 0 }
            let residents = set.reduce(0.0) { $0 + 1000 * (1 + Double($1)) }
            return 40 * (1 + residents.squareRoot() / 100) + (set.contains { [1, 4, 9, 16].contains($0) } ? 6 : 0)
        }
        #expect(result.orders == 200 && abs(result.programmeCosts - cost(Array(0..<20))) < 1e-9)
        for rule in result.rules {
            #expect(abs(rule.shares.reduce(0) { $0 + $1.value } - result.programmeCosts) < 1e-9)
        }
        let shapley = try result.rule(.shapley)
        // By orders drawn anew, a hundred times as many, in the plainest way.
        var (exact, count) = ([Double](repeating: 0, count: 20), 0.0)
        for order in ShapleyDesign.firstOrders(20_000, of: 20, draws: AddressedDraws(seed: 99)) {
            var (set, before): ([Int], Double) = ([], 0)
            for player in order {
                set.append(player)
                let after = cost(set)
                exact[player] += after - before
                before = after
            }
            count += 1
        }
        for player in 0..<20 {
            // The plain mean varies by about 40/√20 a time; 4.5 errors of both.
            let error = (pow2(shapley.shares[player].standardError) + pow2(10) / count).squareRoot()
            #expect(abs(shapley.shares[player].value - exact[player] / count) < 4.5 * error)
            #expect(shapley.shares[player].standardError > 0 && shapley.shares[player].standardError < 0.5)
        }
        let players = try #require(result.players)
        #expect(players.column == "region" && players.names == ["North", "South", "West"])
        let costs = (0..<8).map { set in cost((0..<20).filter { set >> ($0 % 3) & 1 == 1 }) }
        let nucleolus = Nucleolus(costs: costs, players: 3).shares
        let found = Self.values(try result.rule(.nucleolus))
        for group in 0..<3 {
            let sum = (0..<20).filter { $0 % 3 == group }.reduce(0) { $0 + found[$1] }
            #expect(abs(sum - nucleolus[group]) < 1e-9)
        }
        #expect(try result.rule(.shapley).tipping == .unknown && result.rule(.equally).tipping != .unknown)
    }

    private func pow2(_ value: Double) -> Double { value * value }

    @Test("Threads change no bit")
    func sameBits() throws {
        let example = try Self.many()
        let (one, two) = (
            try example.shares(.init(orders: 40)), try example.shares(.init(orders: 40), threads: 3)
        )
        for (first, second) in zip(one.rules, two.rules) {
            #expect(first.shares == second.shares && first.means == second.means && first.worseOff == second.worseOff)
            #expect(first.expectedWorse == second.expectedWorse && first.grant == second.grant)
        }
    }

    @Test("The option with the highest mean is chosen; where nobody may join, there is nothing to share")
    func choice() throws {
        var example = try ShareScenario.airport()
        example.scenario.options.insert(AppraisalOption(name: "Less", levers: ["lever1"]), at: 0)
        let result = try example.shares()
        #expect(result.option == "All")
        let choice = try #require(result.choice)
        #expect(choice.mean.value == 9 && choice.next?.name == "Less" && choice.next?.difference.value == 12)
        example.scenario.options.append(AppraisalOption(name: "Nothing", levers: []))
        let error = #expect(throws: NothingToShare.self) {
            try example.shares(.init(option: "Nothing", orders: 8))
        }
        #expect(
            error?.description
                == "option \"Nothing\": no council may join any of its levers, so there is nothing to share")
    }

    @Test("Groups are values of a named column, or of the first that makes groups of like size")
    func groups() throws {
        let example = try ShareScenario(
            gains: Array(repeating: 1, count: 18), levers: [(1, nil, Array(0..<18))],
            regions: (0..<18).map { $0 < 13 ? "Large" : "Small" })
        let all = Array(0..<18)
        #expect(SharePlayers(all, of: example.scenario) == nil)
        #expect(SharePlayers(all, of: example.scenario, column: "region")?.members.map(\.count) == [13, 5])
        #expect(SharePlayers(all, of: example.scenario, column: "name") == nil)
        #expect(SharePlayers(Array(0..<15), of: example.scenario)?.column == nil)
        let result = try example.shares()
        #expect(result.players == nil && result.leftOut.map(\.rule).contains(.nucleolus))
    }
}
