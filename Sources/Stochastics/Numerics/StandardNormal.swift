import CGSL
import ElementaryFunctions

/// The standard normal distribution.
package enum StandardNormal {
    /// The quantile function Φ⁻¹(u), u in (0, 1); ∓infinity at the ends.
    ///
    /// - Source: Wichura, algorithm AS 241 (1988), as in GSL.
    package static func quantile(_ u: Double) -> Double {
        precondition(GSL.isReady)
        return gsl_cdf_ugaussian_Pinv(u)
    }

    /// The distribution function Φ(z).
    package static func cumulative(_ z: Double) -> Double {
        precondition(GSL.isReady)
        return gsl_cdf_ugaussian_P(z)
    }

    /// The density φ(z), 0 at either infinity.
    static func density(_ z: Double) -> Double {
        Elementary.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    }
}
