import CouncilModel
import Testing

@Suite("What lines are worth, and to whom")
struct LineTests {
    /// A scenario with two claims on one pool of 1,000 a year at each council.
    private func claims(_ first: String, _ second: String, pool: String = "1000", extra: String = "") throws
        -> OptionResult
    {
        try Worked.runLever(
            """
            "starts": 2026, "adoption": "mandate", "benefits": [
             {"name": "First", "kind": "cashable", "claims": {"pool": "spend", "share": \(first)}, \(extra)
              "timing": {"on": "membership"}},
             {"name": "Second", "kind": "cashable", "claims": {"pool": "spend", "share": \(second)},
              "timing": {"on": "membership"}}]
            """, parts: "\"pools\": {\"spend\": \(pool)}", years: 1)
    }

    @Test("A pool claimed twice saves 1 − (1 − a)(1 − b), credited in the order of lines")
    func claimedTwice() throws {
        let option = try claims("0.3", "0.25")
        #expect(agrees(option.value(.npsv), 3 * 1000 * (1 - 0.7 * 0.75)))
        #expect(agrees(option.lines[0].presentValue[0], 3 * 300))
        #expect(agrees(option.lines[1].presentValue[0], 3 * 0.25 * 700))
    }

    @Test("Nobody saves more than a pool holds, and a negative share adds spend")
    func clamped() throws {
        #expect(agrees(try claims("0.8", "1.7").value(.npsv), 3000))
        #expect(agrees(try claims("-0.2", "0.5").value(.npsv), 3 * (-200 + 0.5 * 1200)))
        #expect(agrees(try claims("-7", "0").value(.npsv), -3000))
    }

    @Test("Uplift acts on a claim that saves and is left out of one that loses")
    func upliftOfClaims() throws {
        let gain = try claims("0.4", "0", extra: "\"uplift\": 0.5,")
        #expect(agrees(gain.value(.npsv), 3 * 200))
        #expect(agrees(gain.lines[0].presentValueBeforeUplift[0], 3 * 400))
        let loss = try claims("-0.4", "0", extra: "\"uplift\": 0.5,")
        #expect(agrees(loss.value(.npsv), 3 * -400))
    }

    @Test("A pool grows with its own growth")
    func poolGrowth() throws {
        let option = try Worked.runLever(
            """
            "starts": 2026, "adoption": "mandate", "benefits": [{"name": "Saving", "kind": "cashable",
             "claims": {"pool": "spend", "share": 0.1}, "timing": {"on": "membership"}}]
            """, parts: "\"pools\": {\"spend\": {\"amount\": \"residents * 10[GBP/resident/year]\", \"growth\": 0.05}}",
            years: 3)
        #expect(zip(option.row(\.benefitsByYear), [600, 630, 661.5]).allSatisfy { agrees($0, $1) })
    }

    @Test("Programme costs fall on parties by share, and the councils' part on members by residents")
    func costShares() throws {
        let option = try Worked.runLever(
            """
            "starts": 2026, "adoption": "mandate", "paid_by": {"centre": 0.4, "council": 0.6}, "shared": "by_residents",
            "costs": [{"name": "Build", "level": "programme", "kind": "capital", "amount": 6000, "timing": {"on": "start"}}]
            """, years: 1)
        #expect(option.councils.map { $0.npv[0] }.elementsEqual([-600, -1200, -1800], by: { agrees($0, $1) }))
        #expect(agrees(option.parties[0].pays[0], 3600))
        #expect(agrees(option.parties[3].pays[0], 2400))
        #expect(agrees(option.value(.pvPublicCosts), 6000))
        #expect(agrees(option.value(.councilNPV), -3600))
    }

    @Test(
        "Sharing equally and by a formula",
        arguments: [("equally", [-280.0, -280, -280]), ("residents^2 / 100", [-60.0, -240, -540])])
    func sharing(shared: String, expected: [Double]) throws {
        let option = try Worked.runLever(
            """
            "starts": 2026, "adoption": "mandate", "shared": "\(shared)",
            "costs": [{"name": "Build", "level": "programme", "kind": "revenue", "amount": 840, "timing": {"on": "start"}}]
            """, years: 1)
        #expect(zip(option.councils.map { $0.npv[0] }, expected).allSatisfy { agrees($0, $1) })
    }

