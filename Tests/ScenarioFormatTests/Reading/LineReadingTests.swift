import CouncilModel
import Formulas
import ScenarioFormat
import Testing

@Suite("What is read of lines, draws, options and the cash view")
struct LineReadingTests {
    private func scenario(_ edits: IssueCase.Edit...) throws -> Scenario {
        try #require(IssueCase.read(IssueCase(edits).text).scenario)
    }

    /// The lever `base` with further keys.
    private func base(_ keys: String) throws -> Lever {
        let start = "\"base\": {\"starts\": 2026,"
        let scenario = try scenario(.init(start, start + keys + ","))
        return try #require(scenario.levers.first { $0.name == "base" })
    }

    private static let never = Formula(constant: 0)

    @Test("Transfers say who pays and who is paid, once or at each council")
    func transfers() throws {
        let lines = """
            "transfers": [{"name": "Fee", "from": "council", "to": "lead", "amount": 5, "timing": {"on": "membership"}},
             {"name": "Grant", "level": "programme", "from": "centre", "to": "region", "amount": 7, "timing": {"on": "start"}}]
            """
        let expected = [
            Line(
                name: "Fee", side: .transfer, kind: .transfer, party: .council, value: .amount(Formula(constant: 5)),
                timing: .membership(ramp: [1], lasts: nil, decay: Self.never, lag: Self.never), receiver: .lead),
            Line(
                name: "Grant", side: .transfer, level: .programme, kind: .transfer, party: .centre,
                value: .amount(Formula(constant: 7)), timing: .start(spread: [1], from: 0), receiver: .region),
        ]
        #expect(try base(lines).transfers == expected)
    }

    @Test("Benefits that are avoided costs, or cashable in part")
    func benefits() throws {
        let lines = """
            "benefits": [{"name": "A", "kind": "avoided", "amount": 1, "timing": {"on": "end"}},
             {"name": "B", "kind": "cashable", "amount": 2, "cashed": "share", "resource": 0.5, "timing": {"on": "renewal"}},
             {"name": "C", "level": "programme", "party": "region", "kind": "cashable", "cashed": "speed", "amount": 3,
              "timing": {"on": "running", "ramp": [0.5, 1], "from": 1, "since": "starts", "lasts": "term"}}],
             "contract": "system"
            """
        let benefits = try base(lines).benefits
        #expect(benefits.map(\.kind) == [.avoided, .cashable, .cashable])
        #expect(benefits.map(\.cashed) == [nil, try Formula(parsing: "share"), try Formula(parsing: "speed")])
        #expect(benefits.map(\.resource) == [nil, Formula(constant: 0.5), nil])
        #expect(benefits.map(\.party) == [.council, .council, .region])
        let running = Timing.running(
            ramp: [0.5, 1], from: 1, sinceStarts: true, lasts: try Formula(parsing: "term"))
        #expect(benefits.map(\.timing) == [.end, .renewal, running])
    }

    @Test("At whom a council line flows, and how memberships run out")
    func councilLines() throws {
        let lines = """
            "benefits": [
             {"name": "A", "kind": "societal", "amount": 1, "applies_to": "non_members", "timing": {"on": "running"}},
             {"name": "B", "kind": "societal", "amount": 1, "applies_to": "eligible", "timing": {"on": "running"}},
             {"name": "C", "kind": "societal", "amount": 1, "timing":
              {"on": "membership", "ramp": [0, 1], "lasts": "term", "decay": "share", "lag": 2}},
             {"name": "D", "kind": "societal", "amount": 1, "timing": {"on": "wind_up"}}], "minimum": {"members": 1, "within": 0}
            """
        let benefits = try base(lines).benefits
        #expect(benefits.map(\.appliesTo) == [.nonMembers, .eligible, .members, .members])
        let running = Timing.running(ramp: [1], from: 0, sinceStarts: false, lasts: nil)
        let membership = Timing.membership(
            ramp: [0, 1], lasts: try Formula(parsing: "term"), decay: try Formula(parsing: "share"),
            lag: Formula(constant: 2))
        #expect(benefits.map(\.timing) == [running, running, membership, .windUp])
    }

    @Test("Programme costs can be paid otherwise than the lever's others")
    func programmeCosts() throws {
        let line =
            "\"amount\": \"fee\", \"paid_by\": {\"region\": 1}, \"shared\": \"by_benefit\", \"among\": \"eligible\""
        let scenario = try scenario(.init("\"amount\": \"fee\"", line))
        let top = try #require(scenario.levers.first { $0.name == "top" })
        #expect(top.costs.map(\.paidBy) == [[Lever.PartyShare(party: .region, share: 1)]])
        #expect(top.costs.map(\.shared) == [.byBenefit])
        #expect(top.costs.map(\.among) == [.eligible])
        #expect(top.shared == .byResidents && top.among == .members)
        let others = try #require(scenario.levers.first { $0.name == "base" }).costs
        #expect(others.map(\.paidBy) == [nil] && others.map(\.shared) == [nil] && others.map(\.among) == [nil])
    }

