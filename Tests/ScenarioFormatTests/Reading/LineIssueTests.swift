import ScenarioFormat
import Testing

@Suite("What is said about lines, draws and options that make no sense")
struct LineIssueTests {
    @Test(
        "At whom a line flows",
        arguments: [
            IssueCase(
                "\"amount\": \"fee\"",
                "\"amount\": \"fee\", \"applies_to\": \"eligible\"",
                """
                21:103: levers.top.costs[0].applies_to: "applies_to" is for lines at council level; leave it out
                """),
            IssueCase(
                "\"amount\": \"twice\"",
                "\"amount\": \"twice\", \"applies_to\": \"non_members\"",
                """
                17:131: levers.base.costs[0].applies_to: found "non_members", which needs the timing "running"; \
                use that
                """),
            IssueCase(
                "\"amount\": \"twice\"",
                "\"amount\": \"twice\", \"applies_to\": \"everybody\"",
                """
                17:131: levers.base.costs[0].applies_to: found "everybody", expected "members", "non_members" or \
                "eligible"
                """),
        ])
    func appliesTo(_ item: IssueCase) { item.check() }

    @Test(
        "Parts of cashable benefits",
        arguments: [
            IssueCase(
                "\"kind\": \"cashable\"",
                "\"kind\": \"avoided\", \"cashed\": 0.5, \"resource\": \"share\"",
                """
                22:65: levers.top.benefits[0].cashed: "cashed" is for benefits of kind "cashable"; change the \
                kind, or leave it out
                """,
                """
                22:82: levers.top.benefits[0].resource: "resource" is for benefits of kind "cashable"; change the \
                kind, or leave it out
                """),
            IssueCase(
                "\"kind\": \"cashable\"",
                "\"kind\": \"cashable\", \"cashed\": \"wave\"",
                """
                22:67: levers.top.benefits[0].cashed: "wave" is drawn for each year, but "cashed" takes names of \
                trial or council level only
                """),
            IssueCase(
                "\"amount\": \"twice\"",
                "\"amount\": \"twice\", \"resource\": 1",
                """
                17:117: levers.base.costs[0]: a line of cost cannot have the key "resource"; it is for benefits of \
                kind "cashable"; leave it out
                """),
        ])
    func cashable(_ item: IssueCase) { item.check() }

    @Test(
        "Who pays for programme costs",
        arguments: [
            IssueCase(
                "\"amount\": \"twice\"",
                """
                "amount": "twice", "paid_by": {"centre": 1}, "shared": "equally", "among": "eligible"
                """,
                """
                17:117: levers.base.costs[0]: "paid_by" is for programme costs; set "level" to "programme", or \
                leave it out
                """,
                """
                17:143: levers.base.costs[0]: "shared" is for programme costs; set "level" to "programme", or \
                leave it out
                """,
                """
                17:164: levers.base.costs[0]: "among" is for programme costs; set "level" to "programme", or leave \
                it out
                """),
            IssueCase(
                "\"amount\": \"fee\"",
                "\"amount\": \"fee\", \"paid_by\": {\"centre\": 0.5}, \"among\": \"everybody\"",
                """
                21:100: levers.top.costs[0].paid_by: the shares sum to 0.5, expected 1; give every share of \
                programme costs to a party
                """,
                """
                21:126: levers.top.costs[0].among: found "everybody", expected "members", "wishing" or "eligible"
                """),
            IssueCase(
                "\"kind\": \"cashable\"",
                "\"kind\": \"cashable\", \"shared\": \"equally\"",
                """
                22:56: levers.top.benefits[0]: a line of benefit cannot have the key "shared"; it is for programme \
                costs; leave it out
                """),
        ])
    func payers(_ item: IssueCase) { item.check() }

    @Test(
        "Pools that are not in money",
        arguments: [
            IssueCase(
                "\"systems\": {\"amount\": \"spend\"",
                "\"systems\": {\"amount\": \"staff\"",
                """
                22:75: levers.top.benefits[0].claims.pool: the pool "systems" is in FTE, expected GBP/year; give \
                "value" in GBP/FTE/year
                """),
            IssueCase(
                "\"share\": \"share * wave\"",
                "\"share\": \"share * wave\", \"value\": \"fee\"",
                """
                22:121: levers.top.benefits[0].claims.value: the formula is in GBP/year, expected no unit; \
                multiply it by something in year/GBP, or mend a unit in it
                """),
            IssueCase(
                "\"systems\": {\"amount\": \"spend\"",
                "\"systems\": {\"amount\": \"staff + fee\"",
                "14:41: pools.systems.amount: \"staff + fee\" adds FTE and GBP/year; bring both to one unit"),
        ])
    func pools(_ item: IssueCase) { item.check() }

