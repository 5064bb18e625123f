import Appraisal
import CouncilModel
import Stochastics

/// The moments of a figure over all trials, and those of the figures of complete batches.
struct FoldedMoments: Sendable {
    /// Over the trials that have the figure.
    private(set) var all = SampleMoments()
    /// Over complete batches that have one.
    private(set) var batches = SampleMoments()

    init() {}

    /// Of values by trial, all of which are numbers.
    init(of values: [Double]) {
        values.withUnsafeBufferPointer { values in
            guard let start = values.baseAddress else { return }
            for first in stride(from: 0, to: values.count, by: TrialRows.block) {
                let count = min(TrialRows.block, values.count - first)
                fold(SampleMoments(of: start + first, count: count), isComplete: count == TrialRows.block)
            }
        }
    }

    /// Takes up a block; blocks come in order.
    mutating func fold(_ block: SampleMoments, isComplete: Bool) {
        all.merge(block)
        if isComplete, block.count > 0 { batches.add(block.mean) }
    }

    /// The mean with its Monte Carlo standard error; there is at least one trial with the figure.
    func mean(_ design: TrialDesign) -> Estimate {
        design.estimate(all.mean, plain: all.standardError, batches: batches)
    }
}

/// NPSV with a cost c over all trials, and the ratios `(npsv + c)/c` of the means of complete batches.
struct FoldedRatio: Sendable {
    private var npsv = SampleMoments()
    private var cost = SampleMoments()
    /// Σ(npsv − mean npsv)(c − mean c).
    private var products = 0.0
    /// Ratios of complete batches that have one.
    private var batches = SampleMoments()

    init() {}

    /// Of values by trial.
    init(npsv: [Double], cost: [Double]) {
        npsv.withUnsafeBufferPointer { npsv in
            cost.withUnsafeBufferPointer { cost in
                guard let first = npsv.baseAddress, let second = cost.baseAddress else { return }
                for start in stride(from: 0, to: npsv.count, by: TrialRows.block) {
                    fold(first + start, second + start, count: min(TrialRows.block, npsv.count - start))
                }
            }
        }
    }

    private mutating func fold(_ npsv: TrialRow, _ cost: TrialRow, count: Int) {
        let (first, second) = (SampleMoments(of: npsv, count: count), SampleMoments(of: cost, count: count))
        let products = Self.products(npsv, cost, count: count, about: first.mean, second.mean)
        fold(first, second, products: products, isComplete: count == TrialRows.block)
    }

    /// Σ(x − mean x)(y − mean y) of two rows.
    static func products(
        _ first: TrialRow, _ second: TrialRow, count: Int, about mean: Double, _ otherMean: Double
    ) -> Double {
        var sum = 0.0
        for index in 0..<count { sum += (first[index] - mean) * (second[index] - otherMean) }
        return sum
    }

    /// Takes up a block; blocks come in order.
    mutating func fold(_ npsv: SampleMoments, _ cost: SampleMoments, products: Double, isComplete: Bool) {
        let (mine, theirs) = (Double(self.npsv.count), Double(npsv.count))
        if mine + theirs > 0 {
            self.products +=
                products + (npsv.mean - self.npsv.mean) * (cost.mean - self.cost.mean) * mine * theirs
                / (mine + theirs)
        }
        self.npsv.merge(npsv)
        self.cost.merge(cost)
        if isComplete, let ratio = CashMeasures.benefitCostRatio(npsv: npsv.mean, publicCosts: cost.mean) {
            batches.add(ratio)
        }
    }

    /// The ratio of the means; nil where there is none.
    ///
    /// Its standard error comes from the batches' own ratios of means; by the plain formula it is
    /// sd(npsv + c − R·c)/(√K · mean c), with R the ratio (the delta method).
    func estimate(_ design: TrialDesign) -> Estimate? {
        CashMeasures.benefitCostRatio(npsv: npsv.mean, publicCosts: cost.mean).map { ratio in
            let rest = 1 - ratio
            let squares = npsv.squares + rest * rest * cost.squares + 2 * rest * products
            let remainders = SampleMoments(count: npsv.count, mean: 0, squares: max(0, squares))
            return design.estimate(ratio, plain: remainders.standardError / cost.mean, batches: batches)
        }
    }
}
