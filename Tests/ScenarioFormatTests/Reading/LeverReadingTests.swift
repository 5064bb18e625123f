import CouncilModel
import Formulas
import ScenarioFormat
import Testing

@Suite("What is read of levers")
struct LeverReadingTests {
    /// The lever that a changed scenario has under a name.
    private func lever(_ name: String, _ edits: IssueCase.Edit...) throws -> Lever {
        let scenario = try #require(IssueCase.read(IssueCase(edits).text).scenario)
        return try #require(scenario.levers.first { $0.name == name })
    }

    private static let base = "\"base\": {\"starts\": 2026,"

    @Test("Waves, in order, and what divides the order of councils")
    func waves() throws {
        let waves =
            "{\"waves\": [{\"year\": 2026, \"share\": 0.2}, {\"year\": 2030, \"share\": 1}], \"propensity\": \"share\"}"
        let lever = try lever("base", .init("\"adoption\": \"mandate\"", "\"adoption\": \(waves)"))
        let expected = Lever.Waves(
            steps: [Lever.Wave(year: 2026, share: 0.2), Lever.Wave(year: 2030, share: 1)],
            propensity: try Formula(parsing: "share"))
        #expect(lever.adoption == .waves(expected))
    }

    @Test("Boosts belong to diffusion, and the lever depends on what they name")
    func boosts() throws {
        let lever = try lever(
            "top", .init("\"delay\": 1,", "\"delay\": 1, \"boosts\": [{\"joined\": \"base\", \"by\": \"1 + share\"}],"),
            .init("\"requires\": [\"base\"],", ""))
        guard case .diffusion(let diffusion) = lever.adoption else {
            Issue.record("the adoption is no diffusion")
            return
        }
        #expect(diffusion.boosts == [Line.Modifier(joined: "base", by: try Formula(parsing: "1 + share"))])
        #expect(lever.requires == [] && lever.dependsOn == ["base"])
    }

    @Test("How a lever ends: closing, the fewest members, the chance of a stop")
    func endings() throws {
        let keys =
            "\"closes\": 2031, \"minimum\": {\"members\": 2, \"within\": 3}, "
            + "\"stop\": {\"probability\": \"speed\", \"after\": 4},"
        let lever = try lever("base", .init(Self.base, Self.base + keys))
        #expect(lever.closes == 2031)
        #expect(lever.minimum == Lever.Minimum(members: 2, within: 3))
        #expect(lever.stop == Lever.Stop(probability: try Formula(parsing: "speed"), after: 4))
        let plain = try self.lever("base")
        #expect(plain.closes == nil && plain.minimum == nil && plain.stop == nil)
    }

    @Test("Contracts that are broken are paid for in a line of their own, the last of the costs")
    func contracts() throws {
        let edits: [IssueCase.Edit] = [
            .init("\"contract\": \"system\",", "\"contract\": \"system\", \"contract_break\": \"fee\","),
            .init("\"ends\": \"ends\"", "\"ends\": \"ends\", \"notice\": \"term / 2\""),
        ]
        let scenario = try #require(IssueCase.read(IssueCase(edits).text).scenario)
        let lever = try #require(scenario.levers.first { $0.name == "top" })
        let fee = try Formula(parsing: "fee")
        #expect(lever.contractBreak == fee)
        #expect(lever.costs.map(\.name) == ["Team", "Contract break"])
        let expected = Line(
            name: "Contract break", side: .cost, kind: .revenue, party: .council, value: .contractBreak(fee),
            timing: .joining(spread: [1], from: 0))
        #expect(lever.costs.last == expected)
        #expect(scenario.contracts.map(\.notice) == [try Formula(parsing: "term / 2")])
    }

