import CRows

/// Money of the day: what a real amount is worth in each year, and what borrowing costs.
final class NominalMoney {
    /// Nominal value of one unit of money in prices of the price year, by `[year][trial]`.
    private let index: StableTable
    private let financing: Financing?
    private let years: Int
    private let width: Int
    /// By row of the budget: nominal amounts `[year][trial]`.
    private let tables: [StableTable]
    private let beyond: StableTable
    /// Capital that can be financed, of a year.
    private let capital: StableTable
    /// A budget of which every row is 0.
    private let blank: [[TrialRow?]]

    /// Tables that all options use in turn whose money is worth the same.
    final class Room {
        fileprivate let index: StableTable
        /// Whether the index of the block at hand stands in it.
        fileprivate var isFilled = false
        fileprivate let tables: [StableTable]
        fileprivate let beyond: StableTable
        fileprivate let capital: StableTable
        fileprivate let blank: [[TrialRow?]]

        fileprivate init(years: Int, width: Int) {
            index = StableTable(rows: years, width: width)
            tables = CashRow.allCases.filter { !$0.isDerived }.map { _ in StableTable(rows: years, width: width) }
            beyond = StableTable(rows: 1, width: width)
            capital = StableTable(rows: 1, width: width)
            blank = tables.map { _ in Array(repeating: nil, count: years) }
        }

        /// Forgets what was worked out for another block.
        func forget() { isFilled = false }
    }

    /// Borrowing by trial.
    private struct Financing {
        let rate: [Double]
        let life: [Int]
        let borrowed: [Double]
    }

    init(plan: RunPlan, view: PlannedCashView, values: FormulaValues) throws(CouncilModelError) {
        years = plan.years
        width = values.width
        let room = values.nominalRoom ?? Room(years: plan.years, width: values.width)
        values.nominalRoom = room
        (index, tables, beyond, capital, blank) = (room.index, room.tables, room.beyond, room.capital, room.blank)
        if !room.isFilled {
            var rates: [[Double]] = []
            for formula in view.inflation { rates.append(try Self.values(of: formula, "inflation", values)) }
            for trial in 0..<width {
                for year in 0..<years {
                    let distance = plan.scenario.baseYear + year - plan.scenario.priceYear
                    index[year][trial] = Self.index(distance: distance, rates: rates, trial: trial)
                }
            }
            room.isFilled = true
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

    /// What some purses hold less what others do, in money of the day. The rows stand until the next budget is asked for, of
    /// any option whose money is worth the same.
    func budget(of purses: [BudgetTally], less others: [BudgetTally] = []) -> BudgetTrials {
        let held = HeldRows(purses, less: others)
        var rows = blank
        for row in CashRow.posted {
            for year in 0..<years where held.find(row.place * years + year) {
                let nominal = tables[row.place][year]
                // Where both hold the same, nothing is left: a row that nobody need look at.
                guard held.fill(nominal, times: index[year], width: width) else { continue }
                rows[row.place][year] = TrialRow(nominal)
            }
        }
        guard let financing else { return BudgetTrials(count: width, rows: rows, chargesBeyond: nil) }
        for year in finance(held, by: financing) {
            rows[CashRow.capital.place][year] = TrialRow(tables[CashRow.capital.place][year])
        }
        for row in [CashRow.provision, .interest] {
            for year in 0..<years { rows[row.place][year] = TrialRow(tables[row.place][year]) }
        }
        return BudgetTrials(count: width, rows: rows, chargesBeyond: TrialRow(beyond[0]))
    }

    /// What was entered in some purses, and in others that are taken off: plain memory, as there are many rows.
    private final class HeldRows {
        private let purses, others: [UnsafePointer<UnsafePointer<Double>?>]
        private let found: UnsafeMutablePointer<UnsafePointer<Double>?>
        private var (own, less) = (0, 0)

        init(_ purses: [BudgetTally], less others: [BudgetTally]) {
            self.purses = purses.map(\.entries)
            self.others = others.map(\.entries)
            found = .allocate(capacity: purses.count + others.count)
        }

        deinit { found.deallocate() }

        /// Looks for what was entered in a place and year; false where nothing was.
        func find(_ entry: Int) -> Bool {
            (own, less) = (0, 0)
            for purse in purses {
                guard let row = purse[entry] else { continue }
                found[own] = row
                own += 1
            }
            for purse in others {
                guard let row = purse[entry] else { continue }
                found[own + less] = row
                less += 1
            }
            return own + less > 0
        }

        /// Fills a row with what was found last, times an index; false where nothing is left.
        func fill(_ row: UnsafeMutablePointer<Double>, times index: UnsafePointer<Double>?, width: Int) -> Bool {
            row_nominal(row, found, own, found + own, less, index, width)
        }
    }

    /// Turns the borrowed part of own capital into an annuity from the year after: interest on what is outstanding, the
    /// rest as provision; what is charged after the last year is summed apart.
    ///
    /// - Returns: years in which there is own capital.
    private func finance(_ held: HeldRows, by financing: Financing) -> [Int] {
        let (met, provision, interest) = (
            tables[CashRow.capital.place], tables[CashRow.provision.place], tables[CashRow.interest.place]
        )
        provision.fill(with: 0)
        interest.fill(with: 0)
        beyond.fill(with: 0)
        var financed: [Int] = []
        let capital = capital[0]
        for year in 0..<years where held.find(BudgetTally.ownCapital * years + year) {
            guard held.fill(capital, times: nil, width: width) else { continue }
            financed.append(year)
            for trial in 0..<width {
                let borrowed = financing.borrowed[trial] * capital[trial] * index[year][trial]
                guard borrowed != 0 else { continue }
                let (rate, life) = (financing.rate[trial], financing.life[trial])
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
                        beyond[0][trial] += charge
                    }
                }
            }
        }
        return financed
    }

    /// `C · r/(1 − (1 + r)^−n)`, and C/n at no interest.
    private static func annuity(_ amount: Double, rate: Double, life: Int) -> Double {
        guard rate != 0 else { return amount / Double(life) }
        var growth = 1.0
        for _ in 0..<life { growth *= 1 + rate }
        return amount * rate / (1 - 1 / growth)
    }
}
