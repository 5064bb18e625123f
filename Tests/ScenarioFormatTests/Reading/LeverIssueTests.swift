import ScenarioFormat
import Testing

@Suite("What is said about levers that make no sense")
struct LeverIssueTests {
    @Test(
        "Waves",
        arguments: [
            IssueCase(
                "\"base\": {\"starts\": 2026, \"adoption\": \"mandate\"",
                """
                "base": {"starts": 2026, "adoption": {"waves": [{"year": 2026, "share": 0.5}, {"year": 2026, \
                "share": 0.7}]}
                """,
                """
                17:90: levers.base.adoption.waves[1].year: 2026 does not come after 2026; put waves in order, each \
                year once
                """),
            IssueCase(
                "\"base\": {\"starts\": 2026, \"adoption\": \"mandate\"",
                """
                "base": {"starts": 2026, "adoption": {"waves": [{"year": 2026, "share": 0.5}, {"year": 2028, \
                "share": 0.4}]}
                """,
                """
                17:105: levers.base.adoption.waves[1].share: 0.4 is less than 0.5 before it; shares count all who \
                wish by then
                """),
            IssueCase(
                "\"base\": {\"starts\": 2026, \"adoption\": \"mandate\"",
                "\"base\": {\"starts\": 2027, \"adoption\": {\"waves\": [{\"year\": 2026, \"share\": 0.5}]}",
                "17:22: levers.base.starts: found 2027, but the first wave is in 2026; give both the same year"),
            IssueCase(
                "\"base\": {\"starts\": 2026, \"adoption\": \"mandate\"",
                """
                "base": {"starts": 2026, "adoption": {"waves": [{"year": 2026, "share": 1.5}, {"yaer": 2027}], \
                "diffusion": {"innovation": 0.1}}
                """,
                "17:40: levers.base.adoption: found \"waves\" and \"diffusion\" side by side; keep one of them",
                "17:75: levers.base.adoption.waves[0].share: found 1.5, expected a number from 0 to 1",
                """
                17:81: levers.base.adoption.waves[1]: the key "share" is missing; add it: share of the eligible \
                councils that wish to join by then
                """,
                "17:82: levers.base.adoption.waves[1]: unknown key \"yaer\"; did you mean \"year\"?"),
            IssueCase(
                "\"adoption\": {\"diffusion\": {",
                "\"adoption\": {\"propensity\": 2, \"diffusion\": {",
                "19:31: levers.top.adoption.propensity: \"propensity\" stands beside \"diffusion\"; put it inside"),
        ])
    func waves(_ item: IssueCase) { item.check() }