    @Test("What is due before anybody has joined falls on the founders, without founders on the lead")
    func beforeMembers() throws {
        let lines = """
            "costs": [{"name": "Build", "level": "programme", "kind": "revenue", "amount": 100,
             "timing": {"on": "start", "from": -1}}]
            """
        let founders = try Worked.runLever(
            """
            "starts": 2027, "adoption": {"diffusion": {"innovation": 0, "founders": ["C3"]}}, \(lines)
            """, years: 3)
        #expect(founders.councils.map { $0.npv[0] } == [0, 0, -100])
        let lead = try Worked.runLever(
            "\"starts\": 2027, \"adoption\": \"mandate\", \"lead\": \"B2\", \(lines)", years: 3)
        #expect(lead.councils.map { $0.npv[0] } == [0, -100, 0])
        #expect(lead.parties.map { $0.pays[0] } == [0, 100, 0, 0, 0, 0])
        #expect(lead.value(.councilNPV) == -100)
        let nobody = try Worked.runLever("\"starts\": 2027, \"adoption\": \"mandate\", \(lines)", years: 3)
        #expect(nobody.councils.map { $0.npv[0] } == [0, 0, 0])
        #expect(nobody.parties.map { $0.pays[0] } == [0, 100, 0, 0, 0, 0])
        #expect(nobody.value(.npsv) == -100)
    }

    @Test("Only public capital, revenue and cashable lines are cash; ratios use public costs")
    func kinds() throws {
        let option = try Worked.runLever(
            """
            "starts": 2026, "adoption": "mandate", "eligible": {"codes": ["A1"]}, "costs": [
             {"name": "Capital", "kind": "capital", "amount": 100, "timing": {"on": "joining"}},
             {"name": "Firms", "kind": "revenue", "party": "business", "amount": 10, "timing": {"on": "joining"}},
             {"name": "Strain", "kind": "economic", "amount": 1, "timing": {"on": "joining"}}],
            "benefits": [
             {"name": "Cash", "kind": "cashable", "amount": 60, "timing": {"on": "joining"}},
             {"name": "Time", "kind": "non_cashable", "amount": 500, "timing": {"on": "joining"}},
             {"name": "Air", "kind": "societal", "party": "residents", "amount": 7, "timing": {"on": "joining"}}]
            """, years: 1)
        #expect(option.value(.npsv) == 567 - 111)
        #expect(option.value(.cashNPV) == -40)
        #expect(option.value(.pvPublicCosts) == 100)
        #expect(agrees(option.value(.bcr), (456.0 + 100) / 100))
        #expect(agrees(option.value(.bcrNet), (456.0 + 40) / 40))
        #expect(option.value(.councilNPV) == 60 + 500 - 100 - 1)
        #expect(option.value(.councilCashNPV) == -40)
        #expect(option.value(.peakFunding) == 40)
        #expect(option.value(.paybackYear).isNaN)
        #expect(option.value(.eanc) == -456)
        #expect(option.value(.shareWorseOff) == 0)
        #expect(option.value(.shareWorseOffCash) == 1)
    }

    @Test("A programme benefit to councils is split like a cost, to others it is theirs")
    func programmeBenefits() throws {
        let option = try Worked.runLever(
            """
            "starts": 2026, "adoption": "mandate", "shared": "by_population", "benefits": [
             {"name": "Rebate", "level": "programme", "kind": "cashable", "party": "council", "amount": 600, "timing": {"on": "start"}},
             {"name": "Health", "level": "programme", "kind": "societal", "party": "residents", "amount": 50, "timing": {"on": "start"}}]
            """, years: 1)
        #expect(zip(option.councils.map { $0.npv[0] }, [100, 200, 300]).allSatisfy { agrees($0, $1) })
        #expect(option.parties.map { $0.gains[0] } == [600, 0, 0, 0, 50, 0])
    }

