import Stochastics

/// Uniforms that every option shares in one block: those of trial-level assumptions after the copula, and of those by
/// year or by a column's value.
final class SharedUniforms {
    private let plan: RunPlan
    /// By assumption; nil for those that are drawn council by council, that nothing reads, or that stand at their means.
    private var tables: [StableTable?]

    init(plan: RunPlan) {
        self.plan = plan
        tables = plan.assumptions.map { _ in nil }
    }

    /// Draws a block's.
    func begin(_ source: DrawSource) {
        tables = plan.sharedUniforms(from: source)
    }

    subscript(assumption: Int) -> StableTable? { tables[assumption] }
}

/// Drawn values of assumptions in one block under one set of replaced distributions.
///
/// Values that councils share are held in tables; a council's own are drawn when they are first asked for, into rows that
/// hold one council at a time, so that no table of councils × trials is written and read again.
final class DrawnValues {
    private let plan: RunPlan
    private let distributions: [Distribution]
    private let samplers: [Sampler?]
    private let variations: [Assumption.Variation]
    /// By assumption: addresses by entity, and what prices are multiplied by. Held apart, so that a draw copies no more.
    private let addresses: [[Address]]
    private let priceFactors: [Double]
    private let width: Int
    private var source: DrawSource = .central
    /// By assumption: a row for each entity that is shared, or for each year of the council at hand.
    private let tables: [StableTable?]
    /// By assumption: the council whose values stand in the table; −1: none yet.
    private let holders: UnsafeMutableBufferPointer<Int>
    private let uniforms: StableTable
    /// By assumption: uniforms of the central case by council.
    private var centralRanks: [[Double]]

    init(plan: RunPlan, overrides: [PlannedOption.Override], samplers replaced: [Sampler], width: Int) {
        self.plan = plan
        self.width = width
        var distributions = plan.assumptions.map(\.assumption.distribution)
        var samplers = plan.assumptions.map(\.sampler)
        for (override, sampler) in zip(overrides, replaced) {
            distributions[override.assumption] = override.distribution
            samplers[override.assumption] = sampler
        }
        self.distributions = distributions
        self.samplers = samplers
        variations = plan.assumptions.map(\.assumption.variesBy)
        addresses = plan.assumptions.map(\.addresses)
        priceFactors = plan.assumptions.map(\.assumption.priceFactor)
        tables = plan.assumptions.map { planned in
            guard planned.isDrawn else { return nil }
            switch planned.assumption.variesBy {
            case .trial, .council: return StableTable(rows: 1, width: width)
            case .year, .councilAndYear: return StableTable(rows: plan.years, width: width)
            case .column: return StableTable(rows: planned.addresses.count, width: width)
            }
        }
        holders = .allocate(capacity: plan.assumptions.count)
        holders.initialize(repeating: -1)
        centralRanks = plan.assumptions.map { _ in [] }
        uniforms = StableTable(rows: 1, width: width)
    }

    deinit { holders.deallocate() }

    /// Takes up a block.
    func begin(_ source: DrawSource, shared: SharedUniforms) {
        self.source = source
        for (index, planned) in plan.assumptions.enumerated() {
            holders[index] = -1
            guard let table = tables[index] else { continue }
            switch planned.assumption.variesBy {
            case .council, .councilAndYear: continue
            case .trial, .year, .column:
                for row in 0..<table.rows {
                    fill(table[row], of: index, uniforms: shared[index].map { UnsafePointer($0[row]) })
                }
            }
        }
    }

    /// The values of an assumption at a council and in a year, as far as it differs by these.
    func row(of index: Int, council: Int, year: Int) -> UnsafePointer<Double> {
        guard let table = tables[index] else { preconditionFailure("an assumption that is read is drawn") }
        switch variations[index] {
        case .trial: return UnsafePointer(table[0])
        case .year: return UnsafePointer(table[year])
        case .column: return UnsafePointer(table[plan.assumptions[index].entityOfCouncil[council]])
        case .council:
            if holders[index] != council { draw(index, entity: council, into: table[0]) }
            holders[index] = council
            return UnsafePointer(table[0])
        case .councilAndYear:
            if holders[index] != council {
                for year in 0..<plan.years { draw(index, entity: council * plan.years + year, into: table[year]) }
            }
            holders[index] = council
            return UnsafePointer(table[year])
        }
    }

    private func draw(_ index: Int, entity: Int, into row: UnsafeMutablePointer<Double>) {
        guard let trials = source.trials else {
            // Pairs of council and year stand at their means in the central case.
            if variations[index] == .councilAndYear {
                fill(row, of: index, uniforms: nil)
                return
            }
            if centralRanks[index].isEmpty {
                centralRanks[index] = RunPlan.centralRanks(of: addresses[index])
            }
            uniforms[0].update(repeating: centralRanks[index][entity], count: source.count)
            fill(row, of: index, uniforms: uniforms[0])
            return
        }
        plan.draws(of: .council).uniforms(
            at: addresses[index][entity], trials: trials,
            into: UnsafeMutableBufferPointer(start: uniforms[0], count: trials.count))
        fill(row, of: index, uniforms: uniforms[0])
    }

    /// Values of a row from its uniforms; from none, the central value.
    private func fill(_ row: UnsafeMutablePointer<Double>, of index: Int, uniforms: UnsafePointer<Double>?) {
        let factor = priceFactors[index]
        guard let uniforms, let sampler = samplers[index] else {
            row.update(repeating: distributions[index].centralValue * factor, count: source.count)
            return
        }
        sampler.fill(row, uniforms: uniforms, count: source.count)
        if factor != 1 { for trial in 0..<source.count { row[trial] *= factor } }
    }
}
