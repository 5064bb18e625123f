import CGSL

/// The rates at which something spread, from a record of it, with all that the record cannot tell.
package struct DiffusionFit: Sendable {
    /// The best rates for one ceiling.
    package struct Point: Sendable {
        /// The rates.
        package let rates: DiffusionRates
        /// How far the record is from them: twice the logarithm of the ratio of likelihoods.
        package let deviance: Double
    }

    /// What was fitted.
    package let record: DiffusionRecord
    /// The best rates for ceilings from the share that has joined to 1, evenly spaced.
    package let profile: [Point]
    /// The best rates of all.
    package let best: Point
    /// Intervals between counts, less the three unknowns; at least 0.
    package let degreesOfFreedom: Int
    /// How many times the variance is what chance would make of units that choose for themselves, at least 1: Pearson's X²
    /// over the degrees of freedom; nil where there are none.
    package let dispersion: Double?
    /// The deviance up to which a ceiling fits as well as the best: the best deviance + dispersion · F(95%; 1, degrees of
    /// freedom); infinite where there are none.
    ///
    /// - Source: McCullagh and Nelder, *Generalized Linear Models* (2nd edition, 1989), sections 4.5 and 9.2.
    package let limit: Double
    /// The lowest and highest ceiling that fit as well as the best, between points of the profile by straight lines.
    package let fittingCeilings: ClosedRange<Double>
    /// Whether some ceiling fits as well as the best without imitation.
    package let mayLackImitation: Bool
    /// Whether some ceiling fits as well as the best without innovation.
    package let mayLackInnovation: Bool

    /// The highest ceiling that fits, over the lowest, up to which a record is said to identify it.
    package static let identifyingRatio = 1.5

    /// Whether the record tells the ceiling: those that fit differ by no more than `identifyingRatio`.
    package var identifiesCeiling: Bool {
        fittingCeilings.upperBound <= Self.identifyingRatio * fittingCeilings.lowerBound
    }

    /// Fits a record.
    package init(_ record: DiffusionRecord) {
        self.record = record
        let search = DiffusionSearch(record: record)
        let profile = Self.ceilings(of: record, steps: 40).map { search.best(ceiling: $0) }
        let best = Self.refined(profile, search: search)
        self.profile = profile.map { Point(rates: $0.rates, deviance: $0.deviance) }
        self.best = Point(rates: best.rates, deviance: best.deviance)

        degreesOfFreedom = max(0, record.times.count - 1 - 3)
        if degreesOfFreedom > 0 {
            let freedom = Double(degreesOfFreedom)
            let ratio = max(1, DiffusionCurve(record: record).pearson(best.rates) / freedom)
            dispersion = ratio
            limit = best.deviance + ratio * Self.quantileOfF(0.95, freedom)
        } else {
            dispersion = nil
            limit = .infinity
        }
        fittingCeilings = Self.range(of: profile, best: best, limit: limit)
        let coarse = Self.ceilings(of: record, steps: 10) + [best.rates.ceiling]
        func fits(withImitation: Bool, limit: Double) -> Bool {
            coarse.contains { search.best(ceiling: $0, withImitation: withImitation).deviance <= limit }
        }
        mayLackImitation = fits(withImitation: false, limit: limit)
        mayLackInnovation = fits(withImitation: true, limit: limit)
    }

    /// Ceilings from the share that has joined to 1, evenly spaced.
    private static func ceilings(of record: DiffusionRecord, steps: Int) -> [Double] {
        let lowest = record.shareAtEnd
        if lowest == 1 { return [1] }
        return (0...steps).map { lowest + (1 - lowest) * Double($0) / Double(steps) }
    }

    /// The best point of a profile, then the best between its neighbours.
    private static func refined(_ profile: [DiffusionSearch.Fitted], search: DiffusionSearch) -> DiffusionSearch.Fitted
    {
        // A profile has points.
        let place = profile.indices.min { profile[$0].deviance < profile[$1].deviance }!
        if profile.count == 1 { return profile[0] }
        return search.refined(
            profile[place], between: profile[max(place - 1, 0)].rates.ceiling,
            and: profile[min(place + 1, profile.count - 1)].rates.ceiling)
    }

    /// The best rates of a record, with no more work than a bootstrap can pay for many times.
    static func rates(of record: DiffusionRecord, near guess: DiffusionRates) -> DiffusionRates {
        let search = DiffusionSearch(record: record)
        let start = [(innovation: guess.innovation, imitation: guess.imitation)]
        let profile = ceilings(of: record, steps: 10).map { search.best(ceiling: $0, from: start) }
        return refined(profile, search: search).rates
    }

    /// Where the profile crosses the limit, on either side of its best.
    private static func range(
        of profile: [DiffusionSearch.Fitted], best: DiffusionSearch.Fitted, limit: Double
    ) -> ClosedRange<Double> {
        func end(_ points: [DiffusionSearch.Fitted]) -> Double {
            var (last, result) = (best, best.rates.ceiling)
            for point in points {
                if point.deviance <= limit {
                    result = point.rates.ceiling
                } else if last.deviance <= limit {
                    let part = (limit - last.deviance) / (point.deviance - last.deviance)
                    result = last.rates.ceiling + part * (point.rates.ceiling - last.rates.ceiling)
                }
                last = point
            }
            return result
        }
        let low = end(profile.filter { $0.rates.ceiling < best.rates.ceiling }.reversed())
        let high = end(profile.filter { $0.rates.ceiling > best.rates.ceiling })
        return low...high
    }

    /// The quantile of the F distribution with 1 and `freedom` degrees of freedom.
    private static func quantileOfF(_ probability: Double, _ freedom: Double) -> Double {
        precondition(GSL.isReady)
        return gsl_cdf_fdist_Pinv(probability, 1, freedom).roundedTo40Bits
    }
}
