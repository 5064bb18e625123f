import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Appraisal of councils")
struct CouncilAppraisalTests {
    private static let trials = 1000
    private static let never = CouncilResult.never

    /// One option under which council 0 joins in some trials, council 1 in all and council 2 in none.
    private static func run() -> HandMadeRun {
        let samples = Samples(trials: trials)
        let (x, y, when) = (samples.normal("x"), samples.normal("y"), samples.uniform("when"))
        var run = HandMadeRun(options: [("A", x)], councils: 4)
        run.scenario.selected = [0, 1, 3]
        run.result.options[1].councils = [
            CouncilResult(
                npv: zip(x, when).map { $1 < 0.7 ? $0 : 0.005 }, cashNPV: y.map { $0 < 0 ? 0.004 : 0.006 },
                joiningYear: when.map { $0 < 0.7 ? Int16(10 * $0) - 1 : never }
            ),
            CouncilResult(npv: x, cashNPV: y, joiningYear: when.map { $0 < 0.5 ? 3 : 5 }),
            CouncilResult(npv: y, cashNPV: x, joiningYear: when.map { _ in never }),
        ]
        return run
    }

    @Test("Figures of a council are those of its trials, with and without joining")
    func figures() throws {
        let run = Self.run()
        let results = run.result.options[1].councils
        let councils = run.comparison.options[1].councils
        #expect(councils.map(\.code) == ["E100", "E101", "E103"])
        #expect(councils.map(\.name) == ["Council 0", "Council 1", "Council 3"])
        #expect(councils.map(\.type) == ["district", "county", "district"])
        #expect(councils.map(\.longitude) == [nil, 1, 3] && councils.map(\.latitude) == [nil, nil, nil])
        #expect(councils.map(\.residents) == [1000, 0, 4000])
        func expect(_ band: CouncilBand, _ values: [Double]) {
            #expect(isClose(band.mean, Naive.mean(values)) && isClose(band.p10, Naive.percentile(values, 10)))
            #expect(isClose(band.p50, Naive.percentile(values, 50)) && isClose(band.p90, Naive.percentile(values, 90)))
        }
        func better(_ values: [Double]) -> Double {
            Double(values.filter { $0 > 0.005 }.count) / Double(values.count)
        }
        for (council, result) in zip(councils, results) {
            expect(council.npv, result.npv)
            expect(council.cashNPV, result.cashNPV)
            #expect(council.probabilityBetterOff == better(result.npv))
            #expect(council.probabilityBetterOffCash == better(result.cashNPV))
            let joined = (0..<Self.trials).filter { result.joiningYear[$0] != Self.never }
            #expect(council.probabilityJoins == Double(joined.count) / Double(Self.trials))
            #expect((council.ifJoined == nil) == joined.isEmpty)
            guard let ifJoined = council.ifJoined else { continue }
            #expect(ifJoined.trials == joined.count)
            expect(ifJoined.npv, joined.map { result.npv[$0] })
            expect(ifJoined.cashNPV, joined.map { result.cashNPV[$0] })
            #expect(ifJoined.probabilityBetterOff == better(joined.map { result.npv[$0] }))
        }
        // A value of half a penny is not better off: council 0 is so in 0.35 of trials, 0.5 of those in which it joins.
        #expect(abs(councils[0].probabilityBetterOff - 0.35) < 0.06)
        #expect(abs((councils[0].ifJoined?.probabilityBetterOff ?? 0) - 0.5) < 0.08)
    }

    @Test("The median year of joining counts never as last")
    func joiningYear() {
        func median(_ years: [Int16]) -> Int? {
            let values = [Double](repeating: 1, count: years.count)
            let result = CouncilResult(npv: values, cashNPV: values, joiningYear: years)
            var run = HandMadeRun(options: [("A", values)], councils: 1)
            run.result.options[1].councils = [result]
            return run.comparison.options[1].councils[0].joiningYearP50
        }
        #expect(median([5, 3, 4]) == 2030)
        #expect(median([5, 3, 4, -1]) == 2029)
        #expect(median([-1, -1, 4]) == 2025)
        #expect(median([0, Self.never]) == 2026)
        #expect(median([0, Self.never, Self.never]) == nil)
        #expect(median([Self.never]) == nil)
        // By counting: the earliest year by which half of the trials have joined.
        #expect(Self.run().comparison.options[1].councils.map(\.joiningYearP50) == [2029, 2029, nil])
    }

    /// Names with by-council detail among options of the given mean NPSV.
    private static func detailed(_ means: [(String, Double)], reference: Int? = nil, all: Bool = false) -> [String] {
        var run = HandMadeRun(options: means.map { ($0, [$1 - 1, $1 + 1]) }, councils: 1)
        run.scenario.reference = reference
        for index in run.result.options.indices {
            run.result.options[index].councils = [CouncilResult(npv: [1, 2], cashNPV: [1, 2], joiningYear: [0, 0])]
        }
        let comparison = Comparison(appraising: run.result, of: run.scenario, detailForAllCouncils: all)
        return comparison.options.filter { !$0.councils.isEmpty }.map(\.name)
    }

    @Test("Up to seven options have their councils appraised; of more, the reference and the six best")
    func detail() {
        let six = (1...6).map { ("O\($0)", -Double($0)) }
        #expect(Self.detailed(six) == ["Do nothing", "O1", "O2", "O3", "O4", "O5", "O6"])
        // Do nothing is the reference, and in this case also the best.
        let eight = (1...8).map { ("O\($0)", -Double($0)) }
        #expect(Self.detailed(eight) == ["Do nothing", "O1", "O2", "O3", "O4", "O5"])
        let rising = (1...8).map { ("O\($0)", Double($0)) }
        #expect(Self.detailed(rising) == ["Do nothing", "O3", "O4", "O5", "O6", "O7", "O8"])
        #expect(Self.detailed(rising, reference: 0) == ["O1", "O3", "O4", "O5", "O6", "O7", "O8"])
        #expect(Self.detailed(rising, all: true).count == 9)
        // Equals by name, whatever their order.
        let equals = ["H", "G", "F", "E", "D", "C", "B", "A"].map { ($0, 1.0) }
        #expect(Self.detailed(equals) == ["Do nothing", "F", "E", "D", "C", "B", "A"])
    }

    @Test("A result without councils has no detail")
    func withoutCouncils() {
        let run = HandMadeRun(options: [("A", [1, 2])], councils: 3)
        #expect(run.comparison.options.allSatisfy { $0.councils.isEmpty })
    }
}
