import Appraisal
import CouncilModel
import Stochastics

extension RatioSpread {
    /// The benefit-cost ratio `(npsv + c)/c` of the means, with the band of the trials' own ratios.
    ///
    /// The standard error of the ratio of means comes from the batches' own ratios of means; by the plain formula it is
    /// sd(npsv + c − R·c)/(√K · mean c), with R the ratio (the delta method).
    ///
    /// - Parameters:
    ///   - ratios: by trial, NaN marking trials without a ratio; nil where no trial has one.
    ///   - npsv: net present social value by trial.
    ///   - costs: the denominator c by trial.
    ///   - design: what standard errors depend on.
    init(ratios: [Double]?, npsv: [Double], costs: [Double], design: TrialDesign) {
        let sorted = SortedSample(ratios ?? [])
        func percentile(_ percent: Double) -> Double? { sorted.isEmpty ? nil : sorted.percentile(percent) }
        self.init(
            ratioOfMeans: Self.ratioOfMeans(npsv: npsv, costs: costs, design: design),
            p10: percentile(10), p50: percentile(50), p90: percentile(90),
            shareWithout: Double(design.trials - sorted.ascending.count) / Double(design.trials)
        )
    }

    private static func ratioOfMeans(npsv: [Double], costs: [Double], design: TrialDesign) -> Estimate? {
        let meanCosts = Statistics.mean(costs)
        guard let ratio = CashMeasures.benefitCostRatio(npsv: Statistics.mean(npsv), publicCosts: meanCosts) else {
            return nil
        }
        let plain = {
            let remainders = zip(npsv, costs).map { value, cost in value + cost - ratio * cost }
            return TrialDesign.plainError(of: remainders) / meanCosts
        }
        return design.estimate(ratio, plain: plain) { batch in
            CashMeasures.benefitCostRatio(
                npsv: Statistics.mean(Array(npsv[batch])), publicCosts: Statistics.mean(Array(costs[batch]))
            )
        }
    }
}
