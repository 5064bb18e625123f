import CRows
import Testing

/// Functions on ranks of samples, likewise.
@Suite("Rows and ranks")
struct RankRowTests {
    @Test("A window holds what lies between its ends, and knows what is below and on them", arguments: RowTests.counts)
    func windows(count: Int) {
        let values = RowTests.row("a", count, hasStrays: false).map { $0.rounded() / 4 }
        let ends: [(Double, Double)] = [(-2, 1.5), (0, 0), (0.25, 3), (-100, 100), (-.infinity, .infinity), (7, 8)]
        for (low, high) in ends {
            var marks = [UInt64](repeating: 9, count: (count + 63) / 64)
            var (below, atLow, atHigh) = (9, 9, 9)
            let held = row_mark_window(&marks, values, low, high, count, nil, &below)
            let isHeld = values.map { low <= $0 && $0 <= high }
            #expect(held == isHeld.count { $0 } && below == values.count { $0 < low })
            #expect((0..<count).allSatisfy { (marks[$0 / 64] >> UInt64($0 % 64) & 1 == 1) == isHeld[$0] })
            var found = [Double](repeating: 9, count: held + 1)
            let kept = row_gather_window(&found, values, marks, low, high, count, &atLow, &atHigh)
            #expect(Array(found.prefix(kept)) == values.filter { low < $0 && $0 < high })
            #expect(found.last == 9)
            #expect(atLow == values.count { $0 == low } && atHigh == (low == high ? 0 : values.count { $0 == high }))
        }
    }

    @Test("Order statistics are those of the sorted sample", arguments: RowTests.counts)
    func orderStatistics(count: Int) {
        let values = RowTests.row("a", count, hasStrays: false)
        let samples = [
            values, values.map { $0.rounded() }, values.map { 1 / ($0 * $0 + 1e-9) }, values.map { $0 < 5 ? -0.0 : $0 },
            values.map { $0 * 8e306 }, values.map { $0 > 19 ? .infinity : $0 }, values.map { _ in 3 },
            values.map { 1 + ($0 < 0 ? 0 : .ulpOfOne) },
        ]
        for sample in samples {
            let sorted = sample.sorted().map { $0 + 0 }
            let (all, some) = (Array(0..<min(count, Int(RANKED_RANKS))), Set([count / 5, count / 2, 4 * count / 5]))
            for ranks in [all, [0], [count - 1], [count / 2], some.sorted()] {
                var found = [Double](repeating: 9, count: ranks.count)
                var room = [Double](repeating: 0, count: 5 * count + 1)
                row_order_statistics(&found, ranks, ranks.count, sample, count, &room)
                #expect(RowTests.areSame(found, ranks.map { sorted[$0] }))
            }
        }
    }
}
