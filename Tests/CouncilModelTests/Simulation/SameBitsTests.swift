import CouncilModel
import Testing

/// Every figure of a result as bits, so that two results can be compared exactly.
private func fingerprint(_ option: OptionResult) -> [UInt64] {
    var values: [Double] = []
    for measure in Measure.allCases { values += option.measures[measure] ?? [] }
    for table in [option.costsByYear, option.benefitsByYear, option.cashByYear] + option.members {
        values += table.flatMap { $0 }
    }
    for line in option.lines { values += line.presentValue + line.presentValueBeforeUplift }
    for party in option.parties { values += party.pays + party.gains }
    for council in option.councils { values += council.npv + council.cashNPV + council.joiningYear.map(Double.init) }
    return values.map(\.bitPattern)
}

@Suite("The same bits, whatever the order and the threads")
struct SameBitsTests {
    private static let register = (0..<12).map { index in
        "K\(100 + index),Council \(index),\(index % 3 == 0 ? "county" : "district"),\(1000 + 37 * index),\(["North", "South", ""][index % 3])"
    }

    private static let assumptions = [
        "\"fee\": {\"pert\": [5, 10, 30]}",
        "\"share\": {\"distribution\": {\"uniform\": [-0.1, 0.4]}, \"varies_by\": \"council\"}",
        "\"wave\": {\"distribution\": {\"normal\": {\"mean\": 1, \"sd\": 0.2}}, \"varies_by\": \"year\"}",
        "\"place\": {\"distribution\": {\"lognormal\": {\"p10\": 0.5, \"p90\": 2}}, \"varies_by\": \"region\"}",
        "\"speed\": {\"gamma\": {\"shape\": 2, \"scale\": 0.1}}", "\"spare\": {\"uniform\": [0, 1]}",
    ]

    private static let levers = [
        """
        "early": {"starts": 2026, "contract": "system", "adoption": {"diffusion": {"innovation": "speed", "imitation": 0.5, "founders": 1}},
          "shared": "by_residents", "costs": [
            {"name": "Team", "level": "programme", "kind": "revenue", "amount": "fee * 100", "scale": "0.5 + share_joined", "timing": {"on": "running"}},
            {"name": "Move", "kind": "capital", "amount": "fee * residents / 10 * place", "uplift": 1.3, "timing": {"on": "joining", "spread": [0.4, 0.6], "from": -1}}],
          "benefits": [{"name": "Saving", "kind": "cashable", "claims": {"pool": "spend", "share": "share * wave"}, "timing": {"on": "membership", "ramp": [0.5, 1]}}]}
        """,
        """
        "later": {"starts": 2027, "adoption": "mandate", "requires": ["early"], "benefits": [
            {"name": "More", "kind": "cashable", "claims": {"pool": "spend", "share": 0.1}, "timing": {"on": "membership"}}]}
        """,
        "\"idle\": {\"starts\": 2026, \"adoption\": \"mandate\"}",
    ]

    private static let options = [
        "{\"name\": \"One\", \"levers\": [\"early\"]}", "{\"name\": \"Two\", \"levers\": [\"early\", \"later\"]}",
        "{\"name\": \"Fast\", \"levers\": [\"early\"], \"with\": {\"speed\": 0.9}}",
    ]

    private func result(
        register: [String] = Self.register, assumptions: [String] = Self.assumptions, levers: [String] = Self.levers,
        options: [String] = Self.options, threads: Int = 1, trials: Int = 1100
    ) throws -> [String: [UInt64]] {
        let scenario = try scenario(
            register: register, assumptions: assumptions, levers: levers, options: options, trials: trials)
        let options = try Worked.run(scenario, threads: threads).options
        return Dictionary(uniqueKeysWithValues: options.map { ($0.name, fingerprint($0)) })
    }

    private func scenario(
        register: [String] = Self.register, assumptions: [String] = Self.assumptions, levers: [String] = Self.levers,
        options: [String] = Self.options, trials: Int = 1100, more: String = ""
    ) throws -> Scenario {
        try Worked.scenario(
            """
            "assumptions": {\(assumptions.joined(separator: ", "))},
            "correlations": [{"between": ["fee", "speed"], "rank": 0.5}],
            "pools": {"spend": "residents * 3[GBP/resident/year]"}, "contracts": {"system": {"length": 3}},
            "levers": {\(levers.joined(separator: ", "))}, "options": [\(options.joined(separator: ", "))]\(more)
            """, register: "code,name,type,population,region\n" + register.joined(separator: "\n"), years: 6,
            trials: trials)
    }

