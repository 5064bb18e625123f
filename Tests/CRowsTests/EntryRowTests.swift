import CRows
import Testing

/// Functions that enter flows, likewise.
@Suite("Rows of entries")
struct EntryRowTests {
    /// What is entered with or without a total before uplift, uplift and a budget, which may hold something.
    private static let ways = [false, true].flatMap { hasBefore in
        [false, true].flatMap { isLifted in
            [(false, false), (true, false), (true, true)].map { (hasBefore, isLifted, $0.0, $0.1) }
        }
    }

    @Test("A year's flow enters all accounts that it belongs to", arguments: RowTests.counts, [false, true])
    func years(count: Int, hasStrays: Bool) {
        let (row, other) = (RowTests.row("a", count, hasStrays: hasStrays), RowTests.row("b", count, hasStrays: false))
        let (uplift, held) = (RowTests.row("c", count, hasStrays: false), RowTests.row("d", count, hasStrays: false))
        for (hasBefore, isLifted, isKept, adds) in Self.ways {
            let flow = row.indices.map { isLifted ? (row[$0] == 0 ? 0 : row[$0] * uplift[$0]) : row[$0] }
            var tables = (0..<5).map { _ in held }
            let pointers = tables.indices.map { index in
                let copy = UnsafeMutablePointer<Double>.allocate(capacity: count)
                copy.initialize(from: tables[index], count: count)
                return copy
            }
            defer { for pointer in pointers { pointer.deallocate() } }
            var accounts = flow_accounts(
                value: pointers[0], size: pointers[1], total: pointers[2],
                total_before: hasBefore ? pointers[3] : nil, kept: isKept ? pointers[4] : nil, sign: -1, adds: adds)
            let entered = uplift.withUnsafeBufferPointer { uplift in
                row_enter_year(&accounts, row, other, isLifted ? uplift.baseAddress : nil, 0.9, count)
            }
            for (index, pointer) in pointers.enumerated() {
                tables[index] = Array(UnsafeBufferPointer(start: pointer, count: count))
            }
            #expect(entered.is_finite == flow.allSatisfy(\.isFinite) && entered.flows == flow.contains { $0 != 0 })
            #expect(RowTests.areSame(tables[0], flow.indices.map { held[$0] + 0.9 * flow[$0] }))
            #expect(RowTests.areSame(tables[1], flow.indices.map { held[$0] + abs(flow[$0]) }))
            #expect(RowTests.areSame(tables[2], flow.indices.map { held[$0] + flow[$0] }))
            let before = isLifted ? row : other
            #expect(RowTests.areSame(tables[3], hasBefore ? flow.indices.map { held[$0] + before[$0] } : held))
            let kept = flow.indices.map { adds ? held[$0] + -1 * flow[$0] : -1 * flow[$0] }
            #expect(RowTests.areSame(tables[4], isKept ? kept : held))
        }
    }

    @Test("Weighted flows and shares enter a budget", arguments: RowTests.counts)
    func budgets(count: Int) {
        let (places, marks) = (RowTests.places("p", count), RowTests.places("q", count).map { UInt8($0 % 2) })
        let (common, cells) = (RowTests.row("a", count), RowTests.row("b", count, hasStrays: false))
        let (held, founder) = (RowTests.row("c", count, hasStrays: false), RowTests.row("d", count))
        for (adds, hasCells, isNothing) in [
            (false, false, false), (true, false, false), (false, true, false), (true, true, false), (true, true, true),
        ] {
            let weights = places.map { $0 < 3 || isNothing ? 0 : Double($0) }
            var kept = held
            let entered = cells.withUnsafeBufferPointer { cells in
                row_keep_weights(&kept, adds, -1, weights, 0.3, common, hasCells ? cells.baseAddress : nil, count)
            }
            let flow = weights.indices.map { trial -> Double in
                let flow = weights[trial] == 0 ? 0 : 0.3 * weights[trial] * common[trial]
                return !hasCells ? flow : flow == 0 ? 0 : flow * cells[trial]
            }
            func expected(_ flow: [Double]) -> [Double] {
                flow.indices.map { adds ? held[$0] + -1 * flow[$0] : -1 * flow[$0] }
            }
            #expect(RowTests.areSame(kept, expected(flow)))
            #expect(entered.is_finite == flow.allSatisfy(\.isFinite) && entered.flows == flow.contains { $0 != 0 })
            kept = held
            let last = Int16(isNothing ? -1 : 6)
            let founders = isNothing ? marks.map { _ in 0 } : marks
            let flows = row_keep_share(&kept, adds, -1, 0.3, common, founder, places, last, founders, count)
            var share = [Double](repeating: 0, count: count)
            row_share(&share, 0.3, common, founder, places, last, founders, count)
            #expect(RowTests.areSame(kept, expected(share)) && flows == share.contains { $0 != 0 })
        }
    }
}
