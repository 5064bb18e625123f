import CRows
import Stochastics
import Testing

/// Functions on samples, likewise.
@Suite("Rows as samples")
struct SampleRowTests {
    @Test("Sums run over every eighth value, and differences and counts over all", arguments: RowTests.counts)
    func moments(count: Int) {
        let values = RowTests.row("a", count, hasStrays: false)
        func sum(_ values: [Double]) -> Double {
            var eight = [Double](repeating: 0, count: 8)
            for place in 0..<count & ~7 { eight[place % 8] += values[place] }
            return (eight[1...] + values[(count & ~7)...]).reduce(eight[0], +)
        }
        #expect(row_sample_sum(values, count) == sum(values))
        var (differences, squares) = (0.0, 0.0)
        row_differences(values, 1.7, count, &differences, &squares)
        #expect(differences == sum(values.map { $0 - 1.7 }))
        #expect(squares == sum(values.map { ($0 - 1.7) * ($0 - 1.7) }))
        for limit in [0, values[count / 2]] {
            #expect(row_count_above(values, limit, count) == values.count { $0 > limit })
            #expect(row_count_from(values, limit, count) == values.count { $0 >= limit })
        }
        var (negative, positive) = (0, 0)
        row_count_signs(values, count, &negative, &positive)
        #expect(negative == values.count { $0 < 0 } && positive == values.count { $0 > 0 })
    }

    @Test("Places in a sketch are those below, held to its ends, and the atom's", arguments: RowTests.counts)
    func places(count: Int) {
        var values = RowTests.row("a", count, hasStrays: false)
        if count > 20 { (values[11], values[12]) = (.infinity, -1e300) }
        var places = [UInt32](repeating: 9, count: count)
        for outskirts in [0, 3] {
            // From -8 to 4.5 a quarter wide, on either side three bins of 1, if any.
            var bins = bin_places(
                start: -8, scale: 4, fine: 50, outskirts: Double(outskirts), coarse: 0.25, atom: 0)
            row_find_places(&places, values, &bins, count)
            let last = UInt32(51 + 2 * outskirts)
            let expected = values.map { value -> UInt32 in
                if value == 0 { return last + 1 }
                if value < -8 { return UInt32(max(0, (value + 9).rounded(.down) + Double(outskirts))) }
                if value < 4.5 { return UInt32(((value + 8) * 4).rounded(.down)) + 1 + UInt32(outskirts) }
                return min(last, UInt32(min(1000, (value - 3.5).rounded(.down))) + 50 + UInt32(outskirts))
            }
            #expect(places == expected)
            var short = [UInt16](repeating: 9, count: count)
            let areInside = row_put_places(&short, values, &bins, count)
            #expect(short == expected.map { UInt16($0) } && areInside == !expected.contains { $0 == 0 || $0 == last })
            var kept = [UInt32](repeating: 2, count: Int(last) + 2)
            row_count_kept_places(&kept, kept.count, short, count)
            #expect(kept == kept.indices.map { place in 2 + UInt32(expected.count { $0 == place }) })
            var counts = [UInt32](repeating: 2, count: Int(last) + 2)
            row_count_places(&counts, values, &bins, count)
            #expect(counts == counts.indices.map { place in 2 + UInt32(expected.count { $0 == place }) })
        }
    }

    @Test("Bins hold what lies nearest to them and give it back", arguments: RowTests.counts)
    func bins(count: Int) {
        let values = RowTests.row("a", count, hasStrays: false)
        let (least, scale) = (values.min() ?? 0, 3.0)
        var (bins, counts) = ([UInt16](repeating: 0, count: count), [UInt32](repeating: 9, count: 4 * 256))
        row_count_bins(&bins, &counts, 256, values, least, scale, count)
        let expected = values.map { UInt16((($0 - least) * scale).rounded(.toNearestOrEven)) }
        #expect(bins == expected)
        for bin in [0, 1, 30, 255] {
            let own = values.indices.filter { expected[$0] == bin }.map { values[$0] }
            #expect(Int(counts[bin]) == own.count)
            var found = [Double](repeating: 0, count: own.count + 1)
            #expect(row_gather_bin(&found, values, bins, UInt16(bin), count) == own.count)
            #expect(RowTests.areSame(Array(found.prefix(own.count)), own))
            guard let pivot = own.last else { continue }
            var (less, equal) = (0, 0)
            row_split_bin(values, bins, UInt16(bin), pivot, count, &less, &equal)
            #expect(less == own.count { $0 < pivot } && equal == own.count { $0 == pivot })
        }
    }

    @Test("A triangular distribution is drawn by its closed form", arguments: RowTests.counts)
    func triangular(count: Int) {
        let uniforms = AddressedDraws(seed: 7).uniforms(at: Address("u"), trials: 0..<count)
        for (least, mode, greatest) in [(0.0, 2.0, 5.0), (-3, -3, 1), (1, 4, 4)] {
            var found = uniforms
            row_triangular(&found, uniforms, least, mode, greatest, count)
            let width = greatest - least
            for (value, u) in zip(found, uniforms) {
                let root =
                    u * width <= mode - least
                    ? least + (u * (width * (mode - least))).squareRoot()
                    : greatest - ((1 - u) * (width * (greatest - mode))).squareRoot()
                #expect(value == root)
            }
        }
    }
}
