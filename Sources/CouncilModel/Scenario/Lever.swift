import Formulas

/// Something that councils could do together: who takes part and when, what it costs and brings, and who pays.
package struct Lever: Sendable, Hashable {
    /// Its name, used in the scenario.
    package var name: String
    /// Levers that it is a variant of, the nearest first; empty for one of its own.
    package var variantOf: [String]
    /// What it is called in tables; the name when the scenario gives no title.
    package var title: String
    /// Calendar year in which it is meant to start.
    package var starts: Int
    /// Years of delay (trial level), at least 0, rounded half up.
    package var delay: Formula
    /// Name of the contract whose ends gate joining; nil: joining waits for none.
    package var contract: String?
    /// What leaving the contract early costs for each year left (trial or council level); nil: joining waits.
    package var contractBreak: Formula?
    /// Calendar year after which nobody joins any more; nil: until the end.
    package var closes: Int?
    /// How councils come to wish to join.
    package var adoption: Adoption
    /// Councils that are members from before.
    package var already: Already?
    /// Names of levers that a council must have joined before this one, in the order written.
    package var requires: [String]
    /// What it takes for the lever to go on; nil: nothing.
    package var minimum: Minimum?
    /// The chance that it is abandoned; nil: none.
    package var stop: Stop?
    /// Council positions (indices into `Scenario.selected`) that may join, ascending; n is their number.
    package var eligible: [Int]
    /// Share of programme costs by party, in the order of `Party.allCases`; they sum to 1.
    package var paidBy: [PartyShare]
    /// How the councils' part is split among those who share it.
    package var shared: Sharing
    /// Who shares the councils' part.
    package var among: Among
    /// Council position that leads, eligible or not; nil: nobody named.
    package var lead: Int?
    /// Lines of cost.
    package var costs: [Line]
    /// Lines of benefit; what a pooled team saves is the last of them.
    package var benefits: [Line]
    /// What parties pay each other.
    package var transfers: [Line]

    /// How councils come to wish to join.
    package enum Adoption: Sendable, Hashable {
        /// All wish to join in the first year.
        case mandate
        /// Groups of councils, one after the other.
        case waves(Waves)
        /// Mixed influence with contract gates.
        case diffusion(Diffusion)
    }

    /// Groups of councils that wish to join one after the other, the most willing first.
    package struct Waves: Sendable, Hashable {
        /// In order of year; shares are cumulative and rise.
        package var steps: [Wave]
        /// Divides what councils are ordered by (trial or council level).
        package var propensity: Formula

        /// Of its parts, which the properties of these names explain.
        package init(steps: [Wave], propensity: Formula = Formula(constant: 1)) {
            self.steps = steps
            self.propensity = propensity
        }
    }

    /// One wave.
    package struct Wave: Sendable, Hashable {
        /// Calendar year, before delay.
        package var year: Int
        /// Share of the eligible councils that wish to join by then.
        package var share: Double

        /// Of its parts, which the properties of these names explain.
        package init(year: Int, share: Double) {
            self.year = year
            self.share = share
        }
    }

    /// The fewest members with which a lever goes on.
    package struct Minimum: Sendable, Hashable {
        /// How many must have joined …
        package var members: Int
        /// … by the end of the year so many years after the first.
        package var within: Int

        /// Of its parts, which the properties of these names explain.
        package init(members: Int, within: Int) {
            self.members = members
            self.within = within
        }
    }

    /// The chance that a lever is abandoned.
    package struct Stop: Sendable, Hashable {
        /// Probability (trial level).
        package var probability: Formula
        /// At the end of the year so many years after the first.
        package var after: Int

        /// Of its parts, which the properties of these names explain.
        package init(probability: Formula, after: Int) {
            self.probability = probability
            self.after = after
        }
    }

    /// Parameters of diffusion. Pressure in year s is `innovation + imitation · F(s − 1)`, times the council's propensity
    /// and the boosts in force.
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
        /// Multipliers of pressure from the year in which the council has joined other levers.
        package var boosts: [Line.Modifier]

        /// Of its parts, which the properties of these names explain.
        package init(
            innovation: Formula, imitation: Formula, ceiling: Formula, founders: Founders, propensity: Formula,
            boosts: [Line.Modifier] = []
        ) {
            self.innovation = innovation
            self.imitation = imitation
            self.ceiling = ceiling
            self.founders = founders
            self.propensity = propensity
            self.boosts = boosts
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
        /// In proportion to what the lever's benefits would be worth to each in the central case if all joined at once.
        case byBenefit
        /// In proportion to a formula (trial or council level), negative counting as 0.
        case formula(Formula)
    }

    /// Who shares the councils' part of what flows once for a lever in a year.
    package enum Among: String, Sendable, Hashable, CaseIterable {
        /// Members of the year.
        case members
        /// Members, and those who wish to join and wait for their contracts.
        case wishing
        /// All who may join.
        case eligible
    }

    /// One party's share of programme costs.
    package struct PartyShare: Sendable, Hashable {
        /// Who.
        package var party: Party
        /// Share, 0 … 1.
        package var share: Double

        /// Of its parts, which the properties of these names explain.
        package init(party: Party, share: Double) {
            self.party = party
            self.share = share
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        name: String, variantOf: [String] = [], title: String? = nil, starts: Int,
        delay: Formula = Formula(constant: 0), contract: String? = nil, contractBreak: Formula? = nil,
        closes: Int? = nil, adoption: Adoption, already: Already? = nil, requires: [String] = [],
        minimum: Minimum? = nil, stop: Stop? = nil, eligible: [Int],
        paidBy: [PartyShare] = [PartyShare(party: .council, share: 1)], shared: Sharing = .equally,
        among: Among = .members, lead: Int? = nil, costs: [Line] = [], benefits: [Line] = [], transfers: [Line] = []
    ) {
        self.name = name
        self.variantOf = variantOf
        self.contractBreak = contractBreak
        self.closes = closes
        self.minimum = minimum
        self.stop = stop
        self.among = among
        self.transfers = transfers
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

extension Lever {
    /// The name in the addresses of its draws: the first's, for variants.
    package var drawsAs: String { variantOf.last ?? name }

    /// Names of levers whose joining years decide its own.
    package var dependsOn: [String] {
        guard case .diffusion(let diffusion) = adoption else { return requires }
        return requires + diffusion.boosts.map(\.joined)
    }

    /// Whether a name in `requires`, `boosts` or `modifiers` can mean this lever: its own, or one it is a variant of.
    package func answers(to name: String) -> Bool { self.name == name || variantOf.contains(name) }
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
    /// Yearly amount of a council at base-year level, in money per year or in a unit that its claims give a value to
    /// (trial, council or year level).
    package var amount: Formula
    /// Real growth a year (trial level).
    package var growth: Formula

    /// Of its parts, which the properties of these names explain.
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
    /// Years between the wish to join and the first end that can be used (trial or council level), at least 0.
    package var notice: Formula
    /// Register column with the calendar year of the first end; nil, or an empty cell: drawn.
    package var ends: String?

    /// Of its parts, which the properties of these names explain.
    package init(name: String, length: Formula, notice: Formula = Formula(constant: 0), ends: String? = nil) {
        self.name = name
        self.notice = notice
        self.length = length
        self.ends = ends
    }
}
