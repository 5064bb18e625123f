import CRows

/// A quantile function as cubic Hermite polynomials between knots, made for many draws.
///
/// 1,024 cells of one width cover (0, 1). The 16 cells at either end are replaced by cells that narrow with the
/// distance q from the end, 16 to each halving, down to q = 2⁻²⁰; nearer to the ends, quantiles are exact. So they
/// are in each cell where the build finds the polynomial wanting (`cell`).
///
/// Between the exact ends values differ from the exact quantiles by at most 1e-6 of the distance of the 5th and the
/// 95th percentile; they never fall as the probability rises, but for the rounding of the last place.
///
/// Where a cut leaves only a small probability M of an upper tail, exact quantiles are steps of 2⁻⁵³/M in p, as the
/// family's own probabilities are near 1; then differences in the last millionths of p are those steps.
final class QuantileTable: @unchecked Sendable {
    /// The greatest absolute error, as a share of the distance of the 5th and the 95th percentile.
    static let errorBound = 1e-6

    /// The number of cells of one width.
    private static let evenCells = QUANTILE_CELLS
    /// How many of them at either end are replaced.
    private static let replacedCells = QUANTILE_REPLACED
    /// The number of narrowing cells at either end.
    private static let endCells = QUANTILE_END_CELLS
    /// The distance from an end below which quantiles are exact.
    private static let exactBelow = QUANTILE_NEAREST

    /// Cells as `row_quantiles` reads them: those of one width, those of the lower end, those of the upper end, with four
    /// coefficients each. A cell without a polynomial has NaN for the constant, then the least and the greatest value it
    /// may give. Nobody writes them once they are made.
    private let cells: UnsafeMutablePointer<SIMD4<Double>>
    /// The values at q = 2⁻²⁰, beyond which exact quantiles must lie.
    private let lowest: Double
    private let highest: Double
    private let curve: any QuantileCurve
    /// What holds the cells, where they are another table's.
    private let holder: QuantileTable?

    /// Distances from an end at which a curve is traced: those of the narrowing cells, then those of one width to ½.
    static let distances: [Double] =
        (0..<endCells).map { distance(ofEndCell: $0) }
        + (replacedCells...evenCells / 2).map { Double($0) / Double(evenCells) }

    /// The four highest bits of the significand stand, with the exponent, above the 48 lowest bits.
    private static func distance(ofEndCell number: Int) -> Double {
        Double(bitPattern: UInt64(number) << 48 + exactBelow.bitPattern)
    }

    init(_ curve: any QuantileCurve) {
        let distances = Self.distances
        let traces = curve.traces(at: distances)
        var (lower, upper) = (traces.lower, traces.upper)
        let (ends, half) = (Self.endCells, distances.count - 1)
        // From 0.0508 to 0.9492: a little less than between the percentiles of the bound.
        let fifth = ends + 52 - Self.replacedCells
        let spread = upper.values[fifth] - lower.values[fifth]
        // Traced from both ends, the median must come out the same.
        let isSound = abs(upper.values[half] - lower.values[half]) <= Self.errorBound / 100 * spread
        upper.values[half] = lower.values[half]
        let size = max(abs(lower.values[fifth]), abs(upper.values[fifth]))
        // A quarter of the bound at the middle of a cell, where the error of a Hermite polynomial is greatest.
        let tolerance = isSound ? Self.errorBound / 4 * spread + 4 * size.ulp : -1

        cells = .allocate(capacity: Self.evenCells + 2 * ends)
        for number in 0..<Self.evenCells {
            let near = number < Self.evenCells / 2 ? number : Self.evenCells - 1 - number
            guard near >= Self.replacedCells else {
                (cells + number).initialize(to: SIMD4(repeating: .nan))
                continue
            }
            let place = ends + near - Self.replacedCells
            (cells + number).initialize(
                to: Self.cell(
                    number == near ? lower : upper, from: number == near ? place : place + 1,
                    to: number == near ? place + 1 : place, width: 1 / Double(Self.evenCells), tolerance: tolerance))
        }
        for number in 0..<ends {
            let width = distances[number + 1] - distances[number]
            (cells + Self.evenCells + number).initialize(
                to: Self.cell(lower, from: number, to: number + 1, width: width, tolerance: tolerance))
            (cells + Self.evenCells + ends + number).initialize(
                to: Self.cell(upper, from: number, to: number + 1, width: -width, tolerance: tolerance))
        }
        lowest = isSound ? lower.values[0] : .infinity
        highest = isSound ? upper.values[0] : -.infinity
        self.curve = curve
        holder = nil
    }

