import CouncilModel

/// One option, appraised.
package struct OptionAppraisal: Sendable, Hashable {
    /// Name of the option.
    package var name: String
    /// Names of its levers in order of claiming.
    package var levers: [String]
    /// Whether the scenario names it as what all figures are measured against; never true of do nothing.
    package var isReference: Bool
    /// P0 to P100 of NPSV: 101 values.
    package var quantiles: [Double]
    /// Every money measure and the two shares worse off. A share over trials without any council with flows is absent.
    package var measures: [Measure: Spread]
    /// (NPSV + public costs) / public costs.
    package var bcr: RatioSpread
    /// The same per net pound of public cash, denominator −`cash_npv`.
    package var bcrNet: RatioSpread
    /// First year from which cumulative discounted public cash stays at or above 0.
    package var payback: PaybackSpread
    /// Share of trials with NPSV above 0.
    package var probabilityPositive: Estimate
    /// Share of trials with the highest NPSV, ties split.
    package var probabilityBest: Estimate
    /// Mean NPSV forgone against the best option of each trial.
    package var expectedRegret: Estimate
    /// The single-number answer.
    package var central: CentralAppraisal
    /// Cumulative public cash by year, real and undiscounted.
    package var cumulativeCash: [YearBand]
    /// Costs to all parties by year, real and undiscounted.
    package var costsByYear: [YearBand]
    /// Benefits to all parties by year, likewise.
    package var benefitsByYear: [YearBand]
    /// Public cash by year, likewise.
    package var cashByYear: [YearBand]
    /// Members by lever and year, in order of claiming.
    package var leverMembers: [LeverMembers]
    /// Present value by line. NPSV is the sum of benefits less costs; transfers count for nothing in it.
    package var lines: [LineAppraisal]
    /// What each party pays and gains.
    package var parties: [PartyAppraisal]
    /// In order of code. Empty when by-council detail of this option is left out.
    package var councils: [CouncilAppraisal]
    /// Budgets of all public parties together in money of the day; nil where the scenario has no cash view.
    package var cashView: CashViewAppraisal?
    /// Groups of councils, by grouping and then by name. Empty where a run holds no councils.
    package var groups: [GroupAppraisal]

    /// Of its parts, which the properties of these names explain.
    package init(
        name: String, levers: [String], isReference: Bool, quantiles: [Double], measures: [Measure: Spread],
        bcr: RatioSpread, bcrNet: RatioSpread, payback: PaybackSpread, probabilityPositive: Estimate,
        probabilityBest: Estimate, expectedRegret: Estimate, central: CentralAppraisal, cumulativeCash: [YearBand],
        costsByYear: [YearBand], benefitsByYear: [YearBand], cashByYear: [YearBand], leverMembers: [LeverMembers],
        lines: [LineAppraisal], parties: [PartyAppraisal], councils: [CouncilAppraisal],
        cashView: CashViewAppraisal? = nil, groups: [GroupAppraisal] = []
    ) {
        self.name = name
        self.levers = levers
        self.isReference = isReference
        self.quantiles = quantiles
        self.measures = measures
        self.bcr = bcr
        self.bcrNet = bcrNet
        self.payback = payback
        self.probabilityPositive = probabilityPositive
        self.probabilityBest = probabilityBest
        self.expectedRegret = expectedRegret
        self.central = central
        self.cumulativeCash = cumulativeCash
        self.costsByYear = costsByYear
        self.benefitsByYear = benefitsByYear
        self.cashByYear = cashByYear
        self.leverMembers = leverMembers
        self.lines = lines
        self.parties = parties
        self.councils = councils
        self.cashView = cashView
        self.groups = groups
    }
}

/// The single-number answer of an option.
package struct CentralAppraisal: Sendable, Hashable {
    /// NPSV of the central case.
    package var npsv: Double
    /// The same with every line taken without its uplift.
    package var npsvBeforeUplift: Double

    /// Of its parts, which the properties of these names explain.
    package init(npsv: Double, npsvBeforeUplift: Double) {
        self.npsv = npsv
        self.npsvBeforeUplift = npsvBeforeUplift
    }
}

/// Members of a lever by year.
package struct LeverMembers: Sendable, Hashable {
    /// Name of the lever.
    package var lever: String
    /// What it is called in tables.
    package var title: String
    /// Number of councils eligible.
    package var eligible: Int
    /// Members at the end of each year.
    package var members: [YearBand]
    /// Share of trials in which it is wound up within the appraisal years.
    package var probabilityWoundUp: Double

    /// Of its parts, which the properties of these names explain.
    package init(
        lever: String, title: String, eligible: Int, members: [YearBand], probabilityWoundUp: Double = 0
    ) {
        self.lever = lever
        self.title = title
        self.eligible = eligible
        self.members = members
        self.probabilityWoundUp = probabilityWoundUp
    }
}

/// PV of one line.
package struct LineAppraisal: Sendable, Hashable {
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
    /// Present value over trials, positive in the direction of its side.
    package var mean, p10, p90: Double
    /// Mean present value without the line's uplift.
    package var meanBeforeUplift: Double

    /// Of its parts, which the properties of these names explain.
    package init(
        lever: String, line: String, side: Line.Side, kind: Line.Kind, isReferenceOnly: Bool, mean: Double,
        p10: Double, p90: Double, meanBeforeUplift: Double
    ) {
        self.lever = lever
        self.line = line
        self.side = side
        self.kind = kind
        self.isReferenceOnly = isReferenceOnly
        self.mean = mean
        self.p10 = p10
        self.p90 = p90
        self.meanBeforeUplift = meanBeforeUplift
    }
}

/// What a party pays and gains, mean PV.
package struct PartyAppraisal: Sendable, Hashable {
    /// Who.
    package var party: Party
    /// Mean present value of what it pays.
    package var pays: Double
    /// Mean present value of what it gains.
    package var gains: Double

    /// Of its parts, which the properties of these names explain.
    package init(party: Party, pays: Double, gains: Double) {
        self.party = party
        self.pays = pays
        self.gains = gains
    }
}
