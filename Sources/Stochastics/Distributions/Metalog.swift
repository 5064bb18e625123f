import ElementaryFunctions

/// The three-term metalog distribution through a 10th, 50th and 90th percentile, unbounded or bounded on either side.
///
/// With t = ln(u/(1 − u)) the underlying quantile function is M(u) = a₁ + a₂·t + a₃·(u − ½)·t. The value is M itself
/// without bounds, min + eᴹ or max − e⁻ᴹ with one bound, and (min + max·eᴹ)/(1 + eᴹ) with both.
///
/// - Source: Keelin, "The metalog distributions", Decision Analysis 13(4), 2016, sections 3 and 4.
package struct Metalog: Sendable, Hashable {
    /// The lower bound, nil where there is none.
    package let min: Double?
    /// The upper bound, nil where there is none.
    package let max: Double?

    private let a1: Double
    private let a2: Double
    private let a3: Double

    /// Throws a `DistributionProblem` when the numbers are not finite or out of order, a percentile is not inside the
    /// bounds, or no three-term metalog passes through the percentiles; the advice then names the p50 that would do.
    package init(
        p10: Double, p50: Double, p90: Double, min: Double? = nil, max: Double? = nil
    ) throws(DistributionProblem) {
        self.min = min
        self.max = max
        for (key, value) in [("p10", p10), ("p50", p50), ("p90", p90), ("min", min ?? 0), ("max", max ?? 0)]
        where !value.isFinite {
            throw DistributionProblem(
                path: ["metalog", key], problem: "\(key) is not a finite number", advice: "give a finite number")
        }
        for (left, right) in [(("p10", p10), ("p50", p50)), (("p50", p50), ("p90", p90))] where left.1 >= right.1 {
            throw DistributionProblem(
                path: ["metalog"], problem: "\(left.0) \(left.1.inWords) is not below \(right.0) \(right.1.inWords)",
                advice: "order them p10, p50, p90, each above the one before")
        }
        if let min, min >= p10 {
            throw DistributionProblem(
                path: ["metalog", "min"], problem: "min \(min.inWords) is not below p10 \(p10.inWords)",
                advice: "lower min, or leave it out")
        }
        if let max, max <= p90 {
            throw DistributionProblem(
                path: ["metalog", "max"], problem: "max \(max.inWords) is not above p90 \(p90.inWords)",
                advice: "raise max, or leave it out")
        }

        let low = Self.underlying(p10, min: min, max: max)
        let middle = Self.underlying(p50, min: min, max: max)
        let high = Self.underlying(p90, min: min, max: max)
        let logit = Elementary.log(9.0)
        let share = (middle - low) / (high - low)
        a1 = middle
        a2 = (high - low) / (2 * logit)
        a3 = (1 - 2 * share) * (high - low) / (0.8 * logit)
        // M rises everywhere if and only if |a₃| < a₂·steepest.
        let slack = 0.4 * Self.steepest
        guard abs(1 - 2 * share) < slack else {
            let from = Self.value(low + (high - low) * (1 - slack) / 2, min: min, max: max)
            let to = Self.value(low + (high - low) * (1 + slack) / 2, min: min, max: max)
            throw DistributionProblem(
                path: ["metalog"],
                problem: "no three-term metalog passes through \(p10.inWords), \(p50.inWords) and \(p90.inWords)",
                advice: "p50 must lie between \(from.rounded) and \(to.rounded) for this p10 and p90; "
                    + "or give a table of quantiles")
        }
    }

    /// The largest |a₃|/a₂ of a rising M: 4/τ, where τ·tanh(τ/2) = 2 makes (u − ½ + u(1 − u)·t) greatest, at τ/4.
    ///
    /// Keelin prints it as 1.66711.
    private static let steepest = 4 / 2.399357280520547

    /// The value x whose underlying M is given, and the reverse.
    private static func value(_ y: Double, min: Double?, max: Double?) -> Double {
        switch (min, max) {
        case (nil, nil): y
        case (let min?, nil): min + Elementary.exp(y)
        case (nil, let max?): max - Elementary.exp(-y)
        case (let min?, let max?): y <= 0 ? min + (max - min) * Logit.share(y) : max - (max - min) * Logit.share(-y)
        }
    }

    private static func underlying(_ x: Double, min: Double?, max: Double?) -> Double {
        switch (min, max) {
        case (nil, nil): x
        case (let min?, nil): Elementary.log(x - min)
        case (nil, let max?): -Elementary.log(max - x)
        case (let min?, let max?): Elementary.log((x - min) / (max - x))
        }
    }

    /// M at the logit t of a probability, by u − ½ = ½·tanh(t/2).
    func underlying(atLogit t: Double) -> Double {
        a1 + t * (a2 + a3 * Logit.excess(t))
    }

    /// dM/dt, positive everywhere.
    private func slope(atLogit t: Double) -> Double {
        a2 + a3 * (Logit.excess(t) + t * Logit.share(t) * Logit.share(-t))
    }

    /// The slopes of M in t far to the left and far to the right, which decide how heavy the tails are.
    var tailSlopes: (left: Double, right: Double) { (a2 - a3 / 2, a2 + a3 / 2) }

    /// a₁ + a₃/2 and π²·a₂²/3 + (1/12 + π²/36)·a₃²: mean and variance where there are no bounds.
    var unboundedMoments: Moments {
        let square = Double.pi * Double.pi
        return Moments(mean: a1 + a3 / 2, variance: square * a2 * a2 / 3 + (1.0 / 12 + square / 36) * a3 * a3)
    }

    /// The value at the logit t of a probability, and its derivative in t.
    func point(atLogit t: Double) -> (value: Double, slope: Double) {
        let y = underlying(atLogit: t)
        let value = Self.value(y, min: min, max: max)
        let stretch: Double =
            switch (min, max) {
            case (nil, nil): 1
            case (.some, nil): Elementary.exp(y)
            case (nil, .some): Elementary.exp(-y)
            case (let min?, let max?): (max - min) * Logit.share(y) * Logit.share(-y)
            }
        return (value, stretch * slope(atLogit: t))
    }

    /// The x with F(x) = u, u in (0, 1), and its derivative in u.
    func point(atProbability u: Double) -> (value: Double, slope: Double) {
        let point = point(atLogit: Elementary.log(u) - Elementary.log1p(-u))
        return (point.value, point.slope / (u * (1 - u)))
    }

    /// The x with F(x) = u, u in (0, 1).
    func quantile(_ u: Double) -> Double {
        Self.value(underlying(atLogit: Elementary.log(u) - Elementary.log1p(-u)), min: min, max: max)
    }

    /// F(x) for x strictly inside the bounds.
    func cumulative(_ x: Double) -> Double {
        Logit.share(logit(at: x))
    }

    /// The t with M(t) = the underlying value of x, by Newton's steps kept inside a bracket; ∓infinity at a bound.
    func logit(at x: Double) -> Double {
        let target = Self.underlying(x, min: min, max: max)
        guard target.isFinite else { return target }
        var (low, high) = (-1.0, 1.0)
        while underlying(atLogit: low) > target, low > -1e300 { low *= 2 }
        while underlying(atLogit: high) < target, high < 1e300 { high *= 2 }
        var t = 0.0
        for _ in 0..<200 {
            let excess = underlying(atLogit: t) - target
            if excess == 0 { return t }
            if excess < 0 { low = t } else { high = t }
            var next = t - excess / slope(atLogit: t)
            if !(next > low && next < high) { next = low + (high - low) / 2 }
            if abs(next - t) <= Double.ulpOfOne * abs(next) { return next }
            t = next
        }
        return t
    }
}

/// The logistic function, inverse of the logit.
enum Logit {
    /// 1/(1 + e⁻ᵗ).
    static func share(_ t: Double) -> Double { 1 / (1 + Elementary.exp(-t)) }

    /// 1/(1 + e⁻ᵗ) − ½ = ½·tanh(t/2), accurate also where t is small.
    static func excess(_ t: Double) -> Double {
        let decline = Elementary.expm1(-abs(t))
        let size = -decline / (2 * (2 + decline))
        return t < 0 ? -size : size
    }

    /// The logarithm of the logistic density, ln(u(1 − u)), without underflow.
    static func logDensity(_ t: Double) -> Double { -abs(t) - 2 * Elementary.log1p(Elementary.exp(-abs(t))) }
}
