import Appraisal
import CouncilModel
import Stochastics

/// Which set of levers: all sets compared over one run with the same draws, those that are efficient, the best within a
/// budget, what each lever adds, and how much could be regretted.
package struct Portfolio: Sendable {
    /// Title and currency of the scenario.
    package let title, currency: String
    /// The financial year in whose prices amounts are, by the calendar year in which it begins.
    package let priceYear: Int
    /// Number of trials.
    package let trials: Int
    /// The percentile, 50 to 99, of peak funding that is held against a budget: the scenario's `prudent`.
    package let prudent: Double
    /// Names of the levers that are combined, in order of claiming.
    package let levers: [String]
    /// What they are called; their names where the scenario does not say.
    package let leverTitles: [String]
    /// What levers are called that every set holds besides, as they happen anyway.
    package let heldTitles: [String]
    /// How many sets of these levers cannot be held together.
    package let refused: Int
    /// Options of the scenario that are none of these sets.
    package let others: [String]
    /// Do nothing, the reference where it is none of the sets, and the sets, smaller ones first.
    package let candidates: [Candidate]
    /// Places in ``candidates`` by falling mean NPSV; of equal ones the first stays first.
    package let order: [Int]
    /// One by one of ``Frontier/Axis``.
    package let frontiers: [Frontier]
    /// The budgets asked for, in rising order.
    package let budgets: [Budget]
    /// The best under every budget: efficient candidates by rising peak funding.
    package let ladder: [Step]
    /// By lever.
    package let places: [LeverPlace]
    /// Whom regret speaks for.
    package let regret: RegretChoice

    /// One set of levers, or doing nothing, or the reference.
    package struct Candidate: Sendable {
        /// Name of the option of the scenario that it is; nil: of none.
        package var option: String?
        /// Places in ``Portfolio/levers`` of the levers that it holds; empty for do nothing, nil for a reference that is none
        /// of the sets.
        package var levers: [Int]?
        /// Whether the others are measured against it.
        package var isReference: Bool
        /// Mean and P10 of NPSV.
        package var npsv, p10: Estimate
        /// Mean and prudent percentile of peak funding, real and undiscounted.
        package var peakFunding, prudentPeakFunding: Estimate
        /// Mean share of councils worse off, of those with any flow; 0 where there are none.
        package var worseOff: Estimate
        /// Share of trials in which it has the highest NPSV; of equal ones only those with the fewest levers count, each
        /// with the same part.
        package var probabilityBest: Estimate
        /// Mean and P95 of what it falls short of the best in each trial.
        package var regret, regretP95: Estimate
        /// The largest regret of any trial. It grows with the number of trials.
        package var largestRegret: Double
        /// Mean NPSV of the first of ``Portfolio/order`` less its own.
        package var behind: Estimate

        /// Of its parts, which the properties of these names explain.
        package init(
            option: String?, levers: [Int]?, isReference: Bool, npsv: Estimate, p10: Estimate,
            peakFunding:
                Estimate, prudentPeakFunding: Estimate, worseOff: Estimate, probabilityBest: Estimate,
            regret:
                Estimate, regretP95: Estimate, largestRegret: Double, behind: Estimate
        ) {
            self.option = option
            self.levers = levers
            self.isReference = isReference
            self.npsv = npsv
            self.p10 = p10
            self.peakFunding = peakFunding
            self.prudentPeakFunding = prudentPeakFunding
            self.worseOff = worseOff
            self.probabilityBest = probabilityBest
            self.regret = regret
            self.regretP95 = regretP95
            self.largestRegret = largestRegret
            self.behind = behind
        }
    }

    /// The best candidate whose prudent peak funding is within an amount.
    package struct Budget: Sendable, Hashable {
        /// The amount, in prices of the price year.
        package var amount: Double
        /// The highest mean NPSV among those that are within it.
        package var best: Int
        /// Candidates that could be the best instead: each may be within the amount, and its mean is not lower by more
        /// than two standard errors.
        package var rivals: [Int]

        /// Of its parts, which the properties of these names explain.
        package init(
            amount: Double, best: Int, rivals: [Int]
        ) {
            self.amount = amount
            self.best = best
            self.rivals = rivals
        }
    }

    /// From which budget on a candidate is the best.
    package struct Step: Sendable, Hashable {
        /// Place in ``Portfolio/candidates``; its prudent peak funding is the budget.
        package var candidate: Int
        /// Its mean NPSV less that of the step before; nil for the first.
        package var gain: Estimate?

        /// Of its parts, which the properties of these names explain.
        package init(
            candidate: Int, gain: Estimate?
        ) {
            self.candidate = candidate
            self.gain = gain
        }
    }

    /// What a lever does for the choice.
    package struct LeverPlace: Sendable, Hashable {
        /// Share of trials in which it is in the best set.
        package var inBest: Estimate
        /// The candidates with the highest mean NPSV among those with the lever and those without it.
        package var with, without: Int
        /// Mean NPSV of the first less the second.
        package var worth: Estimate

        /// Of its parts, which the properties of these names explain.
        package init(
            inBest: Estimate, with: Int, without: Int, worth: Estimate
        ) {
            self.inBest = inBest
            self.with = with
            self.without = without
            self.worth = worth
        }
    }

    /// The candidates that regret speaks for.
    package struct RegretChoice: Sendable, Hashable {
        /// The one with the smallest P95 of regret.
        package var p95: Int
        /// Those whose P95 is not higher than that by more than two standard errors.
        package var p95Rivals: [Int]
        /// The one with the smallest largest regret of all trials (minimax regret).
        package var largest: Int
        /// Whether it is that one in both halves of the trials too.
        package var isStable: Bool

        /// Of its parts, which the properties of these names explain.
        package init(
            p95: Int, p95Rivals: [Int], largest: Int, isStable: Bool
        ) {
            self.p95 = p95
            self.p95Rivals = p95Rivals
            self.largest = largest
            self.isStable = isStable
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        title: String, currency: String, priceYear: Int, trials: Int, prudent: Double, levers: [String],
        leverTitles: [String], heldTitles: [String], refused: Int, others: [String], candidates: [Candidate],
        order: [Int],
        frontiers: [Frontier], budgets: [Budget], ladder: [Step], places: [LeverPlace], regret: RegretChoice
    ) {
        self.title = title
        self.currency = currency
        self.priceYear = priceYear
        self.trials = trials
        self.prudent = prudent
        self.levers = levers
        self.leverTitles = leverTitles
        self.heldTitles = heldTitles
        self.refused = refused
        self.others = others
        self.candidates = candidates
        self.order = order
        self.frontiers = frontiers
        self.budgets = budgets
        self.ladder = ladder
        self.places = places
        self.regret = regret
    }
}

extension Portfolio {
    /// Runs all sets once, on the same draws.
    ///
    /// - Parameters:
    ///   - scenario: with the trials and the seed of the run.
    ///   - sets: of levers of this scenario.
    ///   - budgets: amounts that are asked for.
    ///   - source: makes a run of a plan.
    package init(
        of scenario: Scenario, sets: LeverSets, budgets: [Double] = [], source: (RunPlan) -> any TrialSource
    ) throws {
        let (made, places) = sets.scenario(from: scenario)
        let values = try TrialValues(
            of: source(try RunPlan(made)), measures: [.npsv, .peakFunding, .shareWorseOff])
        let figures = SetFigures(values, of: made, levers: [[]] + places)
        let means = figures.npsv
        let order = figures.order
        self.init(
            figures: figures,
            candidates: (0..<figures.count).map { candidate in
                let option = Self.option(of: scenario, like: candidate == 0 ? nil : made.options[candidate - 1])
                return Candidate(
                    option: candidate == 0 ? RunPlan.doNothing : option,
                    levers: figures.levers[candidate], isReference: candidate == figures.reference,
                    npsv: means.estimate(candidate), p10: figures.p10.estimate(candidate),
                    peakFunding: figures.peakFunding.estimate(candidate),
                    prudentPeakFunding: figures.prudentPeakFunding.estimate(candidate),
                    worseOff: figures.worseOff.estimate(candidate),
                    probabilityBest: figures.mean(figures.best.map { $0[candidate] }),
                    regret: figures.regrets.estimate(candidate), regretP95: figures.regretP95.estimate(candidate),
                    largestRegret: figures.largestRegret(candidate, in: 0..<scenario.trials),
                    behind: means.difference(order[0], less: candidate))
            }, budgets: budgets, scenario: scenario, sets: sets)
    }

    private init(
        figures: SetFigures, candidates: [Candidate], budgets: [Double], scenario: Scenario, sets: LeverSets
    ) {
        title = scenario.title
        currency = scenario.currency
        priceYear = scenario.priceYear
        trials = scenario.trials
        prudent = scenario.prudent
        levers = sets.levers
        func titles(_ names: [String]) -> [String] {
            names.map { name in scenario.levers.first { $0.name == name }?.title ?? name }
        }
        (leverTitles, heldTitles) = (titles(sets.levers), titles(sets.held))
        refused = sets.refused
        others = sets.others(of: scenario)
        self.candidates = candidates
        order = figures.order
        frontiers = Frontier.Axis.allCases.map { figures.frontier($0) }
        self.budgets = budgets.sorted().map { figures.best(within: $0) }
        ladder = figures.ladder
        places = sets.levers.indices.map { figures.place(ofLever: $0) }
        regret = figures.regretChoice
    }

    /// Name of the scenario's option that holds the levers of another under the same assumptions.
    private static func option(of scenario: Scenario, like other: AppraisalOption?) -> String? {
        scenario.options.first {
            $0.levers.count == other?.levers.count && $0.with == other?.with
                && Set($0.levers) == Set(other?.levers ?? [])
        }?.name
    }
}