    @Test(
        "Boosts",
        arguments: [
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"base\": {\"starts\": 2026, \"boosts\": [{\"joined\": \"top\", \"by\": 2}],",
                """
                17:28: warning: levers.base: "boosts" multiply the pressure of diffusion, but this adoption has none; leave \
                them out
                """),
            IssueCase(
                "\"requires\": [\"base\"],",
                "\"boosts\": [{\"joined\": \"bass\", \"by\": 2}],",
                "18:83: levers.top.boosts[0].joined: unknown lever \"bass\"; did you mean \"base\"?"),
            IssueCase(
                "\"requires\": [\"base\"],",
                "\"boosts\": [{\"joined\": \"base\", \"by\": \"wave\"}, {\"joined\": \"base\"}],",
                """
                18:98: levers.top.boosts[0].by: "wave" is drawn for each year, but "by" takes names of trial or \
                council level only
                """,
                """
                18:106: levers.top.boosts[1]: the key "by" is missing; add it: what the pressure is multiplied by \
                from then on
                """),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                """
                "a": {"starts": 2026, "adoption": {"diffusion": {"innovation": 0.1}}, "boosts": [{"joined": "b", \
                "by": 2}]}, "b": {"starts": 2026, "adoption": "mandate", "requires": ["a"]}, "base": {"starts": \
                2026,
                """,
                """
                17:83: levers.a.boosts: levers require or boost each other in a circle: a → b → a; let one of them \
                wait for none
                """),
        ])
    func boosts(_ item: IssueCase) { item.check() }

    @Test(
        "Contracts that are broken, minima, stops and closing",
        arguments: [
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"base\": {\"starts\": 2026, \"contract_break\": 5,",
                """
                17:46: levers.base.contract_break: "contract_break" ends a contract early, but the lever has none; \
                name one under "contract"
                """),
            IssueCase(
                "\"contract\": \"system\",",
                "\"contract\": \"system\", \"contract_break\": \"cost\",",
                """
                18:80: levers.top.contract_break: the formula is in GBP, expected GBP/year; multiply it by \
                something in 1/year, or mend a unit in it
                """),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"base\": {\"starts\": 2026, \"minimum\": {\"members\": 0, \"within\": 1},",
                "17:51: levers.base.minimum.members: found 0, expected a whole number from 1 to 100000"),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"base\": {\"starts\": 2026, \"minimum\": {\"members\": 2},",
                """
                17:39: levers.base.minimum: the key "within" is missing; add it: by the end of the year so many \
                years after the first
                """),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"base\": {\"starts\": 2026, \"stop\": {\"probability\": \"share\", \"after\": 0.5},",
                """
                17:53: levers.base.stop.probability: "share" differs between councils, but "probability" takes \
                names of trial level only
                """,
                "17:70: levers.base.stop.after: found 0.5, expected a whole number from 0 to 125"),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"base\": {\"starts\": 2026, \"stop\": 0.1,",
                "17:36: levers.base.stop: found the number 0.1, expected a stop, an object"),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"base\": {\"starts\": 2026, \"closes\": \"2030\",",
                """
                17:38: levers.base.closes: found the text "2030", expected a whole number from 1900 to 2300; write \
                it without quotes
                """),
        ])
    func endings(_ item: IssueCase) { item.check() }

    @Test(
        "Pooled teams",
        arguments: [
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                """
                "base": {"starts": 2026, "team": {"demand": 200, "variability": 0.5, "service_level": 1.5, \
                "day_cost": 500, "pooled_day_cost": 450, "timing": {"on": "joining"}},
                """,
                "17:89: levers.base.team.service_level: found 1.5, expected a share between 0 and 1, such as 0.9",
                "17:152: levers.base.team.timing.on: a team saves year by year; use \"membership\" or \"running\""),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                """
                "base": {"starts": 2026, "team": {"demand": 200, "variability": 0.5, "service_level": 0, \
                "day_cost": "fee", "pooled_day_cost": "share * 1[GBP/day]", "timing": {"on": "start"}},
                """,
                "17:89: levers.base.team.service_level: found 0, expected a share between 0 and 1, such as 0.9",
                """
                17:105: levers.base.team.day_cost: the formula is in GBP/year, expected GBP/day; multiply it by \
                something in year/day, or mend a unit in it
                """,
                """
                17:131: levers.base.team.pooled_day_cost: "share" differs between councils, but "pooled_day_cost" \
                takes names of trial or year level only
                """,
                """
                17:169: levers.base.team.timing.on: a line at council level cannot have the timing "start"; use \
                "joining", "membership", "renewal", "running", "wind_up" or "end"
                """),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                """
                "base": {"starts": 2026, "team": {"demand": 200, "variability": 0.5, "day_cost": 500, \
                "pooled_day_cost": 450, "kind": "cashable", "timing": {"on": "running"}},
                """,
                """
                17:36: levers.base.team: the key "service_level" is missing; add it: share of time in which the \
                staff is to be enough
                """,
                """
                17:113: levers.base.team: unknown key "kind"; expected "cashed", "correlation", "day_cost", \
                "demand", "pooled_day_cost", "service_level", "timing" or "variability"
                """),
        ])
    func teams(_ item: IssueCase) { item.check() }

    @Test(
        "Transfers",
        arguments: [
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                """
                "base": {"starts": 2026, "transfers": [{"name": "T", "from": "council", "to": "council", "amount": \
                5, "timing": {"on": "joining"}}],
                """,
                """
                17:81: levers.base.transfers[0].to: found "council" on both sides; a transfer is between two \
                parties
                """),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                """
                "base": {"starts": 2026, "transfers": [{"name": "T", "from": "centre", "to": "business", "amount": \
                5, "timing": {"on": "joining"}}],
                """,
                """
                17:64: levers.base.transfers[0].from: a transfer at council level is paid by or to "council"; name \
                it, or set "level" to "programme"
                """),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                """
                "base": {"starts": 2026, "transfers": [{"name": "T", "to": "centres", "amount": 5, "timing": \
                {"on": "joining"}}],
                """,
                "17:42: levers.base.transfers[0]: the key \"from\" is missing; add it: who pays",
                """
                17:62: levers.base.transfers[0].to: found "centres", expected "council", "lead", "region", \
                "centre", "residents" or "business"; did you mean "centre"?
                """),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                """
                "base": {"starts": 2026, "transfers": [{"name": "T", "from": "council", "to": "centre", "kind": \
                "revenue", "claims": {"pool": "systems", "share": 1}, "timing": {"on": "start"}}],
                """,
                """
                17:91: levers.base.transfers[0]: a transfer cannot have the key "kind"; it is cash from one party \
                to another; leave it out
                """,
                """
                17:110: levers.base.transfers[0]: a transfer cannot have the key "claims"; only benefits claim \
                pools; give an "amount"
                """,
                """
                17:170: levers.base.transfers[0].timing.on: a line at council level cannot have the timing \
                "start"; use "joining", "membership", "renewal", "running", "wind_up" or "end"
                """),
        ])
    func transfers(_ item: IssueCase) { item.check() }

    @Test(
        "Variants",
        arguments: [
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"other\": {\"like\": \"tap\"}, \"base\": {\"starts\": 2026,",
                "17:21: levers.other.like: unknown lever \"tap\"; did you mean \"top\"?"),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"a\": {\"like\": \"b\"}, \"b\": {\"like\": \"a\"}, \"base\": {\"starts\": 2026,",
                "17:17: levers.a.like: levers are like each other in a circle: a → b → a; write one of them out"),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"other\": {\"like\": \"top\", \"closes\": null, \"delay\": null}, \"base\": {\"starts\": 2026,",
                """
                17:28: levers.other.closes: null removes what the lever "top" says, but that has no "closes" here; \
                did you mean "costs"?
                """),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"other\": {\"like\": \"base\", \"adoption\": null}, \"base\": {\"starts\": 2026,",
                """
                17:12: levers.other: the key "adoption" is missing; add it: how councils come to join: mandate, \
                {"waves": […]} or {"diffusion": {…}}
                """),
            IssueCase(
                [
                    .init(
                        "\"base\": {\"starts\": 2026,",
                        "\"other\": {\"like\": \"base\"}, \"base\": {\"starts\": 2026,"),
                    .init(
                        "\"levers\": [\"base\", \"top\"]",
                        "\"levers\": [\"base\", \"other\", \"top\"]"),
                ],
                "24:79: options[1].levers: \"base\" and \"other\" are variants of one lever; keep one of them"),
            IssueCase(
                [
                    .init(
                        "\"base\": {\"starts\": 2026,",
                        """
                        "x": {"starts": 2026, "adoption": "mandate"}, "y": {"starts": 2026, "adoption": \
                        "mandate", "requires": ["x"]}, "z": {"like": "x", "requires": ["y"]}, "base": {"starts": \
                        2026,
                        """),
                    .init(
                        "\"levers\": [\"base\", \"top\"]",
                        "\"levers\": [\"base\", \"top\", \"z\", \"y\"]"),
                ],
                """
                24:79: options[1].levers: levers require or boost each other in a circle here: y → z → y; let one \
                of them wait for none
                """),
            IssueCase(
                [
                    .init(
                        "\"base\": {\"starts\": 2026,",
                        "\"other\": {\"like\": \"base\", \"costs\": []}, \"base\": {\"starts\": 2026,"),
                    .init(
                        "{\"name\": \"Base\", \"levers\": [\"base\"]}",
                        "{\"name\": \"Base\", \"levers\": [\"other\"]}"),
                    .init(
                        "\"levers\": [\"base\", \"top\"]",
                        "\"levers\": [\"other\", \"top\"]"),
                ]),
            IssueCase(
                [
                    .init(
                        "\"base\": {\"starts\": 2026,",
                        """
                        "other": {"like": "top", "starts": 2028}, "extra": {"starts": 2027, "requires": \
                        ["other"], "adoption": "mandate"}, "base": {"starts": 2026,
                        """),
                    .init(
                        "\"levers\": [\"base\", \"top\"]",
                        "\"levers\": [\"base\", \"top\", \"extra\"]"),
                ],
                "24:79: options[1].levers: \"extra\" requires \"other\", which this option does not hold; add it"),
        ])
    func variants(_ item: IssueCase) { item.check() }
}
