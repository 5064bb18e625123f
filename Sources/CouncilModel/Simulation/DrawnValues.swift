import CRows
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
    /// What a draw of an assumption needs to know. Nothing in it is counted by reference: threads that count users of the
    /// same thing wait for each other, and a draw takes no longer than such a count or two.
    private struct Drawn {
        let variation: Variation
        /// A row for each entity that is shared, or for each year of the council at hand.
        let rows: UnsafeMutablePointer<Double>
        /// The place of the first entity's address; only those that are drawn council by council have any.
        let firstAddress: Int
        let priceFactor: Double
        /// The council whose values stand in the rows; −1: none yet.
        var holder = -1
    }

    /// By what values differ, without the name of a column.
    private enum Variation {
        case trial, council, year, column, councilAndYear

        init(_ variation: Assumption.Variation) {
            switch variation {
            case .trial: self = .trial
            case .council: self = .council
            case .year: self = .year
            case .column: self = .column
            case .councilAndYear: self = .councilAndYear
            }
        }
    }

    private let plan: RunPlan
    private let distributions: [Distribution]
    /// By assumption, in a buffer and no array, as they are looked into for every row of every line; nil for those that
    /// nothing reads.
    private let drawn: UnsafeMutableBufferPointer<Drawn?>
    /// By assumption, likewise.
    private let samplers: UnsafeMutableBufferPointer<Sampler?>
    /// Of all assumptions that are drawn council by council, one after the other, by entity.
    private let addresses: UnsafeMutableBufferPointer<Address.Words>
    private let width: Int
    private var source: DrawSource = .central
    private let draws: AddressedDraws
    /// By assumption: what holds its rows.
    private let tables: [StableTable?]
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
        self.samplers = .allocate(capacity: samplers.count)
        _ = self.samplers.initialize(from: samplers.map { $0?.forOneThread })
        tables = plan.assumptions.map { planned in
            guard planned.isDrawn else { return nil }
            switch planned.assumption.variesBy {
            case .trial, .council: return StableTable(rows: 1, width: width)
            case .year, .councilAndYear: return StableTable(rows: plan.years, width: width)
            case .column: return StableTable(rows: planned.addresses.count, width: width)
            }
        }
        drawn = .allocate(capacity: plan.assumptions.count)
        var addresses: [Address.Words] = []
        for (index, planned) in plan.assumptions.enumerated() {
            let entry = tables[index].map { table in
                Drawn(
                    variation: Variation(planned.assumption.variesBy), rows: table[0], firstAddress: addresses.count,
                    priceFactor: planned.assumption.priceFactor)
            }
            drawn.initializeElement(at: index, to: entry)
            if entry != nil && planned.isByCouncil { addresses += planned.addresses.lazy.map(\.words) }
        }
        self.addresses = .allocate(capacity: addresses.count)
        _ = self.addresses.initialize(from: addresses)
        draws = plan.draws(of: .council)
        centralRanks = plan.assumptions.map { _ in [] }
        uniforms = StableTable(rows: 1, width: width)
    }

    deinit {
        drawn.deallocate()
        addresses.deallocate()
        samplers.deinitialize()
        samplers.deallocate()
    }

    /// Takes up a block.
    func begin(_ source: DrawSource, shared: SharedUniforms) {
        self.source = source
        for index in drawn.indices {
            drawn[index]?.holder = -1
            guard let table = tables[index], let entry = drawn[index] else { continue }
            switch entry.variation {
            case .council, .councilAndYear: continue
            case .trial, .year, .column:
                for row in 0..<table.rows {
                    fill(table[row], of: index, entry, uniforms: shared[index].map { UnsafePointer($0[row]) })
                }
            }
        }
    }

    /// The values of an assumption at a council and in a year, as far as it differs by these.
    func row(of index: Int, council: Int, year: Int) -> UnsafePointer<Double> {
        guard let entry = drawn[index] else { preconditionFailure("an assumption that is read is drawn") }
        let row: UnsafeMutablePointer<Double>
        switch entry.variation {
        case .trial: row = entry.rows
        case .year: row = entry.rows + year * width
        case .column: row = entry.rows + plan.assumptions[index].entityOfCouncil[council] * width
        case .council:
            row = entry.rows
            if entry.holder != council { draw(index, entry, entity: council, into: row) }
            drawn[index]?.holder = council
        case .councilAndYear:
            row = entry.rows + year * width
            if entry.holder != council {
                for year in 0..<plan.years {
                    draw(index, entry, entity: council * plan.years + year, into: entry.rows + year * width)
                }
            }
            drawn[index]?.holder = council
        }
        return UnsafePointer(row)
    }

    private func draw(_ index: Int, _ entry: Drawn, entity: Int, into row: UnsafeMutablePointer<Double>) {
        guard let trials = source.trials else {
            drawCentral(index, entry, entity: entity, into: row)
            return
        }
        let uniforms = self.uniforms[0]
        draws.uniforms(
            at: addresses[entry.firstAddress + entity], trials: trials,
            into: UnsafeMutableBufferPointer(start: uniforms, count: trials.count))
        fill(row, of: index, entry, uniforms: uniforms)
    }

    private func drawCentral(_ index: Int, _ entry: Drawn, entity: Int, into row: UnsafeMutablePointer<Double>) {
        // Pairs of council and year stand at their means in the central case.
        if entry.variation == .councilAndYear {
            fill(row, of: index, entry, uniforms: nil)
            return
        }
        if centralRanks[index].isEmpty {
            centralRanks[index] = RunPlan.centralRanks(of: plan.assumptions[index].addresses)
        }
        uniforms[0].update(repeating: centralRanks[index][entity], count: source.count)
        fill(row, of: index, entry, uniforms: uniforms[0])
    }

    /// Values of a row from its uniforms; from none, the central value.
    private func fill(
        _ row: UnsafeMutablePointer<Double>, of index: Int, _ entry: Drawn, uniforms: UnsafePointer<Double>?
    ) {
        let factor = entry.priceFactor
        guard let uniforms, samplers[index] != nil else {
            row.update(repeating: distributions[index].centralValue * factor, count: source.count)
            return
        }
        samplers[index]?.fill(row, uniforms: uniforms, count: source.count)
        if factor != 1 { row_scale(row, factor, source.count) }
    }
}
