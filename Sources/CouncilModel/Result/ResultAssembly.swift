/// Puts the figures of blocks into the places of their trials.
struct ResultAssembly {
    private let plan: RunPlan
    private var options: [OptionResult]
    private var assumptions: [AssumptionSample]
    /// By first trial of a block, so that sums run in the order of blocks: `[pool][year]`.
    private var poolSums: [Int: [[Double]]] = [:]
    /// Likewise of what each council pays and gains: `[option][council]`.
    private var councilSums: [Int: [[(pays: Double, gains: Double)]]] = [:]

    init(plan: RunPlan) {
        self.plan = plan
        let trials = plan.scenario.trials
        func table(_ rows: Int) -> [[Double]] {
            Array(repeating: Array(repeating: 0, count: trials), count: rows)
        }
        options = plan.options.map { option in
            var result = OptionResult(name: option.name, levers: option.levers.map { plan.levers[$0].lever.name })
            for measure in plan.measures { result.measures[measure] = Array(repeating: .nan, count: trials) }
            result.woundUp = option.levers.map { _ in Array(repeating: false, count: trials) }
            if plan.cashView != nil { result.budget = BudgetResult(years: plan.years, trials: trials) }
            result.costsByYear = table(plan.years)
            result.benefitsByYear = table(plan.years)
            result.cashByYear = table(plan.years)
            result.members = option.levers.map { _ in table(plan.years) }
            result.parties = Party.allCases.map {
                PartyResult(party: $0, pays: table(1)[0], gains: table(1)[0])
            }
            result.councils = plan.codes.map { _ in
                CouncilResult(
                    npv: table(1)[0], cashNPV: table(1)[0],
                    joiningYear: Array(repeating: CouncilResult.never, count: trials),
                    hasFlow: Array(repeating: false, count: trials)
                )
            }
            return result
        }
        assumptions = plan.assumptions.filter { $0.assumption.variesBy == .trial }
            .map { AssumptionSample(name: $0.assumption.name, values: table(1)[0]) }
    }

    /// Takes up one block.
    mutating func place(_ figures: BlockFigures, trials: Range<Int>) {
        for option in options.indices { place(figures.options[option], option: option, trials: trials) }
        for (index, values) in figures.assumptions.enumerated() {
            assumptions[index].values.replaceSubrange(trials, with: values)
        }
        poolSums[trials.lowerBound] = figures.poolSums
        councilSums[trials.lowerBound] = figures.options.map { option in
            plan.codes.indices.map { (option.tally.councilPays.sum(row: $0), option.tally.councilGains.sum(row: $0)) }
        }
    }

    private mutating func place(_ figures: BlockFigures.OptionFigures, option: Int, trials: Range<Int>) {
        let tally = figures.tally
        for measure in plan.measures {
            guard let values = figures.measures[measure] else { continue }
            options[option].measures[measure]?.replaceSubrange(trials, with: values)
        }
        for year in 0..<plan.years {
            options[option].costsByYear[year].replaceSubrange(trials, with: tally.costs.values(row: year))
            options[option].benefitsByYear[year].replaceSubrange(trials, with: tally.benefits.values(row: year))
            options[option].cashByYear[year].replaceSubrange(trials, with: tally.cash.values(row: year))
            for slot in options[option].members.indices {
                options[option].members[slot][year].replaceSubrange(
                    trials, with: tally.members.values(row: slot * plan.years + year)
                )
            }
        }
        if options[option].lines.isEmpty {
            let nothing = [Double](repeating: 0, count: plan.scenario.trials)
            options[option].lines = figures.lines.map { line in
                var empty = line
                empty.presentValue = nothing
                empty.presentValueBeforeUplift = nothing
                return empty
            }
        }
        for (index, line) in figures.lines.enumerated() {
            options[option].lines[index].presentValue.replaceSubrange(trials, with: line.presentValue)
            options[option].lines[index].presentValueBeforeUplift.replaceSubrange(
                trials, with: line.presentValueBeforeUplift
            )
        }
        for party in Party.allCases {
            options[option].parties[party.row].pays.replaceSubrange(trials, with: tally.pays.values(row: party.row))
            options[option].parties[party.row].gains.replaceSubrange(trials, with: tally.gains.values(row: party.row))
        }
        for council in options[option].councils.indices {
            options[option].councils[council].npv.replaceSubrange(
                trials, with: tally.councilNPV.values(row: council)
            )
            options[option].councils[council].cashNPV.replaceSubrange(
                trials, with: tally.councilCash.values(row: council)
            )
            let cells = council * tally.width..<(council + 1) * tally.width
            options[option].councils[council].joiningYear.replaceSubrange(trials, with: tally.joining[cells])
            options[option].councils[council].hasFlow.replaceSubrange(trials, with: tally.hasFlow[cells])
        }
        for slot in options[option].woundUp.indices {
            options[option].woundUp[slot].replaceSubrange(trials, with: tally.woundUp.values(row: slot).map { $0 > 0 })
        }
        if let budget = figures.budget { options[option].budget?.place(budget, trials: trials) }
    }

    /// Everything, with the central case, once all blocks are in.
    func result(central: BlockFigures) -> RunResult {
        let baseline = plan.pools.enumerated().map { index, pool in
            PoolBaseline(
                pool: pool.name,
                meanByYear: (0..<plan.years).map { year in
                    let sum = poolSums.sorted { $0.key < $1.key }.reduce(0.0) { $0 + $1.value[index][year] }
                    return sum / Double(plan.scenario.trials)
                }
            )
        }
        var summed = options
        for (option, council) in summed.indices.flatMap({ option in plan.codes.indices.map { (option, $0) } }) {
            let sums = councilSums.sorted { $0.key < $1.key }.map { $0.value[option][council] }
            summed[option].councils[council].meanPays = sums.reduce(0) { $0 + $1.pays } / Double(plan.scenario.trials)
            summed[option].councils[council].meanGains = sums.reduce(0) { $0 + $1.gains } / Double(plan.scenario.trials)
        }
        return RunResult(
            trials: plan.scenario.trials, options: summed, central: central.recorded(of: plan), baseline: baseline,
            assumptions: assumptions
        )
    }
}
