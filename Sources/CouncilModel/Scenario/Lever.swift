import Formulas

/// Something that councils could do together: who takes part and when, what it costs and brings, and who pays.
package struct Lever: Sendable, Hashable {
    /// Its name, used in the scenario and in the addresses of its draws.
    package var name: String
    /// What it is called in tables; the name when the scenario gives no title.
    package var title: String
    /// Calendar year in which it is meant to start.
    package var starts: Int
    /// Years of delay (trial level), at least 0, rounded half up.
    package var delay: Formula
    /// Name of the contract whose ends gate joining; nil: joining waits for none.
    package var contract: String?
    /// How councils come to wish to join.
    package var adoption: Adoption
    /// Councils that are members from before.
    package var already: Already?
    /// Names of levers that a council must have joined before this one, in the order written.
    package var requires: [String]
    /// Council positions (indices into `Scenario.selected`) that may join, ascending; n is their number.
    package var eligible: [Int]
    /// Share of programme costs by party, in the order of `Party.allCases`; they sum to 1.
    package var paidBy: [PartyShare]
    /// How the councils' part is split among members.
    package var shared: Sharing
    /// Council position that leads, eligible or not; nil: nobody named.
    package var lead: Int?
    /// Lines of cost.
    package var costs: [Line]
    /// Lines of benefit.
    package var benefits: [Line]

    /// How councils come to wish to join.
    package enum Adoption: Sendable, Hashable {
        /// All wish to join in the first year.
        case mandate
        /// Mixed influence with contract gates.
        case diffusion(Diffusion)
    }

    /// Parameters of diffusion. Pressure in year s is `innovation + imitation · F(s − 1)`, times the council's propensity.
    package struct Diffusion: Sendable, Hashable {
        /// Pressure from outside, per year (trial level).
        package var innovation: Formula
        /// Pressure from those who have joined, per year at full membership (trial level).
        package var imitation: Formula
        /// Probability that a council is a potential member (trial or council level).
        package var ceiling: Formula
        /// Who goes first.
        package var founders: Founders
        /// Multiplier of pressure on a council (trial or council level).
        package var propensity: Formula

        package init(
            innovation: Formula, imitation: Formula, ceiling: Formula, founders: Founders, propensity: Formula
        ) {
            self.innovation = innovation
            self.imitation = imitation
            self.ceiling = ceiling
            self.founders = founders
            self.propensity = propensity
        }
    }

    /// Who goes first.
    package enum Founders: Sendable, Hashable {
        /// That many of the most willing potential members.
        case number(Int)
        /// These council positions, ascending.
        case councils([Int])
    }

    /// Members from before the first year.
    package enum Already: Sendable, Hashable {
        /// These council positions, ascending, with joining year −1.
        case councils([Int])
        /// Those whose cell in that column is a calendar year before the base year: their joining year.
        case column(String)
    }

    /// How the councils' part of a programme cost is split among members.
    package enum Sharing: Sendable, Hashable {
        /// Each the same.
        case equally
        /// In proportion to population.
        case byPopulation
        /// In proportion to residents (0 for counties where their districts hold them).
        case byResidents
        /// In proportion to a formula (trial or council level), negative counting as 0.
        case formula(Formula)
    }

    /// One party's share of programme costs.
    package struct PartyShare: Sendable, Hashable {
        /// Who.
        package var party: Party
        /// Share, 0 … 1.
        package var share: Double

        package init(party: Party, share: Double) {
            self.party = party
            self.share = share
        }
    }

    package init(
        name: String, title: String? = nil, starts: Int, delay: Formula = Formula(constant: 0), contract: String? = nil,
        adoption: Adoption, already: Already? = nil, requires: [String] = [], eligible: [Int],
        paidBy: [PartyShare] = [PartyShare(party: .council, share: 1)], shared: Sharing = .equally, lead: Int? = nil,
        costs: [Line] = [], benefits: [Line] = []
    ) {
        self.name = name
        self.title = title ?? name
        self.starts = starts
        self.delay = delay
        self.contract = contract
        self.adoption = adoption
        self.already = already
        self.requires = requires
        self.eligible = eligible
        self.paidBy = paidBy
        self.shared = shared
        self.lead = lead
        self.costs = costs
        self.benefits = benefits
    }
}

/// Who pays or gains.
package enum Party: String, Sendable, Hashable, CaseIterable {
    case council, lead, region, centre, residents, business

    /// Whether its money is public money.
    package var isPublic: Bool { self != .residents && self != .business }
}

/// What councils spend together on something, so that a pound saved is counted once.
package struct Pool: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Yearly amount of a council in money per year at base-year level (trial, council or year level).
    package var amount: Formula
    /// Real growth a year (trial level).
    package var growth: Formula

    package init(name: String, amount: Formula, growth: Formula = Formula(constant: 0)) {
        self.name = name
        self.amount = amount
        self.growth = growth
    }
}

/// A contract that each council holds, whose ends are the moments at which it can change.
package struct Contract: Sendable, Hashable {
    /// Its name, also in the address of its phase.
    package var name: String
    /// Length in years (trial or council level), rounded half up, at least 1.
    package var length: Formula
    /// Register column with the calendar year of the first end; nil, or an empty cell: drawn.
    package var ends: String?

    package init(name: String, length: Formula, ends: String? = nil) {
        self.name = name
        self.length = length
        self.ends = ends
    }
}
