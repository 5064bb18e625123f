import Appraisal
import CRows

/// Measures of each trial; NaN where a trial has none.
extension OptionSum {
    /// Fills `measures` from totals that are differences from the reference already.
    func measure() {
        func row(_ measure: Measure) -> UnsafeMutablePointer<Double> {
            guard let index = Measure.allCases.firstIndex(of: measure) else {
                preconditionFailure("every measure is among all cases")
            }
            return measures[index]
        }
        func presentValue(_ table: StableTable, _ factors: [Double], into target: UnsafeMutablePointer<Double>) {
            target.update(repeating: 0, count: width)
            for (year, factor) in factors.enumerated() { row_add_times(target, factor, table[year], width) }
        }
        let factors = plan.discountFactors
        let (costs, benefits, cash) = (row(.pvCosts), row(.pvBenefits), row(.cashNPV))
        presentValue(totals.costs, factors, into: costs)
        presentValue(totals.benefits, factors, into: benefits)
        presentValue(totals.cash, factors, into: cash)
        let (npsv, publicCosts) = (row(.npsv), row(.pvPublicCosts))
        publicCosts.update(from: totals.publicCosts[0], count: width)
        for trial in 0..<width { npsv[trial] = benefits[trial] - costs[trial] }
        let (bcr, bcrNet) = (row(.bcr), row(.bcrNet))
        for trial in 0..<width {
            bcr[trial] = CashMeasures.ratio(npsv: npsv[trial], costs: publicCosts[trial])
            bcrNet[trial] = CashMeasures.ratio(npsv: npsv[trial], costs: -cash[trial])
        }
        row(.councilNPV).update(from: councils[0], count: width)
        row(.councilCashNPV).update(from: councils[1], count: width)
        if let own = plan.councilFactors { presentValue(totals.councilCash, own, into: row(.councilCashNPVOwnRate)) }
        let sum = factors.reduce(0, +)
        let eanc = row(.eanc)
        for trial in 0..<width { eanc[trial] = (costs[trial] - benefits[trial]) / sum }
        for (measure, count) in [(Measure.shareWorseOff, worseOff), (.shareWorseOffCash, worseOffInCash)] {
            let share = row(measure)
            for trial in 0..<width {
                share[trial] = withFlow[trial] > 0 ? Double(count[trial]) / Double(withFlow[trial]) : .nan
            }
        }
        followCash(peak: row(.peakFunding), payback: row(.paybackYear))
    }

    /// Peak funding `max(0, −min of cumulative cash)`, and the first calendar year from which cumulative discounted cash
    /// stays at or above −£0.005.
    private func followCash(peak: UnsafeMutablePointer<Double>, payback: UnsafeMutablePointer<Double>) {
        let (sum, discounted, lowest, lastBelow) = (
            workspace.scratch[0], workspace.scratch[1], workspace.scratch[2], workspace.scratch[3]
        )
        for row in [sum, discounted, lowest] { row.update(repeating: 0, count: width) }
        lastBelow.update(repeating: -1, count: width)
        for year in 0..<plan.years {
            row_follow_cash(
                sum, discounted, lowest, lastBelow, totals.cash[year], plan.discountFactors[year], Double(year),
                -CashMeasures.halfAPenny, width)
        }
        let last = Double(plan.years - 1)
        for trial in 0..<width {
            peak[trial] = 0 - lowest[trial]
            let year = Double(plan.scenario.baseYear) + lastBelow[trial] + 1
            payback[trial] = lastBelow[trial] < last ? year : .nan
        }
    }
}

extension CashMeasures {
    /// A benefit-cost ratio, NaN where there is none.
    fileprivate static func ratio(npsv: Double, costs: Double) -> Double {
        benefitCostRatio(npsv: npsv, publicCosts: costs) ?? .nan
    }
}
