import CRows
import Testing

/// Functions on windows, likewise.
@Suite("Rows and windows")
struct WindowRowTests {
    @Test("Windows mark what lies inside and is no atom, and count what lies below", arguments: RowTests.counts)
    func marks(count: Int) {
        let values = RowTests.row("a", count, hasStrays: true).map { ($0 / 2).rounded() / 2 }
        let limits: [[(Double, Double)]] = [[], [(-.infinity, .infinity)], [(-3, 1.5), (2, 2), (3, 4)], [(9, 12)]]
        for (ends, common) in limits.flatMap({ ends in [[], [0.0], [-2, 0, 2]].map { (ends, $0) } }) {
            var windows = ends.map { sample_window(low: $0.0, high: $0.1, below: 3, within: 4) }
            var atoms = common.map { sample_atom(value: $0, count: 5) }
            var marks = [UInt64](repeating: 9, count: (count + 63) / 64)
            let kept = row_mark_windows(&marks, values, count, &windows, ends.count, &atoms, common.count)
            let isAtom = values.map(common.contains)
            let isKept = zip(values, isAtom).map { value, isAtom in
                !isAtom && ends.contains { $0.0 <= value && value <= $0.1 }
            }
            #expect(kept == isKept.count { $0 })
            #expect((0..<count).allSatisfy { (marks[$0 / 64] >> UInt64($0 % 64) & 1 == 1) == isKept[$0] })
            for (window, ends) in zip(windows, ends) {
                #expect(window.below == 3 + values.count { $0 < ends.0 })
                let inside = zip(values, isAtom).count { ends.0 <= $0 && $0 <= ends.1 && !$1 }
                #expect(window.within == 4 + inside)
            }
            for (atom, value) in zip(atoms, common) { #expect(atom.count == 5 + values.count { $0 == value }) }
            var found = [Double](repeating: 9, count: kept + 1)
            row_gather_marks(&found, values, marks, count)
            #expect(found == zip(values, isKept).filter(\.1).map(\.0) + [9])
        }
    }

    @Test("Values at ranks lie between bounds close to each other, or nothing is said", arguments: RowTests.counts)
    func bounds(count: Int) {
        let values = RowTests.row("a", count, hasStrays: false)
        func bounds(_ sample: [Double], _ ranks: [Int]) -> (lower: [Double], upper: [Double])? {
            var (lower, upper) = (ranks.map { _ in Double.nan }, ranks.map { _ in Double.nan })
            var bins = [UInt16](repeating: 0, count: sample.count)
            let isTold = row_bound_ranks(&lower, &upper, ranks, ranks.count, sample, sample.count, &bins)
            return isTold ? (lower, upper) : nil
        }
        let ranks = Set([0, count / 5, count / 2, 4 * count / 5, count - 1]).sorted()
        let sorted = values.sorted()
        if count > 1 {
            guard let (lower, upper) = bounds(values, ranks) else {
                Issue.record("an even sample is bounded")
                return
            }
            let range = sorted[count - 1] - sorted[0]
            for (place, rank) in ranks.enumerated() {
                #expect(lower[place] - 1e-12 <= sorted[rank] && sorted[rank] <= upper[place] + 1e-12)
                #expect(upper[place] - lower[place] < range / 500)
            }
        }
        #expect(bounds(values.map { _ in 3 }, ranks) == nil)
        #expect(bounds(values.map { $0 * 8e306 }.map { $0 > 0 ? .infinity : $0 }, ranks) == nil)
        if count > 500 { #expect(bounds(values.map { $0 > 19 ? 1e9 : $0 }, ranks) == nil) }
    }
}
