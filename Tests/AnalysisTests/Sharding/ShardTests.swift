import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Shards")
struct ShardTests {
    /// Options with costs, members and three councils, which join in some trials only; cash NPV of the first is NPV until
    /// some block in the middle, that of the second never, of the third always.
    private static func run(trials: Int, options: Int = 2) -> HandMadeRun {
        let samples = Samples(seed: 5, trials: trials)
        let (x, y, u) = (samples.normal("x"), samples.normal("y"), samples.uniform("u"))
        let names = (0..<options).map { "Option \($0)" }
        let values = names.indices.map { index in zip(x, y).map { 1e6 * $0 + 1e5 * Double(index) * ($1 - 1) } }
        var run = HandMadeRun(options: Array(zip(names, values)), councils: 3)
        run.scenario.levers = [Lever(name: "l", starts: 2026, adoption: .mandate, eligible: [0, 1, 2])]
        let joining = u.map { $0 < 0.6 ? Int16(5 * $0) - 1 : CouncilResult.never }
        let some = zip(joining, y).map { $0 == CouncilResult.never ? 0 : 1e3 * $1 + 500 }
        let late = some.enumerated().map { $0.offset < trials / 2 ? $0.element : 2 * $0.element }
        for index in 1...options {
            run.result.options[index].set(costs: zip(u, y).map { 1e5 * (1 + $0) + 1e4 * abs($1) })
            run.result.options[index].levers = ["l"]
            run.result.options[index].members = [[u.map { (3 * $0).rounded() }, u.map { (2 * $0).rounded() }]]
            run.result.options[index].woundUp = [u.map { $0 < 0.2 }]
            run.result.options[index].councils = [
                CouncilResult(npv: some, cashNPV: late, joiningYear: joining),
                CouncilResult(npv: y, cashNPV: x, joiningYear: u.map { _ in 2 }),
                CouncilResult(npv: some, cashNPV: some, joiningYear: joining),
            ]
        }
        run.result.assumptions = [AssumptionSample(name: "x", values: x)]
        run.result.baseline = [PoolBaseline(pool: "p", meanByYear: [0.1, 0.7])]
        return run
    }

    /// What shards of a run record, in order.
    private static func recorded(
        _ run: HandMadeRun, shards: Int, _ mostBytes: (options: Int, councils: Int)
    ) throws -> [(RecordReader, Range<Int>)] {
        try (1...shards).map { number in
            let blocks = Shard(number: number, count: shards).blocks(of: run.result.shape.blocks)
            var bytes: [UInt8] = []
            try Comparison.record(blocks: blocks, of: run.result, run.scenario, mostBytes: mostBytes) { bytes += $0 }
            return (RecordTests.reader(bytes), blocks)
        }
    }

    private static func merged(
        _ run: HandMadeRun, shards: Int, room: (options: Int, councils: Int), isExact: Bool = false,
        source: (any TrialSource)? = nil
    ) throws -> Comparison {
        let parts = try recorded(run, shards: shards, room)
        let comparison = try Comparison(
            appraising: source ?? run.result, of: run.scenario, central: run.result.central, isExact: isExact,
            recorded: RecordedPasses(parts.map { (record: $0.0, blocks: $0.1) }), mostBytes: room)
        #expect(parts.allSatisfy { $0.0.isAtEnd })
        return comparison
    }

    private static func expectSame(_ found: Comparison, _ expected: Comparison) {
        // Whole results are not shown: they are long.
        let same = [
            "options": found.options == expected.options, "decisions": found.decisions == expected.decisions,
            "pairs": found.pairs == expected.pairs, "drivers": found.drivers == expected.drivers,
            "precision": found.precision == expected.precision,
            "baseline": String(describing: found.baseline) == String(describing: expected.baseline),
        ]
        #expect(same.filter { !$0.value }.isEmpty)
    }

    /// Where trials are simulated though nothing asks for it.
    private struct Unasked: TrialSource {
        let shape: RunShape

        func run(
            _ pass: TrialPass, consumer: @escaping @Sendable (Int, Range<Int>) -> any BlockConsumer,
            finished: @escaping (Int, any BlockConsumer) -> Void
        ) throws(CouncilModelError) {
            Issue.record("a merge of first passes simulates nothing")
        }
    }

    @Test(
        "Any number of shards come to the same as the whole run, to the bit: from values, from counts, in parts",
        arguments: [
            (trials: 7 * 512 + 100, options: Int.max, councils: Int.max), (7 * 512 + 100, .max, 1),
            (7 * 512 + 100, 1, .max), (22 * 512 + 9, .max, .max), (22 * 512, .max, 1),
        ])
    func same(trials: Int, options: Int, councils: Int) throws {
        let run = Self.run(trials: trials)
        let whole = try Comparison(
            appraising: run.result, of: run.scenario, central: run.result.central, mostBytes: (options, councils))
        for shards in [1, 2, 3, 7] {
            let merged = try Self.merged(
                run, shards: shards, room: (options, councils), source: Unasked(shape: run.result.shape))
            Self.expectSame(merged, whole)
        }
    }

    @Test("Exact percentiles, and councils of more than seven options, are got by going through the trials again")
    func secondPasses() throws {
        let run = Self.run(trials: 21 * 512, options: 8)
        for isExact in [false, true] {
            let whole = try Comparison(
                appraising: run.result, of: run.scenario, central: run.result.central, isExact: isExact,
                mostBytes: (.max, 1))
            // Six of highest mean, one of which is Do nothing, of whose councils the run holds nothing.
            #expect(whole.options.count { !$0.councils.isEmpty } == 5)
            Self.expectSame(try Self.merged(run, shards: 3, room: (.max, 1), isExact: isExact), whole)
        }
    }

    @Test("What is taken up alongside sees every trial of every option once, whether or not shards were recorded")
    func alongside() throws {
        let run = Self.run(trials: 3 * 512)
        let parts = try Self.recorded(run, shards: 2, (.max, .max))
        let whole = ChoiceTally(run.result.shape, of: run.scenario)
        let merged = ChoiceTally(run.result.shape, of: run.scenario)
        _ = try Comparison(
            appraising: run.result, of: run.scenario, central: run.result.central, alongside: whole)
        _ = try Comparison(
            appraising: run.result, of: run.scenario, central: run.result.central, alongside: merged,
            recorded: RecordedPasses(parts.map { (record: $0.0, blocks: $0.1) }))
        for option in 0...2 {
            let values = run.result.options[option].values(of: .npsv)
            #expect(Array(UnsafeBufferPointer(start: whole.kept[0][option], count: 1536)) == values)
            #expect(Array(UnsafeBufferPointer(start: merged.kept[0][option], count: 1536)) == values)
        }
        #expect(whole.total.poolSums == merged.total.poolSums)
    }

    @Test("Shards cut blocks into consecutive ranges whose sizes differ by one at most")
    func ranges() {
        for all in 1...40 {
            for count in 1...all {
                let ranges = (1...count).map { Shard(number: $0, count: count).blocks(of: all) }
                #expect(ranges.flatMap { Array($0) } == Array(0..<all))
                #expect(Set(ranges.map(\.count)).isSubset(of: [all / count, all / count + 1]))
            }
        }
    }
}
