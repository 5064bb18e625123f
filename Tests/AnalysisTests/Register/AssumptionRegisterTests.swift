import CouncilModel
import Formulas
import Testing

@testable import Analysis

@Suite("The register of assumptions")
struct AssumptionRegisterTests {
    private static func formula(_ text: String) throws -> Formula { try Formula(parsing: text) }

    /// Two options over three levers, of which one is in none.
    private static func scenario() throws -> Scenario {
        var scenario = HandMadeRun(options: [("A", [0]), ("B", [0])]).scenario
        let saving = Line(
            name: "Saving", side: .benefit, kind: .cashable,
            value: .claim(pool: "spend", share: try formula("share"), value: nil), timing: .renewal,
            modifiers: [
                .init(joined: "other", by: try formula("pull")), .init(joined: "idle", by: try formula("push")),
            ])
        let fee = Line(
            name: "Fee", side: .cost, kind: .revenue, value: .amount(try formula("600")), timing: .renewal)
        let nothing = Line(
            name: "Nothing", side: .cost, kind: .revenue, value: .amount(try formula("0")), timing: .renewal)
        scenario.levers = [
            Lever(
                name: "idle", starts: 2026, adoption: .mandate, eligible: [],
                costs: [
                    Line(
                        name: "C", side: .cost, kind: .revenue, value: .amount(try formula("cost + 5")),
                        timing: .renewal),
                    fee,
                ]),
            Lever(
                name: "other", starts: 2026, adoption: .mandate, eligible: [],
                costs: [
                    Line(
                        name: "spend", side: .cost, kind: .revenue, value: .amount(try formula("fee")), timing: .renewal
                    )
                ]),
            Lever(
                name: "platform", starts: 2026, delay: try formula("delay"), contract: "system", adoption: .mandate,
                eligible: [], costs: [fee, nothing], benefits: [saving]),
        ]
        scenario.pools = [Pool(name: "spend", amount: try formula("spend_per_head"))]
        scenario.contracts = [Contract(name: "system", length: try formula("years"))]
        scenario.cashView = CashView(inflation: [try formula("price_rise")])
        scenario.options[0].levers = ["platform"]
        scenario.options[1].levers = ["platform", "other"]
        let grades = [
            "cost": "A", "delay": "E", "fee": "", "price_rise": "B", "pull": "E", "push": "C", "share": "A",
            "spend_per_head": "C", "years": "C",
        ]
        scenario.assumptions = grades.sorted { $0.key < $1.key }.map { name, grade in
            Assumption(
                name: name, distribution: .fixed(1), source: name == "years" ? " " : name == "cost" ? "" : "s",
                grade: grade)
        }
        return scenario
    }

