/// A distribution of rates: what fits to records that might as well have been seen.
///
/// Parametric bootstrap. A record is simulated with the fitted rates, one unit after the other as the model has it, at
/// the same times, and fitted in the same way; this is done for each draw. Where the record varies more than chance would
/// make it, by the factor φ, units move in groups of φ, which multiplies the variance by φ.
///
/// - Source: Efron and Tibshirani, *An Introduction to the Bootstrap* (1993), sections 6.5 and 13.3.
package struct DiffusionBootstrap: Sendable {
    /// The rates by draw.
    package let rates: [DiffusionRates]
    /// The ceilings between which each draw had one given, evenly spread; nil where each draw found its own.
    package let judgedCeilings: ClosedRange<Double>?

    /// Draws rates, each simulated and fitted for itself.
    ///
    /// - Parameters:
    ///   - ceilings: ceilings that somebody takes for possible; nil leaves it to the record, and where that does not
    ///     identify it, to all that fit.
    ///   - draws: how many.
    package init(_ fit: DiffusionFit, ceilings: ClosedRange<Double>? = nil, draws: Int, seed: UInt64) {
        let judged = ceilings ?? (fit.identifiesCeiling ? nil : fit.fittingCeilings)
        judgedCeilings = judged
        let addressed = AddressedDraws(seed: seed)
        let simulation = DiffusionSimulation(
            fit.record, dispersion: fit.dispersion ?? 1, draws: draws, addressed: addressed)
        let given = addressed.latinHypercube(at: Address("fit/ceiling"), trials: 0..<draws)
        rates = (0..<draws).map { draw in
            guard let judged else {
                let record = simulation.record(fit.best.rates, draw: draw)
                return DiffusionFit.rates(of: record, near: fit.best.rates)
            }
            let ceiling = judged.lowerBound + given[draw] * (judged.upperBound - judged.lowerBound)
            let truth = DiffusionSearch(record: fit.record).best(ceiling: ceiling, from: Self.starts(fit, ceiling))
                .rates
            let record = simulation.record(truth, draw: draw)
            let start = [(innovation: truth.innovation, imitation: truth.imitation)]
            return DiffusionSearch(record: record).best(ceiling: ceiling, from: start).rates
        }
    }

    /// The rates of the nearest ceiling of the profile.
    private static func starts(_ fit: DiffusionFit, _ ceiling: Double) -> [DiffusionSearch.Start] {
        let distance = { (point: DiffusionFit.Point) in abs(point.rates.ceiling - ceiling) }
        guard let near = fit.profile.min(by: { distance($0) < distance($1) }) else { return DiffusionSearch.starts }
        return [(innovation: near.rates.innovation, imitation: near.rates.imitation)]
    }
}
