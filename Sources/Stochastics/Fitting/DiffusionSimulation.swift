import ElementaryFunctions

/// Records as they might have been, unit by unit, as the model has it.
///
/// With a dispersion φ units move in groups of φ, which multiplies the variance of their numbers by φ.
struct DiffusionSimulation {
    let record: DiffusionRecord
    /// How many units a group stands for.
    let weight: Double
    /// Two uniforms of each group and draw, indexed [group][draw].
    let pressures: [[Double]]
    let ceilings: [[Double]]

    init(_ record: DiffusionRecord, dispersion: Double, draws: Int, addressed: AddressedDraws) {
        self.record = record
        let others = record.size - record.counts[0]
        let groups = max(1, Int((others / dispersion).rounded()))
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