    @Test("Assumptions stand by grade and name, with every place that uses them; those of no option stand apart")
    func uses() throws {
        let register = AssumptionRegister(of: try Self.scenario(), overridden: [])
        #expect(
            register.used.map(\.assumption.name) == [
                "share", "price_rise", "spend_per_head", "years", "delay", "pull", "fee",
            ])
        #expect(register.unused.map(\.assumption.name) == ["cost", "push"])
        func places(_ name: String) -> [[String]] {
            register.used.first { $0.assumption.name == name }?.uses.map { [$0.lever, $0.line] } ?? []
        }
        #expect(places("share") == [["platform", "Saving"]])
        // The pool, and not the line that has its name.
        #expect(places("spend_per_head") == [["platform", "Saving"]])
        #expect(places("pull") == [["platform", "Saving"]])
        #expect(places("delay") == [["platform", ""]] && places("years") == [["platform", ""]])
        #expect(places("price_rise") == [["", ""]])
        #expect(places("fee") == [["other", "spend"]])
        #expect(
            AssumptionRegister.counts(of: register.used).map { [$0.grade, "\($0.count)"] } == [
                ["A", "1"], ["B", "1"], ["C", "2"], ["D", "0"], ["E", "2"], ["", "1"],
            ])
    }

    @Test("What has no source is told: assumptions, used or not, and bare numbers in lines of options")
    func missing() throws {
        let register = AssumptionRegister(of: try Self.scenario(), overridden: [])
        #expect(register.withoutSource.map(\.assumption.name) == ["cost", "years"])
        #expect(register.unnamed == [.init(lever: "platform", line: "Fee", value: 600)])
    }

    @Test("What another file said stands at its assumption; a value with another's source is told")
    func overridden() throws {
        func change(_ keys: [String], source: String = "s") -> OverriddenAssumption {
            OverriddenAssumption(
                original: Assumption(name: "fee", distribution: .fixed(2), source: source), file: "l.json", keys: keys)
        }
        let register = AssumptionRegister(of: try Self.scenario(), overridden: [change(["distribution"])])
        #expect(register.used.filter { $0.overridden != nil }.map(\.assumption.name) == ["fee"])
        #expect(change(["distribution"]).keepsSource)
        #expect(!change(["distribution", "source"]).keepsSource)
        #expect(!change(["grade"]).keepsSource)
        #expect(!change(["distribution"], source: "").keepsSource)
    }
}

@Suite("What is worth replacing")
struct ReplacementOrderTests {
    private static func driver(_ name: String, _ correlation: Double, through: [String] = []) -> Driver {
        Driver(
            assumption: name, rankCorrelation: correlation, standardError: 0.04, meanInLowestTenth: 0,
            meanInHighestTenth: 0, through: through)
    }

    @Test(
        "Strength comes first, then the weaker evidence, then the correlation, then the name; records of others apart")
    func order() {
        var comparison = HandMadeRun(options: [("A", [0, 1]), ("B", [0, 1])]).comparison
        let grades = [
            "better": "A", "class": "B", "claim": "D", "judged": "E", "same": "E", "strong": "A", "ungraded": "",
            "weak": "E", "worse": "C",
        ]
        comparison.setting.assumptions = grades.sorted { $0.key < $1.key }.map { name, grade in
            Assumption(
                name: name, distribution: .fixed(1), grade: grade,
                basis: name == "class" ? "reference_class" : "outturn")
        }
        comparison.drivers = [
            [],
            [
                Self.driver("strong", -0.9), Self.driver("better", 0.65), Self.driver("worse", 0.6),
                Self.driver("claim", 0.55), Self.driver("judged", 0.5), Self.driver("class", 0.45),
                Self.driver("weak", 0.1),
            ],
            [
                Self.driver("same", -0.5), Self.driver("ungraded", 0.41), Self.driver("judged", -0.3),
                Self.driver("weak", 0.15), Self.driver("elsewhere", 0.9), Self.driver("better", 0.8, through: ["same"]),
            ],
        ]
        let worth = comparison.worthReplacing(most: 20)
        #expect(
            worth.candidates.map(\.assumption.name) == [
                "strong", "ungraded", "judged", "same", "claim", "worse", "better", "weak",
            ])
        #expect(worth.classes == ["class"])
        // Each by the option that it moves most, the first of equals.
        #expect(worth.candidates.map(\.option) == ["A", "B", "A", "B", "A", "A", "A", "B"])
        #expect(worth.candidates.map(\.driver.rankCorrelation) == [-0.9, 0.41, 0.5, -0.5, 0.55, 0.6, 0.65, 0.15])
        #expect(comparison.worthReplacing(most: 2).candidates.map(\.assumption.name) == ["strong", "ungraded"])
    }

    @Test(
        "How strongly is told in four steps",
        arguments: [(0.7, 3), (0.699, 2), (-0.4, 2), (0.399, 1), (0.2, 1), (-0.199, 0), (0, 0)])
    func strength(correlation: Double, step: Int) {
        #expect(Self.driver("a", correlation).strength.rawValue == step)
    }
}
