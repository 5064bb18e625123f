import CRows
import ElementaryFunctions

/// A distribution made ready for many draws by inversion.
///
/// Fixed values, uniforms, triangulars, Paretos, atoms and tables of quantiles are drawn by their own formulas; normals,
/// lognormals, betas, PERTs, gammas, metalogs and what is cut from them or mixed of them by a `QuantileTable`, within
/// 1e-6 of the distance of the 5th and 95th percentile (of each stretch between atoms and ends of parts, where there
/// are several) of `Distribution.quantile`. Draws are the same bits on every processor but for the risk that
/// `Double.roundedTo40Bits` names.
package struct Sampler: Sendable {
    private enum Form: Sendable {
        case fixed(Double)
        case uniform(min: Double, max: Double)
        case triangular(min: Double, mode: Double, max: Double)
        case pareto(scale: Double, shape: Double)
        case table(QuantileTable)
        case pieces(PiecewiseQuantile)
    }

    private let form: Form

    /// Makes a distribution without problems ready; a table takes some tenths of a millisecond.
    package init(_ distribution: Distribution) {
        switch ContinuousFamily(distribution) {
        case .uniform(let min, let max)?: form = .uniform(min: min, max: max)
        case .triangular(let min, let mode, let max)?: form = .triangular(min: min, mode: mode, max: max)
        case .pareto(let scale, let shape)?: form = .pareto(scale: scale, shape: shape)
        case let family?: form = .table(QuantileTable(FamilyStretch(family)))
        case nil:
            let decomposition = Decomposition(distribution)
            if decomposition.parts.isEmpty, decomposition.atoms.count == 1 {
                form = .fixed(decomposition.atoms[0].value)
            } else {
                let pieces = PiecewiseQuantile(InverseDistribution(decomposition))
                form = pieces.onlyTable.map { .table($0) } ?? .pieces(pieces)
            }
        }
    }

    private init(_ form: Form) { self.form = form }

    /// The same sampler for one thread, which draws faster where others draw from the same distribution: they would wait for
    /// each other to count who uses its table.
    package var forOneThread: Sampler {
        if case .table(let table) = form { return Sampler(.table(QuantileTable(sharing: table))) }
        return self
    }

    /// The value drawn with u in (0, 1): the same bits as `fill` gives.
    package func value(_ u: Double) -> Double {
        var (uniform, value) = (u, 0.0)
        fill(&value, uniforms: &uniform, count: 1)
        return value
    }

    /// Writes the values drawn with uniforms in (0, 1), element by element; the buffers do not overlap.
    package func fill(_ values: UnsafeMutablePointer<Double>, uniforms: UnsafePointer<Double>, count: Int) {
        switch form {
        case .fixed(let value):
            values.update(repeating: value, count: count)
        case .uniform(let min, let max):
            for i in 0..<count { values[i] = Swift.min(min + uniforms[i] * (max - min), max) }
        case .triangular(let min, let mode, let max):
            row_triangular(values, uniforms, min, mode, max, count)
        case .pareto(let scale, let shape):
            // A pass for each function, as several elements at once are only worked out by short loops.
            for i in 0..<count { values[i] = 1 - uniforms[i] }
            Elementary.log(values, into: values, count: count)
            for i in 0..<count { values[i] = -values[i] / shape }
            Elementary.exp(values, into: values, count: count)
            for i in 0..<count { values[i] = scale * values[i] }
        case .table(let table):
            table.fill(values, uniforms: uniforms, count: count)
        case .pieces(let pieces):
            pieces.fill(values, uniforms: uniforms, count: count)
        }
    }

    /// The share of uniforms whose quantiles are worked out exactly in spite of a table; nil without a single table.
    var exactShare: Double? {
        if case .table(let table) = form { return table.exactShare }
        return nil
    }
}
