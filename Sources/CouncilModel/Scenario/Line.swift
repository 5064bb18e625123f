import Formulas

/// One line of cost or benefit of a lever.
///
/// `flow(c, t) = amount · timing · scale · Π modifiers · uplift · (1 + growth)^t`, in money of the price year.
/// A council line flows at each member (or whom it applies to), a programme line once.
package struct Line: Sendable, Hashable {
    /// Its name, shown in every table.
    package var name: String
    /// Cost, benefit or transfer.
    package var side: Side
    /// Where it flows.
    package var level: Level
    /// What kind of money it is, which decides where it counts.
    package var kind: Kind
    /// Who pays or gains: council lines default to the council; programme benefits must say; nil on programme costs,
    /// which follow `paidBy`; on transfers, who pays.
    package var party: Party?
    /// On transfers: who is paid.
    package var receiver: Party?
    /// At whom a council line flows.
    package var appliesTo: AppliesTo
    /// Of a cashable benefit: the share that is cash, held to 0 … 1 (trial or council level); nil: all.
    package var cashed: Formula?
    /// Of a cashable benefit: the share that saves resources and is no lower price alone, held to 0 … 1 (trial or
    /// council level); nil: all.
    package var resource: Formula?
    /// Of a programme cost: shares by party in place of the lever's.
    package var paidBy: [Lever.PartyShare]?
    /// Of a programme cost: how the councils' part is split, in place of the lever's.
    package var shared: Lever.Sharing?
    /// Of a programme cost: who shares the councils' part, in place of the lever's.
    package var among: Lever.Among?
    /// What it is worth.
    package var value: Worth
    /// When it flows.
    package var timing: Timing
    /// Multiplier of time variables, trial- and year-level names and sums over members; nil: 1.
    package var scale: Scale?
    /// Multiplier for optimism bias or a reference class; nil: none.
    package var uplift: Formula?
    /// Multipliers from the year in which a council has joined other levers.
    package var modifiers: [Modifier]
    /// Real growth a year (trial level); nil: none.
    package var growth: Formula?

    /// Which side of the account.
    package enum Side: String, Sendable, Hashable {
        case cost, benefit, transfer

        /// What a flow counts for in NPSV: transfers count for nothing.
        package var signInNPSV: Double {
            switch self {
            case .cost: -1
            case .benefit: 1
            case .transfer: 0
            }
        }
    }

    /// At whom a council line flows.
    package enum AppliesTo: String, Sendable, Hashable, CaseIterable {
        /// Members.
        case members
        /// Those eligible that are no members in the year.
        case nonMembers = "non_members"
        /// All eligible.
        case eligible
    }

    /// A multiplier that follows how the lever goes.
    package struct Scale: Sendable, Hashable {
        /// The formula, in which the name `Formula.nameOfSum(k)` stands for the k-th sum over members.
        package var formula: Formula
        /// What is summed over the year's members, each a formula of trial, council or year level.
        package var sums: [Formula]

        /// Of its parts, which the properties of these names explain.
        package init(formula: Formula, sums: [Formula] = []) {
            self.formula = formula
            self.sums = sums
        }
    }

    /// Where a line flows.
    package enum Level: String, Sendable, Hashable {
        /// At each member.
        case council
        /// Once for the lever.
        case programme
    }

    /// What kind of money a line is.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Costs.
        case capital, revenue, economic
        /// Benefits.
        case cashable
        /// A cost that would have come: in NPSV, outside cash.
        case avoided
        case nonCashable = "non_cashable"
        case societal
        /// What one party pays another.
        case transfer

        /// Whether it moves cash of those who pay or save it.
        package var isCash: Bool { self == .capital || self == .revenue || self == .cashable }
    }

    /// What a line is worth where its timing is 1.
    package enum Worth: Sendable, Hashable {
        /// Money once, or a year, by its timing.
        case amount(Formula)
        /// A share of what is left of a pool, with what one unit of the pool is worth where it is not in money. Benefits
        /// at council level only.
        case claim(pool: String, share: Formula, value: Formula?)
        /// What a pooled team saves each member. One line of a lever's benefits at most.
        case team(Team)
        /// What leaving the contract early costs for each year left. One line of a lever's costs at most.
        case contractBreak(Formula)
    }

    /// A multiplier from the year in which a council has joined another lever; on programme lines
    /// `1 + (by − 1) · share_joined` of that lever.
    package struct Modifier: Sendable, Hashable {
        /// Name of the other lever; one that the option does not hold counts as 1.
        package var joined: String
        /// Multiplier.
        package var by: Formula

        /// Of its parts, which the properties of these names explain.
        package init(joined: String, by: Formula) {
            self.joined = joined
            self.by = by
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        name: String, side: Side, level: Level = .council, kind: Kind, party: Party? = nil, value: Worth,
        timing: Timing, scale: Scale? = nil, uplift: Formula? = nil, modifiers: [Modifier] = [],
        growth: Formula? = nil, receiver: Party? = nil, appliesTo: AppliesTo = .members, cashed: Formula? = nil,
        resource: Formula? = nil, paidBy: [Lever.PartyShare]? = nil, shared: Lever.Sharing? = nil,
        among: Lever.Among? = nil
    ) {
        self.name = name
        self.receiver = receiver
        self.appliesTo = appliesTo
        self.cashed = cashed
        self.resource = resource
        self.paidBy = paidBy
        self.shared = shared
        self.among = among
        self.side = side
        self.level = level
        self.kind = kind
        self.party = party
        self.value = value
        self.timing = timing
        self.scale = scale
        self.uplift = uplift
        self.modifiers = modifiers
        self.growth = growth
    }
}

