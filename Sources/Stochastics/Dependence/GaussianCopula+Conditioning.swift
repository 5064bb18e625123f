extension GaussianCopula {
    /// Moves dependent uniforms to what they would be if some of them had given values, in place.
    ///
    /// With z the normals of the dependent uniforms, R their correlations and H those that are held at q, every variable
    /// becomes z + R_{·H} R_{HH}⁻¹ (q − z_H): a draw of the conditional distribution from the same trial's draw of the
    /// joint one, so that trials stay comparable. Held variables come to be at q exactly, and what is uncorrelated with
    /// them stays as it is.
    ///
    /// - Source: the conditioning of a Gaussian vector by kriging its residuals; A. Journel and C. Huijbregts, "Mining
    ///   Geostatistics" (1978), VII.A.
    ///
    /// - Parameters:
    ///   - rows: rows of `count` trials, one a name, as ``correlate(_:count:)`` leaves them.
    ///   - held: places of those that are held, each once.
    ///   - uniforms: the values in (0, 1) that they are held at.
    package func condition(
        _ rows: UnsafeBufferPointer<UnsafeMutablePointer<Double>>, on held: [Int], at uniforms: [Double], count: Int
    ) {
        precondition(rows.count == names.count && held.count == uniforms.count, "every held variable has a value")
        let correlations = correlations
        let quantiles = uniforms.map(StandardNormal.quantile)
        let within = held.map { row in held.map { correlations[row][$0] } }
        // Weights of each variable: the solution of R_HH w = R_H·, by the factor of R_HH, which is positive definite as
        // a part of R.
        guard let factor = Self.choleskyFactor(within) else {
            preconditionFailure("a part of a positive definite matrix is one")
        }
        let others = names.indices.filter { !held.contains($0) }
        let weights = others.map { other in Self.solve(factor, held.map { correlations[$0][other] }) }
        for trial in 0..<count {
            let gaps = held.indices.map { quantiles[$0] - StandardNormal.quantile(rows[held[$0]][trial]) }
            for (place, other) in others.enumerated() where weights[place].contains(where: { $0 != 0 }) {
                var normal = StandardNormal.quantile(rows[other][trial])
                for (weight, gap) in zip(weights[place], gaps) { normal += weight * gap }
                rows[other][trial] = min(max(StandardNormal.cumulative(normal), 0x1p-54), 1.0.nextDown)
            }
            for (place, variable) in held.enumerated() { rows[variable][trial] = uniforms[place] }
        }
    }

    /// The correlations of normals, L·Lᵀ.
    private var correlations: [[Double]] {
        let rows = names.indices.map { row in Array(factor[row * (row + 1) / 2..<(row + 1) * (row + 2) / 2]) }
        return names.indices.map { first in
            names.indices.map { second in
                var sum = 0.0
                for place in 0...min(first, second) { sum += rows[first][place] * rows[second][place] }
                return sum
            }
        }
    }

    /// The solution of L·Lᵀ·x = b.
    private static func solve(_ factor: [[Double]], _ right: [Double]) -> [Double] {
        var solution = right
        for row in solution.indices {
            for column in 0..<row { solution[row] -= factor[row][column] * solution[column] }
            solution[row] /= factor[row][row]
        }
        for row in solution.indices.reversed() {
            for later in row + 1..<max(row + 1, solution.count) {
                solution[row] -= factor[later][row] * solution[later]
            }
            solution[row] /= factor[row][row]
        }
        return solution
    }
}
