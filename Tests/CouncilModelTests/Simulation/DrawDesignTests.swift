import CouncilModel
import Stochastics
import Testing

/// Three councils; what each gains is drawn for itself, once for all, by year, and depends on whether it joins.
@Suite("Draw designs")
struct DrawDesignTests {
    private static func plan(trials: Int = 700, sampling: String = "latin_hypercube") throws -> RunPlan {
        try RunPlan(
            Worked.scenario(
                """
                "assumptions": {
                  "own": {"distribution": {"uniform": [0, 1]}, "varies_by": "council"},
                  "price": {"distribution": {"uniform": [10, 20]}},
                  "partner": {"distribution": {"uniform": [0, 1]}},
                  "season": {"distribution": {"uniform": [0, 1]}, "varies_by": "year"}},
                "correlations": [{"between": ["price", "partner"], "rank": 0.6}],
                "levers": {"x": {"starts": 2026, "adoption": {"diffusion": {"innovation": 50, "ceiling": 0.5, "founders": 0}},
                  "benefits": [{"name": "Gain", "kind": "societal", "party": "residents",
                    "amount": "own + price + season + partner", "timing": {"on": "membership"}}]}},
                "options": [{"name": "X", "levers": ["x"]}]
                """, trials: trials, head: "\"sampling\": \"\(sampling)\","))
    }

    private static func values(_ plan: RunPlan, _ name: String, trial: Int) -> [Double?] {
        let drawn = plan.drawnAssumptions(ofOption: 1, trial: trial).first { $0.assumption.name == name }
        return (0..<3).map { drawn?.value(council: $0, year: $0) }
    }

    private static func npsv(_ plan: RunPlan) throws -> [Double] {
        try plan.simulate(threads: 1).options[1].measures[.npsv] ?? []
    }

    @Test("A design that changes nothing gives the same bits")
    func nothing() throws {
        let plan = try Self.plan()
        #expect(try Self.npsv(plan) == Self.npsv(plan.drawing(DrawDesign())))
        #expect(try Self.npsv(plan.drawing(DrawDesign(held: ["price": 0.5])).drawing(DrawDesign())) == Self.npsv(plan))
    }

    @Test("Given uniforms come before the copula: with the first of a group its own, the second follows it")
    func given() throws {
        for sampling in ["latin_hypercube", "random"] {
            let plan = try Self.plan(sampling: sampling)
            let uniforms = (0..<700).map { (Double($0) + 0.5) / 700 }
            let drawn = plan.drawing(DrawDesign(uniforms: ["partner": uniforms]))
            for trial in [0, 300, 511, 512, 699] {
                // "partner" comes first by name, so it keeps what it was given; "price" moves with it.
                #expect(abs((Self.values(drawn, "partner", trial: trial)[0] ?? .nan) - uniforms[trial]) < 1e-12)
                #expect(Self.values(drawn, "own", trial: trial) == Self.values(plan, "own", trial: trial))
                #expect(Self.values(drawn, "season", trial: trial) == Self.values(plan, "season", trial: trial))
            }
            let samples = drawn.samples(ofOption: 1)
            let found = Statistics.spearman(samples[0].values, samples[1].values)
            #expect(abs(found - 0.6) < 4 / Double(699).squareRoot())
        }
    }

    @Test("A held assumption has one value in every trial; one correlated with it moves; others stay")
    func held() throws {
        let plan = try Self.plan()
        let drawn = plan.drawing(DrawDesign(held: ["price": 0.9]))
        let samples = drawn.samples(ofOption: 1)
        #expect(samples.map(\.name) == ["partner", "price"])
        #expect(samples[1].values.allSatisfy { abs($0 - 19) < 1e-12 })
        // Given the normal q of "price", that of "partner" has mean r·q: its median is Φ(r·q).
        let r = 2 * 0.309016994374947
        let median = StandardNormal.cumulative(r * 1.2815515655446004)
        let below = samples[0].values.count { $0 < median }
        #expect(abs(Double(below) / 700 - 0.5) < 4 * 0.5 / Double(700).squareRoot())
        #expect(Self.values(drawn, "own", trial: 5) == Self.values(plan, "own", trial: 5))
    }

    @Test("Each kind is drawn anew on its own: what councils are, what years bring, who joins")
    func redrawn() throws {
        let plan = try Self.plan()
        let names: [DrawKind: String] = [.council: "own", .shared: "season"]
        for kind in [DrawKind.council, .shared, .joining] {
            let drawn = plan.drawing(DrawDesign(redrawn: [kind: 77]))
            for (other, name) in names {
                let isSame = Self.values(drawn, name, trial: 3) == Self.values(plan, name, trial: 3)
                #expect(isSame == (other != kind), "\(kind) and \(name)")
            }
            #expect(Self.values(drawn, "price", trial: 3) == Self.values(plan, "price", trial: 3))
            let (first, second) = (try plan.simulate(threads: 1), try drawn.simulate(threads: 1))
            let joins = [first, second].map { $0.options[1].measures[.npsv]?.map { $0 == 0 } }
            // Nobody joins in an eighth of trials: another eighth only where joining is drawn anew.
            #expect((joins[0] == joins[1]) == (kind != .joining))
            // The same seed again gives the same again.
            #expect(try Self.npsv(drawn) == Self.npsv(plan.drawing(DrawDesign(redrawn: [kind: 77]))))
        }
    }

    @Test("The central case does not depend on a design")
    func central() throws {
        let plan = try Self.plan()
        let design = DrawDesign(held: ["price": 0.9], redrawn: [.council: 7, .joining: 7])
        let cases = [try plan.centralCase(), try plan.drawing(design).centralCase()]
        #expect(cases[0].measured.map { $0.measures[.npsv] } == cases[1].measured.map { $0.measures[.npsv] })
    }
}
