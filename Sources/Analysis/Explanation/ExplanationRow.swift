/// One figure of an explanation, with what it is made of.
package struct ExplanationRow: Sendable {
    /// What the figure is.
    package var kind: Kind
    /// What it is called; empty for a year.
    package var title: String
    /// What it adds to the row above, a present value in money; of a ratio, the ratio. NaN where there is none.
    package var amount: Double
    /// Of a mean over trials: its Monte Carlo error; nil otherwise.
    package var error: Estimate?
    /// Of a mean over trials: percentiles 10 and 90 over trials; nil otherwise.
    package var band: (p10: Double, p90: Double)?
    /// Of a line with an uplift: the same without it; nil where there is none.
    package var beforeUplift: Double?
    /// Of a year: which, what flows in it, and what that is multiplied by.
    package var year: Year?
    /// What it rests on: formulas, assumptions, columns of the register.
    package var notes: [ExplanationNote] = []
    /// What it is the sum of; empty where it goes no deeper.
    package var rows: [ExplanationRow] = []

    /// What a row stands for.
    package enum Kind: String, Sendable, Hashable {
        case measure
        /// A measure that a ratio is made of.
        case part
        /// Benefits, costs or transfers.
        case side
        case line
        /// What the reference's line takes off.
        case reference
        case council
        /// The councils that are not shown one by one.
        case others
        case year
    }

    /// A year's flow.
    package struct Year: Sendable, Hashable {
        /// Calendar year in which the financial year begins.
        package var calendar: Int
        /// Real undiscounted flow, with the sign of the row.
        package var flow: Double
        /// d_t.
        package var factor: Double
    }

    init(_ kind: Kind, _ title: String, amount: Double = 0) {
        self.kind = kind
        self.title = title
        self.amount = amount
    }

    /// A row that is the sum of others.
    init(_ kind: Kind, _ title: String, sumOf rows: [ExplanationRow]) {
        self.init(kind, title, amount: rows.reduce(0) { $0 + $1.amount })
        self.rows = rows
    }
}

/// What a figure rests on.
package enum ExplanationNote: Sendable, Hashable {
    /// A formula as written, under the key that it stands under.
    case formula(key: String, text: String)
    /// An assumption that the formulas read.
    case assumption(AssumptionNote)
    /// A cell of the register; nil where it is empty.
    case column(name: String, value: Double?, unit: String?)
    /// The same of a column of texts.
    case word(name: String, text: String?)
    /// The calendar year in which a council joins the line's lever; earlier than the base year for members from before.
    case joining(year: Int)
    /// A sentence.
    case remark(String)
}

/// An assumption in an explanation.
package struct AssumptionNote: Sendable, Hashable {
    /// Its name, unit, source and grade; the last three are empty where the scenario does not say.
    package var name, unit, source, grade: String
    /// Whether the option replaces its distribution.
    package var isReplaced: Bool
    /// What a draw holds for: `trial`, `council`, `year`, the name of a column, or `council and year`.
    package var variesBy: String
    /// Drawn values; empty where they stand with each council.
    package var values: [Value]

    /// What an assumption is.
    package enum Value: Sendable, Hashable {
        /// In the trial.
        case drawn(Double)
        /// In one year of the trial, by calendar year.
        case drawnInYear(Int, Double)
        /// Over trials.
        case overTrials(mean: Double, p10: Double, p90: Double)
    }
}
