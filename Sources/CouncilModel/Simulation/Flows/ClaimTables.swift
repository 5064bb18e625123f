import CRows

/// Pools at the council at hand, and what claims have left of them.
final class ClaimTables {
    private let plan: RunPlan
    private let claims: [LeverRuns.Claim]
    private let width: Int
    /// By claim: whether another one comes after it.
    private let isFollowed: [Bool]
    private var left: [StableTable?]
    /// What each claim leaves at the council at hand, by `[claim][year]`.
    private let leftRows: UnsafeMutablePointer<UnsafePointer<Double>?>
    /// By claim: the council after whose claim these stand; −1: none.
    private var holders: [Int]
    private var council = 0
    private var pools: [PoolKey: PoolAmounts] = [:]

    private struct PoolKey: Hashable {
        let pool: Int
        let values: ObjectIdentifier
    }

    init(plan: RunPlan, runs: LeverRuns, width: Int) {
        self.plan = plan
        claims = runs.claims
        self.width = width
        var isFollowed = claims.map { _ in false }
        for claim in claims { if let before = claim.before { isFollowed[before] = true } }
        self.isFollowed = isFollowed
        left = claims.map { _ in nil }
        holders = claims.map { _ in -1 }
        leftRows = .allocate(capacity: max(1, claims.count * plan.years))
        leftRows.initialize(repeating: nil, count: max(1, claims.count * plan.years))
    }

    deinit { leftRows.deallocate() }

    /// Takes up a block.
    func begin() {
        for claim in holders.indices { holders[claim] = -1 }
        for pool in pools.values { pool.forget() }
    }

    /// Takes up a council, whose pools are whole.
    func take(_ council: Int) {
        self.council = council
        for claim in holders.indices { holders[claim] = -1 }
    }

    /// Yearly amounts of the claimed pool at the council at hand, rows by year.
    func amounts(of claim: Int, values: FormulaValues) throws(CouncilModelError) -> Rows {
        let key = PoolKey(pool: claims[claim].pool, values: ObjectIdentifier(values))
        let amounts = pools[key] ?? PoolAmounts(plan: plan, pool: plan.pools[claims[claim].pool], values: values)
        pools[key] = amounts
        try amounts.take(council: council)
        return amounts.rows
    }

    /// What is left of a pool by year: rows by trial, nil where it is all.
    typealias Rows = UnsafePointer<UnsafePointer<Double>?>

    /// What is left when a claim's turn comes; nil: all of it.
    func rowsBefore(_ claim: Int) -> Rows? {
        var current = claims[claim].before
        while let before = current {
            if holders[before] == council { return Rows(leftRows + before * plan.years) }
            current = claims[before].before
        }
        return nil
    }

    /// Where a claim writes what it leaves; nil where nobody asks for it. Until it has, what was left before it stands.
    func remainder(of claim: Int) -> Remainder? {
        guard isFollowed[claim] else { return nil }
        let table = left[claim] ?? StableTable(rows: plan.years, width: width)
        left[claim] = table
        let rows = leftRows + claim * plan.years
        if let before = rowsBefore(claim) {
            rows.update(from: before, count: plan.years)
        } else {
            rows.update(repeating: nil, count: plan.years)
        }
        holders[claim] = council
        return Remainder(rows: rows, table: table[0], width: width)
    }

    /// What one claim leaves, year by year: plain memory alone, which stands until the next council.
    struct Remainder {
        fileprivate let rows: UnsafeMutablePointer<UnsafePointer<Double>?>
        /// By `[year][trial]`.
        fileprivate let table: UnsafeMutablePointer<Double>
        fileprivate let width: Int

        /// The row of a year, to be written.
        func row(_ year: Int) -> UnsafeMutablePointer<Double> { table + year * width }

        /// Takes the row of a year up, which has been written.
        func take(_ year: Int) { rows[year] = UnsafePointer(row(year)) }
    }
}

/// The yearly amounts of one pool at one council: `amount · (1 + growth)^t`.
final class PoolAmounts {
    private let plan: RunPlan
    private let pool: PlannedPool
    private let values: FormulaValues
    private var growth: StableTable?
    private var council: Int?
    /// Whether amounts are those of the formula itself, as nothing grows.
    private let isLevel: Bool
    /// Amounts as a table, `[year][trial]`; made when they are first asked for.
    private lazy var grown = StableTable(rows: plan.years, width: values.width)
    private let byYearRows: UnsafeMutablePointer<UnsafePointer<Double>?>

    init(plan: RunPlan, pool: PlannedPool, values: FormulaValues) {
        self.plan = plan
        self.pool = pool
        self.values = values
        isLevel = pool.growth.fixed == 0
        byYearRows = .allocate(capacity: max(1, plan.years))
        byYearRows.initialize(repeating: nil, count: max(1, plan.years))
    }

    deinit { byYearRows.deallocate() }

    /// Amounts of the council last taken: rows by year, one and the same where years are. They stand until the formula is
    /// asked for with another council.
    var rows: ClaimTables.Rows { ClaimTables.Rows(byYearRows) }

    /// The same as a table, `[year][trial]`.
    var byYear: StableTable {
        guard isLevel else { return grown }
        let table = grown
        for year in 0..<plan.years {
            if let amount = byYearRows[year] { table[year].update(from: amount, count: table.width) }
        }
        return table
    }

    /// Forgets what was worked out for another block.
    func forget() {
        growth = nil
        council = nil
    }

    /// Works a council's amounts out, unless they stand there already.
    func take(council: Int) throws(CouncilModelError) {
        guard council != self.council else { return }
        self.council = council
        let (amount, factors) = (pool.amount, isLevel ? nil : try factors())
        for year in 0..<plan.years {
            if year > 0, !amount.dependsOnYear {
                byYearRows[year] = byYearRows[0]
            } else {
                byYearRows[year] = try values.finiteValues(
                    of: amount, council: council, year: year, place: "amount of pool \(pool.name)")
            }
        }
        guard let factors else { return }
        let grown = grown
        for year in 0..<plan.years {
            guard let amount = byYearRows[year] else { continue }
            row_product(grown[year], amount, factors[year], grown.width)
        }
        for year in 0..<plan.years { byYearRows[year] = UnsafePointer(grown[year]) }
    }

    private func factors() throws(CouncilModelError) -> StableTable {
        if let growth { return growth }
        let made = try growthFactors(of: pool.growth, plan: plan, values: values, place: "growth of pool \(pool.name)")
        growth = made
        return made
    }
}

/// `(1 + growth)^t` by `[year][trial]`, multiplied up year by year so that no power function decides a bit.
func growthFactors(
    of growth: PlannedFormula, plan: RunPlan, values: FormulaValues, place: String
) throws(CouncilModelError) -> StableTable {
    let rate = try values.finiteValues(of: growth, council: 0, place: place)
    let width = values.width
    let factors = StableTable(rows: plan.years, width: width)
    factors.fill(with: 1)
    for year in 1..<max(1, plan.years) {
        let (row, before) = (factors[year], factors[year - 1])
        for trial in 0..<width { row[trial] = before[trial] * (1 + rate[trial]) }
    }
    return factors
}
