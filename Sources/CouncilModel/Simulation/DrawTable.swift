import CRows
import Glibc
import Stochastics

/// Where the draws of a block come from.
enum DrawSource: Sendable {
    /// Addressed draws of these trials, which lie in one batch.
    case simulated(Range<Int>)
    /// Addressed draws of one trial.
    case recorded(Int)
    /// The central case: one trial of means and evenly spread ranks.
    case central
    /// The central case so many times side by side, for what differs in who takes part alone.
    case centralCopies(Int)

    /// The trials drawn; nil in the central case.
    var trials: Range<Int>? {
        switch self {
        case .simulated(let trials): trials
        case .recorded(let trial): trial..<trial + 1
        case .central, .centralCopies: nil
        }
    }

    /// Number of trials.
    var count: Int {
        if case .centralCopies(let count) = self { return count }
        return trials?.count ?? 1
    }
}

/// A table of doubles that stays where it is, so that formulas can read rows of it by pointer.
final class StableTable {
    /// Number of trials in a row.
    let width: Int
    /// Number of rows.
    let rows: Int
    private let base: UnsafeMutablePointer<Double>

    /// A table of zeros. Rows of eight trials, or a multiple of that, begin where what is fetched at a time does.
    init(rows: Int, width: Int) {
        self.rows = rows
        self.width = width
        let count = max(1, rows * width)
        base = TableMemory.shared.take(bytes: count * MemoryLayout<Double>.stride)
            .bindMemory(to: Double.self, capacity: count)
    }

    deinit { TableMemory.shared.giveBack(base, bytes: max(1, rows * width) * MemoryLayout<Double>.stride) }

    /// The trials of one row.
    subscript(row: Int) -> UnsafeMutablePointer<Double> {
        precondition(row >= 0 && row < rows, "a row lies in its table")
        return base + row * width
    }

    /// Sets every value.
    func fill(with value: Double) {
        base.update(repeating: value, count: rows * width)
    }

    /// A copy of one row.
    func values(row: Int) -> [Double] { Array(UnsafeBufferPointer(start: self[row], count: width)) }

    /// The sum of one row.
    func sum(row: Int) -> Double { CouncilModel.sum(of: self[row], count: width) }

    /// Takes up the values of a table of the same shape.
    func copy(_ other: StableTable) {
        precondition(rows == other.rows && width == other.width, "tables of one shape are copied")
        base.update(from: other.base, count: rows * width)
    }

    /// Whether every value of a row is a finite number.
    func isFinite(row: Int) -> Bool { areFinite(self[row], count: width) }

    /// Adds the values of a table of the same shape, place by place.
    func add(_ other: StableTable) {
        precondition(rows == other.rows && width == other.width, "tables of one shape are added")
        row_add(base, other.base, rows * width)
    }

    /// Takes the values of a table of the same shape off, place by place.
    func subtract(_ other: StableTable) {
        precondition(rows == other.rows && width == other.width, "tables of one shape are subtracted")
        row_subtract(base, other.base, rows * width)
    }
}

extension RunPlan {
    /// Uniforms of each council position at those addresses: addressed draws, or the evenly spread ranks of the
    /// central case.
    func councilUniforms(at addresses: [Address], of kind: DrawKind, from source: DrawSource) -> StableTable {
        let table = StableTable(rows: addresses.count, width: source.count)
        fillUniforms(table, at: addresses, of: kind, from: source)
        return table
    }

    /// The same into a table that is there, a row for each address.
    func fillUniforms(_ table: StableTable, at addresses: [Address], of kind: DrawKind, from source: DrawSource) {
        guard let trials = source.trials else {
            for (row, uniform) in Self.centralRanks(of: addresses).enumerated() {
                table[row].update(repeating: uniform, count: source.count)
            }
            return
        }
        let draws = self.draws(of: kind)
        for (row, address) in addresses.enumerated() {
            draws.uniforms(
                at: address.words, trials: trials,
                into: UnsafeMutableBufferPointer(start: table[row], count: trials.count)
            )
        }
    }

