import ElementaryFunctions

/// Logarithms of the gamma and beta functions in the project's own arithmetic.
enum LogGamma {
    /// ln Γ(a), a > 0, to about 1e-14.
    static func value(_ a: Double) -> Double {
        (a - 0.5) * Elementary.log(a) - a + 0.5 * logTwoPi + remainder(a)
    }

    /// ln B(a, b), a and b > 0. The large terms of three gamma functions are taken together before they can cancel, so
    /// that the error is about 2⁻⁵³ of a·|ln(a/(a + b))| + b·|ln(b/(a + b))|.
    static func beta(_ a: Double, _ b: Double) -> Double {
        let sum = a + b
        let small = remainder(a) + remainder(b) - remainder(sum)
        let power = a * Elementary.log(a / sum) + b * Elementary.log(b / sum)
        return power + 0.5 * (logTwoPi + Elementary.log(sum / a) - Elementary.log(b)) + small
    }

    private static let logTwoPi = 1.8378770664093454836

    /// What Stirling's formula (a − ½)·ln a − a + ½·ln 2π lacks of ln Γ(a): the asymptotic series from 12 on (error
    /// below 1e-17), and below that Γ(a) = Γ(a + 1)/a.
    ///
    /// - Source: Abramowitz and Stegun, *Handbook of Mathematical Functions* (1964), 6.1.41.
    private static func remainder(_ a: Double) -> Double {
        var (argument, steps) = (a, 0.0)
        while argument < 12 {
            // remainder(a) − remainder(a + 1) = (a + ½)·ln(1 + 1/a) − 1.
            steps += (argument + 0.5) * Elementary.log1p(1 / argument) - 1
            argument += 1
        }
        let s = 1 / (argument * argument)
        let series =
            1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188 - s * 691.0 / 360_360))))
        return steps + series / argument
    }
}
