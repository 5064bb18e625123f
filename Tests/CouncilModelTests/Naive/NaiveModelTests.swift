import Glibc
import Stochastics
import Testing

/// Holds the naive model to answers worked out by hand, where nothing else checks it yet.
@Suite("The naive model")
struct NaiveModelTests {
    /// Four councils of 100, 200, 300 and 400 residents, in the central case over six years without discounting.
    private static let register = """
        code,name,type,population,ends
        A,Alder,unitary,100,2026
        B,Beech,unitary,200,2027
        C,Cedar,unitary,300,2028
        D,Doune,unitary,400,2031
        """

    private static func figures(_ lever: ScenarioTree, _ more: ScenarioTree = [:]) throws -> NaiveFigures {
        var tree: ScenarioTree = [
            "title": "Worked", "base_year": 2026, "years": 6, "discounting": 0,
            "councils": ["register": "register.csv"],
            "levers": ["x": lever], "options": [["name": "X", "levers": ["x"]]],
        ]
        for member in more.members { tree[member.key] = member.value }
        return try NaiveModel(scenario: tree, register: register).figures(.central)[1]
    }

    private static let joiningCost: ScenarioTree = [
        ["name": "In", "kind": "revenue", "amount": 10, "timing": ["on": "joining"]]
    ]

    @Test("Waves take rising shares of all councils, half up, and shift with the delay")
    func waves() throws {
        let figures = try Self.figures([
            "starts": 2026, "delay": 1, "costs": Self.joiningCost,
            "adoption": [
                "waves": [["year": 2026, "share": 0.3], ["year": 2028, "share": 0.625], ["year": 2029, "share": 1]]
            ],
        ])
        // 0.3 · 4 = 1.2 and 0.625 · 4 = 2.5, half up 3.
        #expect(figures.members["x"] == [0, 1, 1, 3, 4, 4])
        #expect(figures.costs == [0, 10, 0, 20, 10, 0])
    }

    @Test("Joining waits for an end of the contract after notice, or breaks it in the year of the wish; doors close")
    func contracts() throws {
        let contract: ScenarioTree = ["contracts": ["k": ["length": 4, "ends": "ends", "notice": 1]]]
        var lever: ScenarioTree = [
            "starts": 2026, "contract": "k", "adoption": "mandate",
            "costs": [["name": "Again", "kind": "revenue", "amount": 1, "timing": ["on": "renewal"]]],
        ]
        // The first ends from 2027 on: 2030, 2027, 2028, 2031; B renews in 2031.
        let waiting = try Self.figures(lever, contract)
        #expect(waiting.joining["x"] == ["A": 4, "B": 1, "C": 2, "D": 5])
        #expect(waiting.costs == [0, 0, 0, 0, 0, 1])
        lever["closes"] = 2028
        #expect(try Self.figures(lever, contract).joining["x"] == ["B": 1, "C": 2])
        lever["closes"] = nil
        lever["contract_break"] = 100
        let breaking = try Self.figures(lever, contract)
        #expect(breaking.joining["x"] == ["A": 0, "B": 0, "C": 0, "D": 0])
        #expect(breaking.costs[0] == 100 * (4 + 1 + 2 + 5))
        #expect(breaking.councilCash["D"] == -501)
    }

    @Test("Where too few join in time, everything but wind-up lines ends, and these fall on the last members")
    func windingUp() throws {
        let figures = try Self.figures([
            "starts": 2026, "minimum": ["members": 3, "within": 1],
            "adoption": [
                "waves": [["year": 2026, "share": 0.25], ["year": 2027, "share": 0.5], ["year": 2028, "share": 1]]
            ],
            "costs": [
                ["name": "Run", "level": "programme", "kind": "revenue", "amount": 8, "timing": ["on": "running"]],
                ["name": "Use", "kind": "revenue", "amount": 1, "timing": ["on": "membership"]],
                [
                    "name": "Out", "kind": "revenue", "amount": 5, "scale": "members + 10 * joiners",
                    "timing": ["on": "wind_up"],
                ],
                ["name": "Close", "level": "programme", "kind": "revenue", "amount": 7, "timing": ["on": "wind_up"]],
                [
                    "name": "Alone", "kind": "economic", "amount": 1, "applies_to": "non_members",
                    "timing": ["on": "running"],
                ],
                ["name": "Last", "kind": "revenue", "amount": 1000, "timing": ["on": "end"]],
            ],
        ])
        #expect(figures.members["x"] == [1, 2, 0, 0, 0, 0])
        // 8 + 1 + 3 · 1, then 8 + 2 · 1 + 2 · 1; in year 2 two members pay 5 · 2 each, and share the 7.
        #expect(figures.costs == [12, 12, 27, 0, 0, 0])
        // The first pays 9 + 5 + 13.5, the second 1 + 5 + 13.5.
        #expect(figures.councilNPV.values.sorted() == [-27.5, -19.5, -2, -2])
    }

    @Test("By benefit, the councils' part is split as benefits are in the central case with everybody joined")
    func byBenefit() throws {
        let figures = try Self.figures([
            "starts": 2026, "shared": "by_benefit", "among": "eligible", "adoption": "mandate",
            "minimum": ["members": 9, "within": 0],
            "costs": [
                ["name": "Build", "level": "programme", "kind": "capital", "amount": 900, "timing": ["on": "start"]]
            ],
            "benefits": [
                [
                    "name": "Gain", "kind": "non_cashable", "amount": "population - 100[resident]",
                    "timing": ["on": "membership"],
                ]
            ],
        ])
        // Wound up after year 0, so each gains once: 0, 100, 200, 300.
        #expect(figures.councilNPV["A"] == 0)
        // They share 900 as 0, 150, 300, 450; A, with neither, has no flow.
        #expect(figures.councilNPV["B"] == -50)
        #expect(figures.councilNPV["D"] == -150)
        #expect(figures.withFlow == ["B", "C", "D"])
    }

