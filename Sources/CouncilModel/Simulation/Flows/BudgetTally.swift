import CRows

/// Real cash of one purse by row of the budget, year and trial, before inflation and financing.
final class BudgetTally {
    /// By posted row, in the order of `CashRow.posted`, and year; the last is the part of capital that can be financed.
    private let table: StableTable
    private let places = CashRow.posted.count + 1
    /// By place and year: what was entered, in the table or in that of another purse; nil: nothing was.
    private let rows: UnsafeMutablePointer<UnsafePointer<Double>?>
    private let years: Int
    private let width: Int

    init(years: Int, width: Int) {
        table = StableTable(rows: places * years, width: width)
        rows = .allocate(capacity: places * years)
        rows.initialize(repeating: nil, count: places * years)
        self.years = years
        self.width = width
    }

    deinit { rows.deallocate() }

    /// The place of the part of capital that can be financed.
    static let ownCapital = CashRow.posted.count

    /// Empties it; rows themselves are left as they are, as what is entered first takes their place.
    func clear() { rows.update(repeating: nil, count: places * years) }

    /// Adds `factor · cash` to the row of a place (`CashRow.place`, or `ownCapital`).
    func enter(_ cash: UnsafePointer<Double>, times factor: Double, place: Int, year: Int) {
        let (row, held) = (table[place * years + year], rows[place * years + year])
        if let held, held != UnsafePointer(row) {
            row_sum_times(row, held, factor, cash, width)
        } else if held != nil {
            row_add_times(row, factor, cash, width)
        } else {
            row_times(row, factor, cash, width)
        }
        rows[place * years + year] = UnsafePointer(row)
    }

    /// Where cash of a place is written year by year: plain memory alone, which stands as long as the purse does.
    func slots(place: Int) -> Slots {
        Slots(held: rows + place * years, own: table[place * years], width: width)
    }

    /// Cash of one place by year.
    struct Slots {
        fileprivate let held: UnsafeMutablePointer<UnsafePointer<Double>?>
        /// By `[year][trial]`.
        fileprivate let own: UnsafeMutablePointer<Double>
        fileprivate let width: Int

        /// Where cash of a year is to be written that is worked out there, and whether it adds to what is held; then `take`
        /// has to be called, unless nothing flows.
        func slot(year: Int) -> (row: UnsafeMutablePointer<Double>, adds: Bool) {
            let (row, held) = (own + year * width, held[year])
            if let held, held != UnsafePointer(row) { row.update(from: held, count: width) }
            return (row, held != nil)
        }

        /// Takes up what was written into a slot.
        func take(year: Int) { held[year] = UnsafePointer(own + year * width) }
    }

    /// What was entered by `[place · years + year]`, nil where nothing was; it stands as long as the purse does.
    var entries: UnsafePointer<UnsafePointer<Double>?> { UnsafePointer(rows) }

    /// The row of a place where anything was entered.
    func entered(_ place: Int, _ year: Int) -> UnsafePointer<Double>? { rows[place * years + year] }

    /// Adds what another purse holds.
    ///
    /// - Parameter borrows: whether rows of which nothing was held are the other's own, which then has to stay as it is until
    ///   this purse is read or emptied; else they are copied.
    func add(_ other: BudgetTally?, borrows: Bool = false) {
        guard let other else { return }
        for place in 0..<places {
            for year in 0..<years {
                guard let theirs = other.entered(place, year) else { continue }
                if borrows, rows[place * years + year] == nil {
                    rows[place * years + year] = theirs
                } else {
                    enter(theirs, times: 1, place: place, year: year)
                }
            }
        }
    }

    /// Takes off what another purse holds.
    func subtract(_ other: BudgetTally?) {
        guard let other else { return }
        for place in 0..<places {
            for year in 0..<years {
                if let theirs = other.entered(place, year) { enter(theirs, times: -1, place: place, year: year) }
            }
        }
    }
}
