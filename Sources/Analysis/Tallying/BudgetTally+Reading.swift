import CouncilModel
import Stochastics

/// Budgets of councils read off a tally.
extension BudgetTally {
    /// The budget of a council, by the place of the option and of the council in the tally; it can be read on several
    /// threads.
    ///
    /// - Returns: the budget, and how well its percentiles are known.
    package func budget(option place: Int, council: Int) -> (CouncilBudget, Precision) {
        let cell = cell(place, council)
        guard let kept else { return budget(cell, council: council, of: nil) }
        return kept.withBudget(cell) { budget(cell, council: council, of: $0) }
    }

    private func budget(_ cell: Int, council: Int, of kept: BudgetTrials?) -> (CouncilBudget, Precision) {
        let years = scenario.years
        let reader = PercentileReader()
        let (scratch, net) = (Scratch(capacity: 0), NetCumulation())
        let rows = kept.map { BudgetRows($0, years: years) }
        func figure(_ row: TrialRow?, _ offset: Int, prudent: Double) -> PlanFigure {
            var p = [0.0, 0]
            if let rows {
                if let row {
                    p = reader.percentiles(row, count: rows.count, present: rows.count, at: [50, prudent]) ?? p
                }
            } else if let sketch = sketches?[cell * Self.figures(years: years) + offset] {
                p = reader.percentiles(sketch.reading, at: [50, prudent])
            }
            return PlanFigure(p50: p[0], prudent: p[1])
        }
        if let rows { net.begin(rows.count) }
        let prudents = CashRow.allCases.map { $0.prudentPercent(in: scenario) }
        var byRow = CashRow.allCases.map { CouncilBudget.Row(row: $0, byYear: []) }
        // Year by year, so that rows are near the processor when others follow from them.
        for year in 0..<years {
            for (place, row) in CashRow.allCases.enumerated() {
                let values = rows?.row(row, year: year, scratch: scratch)
                if rows != nil, row == .net { net.add(values, year: year) }
                byRow[place].byYear.append(figure(values, row.place * years + year, prudent: prudents[place]))
            }
        }
        let last = CashRow.allCases.count * years
        let payback = rows == nil ? paybackYears[cell] : net.paybackYears(baseYear: scenario.baseYear)
        let budget = CouncilBudget(
            code: scenario.register.codes[scenario.selected[councils.lowerBound + council]],
            baseYear: scenario.baseYear, rows: byRow,
            peakFunding: figure(rows == nil ? nil : net.peak, last, prudent: scenario.prudent),
            paybackYearP50: payback.earliest(sharing: 50, ofTrials: shape.trials),
            chargesBeyond: scenario.cashView?.financing.map { _ in
                figure(rows?.chargesBeyond, last + 1, prudent: scenario.prudent)
            }
        )
        return (budget, reader.precision)
    }
}