    @Test("A pooled team is a cashable line, the last of the benefits, with no cash unless it says so")
    func team() throws {
        let text = """
            "team": {"demand": "staff * 220[day/year/FTE]", "variability": 0.5, "service_level": 0.9, "day_cost": 400, \
            "pooled_day_cost": "450[GBP/day]", "correlation": "speed", "timing": {"on": "membership", "ramp": [0, 1]}\(0)},
            """
        let plain = text.replacing("\(0)},", with: "},")
        let line = try #require(try lever("top", .init("\"lead\"", plain + " \"lead\"")).benefits.last)
        let team = Team(
            demand: try Formula(parsing: "staff * 220[day/year/FTE]"), variability: Formula(constant: 0.5),
            serviceLevel: Formula(constant: 0.9), dayCost: Formula(constant: 400),
            pooledDayCost: try Formula(parsing: "450[GBP/day]"), correlation: try Formula(parsing: "speed"))
        #expect(line.name == "Pooled team" && line.side == .benefit && line.kind == .cashable && line.party == .council)
        #expect(line.value == .team(team))
        let none = Formula(constant: 0)
        #expect(line.timing == .membership(ramp: [0, 1], lasts: nil, decay: none, lag: none))
        #expect(line.cashed == none)
        let paid = text.replacing("\(0)},", with: ", \"cashed\": 0.25},")
        let other = try #require(try lever("top", .init("\"lead\"", paid + " \"lead\"")).benefits.last)
        #expect(other.cashed == Formula(constant: 0.25))
    }

    @Test(
        "How the councils' part is split, and among whom",
        arguments: [
            ("\"equally\"", .equally), ("\"by_population\"", .byPopulation), ("\"by_residents\"", .byResidents),
            ("\"by_benefit\"", .byBenefit), ("2", .formula(Formula(constant: 2))),
        ] as [(String, Lever.Sharing)])
    func sharing(text: String, expected: Lever.Sharing) throws {
        let lever = try lever(
            "top", .init("\"shared\": \"by_residents\"", "\"shared\": \(text), \"among\": \"wishing\""))
        #expect(lever.shared == expected)
        #expect(lever.among == .wishing)
        #expect(try self.lever("base").among == .members)
    }

    @Test("A variant has all that it does not say from the other, and draws as the first")
    func variants() throws {
        let scenario = try #require(
            IssueCase.read(
                IssueCase([
                    .init(
                        Self.base,
                        "\"late\": {\"like\": \"top\", \"starts\": 2029, \"contract\": null}, \"later\": {\"like\": \"late\", "
                            + "\"title\": \"Later\", \"benefits\": []}, " + Self.base),
                    .init(
                        "\"options\": [", "\"options\": [{\"name\": \"Late\", \"levers\": [\"base\", \"later\"]}, "),
                ]).text
            ).scenario)
        let levers = Dictionary(uniqueKeysWithValues: scenario.levers.map { ($0.name, $0) })
        let (top, late, later) = (
            try #require(levers["top"]), try #require(levers["late"]), try #require(levers["later"])
        )
        #expect(late.variantOf == ["top"] && later.variantOf == ["late", "top"])
        #expect([top, late, later].map(\.drawsAs) == ["top", "top", "top"])
        #expect([top, late, later].map(\.starts) == [2027, 2029, 2029])
        #expect([top, late, later].map(\.contract) == ["system", nil, nil])
        #expect([top, late, later].map(\.title) == ["top", "late", "Later"])
        #expect(late.costs == top.costs && late.benefits == top.benefits && later.benefits == [])
        #expect(later.costs == top.costs && later.adoption == top.adoption && later.lead == top.lead)
    }

    @Test("What an option requires, boosts or modifies may be a variant that it holds")
    func answers() {
        let reading = IssueCase.read(
            IssueCase([
                .init(Self.base, "\"kin\": {\"like\": \"base\", \"costs\": []}, " + Self.base),
                .init("\"levers\": [\"base\", \"top\"]", "\"levers\": [\"kin\", \"top\"]"),
            ]).text)
        #expect(reading.issues == [])
        #expect(reading.scenario?.options.map(\.levers) == [["base"], ["kin", "top"]])
    }
}
