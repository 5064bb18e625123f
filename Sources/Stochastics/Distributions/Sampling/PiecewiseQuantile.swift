/// A quantile function in pieces: the values of atoms, and continuous stretches between them.
struct PiecewiseQuantile: Sendable {
    private enum Piece: Sendable {
        case atom(Double)
        /// A stretch and the probabilities from which and over which it extends.
        case simple(FamilyStretch, from: Double, width: Double)
        case table(QuantileTable, from: Double, width: Double)
    }

    /// The probability up to which, and including which, a piece extends.
    private let ends: [Double]
    private let pieces: [Piece]

    init(_ inverse: InverseDistribution) {
        var ends: [Double] = []
        var pieces: [Piece] = []
        var (reached, left) = (0.0, -Double.infinity)
        for (index, stretch) in inverse.stretches.enumerated() {
            let knot = index < inverse.knots.count ? inverse.knots[index] : nil
            let (below, right) = (knot?.below ?? 1, knot?.value ?? .infinity)
            if below > reached {
                pieces.append(Self.piece(stretch, from: reached, to: below, between: left, and: right))
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
    }

    private static func piece(
        _ stretch: InverseDistribution.Stretch, from start: Double, to end: Double, between lower: Double,
        and upper: Double
    ) -> Piece {
        // A gap that rounding left between probabilities.
        guard let part = stretch.parts.first else { return .atom(upper.isFinite ? upper : lower) }
        if stretch.parts.count > 1 {
            let curve = OverlapCurve(stretch: stretch, start: start, end: end, lower: lower, upper: upper)
            return .table(QuantileTable(curve), from: start, width: end - start)
        }
        let whole = { (u: Double) in
            part.start + min(max((u - stretch.completed) / part.weight, 0), 1) * part.mass
        }
        let curve = FamilyStretch(
            part.family, start: whole(start), end: whole(end), lower: max(lower, part.lower),
            upper: min(upper, part.upper))
        return curve.isSimple
            ? .simple(curve, from: start, width: end - start)
            : .table(QuantileTable(curve), from: start, width: end - start)
    }

    /// The table, if it is the only piece.
    var onlyTable: QuantileTable? {
        if pieces.count == 1, case .table(let table, 0, 1) = pieces[0] { return table }
        return nil
    }

    /// The quantile of u in (0, 1).
    func value(_ u: Double) -> Double {
        // The first piece that does not end below u.
        var (low, high) = (0, ends.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] >= u { high = middle } else { low = middle + 1 }
        }
        func share(_ start: Double, _ width: Double) -> Double {
            min(max((u - start) / width, Double.leastNormalMagnitude), 1.0.nextDown)
        }
        switch pieces[low] {
        case .atom(let value): return value
        case .simple(let stretch, let start, let width): return stretch.quantile(share(start, width))
        case .table(let table, let start, let width): return table.value(share(start, width))
        }
    }
}
