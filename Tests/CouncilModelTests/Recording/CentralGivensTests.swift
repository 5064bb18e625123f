import CouncilModel
import Stochastics
import Testing

@Suite("What the central case rests on")
struct CentralGivensTests {
    @Test("Joining years and flows are those of the central case, line by line", arguments: LawRun.seeds.prefix(20))
    func flows(seed: UInt64) throws {
        let plan = try RunPlan(try LawRun.scenario(seed).read())
        let central = try plan.centralCase()
        for option in plan.scenario.options.indices {
            let result = central.result(ofOption: option + 1)
            let givens = try central.givens(ofOption: option + 1)
            #expect(givens.option == result.option)
            var found: [String] = []
            for lever in givens.levers {
                let joining = result.joining.filter { $0.lever == lever.lever.name }
                #expect(
                    lever.joining.indices.filter { lever.joining[$0] != nil } == joining.map(\.council).sorted())
                #expect(joining.allSatisfy { lever.joining[$0.council] == $0.year })
                for given in lever.lines {
                    for flow in given.flows {
                        found.append(
                            "\(lever.lever.name)/\(given.line.name)/\(flow.council ?? -1)/\(flow.byYear.map { $0 * flow.resource })"
                        )
                    }
                }
            }
            let wanted = result.flows.map { "\($0.lever)/\($0.line)/\($0.council ?? -1)/\(Array($0.byYear))" }
            // A share of 1 leaves every bit as it is, others are multiplied in the same order.
            #expect(found.sorted() == wanted.sorted())
        }
    }

    @Test("Assumptions stand at their means; those that vary by council are spread evenly")
    func assumptions() throws {
        var seen = false
        for seed in LawRun.seeds {
            let plan = try RunPlan(try LawRun.scenario(seed).read())
            guard !plan.scenario.options.isEmpty else { continue }
            for drawn in try plan.centralCase().givens(ofOption: 1).assumptions where !drawn.isReplaced {
                let own = drawn.assumption.distribution
                guard drawn.assumption.variesBy != .council else {
                    let values = plan.scenario.selected.indices.compactMap { drawn.value(council: $0, year: nil) }
                    let count = Double(values.count)
                    let ranks = (0..<values.count).map {
                        own.quantile((Double($0) + 0.5) / count) * drawn.assumption.priceFactor
                    }
                    for (a, b) in zip(values.sorted(), ranks.sorted()) { #expect(abs(a - b) <= 1e-5 * max(1, abs(b))) }
                    seen = true
                    continue
                }
                let value = try #require(drawn.value(council: 0, year: 0))
                #expect(value == own.centralValue * drawn.assumption.priceFactor)
            }
        }
        #expect(seen)
    }
}
