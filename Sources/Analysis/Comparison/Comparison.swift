import CouncilModel

/// The appraisal of a run: every figure that a reader is shown, and what it takes to trust it.
///
/// Money is real, in the scenario's prices and currency, present values at the scenario's discount rates unless a
/// name says "by year"; cash views and budgets are in money of the day. A figure that does not exist is nil.
package struct Comparison: Sendable {
    /// What was run.
    package var setting: Setting
    /// `Do nothing` first, then the options in the order of the file.
    package var options: [OptionAppraisal]
    /// Decision measures by measure of value; arrays inside are in the order of `options`.
    package var decisions: [DecisionAppraisal]
    /// Every ordered pair of options (a over b, a ≠ b), in order of a then b.
    package var pairs: [PairComparison]
    /// Yearly amount of each pool before any lever.
    package var baseline: [PoolBaseline]
    /// Assumptions that move NPSV most, by option (index into `options`), strongest first.
    package var drivers: [[Driver]]
    /// How well its percentiles are known.
    package var precision: ComparisonPrecision

    /// What was run, for headings and the manifest.
    package struct Setting: Sendable {
        /// Title of the scenario.
        package var title: String
        /// The question that the comparison answers; empty when the scenario does not say.
        package var question: String
        /// A remark for readers; empty when there is none.
        package var note: String
        /// Year 0: the calendar year in which the first financial year begins.
        package var baseYear: Int
        /// Number of appraisal years.
        package var years: Int
        /// The year whose prices all money is in.
        package var priceYear: Int
        /// ISO code of the currency.
        package var currency: String
        /// Title of the discount schedule.
        package var discounting: String
        /// Number of trials.
        package var trials: Int
        /// Seed of the draws.
        package var seed: UInt64
        /// How trial-level assumptions were sampled: `latin_hypercube` or `random`.
        package var sampling: String
        /// The percentile (50 to 99) of a prudent plan.
        package var prudent: Double
        /// Number of councils selected.
        package var councils: Int
        /// Name of the reference option; nil: do nothing.
        package var reference: String?
        /// What the options are for, in the words of the scenario.
        package var objectives: [String]
        /// Effects that no figure holds.
        package var unmonetised: [UnmonetisedEffect]
        /// Assumptions in order of name that figures of some option rest on.
        package var assumptions: [Assumption]
        /// Name, title and party shares of levers in order of name.
        package var levers: [Lever]
        /// What budgets in money of the day rest on; nil: there are none.
        package var cashView: CashView?
        /// Real yearly rate at which councils value their own cash; nil: the social rate only.
        package var councilRate: Double?

        /// Of its parts, which the properties of these names explain.
        package init(
            title: String, question: String, note: String, baseYear: Int, years: Int, priceYear: Int,
            currency: String, discounting: String, trials: Int, seed: UInt64, sampling: String, prudent: Double,
            councils: Int, reference: String?, objectives: [String], unmonetised: [UnmonetisedEffect],
            assumptions: [Assumption], levers: [Lever], cashView: CashView? = nil, councilRate: Double? = nil
        ) {
            self.title = title
            self.question = question
            self.note = note
            self.baseYear = baseYear
            self.years = years
            self.priceYear = priceYear
            self.currency = currency
            self.discounting = discounting
            self.trials = trials
            self.seed = seed
            self.sampling = sampling
            self.prudent = prudent
            self.councils = councils
            self.reference = reference
            self.objectives = objectives
            self.unmonetised = unmonetised
            self.assumptions = assumptions
            self.levers = levers
            self.cashView = cashView
            self.councilRate = councilRate
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        setting: Setting, options: [OptionAppraisal], decisions: [DecisionAppraisal], pairs: [PairComparison],
        baseline: [PoolBaseline], drivers: [[Driver]], precision: ComparisonPrecision
    ) {
        self.setting = setting
        self.options = options
        self.decisions = decisions
        self.pairs = pairs
        self.baseline = baseline
        self.drivers = drivers
        self.precision = precision
    }
}
