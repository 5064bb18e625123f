import CouncilModel
import Stochastics
import Testing

@Suite("The central case")
struct CentralCaseTests {
    @Test("Assumptions stand at their means, those without a mean at their medians, a likely Bernoulli at 1")
    func means() throws {
        let scenario = try Worked.scenario(
            """
            "assumptions": {"a": {"triangular": [0, 1, 5]}, "b": {"pareto": {"scale": 2, "shape": 1}, "max": 50},
              "c": {"bernoulli": 0.5}, "d": {"bernoulli": 0.49}, "e": {"distribution": {"uniform": [2, 4]}, "varies_by": "year"}},
            "levers": {"x": {"starts": 2026, "adoption": "mandate", "eligible": {"codes": ["A1"]}, "costs": [
              {"name": "A", "kind": "revenue", "amount": "a", "timing": {"on": "joining"}},
              {"name": "C", "kind": "revenue", "amount": "100 * c", "timing": {"on": "joining"}},
              {"name": "D", "kind": "revenue", "amount": "1000 * d", "timing": {"on": "joining"}},
              {"name": "E", "kind": "revenue", "amount": "10 * e", "uplift": 2, "timing": {"on": "membership"}}]}},
            "options": [{"name": "X", "levers": ["x"]}]
            """, years: 2)
        let central = try Worked.run(scenario).central[1]
        #expect(agrees(central.measures[.npsv] ?? 0, -(2 + 100 + 60 + 60 / 1.035)))
        #expect(agrees(central.npsvBeforeUplift, -(2 + 100 + 30 + 30 / 1.035)))
    }

    @Test("Council-level draws are evenly spread ranks in the order of SHA-256, whatever the seed")
    func ranks() throws {
        func central(seed: Int) throws -> [CentralFlow] {
            let scenario = try Worked.scenario(
                """
                "assumptions": {"a": {"distribution": {"uniform": [0, 1]}, "varies_by": "council"}},
                "levers": {"x": {"starts": 2026, "adoption": "mandate", "costs": [
                  {"name": "A", "kind": "revenue", "amount": "a", "timing": {"on": "joining"}}]}},
                "options": [{"name": "X", "levers": ["x"]}]
                """, years: 1, seed: seed)
            return try Worked.run(scenario).central[1].flows
        }
        let order = ["A1", "B2", "C3"].sorted { first, second in
            let digests = [first, second].map { SHA256Digest.bytes(of: Array("assumption/a/\($0)".utf8)) }
            return digests[0].lexicographicallyPrecedes(digests[1])
        }
        let expected = ["A1", "B2", "C3"].map { (Double(order.firstIndex(of: $0) ?? 9) + 0.5) / 3 }
        let flows = try central(seed: 1).map { $0.byYear[0] }
        #expect(zip(flows, expected).allSatisfy { agrees($0, $1) })
        #expect(try central(seed: 2).map { $0.byYear[0] } == flows)
    }

    @Test("Flows by council and line add up to the central NPSV")
    func flowsAddUp() throws {
        let (text, register) = LG300Tests.scenario(variesBy: "council", trials: 1)
        let result = try Worked.run(try Worked.read(text, register: register))
        for central in result.central.dropFirst() {
            let sum = central.flows.reduce(0.0) { sum, flow in
                let value = flow.byYear.enumerated().reduce(0.0) { $0 + $1.element * factor($1.offset) }
                return sum + (flow.side == .cost ? -value : value)
            }
            #expect(agrees(sum, central.measures[.npsv] ?? 0, within: 1e-8))
        }
    }
}
