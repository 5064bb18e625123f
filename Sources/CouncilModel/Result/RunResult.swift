/// Every figure of every trial: what a simulation hands to appraisal, and nothing summarised yet.
///
/// Arrays over trials are in trial order whatever the number of threads. Where a reference is named, all figures are
/// already the option's less the reference's, except members, joining years and membership flags (the option's own).
package struct RunResult: Sendable {
    /// Number of trials K; every array over trials has K elements.
    package var trials: Int
    /// `Do nothing` first, then the scenario's options in the order of the file.
    package var options: [OptionResult]
    /// The single deterministic trial of each option, in the same order, with its flows.
    package var central: [CentralResult]
    /// Mean over trials of each pool's total by year, in order of name.
    package var baseline: [PoolBaseline]
    /// Drawn values of every trial-level assumption, in order of name, in prices of the price year; without `with`.
    package var assumptions: [AssumptionSample]
    /// Budgets of councils in money of the day, by option and council; nil where they are not held.
    package var councilBudgets: [[BudgetResult]]?

    /// Of its parts, which the properties of these names explain.
    package init(
        trials: Int, options: [OptionResult], central: [CentralResult], baseline: [PoolBaseline],
        assumptions: [AssumptionSample], councilBudgets: [[BudgetResult]]? = nil
    ) {
        self.councilBudgets = councilBudgets
        self.trials = trials
        self.options = options
        self.central = central
        self.baseline = baseline
        self.assumptions = assumptions
    }
}

/// Drawn values of one trial-level assumption.
package struct AssumptionSample: Sendable {
    /// Its name.
    package var name: String
    /// Value by trial.
    package var values: [Double]

    /// Of its parts, which the properties of these names explain.
    package init(name: String, values: [Double]) {
        self.name = name
        self.values = values
    }
}

/// What is spent today in a pool, before any lever.
package struct PoolBaseline: Sendable {
    /// The pool's name.
    package var pool: String
    /// Mean over trials of the sum over the selected councils, by year 0 … H − 1.
    package var meanByYear: [Double]

    /// Of its parts, which the properties of these names explain.
    package init(pool: String, meanByYear: [Double]) {
        self.pool = pool
        self.meanByYear = meanByYear
    }
}

/// One option's figures by trial.
package struct OptionResult: Sendable {
    /// Name of the option.
    package var name: String
    /// Names of its levers in order of claiming.
    package var levers: [String]
    /// Measures of a trial, by `Measure`; NaN where a trial has none (a ratio without a denominator, a payback that
    /// never comes).
    package var measures: [Measure: [Double]]
    /// Costs to all parties by year, real and undiscounted: `[year][trial]`.
    package var costsByYear: [[Double]]
    /// Benefits to all parties by year, likewise.
    package var benefitsByYear: [[Double]]
    /// Public cash (cashable − capital − revenue) by year, likewise.
    package var cashByYear: [[Double]]
    /// Members of each lever at the end of each year, by lever in order of claiming: `[lever][year][trial]`.
    package var members: [[[Double]]]
    /// Whether each lever was wound up, by lever in order of claiming: `[lever][trial]`.
    package var woundUp: [[Bool]]
    /// The public group's budget in money of the day; nil without a cash view.
    package var budget: BudgetResult?
    /// PV of each line.
    package var lines: [LineResult]
    /// What each party pays and gains, in the order of `Party.allCases`.
    package var parties: [PartyResult]
    /// Each selected council, by council position.
    package var councils: [CouncilResult]

    /// Of its parts, which the properties of these names explain.
    package init(name: String, levers: [String]) {
        self.name = name
        self.levers = levers
        measures = [:]
        costsByYear = []
        benefitsByYear = []
        cashByYear = []
        members = []
        woundUp = []
        budget = nil
        lines = []
        parties = []
        councils = []
    }
}

/// PV of one line by trial.
package struct LineResult: Sendable {
    /// Name of the lever.
    package var lever: String
    /// Name of the line.
    package var line: String
    /// Cost, benefit or transfer.
    package var side: Line.Side
    /// Kind of money.
    package var kind: Line.Kind
    /// True for a line that only the reference has: it appears with the opposite sign.
    package var isReferenceOnly: Bool
    /// Present value by trial, positive in the direction of its side.
    package var presentValue: [Double]
    /// The same without the line's uplift.
    package var presentValueBeforeUplift: [Double]

    /// Of its parts, which the properties of these names explain.
    package init(
        lever: String, line: String, side: Line.Side, kind: Line.Kind, isReferenceOnly: Bool, presentValue: [Double],
        presentValueBeforeUplift: [Double]
    ) {
        self.lever = lever
        self.line = line
        self.side = side
        self.kind = kind
        self.isReferenceOnly = isReferenceOnly
        self.presentValue = presentValue
        self.presentValueBeforeUplift = presentValueBeforeUplift
    }
}

/// PV of what one party pays and gains, by trial.
package struct PartyResult: Sendable {
    /// Who.
    package var party: Party
    /// PV of what it pays, by trial.
    package var pays: [Double]
    /// PV of what it gains, by trial.
    package var gains: [Double]

    /// Of its parts, which the properties of these names explain.
    package init(party: Party, pays: [Double], gains: [Double]) {
        self.party = party
        self.pays = pays
        self.gains = gains
    }
}

