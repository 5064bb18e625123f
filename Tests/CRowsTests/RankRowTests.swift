import CRows
import Testing

/// Functions on ranks of samples, likewise.
@Suite("Rows and ranks")
struct RankRowTests {
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
