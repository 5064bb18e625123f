import CRows

/// Pools at the council at hand, and what claims have left of them.
final class ClaimTables {
    private let plan: RunPlan
    private let claims: [LeverRuns.Claim]
    private let width: Int
    /// By claim: whether another one comes after it.
    private let isFollowed: [Bool]
    private var left: [StableTable?]
    /// By claim: the council after whose claim the table stands; −1: none.
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
    }

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

    /// Yearly amounts of the claimed pool at the council at hand, `[year][trial]`.
    func amounts(of claim: Int, values: FormulaValues) throws(CouncilModelError) -> StableTable {
        let key = PoolKey(pool: claims[claim].pool, values: ObjectIdentifier(values))
        let amounts = pools[key] ?? PoolAmounts(plan: plan, pool: plan.pools[claims[claim].pool], values: values)
        pools[key] = amounts
        try amounts.take(council: council)
        return amounts.byYear
    }

    /// What is left when a claim's turn comes, `[year][trial]`; nil: all of it.
    func leftBefore(_ claim: Int) -> StableTable? {
        var current = claims[claim].before
        while let before = current {
            if holders[before] == council { return left[before] }
            current = claims[before].before
        }
        return nil
    }

    /// Where a claim writes what it leaves, filled with what was left before it; nil where nobody asks for it.
    func leftAfter(_ claim: Int) -> StableTable? {
        guard isFollowed[claim] else { return nil }
        let table = left[claim] ?? StableTable(rows: plan.years, width: width)
        left[claim] = table
        if let before = leftBefore(claim) { table.copy(before) } else { table.fill(with: 1) }
        holders[claim] = council
        return table
    }
}

/// The yearly amounts of one pool at one council: `amount · (1 + growth)^t`.
final class PoolAmounts {
    private let plan: RunPlan
    private let pool: PlannedPool
    private let values: FormulaValues
    private var growth: StableTable?
    private var council: Int?
    /// Amount by `[year][trial]` of the council last taken.
    let byYear: StableTable

    init(plan: RunPlan, pool: PlannedPool, values: FormulaValues) {
        self.plan = plan
        self.pool = pool
        self.values = values
        byYear = StableTable(rows: plan.years, width: values.width)
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
        let growth = try factors()
        for year in 0..<plan.years {
            let amount = try values.finiteValues(
                of: pool.amount, council: council, year: year, place: "amount of pool \(pool.name)"
            )
            row_product(byYear[year], amount, growth[year], byYear.width)
        }
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
