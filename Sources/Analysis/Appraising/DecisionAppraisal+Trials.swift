import Appraisal
import CouncilModel
import Stochastics

extension DecisionAppraisal {
    /// The measures of value by which options are chosen between, in the order in which they are shown.
    static let measuresOfValue: [Measure] = [.npsv, .cashNPV, .councilCashNPV]

    /// Which option, by one measure of value.
    ///
    /// Standard errors come from the batches' own figures. By the plain formula they are sd/√K of the trials' shares of
    /// being best and of the trials' regrets; for the value of perfect information, of the regrets of the option that
    /// is best on average.
    ///
    /// - Parameters:
    ///   - decision: the measure's values, options in the order of the comparison.
    ///   - measure: the measure.
    ///   - design: what standard errors depend on.
    init(of decision: Decision, by measure: Measure, design: TrialDesign) {
        let regret = design.estimates { decision.expectedRegret(trials: $0) }
        let lowest = regret.indices.reduce(0) { regret[$1].value < regret[$0].value ? $1 : $0 }
        let plain = {
            TrialDesign.plainError(
                of: (0..<design.trials).map { decision.expectedRegret(trials: $0..<$0 + 1)[lowest] }
            )
        }
        self.init(
            measure: measure,
            probabilityBest: design.estimates { decision.probabilityBest(trials: $0) },
            expectedRegret: regret,
            evpi: design.estimate(decision.expectedValueOfPerfectInformation(), plain: plain) {
                decision.expectedValueOfPerfectInformation(trials: $0)
            }
        )
    }
}

extension PairComparison {
    /// Every ordered pair of options by NPSV, in order of the one and then of the other.
    ///
    /// - Parameters:
    ///   - values: NPSV by `[option][trial]`.
    ///   - decision: the same as a decision.
    ///   - design: what standard errors depend on.
    static func all(of values: [[Double]], decision: Decision, design: TrialDesign) -> [PairComparison] {
        var pairs = [[PairComparison?]](
            repeating: [PairComparison?](repeating: nil, count: values.count), count: values.count
        )
        for option in values.indices {
            for over in values.indices where over > option {
                let differences = zip(values[option], values[over]).map { $0 - $1 }
                let sorted = SortedSample(differences)
                let mean = design.mean(of: differences)
                pairs[option][over] = PairComparison(
                    of: option, over: over, difference: mean, sorted: sorted, decision: decision, design: design
                )
                // Differences the other way round are these, negated, to the last bit: they are not sorted again.
                let opposite = Estimate(
                    value: 0 - mean.value, standardError: mean.standardError, isUpperBound: mean.isUpperBound
                )
                pairs[over][option] = PairComparison(
                    of: over, over: option, difference: opposite, sorted: sorted.negated, decision: decision,
                    design: design
                )
            }
        }
        return pairs.flatMap { $0.compactMap { $0 } }
    }

    private init(
        of option: Int, over: Int, difference: Estimate, sorted: SortedSample, decision: Decision,
        design: TrialDesign
    ) {
        let better = { (trials: Range<Int>) in decision.probabilityBetter(option, than: over, trials: trials) }
        self.init(
            option: option, over: over,
            probabilityBetter: design.estimate(
                better(0..<design.trials),
                plain: { TrialDesign.plainError(of: (0..<design.trials).map { better($0..<$0 + 1) }) },
                figureOfTrials: better
            ),
            difference: difference, differenceP10: sorted.percentile(10), differenceP90: sorted.percentile(90),
            dominates: decision.dominance(option, over: over).map(Self.word)
        )
    }

    private static func word(_ dominance: Dominance) -> String {
        switch dominance {
        case .firstOrder: "first_order"
        case .secondOrder: "second_order"
        }
    }
}
