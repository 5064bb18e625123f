import CouncilModel
import Stochastics

/// Which share of the variance of NPSV each input accounts for, alone (first order) and with all its interplay (total).
///
/// With A and B independent matrices of uniforms, and A_B the matrix A with one input from B:
///
/// - S = 1 − Σ(f(B) − f(A_B))²/(2N·V), the share that would go if the input were known;
/// - T = Σ(f(A) − f(A_B))²/(2N·V), the share that would stay if all but the input were known.
///
/// V is the variance of f over A and B together. Estimates can lie a little outside 0…1.
///
/// - Source: M. Jansen, "Analysis of variance designs for model output", Computer Physics Communications 117 (1999); A.
///   Saltelli and others, "Variance based sensitivity analysis of model output", the same 181 (2010).
package struct SobolIndices: Sendable {
    /// What the indices are asked of.
    package let inputs: [SobolInput]
    /// Number of trials N of each run; there are as many runs as inputs, and two.
    package let trials: Int
    /// Whether A and B are a Sobol sequence; else they are Latin hypercube draws.
    package let usesSequence: Bool
    /// By option, in the order of ``RerunModel/shown``.
    package let options: [Option]

    /// One option.
    package struct Option: Sendable {
        /// Name of the option.
        package var name: String
        /// By input; empty where NPSV does not vary.
        package var firstOrder, total: [Index]
        /// The sum of first-order indices; what is missing to 1 is interplay.
        package var sum: Index?
    }

    /// An index with what resampling trials says of it.
    package struct Index: Sendable, Hashable {
        /// The index.
        package var value: Double
        /// Standard deviation over resamples.
        package var standardError: Double
        /// The middle 95% of resamples.
        package var low, high: Double
    }

    /// How often trials are resampled.
    static let resamples = 200

    /// Runs the model.
    ///
    /// - Parameters:
    ///   - trials: N.
    ///   - progress: called after each run.
    init(of model: RerunModel, inputs: [SobolInput], trials: Int, progress: () -> Void) throws {
        let design = SobolDesign(inputs: inputs, trials: trials, model: model)
        let plan = try model.plan(trials: trials)
        func values(_ design: DrawDesign) throws -> [[Double]] {
            defer { progress() }
            return try model.values(of: plan, design)
        }
        let a = try values(design.a)
        let b = try values(design.b)
        var exchanged: [[[Double]]] = []
        for input in inputs.indices { exchanged.append(try values(design.ab(input))) }
        let picks = Self.picks(trials: trials, seed: model.scenario.seed)
        options = model.shown.map { candidate in
            Option(
                name: model.name(candidate), a: a[candidate], b: b[candidate],
                exchanged: exchanged.map { $0[candidate] }, picks: picks)
        }
        self.inputs = inputs
        self.trials = trials
        usesSequence = SobolDesign.usesSequence(inputs.reduce(0) { $0 + $1.assumptions.count })
    }

    /// How often each trial is in each resample.
    static func picks(trials: Int, seed: UInt64) -> [[Double]] {
        let draws = AddressedDraws(seed: seed)
        return (0..<resamples).map { number in
            var counts = [Double](repeating: 0, count: trials)
            for uniform in draws.uniforms(at: Address("bootstrap/\(number)"), trials: 0..<trials) {
                counts[Int(uniform * Double(trials))] += 1
            }
            return counts
        }
    }
}

extension SobolIndices.Option {
    /// Of values by trial in the runs A and B and in each A with an input from B.
    ///
    /// - Parameter picks: how often each trial is in each resample.
    init(name: String, a: [Double], b: [Double], exchanged: [[Double]], picks: [[Double]]) {
        self.name = name
        let trials = Double(a.count)
        let middle = (Statistics.mean(a) + Statistics.mean(b)) / 2
        // By trial: what it adds to Σx and Σx² of A and B, and to the sums of both estimators.
        let sums = zip(a, b).map { $0 - middle + ($1 - middle) }
        let squares = zip(a, b).map { ($0 - middle) * ($0 - middle) + ($1 - middle) * ($1 - middle) }
        let alone = exchanged.map { ab in zip(b, ab).map { ($0 - $1) * ($0 - $1) } }
        let along = exchanged.map { ab in zip(a, ab).map { ($0 - $1) * ($0 - $1) } }
        func weighted(_ row: [Double], _ weights: [Double]?) -> Double {
            guard let weights else { return row.reduce(0, +) }
            var sum = 0.0
            for trial in row.indices { sum += row[trial] * weights[trial] }
            return sum
        }
        func variance(_ weights: [Double]?) -> Double {
            let sum = weighted(sums, weights)
            return (weighted(squares, weights) - sum * sum / (2 * trials)) / (2 * trials)
        }
        func indices(_ weights: [Double]?) -> (first: [Double], total: [Double])? {
            let scale = 2 * trials * variance(weights)
            guard scale > 0 else { return nil }
            return (alone.map { 1 - weighted($0, weights) / scale }, along.map { weighted($0, weights) / scale })
        }
        guard a.contains(where: { $0 != a[0] }) || b.contains(where: { $0 != a[0] }), let all = indices(nil) else {
            firstOrder = []
            total = []
            sum = nil
            return
        }
        let resampled = picks.compactMap { indices($0) }
        firstOrder = all.first.indices.map { place in .init(all.first[place], resampled.map { $0.first[place] }) }
        total = all.total.indices.map { place in .init(all.total[place], resampled.map { $0.total[place] }) }
        sum = .init(all.first.reduce(0, +), resampled.map { $0.first.reduce(0, +) })
    }
}

extension SobolIndices.Index {
    /// Of the index and what it is in resamples.
    init(_ value: Double, _ resampled: [Double]) {
        let sorted = resampled.sorted()
        self.init(
            value: value, standardError: Statistics.standardDeviation(resampled),
            low: Statistics.quantile(ofSorted: sorted, 0.025), high: Statistics.quantile(ofSorted: sorted, 0.975))
    }
}
