import ElementaryFunctions

/// The standard normal distribution, in the project's own arithmetic: the same bits on every processor.
package enum StandardNormal {
    /// The quantile function Φ⁻¹(u), u in (0, 1), to a relative error of 1e-15; ∓infinity at the ends.
    ///
    /// - Source: Wichura, algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
    package static func quantile(_ u: Double) -> Double {
        let q = u - 0.5
        if abs(q) <= 0.425 {
            let r = 0.180625 - q * q
            let top =
                ((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4) * r
                    + 4.5921953931549871457e4) * r + 1.3731693765509461125e4) * r + 1.9715909503065514427e3) * r
                    + 1.3314166789178437745e2) * r + 3.3871328727963666080
            let bottom =
                ((((((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r + 3.9307895800092710610e4) * r
                    + 2.1213794301586595867e4) * r + 5.3941960214247511077e3) * r + 6.8718700749205790830e2) * r
                    + 4.2313330701600911252e1) * r + 1
            return q * top / bottom
        }
        let tail = q < 0 ? u : 1 - u
        guard tail > 0 else { return tail == 0 ? (q < 0 ? -.infinity : .infinity) : .nan }
        let root = (-Elementary.log(tail)).squareRoot()
        let (top, bottom) = root <= 5 ? middleTail(root - 1.6) : farTail(root - 5)
        return q < 0 ? -top / bottom : top / bottom
    }

    private static func middleTail(_ r: Double) -> (top: Double, bottom: Double) {
        let top =
            ((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1) * r
                + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.76949722146069140550) * r
                + 4.63033784615654529590) * r + 1.42343711074968357734
        let bottom =
            ((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2) * r
                + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1) * r + 1.67638483018380384940) * r
                + 2.05319162663775882187) * r + 1
        return (top, bottom)
    }

    private static func farTail(_ r: Double) -> (top: Double, bottom: Double) {
        let top =
            ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3) * r
                + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1) * r + 1.78482653991729133580) * r
                + 5.46378491116411436990) * r + 6.65790464350110377720
        let bottom =
            ((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5) * r
                + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r
                + 5.99832206555887937690e-1) * r + 1
        return (top, bottom)
    }

    /// The distribution function Φ(z), to a relative error of 1e-15 wherever it is not subnormal.
    ///
    /// - Source: Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23
    ///   (1969), with the coefficients for Φ of his routine ANORM (SPECFUN, 1992).
    package static func cumulative(_ z: Double) -> Double {
        let size = abs(z)
        if size <= 0.67448975 {
            let s = size > 0x1p-54 ? z * z : 0
            let top =
                (((0.065682337918207449113 * s + 2.2352520354606839287) * s + 161.02823106855587881) * s
                    + 1067.6894854603709582) * s + 18154.981253343561249
            let bottom =
                (((s + 47.20258190468824187) * s + 976.09855173777669322) * s + 10260.932208618978205) * s
                + 45507.789335026729956
            return 0.5 + z * top / bottom
        }
        let tail = size <= 5.656854249492380195 ? nearTail(size) : distantTail(size)
        return z > 0 ? 1 - tail : tail
    }

    private static func nearTail(_ z: Double) -> Double {
        let top =
            (((((((1.0765576773720192317e-8 * z + 0.39894151208813466764) * z + 8.8831497943883759412) * z
                + 93.506656132177855979) * z + 597.27027639480026226) * z + 2494.5375852903726711) * z
                + 6848.1904505362823326) * z + 11602.651437647350124) * z + 9842.7148383839780218
        let bottom =
            (((((((z + 22.266688044328115691) * z + 235.38790178262499861) * z + 1519.377599407554805) * z
                + 6485.558298266760755) * z + 18615.571640885098091) * z + 34900.952721145977266) * z
                + 38912.003286093271411) * z + 19685.429676859990727
        return bell(z) * top / bottom
    }

    private static func distantTail(_ z: Double) -> Double {
        guard z < 40 else { return z.isNaN ? .nan : 0 }
        let s = 1 / (z * z)
        let top =
            ((((0.02307344176494017303 * s + 0.21589853405795699) * s + 0.1274011611602473639) * s
                + 0.022235277870649807) * s + 0.001421619193227893466) * s + 2.9112874951168792e-5
        let bottom =
            ((((s + 1.28426009614491121) * s + 0.468238212480865118) * s + 0.0659881378689285515) * s
                + 0.00378239633202758244) * s + 7.29751555083966205e-5
        return bell(z) * (0.39894228040143267794 - s * top / bottom) / z
    }

    /// e^(−z²/2) with the square in two parts, as the exponential of a rounded square would lose digits.
    private static func bell(_ z: Double) -> Double {
        let near = Elementary.leadingHalf(z)
        return Elementary.exp(-near * near / 2) * Elementary.exp(-(z - near) * (z + near) / 2)
    }

    /// The density φ(z), 0 at either infinity.
    static func density(_ z: Double) -> Double {
        Elementary.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    }
}
