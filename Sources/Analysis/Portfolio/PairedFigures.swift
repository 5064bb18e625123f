import CouncilModel
import Stochastics

/// One figure of several candidates over the same trials, and how well differences between two of them are known.
///
/// Values are those of each candidate by trial; as all candidates share their draws, the error of a difference is that of
/// the differences trial by trial, mostly far smaller than those of the two figures.
protocol PairedFigures: Sendable {
    /// The figure of a candidate.
    func estimate(_ candidate: Int) -> Estimate
    /// The figure of one candidate less that of another.
    func difference(_ candidate: Int, less other: Int) -> Estimate
}

extension PairedFigures {
    /// Whether two candidates have the same figure for certain: equal, but for rounding, in all trials.
    func areSame(_ candidate: Int, _ other: Int) -> Bool {
        let difference = difference(candidate, less: other)
        let scale = max(abs(estimate(candidate).value), abs(estimate(other).value))
        return abs(difference.value) <= 1e-9 * scale && !(difference.standardError > 1e-9 * scale)
    }

    /// Whether one figure is higher than another by more than rounding.
    func isHigher(_ candidate: Int, than other: Int) -> Bool {
        let (first, second) = (estimate(candidate).value, estimate(other).value)
        return first - second > 1e-9 * max(abs(first), abs(second))
    }

    /// Whether one figure is higher than another by more than two standard errors.
    func isClearlyHigher(_ candidate: Int, than other: Int) -> Bool {
        let difference = difference(candidate, less: other)
        return isHigher(candidate, than: other) && difference.value > 0 && difference.isClear
    }
}

/// Means over the trials that have the figure.
struct PairedMeans: PairedFigures {
    private let means: [Estimate]
    /// Values by candidate and trial, with the mean in trials that have none.
    private let rows: [[Double]]
    private let sampling: Sampling

    /// - Parameter rows: `[candidate][trial]`, NaN in trials without a figure; a candidate without any is 0 throughout.
    init(_ rows: [[Double]], sampling: Sampling) {
        self.sampling = sampling
        let present = rows.map { row in row.contains { !$0.isNaN } ? row : row.map { _ in 0 } }
        let means = present.map { row -> Estimate in
            guard row.contains(where: \.isNaN) else { return Estimate(meanOf: row, sampling: sampling) }
            var moments = FoldedMoments()
            for start in stride(from: 0, to: row.count, by: TrialRows.block) {
                let part = row[start..<min(start + TrialRows.block, row.count)].filter { !$0.isNaN }
                part.withUnsafeBufferPointer { part in
                    guard let first = part.baseAddress else { return }
                    moments.fold(
                        SampleMoments(of: first, count: part.count), isComplete: start + TrialRows.block <= row.count)
                }
            }
            return moments.mean(TrialDesign(trials: moments.all.count, sampling: sampling))
        }
        self.means = means
        self.rows = zip(present, means).map { row, mean in row.map { $0.isNaN ? mean.value : $0 } }
    }

    func estimate(_ candidate: Int) -> Estimate { means[candidate] }

    func difference(_ candidate: Int, less other: Int) -> Estimate {
        Estimate(meanOf: zip(rows[candidate], rows[other]).map { $0 - $1 }, sampling: sampling)
    }
}

/// Percentiles (type 7) over all trials.
///
/// The plain standard error of a percentile is half the distance between the order statistics one binomial standard
/// deviation, √(p(1 − p)/K), to either side of it. With ρ the correlation over trials of lying at or below one's own
/// percentile, the error of a difference is √(s² + t² − 2ρst), s and t the two errors (from the linearisation of a
/// percentile, Q ≈ q − (1{x ≤ q} − p)/f(q)). Under Latin hypercube sampling with enough batches, both come from the
/// batches' own percentiles.
///
/// - Source: H. A. David and H. N. Nagaraja, *Order Statistics*, 3rd edition (2003), sections 2.5 and 7.1; R. R. Bahadur,
///   "A note on quantiles in large samples", Annals of Mathematical Statistics 37 (1966).
struct PairedPercentiles: PairedFigures {
    private let values, errors: [Double]
    /// By candidate: one bit a trial, set where its value is at or below the percentile.
    private let below: [[UInt64]]
    /// By candidate: percentiles of complete batches.
    private let ofBatches: [[Double]]
    private let design: TrialDesign

    /// - Parameters:
    ///   - rows: `[candidate][trial]`, all numbers.
    ///   - p: which percentile, in 0…1.
    init(_ rows: [[Double]], at p: Double, sampling: Sampling) {
        let trials = rows.first?.count ?? 1
        let spread = (p * (1 - p) / Double(trials)).squareRoot()
        var (values, errors) = ([Double](), [Double]())
        var (below, ofBatches) = ([[UInt64]](), [[Double]]())
        for row in rows {
            let sorted = row.sorted()
            let value = Statistics.quantile(ofSorted: sorted, p)
            let (low, high) = (max(0, p - spread), min(1, p + spread))
            values.append(value)
            errors.append(
                (Statistics.quantile(ofSorted: sorted, high) - Statistics.quantile(ofSorted: sorted, low)) / 2)
            var bits = [UInt64](repeating: 0, count: (trials + 63) / 64)
            for trial in row.indices where row[trial] <= value { bits[trial / 64] |= 1 << UInt64(trial % 64) }
            below.append(bits)
            ofBatches.append(
                stride(from: 0, through: trials - TrialRows.block, by: TrialRows.block).map { start in
                    Statistics.quantile(ofSorted: row[start..<start + TrialRows.block].sorted(), p)
                })
        }
        self.values = values
        self.errors = errors
        self.below = below
        self.ofBatches = ofBatches
        design = TrialDesign(trials: trials, sampling: sampling)
    }

    func estimate(_ candidate: Int) -> Estimate {
        estimate(values[candidate], plain: errors[candidate], batches: ofBatches[candidate])
    }

    func difference(_ candidate: Int, less other: Int) -> Estimate {
        let (s, t) = (errors[candidate], errors[other])
        let square = s * s + t * t - 2 * correlation(candidate, other) * s * t
        return estimate(
            values[candidate] - values[other], plain: max(0, square).squareRoot(),
            batches: zip(ofBatches[candidate], ofBatches[other]).map { $0 - $1 })
    }

    private func estimate(_ value: Double, plain: Double, batches: [Double]) -> Estimate {
        var moments = SampleMoments()
        for batch in batches { moments.add(batch) }
        return design.estimate(value, plain: plain, batches: moments)
    }

    private func correlation(_ candidate: Int, _ other: Int) -> Double {
        var (first, second, both) = (0, 0, 0)
        for (left, right) in zip(below[candidate], below[other]) {
            first += left.nonzeroBitCount
            second += right.nonzeroBitCount
            both += (left & right).nonzeroBitCount
        }
        let count = Double(design.trials)
        let (p, q) = (Double(first) / count, Double(second) / count)
        let scale = (p * (1 - p) * q * (1 - q)).squareRoot()
        return scale > 0 ? (Double(both) / count - p * q) / scale : 0
    }
}
