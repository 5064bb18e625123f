/// A quantile function in pieces: the values of atoms, and continuous stretches between them.
final class PiecewiseQuantile: Sendable {
    private enum Piece: Sendable {
        case atom(Double)
        /// A uniform stretch, with the probabilities from which and over which it extends.
        case line(lower: Double, upper: Double, from: Double, width: Double)
        /// A stretch that is simple by its own formula.
        case simple(Int)
        case table(Int, from: Double, width: Double)
    }

    /// The probability up to which, and including which, a piece extends.
    private let ends: [Double]
    private let pieces: [Piece]
    private let stretches: [FamilyStretch]
    private let tables: [QuantileTable]

    init(_ inverse: InverseDistribution) {
        var ends: [Double] = []
        var pieces: [Piece] = []
        var stretches: [FamilyStretch] = []
        var tables: [QuantileTable] = []
        var (reached, left) = (0.0, -Double.infinity)
        for (index, stretch) in inverse.stretches.enumerated() {
            let knot = index < inverse.knots.count ? inverse.knots[index] : nil
            let (below, right) = (knot?.below ?? 1, knot?.value ?? .infinity)
            if below > reached {
                let width = below - reached
                switch Self.filling(of: stretch, from: reached, to: below, between: left, and: right) {
                case .atom(let value):
                    pieces.append(.atom(value))
                case .line(let lower, let upper):
                    pieces.append(.line(lower: lower, upper: upper, from: reached, width: width))
                case .simple(let simple):
                    pieces.append(.simple(stretches.count))
                    stretches.append(simple)
                case .table(let curve):
                    pieces.append(.table(tables.count, from: reached, width: width))
                    tables.append(QuantileTable(curve))
                }
                ends.append(below)
            }
            if let knot {
                if knot.upTo > max(below, reached) {
                    pieces.append(.atom(knot.value))
                    ends.append(knot.upTo)
                }
                (reached, left) = (max(reached, knot.upTo), knot.value)
            }
        }
        self.ends = ends
        self.pieces = pieces
        self.stretches = stretches
        self.tables = tables
    }

    private enum Filling {
        case atom(Double)
        case line(lower: Double, upper: Double)
        case simple(FamilyStretch)
        case table(any QuantileCurve)
    }

    /// What lies between two knots and between the probabilities there.
    private static func filling(
        of stretch: InverseDistribution.Stretch, from start: Double, to end: Double, between lower: Double,
        and upper: Double
    ) -> Filling {
        // A gap that rounding left between probabilities.
        guard let part = stretch.parts.first else { return .atom(upper.isFinite ? upper : lower) }
        if stretch.parts.count > 1 {
            return .table(OverlapCurve(stretch: stretch, start: start, end: end, lower: lower, upper: upper))
        }
        if case .uniform(part.lower, part.upper) = part.family, part.lower >= lower, part.upper <= upper {
            return .line(lower: part.lower, upper: part.upper)
        }
        let curve = FamilyStretch(
            part, completed: stretch.completed, from: start, to: end, between: lower, and: upper)
        return curve.isSimple ? .simple(curve) : .table(curve)
    }

    /// The table, if it is the only piece.
    var onlyTable: QuantileTable? {
        if pieces.count == 1, case .table(_, 0, 1) = pieces[0] { return tables[0] }
        return nil
    }

    /// The quantiles of numbers in (0, 1), element by element; the buffers do not overlap.
    ///
    /// Tables have a pass each, since to choose one for each number would cost more than to compare all numbers.
    func fill(_ values: UnsafeMutablePointer<Double>, uniforms: UnsafePointer<Double>, count: Int) {
        if tables.count < pieces.count { fillBetweenTables(values, uniforms: uniforms, count: count) }
        var start = 0.0
        for (piece, end) in zip(pieces, ends) {
            if case .table(let number, let from, let width) = piece {
                tables[number].fill(
                    values, uniforms: uniforms, count: count, above: start, upTo: end, from: from, width: width)
            }
            start = end
        }
    }

    private func fillBetweenTables(
        _ values: UnsafeMutablePointer<Double>, uniforms: UnsafePointer<Double>, count: Int
    ) {
        ends.withUnsafeBufferPointer { ends in
            pieces.withUnsafeBufferPointer { pieces in
                for i in 0..<count {
                    let u = uniforms[i]
                    // The first piece that does not end below u.
                    var (low, high) = (0, ends.count - 1)
                    while low < high {
                        let middle = (low + high) / 2
                        if ends[middle] >= u { high = middle } else { low = middle + 1 }
                    }
                    switch pieces[low] {
                    case .atom(let value):
                        values[i] = value
                    case .line(let lower, let upper, let from, let width):
                        values[i] = min(lower + Self.share(u, from, width) * (upper - lower), upper)
                    case .simple(let number):
                        values[i] = stretches[number].quantile(u)
                    case .table:
                        continue
                    }
                }
            }
        }
    }

    /// The place of u between the probabilities of a piece, in (0, 1).
    @inline(__always)
    static func share(_ u: Double, _ from: Double, _ width: Double) -> Double {
        min(max((u - from) / width, Double.leastNormalMagnitude), 1.0.nextDown)
    }
}
