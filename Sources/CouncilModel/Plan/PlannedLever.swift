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
    /// Last year index in which anybody joins; nil: no such year.
    let closes: Int?
    /// Chance of being abandoned, with the years after g.
    let stop: (probability: PlannedFormula, after: Int)?
    /// Whether each council position is eligible.
    let isEligible: [Bool]
    /// n.
    let eligibleCount: Int
    let sharing: PlannedSharing
    /// Costs, then benefits, then transfers, in the order written.
    let lines: [PlannedLine]
    /// For `residents_joined`: what the residents of each lower-tier or single-tier council count through.
    let residentUnits: [ResidentUnit]
    /// Residents that count when every eligible council has joined.
    let residentsOfAll: Double
    /// Addresses of the pressure draw by council position.
    let pressure: [Address]
    /// Addresses of the ceiling draw by council position.
    let ceiling: [Address]
    /// Address of the draw that decides whether it is abandoned.
    let stopAddress: Address
}

/// How councils come to wish to join, with formulas planned.
enum PlannedAdoption: Sendable {
    case mandate
    case waves(PlannedWaves)
    case diffusion(PlannedDiffusion)
}

/// Waves with formulas planned.
struct PlannedWaves: Sendable {
    /// Years between the first wave and each, and the councils that wish by then, members from before included.
    let steps: [(offset: Int, councils: Int)]
    let propensity: PlannedFormula
}

/// Diffusion with formulas planned.
struct PlannedDiffusion: Sendable {
    let innovation: PlannedFormula
    let imitation: PlannedFormula
    let ceiling: PlannedFormula
    let propensity: PlannedFormula
    let founders: Lever.Founders
    let boosts: [PlannedModifier]
}

/// How the councils' part is split, with its weights where they are known beforehand.
enum PlannedSharing: Sendable {
    /// Weight by council position: index into `RunPlan.parts`.
    case fixed(Int)
    case formula(PlannedFormula)
    /// By what the lever would be worth to each in the central case.
    case byBenefit
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
    let worth: PlannedWorth
    let scale: PlannedScale?
    let uplift: PlannedFormula?
    let modifiers: [PlannedModifier]
    let growth: PlannedFormula?
    let lasts: PlannedFormula?
    let decay: PlannedFormula?
    let lag: PlannedFormula?
    let cashed: PlannedFormula?
    let resource: PlannedFormula?
    /// How the councils' part is split where the line says so itself.
    let sharing: PlannedSharing?
    /// The factors of its amount; nil for lines that are worth no amount.
    let factors: AmountFactors?

    /// Index into `RunPlan.pools` when the line claims one.
    var pool: Int? {
        if case .claim(let pool, _, _) = worth { return pool }
        return nil
    }
}

/// An amount as a product of what is the council's, what is the trial's, and what is both.
struct AmountFactors: Sendable {
    /// A number for each council position: index into `RunPlan.parts`.
    let part: Int
    /// The part by trial and perhaps year; nil: 1.
    let trial: PlannedFormula?
    /// The part by council and trial; nil: 1.
    let cell: PlannedFormula?
}

/// What a line is worth, with formulas planned.
enum PlannedWorth: Sendable {
    case amount(PlannedFormula)
    /// Pool: index into `RunPlan.pools`.
    case claim(pool: Int, share: PlannedFormula, value: PlannedFormula?)
    case team(PlannedTeam)
    case contractBreak(PlannedFormula)

    /// The formula of an amount or share, which explains a value that is no number.
    var main: PlannedFormula {
        switch self {
        case .amount(let formula), .claim(_, let formula, _), .contractBreak(let formula): formula
        case .team(let team): team.demand
        }
    }
}

/// A pooled team with formulas planned.
struct PlannedTeam: Sendable {
    let demand: PlannedFormula
    let variability: PlannedFormula
    let serviceLevel: PlannedFormula
    let dayCost: PlannedFormula
    let pooledDayCost: PlannedFormula
    let correlation: PlannedFormula
}

/// One modifier or boost with its formula planned.
struct PlannedModifier: Sendable {
    /// Name of the other lever, which an option may hold itself or as a variant.
    let joined: String
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
    let notice: PlannedFormula
    /// First end as a year index by council position; nil where it is drawn.
    let firstEnd: [Int?]
    /// Addresses of the phase draw by council position.
    let phase: [Address]
}

/// An assumption with the addresses of its draws.
///
/// A class, so that looking one up in the inner loops copies one reference and not all its parts.
final class PlannedAssumption: Sendable {
    let assumption: Assumption
    /// One address an entity: one for the trial, one a council, one a year, one a column value, or one a council and
    /// year (row `council · years + year`).
    let addresses: [Address]
    /// The first of them, for stratified draws.
    let stratified: StratifiedAddress
    /// For an assumption by column: index into `addresses` of each council position.
    let entityOfCouncil: [Int]
    /// Whether any formula reads it.
    let isUsed: Bool
    /// Its distribution, made ready to be drawn from; nil where it is not drawn.
    let sampler: Sampler?

    init(
        assumption: Assumption, addresses: [Address], stratified: StratifiedAddress, entityOfCouncil: [Int],
        isUsed: Bool, sampler: Sampler?
    ) {
        self.assumption = assumption
        self.addresses = addresses
        self.stratified = stratified
        self.entityOfCouncil = entityOfCouncil
        self.isUsed = isUsed
        self.sampler = sampler
    }

    /// Whether it is drawn: trial-level ones that nothing reads are, for tables of trials.
    var isDrawn: Bool { isUsed || assumption.variesBy == .trial }

    /// Whether each council has draws of its own.
    var isByCouncil: Bool { assumption.variesBy == .council || assumption.variesBy == .councilAndYear }
}

/// Trial-level assumptions that are drawn together.
struct PlannedCopula: Sendable {
    /// Indices into `RunPlan.assumptions`, ascending (order of name).
    let members: [Int]
    let copula: GaussianCopula
}

/// Inflation and financing with formulas planned.
struct PlannedCashView: Sendable {
    /// Rates after the price year; the last goes on.
    let inflation: [PlannedFormula]
    let financing: PlannedFinancing?
}

/// Borrowing with formulas planned.
struct PlannedFinancing: Sendable {
    let rate: PlannedFormula
    let life: PlannedFormula
    let borrowed: PlannedFormula
}

/// An option with names resolved.
struct PlannedOption: Sendable {
    let name: String
    /// Plan indices of its levers in order of claiming.
    let levers: [Int]
    /// The same levers in an order in which what is required, or gives a boost, comes first.
    let joiningOrder: [Int]
    /// Replaced distributions by assumption, ascending.
    let overrides: [Override]

    /// A distribution in the place of an assumption's own.
    struct Override: Sendable, Hashable {
        /// Index into `RunPlan.assumptions`.
        let assumption: Int
        let distribution: Distribution
    }
}
