import CGSL
import ElementaryFunctions

/// What is wrong with a matrix of rank correlations.
package enum CopulaError: Error {
    /// No distribution has these rank correlations together; `nearest` does, in the same order, to three decimals.
    case notPositiveDefinite(nearest: [[Double]])
}

/// The dependence of one connected group of assumptions, by a Gaussian copula.
///
/// Rank correlations ρ become correlations of normals r = 2·sin(πρ/6); with L the lower Cholesky factor of r in order
/// of name, z = Φ⁻¹(u), z′ = L·z, u′ = Φ(z′). Each variable keeps its own distribution, and the first one its draws.
package struct GaussianCopula: Sendable {
    /// The variables in ascending order of name; rows and columns of the matrices follow it.
    package let names: [String]

    /// The lower Cholesky factor, row by row, row i having i + 1 numbers.
    let factor: [[Double]]

    /// Takes a full symmetric matrix of Spearman correlations in −1…1 with a diagonal of ones.
    ///
    /// Throws `CopulaError.notPositiveDefinite` when the matrix of r has no Cholesky factor.
    package init(names: [String], rankCorrelations: [[Double]]) throws(CopulaError) {
        precondition(zip(names, names.dropFirst()).allSatisfy { $0 < $1 }, "names are ascending and each once")
        precondition(
            rankCorrelations.count == names.count && rankCorrelations.allSatisfy { $0.count == names.count },
            "there is a row and a column for each name")
        for row in names.indices {
            precondition(rankCorrelations[row][row] == 1, "a variable's correlation with itself is 1")
            for column in 0..<row {
                precondition(
                    rankCorrelations[row][column] == rankCorrelations[column][row]
                        && abs(rankCorrelations[row][column]) <= 1,
                    "correlations are symmetric and in −1…1")
            }
        }
        guard let factor = Self.choleskyFactor(rankCorrelations.map { $0.map(Self.normalCorrelation) }) else {
            throw .notPositiveDefinite(nearest: NearestCorrelations.ranks(to: rankCorrelations))
        }
        self.names = names
        self.factor = factor
    }

    /// Makes independent uniforms dependent, in place; indices are [variable][trial].
    ///
    /// Each trial is treated for itself, so ranges of trials can be done in any pieces. Values stay inside (0, 1).
    package func correlate(_ uniforms: inout [[Double]]) {
        precondition(uniforms.count == names.count, "there is a row of uniforms for each name")
        guard let trials = uniforms.first?.count, names.count > 1 else { return }
        precondition(uniforms.allSatisfy { $0.count == trials }, "all variables have the same trials")
        var normals = [Double](repeating: 0, count: names.count)
        for trial in 0..<trials {
            for variable in names.indices {
                normals[variable] = StandardNormal.quantile(uniforms[variable][trial])
            }
            for variable in names.indices.dropFirst() {
                var sum = 0.0
                for other in 0...variable { sum += factor[variable][other] * normals[other] }
                uniforms[variable][trial] = min(max(StandardNormal.cumulative(sum), 0x1p-54), 1.0.nextDown)
            }
        }
    }

    /// 2·sin(πρ/6): the correlation of two normals whose Spearman correlation is ρ; ±1 exactly for ρ = ±1.
    static func normalCorrelation(_ rank: Double) -> Double {
        abs(rank) == 1 ? rank : 2 * Elementary.sin(Double.pi * rank / 6)
    }

    /// 6/π·asin(r/2), the reverse.
    static func rankCorrelation(_ normal: Double) -> Double {
        // Newton's steps for sin a = r/2; at most π/6 away from 0 the sine is nearly straight, and four are enough.
        var angle = normal / 2
        for _ in 0..<5 { angle -= (Elementary.sin(angle) - normal / 2) / Elementary.cos(angle) }
        return 6 / Double.pi * angle
    }

    /// The lower factor L with L·Lᵀ = the matrix; nil unless it is positive definite.
    static func choleskyFactor(_ matrix: [[Double]]) -> [[Double]]? {
        precondition(GSL.isReady)
        let size = matrix.count
        guard size > 0 else { return [] }
        var entries = matrix.flatMap { $0 }
        return entries.withUnsafeMutableBufferPointer { buffer -> [[Double]]? in
            var view = gsl_matrix_view_array(buffer.baseAddress, size, size)
            guard gsl_linalg_cholesky_decomp1(&view.matrix) == GSL_SUCCESS else { return nil }
            let factor = (0..<size).map { row in (0...row).map { buffer[row * size + $0] } }
            // A pivot as small as the rounding of the matrix is no sign of a definite one.
            return factor.enumerated().allSatisfy { $1[$0] * $1[$0] > 1e-12 } ? factor : nil
        }
    }
}
