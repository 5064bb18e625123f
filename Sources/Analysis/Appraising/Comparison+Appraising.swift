import Appraisal
import CouncilModel
import Stochastics

extension Comparison {
    /// With more options than this (`Do nothing` counted), councils are appraised one by one for the reference and
    /// ``optionsWithDetail`` others only.
    static let mostOptionsWithFullDetail = 7

    /// How many options of highest mean NPSV then have their councils appraised one by one.
    static let optionsWithDetail = 6

    /// Appraises a run.
    ///
    /// No figure of an option depends, by a bit, on the order of options; which options have by-council detail does not
    /// depend on it either. By-council detail is left out where the result holds no councils.
    ///
    /// - Parameters:
    ///   - result: what was simulated: `Do nothing` and the options of the scenario, at least one trial.
    ///   - scenario: what it was simulated from.
    ///   - detailForAllCouncils: whether councils are appraised one by one for every option, however many there are.
    package init(appraising result: RunResult, of scenario: Scenario, detailForAllCouncils: Bool = false) {
        precondition(result.trials > 0, "an appraisal rests on at least one trial")
        precondition(
            result.options.count == scenario.options.count + 1 && result.central.count == result.options.count,
            "a result has Do nothing, every option of its scenario, and a central case of each"
        )
        let design = TrialDesign(trials: result.trials, sampling: scenario.sampling)
        let npsv = result.options.map { $0.values(of: .npsv) }
        let byNPSV = Decision(values: npsv)
        let decisions = DecisionAppraisal.measuresOfValue.map { measure in
            let decision =
                measure == .npsv ? byNPSV : Decision(values: result.options.map { $0.values(of: measure) })
            return DecisionAppraisal(of: decision, by: measure, design: design)
        }
        let reference = scenario.reference.map { $0 + 1 } ?? 0
        let detailed =
            detailForAllCouncils
            ? Array(repeating: true, count: npsv.count) : Self.detail(of: result, reference: reference)
        let frame = OptionAppraisal.Frame(
            scenario: scenario, design: design, decision: decisions[0], groups: CouncilGroup.all(of: scenario)
        )
        self.init(
            setting: Setting(of: scenario, trials: result.trials),
            options: result.options.indices.map { index in
                OptionAppraisal(
                    of: result.options[index], at: index, central: result.central[index],
                    isReference: scenario.reference != nil && index == reference, hasCouncilDetail: detailed[index],
                    in: frame
                )
            },
            decisions: decisions,
            pairs: PairComparison.all(of: npsv, decision: byNPSV, design: design),
            baseline: result.baseline,
            drivers: Self.drivers(of: npsv, in: result, scenario: scenario)
        )
    }

    /// Whether each option has its councils appraised one by one.
    private static func detail(of result: RunResult, reference: Int) -> [Bool] {
        let options = result.options
        guard options.count > mostOptionsWithFullDetail else { return options.map { _ in true } }
        let means = options.map { Statistics.mean($0.values(of: .npsv)) }
        // Ties by name, so that the order of the file plays no part.
        let ranked = options.indices.sorted { (-means[$0], options[$0].name) < (-means[$1], options[$1].name) }
        let chosen = Set(ranked.prefix(optionsWithDetail) + [reference])
        return options.indices.map { chosen.contains($0) }
    }

    /// Drivers by option, without the assumptions that the option replaces.
    private static func drivers(of npsv: [[Double]], in result: RunResult, scenario: Scenario) -> [[Driver]] {
        let ranked = result.assumptions.compactMap { RankedAssumption($0) }
        let ofReference = scenario.reference.map { scenario.options[$0].levers } ?? []
        return npsv.enumerated().map { index, values in
            let option = index == 0 ? nil : scenario.options[index - 1]
            let replaced = option?.with.map(\.assumption) ?? []
            return Driver.strongest(
                of: values, among: ranked.filter { !replaced.contains($0.name) },
                read: ReadAssumptions(levers: (option?.levers ?? []) + ofReference, of: scenario)
            )
        }
    }
}

extension Comparison.Setting {
    /// What was run; `trials` is the number that was.
    init(of scenario: Scenario, trials: Int) {
        self.init(
            title: scenario.title, question: scenario.question, note: scenario.note, baseYear: scenario.baseYear,
            years: scenario.years, priceYear: scenario.priceYear, currency: scenario.currency,
            discounting: scenario.discounting.title, trials: trials, seed: scenario.seed,
            sampling: scenario.sampling.rawValue, prudent: scenario.prudent, councils: scenario.selected.count,
            reference: scenario.reference.map { scenario.options[$0].name }, objectives: scenario.objectives,
            unmonetised: scenario.unmonetised, assumptions: scenario.assumptions, levers: scenario.levers,
            cashView: scenario.cashView, councilRate: scenario.councilRate
        )
    }
}
