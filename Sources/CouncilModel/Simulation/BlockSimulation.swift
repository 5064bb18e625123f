import Stochastics

/// Simulates all options over one block of trials.
///
/// A block is one batch of trials, or the central case. Nothing in it depends on any other block, on the number of
/// threads or on the order of options; every sum runs over councils in order of code, lines as written and years
/// ascending.
struct BlockSimulation {
    let plan: RunPlan
    let source: DrawSource
    /// Weights by option, lever of the plan and council, of levers that share by benefit.
    let benefitWeights: BenefitWeights
    /// Options whose councils' budgets are kept, and for which councils.
    var budgets: (options: Set<Int>, councils: Range<Int>) = ([], 0..<0)

    /// What a block leaves behind.
    struct Outcome {
        /// By option of the plan; `Do nothing` first. The reference is not yet subtracted.
        var tallies: [OptionTally]
        /// Yearly amount of each pool over all councils: row `pool · years + year`.
        var pools: StableTable
        /// Values of trial-level assumptions in order of name: `[assumption][trial]`, nil for others.
        var assumptions: [StableTable?]
        /// Flows of each option, where they are recorded.
        var flows: [[CentralFlow]]
        /// Joining years of each option, where they are recorded.
        var joining: [[CentralJoining]]
        /// Money of the day by option, at the inflation and financing drawn under it; empty without a cash view.
        var money: [NominalMoney] = []
    }

    func run() throws(CouncilModelError) -> Outcome {
        let uniforms = plan.assumptionUniforms(from: source)
        let base = plan.assumptions.indices.map { baseValues(of: $0, uniforms: uniforms) }
        let pressure = LeverDraws(plan: plan, source: source)
        let values = FormulaValues(plan: plan, source: source)
        values.begin(with: base)
        let pools = try poolTotals(values)
        var outcome = Outcome(tallies: [], pools: pools, assumptions: [], flows: [], joining: [])
        outcome.assumptions = plan.assumptions.indices.map {
            plan.assumptions[$0].assumption.variesBy == .trial ? base[$0] : nil
        }
        for (index, option) in plan.options.enumerated() {
            values.begin(with: drawn(option, base: base, uniforms: uniforms))
            if let view = plan.cashView {
                outcome.money.append(try NominalMoney(plan: plan, view: view, values: values))
            }
            let simulation = OptionSimulation(
                plan: plan, option: option, source: source, values: values, draws: pressure,
                benefitWeights: benefitWeights.byOption[index],
                budgetCouncils: budgets.options.contains(index) ? budgets.councils : 0..<0
            )
            try simulation.run()
            outcome.tallies.append(simulation.tally)
            outcome.flows.append(simulation.flows)
            outcome.joining.append(simulation.recordedJoining())
        }
        return outcome
    }

    /// Drawn values under an option, with its own distributions in the places that it replaces.
    private func drawn(
        _ option: PlannedOption, base: [StableTable?], uniforms: [StableTable?]
    ) -> [StableTable?] {
        var drawn = base
        for override in option.overrides where plan.assumptions[override.assumption].isUsed {
            drawn[override.assumption] = plan.values(
                of: plan.assumptions[override.assumption], drawn: override.drawn,
                uniforms: uniforms[override.assumption], source: source
            )
        }
        return drawn
    }

    /// What a lever's benefits are worth to each council in the central case of an option if all joined it at once.
    func benefits(ofLever lever: Int, option index: Int) throws(CouncilModelError) -> [Double] {
        let uniforms = plan.assumptionUniforms(from: source)
        let base = plan.assumptions.indices.map { baseValues(of: $0, uniforms: uniforms) }
        let values = FormulaValues(plan: plan, source: source)
        values.begin(with: drawn(plan.options[index], base: base, uniforms: uniforms))
        let simulation = OptionSimulation(
            plan: plan, option: plan.options[index], source: source, values: values,
            draws: LeverDraws(plan: plan, source: source), benefitWeights: benefitWeights.byOption[index],
            leverJoinedByAll: lever
        )
        try simulation.run()
        return simulation.benefitOfCouncil
    }

