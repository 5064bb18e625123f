import CGSL
import ElementaryFunctions

/// A density in a coordinate in which it is smooth and its tails are exponentials, so that quantiles can be found by
/// marching along it instead of by inverting a distribution function.
protocol MarchedDensity {
    /// The value of the standard distribution at a coordinate.
    func value(_ y: Double) -> Double

    /// That value, what is left of it to 1 (0 if that has no meaning), and the density in the coordinate.
    func point(_ y: Double) -> DensityPoint

    /// The logarithmic derivative of the density at a point, and its first and second derivative.
    func slopes(_ point: DensityPoint) -> (first: Double, second: Double, third: Double)

    /// The derivative of the value in the coordinate.
    func stretch(_ point: DensityPoint) -> Double

    /// The coordinate at which a tail begins, the lower one if `rising`; not finite where none is found.
    func start(tail: Double, rising: Bool) -> Double
}

/// What a density is at one coordinate.
struct DensityPoint {
    var value: Double
    var rest: Double
    var density: Double
}

extension MarchedDensity {
    /// Quantiles origin + scale·x at rising probabilities of a tail, with slopes per unit of a probability of which the
    /// tail's are `width` times as wide.
    ///
    /// Each step is the Taylor series of the inverse, of the fourth order, put right by the integral of the density
    /// over it (three points of Gauss and Legendre) with one step of Halley's method. In units of the step the error is
    /// below 1e-10 as long as the density changes by less than a sixteenth, which the knots of a table see to.
    func trace(
        tails: [Double], rising: Bool, origin: Double, scale: Double, width: Double
    ) -> QuantileTrace {
        var trace = QuantileTrace(knots: tails.count)
        var y = start(tail: tails[0], rising: rising)
        guard y.isFinite else {
            trace.giveUp(knots: tails.count)
            return trace
        }
        var here = point(y)
        for number in tails.indices {
            trace.values.append(origin + scale * here.value)
            trace.slopes.append(abs(scale) * stretch(here) / here.density * width)
            guard number + 1 < tails.count else { break }

            let mass = rising ? tails[number + 1] - tails[number] : tails[number] - tails[number + 1]
            let step = mass / here.density
            let (first, second, third) = slopes(here)
            let quadratic = -first / 2
            let cubic = (2 * first * first - second) / 6
            let quartic = (7 * first * second - third - 6 * first * first * first) / 24
            func series(_ p: Double) -> Double { p * (1 + p * (quadratic + p * (cubic + p * quartic))) }
            trace.middles.append(origin + scale * value(y + series(step / 2)))

            let move = series(step)
            let (centre, reach) = (y + move / 2, move * 0.3872983346207416885)
            let integral =
                move / 18
                * (5 * (point(centre - reach).density + point(centre + reach).density) + 8 * point(centre).density)
            y += move
            here = point(y)
            let lack = (mass - integral) / here.density
            let slope = slopes(here).first
            let shift = lack - slope * lack * lack / 2
            guard abs(shift) <= 1e-3 * abs(move) else {
                trace.giveUp(knots: tails.count)
                return trace
            }
            let stretched = stretch(here)
            y += shift
            here.value += stretched * shift
            here.rest -= stretched * shift
            here.density *= 1 + slope * shift
        }
        return trace
    }
}

/// The beta distribution in the logit y of its value: density x^α·(1 − x)^β/B(α, β).
struct BetaDensity: MarchedDensity {
    let alpha: Double
    let beta: Double
    let logBeta: Double

    func value(_ y: Double) -> Double {
        let e = Elementary.exp(-abs(y))
        return y < 0 ? e / (1 + e) : 1 / (1 + e)
    }

    func point(_ y: Double) -> DensityPoint {
        let e = Elementary.exp(-abs(y))
        let large = 1 / (1 + e)
        let small = e * large
        let logLarge = -Elementary.log1p(e)
        let logValue = y < 0 ? y + logLarge : logLarge
        return DensityPoint(
            value: y < 0 ? small : large, rest: y < 0 ? large : small,
            density: Elementary.exp(alpha * logValue + beta * (logValue - y) - logBeta))
    }

    func slopes(_ point: DensityPoint) -> (first: Double, second: Double, third: Double) {
        let second = -(alpha + beta) * point.value * point.rest
        return (alpha * point.rest - beta * point.value, second, second * (point.rest - point.value))
    }

    func stretch(_ point: DensityPoint) -> Double { point.value * point.rest }

    func start(tail: Double, rising: Bool) -> Double {
        precondition(rising, "the upper tail of a beta is the lower one of its mirror image")
        // Far down F is x^α/(α·B(α, β)), to a relative error of the order of x.
        let far = (Elementary.log(tail * alpha) + logBeta) / alpha
        if far < -40 { return far }
        let share = ContinuousFamily.confirmed(gsl_cdf_beta_Pinv(tail, alpha, beta), tail, upTo: 1) {
            gsl_cdf_beta_P($0, alpha, beta)
        }.roundedTo40Bits
        return Elementary.log(share) - Elementary.log1p(-share)
    }
}

/// The gamma distribution of scale 1 in the logarithm y of its value: density x^shape·e⁻ˣ/Γ(shape).
struct GammaDensity: MarchedDensity {
    let shape: Double
    let logGamma: Double

    func value(_ y: Double) -> Double { Elementary.exp(y) }

    func point(_ y: Double) -> DensityPoint {
        let value = Elementary.exp(y)
        return DensityPoint(value: value, rest: 0, density: Elementary.exp(shape * y - value - logGamma))
    }

    func slopes(_ point: DensityPoint) -> (first: Double, second: Double, third: Double) {
        (shape - point.value, -point.value, -point.value)
    }

    func stretch(_ point: DensityPoint) -> Double { point.value }

    func start(tail: Double, rising: Bool) -> Double {
        guard rising else {
            // The upper quantile by its complement, and by bisection where GSL's iteration stops early.
            let estimate = gsl_cdf_gamma_Qinv(tail, shape, 1)
            let isGood = abs(gsl_cdf_gamma_Q(estimate, shape, 1) - tail) <= 1e-11 * tail
            let value =
                isGood
                ? estimate : Bisection.smallest(from: 0, to: .infinity) { gsl_cdf_gamma_Q($0, shape, 1) <= tail }
            return Elementary.log(value.roundedTo40Bits)
        }
        // Far down F is x^shape/(shape·Γ(shape)), to a relative error of the order of x.
        let far = (Elementary.log(tail * shape) + logGamma) / shape
        if far < -40 { return far }
        let value = ContinuousFamily.confirmed(gsl_cdf_gamma_Pinv(tail, shape, 1), tail, upTo: .infinity) {
            gsl_cdf_gamma_P($0, shape, 1)
        }
        return Elementary.log(value.roundedTo40Bits)
    }
}
