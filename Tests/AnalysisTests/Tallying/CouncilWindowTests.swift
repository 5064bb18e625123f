import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Windows on councils")
struct CouncilWindowTests {
    private static let trials = 9 * 512 + 77

    /// Two options with councils that join in all trials, in some or in none, to which something comes where they do not
    /// join or not, and whose cash is another or not: from the first trial on, or late.
    private static func run() -> HandMadeRun {
        let samples = Samples(seed: 21, trials: trials)
        let (x, y, u) = (samples.normal("x"), samples.normal("y"), samples.uniform("u"))
        let joining = u.map { $0 < 0.6 ? Int16(5 * $0) : CouncilResult.never }
        func late(_ values: [Double], _ before: [Double]) -> [Double] {
            (0..<trials).map { $0 < 5 * 512 ? before[$0] : values[$0] }
        }
        let some = zip(joining, y).map { $0 == CouncilResult.never ? 0 : 1e3 * $1 + 500 }
        let doubled = some.map { 2 * $0 }
        let always = x.map { _ in Int16(2) }
        let never = x.map { _ in CouncilResult.never }
        let lateJoining = (0..<trials).map { $0 < 3 * 512 ? CouncilResult.never : joining[$0] }
        let rising = y.sorted()
        let councils = [
            CouncilResult(npv: some, cashNPV: some, joiningYear: joining),
            CouncilResult(npv: some, cashNPV: late(doubled, some), joiningYear: joining),
            CouncilResult(npv: late(x, some), cashNPV: late(x, some), joiningYear: joining),
            CouncilResult(npv: late(x, some), cashNPV: doubled, joiningYear: joining),
            CouncilResult(npv: x, cashNPV: late(y, x), joiningYear: joining),
            CouncilResult(npv: x, cashNPV: x, joiningYear: always),
            CouncilResult(npv: x, cashNPV: y, joiningYear: never),
            CouncilResult(npv: x.map { _ in 0 }, cashNPV: x.map { _ in 0 }, joiningYear: never),
            CouncilResult(npv: late(x, x.map { _ in 0 }), cashNPV: x, joiningYear: lateJoining),
            CouncilResult(npv: rising, cashNPV: rising, joiningYear: always),
        ]
        var run = HandMadeRun(options: [("A", x), ("B", y)], councils: councils.count)
        for index in 1...2 { run.result.options[index].councils = index == 1 ? councils : councils.reversed() }
        return run
    }

    /// Councils of the two options, from windows of so many standard errors, or from values that are kept.
    private static func councils(
        _ run: HandMadeRun, isRecorded: Bool = false, errors: Double = QuantileSearch.usualErrors
    ) throws -> [[CouncilAppraisal]] {
        let tally = CouncilTally(
            run.result.shape, of: run.scenario, options: [1, 2], isRecorded: isRecorded, errors: errors)
        #expect((tally.kept != nil) == isRecorded && (tally.windows != nil) != isRecorded)
        try run.result.fill(tally, in: TrialPass())
        try tally.complete(from: run.result)
        return (0..<2).map { CouncilReader(tally, reader: PercentileReader()).councils(ofOption: $0) }
    }

    @Test("Percentiles of councils are those of their trials")
    func exact() throws {
        let run = Self.run()
        for (place, found) in try Self.councils(run).enumerated() {
            for (council, result) in zip(found, run.result.options[place + 1].councils) {
                func expect(_ band: CouncilBand, _ values: [Double], _ line: Int = #line) {
                    for (value, percent) in [(band.p10, 10.0), (band.p50, 50), (band.p90, 90)] {
                        #expect(isClose(value, Naive.percentile(values, percent)), "line \(line)")
                    }
                }
                expect(council.npv, result.npv)
                expect(council.cashNPV, result.cashNPV)
                let joined = (0..<Self.trials).filter { result.joiningYear[$0] != CouncilResult.never }
                guard let ifJoined = council.ifJoined else {
                    #expect(joined.isEmpty)
                    continue
                }
                expect(ifJoined.npv, joined.map { result.npv[$0] })
                expect(ifJoined.cashNPV, joined.map { result.cashNPV[$0] })
            }
        }
    }

    @Test("However narrow windows are, councils are the same to the bit as from values that are kept")
    func same() throws {
        let run = Self.run()
        let kept = try Self.councils(run, isRecorded: true)
        // The last council's values rise from trial to trial, so that windows miss its percentiles in any case.
        for errors in [0, 1, QuantileSearch.usualErrors, .infinity] {
            let tally = CouncilTally(run.result.shape, of: run.scenario, options: [1, 2], errors: errors)
            try run.result.fill(tally, in: TrialPass())
            #expect(tally.windows?.missed.contains(true) == (errors < .infinity))
            let found = try Self.councils(run, errors: errors)
            #expect(found == kept)
        }
    }
}
