import CGSL

/// The cubic B-splines between given breakpoints: twice continuously differentiable pieces of cubics, of which each value
/// meets at most four, and which sum to 1 everywhere.
///
/// Their sums with any weights are all cubic splines with these breakpoints. By GSL's recursion of de Boor and Cox, rounded
/// to 40 significant bits.
///
/// - Source: C. de Boor, "A Practical Guide to Splines" (1978), chapter IX.
package struct SplineBasis: Sendable {
    /// Ends of the pieces, strictly ascending, at least two.
    package let breakpoints: [Double]

    /// One piece between any two neighbours.
    package init(breakpoints: [Double]) {
        precondition(breakpoints.count >= 2, "a spline has two ends")
        precondition(zip(breakpoints, breakpoints.dropFirst()).allSatisfy { $0 < $1 }, "breakpoints are ascending")
        self.breakpoints = breakpoints
    }

    /// How many functions there are: the number of pieces and three.
    package var count: Int { breakpoints.count + 2 }

    /// The functions at some values, `[function][value]`; values beyond the ends are taken to the end.
    package func columns(at values: [Double]) -> [[Double]] {
        precondition(GSL.isReady)
        let order = 4
        guard let workspace = gsl_bspline_alloc(order, breakpoints.count),
            let ends = gsl_vector_alloc(breakpoints.count), let met = gsl_vector_alloc(order)
        else { preconditionFailure("there is memory for a few splines") }
        defer {
            gsl_bspline_free(workspace)
            gsl_vector_free(ends)
            gsl_vector_free(met)
        }
        for (place, value) in breakpoints.enumerated() { gsl_vector_set(ends, place, value) }
        gsl_bspline_knots(ends, workspace)
        var columns = [[Double]](repeating: [Double](repeating: 0, count: values.count), count: count)
        let (lowest, highest) = (breakpoints[0], breakpoints[breakpoints.count - 1])
        for (row, value) in values.enumerated() {
            var (first, last) = (0, 0)
            let status = gsl_bspline_eval_nonzero(
                min(max(value, lowest), highest), met, &first, &last, workspace)
            precondition(status == GSL_SUCCESS, "a value between the ends meets the splines there")
            for function in first...last {
                columns[function][row] = gsl_vector_get(met, function - first).roundedTo40Bits
            }
        }
        return columns
    }
}
