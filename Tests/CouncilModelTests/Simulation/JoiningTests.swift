import CouncilModel
import Foundation
import Testing

/// Counts are compared with closed forms. With n councils and K trials, all independent, a share p has the standard error
/// √(p(1 − p)/(nK)); 4.5 of them let a right engine fail once in 150,000 comparisons.
private let tolerance = 4.5

/// Shares of council-trials by year index of joining, and of those who never join.
private func shares(_ option: OptionResult, years: Int) -> (byYear: [Double], never: Double, count: Double) {
    var counts = [Double](repeating: 0, count: years)
    var (never, total) = (0.0, 0.0)
    for council in option.councils {
        for year in council.joiningYear {
            total += 1
            if year == CouncilResult.never { never += 1 } else { counts[Int(year)] += 1 }
        }
    }
    return (counts.map { $0 / total }, never / total, total)
}

private func isClose(_ share: Double, _ expected: Double, count: Double) -> Bool {
    abs(share - expected) <= tolerance * (expected * (1 - expected) / count).squareRoot()
}

@Suite("Who joins, and when")
struct JoiningTests {
    @Test("Without imitation joining is geometric with hazard 1 − e^(−p)")
    func geometric() throws {
        let option = try Worked.runLever(
            "\"starts\": 2028, \"adoption\": {\"diffusion\": {\"innovation\": 0.3}}",
            register: Worked.register(count: 20),
            years: 8, trials: 2048)
        let (byYear, never, count) = shares(option, years: 8)
        let hazard = 1 - exp(-0.3)
        #expect(byYear[0] == 0 && byYear[1] == 0)
        for year in 2..<8 {
            #expect(isClose(byYear[year], hazard * pow(1 - hazard, Double(year - 2)), count: count))
        }
        #expect(isClose(never, pow(1 - hazard, 6), count: count))
    }

    @Test("The ceiling is the chance of being a potential member, and propensity multiplies pressure")
    func ceilingAndPropensity() throws {
        let option = try Worked.runLever(
            """
            "starts": 2026, "adoption": {"diffusion": {"innovation": 0.5, "ceiling": 0.35, "propensity": 2}}
            """, register: Worked.register(count: 20), years: 3, trials: 2048)
        let (byYear, never, count) = shares(option, years: 3)
        #expect(isClose(byYear[0], 0.35 * (1 - exp(-1)), count: count))
        #expect(isClose(byYear[2], 0.35 * (exp(-2) - exp(-3)), count: count))
        #expect(isClose(never, 1 - 0.35 * (1 - exp(-3)), count: count))
    }

