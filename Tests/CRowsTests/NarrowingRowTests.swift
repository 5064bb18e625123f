import CRows
import Testing

/// Functions on windows, likewise.
@Suite("Rows and windows that narrow")
struct NarrowingRowTests {
    private static let ends: [(low: Double, high: Double)] = [
        (-2, 1.5), (0, 0), (0.25, 3), (-100, 100), (-.infinity, .infinity), (7, 8), (-.infinity, 0), (-40, 0),
    ]

    /// A window on values of its own that keeps so many of them at most.
    private static func window(_ low: Double, _ high: Double, capacity: Int, atLow: Int = 4) -> value_window {
        let values = UnsafeMutablePointer<Double>.allocate(capacity: max(1, capacity))
        values.initialize(repeating: 9, count: max(1, capacity))
        return value_window(
            low: low, high: high, values: values, below: 3, at_low: Int32(atLow), at_high: 5, kept: 0,
            capacity: Int32(capacity), came: 0)
    }

    private static func kept(_ window: value_window) -> [Double] {
        (0..<Int(window.kept)).compactMap { window.values?[$0] }
    }

    @Test("A window keeps what lies between its ends, and counts what is below and on them", arguments: RowTests.counts)
    func taking(count: Int) {
        let values = RowTests.row("a", count, hasStrays: false).map { $0.rounded() / 4 }
        for (low, high) in Self.ends {
            let inside = values.filter { low < $0 && $0 < high }
            // Ends that have been met often are looked for in another way.
            for (capacity, atLow) in [0, max(0, inside.count - 1), inside.count, 3 * inside.count]
                .flatMap({ [($0, 4), ($0, 400)] })
            {
                var window = Self.window(low, high, capacity: capacity, atLow: atLow)
                defer { window.values.deallocate() }
                var room = [Double](repeating: 9, count: count + 8)
                var left = row_take_window(&window, values, count, &room)
                let fits = inside.count <= capacity
                #expect(left == (fits ? 0 : inside.count))
                #expect(Int(window.came) == inside.count)
                row_fetch_window(&window)
                if fits { #expect(Self.kept(window) == inside) } else { #expect(Array(room.prefix(left)) == inside) }
                #expect(Int(window.below) == 3 + values.count { $0 < low })
                #expect(Int(window.at_low) == atLow + values.count { $0 == low })
                #expect(Int(window.at_high) == 5 + (low == high ? 0 : values.count { $0 == high }))
                guard fits else { continue }
                // What comes next stands behind it.
                left = row_take_window(&window, values, count, &room)
                #expect(left == (2 * inside.count <= capacity ? 0 : inside.count))
                #expect(Self.kept(window) == (left == 0 ? inside + inside : inside))
            }
        }
    }

    @Test("Ends that are moved leave what lies between them, and count the rest", arguments: RowTests.counts)
    func moving(count: Int) {
        let values = RowTests.row("a", count, hasStrays: false).map { $0.rounded() / 4 }.filter { -6 < $0 && $0 < 6 }
        for (low, high) in [(-6.0, 6.0), (-2, 1.5), (-6, 0), (0.25, 6), (0, 0), (-6, -6), (6, 6)] {
            var window = Self.window(-6, 6, capacity: 0)
            defer { window.values.deallocate() }
            var room = [Double](repeating: 9, count: count + 8)
            let left = row_move_ends(&window, low, high, values, values.count, &room)
            #expect(Array(room.prefix(left)) == values.filter { low < $0 && $0 < high })
            #expect(window.low == low && window.high == high)
            let (wasAtLow, wasAtHigh) = (4, 5)
            if low == -6 {
                #expect(window.below == 3 && window.at_low == 4)
            } else {
                #expect(Int(window.below) == 3 + wasAtLow + values.count { $0 < low })
                #expect(Int(window.at_low) == values.count { $0 == low } + (low == 6 ? wasAtHigh : 0))
            }
            let isAtHigh = low == high ? 0 : high == 6 ? wasAtHigh : values.count { $0 == high }
            #expect(Int(window.at_high) == isAtHigh)
        }
    }

    @Test("Closer ends hold the ranks asked for, and few values more", arguments: RowTests.counts)
    func closing(count: Int) {
        let smooth = RowTests.row("a", count, hasStrays: false)
        let samples = [
            smooth, smooth.map { $0.rounded() }, smooth.map { $0 * 1e-300 }, smooth.map { 1e16 + $0.rounded() },
            smooth.map { $0 < 5 ? 3 : $0 }, smooth.map { 1 / ($0 * $0 + 1e-6) }, smooth.map { _ in 3 },
        ]
        for sample in samples {
            let sorted = sample.sorted()
            let (least, greatest) = ((sorted.first ?? 0).nextDown, (sorted.last ?? 0).nextUp)
            let (quarter, half) = (count / 4, count / 2)
            for (first, last) in [(0, count - 1), (quarter, half), (half, half), (count / 8, count - 1)] {
                var (low, high) = (least, greatest)
                guard row_close_window(&low, &high, sample, count, first, last) else {
                    #expect(low == least && high == greatest)
                    continue
                }
                #expect(low >= least && high <= greatest && low <= sorted[first] && sorted[last] <= high)
                // Bins at both ends may reach into others.
                let left = sample.count { low <= $0 && $0 <= high }
                #expect(left <= 2 * (last - first + 1) + 64)
            }
        }
        var (low, high) = (-Double.infinity, Double.infinity)
        #expect(!row_close_window(&low, &high, smooth, count, 0, count - 1))
    }

    @Test("Ends are closed on samples without atoms")
    func closes() {
        let sample = RowTests.row("a", 500, hasStrays: false)
        let sorted = sample.sorted()
        var (low, high) = (-20.0, 20.0)
        #expect(row_close_window(&low, &high, sample, 500, 130, 360))
        #expect(low > sorted[120] && high < sorted[370])
    }
}
