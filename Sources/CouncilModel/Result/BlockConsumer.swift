import Appraisal
import Stochastics

/// Takes the figures of one block of trials as a simulation makes them, and keeps of them what it needs.
///
/// A run is asked for all of these, with budgets of some councils or none, or for budgets of councils alone.
///
/// A block is one batch of 512 consecutive trials, the last cut short. One consumer sees one block, from one thread at a
/// time; council figures come first, in any order of councils and options, then the options' own, then `finish`. All
/// figures are already the option's less the reference's, except members, joining years and membership flags. Pointers
/// hold only while a call lasts; rows run over the trials of the block.
package protocol BlockConsumer: AnyObject {
    /// One council under one option.
    func take(_ figures: CouncilTrials, council: Int, option: Int)

    /// The budget of one council under one option, for those that were asked for.
    func take(_ budget: BudgetTrials, council: Int, option: Int)

    /// What one option comes to.
    func take(_ figures: OptionTrials, option: Int)

    /// What all options share.
    func finish(_ world: WorldTrials)

    /// Whether figures of councils are of use to it; if not, they may be kept from it.
    var wantsCouncils: Bool { get }

    /// Whether `finish` is to tell what pools hold; if not, they are not worked out, and there are no sums of them.
    var wantsPools: Bool { get }
}

extension BlockConsumer {
    /// Figures of councils are taken unless a consumer does without.
    package var wantsCouncils: Bool { true }

    /// Pool sums are made unless a consumer does without.
    package var wantsPools: Bool { true }
}

/// Which councils' budgets are made, and under which options.
package struct CouncilBudgets: Sendable {
    /// By their place in the run.
    package var options: Set<Int>
    /// Positions of councils.
    package var councils: Range<Int>
    /// Whether these are all that is wanted, so that other councils and totals are passed over.
    package var areAll: Bool

    /// Of its parts, which the properties of these names explain.
    package init(options: Set<Int>, councils: Range<Int>, areAll: Bool) {
        self.options = options
        self.councils = councils
        self.areAll = areAll
    }

    /// No budgets.
    static let none = CouncilBudgets(options: [], councils: 0..<0, areAll: false)
}

/// One value for each trial of a block.
package typealias TrialRow = UnsafePointer<Double>

/// One council under one option, in the trials of a block.
package struct CouncilTrials {
    /// Number of trials.
    package var count: Int
    /// NPV and cash NPV after sharing; one row where they are the same in every trial.
    package let npv, cashNPV: TrialRow
    /// Earliest year index in which it is a member of any of the option's levers; `CouncilResult.never` where it joins
    /// none.
    package var joiningYear: UnsafePointer<Int16>
    /// 1 where anything flows at it, under the option or the reference; else 0.
    package var hasFlow: UnsafePointer<UInt8>
    /// Sums over the block's trials of the PV of what it pays and gains after sharing.
    package var pays, gains: Double
    /// Whether nothing flows and it joins nothing in any trial of the block: all rows say so too.
    package var isNothing: Bool
    /// Of NPV, values above £0.005 counted, so that the last bits of a sum make nobody better off.
    package let npvSummary: RowSummary

    /// Of its parts, which the properties of these names explain.
    package init(
        count: Int, npv: TrialRow, cashNPV: TrialRow, joiningYear: UnsafePointer<Int16>,
        hasFlow: UnsafePointer<UInt8>, pays: Double, gains: Double, npvSummary: RowSummary, isNothing: Bool = false
    ) {
        self.npvSummary = npvSummary
        self.isNothing = isNothing
        self.count = count
        self.npv = npv
        self.cashNPV = cashNPV
        self.joiningYear = joiningYear
        self.hasFlow = hasFlow
        self.pays = pays
        self.gains = gains
    }
}

/// A budget in money of the day, in the trials of a block.
package struct BudgetTrials {
    /// Number of trials.
    package var count: Int
    /// By row (`CashRow.place`, derived rows left out) and year; nil: 0 in every trial.
    package var rows: [[TrialRow?]]
    /// Charges of borrowing that fall after the last year; nil: 0 in every trial.
    package var chargesBeyond: TrialRow?

    /// Of its parts, which the properties of these names explain.
    package init(count: Int, rows: [[TrialRow?]], chargesBeyond: TrialRow?) {
        self.count = count
        self.rows = rows
        self.chargesBeyond = chargesBeyond
    }
}

/// One option in the trials of a block.
package struct OptionTrials {
    /// Number of trials.
    package var count: Int
    /// By measure in the order of `Measure.allCases`, NaN in trials that have none; nil where no trial has.
    package var measures: [TrialRow?]
    /// Costs and benefits to all parties and public cash by year, real and undiscounted.
    package var costs, benefits, cash: [TrialRow]
    /// Members of each lever at the end of each year: `[lever in order of claiming][year]`.
    package var members: [[TrialRow]]
    /// 1 where a lever was wound up, by lever in order of claiming.
    package var woundUp: [TrialRow]
    /// Present value of each line with and without uplift, in the order of `RunPlan.lineKeys(ofOption:)`.
    package var lines: [(presentValue: TrialRow, beforeUplift: TrialRow)]
    /// PV that each party pays and gains, in the order of `Party.allCases`.
    package var pays, gains: [TrialRow]
    /// The public group's budget; nil without a cash view.
    package var budget: BudgetTrials?

    /// Of its parts, which the properties of these names explain.
    package init(
        count: Int, measures: [TrialRow?], costs: [TrialRow], benefits: [TrialRow], cash: [TrialRow],
        members: [[TrialRow]], woundUp: [TrialRow], lines: [(presentValue: TrialRow, beforeUplift: TrialRow)],
        pays: [TrialRow], gains: [TrialRow], budget: BudgetTrials?
    ) {
        self.count = count
        self.measures = measures
        self.costs = costs
        self.benefits = benefits
        self.cash = cash
        self.members = members
        self.woundUp = woundUp
        self.lines = lines
        self.pays = pays
        self.gains = gains
        self.budget = budget
    }
}

/// What all options share in the trials of a block.
package struct WorldTrials {
    /// Number of trials.
    package var count: Int
    /// Trial-level assumptions in order of name, in prices of the price year, without `with`.
    package var assumptions: [TrialRow]
    /// Sum over the block's trials of each pool's yearly amount over all councils: `[pool in order of name][year]`.
    package var poolSums: [[Double]]

    /// Of its parts, which the properties of these names explain.
    package init(count: Int, assumptions: [TrialRow], poolSums: [[Double]]) {
        self.count = count
        self.assumptions = assumptions
        self.poolSums = poolSums
    }
}

/// A line of an option as results name it.
package struct LineKey: Sendable, Hashable {
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

    /// Of its parts, which the properties of these names explain.
    package init(lever: String, line: String, side: Line.Side, kind: Line.Kind, isReferenceOnly: Bool) {
        self.lever = lever
        self.line = line
        self.side = side
        self.kind = kind
        self.isReferenceOnly = isReferenceOnly
    }
}
