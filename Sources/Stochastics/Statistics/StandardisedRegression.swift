import CGSL

/// Least squares of one sample on several others, all brought to mean 0 and standard deviation 1.
///
/// Coefficient j is by how many standard deviations the outcome goes with one standard deviation of sample j, others
/// unchanged. Its standard error is that of ordinary least squares, √(s²·(XᵀX)⁻¹_jj) with s² = RSS/(n − k − 1). Samples
/// that are constant have coefficient 0 and error 0. Worked out by GSL's singular value decomposition, rounded to 40
/// significant bits.
package struct StandardisedRegression: Sendable {
    /// By sample.
    package let coefficients: [Double]
    /// By sample.
    package let standardErrors: [Double]
    /// The share of the outcome's variance that the samples go along with, R²; 0 for a constant outcome.
    package let explained: Double

    /// Nil where there are not more values than samples that vary, with one to spare for the mean.
    ///
    /// - Parameters:
    ///   - outcome: what goes with the others.
    ///   - samples: values of each, as many as of the outcome, all finite.
    package init?(of outcome: [Double], on samples: [[Double]]) {
        precondition(GSL.isReady)
        let scaled = samples.map(Self.standardised)
        let varying = scaled.indices.filter { scaled[$0] != nil }
        var coefficients = [Double](repeating: 0, count: samples.count)
        var errors = coefficients
        guard outcome.count > varying.count + 1 else { return nil }
        guard let target = Self.standardised(outcome), !varying.isEmpty else {
            self.coefficients = coefficients
            standardErrors = errors
            explained = 0
            return
        }
        let (rows, columns) = (outcome.count, varying.count)
        guard let matrix = gsl_matrix_alloc(rows, columns), let right = gsl_vector_alloc(rows),
            let solution = gsl_vector_alloc(columns), let covariance = gsl_matrix_alloc(columns, columns),
            let workspace = gsl_multifit_linear_alloc(rows, columns)
        else { preconditionFailure("there is memory for a regression") }
        defer {
            gsl_matrix_free(matrix)
            gsl_vector_free(right)
            gsl_vector_free(solution)
            gsl_matrix_free(covariance)
            gsl_multifit_linear_free(workspace)
        }
        for row in 0..<rows { gsl_vector_set(right, row, target[row]) }
        for (column, sample) in varying.enumerated() {
            for row in 0..<rows { gsl_matrix_set(matrix, row, column, scaled[sample]?[row] ?? 0) }
        }
        var residual = 0.0
        guard gsl_multifit_linear(matrix, right, solution, covariance, &residual, workspace) == GSL_SUCCESS else {
            return nil
        }
        // GSL takes n − k degrees of freedom; the means that were taken off are one more.
        let correction = (Double(rows - columns) / Double(rows - columns - 1)).squareRoot()
        for (column, sample) in varying.enumerated() {
            coefficients[sample] = gsl_vector_get(solution, column).roundedTo40Bits
            let variance = max(0, gsl_matrix_get(covariance, column, column))
            errors[sample] = (variance.squareRoot() * correction).roundedTo40Bits
        }
        self.coefficients = coefficients
        standardErrors = errors
        explained = max(0, 1 - residual / Double(rows - 1)).roundedTo40Bits
    }

    /// Values less their mean over their standard deviation; nil for a constant.
    private static func standardised(_ values: [Double]) -> [Double]? {
        guard values.count > 1, values.min() != values.max() else { return nil }
        let (mean, deviation) = (Statistics.mean(values), Statistics.standardDeviation(values))
        guard deviation > 0 else { return nil }
        return values.map { ($0 - mean) / deviation }
    }
}