    @Test(
        "Sums over members",
        arguments: [
            IssueCase(
                "\"amount\": \"fee\"",
                "\"amount\": \"fee * over_members(staff)\"",
                """
                21:89: levers.top.costs[0].amount: over_members sums over the members of a lever, which only \
                "scale" can
                """),
            IssueCase(
                "\"scale\": \"0.5 + share_joined\"",
                "\"scale\": \"over_members(over_members(staff))\"",
                """
                21:112: levers.top.costs[0].scale: over_members stands inside over_members; sum over members once, \
                and name only what differs between councils inside
                """),
            IssueCase(
                "\"scale\": \"0.5 + share_joined\"",
                "\"scale\": \"over_members(staff / members)\"",
                """
                21:99: levers.top.costs[0].scale: the formula is in FTE, expected no unit; multiply it by \
                something in 1/FTE, or mend a unit in it
                """,
                """
                21:120: levers.top.costs[0].scale: "members" is a time variable, but over_members takes names of \
                trial, council or year level only
                """),
            IssueCase(
                "\"scale\": \"0.5 + share_joined\"",
                "\"scale\": \"over_members(staff)\"",
                """
                21:99: levers.top.costs[0].scale: the formula is in FTE, expected no unit; multiply it by \
                something in 1/FTE, or mend a unit in it
                """),
            IssueCase(
                "\"scale\": \"0.5 + share_joined\"",
                "\"scale\": \"over_members(staff / 1[FTE]) + staff / 1[FTE]\"",
                """
                21:112: levers.top.costs[0].scale: "staff" differs between councils, but "scale" takes time \
                variables and names of trial or year level only, others inside over_members(…)
                """),
            IssueCase(
                "\"twice\": \"cost * 2\"",
                "\"twice\": \"cost * over_members(1)\"",
                """
                17:109: levers.base.costs[0].amount: over_members sums over the members of a lever, which only \
                "scale" can
                """),
        ])
    func sums(_ item: IssueCase) { item.check() }

    @Test(
        "Timings",
        arguments: [
            IssueCase(
                "{\"on\": \"joining\"}",
                "{\"on\": \"running\", \"spread\": [1]}",
                """
                17:109: levers.base.costs[0].amount: the formula is in GBP, expected GBP/year; multiply it by \
                something in 1/year, or mend a unit in it
                """,
                """
                17:145: levers.base.costs[0].timing: "spread" means nothing with the timing "running"; it takes \
                "ramp", "from", "since" or "lasts"
                """),
            IssueCase(
                "{\"on\": \"joining\"}",
                "{\"on\": \"wind_up\", \"from\": 1}",
                """
                17:145: levers.base.costs[0].timing: "from" means nothing with the timing "wind_up"; it takes no \
                other key
                """),
            IssueCase(
                "{\"on\": \"membership\", \"ramp\": [0.5, 1]}",
                "{\"on\": \"membership\", \"lasts\": \"cost\", \"lag\": \"wave\", \"decay\": \"fee\"}",
                """
                22:153: levers.top.benefits[0].timing.lasts: the formula is in GBP, expected year or no unit; \
                multiply it by something in year/GBP, or mend a unit in it
                """,
                """
                22:168: levers.top.benefits[0].timing.lag: "wave" is drawn for each year, but "lag" takes names of \
                trial or council level only
                """,
                """
                22:185: levers.top.benefits[0].timing.decay: the formula is in GBP/year, expected no unit; \
                multiply it by something in year/GBP, or mend a unit in it
                """),
            IssueCase(
                "{\"on\": \"running\"}",
                "{\"on\": \"running\", \"since\": \"begin\", \"lasts\": \"share\"}",
                "21:157: levers.top.costs[0].timing.since: found \"begin\", expected \"start\" or \"starts\"",
                """
                21:176: levers.top.costs[0].timing.lasts: "share" differs between councils, but "lasts" takes \
                names of trial level only
                """),
        ])
    func timings(_ item: IssueCase) { item.check() }

