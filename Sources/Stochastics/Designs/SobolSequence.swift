import CGSL

/// Points of a Sobol sequence: they fill a cube of many dimensions more evenly than random ones.
///
/// The direction numbers are those of the GNU Scientific Library, which knows 40 dimensions (P. Bratley and B. Fox,
/// "Algorithm 659", ACM Transactions on Mathematical Software 14, 1988). The point of origin, which GSL leaves out, comes
/// first, so that any 2ᵐ points from the start are a net in which every stratum holds its share. The binary digits of each
/// dimension are then exchanged by a word drawn for it (a digital shift), which keeps the net, takes every point off the
/// edges, and makes means over the points unbiased over seeds.
///
/// - Source: P. L'Ecuyer and C. Lemieux, "Recent advances in randomized quasi-Monte Carlo methods" (2002), on digital
///   shifts.
package enum SobolSequence {
    /// The most dimensions there are.
    package static let mostDimensions = 40

    /// Binary digits of a coordinate.
    private static let digits = 30

    /// The first points, by dimension and point, each coordinate in (0, 1).
    ///
    /// - Parameters:
    ///   - dimensions: 1 to ``mostDimensions``.
    ///   - count: number of points, at most 2³⁰.
    ///   - draws: what the shift of a dimension is drawn with, at the address `sobol shift/d`.
    package static func points(dimensions: Int, count: Int, draws: AddressedDraws) -> [[Double]] {
        precondition((1...mostDimensions).contains(dimensions), "there are direction numbers for 40 dimensions")
        precondition(count <= 1 << digits, "coordinates have 30 binary digits")
        precondition(GSL.isReady)
        guard let generator = gsl_qrng_alloc(cgsl_qrng_sobol(), UInt32(dimensions)) else {
            preconditionFailure("there is memory for a sequence")
        }
        defer { gsl_qrng_free(generator) }
        let scale = Double(1 << digits)
        let shifts = (0..<dimensions).map { dimension in
            UInt32(draws.uniforms(at: Address("sobol shift/\(dimension)"), trials: 0..<1)[0] * scale)
        }
        var points = [[Double]](repeating: [], count: dimensions)
        for dimension in points.indices { points[dimension].reserveCapacity(count) }
        var point = [Double](repeating: 0, count: dimensions)
        for number in 0..<count {
            if number > 0 { gsl_qrng_get(generator, &point) }
            for dimension in 0..<dimensions {
                let word = UInt32(point[dimension] * scale) ^ shifts[dimension]
                points[dimension].append((Double(word) + 0.5) / scale)
            }
        }
        return points
    }
}
