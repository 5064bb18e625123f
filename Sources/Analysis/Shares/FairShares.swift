import CouncilModel

/// How the programme costs of an option could be shared among the councils that may join it, what each would then be left
/// with, and whether some would do better alone.
///
/// In the central case c(S) is the PV of programme costs, before grants, when the councils in S are the only eligible ones
/// and all join at once, and v(S) what these gain less what they pay and less c(S). Shares split c(N). They are then held
/// fixed, and what is left to each council is read off the trials: its NPV before any programme cost, less its share.
package struct FairShares: Sendable {
    /// Title and currency of the scenario.
    package let title, currency: String
    /// The option that is looked at.
    package let option: String
    /// How it was chosen; nil where it was named.
    package let choice: Choice?
    /// The option that all figures of trials are measured against; nil: do nothing.
    package let reference: String?
    /// Trials, and orders drawn for the Shapley value (0: by all sets).
    package let trials, orders: Int
    /// Whether all join at once in the trials; otherwise as in any run.
    package let joiningAtOnce: Bool
    /// Those that may join any lever, in order of code.
    package let councils: [Council]
    /// c(N).
    package let programmeCosts: Double
    /// What of c(N) is each lever's, in order of claiming.
    package let costsByLever: [(lever: String, cost: Double)]
    /// v(N).
    package let worth: Double
    /// Who can leave together; nil where no column makes 2 to 15 groups.
    package let players: SharePlayers?
    /// The lowest that the largest v(S) − Σ of what its members have can be, over all ways to share: the core is empty where
    /// it is positive. nil without players, with one, or where every set is worth nothing.
    package let leastExcess: Double?
    /// By rule, those left out aside.
    package let rules: [Rule]
    /// Rules that could not be worked out, and why.
    package let leftOut: [(rule: SharingRule, reason: LeftOut)]

    /// How the option was chosen.
    package struct Choice: Sendable {
        /// Its mean NPSV, the highest, over the first trials.
        package var mean: Estimate
        /// So many trials.
        package var trials: Int
        /// The next, and by how much it is lower.
        package var next: (name: String, difference: Estimate)?

        /// Of its parts, which the properties of these names explain.
        package init(
            mean: Estimate, trials: Int, next: (name: String, difference: Estimate)?
        ) {
            self.mean = mean
            self.trials = trials
            self.next = next
        }
    }

    /// One council in the central case.
    package struct Council: Sendable {
        /// Code and name.
        package var code, name: String
        /// Its player; nil without players.
        package var player: Int?
        /// What it is weighted with per head and by spend.
        package var population, spend: Double
        /// PV of what it gains, and of that less what it pays beside programme costs, when all have joined.
        package var benefits, net: Double
        /// c({i}), c(N) − c(N∖i) and v({i}).
        package var costAlone, separableCost, worthAlone: Double

        /// Of its parts, which the properties of these names explain.
        package init(
            code: String, name: String, player: Int?, population: Double, spend: Double, benefits: Double,
            net: Double, costAlone: Double, separableCost: Double, worthAlone: Double
        ) {
            self.code = code
            self.name = name
            self.player = player
            self.population = population
            self.spend = spend
            self.benefits = benefits
            self.net = net
            self.costAlone = costAlone
            self.separableCost = separableCost
            self.worthAlone = worthAlone
        }
    }

    /// One rule.
    package struct Rule: Sendable {
        /// The rule.
        package var rule: SharingRule
        /// PV that each council pays; they sum to c(N). The error is that of drawn orders, 0 for others.
        package var shares: [Estimate]
        /// Mean NPV of each council after its share.
        package var means: [Estimate]
        /// Probability that its NPV after its share is below −0.005.
        package var worseOff: [Estimate]
        /// How many have a mean below −0.005, and how many of these by more than two standard errors.
        package var worseOnAverage, clearlyWorse: Int
        /// How many have a mean above, or below, that is less than two standard errors from 0.
        package var unclear: Int
        /// How many are worse off with a probability above one half.
        package var likelyWorse: Int
        /// How many are worse off, on average over trials.
        package var expectedWorse: Estimate
        /// Σ max(0, −mean): the smallest grant that leaves nobody worse off on average.
        package var grant: Estimate
        /// The tipping number.
        package var tipping: Tipping
        /// Sets of players that would do better alone; nil without players.
        package var objections: Objections?
        /// How many councils would do better each for itself.
        package var aloneBetter: Int
        /// The one to which that would be worth most, and by how much; nil where there is none.
        package var mostAlone: (council: Int, gain: Estimate)?

        /// Of its parts, which the properties of these names explain.
        package init(
            rule: SharingRule, shares: [Estimate], means: [Estimate], worseOff: [Estimate], worseOnAverage: Int,
            clearlyWorse: Int, unclear: Int, likelyWorse: Int, expectedWorse: Estimate, grant: Estimate,
            tipping: Tipping, objections: Objections?, aloneBetter: Int, mostAlone: (council: Int, gain: Estimate)?
        ) {
            self.rule = rule
            self.shares = shares
            self.means = means
            self.worseOff = worseOff
            self.worseOnAverage = worseOnAverage
            self.clearlyWorse = clearlyWorse
            self.unclear = unclear
            self.likelyWorse = likelyWorse
            self.expectedWorse = expectedWorse
            self.grant = grant
            self.tipping = tipping
            self.objections = objections
            self.aloneBetter = aloneBetter
            self.mostAlone = mostAlone
        }
    }

    /// The smallest number of members, joining in order of falling v({c}), with which each of them has NPV ≥ 0.
    package enum Tipping: Sendable, Hashable {
        /// So many.
        case members(Int)
        /// With none of the numbers.
        case never
        /// Not worked out for this rule with so many councils.
        case unknown
    }

    /// Sets of players that would do better alone than under a rule.
    package struct Objections: Sendable {
        /// How many there are, of so many (all sets but none and all).
        package var count, sets: Int
        /// How many of them are single players.
        package var single: Int
        /// Those to which it would be worth most, up to five: players, and v(S) less what its members have.
        package var strongest: [(players: [Int], gain: Estimate)]

        /// Of its parts, which the properties of these names explain.
        package init(
            count: Int, sets: Int, single: Int, strongest: [(players: [Int], gain: Estimate)]
        ) {
            self.count = count
            self.sets = sets
            self.single = single
            self.strongest = strongest
        }
    }

    /// Why a rule is left out.
    package enum LeftOut: String, Sendable {
        /// No council has any of what it splits by.
        case noWeights = "no_weights"
        /// The levers of the option claim no pool that is held in money.
        case noPools = "no_pools"
        /// No text column makes 2 to 15 groups.
        case noPlayers = "no_groups"
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        title: String, currency: String, option: String, choice: Choice?, reference: String?, trials: Int,
        orders: Int, joiningAtOnce: Bool, councils: [Council], programmeCosts: Double,
        costsByLever: [(lever: String, cost: Double)], worth: Double, players: SharePlayers?, leastExcess: Double?,
        rules: [Rule], leftOut: [(rule: SharingRule, reason: LeftOut)]
    ) {
        self.title = title
        self.currency = currency
        self.option = option
        self.choice = choice
        self.reference = reference
        self.trials = trials
        self.orders = orders
        self.joiningAtOnce = joiningAtOnce
        self.councils = councils
        self.programmeCosts = programmeCosts
        self.costsByLever = costsByLever
        self.worth = worth
        self.players = players
        self.leastExcess = leastExcess
        self.rules = rules
        self.leftOut = leftOut
    }

    /// What is asked.
    package struct Question: Sendable {
        /// Name of an option; nil: the one with the highest mean NPSV.
        package var option: String?
        /// A text column whose values are players; nil: as ``SharePlayers`` chooses.
        package var column: String?
        /// Orders for a Shapley value with more than 15 councils, even and at least 4.
        package var orders: Int
        /// Whether all join at once in the trials.
        package var joiningAtOnce: Bool

        /// Of its parts, which the properties of these names explain.
        package init(option: String? = nil, column: String? = nil, orders: Int, joiningAtOnce: Bool = true) {
            self.option = option
            self.column = column
            self.orders = orders
            self.joiningAtOnce = joiningAtOnce
        }
    }

    /// Amounts within half a penny of 0 count as 0.
    static let halfAPenny = 0.005
}
