import CouncilModel
import Stochastics

/// Budgets of councils read off a tally.
extension BudgetTally {
    /// Goes through a run again for each council of which some percentile lies outside its window, with windows that keep
    /// everything; called once when the tally is filled. All but never is there any.
    ///
    /// - Parameter source: the run that filled it.
    package func complete(from source: some TrialSource) throws(CouncilModelError) {
        guard let windows else { return }
        for place in 0..<councils.count {
            if options.indices.allSatisfy({ windows.holdAll(of: cell($0, place)) }) { continue }
            let council = councils.lowerBound + place
            let whole = BudgetTally(
                source, of: scenario, options: options, councils: council..<council + 1, isExact: true,
                errors: .infinity)
            let budgets = CouncilBudgets(options: Set(options), councils: whole.councils, areAll: true)
            try source.fill(whole, in: TrialPass(options: options, budgets: budgets))
            wholes.withLock { $0[place] = whole }
        }
    }

    /// The budget of a council, by the place of the option and of the council in the tally, which is complete; it can be
    /// read on several threads.
    ///
    /// - Returns: the budget, and how well its percentiles are known.
    package func budget(option place: Int, council: Int) -> (CouncilBudget, Precision) {
        if let whole = wholes.withLock({ $0[council] }) { return whole.budget(option: place, council: 0) }
        let cell = cell(place, council)
        let reader = PercentileReader()
        func figure(_ figure: Int, prudent: Double) -> PlanFigure {
            var p = [0.0, 0]
            if let windows {
                p = reader.percentiles(of: windows, cell: cell, figure: figure)
            } else if let sketch = sketches?[cell * figures + figure] {
                p = reader.percentiles(sketch.reading, at: [50, prudent])
            }
            return PlanFigure(p50: p[0], prudent: p[1])
        }
        let rows = CashRow.allCases.map { row in
            let prudent = row.prudentPercent(in: scenario)
            return CouncilBudget.Row(
                row: row,
                byYear: (0..<scenario.years).map { figure(self.figure(row, year: $0), prudent: prudent) })
        }
        let budget = CouncilBudget(
            code: scenario.register.codes[scenario.selected[councils.lowerBound + council]],
            baseYear: scenario.baseYear, rows: rows,
            peakFunding: figure(peakFigure, prudent: scenario.prudent),
            paybackYearP50: paybackYears[cell].earliest(sharing: 50, ofTrials: shape.trials),
            chargesBeyond: scenario.cashView?.financing.map { _ in figure(chargesFigure, prudent: scenario.prudent) }
        )
        return (budget, reader.precision)
    }
}
