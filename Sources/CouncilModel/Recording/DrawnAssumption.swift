import Stochastics

/// What one assumption is drawn as in one trial of one option.
package struct DrawnAssumption: Sendable {
    /// The assumption.
    package let assumption: Assumption
    /// Whether the option replaces its distribution.
    package let isReplaced: Bool
    /// By entity, in prices of the price year.
    private let values: [Double]
    private let entityOfCouncil: [Int]
    private let years: Int

    fileprivate init(_ planned: PlannedAssumption, isReplaced: Bool, values: StableTable, years: Int) {
        assumption = planned.assumption
        self.isReplaced = isReplaced
        self.values = (0..<values.rows).map { values[$0][0] }
        entityOfCouncil = planned.entityOfCouncil
        self.years = years
    }

    /// Its value at a council (position) and in a year (index); nil where it differs by one that is not given.
    package func value(council: Int?, year: Int?) -> Double? {
        switch assumption.variesBy {
        case .trial: return values[0]
        case .council: return council.map { values[$0] }
        case .year: return year.map { values[$0] }
        case .column: return council.map { values[entityOfCouncil[$0]] }
        case .councilAndYear:
            guard let council, let year else { return nil }
            return values[council * years + year]
        }
    }
}

extension RunPlan {
    /// What every assumption is drawn as in a trial, under an option's own distributions, in order of name. Those that
    /// nothing reads and that differ within a trial are left out, as they are not drawn.
    package func drawnAssumptions(ofOption option: Int, trial: Int) -> [DrawnAssumption] {
        drawnAssumptions(ofOption: option, source: .recorded(trial))
    }

    /// The same from any draws.
    func drawnAssumptions(ofOption option: Int, source: DrawSource) -> [DrawnAssumption] {
        let tables = drawnTables(ofOption: option, source: source)
        let replaced = options[option].overrides.map(\.assumption)
        return assumptions.indices.compactMap { index in
            tables[index].map {
                DrawnAssumption(
                    assumptions[index], isReplaced: replaced.contains(index), values: $0, years: years)
            }
        }
    }

    /// Values of every trial-level assumption in all trials, under an option's own distributions, in order of name.
    package func samples(ofOption option: Int) -> [AssumptionSample] {
        let indices = assumptions.indices.filter { assumptions[$0].assumption.variesBy == .trial }
        var samples = indices.map { AssumptionSample(name: assumptions[$0].assumption.name, values: []) }
        let size = AddressedDraws.batchSize
        for start in stride(from: 0, to: scenario.trials, by: size) {
            let block = DrawSource.simulated(start..<min(start + size, scenario.trials))
            let tables = drawnTables(ofOption: option, source: block)
            for (place, index) in indices.enumerated() {
                samples[place].values += tables[index]?.values(row: 0) ?? []
            }
        }
        return samples
    }

    /// Values by entity of every assumption that is drawn, with an option's distributions in the places it replaces.
    func drawnTables(ofOption option: Int, source: DrawSource) -> [StableTable?] {
        let uniforms = assumptionUniforms(from: source)
        return assumptions.enumerated().map { index, planned in
            guard planned.isUsed || planned.assumption.variesBy == .trial else { return nil }
            let own = options[option].overrides.first { $0.assumption == index }?.distribution
            return values(
                of: planned, distribution: own ?? planned.assumption.distribution, uniforms: uniforms[index],
                source: source
            )
        }
    }
}