    @Test("1, 2 and 8 threads give the same bits")
    func threads() throws {
        let one = try result(threads: 1)
        #expect(try result(threads: 2) == one)
        #expect(try result(threads: 8) == one)
    }

    @Test("The order of register rows, map entries and options changes nothing")
    func order() throws {
        let straight = try result()
        #expect(try result(register: Self.register.reversed()) == straight)
        #expect(try result(assumptions: Self.assumptions.reversed(), levers: Self.levers.reversed()) == straight)
        #expect(try result(options: Self.options.reversed()) == straight)
    }

    @Test("Removing what is unused, or another option, changes nothing of the others")
    func removal() throws {
        let whole = try result()
        #expect(try result(assumptions: Self.assumptions.dropLast(), levers: Self.levers.dropLast()) == whole)
        let fewer = try result(options: [Self.options[1]])
        #expect(fewer["Two"] == whole["Two"])
        #expect(fewer["Do nothing"] == whole["Do nothing"])
    }

    @Test("Fewer trials are the first of more trials")
    func prefix() throws {
        let (many, few) = (try result(trials: 1100), try result(trials: 700))
        let (long, short) = (try #require(many["Two"]), try #require(few["Two"]))
        #expect(Array(long[0..<700]) == Array(short[0..<700]))
    }

    @Test("Budgets of councils made beside everything else are those made alone")
    func budgets() throws {
        let scenario = try scenario(
            more: ", \"reference\": \"Fast\", \"inflation\": 0.03, \"financing\": {\"rate\": 0.05, \"life\": 4}")
        let plan = try RunPlan(scenario)
        let (options, councils) = ([1, 2], 3..<7)
        let alone = try plan.budgets(options: options, councils: councils, threads: 1)
        var seen = 0
        try plan.run(
            councilBudgets: CouncilBudgets(options: Set(options), councils: councils, areAll: false), threads: 2,
            consumer: { BudgetCollector(trials: $1) },
            finished: { _, consumer in
                guard let block = consumer as? BudgetCollector else { return }
                for (key, rows) in block.budgets {
                    guard let place = options.firstIndex(of: key[0]), councils.contains(key[1]) else {
                        Issue.record("a budget was made that nobody asked for")
                        continue
                    }
                    let budget = alone[place][key[1] - councils.lowerBound]
                    for row in CashRow.allCases where !row.isDerived {
                        let expected = budget.byYear(row)
                        for year in 0..<scenario.years {
                            #expect(rows[row.place][year] == Array(expected[year][block.trials]))
                        }
                    }
                    seen += 1
                }
            })
        #expect(seen == 3 * options.count * councils.count)
    }

    @Test("Other seeds are other draws")
    func seed() throws {
        let text =
            "\"assumptions\": {\"a\": {\"uniform\": [0, 1]}}, \"levers\": {\"x\": {\"starts\": 2026, \"adoption\": \"mandate\", "
            + "\"costs\": [{\"name\": \"C\", \"kind\": \"revenue\", \"amount\": \"a\", \"timing\": {\"on\": \"joining\"}}]}}, "
            + "\"options\": [{\"name\": \"X\", \"levers\": [\"x\"]}]"
        let first = try Worked.run(try Worked.scenario(text, trials: 8, seed: 1))
        let second = try Worked.run(try Worked.scenario(text, trials: 8, seed: 2))
        #expect(first.assumptions[0].values != second.assumptions[0].values)
    }
}

/// Copies budgets of councils, rows by year.
private final class BudgetCollector: BlockConsumer {
    let trials: Range<Int>
    private(set) var budgets: [[Int]: [[[Double]]]] = [:]

    init(trials: Range<Int>) { self.trials = trials }

    func take(_ figures: CouncilTrials, council: Int, option: Int) {}
    func take(_ figures: OptionTrials, option: Int) {}
    func finish(_ world: WorldTrials) {}

    func take(_ budget: BudgetTrials, council: Int, option: Int) {
        budgets[[option, council]] = budget.rows.map { byYear in
            byYear.map { row in (0..<budget.count).map { row?[$0] ?? 0 } }
        }
    }
}
