import CouncilModel
import Stochastics

/// Which share of the variance of NPSV each input accounts for, alone (first order) and with all its interplay (total).
///
/// With A and B independent matrices of uniforms, A_B the matrix A with one input from B, and r of two runs one less half
/// the mean of their squared differences over their mean variance (``PairedShare``):
///
/// - S = r(f(B), f(A_B)) − β·r(f(A), f(B)), the share that would go if the input were known;
/// - T = 1 − r(f(A), f(A_B)), the share that would stay if all but the input were known.
///
/// These are Jansen's estimators, each with the variance of its own pair. The second term of S has mean 0, as A and B have
/// nothing in common; it takes off what they have in common by chance, with the β that leaves least variance (about 1 for an
/// input that does little, about 0 for one that does nearly all). Estimates can lie a little outside 0…1.
///
/// - Source: M. Jansen, "Analysis of variance designs for model output", Computer Physics Communications 117 (1999); A.
///   Saltelli and others, "Variance based sensitivity analysis of model output", the same 181 (2010); the variance of the
///   pair from A. Janon and others, "Asymptotic normality and efficiency of two Sobol index estimators", ESAIM: Probability
///   and Statistics 18 (2014).
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
        guard let chance = PairedShare(of: a, b) else {
            firstOrder = []
            total = []
            sum = nil
            return
        }
        let alone = exchanged.compactMap { PairedShare(of: b, $0) }
        let along = exchanged.compactMap { PairedShare(of: a, $0) }
        guard alone.count == exchanged.count, along.count == exchanged.count else {
            firstOrder = []
            total = []
            sum = nil
            return
        }
        let weights = alone.map { Self.weight(of: chance, for: $0) }
        // By resample: what A and B have in common in it, and the indices of all inputs.
        let resampled = picks.compactMap { picks -> (first: [Double], total: [Double])? in
            guard let chance = chance.value(picks: picks) else { return nil }
            let first = zip(alone, weights).compactMap { pair, weight in
                pair.value(picks: picks).map { $0 - weight * chance }
            }
            let total = along.compactMap { $0.value(picks: picks).map { 1 - $0 } }
            return first.count == alone.count && total.count == along.count ? (first, total) : nil
        }
        let values = zip(alone, weights).map { $0.value - $1 * chance.value }
        firstOrder = values.indices.map { place in .init(values[place], resampled.map { $0.first[place] }) }
        total = along.indices.map { place in .init(1 - along[place].value, resampled.map { $0.total[place] }) }
        sum = .init(values.reduce(0, +), resampled.map { $0.first.reduce(0, +) })
    }

    /// The multiple of what A and B have in common by chance that goes with a pair: the regression of the one's influence on
    /// the other's.
    private static func weight(of chance: PairedShare, for pair: PairedShare) -> Double {
        var (product, square) = (0.0, 0.0)
        for (own, common) in zip(pair.influence, chance.influence) {
            product += own * common
            square += common * common
        }
        return square > 0 ? product / square : 0
    }
}

extension SobolIndices.Index {
    /// Of the index and what it is in resamples.
    init(_ value: Double, _ resampled: [Double]) {
        guard resampled.count > 1 else {
            self.init(value: value, standardError: .nan, low: .nan, high: .nan)
            return
        }
        let sorted = resampled.sorted()
        self.init(
            value: value, standardError: Statistics.standardDeviation(resampled),
            low: Statistics.quantile(ofSorted: sorted, 0.025), high: Statistics.quantile(ofSorted: sorted, 0.975))
    }
}
