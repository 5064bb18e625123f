/// Keeps every figure of every trial of a block.
private final class BlockCollector: BlockConsumer {
    private(set) var options: [Int: OptionResult] = [:]
    private(set) var budgets: [[Int]: BudgetResult] = [:]
    private(set) var assumptions: [[Double]] = []
    private(set) var poolSums: [[Double]] = []
    private(set) var councilSides: [[Int]: (pays: Double, gains: Double)] = [:]
    private var councils: [Int: [CouncilResult]] = [:]
    private let plan: RunPlan
    let trials: Range<Int>

    init(plan: RunPlan, trials: Range<Int>) {
        self.plan = plan
        self.trials = trials
    }

    func take(_ figures: CouncilTrials, council: Int, option: Int) {
        let empty = CouncilResult(npv: [], cashNPV: [], joiningYear: [], hasFlow: [])
        var councils = self.councils[option] ?? plan.codes.map { _ in empty }
        councils[council] = CouncilResult(
            npv: copy(figures.npv), cashNPV: copy(figures.cashNPV),
            joiningYear: Array(UnsafeBufferPointer(start: figures.joiningYear, count: figures.count)),
            hasFlow: (0..<figures.count).map { figures.hasFlow[$0] != 0 })
        self.councils[option] = councils
        councilSides[[option, council]] = (figures.pays, figures.gains)
    }

    func take(_ budget: BudgetTrials, council: Int, option: Int) {
        budgets[[option, council]] = BudgetResult(budget, years: plan.years)
    }

    func take(_ figures: OptionTrials, option: Int) {
        let planned = plan.options[option]
        var result = OptionResult(
            name: planned.name, levers: planned.levers.map { plan.levers[$0].lever.name })
        for (measure, row) in zip(Measure.allCases, figures.measures) {
            if let row { result.measures[measure] = copy(row) }
        }
        result.costsByYear = figures.costs.map(copy)
        result.benefitsByYear = figures.benefits.map(copy)
        result.cashByYear = figures.cash.map(copy)
        result.members = figures.members.map { $0.map(copy) }
        result.woundUp = figures.woundUp.map { copy($0).map { $0 > 0 } }
        result.budget = figures.budget.map { BudgetResult($0, years: plan.years) }
        result.lines = zip(plan.lineKeys(ofOption: option), figures.lines).map { key, rows in
            LineResult(
                lever: key.lever, line: key.line, side: key.side, kind: key.kind, isReferenceOnly: key.isReferenceOnly,
                presentValue: copy(rows.presentValue), presentValueBeforeUplift: copy(rows.beforeUplift))
        }
        result.parties = Party.allCases.map {
            PartyResult(party: $0, pays: copy(figures.pays[$0.row]), gains: copy(figures.gains[$0.row]))
        }
        result.councils = councils[option] ?? []
        options[option] = result
    }

    func finish(_ world: WorldTrials) {
        assumptions = world.assumptions.map(copy)
        poolSums = world.poolSums
    }

    private func copy(_ row: TrialRow) -> [Double] { Array(UnsafeBufferPointer(start: row, count: trials.count)) }
}

extension RunPlan {
    /// Runs all trials and the central case, and keeps every figure of every trial.
    ///
    /// - Parameters:
    ///   - threads: how many blocks are worked on at the same time, at least 1.
    ///   - progress: told the number of trials done, now and then, from any thread.
    /// - Throws: `CouncilModelError` for the first trial (the central case counting as the very first) in which
    ///   something is not a finite number.
    package func simulate(
        threads: Int = 1, progress: (@Sendable (Int) -> Void)? = nil
    ) throws(CouncilModelError) -> RunResult {
        var assembly = ResultAssembly(plan: self, central: try centralCase().results)
        try run(
            threads: threads, progress: progress, consumer: { BlockCollector(plan: self, trials: $1) },
            finished: { _, consumer in
                guard let block = consumer as? BlockCollector else {
                    preconditionFailure("blocks come back as they were")
                }
                assembly.append(block)
            })
        return assembly.result
    }

