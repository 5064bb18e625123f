import Testing

@testable import ScenarioFormat

@Suite("What is said about spreads and levers that are odd")
struct PlanWarningTests {
    @Test(
        "Spreads that can leave the years appraised",
        arguments: [
            IssueCase(
                "{\"on\": \"joining\"}",
                "{\"on\": \"joining\", \"spread\": [0.5, 0.5], \"from\": -1}",
                """
                17:155: warning: levers.base.costs[0].timing.spread: part of this falls in 2025, before the first \
                year 2026, and does not count; start later, or raise "from"
                """),
            IssueCase(
                "\"costs\": [{\"name\": \"Team\"",
                """
                "costs": [{"name": "C", "level": "programme", "kind": "capital", "amount": 5, "timing": {"on": \
                "start", "spread": [0.5, 0, 0.5], "from": 6}}, {"name": "Team"
                """,
                """
                21:118: warning: levers.top.costs[0].timing.spread: part of this can fall in 2036, after the last \
                year 2035, and then does not count; appraise more years, or start earlier
                """),
            IssueCase(
                "\"costs\": [{\"name\": \"Team\"",
                """
                "costs": [{"name": "C", "level": "programme", "kind": "capital", "amount": 5, "timing": {"on": \
                "start", "spread": [0.5, 0, 0.5], "from": 5}}, {"name": "Team"
                """),
            IssueCase(
                "\"costs\": [{\"name\": \"Team\"",
                """
                "costs": [{"name": "C", "level": "programme", "kind": "capital", "amount": 5, "timing": {"on": \
                "start", "spread": [0.5, 0, 0.5], "from": -1}}, {"name": "Team"
                """),
            IssueCase(
                "\"costs\": [{\"name\": \"Team\"",
                """
                "costs": [{"name": "C", "level": "programme", "kind": "capital", "amount": 5, "timing": {"on": \
                "start", "spread": [0.5, 0, 0.5], "from": -2}}, {"name": "Team"
                """,
                """
                21:118: warning: levers.top.costs[0].timing.spread: part of this falls in 2025, before the first \
                year 2026, and does not count; start later, or raise "from"
                """),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "year", "distribution": \
                        {"discrete": {"values": [0, 4], "weights": [1, 1]}}, "source": "s"}
                        """),
                    .init(
                        "\"delay\": 1",
                        "\"delay\": \"x\""),
                    .init(
                        "\"costs\": [{\"name\": \"Team\"",
                        """
                        "costs": [{"name": "C", "level": "programme", "kind": "capital", "amount": 5, "timing": \
                        {"on": "start", "spread": [0.5, 0, 0.5], "from": 4}}, {"name": "Team"
                        """),
                ],
                """
                21:118: warning: levers.top.costs[0].timing.spread: part of this can fall in 2037, after the last \
                year 2035, and then does not count; appraise more years, or start earlier
                """),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "year", "distribution": \
                        {"discrete": {"values": [0, 4], "weights": [1, 1]}}, "source": "s"}
                        """),
                    .init(
                        "\"delay\": 1",
                        "\"delay\": \"x\""),
                    .init(
                        "\"costs\": [{\"name\": \"Team\"",
                        """
                        "costs": [{"name": "C", "level": "programme", "kind": "capital", "amount": 5, "timing": \
                        {"on": "start", "spread": [0.5, 0, 0.5], "from": 3}}, {"name": "Team"
                        """),
                ],
                """
                21:118: warning: levers.top.costs[0].timing.spread: part of this can fall in 2036, after the last \
                year 2035, and then does not count; appraise more years, or start earlier
                """),
            IssueCase(
                "\"costs\": [{\"name\": \"Team\"",
                """
                "costs": [{"name": "J", "kind": "revenue", "amount": 5, "timing": {"on": "joining", "spread": \
                [0.5, 0.5], "from": 0}}, {"name": "Team"
                """,
                """
                21:98: warning: levers.top.costs[0].timing.spread: part of this can fall in 2036, after the last \
                year 2035, and then does not count; appraise more years, or set "closes"
                """),
            IssueCase(
                "\"costs\": [{\"name\": \"Team\"",
                """
                "costs": [{"name": "J", "kind": "revenue", "amount": 5, "timing": {"on": "joining", "spread": \
                [0.5, 0.5], "from": -1}}, {"name": "Team"
                """),
            IssueCase(
                [
                    .init(
                        "\"costs\": [{\"name\": \"Team\"",
                        """
                        "costs": [{"name": "J", "kind": "revenue", "amount": 5, "timing": {"on": "joining", \
                        "spread": [0.5, 0.5], "from": 0}}, {"name": "Team"
                        """),
                    .init(
                        "\"delay\": 1,",
                        "\"delay\": 1, \"closes\": 2034,"),
                ]),
            IssueCase(
                [
                    .init(
                        "\"base\": {\"starts\": 2026, \"adoption\": \"mandate\"",
                        """
                        "base": {"starts": 2026, "adoption": {"waves": [{"year": 2026, "share": 0.5}, {"year": \
                        2035, "share": 1}]}
                        """),
                    .init(
                        "{\"on\": \"joining\"}",
                        "{\"on\": \"joining\", \"spread\": [0.5, 0.5]}"),
                ],
                """
                17:215: warning: levers.base.costs[0].timing.spread: part of this can fall in 2036, after the last \
                year 2035, and then does not count; appraise more years, or set "closes"
                """),
            IssueCase(
                "{\"on\": \"joining\"}",
                "{\"on\": \"joining\", \"spread\": [0.5, 0.5], \"from\": 9}",
                """
                17:155: warning: levers.base.costs[0].timing.spread: part of this can fall in 2036, after the last \
                year 2035, and then does not count; appraise more years, or set "closes"
                """),
            IssueCase(
                "{\"on\": \"joining\"}",
                "{\"on\": \"joining\", \"spread\": [0.5, 0.5], \"from\": 8}"),
        ])
    func spreads(_ item: IssueCase) { item.check() }

    @Test(
        "Levers",
        arguments: [
            IssueCase(
                "\"costs\": [{\"name\": \"Start\"",
                """
                "costs": [{"name": "Leaving", "kind": "revenue", "amount": 5, "timing": {"on": "wind_up"}}, \
                {"name": "Start"
                """,
                """
                17:130: warning: levers.base.costs[0].timing.on: this never flows, because nothing winds "base" \
                up; add "minimum" or "stop" to the lever, or leave the line out
                """),
            IssueCase(
                [
                    .init(
                        "\"costs\": [{\"name\": \"Start\"",
                        """
                        "costs": [{"name": "Leaving", "kind": "revenue", "amount": 5, "timing": {"on": \
                        "wind_up"}}, {"name": "Start"
                        """),
                    .init(
                        "\"base\": {\"starts\": 2026,",
                        "\"base\": {\"starts\": 2026, \"minimum\": {\"members\": 2, \"within\": 1},"),
                ]),
            IssueCase(
                "\"starts\": 2027, \"delay\": 1",
                "\"starts\": 2036, \"delay\": 1",
                """
                18:21: warning: levers.top.starts: 2036 is after the last year 2035, so that nobody joins; start \
                earlier, or appraise more years
                """),
            IssueCase(
                "\"delay\": 1,",
                "\"delay\": 1, \"closes\": 2026,",
                """
                18:49: warning: levers.top.closes: 2026 is before the start in 2027, so that nobody joins; close \
                later
                """),
            IssueCase(
                "\"delay\": 1,",
                "\"delay\": 1, \"already\": {\"codes\": [\"B2\"]},",
                """
                18:39: warning: levers.top.already: what members from before pay and gain counts as brought about, \
                because "Base" does not hold this lever; add an option that holds what happens anyway, and name it \
                under "reference"
                """),
            IssueCase(
                [
                    .init(
                        "\"delay\": 1,",
                        "\"delay\": 1, \"already\": \"ends\","),
                    .init(
                        "\"reference\": \"Base\",",
                        ""),
                ],
                """
                18:39: warning: levers.top.already: what members from before pay and gain counts as brought about, \
                because doing nothing does not hold this lever; add an option that holds what happens anyway, and \
                name it under "reference"
                """),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"base\": {\"starts\": 2026, \"already\": {\"codes\": [\"B2\"]},"),
            IssueCase(
                [
                    .init(
                        "\"reference\": \"Base\",",
                        ""),
                    .init(
                        "\"base\": {\"starts\": 2026,",
                        """
                        "idle": {"starts": 2026, "adoption": "mandate", "already": {"codes": ["B2"]}}, "base": \
                        {"starts": 2026,
                        """),
                ],
                "17:3: warning: levers.idle: nothing uses the lever \"idle\"; put it into an option, or remove it"),
            IssueCase(
                [
                    .init(
                        "{\"name\": \"Base\", \"levers\": [\"base\"]}",
                        "{\"name\": \"Base\", \"levers\": [\"kin\"]}"),
                    .init(
                        "\"base\": {\"starts\": 2026,",
                        "\"kin\": {\"like\": \"base\", \"costs\": []}, \"base\": {\"starts\": 2026,"),
                    .init(
                        "\"base\": {\"starts\": 2026,",
                        "\"base\": {\"starts\": 2026, \"already\": {\"codes\": [\"B2\"]},"),
                ]),
        ])
    func levers(_ item: IssueCase) { item.check() }

    @Test(
        "Programme costs that are due before anyone has joined",
        arguments: [
            IssueCase(
                [
                    .init(
                        "\"top\": {\"starts\": 2027,",
                        """
                        "later": {"starts": 2028, "adoption": "mandate", "costs": [{"name": "C", "level": \
                        "programme", "kind": "capital", "amount": 5, "timing": {"on": "start", "spread": [0.5, \
                        0, 0.5], "from": -1}}]}, "top": {"starts": 2027,
                        """),
                    .init(
                        "{\"name\": \"Base\", \"levers\": [\"base\"]},",
                        """
                        {"name": "Base", "levers": ["base"]}, {"name": "Later", "levers": ["later"]},
                        """),
                ],
                """
                18:189: warning: levers.later.costs[0].timing.from: part of this is due before any council has \
                joined, and falls on a lead that is not named, in no council's figures; name "lead", or set \
                "among" to "eligible"
                """),
            IssueCase(
                [
                    .init(
                        "\"top\": {\"starts\": 2027,",
                        """
                        "later": {"starts": 2028, "adoption": "mandate", "lead": "A1", "costs": [{"name": "C", \
                        "level": "programme", "kind": "capital", "amount": 5, "timing": {"on": "start", \
                        "spread": [0.5, 0, 0.5], "from": -1}}]}, "top": {"starts": 2027,
                        """),
                    .init(
                        "{\"name\": \"Base\", \"levers\": [\"base\"]},",
                        """
                        {"name": "Base", "levers": ["base"]}, {"name": "Later", "levers": ["later"]},
                        """),
                ]),
            IssueCase(
                [
                    .init(
                        "\"top\": {\"starts\": 2027,",
                        """
                        "later": {"starts": 2028, "adoption": "mandate", "among": "eligible", "costs": [{"name": \
                        "C", "level": "programme", "kind": "capital", "amount": 5, "timing": {"on": "start", \
                        "spread": [0.5, 0, 0.5], "from": -1}}]}, "top": {"starts": 2027,
                        """),
                    .init(
                        "{\"name\": \"Base\", \"levers\": [\"base\"]},",
                        """
                        {"name": "Base", "levers": ["base"]}, {"name": "Later", "levers": ["later"]},
                        """),
                ]),
            IssueCase(
                [
                    .init(
                        "\"top\": {\"starts\": 2027,",
                        """
                        "later": {"starts": 2028, "adoption": "mandate", "paid_by": {"centre": 1}, "costs": \
                        [{"name": "C", "level": "programme", "kind": "capital", "amount": 5, "timing": {"on": \
                        "start", "spread": [0.5, 0, 0.5], "from": -1}}]}, "top": {"starts": 2027,
                        """),
                    .init(
                        "{\"name\": \"Base\", \"levers\": [\"base\"]},",
                        """
                        {"name": "Base", "levers": ["base"]}, {"name": "Later", "levers": ["later"]},
                        """),
                ]),
            IssueCase(
                [
                    .init(
                        "\"top\": {\"starts\": 2027,",
                        """
                        "later": {"starts": 2028, "adoption": {"diffusion": {"innovation": 0.1, "founders": 1}}, \
                        "costs": [{"name": "C", "level": "programme", "kind": "capital", "amount": 5, "timing": \
                        {"on": "start", "spread": [0.5, 0, 0.5], "from": -1}}]}, "top": {"starts": 2027,
                        """),
                    .init(
                        "{\"name\": \"Base\", \"levers\": [\"base\"]},",
                        """
                        {"name": "Base", "levers": ["base"]}, {"name": "Later", "levers": ["later"]},
                        """),
                ]),
        ])
    func early(_ item: IssueCase) { item.check() }

    @Test("Residents counted at a county and again at a district of it")
    func residents() {
        func register(_ county: Int, _ inside: Int, of code: String) -> String {
            """
            code,name,type,population,county,residents,staff,ends
            A1,Alder,district,100,\(code),\(inside),3,2027
            B2,Beech,district,200,,200,,2028
            C3,Cedar,county,300,,\(county),4,
            """
        }
        func said(_ register: String) -> [String] {
            IssueCase.read(IssueCase.sound, register: register).issues.map(\.description)
        }
        #expect(
            said(register(300, 100, of: "C3")) == [
                "s.json:3:27: warning: councils.register: the column \"residents\" counts people of Alder there and again "
                    + "at Cedar; let it be 0 at counties whose districts have them"
            ])
        for sound in [register(0, 100, of: "C3"), register(300, 0, of: "C3"), register(300, 100, of: "")] {
            #expect(said(sound) == [])
        }
    }

    @Test("A text speaks of the latest of its words that are years")
    func years() {
        #expect(ScenarioWarnings.latestYear(in: "MD2466, 2019; DD2620. Accounts 2018/19.") == 2019)
        #expect(ScenarioWarnings.latestYear(in: "in 2021.") == 2021)
        #expect(ScenarioWarnings.latestYear(in: "1,200 cases, 12020, 1850, v2.2022, 500") == nil)
    }

    @Test("Shares of draws and numbers are rounded as people would")
    func words() {
        #expect(
            [0, 0.004, 0.01, 0.256, 0.989, 0.995, 1].map(percent) == [
                "less than 1%", "less than 1%", "1%", "26%", "99%", "more than 99%", "all",
            ])
        #expect(
            [0, 3, -2.5714, 1234.5, 0.045678, 999.6, 1e7 / 3].map(inShort) == [
                "0", "3", "-2.57", "1230", "0.0457", "1000", "3330000",
            ])
    }
}
