import CRows
import Stochastics
import Testing

/// Polynomials in cells against the same looked up one by one, to the bit, with cells found by halving.
@Suite("Rows of quantiles")
struct QuantileRowTests {
    private static let cellCount = QUANTILE_CELLS + 2 * QUANTILE_END_CELLS
    /// A cell of one width, and one of either end, without a polynomial.
    private static let missing = [700, QUANTILE_CELLS + 100, QUANTILE_CELLS + QUANTILE_END_CELLS + 120]

    private static let cells: [Double] = {
        var cells = AddressedDraws(seed: 5).uniforms(at: Address("cells"), trials: 0..<4 * cellCount)
        for cell in [0] + missing { cells[4 * cell] = .nan }
        return cells
    }()

    /// The polynomial of p, cells being halved from 2⁻⁶ down and these cut into sixteen.
    private static func quantile(_ p: Double) -> Double {
        let nearer = min(p, 1 - p)
        var (cell, from, width) = (Int(p * 1024), Double(Int(p * 1024)) / 1024, 1.0 / 1024)
        var place = (p - from) / width
        if nearer < 1 / 64 {
            var (top, halving) = (1.0 / 64, 0)
            while nearer < top / 2 && halving < 14 { (top, halving) = (top / 2, halving + 1) }
            guard halving < 14 else { return .nan }
            width = top / 32
            let step = Int((nearer - top / 2) / width)
            from = top / 2 + Double(step) * width
            place = (nearer - from) / width
            cell = QUANTILE_CELLS + (p < 0.5 ? 0 : QUANTILE_END_CELLS) + 16 * (13 - halving) + step
        } else if p == from {
            // A knot ends the cell before where the number of that is even, as ½ below the knot is rounded to it.
            let shifted = (p * 1024 - 0.5).rounded(.toNearestOrEven)
            (cell, place) = (Int(shifted), p * 1024 - shifted)
        }
        let c = cells[4 * cell..<4 * cell + 4]
        let start = c.startIndex
        return ((c[start + 3] * place + c[start + 2]) * place + c[start + 1]) * place + c[start]
    }

    /// Probabilities all over, many of them near the ends, and knots.
    private static func probabilities(_ count: Int) -> [Double] {
        let uniforms = AddressedDraws(seed: 6).uniforms(at: Address("p"), trials: 0..<count)
        let (end, far, near) = (0x1p-6, 0x1p-15, 0x1p-20)
        let special: [Double] = [
            0.5, end, 1 - end, end.nextDown, (1 - end).nextUp, 17 / 1024, 18 / 1024, near, 1 - near, near.nextDown, far,
            far.nextUp, 1 - far, 1 - 0x1p-53, 0x1p-53, Double.leastNormalMagnitude,
        ]
        return uniforms.enumerated().map { place, uniform in
            if place % 5 == 1 { return special[place / 5 % special.count] }
            if place % 5 == 2 { return uniform / 100 }
            if place % 5 == 3 { return 1 - uniform / 100 }
            return uniform
        }
    }

    @Test("Values are those of the polynomial of each place, and what is missing is told", arguments: RowTests.counts)
    func wholeRows(count: Int) {
        let uniforms = Self.probabilities(count)
        var values = [Double](repeating: 9, count: count + 1)
        let isMissing = row_quantiles(&values, uniforms, Self.cells, count)
        let expected = uniforms.map(Self.quantile)
        #expect(RowTests.areSame(Array(values.prefix(count)), expected) && values[count] == 9)
        #expect(isMissing == expected.contains { $0.isNaN })
    }

    @Test("A row of all the places of all cells is read without a miss but for cells that are missing")
    func everyCell() {
        let uniforms = (0..<1 << 16).map { (Double($0) + 0.25) / 0x1p16 }
        var values = [Double](repeating: 9, count: uniforms.count)
        #expect(row_quantiles(&values, uniforms, Self.cells, uniforms.count))
        #expect(RowTests.areSame(values, uniforms.map(Self.quantile)))
        #expect(!row_quantiles(&values, uniforms, Self.cells, 0))
        #expect(!row_quantiles(&values, [Double](repeating: 0.3, count: 9), Self.cells, 9))
    }

    @Test("Only uniforms between two limits are taken, from their share of a stretch", arguments: RowTests.counts)
    func stretches(count: Int) {
        let uniforms = Self.probabilities(count)
        for (above, end, from, width) in [(0.2, 0.75, 0.2, 0.55), (0, 0.5, 0.25, 0.125), (0.4, 0.3, 0, 1)] {
            var values = [Double](repeating: 9, count: count + 1)
            let isMissing = row_quantiles_between(&values, uniforms, Self.cells, above, end, from, width, count)
            let expected = uniforms.map { uniform in
                let share = min(max((uniform - from) / width, .leastNormalMagnitude), 1.0.nextDown)
                return uniform > above && uniform <= end ? Self.quantile(share) : 9
            }
            #expect(RowTests.areSame(Array(values.prefix(count)), expected) && values[count] == 9)
            #expect(isMissing == expected.contains { $0.isNaN })
        }
    }
}
