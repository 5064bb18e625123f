import CRows
import Stochastics
import Testing

/// Every function on rows against the same thing said trial by trial, to the bit: whole vectors and what is left over,
/// nothing, infinities and what is no number.
@Suite("Rows of trials")
struct RowTests {
    static let counts = [1, 7, 8, 63, 64, 65, 512, 777]

    /// A row of normals, with a zero, a negative zero and, on request, values that are not finite.
    static func row(_ name: String, _ count: Int, hasStrays: Bool = true) -> [Double] {
        let uniforms = AddressedDraws(seed: 7).uniforms(at: Address(name), trials: 0..<count)
        var values = uniforms.map { ($0 - 0.5) * 40 }
        for (place, stray) in [(0, 0.0), (3, -0.0), (9, .infinity), (17, .nan)] where place < count {
            if stray.isFinite || hasStrays { values[place] = stray }
        }
        return values
    }

    static func places(_ name: String, _ count: Int) -> [Int16] {
        AddressedDraws(seed: 8).uniforms(at: Address(name), trials: 0..<count).map { Int16($0 * 12) }
    }

    static func areSame(_ first: [Double], _ second: [Double]) -> Bool {
        zip(first, second).allSatisfy { $0.isNaN ? $1.isNaN : $0.bitPattern == $1.bitPattern }
    }

    @Test("Sums and products are those of each trial", arguments: counts)
    func arithmetic(count: Int) {
        let (a, b, c) = (Self.row("a", count), Self.row("b", count), Self.row("c", count))
        func changed(_ change: (UnsafeMutablePointer<Double>) -> Void) -> [Double] {
            var result = a
            result.withUnsafeMutableBufferPointer { if let start = $0.baseAddress { change(start) } }
            return result
        }
        func check(_ found: [Double], _ expected: (Int) -> Double, _ line: Int = #line) {
            #expect(Self.areSame(found, a.indices.map(expected)), "line \(line)")
        }
        check(changed { row_add($0, b, count) }) { a[$0] + b[$0] }
        check(changed { row_add_times($0, 1.7, b, count) }) { a[$0] + 1.7 * b[$0] }
        check(changed { row_sum_times($0, b, 1.7, c, count) }) { b[$0] + 1.7 * c[$0] }
        check(changed { row_subtract($0, b, count) }) { a[$0] - b[$0] }
        check(changed { row_difference($0, b, c, count) }) { b[$0] - c[$0] }
        check(changed { row_add_size_times($0, -0.3, b, count) }) { a[$0] + abs(-0.3 * b[$0]) }
        check(changed { row_multiply($0, b, count) }) { a[$0] * b[$0] }
        check(changed { row_scale($0, 1.1, count) }) { a[$0] * 1.1 }
        check(changed { row_product($0, b, c, count) }) { b[$0] * c[$0] }
        check(changed { row_times($0, 0.1, b, count) }) { 0.1 * b[$0] }
        check(changed { row_multiply_flowing($0, b, count) }) { a[$0] == 0 ? 0 : a[$0] * b[$0] }
        check(changed { row_product_flowing($0, b, c, count) }) { b[$0] == 0 ? 0 : b[$0] * c[$0] }
        check(changed { row_add_product($0, b, c, count) }) { a[$0] + b[$0] * c[$0] }
        check(changed { row_lift_gains($0, b, c, count) }) { b[$0] > 0 ? b[$0] * c[$0] : b[$0] }
        check(changed { row_sum_terms($0, [], [], 0, count) }) { _ in 0 }
        b.withUnsafeBufferPointer { first in
            c.withUnsafeBufferPointer { second in
                let rows = [first.baseAddress, second.baseAddress]
                check(changed { row_sum_terms($0, rows, [1, -1], 2, count) }) { 0 + b[$0] + -1 * c[$0] }
            }
        }
    }

