import CouncilModel
import Stochastics

/// How much of the variance of NPSV comes from not knowing, how much from councils differing, how much from who joins and
/// when.
///
/// With T = Var(npsv), N the covariance over pairs of trials that share the draws of trial-level assumptions and of those by
/// year or column, and redraw all others, and NV the same where assumptions by council are shared too: not knowing is N/T,
/// variety (NV − N)/T, joining 1 − NV/T. Each ratio takes the mean variance of its pair as T, so that what is not there
/// comes to exactly 0. The errors are those of the linearised ratios.
///
/// - Source: covariances of paired runs as in I. Sobol, "Sensitivity estimates for nonlinear mathematical models" (1993);
///   sharing by kinds of draws, as for uncertainty and variability in two-dimensional Monte Carlo.
package struct VarianceSplit: Sendable {
    /// By option, in the order of ``RerunModel/shown``.
    package let options: [Option]

    /// Of its parts, which the properties of these names explain.
    package init(options: [Option]) {
        self.options = options
    }

    /// One option.
    package struct Option: Sendable {
        /// Name of the option.
        package var name: String
        /// Standard deviation of NPSV.
        package var sd: Estimate
        /// Shares of variance, which sum to 1; nil where NPSV does not vary.
        package var shares: Shares?

        /// Of its parts, which the properties of these names explain.
        package init(name: String, sd: Estimate, shares: Shares?) {
            self.name = name
            self.sd = sd
            self.shares = shares
        }
    }

    /// Shares of variance.
    package struct Shares: Sendable {
        /// What is the same for all councils in a trial.
        package var notKnowing: Estimate
        /// Assumptions by council.
        package var variety: Estimate
        /// Willingness, contracts and stops.
        package var joining: Estimate

        /// Of its parts, which the properties of these names explain.
        package init(notKnowing: Estimate, variety: Estimate, joining: Estimate) {
            self.notKnowing = notKnowing
            self.variety = variety
            self.joining = joining
        }
    }

    /// Runs the model twice.
    init(of model: RerunModel, progress: () -> Void) throws {
        let seed = model.seed(for: "variance split")
        let knowing = try model.values(DrawDesign(redrawn: [.council: seed, .joining: seed]))
        progress()
        let joining = try model.values(DrawDesign(redrawn: [.joining: seed]))
        progress()
        let design = TrialDesign(trials: model.scenario.trials, sampling: model.scenario.sampling)
        options = model.shown.map { candidate in
            Option(
                name: model.name(candidate), sd: Self.deviation(model.base[candidate], design: design),
                shares: Shares(
                    model.base[candidate], sharingKnowledge: knowing[candidate], sharingVariety: joining[candidate],
                    design: design))
        }
    }

    /// The standard deviation of values, with the error of its linearisation s + Σ((x − x̄)² − s²)/(2sn).
    private static func deviation(_ values: [Double], design: TrialDesign) -> Estimate {
        let (mean, sd) = (Statistics.mean(values), Statistics.standardDeviation(values))
        guard sd > 0 else { return Estimate(value: sd, standardError: 0, isUpperBound: false) }
        return design.estimate(
            sd, influence: values.map { (($0 - mean) * ($0 - mean) - sd * sd) / (2 * sd) })
    }
}

extension VarianceSplit.Shares {
    /// Of values of trials, and of those that share with them what the names say.
    init?(
        _ values: [Double], sharingKnowledge knowing: [Double], sharingVariety varying: [Double], design: TrialDesign
    ) {
        guard let known = PairedShare(of: values, knowing), let all = PairedShare(of: values, varying)
        else { return nil }
        notKnowing = design.estimate(known.value, influence: known.influence)
        variety = design.estimate(
            all.value - known.value, influence: zip(all.influence, known.influence).map { $0 - $1 })
        joining = design.estimate(1 - all.value, influence: all.influence)
    }
}

extension TrialDesign {
    /// A figure with the standard error of the mean of what each trial adds to it.
    func estimate(_ value: Double, influence: [Double]) -> Estimate {
        var estimate = FoldedMoments(of: influence).mean(self)
        estimate.value = value
        return estimate
    }
}