    @Test("A pooled team of uncorrelated equals has the spread of one over the root of their number")
    func team() throws {
        let figures = try Self.figures([
            "starts": 2031, "adoption": "mandate",
            "team": [
                "demand": 50, "variability": 0.4, "service_level": 0.9, "day_cost": 300, "pooled_day_cost": 200,
                "cashed": 0.5, "timing": ["on": "membership"],
            ],
        ])
        let alone = Distribution.gamma(shape: 6.25, scale: 8).quantile(0.9)
        let pooled = Distribution.gamma(shape: 25, scale: 8).quantile(0.9)
        #expect(agrees(figures.benefits[5], 4 * alone * 300 - pooled * 200))
        #expect(agrees(figures.cash[5], figures.benefits[5] / 2))
    }

    @Test("Transfers, a lower price and what is cashed fall where they should")
    func parties() throws {
        let figures = try Self.figures([
            "starts": 2026, "adoption": "mandate", "lead": "D",
            "transfers": [
                [
                    "name": "Grant", "level": "programme", "amount": 400, "from": "centre", "to": "council",
                    "timing": ["on": "start"],
                ],
                ["name": "Fee", "amount": 7, "from": "council", "to": "business", "timing": ["on": "joining"]],
                ["name": "Dues", "amount": 3, "from": "council", "to": "lead", "timing": ["on": "joining"]],
            ],
            "benefits": [
                [
                    "name": "Price", "kind": "cashable", "amount": 100, "cashed": 0.5, "resource": 0.2,
                    "timing": ["on": "joining"],
                ]
            ],
        ])
        // Each council: grant 100, price 100 (50 in cash), fee 7, dues 3; D gains four dues as lead.
        #expect(figures.measures["pv_costs"] == 0)
        #expect(figures.measures["npsv"] == 80)
        #expect(figures.measures["pv_public_costs"] == 28)
        #expect(figures.measures["cash_npv"] == 172)
        #expect(figures.pays["business"] == 320)
        #expect(figures.gains["business"] == 28)
        #expect(figures.gains["lead"] == 12)
        #expect(figures.councilNPV["A"] == 190)
        #expect(figures.councilNPV["D"] == 202)
        #expect(figures.councilCash["A"] == 140)
    }

    @Test("Borrowed capital becomes equal yearly charges from the year after, and prices rise from the price year")
    func cashView() throws {
        let lever: ScenarioTree = [
            "starts": 2028, "adoption": "mandate", "eligible": ["codes": ["A"]],
            "costs": [
                ["name": "Kit", "kind": "capital", "amount": 1000, "timing": ["on": "joining"]],
                ["name": "Run", "kind": "revenue", "amount": 10, "timing": ["on": "membership"]],
            ],
        ]
        let figures = try Self.figures(
            lever,
            [
                "price_year": 2027, "inflation": [0.1, 0.2],
                "financing": ["rate": 0.05, "life": 4, "borrowed": 0.8],
            ])
        let view = try #require(figures.councilViews["A"])
        #expect(agrees(view.rows["capital"]?[2] ?? 0, 0.2 * 1100))
        let charge = 880 * 0.05 / (1 - 1 / (1.05 * 1.05 * 1.05 * 1.05))
        #expect(agrees(view.rows["interest"]?[3] ?? 0, 44))
        #expect(agrees(view.rows["interest"]?[4] ?? 0, 0.05 * (880 - (charge - 44))))
        for year in 3...5 {
            #expect(agrees((view.rows["interest"]?[year] ?? 0) + (view.rows["provision"]?[year] ?? 0), charge))
        }
        #expect(agrees(view.chargesBeyond, charge))
        #expect(agrees(view.rows["recurring_revenue"]?[3] ?? 0, 10 * 1.1 * 1.2))
        #expect(agrees(view.rows["base_budget_change"]?[3] ?? 0, charge + 10 * 1.1 * 0.2))
        #expect(view.paybackYear == nil)
    }

    @Test("What parties gain and pay, lines and councils add up to NPSV in scenarios of the whole format")
    func sums() throws {
        for seed in UInt64(0)..<60 {
            let scenario = ScenarioGenerator.scenario(seed: seed)
            let model = try NaiveModel(scenario: scenario.tree, register: scenario.register)
            for figures in try model.figures(.drawn(1)) {
                let tolerance = 1e-9 * max(figures.size, 1)
                let npsv = figures.measures["npsv"] ?? .nan
                let parties = figures.gains.values.reduce(0, +) - figures.pays.values.reduce(0, +)
                #expect(abs(parties - npsv) <= tolerance, "seed \(seed)")
                let lines = figures.lines.reduce(0.0) { sum, line in
                    let side = line.key.split(separator: "/")[1]
                    return sum + (side == "cost" ? -line.value.with : side == "benefit" ? line.value.with : 0)
                }
                #expect(abs(lines - npsv) <= tolerance, "seed \(seed)")
                guard let rate = scenario.tree["inflation"]?.number, scenario.tree["financing"] == nil,
                    let view = figures.publicView
                else { continue }
                for year in 0..<model.horizon {
                    let index = pow(1 + rate, Double(year + model.baseYear - model.priceYear))
                    let net = view.rows["net"]?[year] ?? .nan
                    #expect(abs(net + figures.cash[year] * index) <= 2 * tolerance, "seed \(seed)")
                }
            }
        }
    }
}