    /// The same table with the same cells, to be used by one thread: counting who uses it touches nothing that others touch.
    init(sharing other: QuantileTable) {
        (cells, lowest, highest, curve) = (other.cells, other.lowest, other.highest, other.curve)
        holder = other
    }

    deinit {
        if holder == nil { cells.deallocate() }
    }

    /// The coefficients between two knots, `width` being the rise of the probability. No polynomial is taken unless
    /// it agrees with the trace halfway and cannot turn back (slopes of at most three times the secant, of its sign).
    ///
    /// - Source: Fritsch and Carlson, "Monotone piecewise cubic interpolation", SIAM Journal on Numerical Analysis 17
    ///   (1980), for the condition on slopes.
    private static func cell(
        _ trace: QuantileTrace, from: Int, to: Int, width: Double, tolerance: Double
    ) -> SIMD4<Double> {
        let (start, end) = (trace.values[from], trace.values[to])
        let rise = end - start
        let (first, last) = (width * trace.slopes[from], width * trace.slopes[to])
        let middle = (start + end) / 2 + (first - last) / 8
        let limit = 3 * abs(rise)
        if abs(middle - trace.middles[min(from, to)]) <= tolerance, first * width >= 0, last * width >= 0,
            rise * width >= 0, abs(first) <= limit, abs(last) <= limit
        {
            return SIMD4(start, first, 3 * rise - 2 * first - last, first + last - 2 * rise)
        }
        return tolerance < 0 ? SIMD4(.nan, -.infinity, .infinity, 0) : SIMD4(.nan, min(start, end), max(start, end), 0)
    }

    /// The quantiles of probabilities in (0, 1), element by element.
    func fill(_ values: UnsafeMutablePointer<Double>, uniforms: UnsafePointer<Double>, count: Int) {
        guard row_quantiles(values, uniforms, coefficients, count) else { return }
        for i in 0..<count where values[i].isNaN { values[i] = exact(uniforms[i], of: uniforms[i]) }
    }

    /// The same for those uniforms alone that lie above one number and up to another, spread from `from` over `width`.
    func fill(
        _ values: UnsafeMutablePointer<Double>, uniforms: UnsafePointer<Double>, count: Int, above: Double,
        upTo end: Double, from: Double, width: Double
    ) {
        guard row_quantiles_between(values, uniforms, coefficients, above, end, from, width, count) else { return }
        for i in 0..<count where uniforms[i] > above && uniforms[i] <= end && values[i].isNaN {
            values[i] = exact(PiecewiseQuantile.share(uniforms[i], from, width), of: uniforms[i])
        }
    }

    private var coefficients: UnsafePointer<Double> {
        UnsafeRawPointer(cells).assumingMemoryBound(to: Double.self)
    }

    /// The quantile where there is no polynomial: p is the place of u in this table.
    private func exact(_ p: Double, of u: Double) -> Double {
        let end = Double(Self.replacedCells) / Double(Self.evenCells)
        let value = curve.quantile(u)
        if p < end {
            guard p >= Self.exactBelow else { return min(value, lowest) }
            return held(value, to: Self.evenCells + Self.endCell(at: p))
        }
        if 1 - p < end {
            guard 1 - p >= Self.exactBelow else { return max(value, highest) }
            return held(value, to: Self.evenCells + Self.endCells + Self.endCell(at: 1 - p))
        }
        // The cell as `row_quantiles` finds it.
        let shifted = (p * Double(Self.evenCells) - 0.5) + 0x1p52
        return held(value, to: Int(truncatingIfNeeded: shifted.bitPattern & UInt64(Self.evenCells - 1)))
    }

    private func held(_ value: Double, to cell: Int) -> Double { min(max(value, cells[cell][1]), cells[cell][2]) }

    private static func endCell(at distance: Double) -> Int {
        Int((distance.bitPattern - exactBelow.bitPattern) >> 48)
    }

    /// The share of probabilities whose quantiles are exact, for lack of a polynomial or near an end.
    var exactShare: Double {
        func count(_ numbers: Range<Int>, _ weight: (Int) -> Double) -> Double {
            numbers.reduce(0) { $0 + (cells[$1][0].isNaN ? weight($1 - numbers.lowerBound) : 0) }
        }
        let width = { (number: Int) in Self.distances[number + 1] - Self.distances[number] }
        let replaced = Self.replacedCells
        let (even, ends) = (Self.evenCells, Self.endCells)
        return 2 * Self.exactBelow + count(replaced..<even - replaced) { _ in 1 / Double(even) }
            + count(even..<even + ends, width) + count(even + ends..<even + 2 * ends, width)
    }
}