    @Test("Scale reads the time variables of its lever")
    func scale() throws {
        let option = try Worked.runLever(
            """
            "starts": 2027, "adoption": "mandate", "already": {"codes": ["A1"]}, "costs": [
             {"name": "A", "level": "programme", "kind": "revenue", "amount": 1, "scale": "members", "timing": {"on": "running", "from": -1}},
             {"name": "B", "level": "programme", "kind": "revenue", "amount": 100, "scale": "joiners", "timing": {"on": "running", "from": -1}},
             {"name": "C", "level": "programme", "kind": "revenue", "amount": 30000, "scale": "share_joined", "timing": {"on": "running", "from": -1}},
             {"name": "D", "level": "programme", "kind": "revenue", "amount": 1000000, "scale": "residents_share * 6", "timing": {"on": "running", "from": -1}},
             {"name": "E", "level": "programme", "kind": "revenue", "amount": 1e8, "scale": "residents_joined / 100", "timing": {"on": "running", "from": -1}},
             {"name": "F", "level": "programme", "kind": "revenue", "amount": 1e10, "scale": "year - 2025 + (years_since_start + 1)", "timing": {"on": "running", "from": -1}}]
            """, years: 2)
        // At the end of 2026 only Alder is in, from 2027 all three.
        let expected: [Double] = [10_101_010_001, 30_606_030_203]
        #expect(zip(option.row(\.costsByYear), expected).allSatisfy { agrees($0, $1) })
    }

    @Test("Modifiers act from the year a council has joined the other lever, on programmes by the share joined")
    func modifiers() throws {
        let scenario = try Worked.scenario(
            """
            "levers": {
             "a": {"starts": 2028, "adoption": "mandate", "eligible": {"codes": ["A1", "B2"]}},
             "b": {"starts": 2026, "adoption": "mandate", "costs": [
               {"name": "Fee", "kind": "revenue", "amount": 10, "modifiers": [{"joined": "a", "by": 0.5}], "timing": {"on": "membership"}},
               {"name": "Team", "level": "programme", "kind": "revenue", "amount": 1000, "modifiers": [{"joined": "a", "by": 0.8}], "timing": {"on": "running"}}]}},
            "options": [{"name": "B", "levers": ["b"]}, {"name": "A and B", "levers": ["a", "b"]}]
            """, years: 3)
        let result = try Worked.run(scenario)
        #expect(result.options[1].row(\.costsByYear) == [1030, 1030, 1030])
        #expect(zip(result.options[2].row(\.costsByYear), [1030, 1030, 820]).allSatisfy { agrees($0, $1) })
    }

    @Test("Measured against a reference, every figure is the difference, and its other lines stand with opposite sign")
    func reference() throws {
        let scenario = try Worked.scenario(
            """
            "levers": {
             "a": {"starts": 2026, "adoption": "mandate", "costs": [{"name": "A", "kind": "revenue", "amount": 5, "timing": {"on": "joining"}}]},
             "b": {"starts": 2026, "adoption": "mandate", "eligible": {"codes": ["A1"]}, "costs": [{"name": "B", "kind": "capital", "amount": 100, "timing": {"on": "joining"}}]},
             "c": {"starts": 2026, "adoption": "mandate", "benefits": [{"name": "C", "kind": "cashable", "amount": 11, "timing": {"on": "joining"}}]}},
            "options": [{"name": "Now", "levers": ["a", "b"]}, {"name": "New", "levers": ["a", "c"]}], "reference": "Now"
            """, years: 1)
        let result = try Worked.run(scenario)
        let (nothing, now, new) = (result.options[0], result.options[1], result.options[2])
        #expect(Measure.allCases.filter { now.value($0) != 0 && !now.value($0).isNaN } == [.paybackYear])
        #expect(nothing.value(.npsv) == 115)
        #expect(new.value(.npsv) == 133)
        #expect(new.lines.map(\.line) == ["A", "C", "B"])
        #expect(new.lines.map { $0.presentValue[0] } == [0, 33, -100])
        #expect(new.lines.map(\.isReferenceOnly) == [false, false, true])
        #expect(new.councils.map { $0.npv[0] } == [111, 11, 11])
        #expect(new.value(.pvCosts) == -100)
    }
}
