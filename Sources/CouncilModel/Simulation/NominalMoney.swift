/// Money of the day: what a real amount is worth in each year, and what borrowing costs.
final class NominalMoney {
    /// Nominal value of one unit of money in prices of the price year, by `[year][trial]`.
    let index: StableTable
    private let financing: Financing?
    private let years: Int
    private let width: Int

    /// Borrowing by trial.
    private struct Financing {
        let rate: [Double]
        let life: [Int]
        let borrowed: [Double]
    }

    init(plan: RunPlan, view: PlannedCashView, values: FormulaValues) throws(CouncilModelError) {
        years = plan.years
        width = values.width
        index = StableTable(rows: plan.years, width: values.width)
        var rates: [[Double]] = []
        for formula in view.inflation { rates.append(try Self.values(of: formula, "inflation", values)) }
        for trial in 0..<width {
            for year in 0..<years {
                let distance = plan.scenario.baseYear + year - plan.scenario.priceYear
                index[year][trial] = Self.index(distance: distance, rates: rates, trial: trial)
            }
        }
        financing = try view.financing.map { planned throws(CouncilModelError) in
            Financing(
                rate: try Self.values(of: planned.rate, "financing.rate", values),
                life: try Self.values(of: planned.life, "financing.life", values).map { max(1, roundHalfUp($0)) },
                borrowed: try Self.values(of: planned.borrowed, "financing.borrowed", values).map { min(1, max(0, $0)) }
            )
        }
    }

    /// The index so many years after the price year: later rates multiply, the last going on; before it the first divides.
    private static func index(distance: Int, rates: [[Double]], trial: Int) -> Double {
        var value = 1.0
        if distance >= 0 {
            for step in 0..<distance { value *= 1 + rates[min(step, rates.count - 1)][trial] }
        } else {
            for _ in 0..<(-distance) { value /= 1 + rates[0][trial] }
        }
        return value
    }

    private static func values(
        of formula: PlannedFormula, _ place: String, _ values: FormulaValues
    ) throws(CouncilModelError) -> [Double] {
        let pointer = try values.finiteValues(of: formula, council: 0, place: place)
        return (0..<values.width).map { pointer[$0] }
    }

    /// Rows of a budget from which all others follow, in money of the day, `[year][trial]` each, and charges of borrowing that fall after the last
    /// year, by trial.
    func rows(of budget: BudgetTally) -> (rows: [CashRow: [[Double]]], chargesBeyond: [Double]) {
        let tables = CashRow.allCases.map { _ in StableTable(rows: years, width: width) }
        func table(_ row: CashRow) -> StableTable { tables[row.place] }
        for row in CashRow.posted {
            for year in 0..<years {
                let (nominal, real, factor) = (table(row)[year], budget[row][year], index[year])
                for trial in 0..<width { nominal[trial] = real[trial] * factor[trial] }
            }
        }
        var beyond = [Double](repeating: 0, count: width)
        if let financing {
            beyond = finance(
                budget.ownCapital, by: financing, met: table(.capital), provision: table(.provision),
                interest: table(.interest))
        }
        let rows = CashRow.allCases.filter { !$0.isDerived }.map { row in
            (row, (0..<years).map { table(row).values(row: $0) })
        }
        return (Dictionary(uniqueKeysWithValues: rows), beyond)
    }

    /// Turns the borrowed part of own capital into an annuity from the year after: interest on what is outstanding, the
    /// rest as provision. Returns what is charged after the last year.
    private func finance(
        _ capital: StableTable, by financing: Financing, met: StableTable, provision: StableTable, interest: StableTable
    ) -> [Double] {
        var beyond = [Double](repeating: 0, count: width)
        for trial in 0..<width {
            let (rate, life) = (financing.rate[trial], financing.life[trial])
            for year in 0..<years {
                let borrowed = financing.borrowed[trial] * capital[year][trial] * index[year][trial]
                guard borrowed != 0 else { continue }
                met[year][trial] -= borrowed
                let charge = Self.annuity(borrowed, rate: rate, life: life)
                var outstanding = borrowed
                for step in 1...life {
                    let paidInterest = rate * outstanding
                    let paidBack = charge - paidInterest
                    outstanding -= paidBack
                    if year + step < years {
                        interest[year + step][trial] += paidInterest
                        provision[year + step][trial] += paidBack
                    } else {
                        beyond[trial] += charge
                    }
                }
            }
        }
        return beyond
    }

    /// `C · r/(1 − (1 + r)^−n)`, and C/n at no interest.
    private static func annuity(_ amount: Double, rate: Double, life: Int) -> Double {
        guard rate != 0 else { return amount / Double(life) }
        var growth = 1.0
        for _ in 0..<life { growth *= 1 + rate }
        return amount * rate / (1 - 1 / growth)
    }
}
