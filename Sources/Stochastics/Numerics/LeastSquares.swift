import CGSL

/// Least squares where residuals are no straight lines in the unknowns.
enum LeastSquares {
    /// Where a sum of squares is smallest.
    struct Minimum {
        /// The unknowns, rounded to 40 significant bits.
        let place: [Double]
        /// The sum of squared residuals there.
        let sum: Double
    }

    /// The minimum that is reached from a start, by the trust-region method of Levenberg and Marquardt with forward
    /// differences.
    ///
    /// It is a local one, and where the sum goes on falling as an unknown goes to infinity it is the place at which the
    /// method sees no more progress: begin at several places and compare.
    ///
    /// - Parameters:
    ///   - start: the unknowns at the beginning; no more than there are residuals.
    ///   - count: the number of residuals.
    ///   - residuals: writes the residuals at the unknowns; all finite.
    static func minimum(
        from start: [Double], count: Int, residuals: ([Double], inout [Double]) -> Void
    ) -> Minimum {
        precondition(GSL.isReady)
        precondition(!start.isEmpty && start.count <= count, "there are at least as many residuals as unknowns")
        return withoutActuallyEscaping(residuals) { escapable in
            let problem = Problem(escapable, unknowns: start.count, count: count)
            return withExtendedLifetime(problem) { solve(problem, from: start) }
        }
    }

    private static func solve(_ problem: Problem, from start: [Double]) -> Minimum {
        var function = gsl_multifit_nlinear_fdf()
        function.f = { unknowns, context, residuals in
            guard let unknowns, let context, let residuals else { return Int32(GSL_EFAULT) }
            let problem = Unmanaged<Problem>.fromOpaque(context).takeUnretainedValue()
            problem.write(at: unknowns.pointee, into: residuals.pointee)
            return Int32(GSL_SUCCESS)
        }
        function.n = problem.residuals.count
        function.p = start.count
        function.params = Unmanaged.passUnretained(problem).toOpaque()

        var parameters = gsl_multifit_nlinear_default_parameters()
        guard
            let workspace = gsl_multifit_nlinear_alloc(
                cgsl_trust_region(), &parameters, problem.residuals.count, start.count)
        else { preconditionFailure("there is memory for a few residuals") }
        defer { gsl_multifit_nlinear_free(workspace) }

        var begin = start
        begin.withUnsafeMutableBufferPointer { buffer in
            var view = gsl_vector_view_array(buffer.baseAddress, buffer.count)
            gsl_multifit_nlinear_init(&view.vector, &function, workspace)
        }
        // A return code other than success says that no step makes the sum smaller any more, which is an end too.
        var reason: Int32 = 0
        gsl_multifit_nlinear_driver(200, 1e-10, 1e-12, 0, nil, nil, &reason, workspace)

        var place = start
        if let end = gsl_multifit_nlinear_position(workspace) {
            for index in place.indices { place[index] = gsl_vector_get(end, index).roundedTo40Bits }
        }
        return Minimum(place: place, sum: problem.sum(at: place))
    }

    private final class Problem {
        let function: ([Double], inout [Double]) -> Void
        var unknowns: [Double]
        var residuals: [Double]

        init(_ function: @escaping ([Double], inout [Double]) -> Void, unknowns: Int, count: Int) {
            self.function = function
            self.unknowns = [Double](repeating: 0, count: unknowns)
            residuals = [Double](repeating: 0, count: count)
        }

        func write(at place: gsl_vector, into target: gsl_vector) {
            for index in unknowns.indices { unknowns[index] = place.data[index * place.stride] }
            function(unknowns, &residuals)
            for index in residuals.indices { target.data[index * target.stride] = residuals[index] }
        }

        func sum(at place: [Double]) -> Double {
            function(place, &residuals)
            return residuals.reduce(0) { $0 + $1 * $1 }
        }
    }
}
