import ElementaryFunctions

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
        let simulation = Simulation(fit, draws: draws, addressed: addressed)
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

    /// Records as they might have been.
    private struct Simulation {
        let record: DiffusionRecord
        /// How many units a group stands for.
        let weight: Double
        /// Two uniforms of each group and draw, indexed [group][draw].
        let pressures: [[Double]]
        let ceilings: [[Double]]

        init(_ fit: DiffusionFit, draws: Int, addressed: AddressedDraws) {
            record = fit.record
            let others = record.size - record.counts[0]
            let groups = max(1, Int((others / (fit.dispersion ?? 1)).rounded()))
            weight = others / Double(groups)
            func uniforms(_ name: String) -> [[Double]] {
                (0..<groups).map { addressed.uniforms(at: Address("fit/\(name)/\($0)"), trials: 0..<draws) }
            }
            pressures = uniforms("pressure")
            ceilings = uniforms("member")
        }

        /// One record; where nobody would join after the beginning, half a group does by the end, as a fit needs somebody.
        func record(_ rates: DiffusionRates, draw: Int) -> DiffusionRecord {
            let willJoin = (rates.ceiling - record.shareAtStart) / (1 - record.shareAtStart)
            let patience = ceilings.indices.filter { ceilings[$0][draw] < willJoin }
                .map { -Elementary.log1p(-pressures[$0][draw]) }.sorted()
            var counts = record.counts
            var (joined, total, pressure) = (0, 0.0, 0.0)
            for span in record.spans {
                let count = record.counts[0] + weight * Double(joined)
                if span.beginsYear { pressure = rates.innovation + rates.imitation * count / record.size }
                total += pressure * span.length
                while joined < patience.count, patience[joined] <= total { joined += 1 }
                if let end = span.end { counts[end] = min(record.counts[0] + weight * Double(joined), record.size) }
            }
            if joined == 0 { counts[counts.count - 1] += weight / 2 }
            return record.with(counts: counts)
        }
    }
}