    @Test(
        "Draws by a pair",
        arguments: [
            IssueCase(
                "\"varies_by\": \"year\"",
                "\"varies_by\": [\"council\", \"year\"], \"prices\": 2020",
                """
                8:125: assumptions.wave.prices: only money has prices, and this is in no unit; leave "prices" out, \
                or mend "unit"
                """),
            IssueCase(
                "\"varies_by\": \"year\"",
                "\"varies_by\": [\"council\", 5]",
                """
                8:106: assumptions.wave.varies_by[1]: found the number 5, expected a text; put it in double quotes
                """),
            IssueCase(
                "\"varies_by\": \"council\"",
                "\"varies_by\": [\"council\", \"region\"]",
                """
                7:82: assumptions.share.varies_by: a draw can be shared by one pair only, ["council", "year"]; \
                write that, or one text
                """),
            IssueCase(
                [
                    .init(
                        "\"varies_by\": \"year\"",
                        "\"varies_by\": [\"council\", \"year\"]"),
                    .init(
                        "\"amount\": \"fee\"",
                        "\"amount\": \"fee * wave\""),
                    .init(
                        "\"length\": \"term\"",
                        "\"length\": \"term * wave\""),
                ],
                """
                15:45: contracts.system.length: "wave" is drawn for each council and year, but "length" takes \
                names of trial or council level only
                """,
                """
                21:89: levers.top.costs[0].amount: "wave" is drawn for each council and year, but "amount" takes \
                names of trial or year level only
                """),
        ])
    func pairs(_ item: IssueCase) { item.check() }

    @Test(
        "The cash view",
        arguments: [
            IssueCase(
                "\"trials\": 64,",
                "\"trials\": 64, \"financing\": {\"rate\": 0.05, \"life\": 10},",
                """
                2:63: financing: financing belongs to the cash view, which needs "inflation"; add it, or leave \
                this out
                """),
            IssueCase(
                "\"trials\": 64,",
                "\"trials\": 64, \"inflation\": [\"wave\", \"fee\"], \"financing\": {\"rate\": \"speed\"},",
                """
                2:65: inflation[0]: "wave" is drawn for each year, but "inflation" takes names of trial level only
                """,
                """
                2:73: inflation[1]: the formula is in GBP/year, expected no unit; multiply it by something in \
                year/GBP, or mend a unit in it
                """,
                """
                2:93: financing: the key "life" is missing; add it: years over which a sum is paid back, from the \
                year after
                """),
            IssueCase(
                "\"trials\": 64,",
                "\"trials\": 64, \"council_rate\": 3.5,",
                "2:66: council_rate: found 3.5, expected a number from -0.99 to 0.99"),
        ])
    func cashView(_ item: IssueCase) { item.check() }

    @Test(
        "Combinations",
        arguments: [
            IssueCase(
                "\"reference\": \"Base\",",
                "\"reference\": \"Base\", \"combinations\": [\"base\", \"base\", \"tip\"],",
                "25:48: combinations[1]: \"base\" stands in this list twice; remove one of them",
                "25:56: combinations[2]: unknown lever \"tip\"; did you mean \"top\"?"),
            IssueCase(
                [
                    .init(
                        "{\"name\": \"Base\", \"levers\": [\"base\"]}",
                        "{\"name\": \"base\", \"levers\": [\"base\"]}"),
                    .init(
                        "\"reference\": \"Base\",",
                        "\"combinations\": [\"base\", \"top\"],"),
                ],
                "25:18: combinations: \"base\" is the name of an option that is written out too; rename that one"),
            IssueCase(
                [
                    .init(
                        """
                        "options": [{"name": "Base", "levers": ["base"]}, {"name": "Both", "levers": ["base", \
                        "top"], "with": {"speed": 1}}],
                        """,
                        ""),
                    .init(
                        "\"reference\": \"Base\",",
                        ""),
                ],
                """
                1:1: the key "options" is missing; add it, or "combinations": the sets of levers that are \
                compared; doing nothing is always compared too
                """),
            IssueCase(
                "\"reference\": \"Base\",",
                "\"combinations\": [],",
                "25:18: combinations: found an empty list, expected a list that is not empty"),
        ])
    func combinations(_ item: IssueCase) { item.check() }
}
