import Stochastics

/// A lever of a library as it is told to somebody who has no scenario yet.
///
/// Formulas are texts as they stand in the file, since without councils nothing can be worked out.
package struct LibraryLever: Sendable, Hashable {
    /// Its name, used in scenarios.
    package var name: String
    /// What it is called in tables; the name when the library gives no title.
    package var title: String
    /// What it is, in plain words; may be empty.
    package var note: String
    /// Path of the file that defines it, as it was opened.
    package var file: String
    /// What has to be true for it to work, in words.
    package var conditions: [String]
    /// Calendar year in which it is meant to start.
    package var starts: Int
    /// The first calendar year in which something of it can flow: `starts`, or earlier where costs come before.
    package var firstFlow: Int
    /// How councils come to join.
    package var adoption: Adoption
    /// Name of the contract whose ends joining waits for; nil: it waits for none.
    package var contract: String?
    /// Names of levers that a council must have joined before.
    package var requires: [String]
    /// Shares of programme costs by party, as the file gives them; they sum to 1.
    package var paidBy: [Lever.PartyShare]
    /// Its lines: costs, then benefits, then transfers, each in the order of the file.
    package var lines: [LibraryLine]
    /// What other levers do to it.
    package var actedOnBy: [Effect]
    /// What it does to other levers.
    package var actsOn: [Effect]
    /// Assumptions that its lines and adoption read when it stands alone, in order of name.
    package var assumptions: [Assumption]
    /// Assumptions that its effects on others and theirs on it read besides, in order of name.
    package var factors: [Assumption]
    /// Effects that no figure holds.
    package var unmonetised: [UnmonetisedEffect]

    /// How councils come to join, in the words of the format, with formulas as written.
    package enum Adoption: Sendable, Hashable {
        /// All wish to join in the first year.
        case mandate
        /// Groups of councils, one after the other.
        case waves([Lever.Wave])
        /// By pressure from outside and from members: what the file says under each key, in the order of the format.
        case diffusion([Setting])
    }

    /// A key of the format and what the file says under it.
    package struct Setting: Sendable, Hashable {
        /// The key.
        package var key: String
        /// A number or formula as it is written.
        package var value: String

        /// Of its parts, which the properties of these names explain.
        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// What joining one lever does to another.
    package struct Effect: Sendable, Hashable {
        /// Name of the other lever, which is the one acting or the one acted on.
        package var lever: String
        /// What it multiplies: the name of a line, or nil for the pressure to join.
        package var line: String?
        /// The multiplier as it is written.
        package var factor: String

        /// Of its parts, which the properties of these names explain.
        package init(lever: String, line: String?, factor: String) {
            self.lever = lever
            self.line = line
            self.factor = factor
        }
    }

    /// What it brings to councils by itself.
    package enum Standing: String, Sendable, Hashable, CaseIterable {
        /// It has a benefit that can be cash.
        case cash
        /// It has benefits, none of which is cash.
        case value
        /// It has none: it is there for what it does to others.
        case enabler
    }

    /// What it brings by itself, read off its lines.
    package var standing: Standing {
        let benefits = lines.filter { $0.side == .benefit }
        if benefits.contains(where: { $0.kind == .cashable }) { return .cash }
        return benefits.isEmpty ? .enabler : .value
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        name: String, title: String, note: String = "", file: String, conditions: [String] = [], starts: Int,
        firstFlow: Int, adoption: Adoption = .mandate, contract: String? = nil, requires: [String] = [],
        paidBy: [Lever.PartyShare] = [Lever.PartyShare(party: .council, share: 1)], lines: [LibraryLine] = [],
        actedOnBy: [Effect] = [], actsOn: [Effect] = [], assumptions: [Assumption] = [], factors: [Assumption] = [],
        unmonetised: [UnmonetisedEffect] = []
    ) {
        self.name = name
        self.title = title
        self.note = note
        self.file = file
        self.conditions = conditions
        self.starts = starts
        self.firstFlow = firstFlow
        self.adoption = adoption
        self.contract = contract
        self.requires = requires
        self.paidBy = paidBy
        self.lines = lines
        self.actedOnBy = actedOnBy
        self.actsOn = actsOn
        self.assumptions = assumptions
        self.factors = factors
        self.unmonetised = unmonetised
    }
}

/// A line of a lever of a library, as it is written.
package struct LibraryLine: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Cost, benefit or transfer.
    package var side: Line.Side
    /// What kind of money it is.
    package var kind: Line.Kind
    /// Where it flows.
    package var level: Line.Level
    /// Who pays or gains; nil where the format's default holds.
    package var party: Party?
    /// On transfers: who is paid.
    package var receiver: Party?
    /// What it is worth: an amount, or the share claimed of a pool, as written.
    package var worth: String
    /// The pool of which it claims a share; nil: none.
    package var pool: String?
    /// What the worth is multiplied by: uplift and scale, as written.
    package var multipliers: [String]
    /// The word of the format that says when it flows, such as `joining`.
    package var timing: String
    /// Over how many years it is spread; 1 where it is not.
    package var spread: Int

    /// Of its parts, which the properties of these names explain.
    package init(
        name: String, side: Line.Side, kind: Line.Kind, level: Line.Level = .council, party: Party? = nil,
        receiver: Party? = nil, worth: String, pool: String? = nil, multipliers: [String] = [], timing: String,
        spread: Int = 1
    ) {
        self.name = name
        self.side = side
        self.kind = kind
        self.level = level
        self.party = party
        self.receiver = receiver
        self.worth = worth
        self.pool = pool
        self.multipliers = multipliers
        self.timing = timing
        self.spread = spread
    }
}
