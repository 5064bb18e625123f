import Appraisal

/// Figures of one block of trials by option, measured against the reference.
///
/// Sharing it between threads is safe: nothing changes it once it is made.
struct BlockFigures: @unchecked Sendable {
    /// By option of the plan.
    let options: [OptionFigures]
    /// Sum over the trials of the block of each pool's yearly amount: `[pool][year]`.
    let poolSums: [[Double]]
    /// Values of trial-level assumptions in order of name: `[assumption][trial]`.
    let assumptions: [[Double]]

    /// The figures of the one trial of a block whose flows were kept.
    func recorded(of plan: RunPlan) -> [CentralResult] {
        zip(plan.options, options).map { option, figures in
            var result = CentralResult(option: option.name)
            result.measures = figures.measures.compactMapValues { $0[0].isNaN ? nil : $0[0] }
            result.npsvBeforeUplift = figures.npsvBeforeUplift[0]
            result.flows = figures.flows
            result.joining = figures.joining
            return result
        }
    }

    /// One option's figures in one block; tables are the option's less the reference's, but for joining and members.
    struct OptionFigures {
        let tally: OptionTally
        let lines: [LineResult]
        let measures: [Measure: [Double]]
        let flows: [CentralFlow]
        let joining: [CentralJoining]
        /// The public group's budget in money of the day; nil without a cash view.
        let budget: BudgetResult?
        /// Budgets of the councils that they were asked for.
        let councilBudgets: [BudgetResult]

        /// NPSV by trial with every line taken without its uplift.
        var npsvBeforeUplift: [Double] {
            (0..<tally.width).map { trial in
                lines.reduce(0) { $0 + $1.side.signInNPSV * $1.presentValueBeforeUplift[trial] }
            }
        }
    }

    init(plan: RunPlan, outcome: BlockSimulation.Outcome) {
        let reference = outcome.tallies[plan.reference]
        let lines = plan.options.indices.map { Self.lines(of: $0, plan: plan, tallies: outcome.tallies) }
        // The reference's own tables are what is taken off, so they come last.
        for option in plan.options.indices where option != plan.reference {
            outcome.tallies[option].subtract(reference)
        }
        reference.subtract(reference)
        options = plan.options.indices.map { option in
            OptionFigures(
                tally: outcome.tallies[option], lines: lines[option],
                measures: plan.measures(of: outcome.tallies[option]), flows: outcome.flows[option],
                joining: outcome.joining[option],
                budget: outcome.tallies[option].publicBudget.map {
                    BudgetResult(outcome.money[option].rows(of: $0), years: plan.years)
                },
                councilBudgets: outcome.tallies[option].councilBudgets.map {
                    BudgetResult(outcome.money[option].rows(of: $0), years: plan.years)
                }
            )
        }
        poolSums = plan.pools.indices.map { pool in
            (0..<plan.years).map { year in
                let row = outcome.pools[pool * plan.years + year]
                return (0..<outcome.pools.width).reduce(0) { $0 + row[$1] }
            }
        }
        assumptions = outcome.assumptions.compactMap { $0?.values(row: 0) }
    }

    /// Lines of the option's levers, less the reference's where it has the lever too, then the reference's others.
    private static func lines(of option: Int, plan: RunPlan, tallies: [OptionTally]) -> [LineResult] {
        let ownRows = plan.firstLineRows(of: plan.options[option])
        let referenceRows = plan.firstLineRows(of: plan.options[plan.reference])
        let (own, reference) = (tallies[option], tallies[plan.reference])
        var results: [LineResult] = []
        for (lever, first) in ownRows {
            let subtracted = referenceRows.first { $0.lever == lever }?.first
            for (offset, line) in plan.levers[lever].lines.enumerated() {
                var result = LineResult(
                    lever: plan.levers[lever].lever.name, line: line.line,
                    presentValue: own.lines.values(row: first + offset),
                    presentValueBeforeUplift: own.linesBeforeUplift.values(row: first + offset)
                )
                if let subtracted { result.subtract(reference, row: subtracted + offset) }
                results.append(result)
            }
        }
        for (lever, first) in referenceRows where !ownRows.contains(where: { $0.lever == lever }) {
            for (offset, line) in plan.levers[lever].lines.enumerated() {
                let nothing = [Double](repeating: 0, count: own.width)
                var result = LineResult(
                    lever: plan.levers[lever].lever.name, line: line.line, isReferenceOnly: true,
                    presentValue: nothing, presentValueBeforeUplift: nothing
                )
                result.subtract(reference, row: first + offset)
                results.append(result)
            }
        }
        return results
    }
}