    /// `u = (i + ½)/n` in the order of the first 64 bits of each address's SHA-256.
    static func centralRanks(of addresses: [Address]) -> [Double] {
        let bits = addresses.map(\.leadingBits)
        let order = addresses.indices.sorted { a, b in
            bits[a] == bits[b] ? addresses[a] < addresses[b] : bits[a] < bits[b]
        }
        var ranks = [Double](repeating: 0, count: addresses.count)
        for (rank, position) in order.enumerated() {
            ranks[position] = (Double(rank) + 0.5) / Double(addresses.count)
        }
        return ranks
    }

    /// Uniforms of the entities of every assumption that is drawn by inversion in this block: `[assumption]`, nil for
    /// assumptions that nothing reads or, in the central case, that stand at their means.
    func assumptionUniforms(from source: DrawSource) -> [StableTable?] {
        var uniforms = sharedUniforms(from: source)
        for (index, planned) in assumptions.enumerated() where planned.isDrawn && planned.isByCouncil {
            guard source.trials != nil || planned.assumption.variesBy == .council else { continue }
            uniforms[index] = councilUniforms(at: planned.addresses, of: .council, from: source)
        }
        return uniforms
    }

    /// The same of assumptions that are not drawn council by council; in the central case all of these stand at their
    /// means.
    func sharedUniforms(from source: DrawSource) -> [StableTable?] {
        guard let trials = source.trials else { return assumptions.map { _ in nil } }
        let uniforms: [StableTable?] = assumptions.enumerated().map { index, planned in
            guard planned.isDrawn, !planned.isByCouncil else { return nil }
            if let given = design.uniforms[index] { return given.table(of: trials) }
            guard planned.assumption.variesBy == .trial, scenario.sampling == .latinHypercube else {
                return councilUniforms(
                    at: planned.addresses, of: planned.assumption.variesBy == .trial ? .trial : .shared, from: source)
            }
            let table = StableTable(rows: 1, width: trials.count)
            draws(of: .trial).latinHypercube(
                at: planned.stratified, trials: trials,
                into: UnsafeMutableBufferPointer(start: table[0], count: trials.count))
            return table
        }
        for group in copulas {
            let rows = group.members.map { member -> UnsafeMutablePointer<Double> in
                guard let table = uniforms[member] else { preconditionFailure("correlated assumptions are drawn") }
                return table[0]
            }
            rows.withUnsafeBufferPointer { group.copula.correlate($0, count: trials.count) }
        }
        hold(uniforms, count: trials.count)
        return uniforms
    }

    /// Values of one assumption by entity, from a distribution that may be an option's own.
    func values(
        of planned: PlannedAssumption, distribution: Distribution, uniforms: StableTable?, source: DrawSource
    ) -> StableTable {
        let sampler = Sampler(distribution)
        let table = StableTable(rows: planned.addresses.count, width: source.count)
        let factor = planned.assumption.priceFactor
        for row in 0..<table.rows {
            if let uniforms {
                sampler.fill(table[row], uniforms: uniforms[row], count: table.width)
                row_scale(table[row], factor, table.width)
            } else {
                table[row].update(repeating: distribution.centralValue * factor, count: table.width)
            }
        }
        return table
    }
}

/// Whether all values are finite numbers.
func areFinite(_ values: UnsafePointer<Double>, count: Int) -> Bool { row_is_finite(values, count) }

/// The sum of a row: of every eighth value first, then of the eight sums, so that eight additions run side by side.
func sum(of values: UnsafePointer<Double>, count: Int) -> Double { row_sum(values, count) }

extension Distribution {
    /// What the central case takes for it: the mean, the median where there is none, 1 for a Bernoulli with p ≥ ½.
    package var centralValue: Double {
        if case .bernoulli(let probability) = self { return probability >= 0.5 ? 1 : 0 }
        return mean ?? quantile(0.5)
    }
}
