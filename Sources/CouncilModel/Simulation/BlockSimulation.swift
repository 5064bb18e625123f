import Stochastics

/// Simulates all options over blocks of trials, one block at a time.
///
/// Nothing in a block depends on any other block, on the number of threads or on the order of options; every sum runs
/// over councils in order of code (those that lead a lever last), lines as written and years ascending. What a block needs
/// is allocated once and used again for the next.
final class BlockSimulation {
    let plan: RunPlan
    let runs: LeverRuns
    /// Number of trials.
    let width: Int
    private let shared: SharedUniforms
    /// By set of replaced distributions.
    let values: [FormulaValues]
    let world: LeverWorld
    private let claims: ClaimTables
    /// By flow of the runs.
    let flows: [LeverFlow]
    /// The same, and those whose sums have to be there before councils enter.
    private let standingFlows, summedBefore: StandingObjects<LeverFlow>
    /// By option simulated, in the order given.
    let sums: [OptionSum]
    private let standingSums: StandingObjects<OptionSum>
    private let budgets: CouncilBudgets
    /// By position of a council that leads.
    private let deferred: [Int: DeferredCouncil]

    /// - Parameters:
    ///   - runs: made for the same options.
    ///   - options: indices of the options simulated, the reference among them if figures are to be differences from it.
    ///   - wanted: those of them whose figures are handed over.
    ///   - isRecorded: whether every flow is kept, for which there has to be one trial.
    init(
        plan: RunPlan, runs: LeverRuns, options: [Int], wanted: Set<Int>, width: Int, budgets: CouncilBudgets = .none,
        isRecorded: Bool = false
    ) {
        self.plan = plan
        self.runs = runs
        self.width = width
        self.budgets = budgets
        shared = SharedUniforms(plan: plan)
        values = zip(runs.draws, runs.samplers).map {
            FormulaValues(plan: plan, overrides: $0, samplers: $1, width: width)
        }
        world = LeverWorld(plan: plan, runs: runs, width: width)
        claims = ClaimTables(plan: plan, runs: runs, width: width)
        let (world, values) = (world, values)
        let scratch = FlowScratch(years: plan.years, width: width)
        flows = runs.flows.map {
            LeverFlow(
                plan: plan, runs: runs, flow: $0, world: world, values: values[$0.draws], scratch: scratch,
                keepsBudgets: !budgets.options.isEmpty, isRecorded: isRecorded)
        }
        standingFlows = StandingObjects(flows)
        summedBefore = StandingObjects(flows.filter { !$0.sumsOnEntering })
        let (flows, workspace) = (flows, OptionSum.Workspace(plan: plan, width: width))
        sums = zip(options, runs.options).map { option, run in
            OptionSum(
                plan: plan, option: option, isWanted: wanted.contains(option), run: run, flows: flows, world: world,
                money: values[run.draws], workspace: workspace)
        }
        standingSums = StandingObjects(sums)
        // What leads bear is known when all councils are through.
        let leads = Set(flows.compactMap { $0.lever.lever.lead })
        deferred = Dictionary(uniqueKeysWithValues: leads.map { ($0, DeferredCouncil(flows: flows, width: width)) })
    }

    /// Simulates one block and hands its figures over.
    ///
    /// - Parameter coalitions: who alone is eligible in each trial; nil: everybody whom the scenario says.
    /// - Throws: `CouncilModelError` where something is not a finite number. Traced runs say where and why, others the lever
    ///   alone, and also where what is not finite would never flow.
    func run(
        _ source: DrawSource, consumer: BlockConsumer?, coalitions: CoalitionBlock? = nil
    ) throws(CouncilModelError) {
        shared.begin(source)
        for values in values { values.begin(source, shared: shared) }
        try world.take(source, values: values, coalitions: coalitions)
        claims.begin()
        for flow in flows { try flow.prepare() }
        for council in summedBefore.count == 0 ? 0..<0 : 0..<plan.councilCount {
            world.take(council)
            try summedBefore.forEach { flow throws(CouncilModelError) in try flow.addSharer(council) }
        }
        for flow in flows { try flow.seal() }
        // Taking off what do nothing comes to would change nothing.
        let reference = sums.first { $0.option == plan.reference && plan.reference != 0 }
        for sum in sums { try sum.begin() }
        // What leads bear depends on every council.
        let isPart = budgets.areAll && deferred.isEmpty
        for council in isPart ? budgets.councils : 0..<plan.councilCount {
            world.take(council)
            claims.take(council)
            let keepsBudget = !budgets.options.isEmpty && budgets.councils.contains(council)
            try standingFlows.forEach { flow throws(CouncilModelError) in
                try flow.enter(council: council, claims: claims, keepsBudget: keepsBudget)
                // Where figures are not summed anyway, their sum is asked for here.
                guard flow.account.pays.isFinite, !budgets.areAll || flow.account.gains.isFinite else {
                    throw notFinite(flow)
                }
            }
            if let deferred = deferred[council] {
                deferred.keep()
            } else {
                try combine(council, reference: reference, consumer: consumer)
            }
        }
        if isPart { return }
        for flow in flows { flow.finish() }
        try checkFinite()
        for council in deferred.keys.sorted() {
            deferred[council]?.restore(council: council)
            try combine(council, reference: reference, consumer: consumer)
        }
        if budgets.areAll { return }
        if let reference { reference.sum(into: reference.workspace.reference) }
        for sum in sums {
            guard sum.isWanted else { continue }
            sum.finish(relativeTo: reference)
            consumer?.take(sum.figures(relativeTo: reference), option: sum.option)
        }
        consumer?.finish(
            WorldTrials(
                count: width,
                assumptions: plan.assumptions.indices.filter { plan.assumptions[$0].assumption.variesBy == .trial }
                    .map { values[0].assumption($0, council: 0) },
                poolSums: consumer?.wantsPools == false ? [] : try poolSums()))
    }

