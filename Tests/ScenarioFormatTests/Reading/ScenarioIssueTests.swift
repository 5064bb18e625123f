import ScenarioFormat
import Testing

@Suite("What is said about a scenario that makes no sense")
struct ScenarioIssueTests {
    @Test("Nothing is said about a sound scenario")
    func sound() throws {
        let reading = IssueCase.read(IssueCase.sound)
        #expect(reading.issues.map(\.description) == [])
        #expect(reading.scenario != nil)
        #expect(reading.files.map(\.role) == [.scenario, .register])
    }

    @Test(
        "The setting",
        arguments: [
            IssueCase(
                "\"currency\": \"GBP\"",
                "\"currency\": \"Pound\"",
                "1:84: currency: found \"Pound\", expected the three capital letters of a currency, such as \"GBP\""),
            IssueCase(
                "\"discounting\": \"green-book-2026\"",
                "\"discounting\": \"green-book\"",
                """
                2:17: discounting: found "green-book", expected "green-book-2026", "green-book-2026-health" or \
                "green-book-2026-long-horizon"; did you mean "green-book-2026"?
                """),
            IssueCase(
                "\"trials\": 64",
                "\"trials\": 0.5",
                "2:46: trials: found 0.5, expected a whole number from 1 to 10000000"),
            IssueCase(
                "\"base_year\": 2026, ",
                "",
                """
                1:1: the key "base_year" is missing; add it: the first financial year, by the calendar year in \
                which it begins: 2026 is 2026/27
                """),
        ])
    func setting(_ item: IssueCase) { item.check() }

    @Test(
        "Registers and selections",
        arguments: [
            IssueCase(
                "\"register\": \"register.csv\"",
                "\"register\": \"missing.csv\"",
                """
                3:27: councils.register: there is no file at missing.csv; the path is relative to the file in \
                which it stands
                """),
            IssueCase(
                "\"units\": {\"staff\": \"FTE\"}",
                "\"units\": {\"stuff\": \"FTE\", \"region\": \"share\", \"population\": \"people\"}",
                """
                3:27: warning: councils.register: the column "staff" has no unit, so that the units of \
                pools.systems.amount, quantities.spend could not be checked; add it to "units" beside \
                "register", "share" for none
                """,
                "3:53: councils.units.stuff: unknown column \"stuff\"; did you mean \"staff\"?",
                "3:79: councils.units.region: the column \"region\" holds texts, which have no unit; leave it out here",
                """
                3:102: councils.units.population: "population" is in "resident" in every register; leave it out \
                here
                """),
            IssueCase(
                "\"codes\": [\"A1\", \"B2\"]",
                "\"codes\": [\"A1\", \"Beech\"]",
                """
                19:67: levers.top.adoption.diffusion.founders[0]: "A1" is not eligible for this lever; widen \
                "eligible"
                """,
                "20:33: levers.top.eligible.codes[1]: unknown code \"Beech\"; write \"B2\", the code of Beech"),
            IssueCase(
                "\"lead\": \"B2\"",
                "\"lead\": \"B3\"",
                "20:121: levers.top.lead: unknown code \"B3\"; did you mean \"B2\"?"),
        ])
    func registers(_ item: IssueCase) { item.check() }

