import ScenarioFormat
import Testing

@Suite("What is said about evidence, cash and capital that are odd")
struct EvidenceWarningTests {
    @Test(
        "Evidence",
        arguments: [
            IssueCase(
                ", \"prices\": 2019, \"source\": \"s\"}",
                ", \"prices\": 2019}",
                """
                5:3: warning: assumptions.fee: "Team" and "Saving" rest on "fee", which has no source; add \
                "source", or write "assumption" there where it is a judgement
                """),
            IssueCase(
                "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                "{\"uniform\": [5, 9]}, \"grade\": \"C\"",
                """
                6:3: warning: assumptions.cost: "Start" rests on "cost", which has no source; add "source", or \
                write "assumption" there where it is a judgement
                """),
            IssueCase(
                [
                    .init(
                        "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                        "{\"uniform\": [5, 9]}, \"source\": \"s\", \"grade\": \"C\""),
                    .init(
                        "\"costs\": [{\"name\": \"Start\"",
                        """
                        "costs": [{"name": "Bare", "kind": "revenue", "amount": 12, "timing": {"on": \
                        "joining"}}, {"name": "Start"
                        """),
                ],
                """
                17:107: warning: levers.base.costs[0].amount: found the bare number 12, which has no source and no \
                grade beside evidence that has; name it under "assumptions"
                """),
            IssueCase(
                [
                    .init(
                        "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                        "{\"uniform\": [5, 9]}, \"source\": \"s\", \"grade\": \"E\""),
                    .init(
                        "\"costs\": [{\"name\": \"Start\"",
                        """
                        "costs": [{"name": "Bare", "kind": "revenue", "amount": 12, "timing": {"on": \
                        "joining"}}, {"name": "Start"
                        """),
                ]),
            IssueCase(
                "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                """
                {"uniform": [5, 9]}, "source": "Accounts of 2018-19 (audited in 2020)", "basis": "outturn"
                """,
                """
                6:3: warning: assumptions.cost: the source speaks of 2020, but the figure is taken in prices of \
                2026; add "prices": 2020, as "fee" does, or "prices": 2026 where it was brought forward
                """),
            IssueCase(
                [
                    .init(
                        "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                        "{\"uniform\": [5, 9]}, \"source\": \"Accounts, 2021.\", \"basis\": \"outturn\""),
                    .init(
                        ", \"prices\": 2019",
                        ""),
                ],
                """
                6:3: warning: assumptions.cost: the source speaks of 2021, but the figure is taken in prices of \
                2026; add "prices": 2021, or "prices": 2026 where it was brought forward
                """),
            IssueCase(
                "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                """
                {"uniform": [5, 9]}, "source": "Accounts of 2022, decision 2015/77 of MD2016", "basis": "outturn"
                """),
            IssueCase(
                "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                "{\"uniform\": [5, 9]}, \"source\": \"Accounts of 2016\", \"basis\": \"judgement\""),
        ])
    func evidence(_ item: IssueCase) { item.check() }

    @Test(
        "Optimism bias",
        arguments: [
            IssueCase(
                [
                    .init(
                        "\"amount\": \"twice\"",
                        "\"amount\": \"twice\", \"uplift\": 1.4"),
                    .init(
                        "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                        "{\"uniform\": [5, 9]}, \"source\": \"s\", \"basis\": \"reference_class\""),
                ],
                """
                17:127: warning: levers.base.costs[0].uplift: the amount rests on "cost" of basis \
                "reference_class", which holds what was overrun already, so that optimism bias counts twice; leave \
                "uplift" out, or mend "basis"
                """),
            IssueCase(
                [
                    .init(
                        "\"amount\": \"twice\"",
                        "\"amount\": \"twice\", \"uplift\": 1"),
                    .init(
                        "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                        "{\"uniform\": [5, 9]}, \"source\": \"s\", \"basis\": \"outturn\""),
                ]),
            IssueCase(
                "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                "{\"uniform\": [5, 9]}, \"source\": \"s\", \"basis\": \"point_estimate\"",
                """
                17:108: warning: levers.base.costs[0].amount: "cost" is a point estimate, and costs end above \
                these more often than below; add "uplift", a multiplier from a reference class
                """),
            IssueCase(
                [
                    .init(
                        "\"amount\": \"twice\"",
                        "\"amount\": \"twice\", \"uplift\": 1.4"),
                    .init(
                        "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                        "{\"uniform\": [5, 9]}, \"source\": \"s\", \"basis\": \"point_estimate\""),
                ]),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "share", "distribution": \
                        {"uniform": [1, 2]}, "source": "s", "basis": "reference_class"}
                        """),
                    .init(
                        "\"amount\": \"twice\"",
                        "\"amount\": \"twice * x\""),
                    .init(
                        "{\"uniform\": [5, 9]}, \"source\": \"s\"",
                        "{\"uniform\": [5, 9]}, \"source\": \"s\", \"basis\": \"point_estimate\""),
                ]),
        ])
    func optimism(_ item: IssueCase) { item.check() }

    @Test(
        "Cash and capital",
        arguments: [
            IssueCase(
                [
                    .init(
                        "\"systems\": {\"amount\": \"spend\"",
                        "\"systems\": {\"amount\": \"staff\""),
                    .init(
                        "\"share\": \"share * wave\"",
                        "\"share\": \"share * wave\", \"value\": \"30_000[GBP/FTE/year]\""),
                    .init(
                        "\"quantities\": {\"twice\": \"cost * 2\", \"spend\": \"fee * staff / 1[FTE]\"}",
                        "\"quantities\": {\"twice\": \"cost * 2\"}"),
                ],
                """
                22:75: warning: levers.top.benefits[0].claims.pool: "systems" is in FTE, and time becomes cash \
                only when staff leave, which the lever has no cost for; add a cost such as "Staff exits", lower \
                "cashed", or make the kind "non_cashable"
                """),
            IssueCase(
                [
                    .init(
                        "\"systems\": {\"amount\": \"spend\"",
                        "\"systems\": {\"amount\": \"staff\""),
                    .init(
                        "\"share\": \"share * wave\"",
                        "\"share\": \"share * wave\", \"value\": \"30_000[GBP/FTE/year]\""),
                    .init(
                        "\"quantities\": {\"twice\": \"cost * 2\", \"spend\": \"fee * staff / 1[FTE]\"}",
                        "\"quantities\": {\"twice\": \"cost * 2\"}"),
                    .init(
                        "\"costs\": [{\"name\": \"Team\"",
                        """
                        "costs": [{"name": "Redundancy", "kind": "revenue", "amount": 5, "timing": {"on": \
                        "joining"}}, {"name": "Team"
                        """),
                ]),
            IssueCase(
                [
                    .init(
                        "\"systems\": {\"amount\": \"spend\"",
                        "\"systems\": {\"amount\": \"staff\""),
                    .init(
                        "\"share\": \"share * wave\"",
                        "\"share\": \"share * wave\", \"value\": \"30_000[GBP/FTE/year]\""),
                    .init(
                        "\"quantities\": {\"twice\": \"cost * 2\", \"spend\": \"fee * staff / 1[FTE]\"}",
                        "\"quantities\": {\"twice\": \"cost * 2\"}"),
                    .init(
                        "\"kind\": \"cashable\"",
                        "\"kind\": \"non_cashable\""),
                ]),
            IssueCase(
                "\"costs\": [{\"name\": \"Start\"",
                """
                "costs": [{"name": "Dual running of both systems", "kind": "capital", "amount": 5, "timing": \
                {"on": "joining"}}, {"name": "Start"
                """,
                """
                17:110: warning: levers.base.costs[0].kind: "Dual running of both systems" is capital, but \
                accounts mostly treat dual running as revenue; make the kind "revenue", or name the asset that is \
                bought
                """),
            IssueCase(
                "\"costs\": [{\"name\": \"Start\"",
                """
                "costs": [{"name": "Dual running of both systems", "kind": "revenue", "amount": 5, "timing": \
                {"on": "joining"}}, {"name": "Start"
                """),
        ])
    func cash(_ item: IssueCase) { item.check() }
}