    /// One council under each option.
    private func combine(
        _ council: Int, reference: OptionSum?, consumer: BlockConsumer?
    ) throws(CouncilModelError) {
        let keepsBudget = !budgets.options.isEmpty && budgets.councils.contains(council)
        reference?.take(council)
        try standingSums.forEach { sum throws(CouncilModelError) in
            if sum !== reference { sum.take(council) }
            if !budgets.areAll {
                let figures = sum.relative(to: reference)
                guard abs(figures.npvSummary.sum) < Self.most else { throw notFinite(figures, at: council) }
                guard sum.isWanted else { return }
                consumer?.take(figures, council: council, option: sum.option)
            }
            guard keepsBudget, budgets.options.contains(sum.option) else { return }
            consumer?.take(sum.councilBudget(relativeTo: reference), council: council, option: sum.option)
        }
    }

    /// Stops where the present value of a line over all councils is not finite.
    private func checkFinite() throws(CouncilModelError) {
        for flow in flows {
            for table in [flow.totals.lines, flow.totals.linesBeforeUplift] {
                for row in 0..<table.rows where !table.isFinite(row: row) { throw notFinite(flow) }
            }
        }
    }

    /// The most that a council can come to over the trials of a block: squares of it, and sums of these, are finite numbers.
    private static let most = 1e140

    /// The error for a council at which something is not finite, or at which what is finite adds up to what is none.
    private func notFinite(_ figures: CouncilTrials, at council: Int) -> CouncilModelError {
        if let flow = flows.first(where: { !$0.isIdle && !$0.account.gains.isFinite }) { return notFinite(flow) }
        let trial = (0..<width).max { abs(figures.npv[$0]) < abs(figures.npv[$1]) } ?? 0
        return CouncilModelError(
            place: "NPV over all lines", council: plan.codes[council], year: nil, trial: values[0].trialNumber(trial),
            reason: "amounts are too large to be added up")
    }

    private func notFinite(_ flow: LeverFlow) -> CouncilModelError {
        CouncilModelError(place: "lever \(flow.lever.lever.name)", council: nil, year: nil, trial: nil, reason: nil)
    }

    /// What each pool holds today over all councils, summed over the block's trials: `[pool][year]`.
    private func poolSums() throws(CouncilModelError) -> [[Double]] {
        var result: [[Double]] = []
        for pool in plan.pools {
            let amounts = PoolAmounts(plan: plan, pool: pool, values: values[0])
            var byYear = [Double](repeating: 0, count: plan.years)
            let total = StableTable(rows: plan.years, width: width)
            for council in 0..<plan.councilCount {
                try amounts.take(council: council)
                total.add(amounts.byYear)
            }
            for year in 0..<plan.years { byYear[year] = total.sum(row: year) }
            result.append(byYear)
        }
        return result
    }
}

/// The accounts of a council that leads a lever, kept until all councils are through.
final class DeferredCouncil {
    private let flows: [LeverFlow]
    private let kept: [CouncilAccount]

    init(flows: [LeverFlow], width: Int) {
        self.flows = flows
        kept = flows.map { flow in
            CouncilAccount(
                years: flow.plan.years, width: width, keepsBudget: flow.account.budget != nil,
                isAllCash: flow.account.isAllCash)
        }
    }

    /// Keeps what has entered the council's accounts so far.
    func keep() {
        for (flow, account) in zip(flows, kept) { account.copy(flow.account) }
    }

    /// Puts the accounts back, with what the council bears and gains as lead.
    func restore(council: Int) {
        for (flow, account) in zip(flows, kept) {
            flow.account.copy(account)
            flow.isIdle = !flow.lever.isEligible[council]
            guard flow.lever.lever.lead == council, let lead = flow.totals.lead else { continue }
            flow.account.add(lead)
            flow.isIdle = false
        }
    }
}