/// When a line flows, as a weight by year.
package enum Timing: Sendable, Hashable {
    /// Council lines: fraction `spread[i]` in the year `joining year + from + i`; none for members from before.
    case joining(spread: [Double], from: Int)
    /// Council lines: with `j = t − joining year − lag`, 0 if `j < 0` or `j ≥ lasts`, else
    /// `ramp[min(j, last)] · (1 − decay)^j`.
    case membership(ramp: [Double], lasts: Formula?, decay: Formula, lag: Formula)
    /// Council lines: 1 in each end of the lever's contract after the joining year.
    case renewal
    /// Programme lines: fraction `spread[i]` with offset `o = from + i` in year `starts − base_year + o` if `o < 0`,
    /// in `g + o` otherwise.
    case start(spread: [Double], from: Int)
    /// With `j = t − origin − from`: 0 if `j < 0` or `j ≥ lasts`, else `ramp[min(j, last)]`; the origin is `g`, or
    /// `starts − base_year` when `sinceStarts`. Council lines flow so in the years in which `appliesTo` holds.
    case running(ramp: [Double], from: Int, sinceStarts: Bool, lasts: Formula?)
    /// Once, in the winding-up year W: at each member of the end of W − 1, or for the lever.
    case windUp
    /// Once, in the last year: at each member, or for a lever that has begun and was not wound up.
    case end

    /// Whether a line with this timing is paid once, so that its amount is money and not money a year.
    package var isOnce: Bool {
        switch self {
        case .joining, .renewal, .start, .windUp, .end: true
        case .membership, .running: false
        }
    }
}

/// A team that members staff together: slack for peaks shrinks with the square root of size.
///
/// A council alone staffs to the quantile Q_c of a gamma distribution with mean μ_c (its demand) and standard deviation
/// `variability · μ_c`; the pool of the year's members to the quantile Q with mean Σμ and variance
/// `(1 − ρ)Σσ² + ρ(Σσ)²`. Member c gains `Q_c · day_cost − (μ_c/Σμ) · Q · pooled_day_cost`, times the line's timing.
package struct Team: Sendable, Hashable {
    /// μ_c, days a year (trial, council or year level).
    package var demand: Formula
    /// Coefficient of variation (trial or council level).
    package var variability: Formula
    /// Share of time in which the staff is enough (trial level).
    package var serviceLevel: Formula
    /// What a day costs a council alone (trial, council or year level).
    package var dayCost: Formula
    /// What a day costs in the pool (trial or year level).
    package var pooledDayCost: Formula
    /// ρ between the councils' demands, held to 0 … 1 (trial level).
    package var correlation: Formula

    /// The name of its line.
    package static let lineName = "Pooled team"

    /// Of its parts, which the properties of these names explain.
    package init(
        demand: Formula, variability: Formula, serviceLevel: Formula, dayCost: Formula, pooledDayCost: Formula,
        correlation: Formula
    ) {
        self.demand = demand
        self.variability = variability
        self.serviceLevel = serviceLevel
        self.dayCost = dayCost
        self.pooledDayCost = pooledDayCost
        self.correlation = correlation
    }
}

/// The words that a line's `scale` may use beside trial- and year-level names.
package enum TimeVariable: String, Sendable, Hashable, CaseIterable {
    /// Members at the end of the year.
    case members
    /// Those who join in the year.
    case joiners
    /// Members as a share of those eligible.
    case shareJoined = "share_joined"
    /// Residents of lower-tier and single-tier councils that are members or lie in a member county.
    case residentsJoined = "residents_joined"
    /// The same as a share of what it would be with all eligible councils joined.
    case residentsShare = "residents_share"
    /// Years since the lever's first year g.
    case yearsSinceStart = "years_since_start"
    /// The calendar year.
    case year
}
