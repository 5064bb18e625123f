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
struct QuantileTable: Sendable {
    /// The greatest absolute error, as a share of the distance of the 5th and the 95th percentile.
    static let errorBound = 1e-6

    /// The number of cells of one width.
    static let cells = 1024
    /// How many of them at either end are replaced.
    static let endCells = 16
    /// Cells to each halving of the distance from an end.
    static let cellsPerHalving = 16
    /// The distance from an end below which quantiles are exact.
    static let exactBelow = 0x1p-20

    /// Four coefficients a cell, the constant one first, of the place within the cell, 0 to 1. A cell without a
    /// polynomial has NaN for the constant, then the least and the greatest value it may give.
    private let centre: [Double]
    /// The same for the ends, from q = 2⁻²⁰ up, with the place in the direction of rising q.
    private let lowerEnd: [Double]
    private let upperEnd: [Double]
    /// The values at q = 2⁻²⁰, beyond which exact quantiles must lie.
    private let lowest: Double
    private let highest: Double
    private let curve: any QuantileCurve

    /// Distances from an end at which a curve is traced: those of the narrowing cells, then those of one width to ½.
    static let distances: [Double] =
        (0..<endCellCount).map { distance(ofEndCell: $0) } + (endCells...cells / 2).map { Double($0) / Double(cells) }

    private static let endCellCount = 14 * cellsPerHalving

    /// The four highest bits of the significand stand, with the exponent, above the 48 lowest bits.
    private static func distance(ofEndCell number: Int) -> Double {
        Double(bitPattern: UInt64(number) << 48 + exactBelow.bitPattern)
    }

    init(_ curve: any QuantileCurve) {
        let distances = Self.distances
        let lower = curve.trace(.lower, at: distances)
        var upper = curve.trace(.upper, at: distances)
        let (ends, half) = (Self.endCellCount, distances.count - 1)
        // From 0.0508 to 0.9492: a little less than between the percentiles of the bound.
        let fifth = ends + 52 - Self.endCells
        let spread = upper.values[fifth] - lower.values[fifth]
        // Traced from both ends, the median must come out the same.
        let isSound = abs(upper.values[half] - lower.values[half]) <= Self.errorBound / 100 * spread
        upper.values[half] = lower.values[half]
        let size = max(abs(lower.values[fifth]), abs(upper.values[fifth]))
        // A quarter of the bound at the middle of a cell, where the error of a Hermite polynomial is greatest.
        let tolerance = isSound ? Self.errorBound / 4 * spread + 4 * size.ulp : -1

        var centre: [Double] = []
        centre.reserveCapacity(4 * Self.cells)
        for number in 0..<Self.cells {
            let near = number < Self.cells / 2 ? number : Self.cells - 1 - number
            if near < Self.endCells {
                centre += [.nan, -.infinity, .infinity, 0]
            } else {
                let place = ends + near - Self.endCells
                centre += Self.cell(
                    number == near ? lower : upper, from: number == near ? place : place + 1,
                    to: number == near ? place + 1 : place, width: 1 / Double(Self.cells), tolerance: tolerance)
            }
        }
        self.centre = centre
        func end(_ trace: QuantileTrace, _ sign: Double) -> [Double] {
            (0..<ends).flatMap { number in
                Self.cell(
                    trace, from: number, to: number + 1, width: sign * (distances[number + 1] - distances[number]),
                    tolerance: tolerance)
            }
        }
        lowerEnd = end(lower, 1)
        upperEnd = end(upper, -1)
        lowest = isSound ? lower.values[0] : .infinity
        highest = isSound ? upper.values[0] : -.infinity
        self.curve = curve
    }

    /// The coefficients between two knots, `width` being the rise of the probability. No polynomial is taken unless
    /// it agrees with the trace halfway and cannot turn back (slopes of at most three times the secant, of its sign).
    ///
    /// - Source: Fritsch and Carlson, "Monotone piecewise cubic interpolation", SIAM Journal on Numerical Analysis 17
    ///   (1980), for the condition on slopes.
    private static func cell(
        _ trace: QuantileTrace, from: Int, to: Int, width: Double, tolerance: Double
    ) -> [Double] {
        let (start, end) = (trace.values[from], trace.values[to])
        let rise = end - start
        let (first, last) = (width * trace.slopes[from], width * trace.slopes[to])
        let middle = (start + end) / 2 + (first - last) / 8
        let limit = 3 * abs(rise)
        if abs(middle - trace.middles[min(from, to)]) <= tolerance, first * width >= 0, last * width >= 0,
            rise * width >= 0, abs(first) <= limit, abs(last) <= limit
        {
            return [start, first, 3 * rise - 2 * first - last, first + last - 2 * rise]
        }
        return tolerance < 0 ? [.nan, -.infinity, .infinity, 0] : [.nan, min(start, end), max(start, end), 0]
    }