extension LineResult {
    init(
        lever: String, line: Line, isReferenceOnly: Bool = false, presentValue: [Double],
        presentValueBeforeUplift: [Double]
    ) {
        self.init(
            lever: lever, line: line.name, side: line.side, kind: line.kind, isReferenceOnly: isReferenceOnly,
            presentValue: presentValue, presentValueBeforeUplift: presentValueBeforeUplift
        )
    }

    fileprivate mutating func subtract(_ tally: OptionTally, row: Int) {
        for trial in presentValue.indices {
            presentValue[trial] -= tally.lines[row][trial]
            presentValueBeforeUplift[trial] -= tally.linesBeforeUplift[row][trial]
        }
    }
}

extension RunPlan {
    /// Each lever of an option with the row of its first line in tables by line.
    fileprivate func firstLineRows(of option: PlannedOption) -> [(lever: Int, first: Int)] {
        var row = 0
        return option.levers.map { lever in
            defer { row += levers[lever].lines.count }
            return (lever, row)
        }
    }

    /// Measures of each trial of a tally; NaN where a trial has none.
    ///
    /// `share_worse_off` counts, of the councils with any flow, those whose NPV is below −£0.005.
    fileprivate func measures(of tally: OptionTally) -> [Measure: [Double]] {
        var table: [Measure: [Double]] = [:]
        for measure in Measure.allCases { table[measure] = Array(repeating: .nan, count: tally.width) }
        for trial in 0..<tally.width {
            func presentValue(_ byYear: StableTable) -> Double {
                discountFactors.indices.reduce(0) { $0 + discountFactors[$1] * byYear[$1][trial] }
            }
            let cashByYear = (0..<years).map { tally.cash[$0][trial] }
            let (costs, benefits) = (presentValue(tally.costs), presentValue(tally.benefits))
            let (npsv, cash) = (benefits - costs, presentValue(tally.cash))
            let publicCosts = tally.publicCosts[0][trial]
            var (councilNPV, councilCash, withFlow, worseOff, worseOffCash) = (0.0, 0.0, 0, 0, 0)
            for council in 0..<councilCount {
                let (npv, ownCash) = (tally.councilNPV[council][trial], tally.councilCash[council][trial])
                councilNPV += npv
                councilCash += ownCash
                guard tally.hasFlow[council * tally.width + trial] else { continue }
                withFlow += 1
                if npv < -CashMeasures.halfAPenny { worseOff += 1 }
                if ownCash < -CashMeasures.halfAPenny { worseOffCash += 1 }
            }
            let values: [(Measure, Double?)] = [
                (.npsv, npsv), (.pvCosts, costs), (.pvBenefits, benefits), (.pvPublicCosts, publicCosts),
                (.bcr, CashMeasures.benefitCostRatio(npsv: npsv, publicCosts: publicCosts)),
                (.bcrNet, CashMeasures.benefitCostRatio(npsv: npsv, publicCosts: -cash)),
                (.cashNPV, cash), (.councilNPV, councilNPV), (.councilCashNPV, councilCash),
                (
                    .councilCashNPVOwnRate,
                    councilFactors.map { factors in
                        factors.indices.reduce(0) { $0 + factors[$1] * tally.councilCashByYear[$1][trial] }
                    }
                ),
                (.peakFunding, CashMeasures.peakFunding(cashByYear)),
                (
                    .paybackYear,
                    CashMeasures.paybackYear(
                        discountedCashByYear: zip(discountFactors, cashByYear).map(*), baseYear: scenario.baseYear
                    ).map(Double.init)
                ),
                (
                    .eanc,
                    CashMeasures.equivalentAnnualNetCost(
                        pvCosts: costs, pvBenefits: benefits, discountFactors: discountFactors
                    )
                ),
                (.shareWorseOff, withFlow > 0 ? Double(worseOff) / Double(withFlow) : nil),
                (.shareWorseOffCash, withFlow > 0 ? Double(worseOffCash) / Double(withFlow) : nil),
            ]
            for (measure, value) in values { table[measure]?[trial] = value ?? .nan }
        }
        return table
    }
}