    private func baseValues(of index: Int, uniforms: [StableTable?]) -> StableTable? {
        let planned = plan.assumptions[index]
        guard planned.isUsed || planned.assumption.variesBy == .trial else { return nil }
        return plan.values(
            of: planned, drawn: planned.drawn, uniforms: uniforms[index], source: source
        )
    }

    /// What each pool holds today, before any lever, over all councils.
    private func poolTotals(_ values: FormulaValues) throws(CouncilModelError) -> StableTable {
        let totals = StableTable(rows: plan.pools.count * plan.years, width: source.count)
        for (index, pool) in plan.pools.enumerated() {
            let amounts = try PoolAmounts(plan: plan, pool: pool, values: values, width: source.count)
            for council in 0..<plan.councilCount {
                try amounts.take(council: council)
                for year in 0..<plan.years {
                    let (total, amount) = (totals[index * plan.years + year], amounts.byYear[year])
                    for trial in 0..<source.count { total[trial] += amount[trial] }
                }
            }
        }
        return totals
    }
}

/// Uniforms that levers and contracts need in a block, the same for every option.
struct LeverDraws {
    /// By lever of the plan; nil for a mandate.
    let pressure: [StableTable?]
    let ceiling: [StableTable?]
    /// By contract of the plan.
    let phase: [StableTable]
    /// By lever of the plan; nil where it cannot be abandoned, and in the central case.
    let stop: [StableTable?]

    init(plan: RunPlan, source: DrawSource) {
        let isDrawn = plan.levers.map(\.adoption.isDrawn)
        pressure = plan.levers.indices.map {
            isDrawn[$0] ? plan.councilUniforms(at: plan.levers[$0].pressure, from: source) : nil
        }
        ceiling = plan.levers.indices.map {
            isDrawn[$0] ? plan.councilUniforms(at: plan.levers[$0].ceiling, from: source) : nil
        }
        phase = plan.contracts.map { plan.councilUniforms(at: $0.phase, from: source) }
        stop = plan.levers.map { lever in
            guard lever.stop != nil, source.trials != nil else { return nil }
            return plan.councilUniforms(at: [lever.stopAddress], from: source)
        }
    }
}

/// The yearly amounts of one pool at one council: `amount · (1 + growth)^t`.
final class PoolAmounts {
    private let plan: RunPlan
    private let pool: PlannedPool
    private let values: FormulaValues
    private let growth: StableTable
    /// Amount by `[year][trial]` of the council last taken.
    let byYear: StableTable

    init(plan: RunPlan, pool: PlannedPool, values: FormulaValues, width: Int) throws(CouncilModelError) {
        self.plan = plan
        self.pool = pool
        self.values = values
        growth = try growthFactors(of: pool.growth, plan: plan, values: values, place: "growth of pool \(pool.name)")
        byYear = StableTable(rows: plan.years, width: width)
    }

    func take(council: Int) throws(CouncilModelError) {
        for year in 0..<plan.years {
            let amount = try values.finiteValues(
                of: pool.amount, council: council, year: year, place: "amount of pool \(pool.name)"
            )
            let row = byYear[year]
            for trial in 0..<byYear.width { row[trial] = amount[trial] * growth[year][trial] }
        }
    }
}

/// `(1 + growth)^t` by `[year][trial]`, multiplied up year by year so that no power function decides a bit.
func growthFactors(
    of growth: PlannedFormula, plan: RunPlan, values: FormulaValues, place: String
) throws(CouncilModelError) -> StableTable {
    let rate = try values.finiteValues(of: growth, council: 0, place: place)
    let width = values.width
    let factors = StableTable(rows: plan.years, width: width, filledWith: 1)
    for year in 1..<max(1, plan.years) {
        for trial in 0..<width { factors[year][trial] = factors[year - 1][trial] * (1 + rate[trial]) }
    }
    return factors
}