/// One council's figures by trial.
package struct CouncilResult: Sendable {
    /// NPV to the council after sharing.
    package var npv: [Double]
    /// Its cash NPV after sharing.
    package var cashNPV: [Double]
    /// Earliest year index in which it is a member of any of the option's levers; `never` where it joins none.
    package var joiningYear: [Int16]
    /// Whether anything flows at it, under the option or the reference.
    package var hasFlow: [Bool]
    /// Mean over trials of the PV of what it pays after sharing.
    package var meanPays = 0.0
    /// Mean over trials of the PV of what it gains after sharing.
    package var meanGains = 0.0

    /// Marks a trial in which a council joins no lever.
    package static let never = Int16.max

    /// Of its parts, which the properties of these names explain.
    package init(npv: [Double], cashNPV: [Double], joiningYear: [Int16], hasFlow: [Bool]? = nil) {
        self.hasFlow = hasFlow ?? npv.map { $0 != 0 }
        self.npv = npv
        self.cashNPV = cashNPV
        self.joiningYear = joiningYear
    }
}

/// A measure of an option in one trial.
package enum Measure: String, Sendable, Hashable, CaseIterable {
    /// Net present social value: `pv_benefits − pv_costs`.
    case npsv
    /// PV of costs and benefits to all parties.
    case pvCosts = "pv_costs"
    case pvBenefits = "pv_benefits"
    /// PV of capital and revenue costs to public parties, and of transfers from public to private ones.
    case pvPublicCosts = "pv_public_costs"
    /// `(npsv + pv_public_costs) / pv_public_costs`.
    case bcr
    /// The same with denominator `−cash_npv`.
    case bcrNet = "bcr_net"
    /// PV of public cash.
    case cashNPV = "cash_npv"
    /// NPV and cash NPV of the councils, after sharing.
    case councilNPV = "council_npv"
    case councilCashNPV = "council_cash_npv"
    /// The same at the councils' own real rate; only where a scenario gives one.
    case councilCashNPVOwnRate = "council_cash_npv_own_rate"
    /// How deep cumulative real public cash goes below 0.
    case peakFunding = "peak_funding"
    /// Calendar year.
    case paybackYear = "payback_year"
    /// `(pv_costs − pv_benefits) / Σ d_t`.
    case eanc
    /// Of the councils with any flow, those whose NPV, or cash NPV, is below −£0.005.
    case shareWorseOff = "share_worse_off"
    case shareWorseOffCash = "share_worse_off_cash"

    /// Whether it is an amount of money.
    package var isMoney: Bool {
        switch self {
        case .bcr, .bcrNet, .paybackYear, .shareWorseOff, .shareWorseOffCash: false
        default: true
        }
    }

    /// Whether a high value is the bad end, so that the expected shortfall is the mean of the highest.
    package var worstIsHighest: Bool {
        switch self {
        case .pvCosts, .pvPublicCosts, .peakFunding, .eanc, .shareWorseOff, .shareWorseOffCash: true
        default: false
        }
    }
}

/// The central case of one option: one deterministic trial, what a spreadsheet would say.
package struct CentralResult: Sendable {
    /// Name of the option.
    package var option: String
    /// Its measures; absent where there is none.
    package var measures: [Measure: Double]
    /// NPSV with every line taken without its uplift.
    package var npsvBeforeUplift: Double
    /// Flows of council and programme lines of the option's own levers (the reference is not subtracted here).
    package var flows: [CentralFlow]
    /// Joining year index of each lever and council that joins.
    package var joining: [CentralJoining]

    /// Of its parts, which the properties of these names explain.
    package init(option: String) {
        self.option = option
        measures = [:]
        npsvBeforeUplift = 0
        flows = []
        joining = []
    }
}

/// One line's flow at one council (or of the programme) in the central case.
package struct CentralFlow: Sendable {
    /// Name of the lever.
    package var lever: String
    /// Name of the line.
    package var line: String
    /// Cost or benefit.
    package var side: Line.Side
    /// Kind of money.
    package var kind: Line.Kind
    /// Council position; nil for a programme line.
    package var council: Int?
    /// Real undiscounted flow by year 0 … H − 1, positive in the direction of its side.
    package var byYear: YearlyAmounts
    /// The same without uplift.
    package var byYearBeforeUplift: YearlyAmounts

    /// Of its parts, which the properties of these names explain.
    package init(
        lever: String, line: String, side: Line.Side, kind: Line.Kind, council: Int?,
        byYear: YearlyAmounts, byYearBeforeUplift: YearlyAmounts
    ) {
        self.lever = lever
        self.line = line
        self.side = side
        self.kind = kind
        self.council = council
        self.byYear = byYear
        self.byYearBeforeUplift = byYearBeforeUplift
    }
}

/// When a council joins a lever in the central case.
package struct CentralJoining: Sendable {
    /// Name of the lever.
    package var lever: String
    /// Council position.
    package var council: Int
    /// Year index; negative for members from before.
    package var year: Int

    /// Of its parts, which the properties of these names explain.
    package init(lever: String, council: Int, year: Int) {
        self.lever = lever
        self.council = council
        self.year = year
    }
}
