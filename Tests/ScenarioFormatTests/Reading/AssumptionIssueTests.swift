import ScenarioFormat
import Testing

@Suite("What is said about assumptions that make no sense")
struct AssumptionIssueTests {
    @Test(
        "Assumptions and quantities",
        arguments: [
            IssueCase(
                "\"cost\": {\"unit\"",
                "\"residents\": {\"unit\"",
                """
                6:3: assumptions.residents: "residents" is the name of a column of the register too; rename one \
                of them
                """,
                """
                12:39: correlations[0].between[1]: unknown assumption "cost"; expected "fee", "residents", \
                "speed" or "term"
                """,
                """
                13:27: quantities.twice: unknown name "cost"; expected "ends", "fee", "population", \
                "residents", "share", "speed", "spend", "staff", "term", "twice" or "wave"
                """),
            IssueCase(
                "\"prices\": 2019",
                "\"prices\": 1980",
                """
                5:81: assumptions.fee.prices: the price index begins in 1990, found 1980; state the figure in \
                prices of 1990 or later
                """),
            IssueCase(
                "{\"uniform\": [5, 9]}",
                "{\"uniform\": [9, 5]}",
                "6:55: assumptions.cost.distribution.uniform: min 9 is above max 5; order them [min, max]"),
            IssueCase(
                "{\"unit\": \"share\", \"distribution\": {\"uniform\": [0.1, 0.3]}}",
                "{\"unit\": \"share\", \"distribution\": 1, \"prices\": 2020}",
                """
                9:59: assumptions.speed.prices: only money has prices, and this is in no unit; leave "prices" \
                out, or mend "unit"
                """),
            IssueCase(
                "\"varies_by\": \"year\"",
                "\"varies_by\": \"regoin\"",
                "8:94: assumptions.wave.varies_by: unknown variation \"regoin\"; did you mean \"region\"?"),
            IssueCase(
                "\"varies_by\": \"year\"",
                "\"varies_by\": \"staff\"",
                """
                8:94: assumptions.wave.varies_by: the column "staff" holds numbers; a draw can be shared by \
                councils of one text only
                """),
            IssueCase(
                "\"varies_by\": \"year\"",
                "\"varies_by\": [\"year\", \"council\"]",
                """
                8:94: assumptions.wave.varies_by: a draw can be shared by one pair only, ["council", "year"]; \
                write that, or one text
                """),
            IssueCase(
                "\"cost * 2\"",
                "\"csot * 2\"",
                "13:27: quantities.twice: unknown name \"csot\"; did you mean \"cost\"?"),
            IssueCase(
                "\"cost * 2\"",
                "\"spend / 1[year] + twice\"",
                """
                13:26: quantities.twice: quantities use each other in a circle: twice → twice; write one of \
                them without the others
                """),
            IssueCase(
                "\"cost * 2\"",
                "\"cost * share_joined\"",
                "13:34: quantities.twice: \"share_joined\" is a time variable, which only \"scale\" can use"),
            IssueCase(
                "\"twice\": ",
                "\"2nd\": 1, \"twice\": ",
                """
                13:17: quantities.2nd: "2nd" cannot be a name; use letters a to z, digits and _, beginning with \
                a letter
                """),
            IssueCase(
                "\"between\": [\"fee\", \"cost\"]",
                "\"between\": [\"fee\", \"share\"]",
                """
                12:39: correlations[0].between[1]: "share" differs between councils; only assumptions that vary \
                by trial can be correlated
                """),
            IssueCase(
                "{\"between\": [\"fee\", \"cost\"], \"rank\": 0.4}",
                """
                {"between": ["fee", "cost"], "rank": 0.9}, {"between": ["fee", "speed"], "rank": 0.9}, \
                {"between": ["speed", "cost"], "rank": -0.9}
                """,
                """
                12:18: correlations: no distribution has these rank correlations together; the nearest that one has: \
                cost and fee 0.482 (not 0.9), cost and speed -0.482 (not -0.9), fee and speed 0.482 (not 0.9)
                """),
            IssueCase(
                "{\"between\": [\"fee\", \"cost\"], \"rank\": 0.4}",
                "{\"between\": [\"fee\", \"fee\"], \"rank\": 1}, {\"between\": [\"coost\", \"fee\"], \"rank\": 0}",
                "12:19: correlations[0]: \"fee\" cannot be correlated with itself; name two assumptions",
                "12:72: correlations[1].between[0]: unknown assumption \"coost\"; did you mean \"cost\"?"),
        ])
    func assumptions(_ item: IssueCase) { item.check() }
}