    /// Runs all trials again and keeps the budgets of some councils under some options, in money of the day.
    ///
    /// - Parameters:
    ///   - options: indices into the run's options.
    ///   - councils: council positions.
    /// - Returns: by option in the order given, and council.
    /// - Precondition: the scenario has a cash view.
    package func budgets(
        options: [Int], councils: Range<Int>, threads: Int, progress: (@Sendable (Int) -> Void)? = nil
    ) throws(CouncilModelError) -> [[BudgetResult]] {
        precondition(cashView != nil, "budgets are made where a scenario has inflation")
        let empty = BudgetResult(years: years, trials: scenario.trials)
        var results = options.map { _ in councils.map { _ in empty } }
        try run(
            options: options, councilBudgets: CouncilBudgets(options: Set(options), councils: councils, areAll: true),
            threads: threads, progress: progress,
            consumer: { BlockCollector(plan: self, trials: $1) },
            finished: { _, consumer in
                guard let block = consumer as? BlockCollector else {
                    preconditionFailure("blocks come back as they were")
                }
                for (place, option) in options.enumerated() {
                    for council in councils {
                        guard let budget = block.budgets[[option, council]] else { continue }
                        results[place][council - councils.lowerBound].place(budget, trials: block.trials)
                    }
                }
            })
        return results
    }
}

/// Puts blocks together in their order.
private struct ResultAssembly {
    private let plan: RunPlan
    private(set) var result: RunResult
    private var trials = 0

    init(plan: RunPlan, central: [CentralResult]) {
        self.plan = plan
        result = RunResult(
            trials: plan.scenario.trials, options: [], central: central,
            baseline: plan.pools.map { pool in
                PoolBaseline(pool: pool.name, meanByYear: Array(repeating: 0, count: plan.years))
            },
            assumptions: plan.assumptions.filter { $0.assumption.variesBy == .trial }
                .map { AssumptionSample(name: $0.assumption.name, values: []) })
    }

    mutating func append(_ block: BlockCollector) {
        let all = Double(plan.scenario.trials)
        for (pool, sums) in block.poolSums.enumerated() {
            for (year, sum) in sums.enumerated() { result.baseline[pool].meanByYear[year] += sum / all }
        }
        for (index, values) in block.assumptions.enumerated() { result.assumptions[index].values += values }
        for option in plan.options.indices {
            guard var figures = block.options[option] else { continue }
            for council in figures.councils.indices {
                guard let sides = block.councilSides[[option, council]] else { continue }
                figures.councils[council].meanPays = sides.pays / all
                figures.councils[council].meanGains = sides.gains / all
            }
            if option < result.options.count {
                result.options[option].append(figures, from: trials, of: plan.scenario.trials)
            } else {
                figures.budget?.extend(to: plan.scenario.trials)
                result.options.append(figures)
            }
        }
        trials = block.trials.upperBound
    }
}

extension OptionResult {
    /// Appends the trials of the next block.
    fileprivate mutating func append(_ block: OptionResult, from first: Int, of trials: Int) {
        for (measure, values) in block.measures { measures[measure]? += values }
        for year in costsByYear.indices {
            costsByYear[year] += block.costsByYear[year]
            benefitsByYear[year] += block.benefitsByYear[year]
            cashByYear[year] += block.cashByYear[year]
            for slot in members.indices { members[slot][year] += block.members[slot][year] }
        }
        for slot in woundUp.indices { woundUp[slot] += block.woundUp[slot] }
        if let budget = block.budget { self.budget?.place(budget, trials: first..<first + budget.chargesBeyond.count) }
        for line in lines.indices {
            lines[line].presentValue += block.lines[line].presentValue
            lines[line].presentValueBeforeUplift += block.lines[line].presentValueBeforeUplift
        }
        for party in parties.indices {
            parties[party].pays += block.parties[party].pays
            parties[party].gains += block.parties[party].gains
        }
        for council in councils.indices {
            councils[council].npv += block.councils[council].npv
            councils[council].cashNPV += block.councils[council].cashNPV
            councils[council].joiningYear += block.councils[council].joiningYear
            councils[council].hasFlow += block.councils[council].hasFlow
            councils[council].meanPays += block.councils[council].meanPays
            councils[council].meanGains += block.councils[council].meanGains
        }
    }
}