    /// The quantiles of probabilities in (0, 1), element by element.
    func fill(_ values: UnsafeMutablePointer<Double>, uniforms: UnsafePointer<Double>, count: Int) {
        centre.withUnsafeBufferPointer { cells in
            for i in 0..<count { values[i] = value(uniforms[i], of: uniforms[i], cells.baseAddress) }
        }
    }

    /// The same for those uniforms alone that lie above one number and up to another, spread from `from` over `width`.
    func fill(
        _ values: UnsafeMutablePointer<Double>, uniforms: UnsafePointer<Double>, count: Int, above: Double,
        upTo end: Double, from: Double, width: Double
    ) {
        centre.withUnsafeBufferPointer { cells in
            for i in 0..<count where uniforms[i] > above && uniforms[i] <= end {
                values[i] = value(
                    PiecewiseQuantile.share(uniforms[i], from, width), of: uniforms[i], cells.baseAddress)
            }
        }
    }

    @inline(__always)
    private func value(_ p: Double, of u: Double, _ cells: UnsafePointer<Double>?) -> Double {
        // There are always cells.
        let cells = cells.unsafelyUnwrapped
        // Adding 2⁵² after taking off ½ leaves the number of the cell in the lowest bits; where p is a knot it may be
        // that of the cell before, at its end.
        let place = p * Double(Self.cells)
        let shifted = (place - 0.5) + 0x1p52
        let cell = cells + 4 * Int(truncatingIfNeeded: shifted.bitPattern & UInt64(Self.cells - 1))
        let t = place - (shifted - 0x1p52)
        let value = ((cell[3] * t + cell[2]) * t + cell[1]) * t + cell[0]
        return value == value ? value : uncommon(p, of: u, least: cell[1], greatest: cell[2])
    }

    /// The quantile where the cells of one width have no polynomial: p is the place of u in this table.
    @inline(never)
    private func uncommon(_ p: Double, of u: Double, least: Double, greatest: Double) -> Double {
        let end = Double(Self.endCells) / Double(Self.cells)
        if p < end { return value(of: u, distance: p, lowerEnd) ?? min(curve.quantile(u), lowest) }
        if 1 - p < end { return value(of: u, distance: 1 - p, upperEnd) ?? max(curve.quantile(u), highest) }
        return min(max(curve.quantile(u), least), greatest)
    }

    /// The quantile near an end, nil nearer than the cells go.
    private func value(of u: Double, distance q: Double, _ cells: [Double]) -> Double? {
        guard q >= Self.exactBelow else { return nil }
        let number = Int((q.bitPattern - Self.exactBelow.bitPattern) >> 48)
        // One over the width of the cell, 2⁴⁻ᵉ for q of exponent e.
        let inverse = Double(bitPattern: (2050 - q.bitPattern >> 52) << 52)
        let t = (q - Self.distance(ofEndCell: number)) * inverse
        let place = 4 * number
        let value = ((cells[place + 3] * t + cells[place + 2]) * t + cells[place + 1]) * t + cells[place]
        return value == value ? value : min(max(curve.quantile(u), cells[place + 1]), cells[place + 2])
    }

    /// The share of probabilities whose quantiles are exact, for lack of a polynomial or near an end.
    var exactShare: Double {
        func count(_ cells: [Double], _ weight: (Int) -> Double) -> Double {
            (0..<cells.count / 4).reduce(0) { $0 + (cells[4 * $1].isNaN ? weight($1) : 0) }
        }
        let width = { (number: Int) in Self.distances[number + 1] - Self.distances[number] }
        let replaced = Double(2 * Self.endCells) / Double(Self.cells)
        return 2 * Self.exactBelow + count(centre) { _ in 1 / Double(Self.cells) } - replaced
            + count(lowerEnd, width) + count(upperEnd, width)
    }
}
