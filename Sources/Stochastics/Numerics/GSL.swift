import CGSL

/// What the GNU Scientific Library needs around its calls.
enum GSL {
    /// Switches off GSL's own error handler, which would end the process, once and before the first call that reads
    /// this; afterwards errors come back as return codes and NaN.
    static let isReady: Bool = {
        gsl_set_error_handler_off()
        return true
    }()

    /// The integral of a function over an interval, either end of which may be infinite.
    ///
    /// Adaptive Gauss–Kronrod quadrature with extrapolation (QAGS, QAGI), aiming at a relative error of 1e-12; ends
    /// at which the function has an integrable singularity are never evaluated. When rounding stops the routine
    /// earlier, its best estimate is returned. The result is rounded to 40 significant bits.
    static func integral(from lower: Double, to upper: Double, _ function: (Double) -> Double) -> Double {
        precondition(isReady)
        let intervals = 2000
        guard let workspace = gsl_integration_workspace_alloc(intervals) else {
            preconditionFailure("there is memory for a few thousand intervals")
        }
        defer { gsl_integration_workspace_free(workspace) }
        return withoutActuallyEscaping(function) { escapable in
            let integrand = Integrand(escapable)
            return withExtendedLifetime(integrand) {
                var wrapped = gsl_function(
                    function: { x, context in
                        guard let context else { return .nan }
                        return Unmanaged<Integrand>.fromOpaque(context).takeUnretainedValue().value(x)
                    },
                    params: Unmanaged.passUnretained(integrand).toOpaque())
                var result = 0.0
                var error = 0.0
                let relative = 1e-12
                switch (lower.isFinite, upper.isFinite) {
                case (true, true):
                    gsl_integration_qags(
                        &wrapped, lower, upper, 0, relative, intervals, workspace, &result, &error)
                case (true, false):
                    gsl_integration_qagiu(&wrapped, lower, 0, relative, intervals, workspace, &result, &error)
                case (false, true):
                    gsl_integration_qagil(&wrapped, upper, 0, relative, intervals, workspace, &result, &error)
                case (false, false):
                    gsl_integration_qagi(&wrapped, 0, relative, intervals, workspace, &result, &error)
                }
                return result.roundedTo40Bits
            }
        }
    }

    private final class Integrand {
        let value: (Double) -> Double
        init(_ value: @escaping (Double) -> Double) { self.value = value }
    }
}

extension GSL {
    /// ln Γ(a), a > 0, rounded to 40 significant bits.
    static func logGamma(_ a: Double) -> Double {
        precondition(isReady)
        return gsl_sf_lngamma(a).roundedTo40Bits
    }

    /// ln B(a, b), a and b > 0, rounded to 40 significant bits.
    static func logBeta(_ a: Double, _ b: Double) -> Double {
        precondition(isReady)
        return gsl_sf_lnbeta(a, b).roundedTo40Bits
    }
}
