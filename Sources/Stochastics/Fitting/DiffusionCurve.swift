import ElementaryFunctions

/// The rates of mixed influence: pressure p + q·F on whoever has not joined, and the ceiling m of those who ever will.
package struct DiffusionRates: Sendable, Equatable {
    /// p, the pressure from outside, a year.
    package let innovation: Double
    /// q, the pressure a year when all have joined.
    package let imitation: Double
    /// m, the share of all that ever join.
    package let ceiling: Double

    /// Of its parts, which the properties of these names explain.
    package init(innovation: Double, imitation: Double, ceiling: Double) {
        self.innovation = innovation
        self.imitation = imitation
        self.ceiling = ceiling
    }
}

/// What rates say of a record.
///
/// Years are counted from its beginning. In year s the pressure is λ_s = p + q·F_{s−1}, the same all year, F_{s−1} being
/// the share that had joined when the year began: as counted, where there is a count then, otherwise as expected from the
/// last count before, F ← F + (m − F)(1 − e^(−λ·Δ)). Of those who have not joined at the beginning, F_0, a share
/// m′ = (m − F_0)/(1 − F_0) ever will, and S(t) = e^(−Λ(t)) of these have not by t. So one who has not joined by t_{i−1}
/// joins by t_i with the chance
///
///     π_i = m′·(S_{i−1} − S_i) / (1 − m′ + m′·S_{i−1})
///
/// independently of the others. That is the joining of `CouncilModel` with propensity 1, without contracts, and exactly so
/// where there is a count at the end of each year.
struct DiffusionCurve {
    let record: DiffusionRecord

    /// Calls `body` with the index, the number not yet joined, and π, of each interval between counts.
    private func forEachInterval(_ rates: DiffusionRates, _ body: (Int, _ remaining: Double, _ chance: Double) -> Void)
    {
        let start = record.shareAtStart
        let willJoin = (rates.ceiling - start) / (1 - start)
        var (share, pressure, survival, before) = (start, 0.0, 1.0, 1.0)
        for span in record.spans {
            if span.beginsYear { pressure = rates.innovation + rates.imitation * share }
            let stay = Elementary.exp(-pressure * span.length)
            survival *= stay
            share += (rates.ceiling - share) * (1 - stay)
            guard let end = span.end else { continue }
            let chance = willJoin * (before - survival) / (1 - willJoin + willJoin * before)
            // What cannot happen by these rates and did is given a chance that no fit will choose.
            body(end, record.size - record.counts[end - 1], min(max(chance, 1e-12), 1 - 1e-12))
            before = survival
            share = record.counts[end] / record.size
        }
    }

    /// Residuals whose squares sum to the deviance, one for each interval between counts.
    ///
    /// With U not yet joined before and k who join, binomially, each is the signed root of
    /// 2·[k·ln(k/Uπ) + (U − k)·ln((U − k)/(U − Uπ))], so that least squares of them is maximum likelihood.
    ///
    /// - Source: McCullagh and Nelder, *Generalized Linear Models* (2nd edition, 1989), sections 2.4.3 and 4.4.3.
    func writeResiduals(_ rates: DiffusionRates, into residuals: inout [Double]) {
        forEachInterval(rates) { index, remaining, chance in
            let expected = remaining * chance
            let surplus = record.counts[index] - record.counts[index - 1] - expected
            let others = remaining - expected
            let square =
                2 * (expected * Self.excess(surplus / expected) + others * Self.excess(-surplus / others))
            residuals[index - 1] = surplus < 0 ? -square.squareRoot() : square.squareRoot()
        }
    }

    /// Pearson's X²: squares of what joined less what was expected, over the binomial variance.
    func pearson(_ rates: DiffusionRates) -> Double {
        var sum = 0.0
        forEachInterval(rates) { index, remaining, chance in
            let surplus = record.counts[index] - record.counts[index - 1] - remaining * chance
            sum += surplus * surplus / (remaining * chance * (1 - chance))
        }
        return sum
    }

    /// (1 + x)·ln(1 + x) − x, x ≥ −1, which the formula itself would lose to rounding near 0.
    private static func excess(_ x: Double) -> Double {
        if x <= -1 { return 1 }
        if abs(x) > 0.1 { return (1 + x) * Elementary.log1p(x) - x }
        // x²/2 − x³/6 + x⁴/12 − …, whose n-th term is (−x)ⁿ/(n(n − 1)).
        var (sum, power) = (0.0, -x)
        for n in 2...16 {
            power *= -x
            sum += power / Double(n * (n - 1))
        }
        return sum
    }
}
