import Formulas

/// One line of cost or benefit of a lever.
///
/// `flow(c, t) = amount · timing · scale · Π modifiers · uplift · (1 + growth)^t`, in pounds of the price year.
/// A council line flows at each member, a programme line once.
package struct Line: Sendable, Hashable {
    /// Its name, shown in every table.
    package var name: String
    /// Cost or benefit.
    package var side: Side
    /// Where it flows.
    package var level: Level
    /// What kind of money it is, which decides where it counts.
    package var kind: Kind
    /// Who pays or gains: council lines default to the council; programme benefits must say; nil on programme costs,
    /// which follow the lever's `paidBy`.
    package var party: Party?
    /// What it is worth.
    package var value: Worth
    /// When it flows.
    package var timing: Timing
    /// Multiplier of time variables, trial- and year-level names; nil: 1.
    package var scale: Formula?
    /// Multiplier for optimism bias or a reference class; nil: none.
    package var uplift: Formula?
    /// Multipliers from the year in which a council has joined other levers.
    package var modifiers: [Modifier]
    /// Real growth a year (trial level); nil: none.
    package var growth: Formula?

    /// Which side of the account.
    package enum Side: String, Sendable, Hashable {
        case cost, benefit
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
        case nonCashable = "non_cashable"
        case societal

        /// Whether it moves cash.
        package var isCash: Bool { self == .capital || self == .revenue || self == .cashable }
    }

    /// What a line is worth where its timing is 1.
    package enum Worth: Sendable, Hashable {
        /// Money once, or a year, by its timing.
        case amount(Formula)
        /// A share of what is left of a pool. Benefits at council level only.
        case claim(pool: String, share: Formula)
    }

    /// A multiplier from the year in which a council has joined another lever; on programme lines
    /// `1 + (by − 1) · share_joined` of that lever.
    package struct Modifier: Sendable, Hashable {
        /// Name of the other lever; one that the option does not hold counts as 1.
        package var joined: String
        /// Multiplier.
        package var by: Formula

        package init(joined: String, by: Formula) {
            self.joined = joined
            self.by = by
        }
    }

    package init(
        name: String, side: Side, level: Level = .council, kind: Kind, party: Party? = nil, value: Worth,
        timing: Timing, scale: Formula? = nil, uplift: Formula? = nil, modifiers: [Modifier] = [],
        growth: Formula? = nil
    ) {
        self.name = name
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
    /// `starts − base_year` when `sinceStarts`. Council lines flow so in the years in which the council is a member.
    case running(ramp: [Double], from: Int, sinceStarts: Bool, lasts: Formula?)
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
