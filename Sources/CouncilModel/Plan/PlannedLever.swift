import Stochastics

/// A lever made ready to run.
struct PlannedLever: Sendable {
    let lever: Lever
    /// g before delay: `starts − base_year`.
    let start: Int
    let delay: PlannedFormula
    let adoption: PlannedAdoption
    /// Joining year by council position of members from before; nil for all others.
    let alreadyYear: [Int?]
    /// Number of members from before.
    let alreadyCount: Int
    /// Index into `RunPlan.contracts`.
    let contract: Int?
    /// Plan indices of required levers.
    let requires: [Int]
    /// Whether each council position is eligible.
    let isEligible: [Bool]
    /// n.
    let eligibleCount: Int
    let sharing: PlannedSharing
    /// Costs, then benefits, in the order written.
    let lines: [PlannedLine]
    /// For `residents_joined`: what the residents of each lower-tier or single-tier council count through.
    let residentUnits: [ResidentUnit]
    /// Residents that count when every eligible council has joined.
    let residentsOfAll: Double
    /// Addresses of the pressure draw by council position.
    let pressure: [Address]
    /// Addresses of the ceiling draw by council position.
    let ceiling: [Address]
}

/// How councils come to wish to join, with formulas planned.
enum PlannedAdoption: Sendable {
    case mandate
    case diffusion(PlannedDiffusion)
}

/// Diffusion with formulas planned.
struct PlannedDiffusion: Sendable {
    let innovation: PlannedFormula
    let imitation: PlannedFormula
    let ceiling: PlannedFormula
    let propensity: PlannedFormula
    let founders: Lever.Founders
}

/// How the councils' part is split, with its weights where they are known beforehand.
enum PlannedSharing: Sendable {
    /// Weight by council position.
    case fixed([Double])
    case formula(PlannedFormula)
}

/// The residents of one lower-tier or single-tier council, and the council positions through which they join.
struct ResidentUnit: Sendable {
    let residents: Double
    /// The council itself, where it is eligible.
    let member: Int?
    /// The county it lies in, where that is eligible.
    let county: Int?
}

/// One line with formulas planned.
struct PlannedLine: Sendable {
    let line: Line
    /// The amount, or the share of a pool.
    let worth: PlannedFormula
    /// Index into `RunPlan.pools` when the line claims one.
    let pool: Int?
    let scale: PlannedFormula?
    let uplift: PlannedFormula?
    let modifiers: [PlannedModifier]
    let growth: PlannedFormula?
    let lasts: PlannedFormula?
    let decay: PlannedFormula?
    let lag: PlannedFormula?
}

/// One modifier with its formula planned.
struct PlannedModifier: Sendable {
    /// Plan index of the other lever; nil when the scenario does not have it.
    let lever: Int?
    let by: PlannedFormula
}

/// A pool with formulas planned.
struct PlannedPool: Sendable {
    let name: String
    let amount: PlannedFormula
    let growth: PlannedFormula
}

/// A contract with formulas planned.
struct PlannedContract: Sendable {
    let length: PlannedFormula
    /// First end as a year index by council position; nil where it is drawn.
    let firstEnd: [Int?]
    /// Addresses of the phase draw by council position.
    let phase: [Address]
}

/// An assumption with the addresses of its draws.
struct PlannedAssumption: Sendable {
    let assumption: Assumption
    /// One address an entity: one for the trial, one a council, one a year, or one a column value.
    let addresses: [Address]
    /// For an assumption by column: index into `addresses` of each council position.
    let entityOfCouncil: [Int]
    /// Whether any formula reads it (trial-level ones are drawn all the same, for tables of trials).
    let isUsed: Bool
}

/// Trial-level assumptions that are drawn together.
struct PlannedCopula: Sendable {
    /// Indices into `RunPlan.assumptions`, ascending (order of name).
    let members: [Int]
    let copula: GaussianCopula
}

/// An option with names resolved.
struct PlannedOption: Sendable {
    let name: String
    /// Plan indices of its levers in order of claiming.
    let levers: [Int]
    /// The same levers in an order in which what is required comes first.
    let joiningOrder: [Int]
    /// Replaced distribution by assumption index, ascending.
    let overrides: [(assumption: Int, distribution: Distribution)]
}
