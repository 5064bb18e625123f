/// Who joins which lever in one block, in all circumstances that options put levers in.
final class LeverWorld {
    private let plan: RunPlan
    private let runs: LeverRuns
    /// By joining of the runs.
    let joinings: [JoiningTable]
    /// Likewise.
    let memberships: [Membership]
    /// Where the council at hand is in tables by joining year, likewise.
    let offsets: [CouncilOffsets]
    private let standingOffsets: StandingObjects<CouncilOffsets>
    private let draws: LeverDraws
    private let ends: [ContractKey: ContractEnds]

    private struct ContractKey: Hashable {
        let contract, draws: Int
    }

    init(plan: RunPlan, runs: LeverRuns, width: Int) {
        self.plan = plan
        self.runs = runs
        joinings = runs.joinings.map { _ in
            JoiningTable(councils: plan.councilCount, width: width, years: plan.years, earlier: plan.earlierYears)
        }
        memberships = zip(runs.joinings, joinings).map {
            Membership(plan: plan, lever: plan.levers[$0.lever], joining: $1)
        }
        offsets = joinings.map { CouncilOffsets(joining: $0) }
        standingOffsets = StandingObjects(offsets)
        draws = LeverDraws(plan: plan)
        var ends: [ContractKey: ContractEnds] = [:]
        for joining in runs.joinings {
            guard let contract = plan.levers[joining.lever].contract else { continue }
            let key = ContractKey(contract: contract, draws: joining.draws)
            if ends[key] == nil { ends[key] = ContractEnds(councils: plan.councilCount, width: width) }
        }
        self.ends = ends
    }

    /// Takes up a council of the block.
    func take(_ council: Int) { standingOffsets.forEach { $0.take(council) } }

    /// Works out a block. `values` are by set of replaced distributions.
    ///
    /// - Parameter coalitions: who alone is eligible in each trial; nil: everybody whom the scenario says. Only where all
    ///   join at once can there be any.
    func take(
        _ source: DrawSource, values: [FormulaValues], coalitions: CoalitionBlock? = nil
    ) throws(CouncilModelError) {
        draws.begin(source)
        var isTaken: Set<ContractKey> = []
        for (index, run) in runs.joinings.enumerated() {
            let lever = plan.levers[run.lever]
            var contract: ContractEnds?
            if let number = lever.contract {
                let key = ContractKey(contract: number, draws: run.draws)
                contract = ends[key]
                if isTaken.insert(key).inserted {
                    try contract?.take(
                        plan.contracts[number], plan: plan, phases: draws.phase(number), values: values[run.draws])
                }
            }
            let rules = JoiningRules(
                plan: plan, lever: lever, values: values[run.draws], contract: contract,
                required: run.required.map { joinings[$0] },
                boosts: run.boosts.map { ($0.by, joinings[$0.joining]) }, draws: draws, index: run.lever)
            joinings[index].clear()
            if run.joinsAll {
                try rules.fillWithAllJoined(joinings[index], of: coalitions)
            } else {
                precondition(coalitions == nil, "coalitions join at once")
                try rules.fill(joinings[index])
            }
            memberships[index].take(coalitions)
        }
    }

    /// Ends of the contract that a joining waits for.
    func ends(of joining: JoiningTable) -> ContractEnds? {
        guard let index = joinings.firstIndex(where: { $0 === joining }),
            let contract = plan.levers[runs.joinings[index].lever].contract
        else { return nil }
        return ends[ContractKey(contract: contract, draws: runs.joinings[index].draws)]
    }
}