    @Test("A mandate waits for the contract: with length L, each of the first L years has the share 1/L")
    func contractWaiting() throws {
        let option = try Worked.runLever(
            "\"starts\": 2026, \"contract\": \"system\", \"adoption\": \"mandate\"",
            parts: "\"contracts\": {\"system\": {\"length\": 4}}", register: Worked.register(count: 20), years: 6,
            trials: 1024)
        let (byYear, never, count) = shares(option, years: 6)
        for year in 0..<4 { #expect(isClose(byYear[year], 0.25, count: count)) }
        #expect(byYear[4] == 0 && never == 0)
        // A wish in year 5 meets the same ends four years later.
        let later = try Worked.runLever(
            "\"starts\": 2031, \"contract\": \"system\", \"adoption\": \"mandate\"",
            parts: "\"contracts\": {\"system\": {\"length\": 4}}", register: Worked.register(count: 20), years: 9,
            trials: 1)
        let first = try Worked.runLever(
            "\"starts\": 2026, \"contract\": \"system\", \"adoption\": \"mandate\"",
            parts: "\"contracts\": {\"system\": {\"length\": 4}}", register: Worked.register(count: 20), years: 9,
            trials: 1)
        for (a, b) in zip(first.councils, later.councils) {
            var end = Int(a.joiningYear[0])
            while end < 5 { end += 4 }
            #expect(Int(b.joiningYear[0]) == end)
        }
    }

    @Test("With imitation the expected second year follows the first: F1 = F0 + (1 − F0)(1 − e^−(p + q·F0)) by trial")
    func imitation() throws {
        let option = try Worked.runLever(
            "\"starts\": 2026, \"adoption\": {\"diffusion\": {\"innovation\": 0.2, \"imitation\": 1.5}}",
            register: Worked.register(count: 40), years: 3, trials: 4096)
        // Given the members of year 0, each other council joins in year 1 with a known chance: the residuals have mean 0.
        for year in 1...2 {
            var (sum, variance) = (0.0, 0.0)
            for trial in 0..<4096 {
                let (before, after) = (option.members[0][year - 1][trial], option.members[0][year][trial])
                let chance = 1 - exp(-(0.2 + 1.5 * before / 40))
                sum += after - before - (40 - before) * chance
                variance += (40 - before) * chance * (1 - chance)
            }
            #expect(abs(sum) <= tolerance * variance.squareRoot())
        }
    }

    @Test("Founders join first, as many as are asked for, and all of the potential members when there are fewer")
    func founders() throws {
        let option = try Worked.runLever(
            "\"starts\": 2027, \"adoption\": {\"diffusion\": {\"innovation\": 0, \"founders\": 2}}", years: 3,
            trials: 512)
        #expect(option.members[0][1].allSatisfy { $0 == 2 } && option.members[0][0].allSatisfy { $0 == 0 })
        let few = try Worked.runLever(
            """
            "starts": 2026, "adoption": {"diffusion": {"innovation": 0, "founders": 5, "ceiling": 0.5}}
            """, years: 2, trials: 4096)
        let joined = few.members[0][0].reduce(0, +) / (3 * 4096)
        #expect(isClose(joined, 0.5, count: 3 * 4096))
    }

    @Test("Every council is a founder equally often, and more often with a higher propensity")
    func foundersByPropensity() throws {
        let option = try Worked.runLever(
            """
            "starts": 2026, "adoption": {"diffusion": {"innovation": 0, "founders": 1, "propensity": "if(code == \\"C3\\", 2, 1)"}}
            """, years: 1, trials: 8192)
        // The smallest of independent exponentials with rates 1, 1, 2 is the last with probability 2/4.
        let last = option.councils[2].joiningYear.reduce(0.0) { $0 + ($1 == 0 ? 1 : 0) } / 8192
        #expect(isClose(last, 0.5, count: 8192))
        #expect(option.members[0][0].allSatisfy { $0 == 1 })
    }

    @Test("A lever waits for the lever it requires, and then for its own contract")
    func requires() throws {
        let scenario = try Worked.scenario(
            """
            "contracts": {"system": {"length": 3}},
            "levers": {
             "base": {"starts": 2026, "adoption": {"diffusion": {"innovation": 0.4}}},
             "top": {"starts": 2027, "adoption": "mandate", "requires": ["base"], "contract": "system"},
             "alone": {"starts": 2026, "adoption": "mandate", "contract": "system"}},
            "options": [{"name": "Base", "levers": ["base"]}, {"name": "Both", "levers": ["top", "base"]},
                        {"name": "Alone", "levers": ["alone"]}]
            """, register: Worked.register(count: 10), years: 8, trials: 512)
        let result = try Worked.run(scenario)
        let (base, both, alone) = (result.options[1], result.options[2], result.options[3])
        for trial in 0..<512 {
            var expected = [Double](repeating: 0, count: 8)
            for council in 0..<10 {
                let wish = max(1, Int(base.councils[council].joiningYear[trial]))
                guard wish < 8 else { continue }
                var end = Int(alone.councils[council].joiningYear[trial])
                while end < wish { end += 3 }
                for year in max(0, end)..<max(8, end) { expected[year] += 1 }
            }
            // In order of the option's levers: top first.
            #expect((0..<8).map { both.members[0][$0][trial] } == expected)
            #expect((0..<8).map { both.members[1][$0][trial] } == (0..<8).map { base.members[0][$0][trial] })
        }
    }
}
