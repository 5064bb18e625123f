import CouncilModel
import Stochastics
import Testing

@testable import Reporting

@Suite("A library of levers in words")
struct LibraryTextTests {
    static let exchange = LibraryLever(
        name: "data_exchange", title: "Data exchange", note: "One hub.", file: "lib/data-exchange.json",
        conditions: ["A lawful basis"], starts: 2027, firstFlow: 2026,
        adoption: .diffusion([
            .init(key: "innovation", value: "data_exchange_innovation"), .init(key: "founders", value: "3"),
        ]),
        contract: "baseline_systems", requires: ["common_standards", "a"],
        paidBy: [.init(party: .council, share: 0.75), .init(party: .centre, share: 0.25)],
        lines: [
            LibraryLine(
                name: "Hub", side: .cost, kind: .capital, level: .programme, worth: "data_exchange_build",
                multipliers: ["data_exchange_overrun"], timing: "start", spread: 2),
            LibraryLine(
                name: "Time", side: .benefit, kind: .nonCashable, party: .council, worth: "0.1", pool: "time",
                timing: "membership"),
            LibraryLine(
                name: "Fee", side: .transfer, kind: .transfer, party: .council, receiver: .centre, worth: "50",
                timing: "running"),
        ],
        actedOnBy: [.init(lever: "common_standards", line: nil, factor: "common_standards_pull")],
        actsOn: [.init(lever: "shared_platform", line: "Moving", factor: "0.9")],
        assumptions: [
            Assumption(
                name: "data_exchange_build", unit: "GBP", distribution: .uniform(min: 100_000, max: 300_000),
                source: "A source", grade: "D", note: "A note.", prices: 2019),
            Assumption(
                name: "data_exchange_innovation", unit: "share", distribution: .fixed(0.25), variesBy: .council,
                source: "", grade: "E"),
        ],
        factors: [
            Assumption(
                name: "common_standards_pull", distribution: .bernoulli(0.2), source: "assumption: us", grade: "E")
        ],
        unmonetised: [
            UnmonetisedEffect(name: "Trust", direction: "positive", who: "residents", source: "us", grade: "E")
        ])

    static let academy = LibraryLever(
        name: "academy", title: "Academy", file: "lib/academy.json", starts: 2027, firstFlow: 2027,
        adoption: .waves([.init(year: 2027, share: 0.5), .init(year: 2029, share: 1)]))

    static let platform = LibraryLever(
        name: "platform", title: "Platform", file: "lib/platform.json", starts: 2027, firstFlow: 2027,
        paidBy: [.init(party: .centre, share: 1)],
        lines: [LibraryLine(name: "L", side: .benefit, kind: .cashable, worth: "1", timing: "end")])

    @Test("The table says what each assumes, brings by itself and is paid by")
    func table() {
        let text = LibraryText.table(of: [Self.academy, Self.exchange, Self.platform], width: 120, usesColour: false)
        #expect(
            text == """
                Lever          What it is called  A  B  C  D  E  By itself  Who pays
                academy        Academy            ·  ·  ·  ·  ·  enabler    council
                data_exchange  Data exchange      ·  ·  ·  1  1  value      council 75%, centre 25%
                platform       Platform           ·  ·  ·  ·  ·  cash       centre

                3 levers. A to E: how many of its assumptions have each grade of evidence, from evaluation (A) to judgement (E). By
                itself: cash if a benefit can be cash, value if none can, enabler if all it does is act on other levers. Who pays:
                shares of programme costs. For one lever: folkmoot library LEVER. For a scenario: folkmoot new.

                """)
        #expect(
            LibraryText.table(of: [], width: 80, usesColour: false)
                == "There is no lever in the files of this library.\n")
        for width in 40...120 {
            let lines = LibraryText.table(of: [Self.exchange], width: width, usesColour: false).split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= width })
        }
    }

    @Test("One lever is told whole")
    func detail() {
        #expect(
            LibraryText.detail(of: Self.exchange, width: 100, usesColour: false) == """
                Data exchange (data_exchange)
                One hub.
                In lib/data-exchange.json. By itself it brings value, but no cash. Programme costs are paid by
                council 75%, centre 25%.

                What has to be true
                  - A lawful basis

                Who joins, and when
                  - Starts in 2027. One by one, by diffusion: innovation data_exchange_innovation, founders 3.
                  - Joining waits for the end of the contract baseline_systems.
                  - Councils must have joined common_standards and a before.

                Costs
                  - Hub (capital, once for all, at the start over 2 years): data_exchange_build ×
                    data_exchange_overrun

                Benefits
                  - Time (non-cashable, at each council, each year as a member, council): 0.1 of time

                Transfers
                  - Fee (at each council, each year, council to centre): 50

                Effects without a figure
                  - Trust (positive, on residents, grade E): us

                What acts on it, for councils that have joined both
                  - common_standards: the pressure to join × common_standards_pull

                What it acts on, for councils that have joined both
                  - shared_platform: Moving × 0.9

                Assumptions
                Name                         P10 · P50 · P90  Mean  Unit               Grade
                data_exchange_build       120k · 200k · 280k  200k  GBP (2019 prices)  D
                    A source
                    A note.
                data_exchange_innovation                0.25  0.25  share              E
                    No source
                    Drawn anew for each council.

                Assumptions of these effects
                Name                   P10 · P50 · P90  Mean  Unit  Grade
                common_standards_pull        0 · 0 · 1   0.2        E
                    assumption: us

                """)
        let academy = LibraryText.detail(of: Self.academy, width: 160, usesColour: false)
        #expect(
            academy.contains("By itself it brings nothing that has a figure: it acts on other levers. Programme costs"))
        #expect(academy.contains("  - Starts in 2027. In waves: 50% by 2027, 100% by 2029.\n"))
        let platform = LibraryText.detail(of: Self.platform, width: 100, usesColour: false)
        #expect(platform.contains("By itself it can save cash. Programme costs are paid by centre.\n"))
        #expect(platform.contains("  - Starts in 2027. All join in the first year.\n"))
        #expect(platform.contains("  - L (cashable, at each council, in the last year): 1\n"))
    }

    @Test("Programs get the same")
    func json() throws {
        let root = try #require(PlainJSON(LibraryJSON.text(of: [Self.exchange, Self.academy])))
        #expect(root["folkmoot_library"] == .number("1"))
        let lever = try #require(root["levers"]?[0])
        #expect(lever["name"] == .text("data_exchange") && lever["standing"] == .text("value"))
        #expect(lever["adoption"]?["diffusion"]?["founders"] == .text("3"))
        #expect(lever["paid_by"]?["centre"] == .number("0.25"))
        #expect(lever["lines"]?[0]?["multipliers"]?[0] == .text("data_exchange_overrun"))
        #expect(lever["lines"]?[2]?["to"] == .text("centre"))
        #expect(lever["acts_on"]?[0]?["line"] == .text("Moving"))
        #expect(lever["assumptions"]?[0]?["p10"] == .number("120000"))
        #expect(lever["assumptions"]?[1]?["varies_by"] == .text("council"))
        #expect(lever["assumptions_of_effects"]?[0]?["mean"] == .number("0.2"))
        #expect(lever["unmonetised"]?[0]?["who"] == .text("residents"))
        #expect(root["levers"]?[1]?["adoption"]?["waves"]?[1]?["year"] == .number("2029"))
    }
}
