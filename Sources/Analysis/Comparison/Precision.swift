/// How well percentiles and worst tenths are known.
package enum Precision: Sendable, Hashable {
    /// They are those of all trials.
    case exact
    /// They are read from counts by bins. `widest` bounds the error over the P5 to P95 range of the figure; it exceeds
    /// ``promised`` for `coarse` figures, whose first 512 trials said too little of the others.
    case sketched(coarse: Int, widest: Double)

    /// The error that a sketch stays below, over the P5 to P95 range.
    package static let promised = 0.001
}

/// How well the percentiles of a comparison are known, and what some figures rest on.
package struct ComparisonPrecision: Sendable, Hashable {
    /// Of totals, and of differences between options.
    package var totals: Precision
    /// Of councils; exact where none is shown.
    package var councils: Precision
    /// Of budgets of councils; nil where there are none.
    package var budgets: Precision?
    /// Number of trials, the first of the run, that drivers and dominance are read from.
    package var trialsOfDrivers: Int

    /// Of its parts, which the properties of these names explain.
    package init(totals: Precision, councils: Precision, budgets: Precision? = nil, trialsOfDrivers: Int) {
        self.totals = totals
        self.councils = councils
        self.budgets = budgets
        self.trialsOfDrivers = trialsOfDrivers
    }
}
