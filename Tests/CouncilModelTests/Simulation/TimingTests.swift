import CouncilModel
import Testing

@Suite("When lines flow")
struct TimingTests {
    @Test("A programme line spread over the start flows in its years, and what lies before year 0 drops out")
    func startSpread() throws {
        let option = try Worked.runLever(
            """
            "starts": 2026, "adoption": "mandate", "costs": [{"name": "Build", "level": "programme", "kind": "capital",
             "amount": 1000, "timing": {"on": "start", "spread": [0.5, 0.3, 0.2], "from": -1}}]
            """)
        #expect(option.row(\.costsByYear) == [300, 200, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(agrees(option.value(.npsv), -(300 + 200 / 1.035)))
    }

    @Test("Delay moves the start but not what is spent before it")
    func delay() throws {
        let option = try Worked.runLever(
            """
            "starts": 2028, "delay": 3, "adoption": "mandate", "costs": [{"name": "Build", "level": "programme",
             "kind": "capital", "amount": 100, "timing": {"on": "start", "spread": [0.5, 0.5], "from": -1}}]
            """)
        #expect(option.row(\.costsByYear) == [0, 50, 0, 0, 0, 50, 0, 0, 0, 0])
    }

    @Test("A spread that reaches beyond the horizon is cut there")
    func beyondHorizon() throws {
        let option = try Worked.runLever(
            """
            "starts": 2034, "adoption": "mandate", "costs": [{"name": "Move", "kind": "revenue", "amount": 90,
             "timing": {"on": "joining", "spread": [0.2, 0.3, 0.5], "from": -1}}]
            """)
        // Three councils; joining in year 8, so years 7, 8 and 9 take the whole.
        #expect(zip(option.row(\.costsByYear), [0, 0, 0, 0, 0, 0, 0, 54, 81, 135]).allSatisfy { agrees($0, $1) })
        let later = try Worked.runLever(
            """
            "starts": 2035, "adoption": "mandate", "costs": [{"name": "Move", "kind": "revenue", "amount": 90,
             "timing": {"on": "joining", "spread": [0.2, 0.3, 0.5], "from": -1}}]
            """)
        #expect(zip(later.row(\.costsByYear), [0, 0, 0, 0, 0, 0, 0, 0, 54, 81]).allSatisfy { agrees($0, $1) })
    }

    @Test("A level membership line of ten years is worth the annuity 8.607686508868")
    func annuity() throws {
        let option = try Worked.runLever(
            """
            "starts": 2026, "adoption": "mandate", "benefits": [{"name": "Gain", "kind": "cashable", "amount": 1,
             "timing": {"on": "membership"}}]
            """)
        #expect(agrees(option.value(.pvBenefits), 3 * 8.607686508868))
    }

    @Test("Ramp, lag, decay and duration of a membership line act by age")
    func membership() throws {
        let option = try Worked.runLever(
            """
            "starts": 2027, "adoption": "mandate", "benefits": [{"name": "Gain", "kind": "cashable", "amount": 100,
             "timing": {"on": "membership", "ramp": [0.5, 1], "lag": 1, "decay": 0.1, "lasts": 4}}]
            """)
        let one = [0, 0, 50, 90, 81, 72.9, 0, 0, 0, 0]
        #expect(zip(option.row(\.benefitsByYear), one).allSatisfy { agrees($0, 3 * $1) })
    }

    @Test("Renewals fall on each end of the contract after the joining year")
    func renewals() throws {
        let register = "code,name,type,population,ends\nA1,Alder,unitary,100,2027\nB2,Beech,unitary,100,2020\n"
        let scenario = try Worked.read(
            """
            {"title": "Renewals", "base_year": 2026, "years": 10, "trials": 1,
             "councils": {"register": "register.csv", "units": {"ends": "share"}},
             "contracts": {"systems": {"length": 3, "ends": "ends"}},
             "levers": {"x": {"starts": 2026, "contract": "systems", "adoption": "mandate", "costs": [
               {"name": "First", "kind": "revenue", "amount": 7, "timing": {"on": "joining"}},
               {"name": "Tender", "kind": "revenue", "amount": 1, "timing": {"on": "renewal"}}]}},
             "options": [{"name": "X", "levers": ["x"]}]}
            """, register: register)
        let option = try Worked.run(scenario).options[1]
        // Alder: ends 2027, 2030, 2033, and joins in 2027. Beech: 2020 rolled forward to 2026, so 2026, 2029, 2032, 2035.
        #expect(option.councils[0].joiningYear == [1])
        #expect(option.councils[1].joiningYear == [0])
        #expect(option.row(\.costsByYear) == [7, 7, 0, 1, 1, 0, 1, 1, 0, 1])
    }

    @Test("A running line goes by the lever's first year or by the year planned, council lines only while a member")
    func running() throws {
        let option = try Worked.runLever(
            """
            "starts": 2027, "delay": 2, "adoption": "mandate", "costs": [
             {"name": "Team", "level": "programme", "kind": "revenue", "amount": 10,
              "timing": {"on": "running", "ramp": [0.5, 1], "from": -1, "since": "start", "lasts": 4}},
             {"name": "Office", "level": "programme", "kind": "revenue", "amount": 1000,
              "timing": {"on": "running", "since": "starts"}},
             {"name": "Liaison", "kind": "revenue", "amount": 100, "timing": {"on": "running", "ramp": [1, 2], "from": 1}}]
            """)
        // The team from 2028 for four years, the office from 2027, liaison a year after the start in 2029.
        let expected: [Double] = [0, 1000, 1005, 1010, 1310, 1610, 1600, 1600, 1600, 1600]
        #expect(option.row(\.costsByYear) == expected)
    }

    @Test("Growth is real and 1 in the base year")
    func growth() throws {
        let option = try Worked.runLever(
            """
            "starts": 2028, "adoption": "mandate", "costs": [{"name": "Fee", "kind": "revenue", "amount": 100,
             "growth": 0.1, "timing": {"on": "membership"}}]
            """, years: 4)
        #expect(zip(option.row(\.costsByYear), [0, 0, 3 * 121, 3 * 133.1]).allSatisfy { agrees($0, $1) })
    }

    @Test("Members from before pay every line but those on joining")
    func already() throws {
        let option = try Worked.runLever(
            """
            "starts": 2028, "adoption": "mandate", "already": "joined", "costs": [
             {"name": "Move", "kind": "revenue", "amount": 10, "timing": {"on": "joining"}},
             {"name": "Fee", "kind": "revenue", "amount": 1, "timing": {"on": "membership", "ramp": [0.1, 0.2, 0.4, 1]}}]
            """, years: 4)
        // Beech joined in 2024: ages 2, 3, 4, 5. Cedar's 2027 is not before the base year.
        #expect(zip(option.row(\.costsByYear), [0.4, 1, 21.2, 1.4]).allSatisfy { agrees($0, $1) })
        #expect(option.councils.map { $0.joiningYear[0] } == [2, -2, 2])
        #expect(option.row(\.members[0]) == [1, 1, 3, 3])
    }
}