    @Test("What is asked of a whole row is true of all its trials", arguments: counts)
    func questions(count: Int) {
        let strays = Self.row("a", count)
        let values = Self.row("a", count, hasStrays: false)
        #expect(row_is_finite(values, count) && row_is_finite(strays, count) == (count <= 9))
        #expect(row_flows(values, count) == values.contains { $0 != 0 })
        #expect(!row_flows([Double](repeating: -0.0, count: count), count))
        var last = [Double](repeating: 0, count: count)
        last[count - 1] = .leastNonzeroMagnitude
        #expect(row_flows(last, count))
        last[count - 1] = -.infinity
        #expect(!row_is_finite(last, count))
        var eight = [Double](repeating: 0, count: 8)
        var rest = 0.0
        for (place, value) in values.enumerated() {
            if place < count & ~7 { eight[place % 8] += value } else { rest += value }
        }
        let whole = ((eight[0] + eight[4]) + (eight[1] + eight[5])) + ((eight[2] + eight[6]) + (eight[3] + eight[7]))
        #expect(row_sum(values, count) == whole + rest)
        var (least, greatest) = (0.0, 0.0)
        row_extremes(values, count, &least, &greatest)
        #expect(least == values.min() && greatest == values.max())
    }

    @Test("Weights go by places, and modifiers by who had joined", arguments: counts)
    func places(count: Int) {
        let (values, by, places) = (Self.row("a", count), Self.row("b", count), Self.places("p", count))
        let cases: [[(Int, Double)]] = [
            [(0, 1.5)], [(0, 0), (4, 2)], [(0, 1), (2, 0.5), (5, 0)], (0..<7).map { ($0, 10 - Double($0)) },
        ]
        for steps in cases {
            let (from, weights) = (steps.map { Int16($0.0) }, steps.map(\.1))
            var found = values
            row_of_steps(&found, places, from, weights, steps.count, count)
            #expect(found == places.map { place in steps.last { $0.0 <= place }?.1 ?? .nan })
        }
        var found = values
        row_modify(&found, by, places, 5, count)
        func modified(_ trial: Int, _ holds: Bool) -> Double {
            holds && values[trial] != 0 ? values[trial] * by[trial] : values[trial]
        }
        #expect(Self.areSame(found, values.indices.map { modified($0, places[$0] <= 5) }))
        let ends = places.map { Int($0) / 2 }
        found = values
        row_modify_until(&found, by, places, 5, ends, 2, count)
        #expect(Self.areSame(found, values.indices.map { modified($0, places[$0] <= 5 && 2 < ends[$0]) }))
        var offsets = [Int32](repeating: 0, count: count)
        row_offsets(&offsets, places, 512, count)
        #expect(offsets == places.enumerated().map { Int32($1) * 512 + Int32($0) })
        let table = Self.row("t", 12 * 512 + count)
        row_look_up(&found, table, offsets, count)
        #expect(Self.areSame(found, offsets.map { table[Int($0)] }))
        let cells = Self.row("c", count)
        let small = Array(table.prefix(12))
        row_look_up_places(&found, small, places, count)
        #expect(Self.areSame(found, places.map { small[Int($0)] }))
        var sums = Self.row("s", 12 * 512 + count)
        var expected = sums
        for offset in offsets { expected[Int(offset)] += 0.7 }
        row_add_at(&sums, 0.7, offsets, count)
        #expect(Self.areSame(sums, expected))
        let units = offsets.map { table[Int($0)] }
        let flow = values.indices.map { units[$0] == 0 ? 0 : 0.3 * cells[$0] * units[$0] }
        for (isEntered, isKept) in [(true, true), (true, false), (false, true)] {
            var (npv, magnitude, kept, own) = (values, by, cells, cells)
            let sum = npv.withUnsafeMutableBufferPointer { npv in
                kept.withUnsafeMutableBufferPointer { kept in
                    row_enter_cells(
                        isEntered ? npv.baseAddress : nil, &magnitude, isKept ? kept.baseAddress : nil, &own, units,
                        cells, 0.3, -1, count)
                }
            }
            let expectedSum = row_sum(flow, count)
            #expect(sum.bitPattern == expectedSum.bitPattern || sum.isNaN && expectedSum.isNaN)
            #expect(Self.areSame(own, cells.map { 0.3 * $0 }))
            #expect(Self.areSame(npv, isEntered ? values.indices.map { values[$0] - flow[$0] } : values))
            #expect(Self.areSame(magnitude, by.indices.map { by[$0] + abs(flow[$0]) }))
            #expect(Self.areSame(kept, isKept ? flow : cells))
        }
        var lower = values
        row_count_lower(&lower, offsets, 2000, count)
        #expect(Self.areSame(lower, values.indices.map { values[$0] + (offsets[$0] < 2000 ? 1 : 0) }))
        row_are_lower(&lower, offsets, 2000, count)
        #expect(lower == offsets.map { $0 < 2000 ? 1 : 0 })
        var years = Self.places("q", count)
        let before = years
        row_earliest_years(&years, places, 11, .max, count)
        #expect(years == before.indices.map { places[$0] == 11 ? before[$0] : min(before[$0], places[$0]) })
        row_years(&years, places, 11, .max, count)
        #expect(years == places.map { $0 == 11 ? .max : $0 })
        var members = [UInt16](repeating: 4, count: 12 * count)
        // Four at a time, and those that are left over.
        let councils = (0..<7).map { Self.places("m\($0)", count) }
        withRows(of: councils) { row_count_members(&members, $0, 7, 12, count) }
        #expect(
            members
                == members.indices.map { cell in
                    UInt16(4 + councils.count { $0[cell % count] == cell / count })
                })
        let founders = places.map { UInt8($0 % 2) }
        row_share(&found, 0.3, values, by, places, 5, founders, count)
        let shares = values.indices.map { trial in
            0.3 * ((places[trial] <= 5 ? values[trial] : 0) + (founders[trial] != 0 ? by[trial] : 0))
        }
        #expect(Self.areSame(found, shares))
        let keys = values.map { abs($0) / 20 }
        var joined = places
        row_places_of_keys(&joined, keys, [0.1, 0.4, 0.8], 3, 6, 40, count)
        #expect(joined == keys.map { key in [0.1, 0.4, 0.8].firstIndex { !(key > $0) }.map { Int16(6 + $0) } ?? 40 })
        var ranked = keys.map { key in Int16([0.1, 0.4, 0.8].count { key > $0 }) }
        row_places_of_ranks(&ranked, 3, 6, 40, count)
        #expect(ranked == joined)
    }

    @Test("Lines that lie side by side are summed as each would be alone", arguments: counts, [1, 2, 4, 8])
    func lines(count: Int, stride: Int) {
        let own = Self.row("o", stride * count)
        let offsets = Self.places("p", count).enumerated().map { Int32($1) * Int32(count) + Int32($0) }
        let before = Self.row("s", 12 * count * stride)
        var sums = before
        row_add_lines(&sums, stride, own, offsets, count)
        for line in 0..<stride {
            var expected = (0..<12 * count).map { before[$0 * stride + line] }
            for trial in 0..<count { expected[Int(offsets[trial])] += own[line * count + trial] }
            var found = [Double](repeating: 9, count: 12 * count)
            row_take_line(&found, sums, stride, line, 12 * count)
            #expect(Self.areSame(found, expected))
        }
    }

    @Test("Cash is cumulated", arguments: counts)
    func cumulation(count: Int) {
        let asked = Self.row("a", count, hasStrays: false).map { $0 / 10 }
        let shares = asked.map { min(1, max(-1, $0)) }
        var (sums, highest, marks) = (asked, asked, Self.places("p", count))
        let before = marks
        row_accumulate(&sums, &highest, shares, count)
        #expect(sums == asked.indices.map { asked[$0] + shares[$0] })
        #expect(highest == asked.indices.map { max(asked[$0], sums[$0]) })
        row_mark_above(&marks, 99, sums, 0.5, count)
        #expect(marks == before.indices.map { sums[$0] > 0.5 ? 99 : before[$0] })
    }

    @Test("Marks are set, joined and counted", arguments: counts)
    func marks(count: Int) {
        let values = Self.row("a", count, hasStrays: false)
        var marks = [UInt8](repeating: 9, count: count)
        row_mark_flowing(&marks, values, count)
        #expect(marks == values.map { $0 == 0 ? 0 : 1 })
        #expect(row_is_marked(marks, count) == marks.contains(1))
        let others = Self.places("p", count).map { UInt8($0 % 2) }
        var both = marks
        row_add_marks(&both, others, count)
        #expect(both == marks.indices.map { marks[$0] | others[$0] })
        var (added, below, marked) = (
            values, [UInt16](repeating: 2, count: count), [UInt16](repeating: 7, count: count)
        )
        let council = row_add_council(&added, &below, &marked, values, others, 3, count)
        let summary = council.sample
        #expect(council.total.bitPattern == row_sum(values, count).bitPattern)
        let expected = row_summarise(values, 3, count)
        #expect(added == values.map { 2 * $0 } && below == values.map { $0 < -3 ? 3 : 2 })
        #expect(marked == others.map { 7 + UInt16($0) })
        #expect((summary.sum, summary.above) == (expected.sum, expected.above))
        #expect((summary.least, summary.greatest) == (expected.least, expected.greatest))
        row_count_below(&below, values, 4, count)
        #expect(below == values.map { ($0 < -3 ? 3 : 2) + ($0 < 4 ? 1 : 0) })
        var (flowing, losing) = ([UInt16](repeating: 3, count: count), [UInt16](repeating: 5, count: count))
        row_count_losing(&flowing, &losing, others, values, -3, count)
        #expect(flowing == others.map { 3 + UInt16($0) })
        #expect(losing == values.indices.map { 5 + (values[$0] < -3 ? UInt16(others[$0]) : 0) })
        let years = Self.places("p", count).map { $0 > 8 ? .max : $0 - 3 }
        var joined = marks
        row_mark_other(&joined, years, .max, count)
        #expect(joined == years.map { $0 == .max ? 0 : 1 })
        let flows = values.indices.contains { joined[$0] == 0 && values[$0] != 0 }
        #expect(row_flows_where(values, years, .max, count) == flows)
        var bits = [Int16](repeating: 9, count: (count + 15) / 16)
        row_mark_bits(&bits, years, .max, count)
        var unpacked = marks
        row_marks_of_bits(&unpacked, bits, count)
        #expect(unpacked == joined && row_flows_unmarked(values, bits, count) == flows)
        #expect(!row_flows_unmarked(values.map { _ in -0.0 }, bits, count))
        #expect(!row_flows_where(values.map { _ in -0.0 }, years, .max, count))
        let (own, yearOfPlace) = (Self.places("q", count), (0..<12).map { $0 == 11 ? Int16.max : Int16($0 - 2) })
        var earliest = years
        row_earliest_years_of(&earliest, own, yearOfPlace, count)
        #expect(earliest == years.indices.map { min(years[$0], yearOfPlace[Int(own[$0])]) })
        var byYear = [UInt32](repeating: 7, count: 7)
        row_count_years(&byYear, years, -2, 7, count)
        #expect(byYear == (0..<7).map { place in UInt32(years.count { min(6, max(0, Int($0) + 2)) == place }) })
        // As many places as a byte holds, and more.
        let spread = years.indices.map { $0 % 5 == 4 ? Int16.max : Int16($0 * 37 % 250 - 40) }
        for places in [127, 128, 260] {
            var counts = [UInt32](repeating: 7, count: places)
            row_count_years(&counts, spread, -32, places, count)
            #expect(
                counts
                    == (0..<places).map { place in
                        UInt32(spread.count { min(places - 1, max(0, Int($0) + 32)) == place })
                    })
        }
    }

    @Test("Cash is followed year by year, and tables are read where each trial points", arguments: counts)
    func following(count: Int) {
        let (cash, table) = (Self.row("a", count, hasStrays: false), Self.row("b", 12 * count, hasStrays: false))
        var (sums, discounted) = (Self.row("c", count, hasStrays: false), Self.row("d", count, hasStrays: false))
        var (lowest, last) = (Self.row("e", count, hasStrays: false), [Double](repeating: 1, count: count))
        let before = (sums, discounted, lowest)
        row_follow_cash(&sums, &discounted, &lowest, &last, cash, 0.7, 5, -0.005, count)
        #expect(sums == cash.indices.map { before.0[$0] + cash[$0] })
        #expect(discounted == cash.indices.map { before.1[$0] + 0.7 * cash[$0] })
        #expect(lowest == cash.indices.map { min(before.2[$0], sums[$0]) })
        #expect(last == discounted.map { $0 < -0.005 ? 5 : 1 })
        let offsets = Self.places("p", count).enumerated().map { Int32($1) * Int32(count) + Int32($0) }
        // Four sums of what is paid, of every fourth trial; what is left over goes to the first.
        let (paid, ownCash) = (Self.row("p", 12 * count, hasStrays: false), Self.row("q", 12 * count, hasStrays: false))
        let found = offsets.map { paid[Int($0)] }
        var sums4 = [0.0, 0, 0, 0]
        for trial in 0..<count { sums4[trial < count & ~3 ? trial % 4 : 0] += found[trial] }
        for (isFirst, hasCash, hasPaid) in [
            (false, true, true), (true, true, false), (true, false, true), (false, false, true),
        ] {
            var accounts = [Double](repeating: .nan, count: 4 * 12 * count)
            paid.withUnsafeBufferPointer {
                row_join_accounts(&accounts, table, hasPaid ? $0.baseAddress : nil, ownCash, 12 * count)
            }
            var (npv, cashNPV, summed) = (cash, cash, [Double](repeating: .nan, count: 12 * count))
            let sum = cashNPV.withUnsafeMutableBufferPointer {
                row_enter_accounts(&npv, hasCash ? $0.baseAddress : nil, isFirst, 0.3, 1.5, &accounts, offsets, count)
            }
            func entered(_ table: [Double]) -> [Double] {
                cash.indices.map { (isFirst ? 0 : cash[$0]) + 0.3 * table[Int(offsets[$0])] }
            }
            #expect(npv == entered(table))
            #expect(cashNPV == (hasCash ? entered(ownCash) : cash))
            #expect(sum == (hasPaid ? (sums4[0] + sums4[1]) + (sums4[2] + sums4[3]) : 0))
            row_sums_of_accounts(&summed, accounts, 12 * count)
            #expect(summed == summed.indices.map { cell in 1.5 * Double(offsets.count { Int($0) == cell }) })
        }
    }

    @Test(
        "A unit is entered into tables: NPV, its size, and what is paid or cash where there is any", arguments: counts)
    func tabulating(count: Int) {
        let (unit, before) = (Self.row("u", count), Self.row("b", count))
        let value = unit.map { 0.7 * $0 }
        for (hasPaid, hasCash) in [(true, true), (true, false), (false, true)] {
            var (npv, size, paid, cash) = (before, before, before, before)
            paid.withUnsafeMutableBufferPointer { paid in
                cash.withUnsafeMutableBufferPointer { cash in
                    row_tabulate(
                        &npv, &size, hasPaid ? paid.baseAddress : nil, hasCash ? cash.baseAddress : nil, 0.7, -1, unit,
                        count)
                }
            }
            #expect(Self.areSame(npv, before.indices.map { before[$0] - value[$0] }))
            #expect(Self.areSame(size, before.indices.map { before[$0] + abs(value[$0]) }))
            #expect(Self.areSame(paid, before.indices.map { hasPaid ? before[$0] + value[$0] : before[$0] }))
            #expect(Self.areSame(cash, before.indices.map { hasCash ? before[$0] - value[$0] : before[$0] }))
        }
        var row = Self.row("f", count, hasStrays: false).map { $0 == 0 ? 1 : $0 }
        #expect(row_flows_throughout(row, count))
        row[count - 1] = -0.0
        #expect(!row_flows_throughout(row, count))
    }

    /// Pointers to rows, for functions that go through several at once.
    private func withRows(of rows: [[Int16]], _ body: ([UnsafePointer<Int16>?]) -> Void) {
        func descend(_ place: Int, _ pointers: [UnsafePointer<Int16>?]) {
            if place == rows.count { return body(pointers) }
            rows[place].withUnsafeBufferPointer { descend(place + 1, pointers + [$0.baseAddress]) }
        }
        descend(0, [])
    }
}
