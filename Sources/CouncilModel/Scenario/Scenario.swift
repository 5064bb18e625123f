import Appraisal
import Formulas
import Stochastics

/// A checked scenario: everything that a run needs, and nothing left to doubt.
///
/// Built by `ScenarioFormat` from JSON; every name in it has been resolved, every formula has its quantities
/// written in, every unit and level has been checked. Maps are held as arrays in ascending order of name, councils
/// in ascending order of code, so that nothing downstream depends on the order in which a file was written.
package struct Scenario: Sendable {
    /// What the comparison is called.
    package var title: String
    /// The question that the comparison answers; empty when the scenario does not say.
    package var question: String
    /// A remark for readers; empty when there is none.
    package var note: String
    /// Year 0, a financial year named by the calendar year in which it begins.
    package var baseYear: Int
    /// Number of appraisal years H; years run from 0 to H − 1.
    package var years: Int
    /// The year whose prices all money is in.
    package var priceYear: Int
    /// ISO code of the currency, which is also the word for money in units.
    package var currency: String
    /// Discount rates by year.
    package var discounting: DiscountSchedule
    /// Number of trials.
    package var trials: Int
    /// Seed of every addressed draw.
    package var seed: UInt64
    /// How trial-level assumptions are sampled.
    package var sampling: Sampling
    /// The percentile (50 to 99) that a prudent plan uses for costs; savings use 100 − `prudent`.
    package var prudent: Double
    /// All rows of the register, in order of code.
    package var register: Register
    /// Rows of `register` that take part, ascending. A *council position* elsewhere is an index into this array.
    package var selected: [Int]
    /// Assumptions in order of name.
    package var assumptions: [Assumption]
    /// Rank correlations between trial-level assumptions.
    package var correlations: [RankCorrelation]
    /// Named formulas in order of name (already written into every formula that uses them).
    package var quantities: [Quantity]
    /// Pools in order of name.
    package var pools: [Pool]
    /// Contracts in order of name.
    package var contracts: [Contract]
    /// Levers in order of name.
    package var levers: [Lever]
    /// Options in the order of the file; `Do nothing` is not among them.
    package var options: [AppraisalOption]
    /// Names of the levers whose combinations are among the options, in order of claiming; empty where there are none.
    package var combined: [String]
    /// Index into `options` of the option that all others are measured against; nil: do nothing.
    package var reference: Int?
    /// What it takes to show budgets in money of the day; nil: no cash view.
    package var cashView: CashView?
    /// Real yearly rate at which councils value their own cash; nil: the social rate only.
    package var councilRate: Double?
    /// What the options are for, in the words of the scenario.
    package var objectives: [String]
    /// Effects that are printed beside the figures because no figure holds them.
    package var unmonetised: [UnmonetisedEffect]

    /// Of its parts, which the properties of these names explain.
    package init(
        title: String, question: String = "", note: String = "", baseYear: Int, years: Int, priceYear: Int,
        currency: String = "GBP", discounting: DiscountSchedule, trials: Int = 10_240, seed: UInt64 = 1,
        sampling: Sampling = .latinHypercube, prudent: Double = 80, register: Register, selected: [Int],
        assumptions: [Assumption] = [], correlations: [RankCorrelation] = [], quantities: [Quantity] = [],
        pools: [Pool] = [], contracts: [Contract] = [], levers: [Lever] = [], options: [AppraisalOption] = [],
        combined: [String] = [], reference: Int? = nil, cashView: CashView? = nil, councilRate: Double? = nil,
        objectives: [String] = [],
        unmonetised: [UnmonetisedEffect] = []
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
        self.register = register
        self.selected = selected
        self.assumptions = assumptions
        self.correlations = correlations
        self.quantities = quantities
        self.pools = pools
        self.contracts = contracts
        self.levers = levers
        self.options = options
        self.combined = combined
        self.reference = reference
        self.cashView = cashView
        self.councilRate = councilRate
        self.objectives = objectives
        self.unmonetised = unmonetised
    }
}

/// What it takes to show budgets in money of the day, by financial year.
package struct CashView: Sendable, Hashable {
    /// Yearly rates of inflation after the price year, the last of which goes on (trial level); never empty. Before the
    /// price year the first one divides.
    package var inflation: [Formula]
    /// How capital of councils and lead is borrowed; nil: it is met at once.
    package var financing: Financing?

    /// Borrowing as an annuity.
    package struct Financing: Sendable, Hashable {
        /// Nominal yearly rate (trial level).
        package var rate: Formula
        /// Years over which it is paid back, from the year after (trial level), rounded half up, at least 1.
        package var life: Formula
        /// Share that is borrowed, held to 0 … 1 (trial level).
        package var borrowed: Formula

        /// Of its parts, which the properties of these names explain.
        package init(rate: Formula, life: Formula, borrowed: Formula) {
            self.rate = rate
            self.life = life
            self.borrowed = borrowed
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(inflation: [Formula], financing: Financing? = nil) {
        self.inflation = inflation
        self.financing = financing
    }
}

/// A named formula.
package struct Quantity: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// What it stands for, with other quantities written in.
    package var formula: Formula

    /// Of its parts, which the properties of these names explain.
    package init(name: String, formula: Formula) {
        self.name = name
        self.formula = formula
    }
}

/// One way of doing things that is compared with the others: a set of levers, in the order in which they claim pools.
package struct AppraisalOption: Sendable, Hashable {
    /// Unique name, as in every table.
    package var name: String
    /// Names of its levers, in order of claiming.
    package var levers: [String]
    /// Distributions that replace those of assumptions, in order of the assumption's name.
    package var with: [Override]

    /// One replaced distribution.
    package struct Override: Sendable, Hashable {
        /// Name of the assumption.
        package var assumption: String
        /// What it is drawn from under this option.
        package var distribution: Distribution

        /// Of its parts, which the properties of these names explain.
        package init(assumption: String, distribution: Distribution) {
            self.assumption = assumption
            self.distribution = distribution
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(name: String, levers: [String], with: [Override] = []) {
        self.name = name
        self.levers = levers
        self.with = with
    }
}

/// An effect that nobody has put a figure on.
package struct UnmonetisedEffect: Sendable, Hashable {
    /// What it is.
    package var name: String
    /// The lever that brings it about; empty when it is not one lever's.
    package var lever: String
    /// `positive`, `negative` or as the scenario puts it.
    package var direction: String
    /// On whom it falls.
    package var who: String
    /// How much it matters, in words.
    package var importance: String
    /// Where the claim comes from.
    package var source: String
    /// Grade of evidence, A to E; empty when not given.
    package var grade: String

    /// Of its parts, which the properties of these names explain.
    package init(
        name: String, lever: String = "", direction: String = "", who: String = "", importance: String = "",
        source: String = "", grade: String = ""
    ) {
        self.name = name
        self.lever = lever
        self.direction = direction
        self.who = who
        self.importance = importance
        self.source = source
        self.grade = grade
    }
}

extension Scenario {
    /// The unit of what is drawn of an assumption: its own, with the price year where the scenario states it in other prices
    /// than those that values are brought to; nil where it has none.
    package func unitOfDraws(_ assumption: Assumption) -> String? {
        assumption.priceFactor == 1 ? assumption.unit : assumption.unit.map { "\($0) (\(priceYear) prices)" }
    }
}
