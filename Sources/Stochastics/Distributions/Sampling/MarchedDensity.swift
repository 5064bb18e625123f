import CGSL
import ElementaryFunctions

/// A density in a coordinate in which it is smooth and its tails are exponentials, so that quantiles can be found by
/// marching along it instead of by inverting a distribution function.
///
/// Both tails are marched along side by side, as each step waits for the one before: of two numbers the first belongs to
/// the lower tail, the second to the upper one, in whose coordinate a density may stand as its mirror image.
protocol MarchedDensity {
    /// What the density is at the coordinates of a step.
    func step(_ step: MarchedStep) -> DensityStep

    /// The logarithmic derivative of the density at points, and its first and second derivative.
    func slopes(_ points: DensityPoints) -> (first: SIMD2<Double>, second: SIMD2<Double>, third: SIMD2<Double>)

    /// The derivative of the value in the coordinate.
    func stretch(_ points: DensityPoints) -> SIMD2<Double>

    /// The coordinates at which tails begin; not finite where none is found.
    func starts(lower: Double, upper: Double) -> SIMD2<Double>
}

/// The coordinates of a step in both tails: two for halfway, two each before and after the centre, two for the end.
struct MarchedStep {
    let coordinates: SIMD8<Double>

    init(halfway: SIMD2<Double>, early: SIMD2<Double>, late: SIMD2<Double>, end: SIMD2<Double>) {
        coordinates = SIMD8(
            lowHalf: SIMD4(lowHalf: halfway, highHalf: early), highHalf: SIMD4(lowHalf: late, highHalf: end))
    }
}

/// What a density is at two coordinates.
struct DensityPoints {
    /// The values of the standard distribution.
    var value: SIMD2<Double>
    /// What is left of them to 1 (0 if that has no meaning).
    var rest: SIMD2<Double>
    /// The densities in the coordinate.
    var density: SIMD2<Double>
}

/// What a density is along a step in both tails.
struct DensityStep {
    /// The values halfway.
    let halfway: SIMD2<Double>
    /// The sum of the densities before and after the centre.
    let densities: SIMD2<Double>
    let end: DensityPoints

    init(halfway: SIMD2<Double>, value: SIMD8<Double>, rest: SIMD8<Double>, density: SIMD8<Double>) {
        self.halfway = halfway
        densities = density.lowHalf.highHalf + density.highHalf.lowHalf
        end = DensityPoints(
            value: value.highHalf.highHalf, rest: rest.highHalf.highHalf, density: density.highHalf.highHalf)
    }
}

/// Where and how the quantiles of two tails are written down.
struct TailScale {
    /// Probabilities of either tail, as many in both.
    let lowerTails: [Double]
    let upperTails: [Double]
    /// Quantiles are origin + scale·x.
    let origin: SIMD2<Double>
    let scale: SIMD2<Double>
    /// 1 where probabilities rise with the coordinate, −1 where they fall.
    let direction: SIMD2<Double>
    /// Slopes are per unit of a probability of which the tails' are so many times as wide.
    let width: Double

    func tails(_ number: Int) -> SIMD2<Double> { SIMD2(lowerTails[number], upperTails[number]) }
}

/// The Taylor series of the inverse of an integral, of the fourth order, from the logarithmic derivative of the density
/// and its derivatives.
private struct InverseSeries {
    let quadratic: SIMD2<Double>
    let cubic: SIMD2<Double>
    let quartic: SIMD2<Double>

    init(_ slopes: (first: SIMD2<Double>, second: SIMD2<Double>, third: SIMD2<Double>)) {
        let (first, second, third) = slopes
        let square: SIMD2<Double> = 2 * first * first
        let mixed: SIMD2<Double> = 7 * first * second
        let cube: SIMD2<Double> = 6 * first * first * first
        quadratic = -first / 2
        cubic = (square - second) / 6
        quartic = (mixed - third - cube) / 24
    }

    func value(_ p: SIMD2<Double>) -> SIMD2<Double> {
        let inner: SIMD2<Double> = cubic + p * quartic
        let outer: SIMD2<Double> = quadratic + p * inner
        return p * (1 + p * outer)
    }
}

extension MarchedDensity {
    /// Quantiles at rising probabilities of both tails.
    ///
    /// Each step is the Taylor series of the inverse, of the fourth order, put right by the integral of the density
    /// over it (two points of Gauss and Legendre) with one step of Halley's method. In units of the step the error is
    /// below 1e-9 as long as the density changes by less than a sixteenth, which the knots of a table see to. A tail
    /// that a step leads astray is NaN from there on.
    func traces(_ scale: TailScale) -> QuantileTraces {
        let knots = scale.lowerTails.count
        var traces = QuantileTraces(knots: knots)
        var y = starts(lower: scale.lowerTails[0], upper: scale.upperTails[0])
        y.replace(with: .nan, where: .!(y.size .< .infinity))
        var here = step(MarchedStep(halfway: y, early: y, late: y, end: y)).end
        for number in 0..<knots {
            let slopes: SIMD2<Double> = scale.scale.size * stretch(here) / here.density * scale.width
            traces.append(value: scale.origin + scale.scale * here.value, slope: slopes)
            guard number + 1 < knots else { break }

            let mass = scale.direction * (scale.tails(number + 1) - scale.tails(number))
            let series = InverseSeries(self.slopes(here))

            let distance = mass / here.density
            let move = series.value(distance)
            let halfway = y + series.value(distance / 2)
            let (centre, reach) = (y + move / 2, move * 0.2886751345948128823)
            let found = step(
                MarchedStep(halfway: halfway, early: centre - reach, late: centre + reach, end: y + move))
            traces.append(middle: scale.origin + scale.scale * found.halfway)
            y += move
            here = found.end
            let lack: SIMD2<Double> = (mass - move / 2 * found.densities) / here.density
            let slope = self.slopes(here).first
            let shift: SIMD2<Double> = lack - slope * lack * lack / 2
            let stretched = stretch(here)
            y += shift
            here.value += stretched * shift
            here.rest -= stretched * shift
            here.density *= 1 + slope * shift
            let isAstray = .!(shift.size .<= 1e-3 * move.size)
            y.replace(with: .nan, where: isAstray)
            here.value.replace(with: .nan, where: isAstray)
        }
        return traces
    }
}

