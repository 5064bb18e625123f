import CRows
import Testing

/// Functions on who joins first, likewise.
@Suite("Rows of joining")
struct JoiningRowTests {
    @Test("The smallest keys are those of the sorted ones, the first of equal ones first", arguments: RowTests.counts)
    func smallest(count: Int) {
        let keys = (0..<9).map { holder in
            RowTests.row("k\(holder)", count, hasStrays: false).map { $0 > 15 ? .infinity : ($0 / 8).rounded() }
        }
        for number in [1, 4] {
            var smallest = [Double](repeating: .infinity, count: number * count)
            var holders = [Int32](repeating: -1, count: number * count)
            for (holder, key) in keys.enumerated() {
                row_take_smallest(&smallest, &holders, number, key, Int32(holder), count)
            }
            for trial in 0..<count {
                let waiting = keys.indices.filter { keys[$0][trial] < .infinity }
                let sorted = waiting.sorted { (keys[$0][trial], $0) < (keys[$1][trial], $1) }
                let expected = (0..<number).map { $0 < sorted.count ? Int32(sorted[$0]) : -1 }
                #expect((0..<number).map { holders[$0 * count + trial] } == expected)
            }
        }
    }

    @Test("Keys that bars have reached are marked", arguments: RowTests.counts)
    func reached(count: Int) {
        let (keys, bars) = (RowTests.row("a", count), RowTests.row("b", count, hasStrays: false).map { $0.rounded() })
        for (keys, bars) in [(keys, bars), (bars, bars), (bars.map { $0 + 1 }, bars)] {
            var marks = [UInt64](repeating: 9, count: (count + 63) / 64)
            let isAny = row_mark_reached(&marks, keys, bars, count)
            let expected = (0..<count).map { keys[$0] <= bars[$0] }
            let found = (0..<count).map { trial -> Bool in
                let bit = UInt64(1) << UInt64(trial % 64)
                return marks[trial / 64] & bit != 0
            }
            #expect(found == expected)
            #expect(isAny == expected.contains(true))
        }
    }
}
