import ScenarioFormat
import Testing

@Suite("What is said about values that are odd")
struct ValueWarningTests {
    @Test(
        "Signs",
        arguments: [
            IssueCase(
                "\"costs\": [{\"name\": \"Start\"",
                """
                "costs": [{"name": "Bad", "kind": "revenue", "amount": -5, "timing": {"on": "joining"}}, {"name": \
                "Start"
                """,
                """
                17:106: warning: levers.base.costs[0].amount: found -5, so that a cost has the wrong sign; drop \
                the minus, or put it on the other side
                """),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "GBP", "distribution": \
                        {"uniform": [-9, 3]}, "source": "s"}
                        """),
                    .init(
                        "\"costs\": [{\"name\": \"Start\"",
                        """
                        "costs": [{"name": "Bad", "kind": "revenue", "amount": "x", "timing": {"on": \
                        "joining"}}, {"name": "Start"
                        """),
                ],
                """
                10:85: warning: assumptions.x.distribution: 75% of the draws lie below 0, but \
                levers.base.costs[0].amount takes them as a cost; turn their sign, or put it on the other side
                """),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "GBP", "distribution": \
                        {"uniform": [-3, 3]}, "source": "s"}
                        """),
                    .init(
                        "\"costs\": [{\"name\": \"Start\"",
                        """
                        "costs": [{"name": "Even", "kind": "revenue", "amount": "x", "timing": {"on": \
                        "joining"}}, {"name": "Start"
                        """),
                ]),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                """
                "base": {"starts": 2026, "transfers": [{"name": "T", "from": "council", "to": "centre", "amount": \
                "-3", "timing": {"on": "joining"}}],
                """,
                """
                17:101: warning: levers.base.transfers[0].amount: found -3, so that a transfer has the wrong sign; \
                drop the minus, or exchange "from" and "to"
                """),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "share", "distribution": \
                        {"uniform": [-0.2, 0.1]}, "source": "s"}
                        """),
                    .init(
                        "\"benefits\": [",
                        """
                        "benefits": [{"name": "Loss", "kind": "cashable", "claims": {"pool": "systems", "share": \
                        "loss"}, "timing": {"on": "membership"}}, 
                        """),
                    .init(
                        "\"twice\": \"cost * 2\"",
                        "\"twice\": \"cost * 2\", \"loss\": \"x\""),
                ],
                """
                10:87: warning: assumptions.x.distribution: 67% of the draws lie below 0, but \
                levers.top.benefits[0].claims.share takes them as a benefit; turn their sign, or put it on the \
                other side
                """),
        ])
    func signs(_ item: IssueCase) { item.check() }

    @Test(
        "Percentages",
        arguments: [
            IssueCase(
                "\"growth\": 0.01",
                "\"growth\": 3.5",
                """
                14:53: warning: pools.systems.growth: found a share or rate above 1: 3.5 is 350%; write 0.035 for \
                3.5%
                """),
            IssueCase(
                [
                    .init(
                        "\"twice\": \"cost * 2\"",
                        "\"twice\": \"cost * 2\", \"rise\": \"3.5\""),
                    .init(
                        "\"growth\": 0.01",
                        "\"growth\": \"rise\""),
                ],
                """
                14:53: warning: pools.systems.growth: found a share or rate above 1: 3.5 is 350%; write 0.035 for \
                3.5%
                """),
            IssueCase(
                "\"trials\": 64,",
                """
                "trials": 64, "inflation": [0.02, 2.5], "financing": {"rate": 4, "life": 10, "borrowed": 1},
                """,
                "2:70: warning: inflation[1]: found a share or rate above 1: 2.5 is 250%; write 0.025 for 2.5%",
                "2:98: warning: financing.rate: found a share or rate above 1: 4 is 400%; write 0.04 for 4%"),
            IssueCase(
                "\"base\": {\"starts\": 2026,",
                "\"base\": {\"starts\": 2026, \"stop\": {\"probability\": 10, \"after\": 1},",
                """
                17:52: warning: levers.base.stop.probability: found a share or rate above 1: 10 is 1000%; write \
                0.1 for 10%
                """),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "share", "distribution": \
                        {"uniform": [1, 3]}, "source": "s"}
                        """),
                    .init(
                        "\"innovation\": \"speed\"",
                        "\"innovation\": \"speed\", \"ceiling\": \"x\""),
                ],
                """
                10:87: warning: assumptions.x.distribution: the median 2 is 200% in \
                levers.top.adoption.diffusion.ceiling; write 0.02 for 2%
                """),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "%", "distribution": \
                        {"uniform": [-4, 1]}, "source": "s"}
                        """),
                    .init(
                        "\"growth\": 0.01",
                        "\"growth\": \"x\""),
                ],
                """
                10:83: warning: assumptions.x.distribution: the unit % does not divide by 100, so that the median \
                -1.5 is -150%; write -0.015 for -1.5%
                """),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "%", "distribution": \
                        {"uniform": [0.1, 2]}, "source": "s"}
                        """),
                    .init(
                        "\"growth\": 0.01",
                        "\"growth\": \"x\""),
                ],
                """
                10:83: warning: assumptions.x.distribution: the unit % does not divide by 100, so that the median \
                1.05 is 105%; write 0.0105 for 1.05%
                """),
            IssueCase(
                "\"innovation\": \"speed\"",
                "\"innovation\": \"speed\", \"imitation\": 3"),
        ])
    func percentages(_ item: IssueCase) { item.check() }

    @Test(
        "Modes at an edge",
        arguments: [
            IssueCase(
                "{\"uniform\": [0, 0.2]}",
                "{\"triangular\": [0, 0, 0.2]}",
                """
                7:46: warning: assumptions.share.distribution: 0 is both the likeliest and the least value, so \
                that no draw lies below it; move the end, or use "uniform" or "beta" where this is meant
                """),
            IssueCase(
                "{\"uniform\": [5, 9]}",
                """
                {"mixture": [{"weight": 1, "distribution": {"pert": [2, 9, 9]}}, {"weight": 1, "distribution": \
                {"pert": [9, 9, 9]}}]}
                """,
                """
                6:43: warning: assumptions.cost.distribution: 9 is both the likeliest and the greatest value, so \
                that no draw lies above it; move the end, or use "uniform" or "beta" where this is meant
                """),
            IssueCase(
                "\"with\": {\"speed\": 1}",
                "\"with\": {\"speed\": {\"triangular\": [0, 0.1, 0.1]}}",
                """
                24:114: warning: options[1].with.speed: 0.1 is both the likeliest and the greatest value, so that \
                no draw lies above it; move the end, or use "uniform" or "beta" where this is meant
                """),
        ])
    func edges(_ item: IssueCase) { item.check() }

    @Test(
        "Means that bounds move",
        arguments: [
            IssueCase(
                "{\"uniform\": [5, 9]}",
                "{\"pareto\": {\"scale\": 2, \"shape\": 3}, \"max\": 4}",
                """
                6:43: warning: assumptions.cost.distribution: the bounds move the mean from 3 to 2.57; widen them, \
                or choose a distribution with the mean that is meant
                """),
            IssueCase(
                "{\"uniform\": [5, 9]}",
                "{\"pareto\": {\"scale\": 2, \"shape\": 1.5}, \"max\": 40}"),
            IssueCase(
                "{\"uniform\": [5, 9]}",
                "{\"normal\": {\"mean\": 10, \"sd\": 2}, \"min\": 8}"),
            IssueCase(
                "{\"uniform\": [5, 9]}",
                "{\"mixture\": [{\"weight\": 1, \"distribution\": {\"uniform\": [1, 9], \"max\": 5}}]}",
                """
                6:43: warning: assumptions.cost.distribution: the bounds move the mean from 5 to 3; widen them, or \
                choose a distribution with the mean that is meant
                """),
        ])
    func means(_ item: IssueCase) { item.check() }

    @Test(
        "Values below 0 where these count as 0",
        arguments: [
            IssueCase(
                "\"delay\": 1",
                "\"delay\": -1",
                "18:36: warning: levers.top.delay: found -1, which counts as 0; write 0, or a number above it"),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "year", "distribution": \
                        {"normal": {"mean": 1, "sd": 1}}, "source": "s"}
                        """),
                    .init(
                        "\"delay\": 1",
                        "\"delay\": \"x\""),
                ],
                """
                10:86: warning: assumptions.x.distribution: 16% of the draws lie below 0, which levers.top.delay \
                counts as 0; cut them off with "min": 0, or choose a distribution above 0
                """),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "year", "distribution": \
                        {"normal": {"mean": 8, "sd": 2}}, "source": "s"}
                        """),
                    .init(
                        "\"delay\": 1",
                        "\"delay\": \"x\""),
                ]),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "year", "distribution": \
                        {"normal": {"mean": 7, "sd": 2}}, "source": "s"}
                        """),
                    .init(
                        "\"delay\": 1",
                        "\"delay\": \"x\""),
                ],
                """
                10:86: warning: assumptions.x.distribution: less than 1% of the draws lie below 0, which \
                levers.top.delay counts as 0; cut them off with "min": 0, or choose a distribution above 0
                """),
            IssueCase(
                "\"with\": {\"speed\": 1}",
                "\"with\": {\"speed\": {\"uniform\": [-1, 3]}}",
                """
                24:114: warning: options[1].with.speed: 25% of the draws lie below 0, which \
                levers.top.adoption.diffusion.innovation counts as 0; cut them off with "min": 0, or choose a \
                distribution above 0
                """),
            IssueCase(
                "{\"on\": \"membership\", \"ramp\": [0.5, 1]}",
                "{\"on\": \"membership\", \"lag\": -2, \"lasts\": -1}",
                """
                22:150: warning: levers.top.benefits[0].timing.lag: found -2, which counts as 0; write 0, or a \
                number above it
                """,
                """
                22:163: warning: levers.top.benefits[0].timing.lasts: found -1, which counts as 0; write 0, or a \
                number above it
                """),
            IssueCase(
                "\"ends\": \"ends\"",
                "\"ends\": \"ends\", \"notice\": -1",
                """
                15:71: warning: contracts.system.notice: found -1, which counts as 0; write 0, or a number above \
                it
                """),
            IssueCase(
                "\"shared\": \"by_residents\"",
                "\"shared\": -1",
                "20:97: warning: levers.top.shared: found -1, which counts as 0; write 0, or a number above it"),
            IssueCase(
                "\"base\": {\"starts\": 2026, \"adoption\": \"mandate\"",
                """
                "base": {"starts": 2026, "adoption": {"waves": [{"year": 2026, "share": 1}], "propensity": -1}
                """,
                """
                17:94: warning: levers.base.adoption.propensity: found -1, which counts as 0; write 0, or a number \
                above it
                """),
        ])
    func below(_ item: IssueCase) { item.check() }

    @Test(
        "Values outside 0 to 1 where they are held to it",
        arguments: [
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "share", "distribution": \
                        {"uniform": [-0.5, 1.5]}, "source": "s"}
                        """),
                    .init(
                        "\"innovation\": \"speed\"",
                        "\"innovation\": \"speed\", \"ceiling\": \"x\""),
                ],
                """
                10:87: warning: assumptions.x.distribution: 50% of the draws lie outside 0 to 1, to which \
                levers.top.adoption.diffusion.ceiling is held; cut them off with "min": 0, "max": 1, or choose \
                another distribution
                """),
            IssueCase(
                [
                    .init(
                        "\"term\": {\"unit\": \"year\", \"distribution\": 4}",
                        """
                        "term": {"unit": "year", "distribution": 4}, "x": {"unit": "share", "distribution": \
                        {"normal": {"mean": 0.8, "sd": 0.1}}, "source": "s"}
                        """),
                    .init(
                        "\"kind\": \"cashable\"",
                        "\"kind\": \"cashable\", \"resource\": \"x\""),
                ],
                """
                10:87: warning: assumptions.x.distribution: 2% of the draws lie outside 0 to 1, to which \
                levers.top.benefits[0].resource is held; cut them off with "min": 0, "max": 1, or choose another \
                distribution
                """),
            IssueCase(
                "\"innovation\": \"speed\"",
                "\"innovation\": \"speed\", \"ceiling\": \"speed\""),
            IssueCase(
                "{\"on\": \"membership\", \"ramp\": [0.5, 1]}",
                "{\"on\": \"membership\", \"decay\": -0.1}",
                """
                22:152: warning: levers.top.benefits[0].timing.decay: found -0.1, which counts as 0; write a share \
                from 0 to 1
                """),
        ])
    func outside(_ item: IssueCase) { item.check() }

    @Test("What is odd is not looked for where nobody is told, and what is wrong is found all the same")
    func untold() {
        func read(_ amount: String, findsDoubts: Bool) -> ScenarioReading {
            let line =
                "{\"name\": \"Odd\", \"kind\": \"revenue\", \"amount\": \(amount), \"timing\": {\"on\": \"joining\"}}"
            let start = "\"costs\": [{\"name\": \"Start\""
            let text = IssueCase.sound.replacing(
                start, with: start.replacing("[", with: "[" + line + ", "))
            return ScenarioReader.read("s.json", findsDoubts: findsDoubts) { path in
                Array((path == "s.json" ? text : IssueCase.register).utf8)
            }
        }
        #expect(read("-5", findsDoubts: true).warnings.count == 1)
        let untold = read("-5", findsDoubts: false)
        #expect(untold.issues.isEmpty && untold.scenario != nil)
        #expect(read("\"twise\"", findsDoubts: false).errors.count == 1)
    }
}