/// The beta distribution in the logit y of its value: density x^α·(1 − x)^β/B(α, β). The upper tail is the lower one of its
/// mirror image, 1 − x.
struct BetaDensity: MarchedDensity {
    private let alpha: SIMD2<Double>
    private let beta: SIMD2<Double>
    private let logBeta: Double

    init(alpha: Double, beta: Double) {
        self.alpha = SIMD2(alpha, beta)
        self.beta = SIMD2(beta, alpha)
        logBeta = LogGamma.beta(alpha, beta)
    }

    func step(_ step: MarchedStep) -> DensityStep {
        let y = step.coordinates
        let isLow = y .< 0
        let e = Elementary.exp(-y.size)
        let whole = 1 + e
        let large = 1 / whole
        let small = e * large
        let logLarge = -Elementary.log1p(e)
        let logValue = logLarge.replacing(with: y + logLarge, where: isLow)
        let power = alpha.fourTimes * logValue + beta.fourTimes * (logValue - y)
        let halfway = large.replacing(with: e / whole, where: isLow)
        return DensityStep(
            halfway: halfway.lowHalf.lowHalf, value: large.replacing(with: small, where: isLow),
            rest: small.replacing(with: large, where: isLow), density: Elementary.exp(power - logBeta))
    }

    func slopes(_ points: DensityPoints) -> (first: SIMD2<Double>, second: SIMD2<Double>, third: SIMD2<Double>) {
        let second = -(alpha + beta) * points.value * points.rest
        return (alpha * points.rest - beta * points.value, second, second * (points.rest - points.value))
    }

    func stretch(_ points: DensityPoints) -> SIMD2<Double> { points.value * points.rest }

    func starts(lower: Double, upper: Double) -> SIMD2<Double> {
        SIMD2(start(lower, alpha[0], beta[0]), start(upper, alpha[1], beta[1]))
    }

    private func start(_ tail: Double, _ alpha: Double, _ beta: Double) -> Double {
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
    private let shape: Double
    private let logGamma: Double

    init(shape: Double) {
        self.shape = shape
        logGamma = LogGamma.value(shape)
    }

    func step(_ step: MarchedStep) -> DensityStep {
        let value = Elementary.exp(step.coordinates)
        return DensityStep(
            halfway: value.lowHalf.lowHalf, value: value, rest: .zero,
            density: Elementary.exp(shape * step.coordinates - value - logGamma))
    }

    func slopes(_ points: DensityPoints) -> (first: SIMD2<Double>, second: SIMD2<Double>, third: SIMD2<Double>) {
        (shape - points.value, -points.value, -points.value)
    }

    func stretch(_ points: DensityPoints) -> SIMD2<Double> { points.value }

    func starts(lower: Double, upper: Double) -> SIMD2<Double> { SIMD2(lowerStart(lower), upperStart(upper)) }

    private func lowerStart(_ tail: Double) -> Double {
        // Far down F is x^shape/(shape·Γ(shape)), to a relative error of the order of x.
        let far = (Elementary.log(tail * shape) + logGamma) / shape
        if far < -40 { return far }
        let value = ContinuousFamily.confirmed(gsl_cdf_gamma_Pinv(tail, shape, 1), tail, upTo: .infinity) {
            gsl_cdf_gamma_P($0, shape, 1)
        }
        return Elementary.log(value.roundedTo40Bits)
    }

    private func upperStart(_ tail: Double) -> Double {
        // By the complement, and by bisection where GSL's iteration stops early.
        let estimate = gsl_cdf_gamma_Qinv(tail, shape, 1)
        let isGood = abs(gsl_cdf_gamma_Q(estimate, shape, 1) - tail) <= 1e-11 * tail
        let value =
            isGood
            ? estimate : Bisection.smallest(from: 0, to: .infinity) { gsl_cdf_gamma_Q($0, shape, 1) <= tail }
        return Elementary.log(value.roundedTo40Bits)
    }
}

extension SIMD where Scalar == Double {
    /// Each number without its sign.
    fileprivate var size: Self { replacing(with: -self, where: self .< 0) }
}

extension SIMD2<Double> {
    fileprivate var fourTimes: SIMD8<Double> {
        let twice = SIMD4(lowHalf: self, highHalf: self)
        return SIMD8(lowHalf: twice, highHalf: twice)
    }
}
