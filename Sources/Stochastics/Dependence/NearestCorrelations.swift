import CGSL

/// The valid matrix of rank correlations nearest to one that is not.
///
/// - Source: Higham, "Computing the nearest correlation matrix — a problem from finance", IMA Journal of Numerical
///   Analysis 22 (2002), algorithm 3.3: alternating projections with Dykstra's correction.
enum NearestCorrelations {
    /// How far inside the cone of positive definite matrices the answer lies, as a least eigenvalue.
    private static let leastEigenvalue = 1e-6

    /// Rank correlations near those given that a Gaussian copula takes, to three decimals.
    ///
    /// The nearest matrix lies on the edge of what is valid and rounding may push it over; then all correlations are
    /// drawn towards 0 by a thousandth at a time until the rounded matrix is accepted.
    static func ranks(to ranks: [[Double]]) -> [[Double]] {
        let normals = nearest(to: ranks.map { $0.map(GaussianCopula.normalCorrelation) })
        for step in 0..<1000 {
            let scale = 1 - Double(step) / 1000
            let candidate = withUnitDiagonal(size: normals.count) { row, column in
                rounded(scale * GaussianCopula.rankCorrelation(normals[row][column]))
            }
            if GaussianCopula.choleskyFactor(candidate.map { $0.map(GaussianCopula.normalCorrelation) }) != nil {
                return candidate
            }
        }
        return withUnitDiagonal(size: normals.count) { _, _ in 0 }
    }

    /// To three decimals; −0 becomes 0.
    private static func rounded(_ correlation: Double) -> Double {
        (correlation * 1000).rounded() / 1000 + 0
    }

    /// The nearest matrix in the Frobenius norm with unit diagonal and eigenvalues of at least `leastEigenvalue`.
    static func nearest(to matrix: [[Double]]) -> [[Double]] {
        let size = matrix.count
        var current = matrix
        var correction = matrix.map { $0.map { _ in 0.0 } }
        for _ in 0..<20_000 {
            let shifted = zip(current, correction).map { zip($0, $1).map { $0 - $1 } }
            let definite = projectedOnCone(shifted)
            var next = definite
            var change = 0.0
            for row in 0..<size {
                next[row][row] = 1
                for column in 0..<size {
                    correction[row][column] = definite[row][column] - shifted[row][column]
                    change = max(change, abs(next[row][column] - current[row][column]))
                }
            }
            current = next
            if change < 1e-10 { break }
        }
        // The last step set the diagonal; scaling instead keeps the matrix definite and its diagonal 1.
        let definite = projectedOnCone(current)
        return withUnitDiagonal(size: size) { row, column in
            definite[row][column] / (definite[row][row] * definite[column][column]).squareRoot()
        }
    }

    private static func withUnitDiagonal(size: Int, _ entry: (Int, Int) -> Double) -> [[Double]] {
        (0..<size).map { row in
            (0..<size).map { column in row == column ? 1 : entry(row, column) }
        }
    }

    /// The matrix with its eigenvalues raised to at least `leastEigenvalue`.
    private static func projectedOnCone(_ matrix: [[Double]]) -> [[Double]] {
        precondition(GSL.isReady)
        let size = matrix.count
        var entries = matrix.flatMap { $0 }
        var values = [Double](repeating: 0, count: size)
        var vectors = [Double](repeating: 0, count: size * size)
        guard let workspace = gsl_eigen_symmv_alloc(size) else {
            preconditionFailure("there is memory for the eigenvalues of a small matrix")
        }
        defer { gsl_eigen_symmv_free(workspace) }
        let status = entries.withUnsafeMutableBufferPointer { entries in
            values.withUnsafeMutableBufferPointer { values in
                vectors.withUnsafeMutableBufferPointer { vectors in
                    var source = gsl_matrix_view_array(entries.baseAddress, size, size)
                    var target = gsl_vector_view_array(values.baseAddress, size)
                    var columns = gsl_matrix_view_array(vectors.baseAddress, size, size)
                    return gsl_eigen_symmv(&source.matrix, &target.vector, &columns.matrix, workspace)
                }
            }
        }
        precondition(status == GSL_SUCCESS, "a symmetric matrix of finite numbers has eigenvalues")
        return (0..<size).map { row in
            (0..<size).map { column in
                (0..<size).reduce(0) { sum, index in
                    let product = vectors[row * size + index] * vectors[column * size + index]
                    return sum + max(values[index], leastEigenvalue) * product
                }
            }
        }
    }
}