    @Test(
        "Levers",
        arguments: [
            IssueCase(
                "\"contract\": \"system\"",
                "\"contract\": \"systems\"",
                "18:51: levers.top.contract: unknown contract \"systems\"; did you mean \"system\"?"),
            IssueCase(
                "\"ends\": \"ends\"",
                "\"ends\": \"region\"",
                """
                15:53: contracts.system.ends: the column "region" holds texts, expected a column of numbers \
                with the year of the first end
                """),
            IssueCase(
                "\"starts\": 2027",
                "\"starts\": 2025",
                """
                18:21: levers.top.starts: 2025 is before the base year 2026, and diffusion begins within the \
                years appraised; start in 2026 and name those that are members from before under "already"
                """),
            IssueCase(
                "\"requires\": [\"base\"]",
                "\"requires\": [\"bace\"]",
                "18:74: levers.top.requires[0]: unknown lever \"bace\"; did you mean \"base\"?"),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"base\": {\"starts\": 2026, \"requires\": [\"top\"],",
                """
                17:40: levers.base.requires: levers require or boost each other in a circle: base → top → base; \
                let one of them wait for none
                """,
                "24:41: options[0].levers: \"base\" requires \"top\", which this option does not hold; add it"),
            IssueCase(
                "\"council\": 0.75",
                "\"council\": 0.5",
                """
                20:52: levers.top.paid_by: the shares sum to 0.75, expected 1; give every share of programme \
                costs to a party
                """),
            IssueCase(
                "\"founders\": [\"A1\"]",
                "\"founders\": [\"C3\", \"A1\", \"A1\"]",
                """
                19:67: levers.top.adoption.diffusion.founders[0]: "C3" is not eligible for this lever; widen \
                "eligible"
                """,
                "19:79: levers.top.adoption.diffusion.founders[2]: \"A1\" stands in this list twice; remove one of them"
            ),
            IssueCase(
                "\"shared\": \"by_residents\"",
                "\"shared\": \"by_resident\"",
                "20:97: levers.top.shared: unknown name \"by_resident\"; did you mean \"by_residents\"?"),
            IssueCase(
                "\"shared\": \"by_residents\"",
                "\"shared\": \"resident\"",
                "20:98: levers.top.shared: unknown name \"resident\"; did you mean \"residents\"?"),
            IssueCase(
                "\"delay\": 1",
                "\"delay\": \"share\"",
                """
                18:37: levers.top.delay: "share" differs between councils, but "delay" takes names of trial \
                level only
                """),
            IssueCase(
                "\"delay\": 1",
                "\"delay\": \"cost\"",
                """
                18:37: levers.top.delay: the formula is in GBP, expected year or no unit; multiply it by \
                something in year/GBP, or mend a unit in it
                """),
            IssueCase(
                "\"innovation\": \"speed\"",
                "\"innovation\": \"wave\"",
                """
                19:46: levers.top.adoption.diffusion.innovation: "wave" is drawn for each year, but \
                "innovation" takes names of trial level only
                """),
            IssueCase(
                "\"adoption\": \"mandate\"",
                "\"adoption\": {\"waves\": []}",
                """
                17:50: levers.base.adoption.waves: found an empty list, expected a list that is not empty
                """),
        ])
    func levers(_ item: IssueCase) { item.check() }

    @Test(
        "Lines",
        arguments: [
            IssueCase(
                "\"amount\": \"twice\"",
                "\"amount\": \"twice\", \"cashed\": 1",
                """
                17:117: levers.base.costs[0]: a line of cost cannot have the key "cashed"; it is for benefits of \
                kind "cashable"; leave it out
                """),
            IssueCase(
                "\"amount\": \"twice\", ",
                "",
                "17:61: levers.base.costs[0]: the key \"amount\" is missing: a line says what it is worth; add it"),
            IssueCase(
                "\"amount\": \"twice\"",
                "\"amount\": \"fee\"",
                """
                17:109: levers.base.costs[0].amount: the formula is in GBP/year, expected GBP; multiply it by \
                something in year, or mend a unit in it
                """),
            IssueCase(
                "\"amount\": \"fee\"",
                "\"amount\": \"fee\", \"party\": \"centre\"",
                """
                21:98: levers.top.costs[0].party: programme costs are paid as "paid_by" of the lever says; \
                leave "party" out
                """),
            IssueCase(
                "\"amount\": \"fee\"",
                "\"amount\": \"fee * staff\"",
                """
                21:83: levers.top.costs[0].amount: the formula is in FTE*GBP/year, expected GBP/year; multiply \
                it by something in 1/FTE, or mend a unit in it
                """,
                """
                21:89: levers.top.costs[0].amount: "staff" differs between councils, but "amount" takes names \
                of trial or year level only
                """),
            IssueCase(
                "\"claims\": {\"pool\": \"systems\"",
                "\"growth\": 0, \"amount\": 1, \"claims\": {\"pool\": \"system\"",
                "22:66: levers.top.benefits[0].growth: a claim grows with its pool; put \"growth\" on the pool",
                "22:79: levers.top.benefits[0].amount: found \"amount\" beside \"claims\"; keep one of them",
                "22:101: levers.top.benefits[0].claims.pool: unknown pool \"system\"; did you mean \"systems\"?"),
            IssueCase(
                "\"name\": \"Saving\"",
                "\"name\": \"Saving\", \"level\": \"programme\"",
                """
                22:17: levers.top.benefits[0]: the key "party" is missing: a programme benefit must say who \
                gains; add it
                """,
                """
                22:88: levers.top.benefits[0].claims: only lines at council level can claim a pool; leave \
                "level" out, or give an "amount"
                """,
                """
                22:151: levers.top.benefits[0].timing.on: a line at programme level cannot have the timing \
                "membership"; use "start", "running", "wind_up" or "end"
                """),
            IssueCase(
                "{\"on\": \"membership\", \"ramp\": [0.5, 1]}",
                "{\"on\": \"start\"}",
                """
                22:129: levers.top.benefits[0].timing.on: a line at council level cannot have the timing \
                "start"; use "joining", "membership", "renewal", "running", "wind_up" or "end"
                """),
            IssueCase(
                "{\"on\": \"membership\", \"ramp\": [0.5, 1]}",
                "{\"on\": \"membership\", \"spread\": [1]}",
                """
                22:143: levers.top.benefits[0].timing: "spread" means nothing with the timing "membership"; it \
                takes "ramp", "lasts", "decay" or "lag"
                """),
            IssueCase(
                "{\"on\": \"joining\"}",
                "{\"on\": \"joining\", \"spread\": [0.5, 0.4]}",
                """
                17:155: levers.base.costs[0].timing.spread: the fractions sum to 0.9, expected 1; spread the \
                whole amount
                """),
            IssueCase(
                "{\"on\": \"joining\"}",
                "{\"on\": \"renewal\"}",
                """
                17:134: levers.base.costs[0].timing.on: "renewal" is an end of the lever's contract, but the \
                lever has none; name one under "contract"
                """),
            IssueCase(
                "\"scale\": \"0.5 + share_joined\"",
                "\"scale\": \"staff\"",
                """
                21:99: levers.top.costs[0].scale: "staff" differs between councils, but "scale" takes time \
                variables and names of trial or year level only, others inside over_members(…)
                """,
                """
                21:99: levers.top.costs[0].scale: the formula is in FTE, expected no unit; multiply it by \
                something in 1/FTE, or mend a unit in it
                """),
            IssueCase(
                "\"scale\": \"0.5 + share_joined\"",
                "\"modifiers\": [{\"joined\": \"bass\", \"by\": 2}]",
                "21:114: levers.top.costs[0].modifiers[0].joined: unknown lever \"bass\"; did you mean \"base\"?"),
        ])
    func lines(_ item: IssueCase) { item.check() }

    @Test(
        "Options",
        arguments: [
            IssueCase(
                "\"name\": \"Base\"",
                "\"name\": \"Both\"",
                "24:61: options[1].name: \"Both\" is the name of another option; give each a name of its own",
                "25:15: reference: unknown option \"Base\"; expected \"Both\" or \"Do nothing\""),
            IssueCase(
                "\"name\": \"Both\"",
                "\"name\": \"Do nothing\"",
                """
                24:61: options[1].name: "Do nothing" is always compared and cannot be the name of an option; \
                choose another
                """),
            IssueCase(
                "\"levers\": [\"base\", \"top\"]",
                "\"levers\": [\"top\"]",
                "24:79: options[1].levers: \"top\" requires \"base\", which this option does not hold; add it"),
            IssueCase(
                "\"levers\": [\"base\"]}",
                "\"levers\": [\"base\", \"base\", \"tip\"]}",
                "24:50: options[0].levers[1]: \"base\" stands in this list twice; remove one of them",
                "24:58: options[0].levers[2]: unknown lever \"tip\"; did you mean \"top\"?"),
            IssueCase(
                "\"reference\": \"Base\"",
                "\"reference\": \"Bass\"",
                "25:15: reference: unknown option \"Bass\"; did you mean \"Base\"?"),
            IssueCase(
                "\"with\": {\"speed\": 1}",
                "\"with\": {\"sped\": 1}",
                "24:105: options[1].with.sped: unknown assumption \"sped\"; did you mean \"speed\"?"),
            IssueCase(
                "{\"name\": \"Base\", \"levers\": [\"base\"]},",
                "{\"name\": \"Base\", \"levers\": [\"base\"]}, {\"name\": \"Again\", \"levers\": [\"base\"]},",
                """
                24:52: warning: options[1]: this option has the same levers and assumptions as "Base"; it is \
                reported once, under that name
                """),
            IssueCase(
                "\"lever\": \"top\"",
                "\"lever\": \"tap\"",
                "26:45: unmonetised[0].lever: unknown lever \"tap\"; did you mean \"top\"?"),
        ])
    func options(_ item: IssueCase) { item.check() }

    @Test(
        "Things that are doubtful are warnings",
        arguments: [
            IssueCase(
                "\"speed\": {\"unit\": \"share\", ",
                "\"spare\": 1, \"speed\": {",
                """
                9:3: warning: assumptions.spare: nothing uses the assumption "spare"; use it in a formula, or \
                remove it
                """,
                """
                9:24: warning: assumptions.speed: "speed" has no unit, so that the units of \
                levers.top.adoption.diffusion.innovation could not be checked; add "unit", "share" for none
                """),
            IssueCase(
                ", \"units\": {\"staff\": \"FTE\"}",
                "",
                """
                3:27: warning: councils.register: the column "staff" has no unit, so that the units of \
                pools.systems.amount, quantities.spend could not be checked; add it to "units" beside \
                "register", "share" for none
                """),
            IssueCase(
                "\"levers\": [\"base\", \"top\"], \"with\": {\"speed\": 1}",
                "\"levers\": [\"base\"], \"with\": {\"speed\": 1}",
                "18:3: warning: levers.top: nothing uses the lever \"top\"; put it into an option, or remove it"),
        ])
    func warnings(_ item: IssueCase) { item.check() }

    @Test("All issues of all kinds come at once, by line and column")
    func together() {
        let text = IssueCase.sound.replacing("\"currency\": \"GBP\"", with: "\"currency\": \"pound\"")
            .replacing("[5, 9]", with: "[9, 5]").replacing("\"starts\": 2027", with: "\"strats\": 2027")
            .replacing("\"reference\": \"Base\"", with: "\"reference\": \"Bse\"")
        let issues = IssueCase.read(text).issues
        #expect(issues.count == 4)
        #expect(issues.map(\.line) == issues.map(\.line).sorted())
    }
}
