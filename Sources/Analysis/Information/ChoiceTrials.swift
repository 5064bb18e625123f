import CouncilModel
import Stochastics

/// The trials of one run as a choice between options, against which rules of choosing are measured.
///
/// The choice is one for all councils together: the option with the highest mean NPSV. A rule chooses by what somebody has
/// found out; what it is worth is the mean NPSV of what it chooses less that of the best without it.
struct ChoiceTrials: Sendable {
    /// By candidate and trial: NPSV less that of the best candidate.
    let gains: [[Double]]
    /// The candidate with the highest mean, the first of equals.
    let best: Int
    /// What standard errors depend on.
    let design: TrialDesign
    /// Consecutive trials such that a rule found in all others has not seen the noise of these.
    let folds: [Range<Int>]
    /// The expected value of perfect information: E max − max E, as in a run's ``DecisionAppraisal``.
    let perfect: Estimate

    /// So many folds there are at most.
    static let mostFolds = 8

    /// - Parameter npsv: NPSV by candidate and trial, of at least two trials.
    init(_ npsv: [[Double]], best: Int, design: TrialDesign) {
        self.best = best
        self.design = design
        gains = npsv.map { row in zip(row, npsv[best]).map { $0 - $1 } }
        folds = Self.folds(design)
        perfect = Self.perfect(npsv, best: best, design: design)
    }

    /// Under Latin hypercube sampling folds are whole batches where there are two: the trials of a batch make up for each
    /// other, so that half a batch would tell the noise of the other half with the wrong sign.
    private static func folds(_ design: TrialDesign) -> [Range<Int>] {
        let size = AddressedDraws.batchSize
        let batches = design.trials / size
        if design.sampling == .latinHypercube, batches >= 2 {
            let count = min(mostFolds, batches)
            let ends = (0...count).map { $0 == count ? design.trials : $0 * batches / count * size }
            return zip(ends, ends.dropFirst()).map { $0..<$1 }
        }
        let count = design.sampling == .latinHypercube ? 2 : min(mostFolds, max(2, design.trials / 128))
        let ends = (0...count).map { $0 * design.trials / count }
        return zip(ends, ends.dropFirst()).map { $0..<$1 }
    }

    private static func perfect(_ npsv: [[Double]], best: Int, design: TrialDesign) -> Estimate {
        let highest = npsv[best].indices.map { trial in npsv.reduce(-.infinity) { max($0, $1[trial]) } }
        let regret = FoldedMoments(of: zip(highest, npsv[best]).map { $0 - $1 })
        // As for the run itself, the batches' own figures are each about its own best option.
        var batches = SampleMoments()
        let size = AddressedDraws.batchSize
        for start in stride(from: 0, through: design.trials - size, by: size) {
            let trials = start..<start + size
            let means = npsv.map { Statistics.mean(Array($0[trials])) }
            batches.add(Statistics.mean(Array(highest[trials])) - (means.max() ?? 0))
        }
        return design.estimate(regret.all.mean, plain: regret.all.standardError, batches: batches)
    }

    /// What a rule is worth that takes a candidate in each trial.
    func worth(ofChoosing choice: [Int]) -> LearntWorth {
        LearntWorth(
            gains: choice.enumerated().map { gains[$1][$0] },
            changes: Double(choice.reduce(0) { $0 + ($1 == best ? 0 : 1) }) / Double(choice.count), design: design)
    }

    /// What a rule is worth that takes each candidate with a probability, `[candidate][trial]`.
    func worth(ofChoosing shares: [[Double]]) -> LearntWorth {
        var sums = [Double](repeating: 0, count: design.trials)
        for (candidate, shares) in shares.enumerated() where candidate != best {
            for trial in sums.indices { sums[trial] += shares[trial] * gains[candidate][trial] }
        }
        return LearntWorth(
            gains: sums, changes: max(0, 1 - Statistics.mean(shares[best])), design: design)
    }
}

/// What a rule of choosing is worth over the best option without it.
struct LearntWorth: Sendable {
    /// The mean, at least 0: who has found something out may still choose as before.
    let estimate: Estimate
    /// The share of trials in which it chooses another option than the best.
    let changes: Double
    /// Means of complete batches where there are enough of them for an error, else what each trial gains.
    private let parts: [Double]
    private let design: TrialDesign

    /// - Parameter gains: by trial, NPSV of what is chosen less that of the best.
    init(gains: [Double], changes: Double, design: TrialDesign) {
        self.changes = changes
        self.design = design
        var mean = FoldedMoments(of: gains).mean(design)
        mean.value = max(0, mean.value)
        estimate = mean
        let size = AddressedDraws.batchSize
        parts =
            Statistics.hasErrorOfBatches(trials: design.trials)
            ? stride(from: 0, through: gains.count - size, by: size).map {
                Statistics.mean(Array(gains[$0..<$0 + size]))
            }
            : gains
    }

    /// How much more it is worth than another, with the error of the paired difference.
    func less(_ other: LearntWorth) -> Estimate {
        // Batches are independent under either sampling.
        let differences = zip(parts, other.parts).map { $0 - $1 }
        return Estimate(
            value: estimate.value - other.estimate.value,
            standardError: Statistics.standardDeviation(differences) / Double(differences.count).squareRoot(),
            isUpperBound: estimate.isUpperBound)
    }
}

extension TrialDesign {
    /// How many standard errors a figure has to be away from 0 to be told from it, where so many figures are looked at.
    ///
    /// With none of them different from 0, one in forty such looks would find any (Bonferroni, one-sided): the quantile of
    /// Student's t at 1 − 0.025/count, with the degrees of freedom of the batches that errors come from, by the first
    /// three terms of the expansion in 1/ν. Never below 2.
    ///
    /// - Source: M. Abramowitz and I. Stegun, "Handbook of Mathematical Functions" (1964), 26.7.5.
    func leastErrors(among count: Int) -> Double {
        let z = StandardNormal.quantile(1 - 0.025 / Double(max(1, count)))
        let batches = trials / AddressedDraws.batchSize
        guard sampling == .latinHypercube, Statistics.hasErrorOfBatches(trials: trials) else { return max(2, z) }
        let freedom = Double(batches - 1)
        let square = z * z
        let first = (square + 1) / (4 * freedom)
        let second = (5 * square * square + 16 * square + 3) / (96 * freedom * freedom)
        return max(2, z * (1 + first + second))
    }
}
