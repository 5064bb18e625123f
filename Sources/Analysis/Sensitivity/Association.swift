import CouncilModel
import Stochastics

/// How NPSV goes with each assumption in the trials of one run: rank correlations and a standardised regression. No rerun
/// is needed, but what comes about by interplay, or up and down again, is not seen.
package struct Association: Sendable {
    /// Names of assumptions, in order.
    package let assumptions: [String]
    /// By option, in the order of ``RerunModel/shown``.
    package let options: [Option]
    /// By assumption: the larger of the two absolute rank correlations of NPSV with the assumption and with its distance
    /// from the middle rank, largest over options. The order in which reruns are spent.
    let scores: [Double]

    /// One option.
    package struct Option: Sendable {
        /// Name of the option.
        package var name: String
        /// Spearman's correlation of each assumption with NPSV.
        package var rankCorrelations: [Estimate]
        /// Coefficients of the regression of NPSV on all assumptions together, in standard deviations; empty where
        /// there are fewer trials than that takes.
        package var coefficients: [Estimate]
        /// The share of variance that the regression explains, R²; nil where there is none.
        package var explained: Estimate?
    }

    /// Of the run that a model begins with.
    init(of model: RerunModel) {
        let wanted = Set(model.assumptions.map(\.name))
        let samples = model.plan.samples(ofOption: 0).filter { wanted.contains($0.name) }
        let ranks = samples.map { CentredRanks(of: $0.values) }
        let bends = ranks.map { CentredRanks(of: $0.values.map { abs($0) }) }
        let error = 1 / (Double(model.scenario.trials) - 1).squareRoot()
        var scores = [Double](repeating: 0, count: samples.count)
        options = model.shown.map { candidate in
            let npsv = model.base[candidate]
            let outcome = CentredRanks(of: npsv)
            let correlations = ranks.map { $0.correlation(with: outcome) }
            for place in scores.indices {
                scores[place] = max(
                    scores[place], abs(correlations[place]), abs(bends[place].correlation(with: outcome)))
            }
            let regression = StandardisedRegression(of: npsv, on: samples.map(\.values))
            return Option(
                name: model.name(candidate),
                rankCorrelations: correlations.map { Estimate(value: $0, standardError: error, isUpperBound: false) },
                coefficients: regression.map { regression in
                    zip(regression.coefficients, regression.standardErrors)
                        .map { Estimate(value: $0, standardError: $1, isUpperBound: false) }
                } ?? [],
                explained: regression.map { Self.explained($0.explained, by: samples.count, trials: npsv.count) })
        }
        assumptions = samples.map(\.name)
        self.scores = scores
    }

    /// R² with its error under normal residuals.
    ///
    /// - Source: I. Olkin and J. Finn, "Correlations redux", Psychological Bulletin 118 (1995), from J. Wishart, "The mean
    ///   and second moment coefficient of the multiple correlation coefficient", Biometrika 22 (1931).
    static func explained(_ share: Double, by predictors: Int, trials: Int) -> Estimate {
        let (n, k) = (Double(trials), Double(predictors))
        let rest = (1 - share) * (n - k - 1)
        let variance = 4 * share * rest * rest / ((n * n - 1) * (n + 3))
        return Estimate(value: share, standardError: variance.squareRoot(), isUpperBound: false)
    }

    /// The assumptions with the highest scores, in order of name.
    func strongest(_ count: Int) -> [String] {
        let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
        return order.prefix(count).sorted().map { assumptions[$0] }
    }
}