    @Test("What a unit of a pool is worth")
    func claims() throws {
        let scenario = try scenario(
            .init("{\"amount\": \"spend\"", "{\"amount\": \"staff\""),
            .init("\"share\": \"share * wave\"", "\"share\": \"share * wave\", \"value\": \"30_000[GBP/FTE/year]\""))
        let top = try #require(scenario.levers.first { $0.name == "top" })
        let expected = Line.Worth.claim(
            pool: "systems", share: try Formula(parsing: "share * wave"),
            value: try Formula(parsing: "30_000[GBP/FTE/year]"))
        #expect(top.benefits.map(\.value) == [expected])
    }

    @Test("Sums over members stand apart from the rest of a scale, quantities written in")
    func scales() throws {
        let scenario = try scenario(
            .init("\"twice\": ", "\"heads\": \"over_members(staff * wave) / 1[FTE]\", \"twice\": "),
            .init("\"scale\": \"0.5 + share_joined\"", "\"scale\": \"members + heads\""))
        let scale = try #require(scenario.levers.first { $0.name == "top" }?.costs.first?.scale)
        #expect(scale.formula.names.map(\.name) == ["members", Formula.nameOfSum(0)])
        #expect(scale.sums.map { $0.names.map(\.name) } == [["staff", "wave"]])
        // 3 + 8
        #expect(Program(scale.formula).scalarValue([.scalar(3), .scalar(8)]) == 11)
        #expect(Program(scale.sums[0]).scalarValue([.scalar(4), .scalar(2)]) == 8)
    }

    @Test("One draw for each council and year")
    func pairs() throws {
        let scenario = try scenario(.init("\"varies_by\": \"year\"", "\"varies_by\": [\"council\", \"year\"]"))
        #expect(scenario.assumptions.first { $0.name == "wave" }?.variesBy == .councilAndYear)
    }

    @Test("Combinations are all sets that hold what they require, small ones first, behind the options written out")
    func combinations() throws {
        let scenario = try scenario(
            .init(
                "\"base\": {\"starts\": 2026,",
                "\"kin\": {\"like\": \"base\", \"costs\": []}, \"free\": {\"starts\": 2030, \"adoption\": \"mandate\"}, "
                    + "\"base\": {\"starts\": 2026,"),
            .init(
                "\"reference\": \"Base\"",
                "\"combinations\": [\"top\", \"base\", \"kin\", \"free\"], \"reference\": \"base\""))
        // Sets of base with its variant, and of top without either, are left out; Base is the same set as base.
        let expected = [
            "Base", "Both", "kin", "free", "top + base", "top + kin", "base + free", "kin + free", "top + base + free",
            "top + kin + free",
        ]
        #expect(scenario.options.map(\.name) == expected)
        #expect(scenario.options.last?.levers == ["top", "kin", "free"])
        #expect(scenario.reference == 0)
    }

    @Test("A scenario may have combinations alone, of twelve levers at most")
    func many() {
        func said(_ count: Int) -> (options: Int?, issues: [String]) {
            let levers = (1...count).map { "\"l\($0)\": {\"starts\": 2027, \"adoption\": \"mandate\"}" }
            let names = (1...count).map { "\"l\($0)\"" }
            let reading = IssueCase.read(
                "{\"title\": \"T\", \"base_year\": 2026, \"years\": 5, \"councils\": {\"register\": \"register.csv\"}, "
                    + "\"levers\": {\(levers.joined(separator: ", "))},\n"
                    + "\"combinations\": [\(names.joined(separator: ", "))]}")
            return (reading.scenario?.options.count, reading.issues.map(\.description))
        }
        #expect(said(12).options == 4095)
        #expect(
            said(13).issues == [
                "s.json:2:17: combinations: found 13 levers, which make 8191 sets; name at most 12"
            ])
    }

    @Test("Inflation and financing make the cash view; councils can have a rate of their own")
    func cashView() throws {
        let scenario = try scenario(
            .init(
                "\"trials\": 64,",
                "\"trials\": 64, \"inflation\": [0.03, \"speed / 10\"], \"council_rate\": 0.05, "
                    + "\"financing\": {\"rate\": 0.04, \"life\": \"term * 2\"},"))
        let expected = CashView(
            inflation: [Formula(constant: 0.03), try Formula(parsing: "speed / 10")],
            financing: CashView.Financing(
                rate: Formula(constant: 0.04), life: try Formula(parsing: "term * 2"), borrowed: Formula(constant: 1)))
        #expect(scenario.cashView == expected)
        #expect(scenario.councilRate == 0.05)
        let single = try self.scenario(.init("\"trials\": 64,", "\"trials\": 64, \"inflation\": 0.02,"))
        #expect(single.cashView == CashView(inflation: [Formula(constant: 0.02)]))
        #expect(try self.scenario().cashView == nil)
    }
}
