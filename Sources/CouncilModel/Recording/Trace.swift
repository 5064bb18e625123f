/// One trial, or the central case, worked out step by step with every flow kept.
struct Trace {
    /// The simulation, run to its end.
    let simulation: BlockSimulation
    /// Options of the plan in the order in which they were simulated.
    let options: [Int]

    init(
        plan: RunPlan, source: DrawSource, options: [Int], weights: BenefitWeights?, joinedByAll: Int? = nil,
        consumer: BlockConsumer? = nil
    ) throws(CouncilModelError) {
        self.options = options
        let runs = LeverRuns(
            plan: plan, options: options, weights: weights, joinedByAll: joinedByAll, isTraced: true)
        simulation = BlockSimulation(
            plan: plan, runs: runs, options: options, wanted: Set(options), width: source.count, isRecorded: true)
        try simulation.run(source, consumer: consumer)
    }

    /// Every flow of an option, or of one of its levers: councils in order, then programmes; lines in order of claiming,
    /// then as written.
    func entries(ofOption place: Int, lever: Int? = nil) -> [FlowRecorder.Entry] {
        let levers = simulation.plan.options[options[place]].levers
        // Entries of a flow are in order of council; a place is by council, the lever's turn and the line.
        let councils = simulation.plan.councilCount
        var byCouncil = [[FlowRecorder.Entry]](repeating: [], count: councils + 1)
        for flow in simulation.runs.options[place].flows {
            if let lever, simulation.runs.flows[flow].lever != lever { continue }
            for entry in simulation.flows[flow].recorder?.entries ?? [] {
                byCouncil[entry.council ?? councils].append(entry)
            }
        }
        let slots = Dictionary(uniqueKeysWithValues: levers.enumerated().map { ($1, $0) })
        return byCouncil.flatMap { entries in
            entries.sorted { (slots[$0.lever] ?? 0, $0.number) < (slots[$1.lever] ?? 0, $1.number) }
        }
    }

    /// When each council joins each lever of an option.
    func joining(ofOption place: Int) -> [CentralJoining] {
        let plan = simulation.plan
        var joining: [CentralJoining] = []
        for (lever, index) in zip(plan.options[options[place]].levers, simulation.runs.options[place].joinings) {
            let table = simulation.world.joinings[index]
            for council in plan.levers[lever].lever.eligible {
                let year = table.year(council: council, trial: 0)
                guard year != JoiningTable.never else { continue }
                joining.append(CentralJoining(lever: plan.levers[lever].lever.name, council: council, year: year))
            }
        }
        return joining
    }
}

/// All options in one trial, or in the central case: measures of each, and the flows of those that are asked for.
package struct TracedOptions {
    let trace: Trace
    /// By option, without flows and joining years.
    package let measured: [CentralResult]

    init(trace: Trace, measured: [CentralResult]) {
        self.trace = trace
        self.measured = measured
    }

    /// Every option with its flows and joining years.
    package var results: [CentralResult] { measured.indices.map { result(ofOption: $0) } }

    /// One option with its flows and joining years.
    package func result(ofOption option: Int) -> CentralResult {
        var result = measured[option]
        result.flows = trace.entries(ofOption: option).map { CentralFlow($0, plan: trace.simulation.plan) }
        result.joining = trace.joining(ofOption: option)
        return result
    }
}

/// Measures of a block of one trial.
private final class OneTrial: BlockConsumer {
    private(set) var measures: [Int: [Measure: Double]] = [:]
    private(set) var npsvBeforeUplift: [Int: Double] = [:]
    private let plan: RunPlan

    init(plan: RunPlan) { self.plan = plan }

    func take(_ figures: CouncilTrials, council: Int, option: Int) {}

    func take(_ budget: BudgetTrials, council: Int, option: Int) {}

    func take(_ figures: OptionTrials, option: Int) {
        var values: [Measure: Double] = [:]
        for (measure, row) in zip(Measure.allCases, figures.measures) {
            if let row, !row[0].isNaN { values[measure] = row[0] }
        }
        measures[option] = values
        npsvBeforeUplift[option] = zip(plan.lineKeys(ofOption: option), figures.lines).reduce(0) {
            $0 + $1.0.side.signInNPSV * $1.1.beforeUplift[0]
        }
    }

    func finish(_ world: WorldTrials) {}
}

extension RunPlan {
    /// One trial of all options, worked out step by step.
    func trace(_ source: DrawSource) throws(CouncilModelError) -> TracedOptions {
        let weights = try benefitWeights.made(for: self)
        let consumer = OneTrial(plan: self)
        let trace = try Trace(
            plan: self, source: source, options: Array(options.indices), weights: weights, consumer: consumer)
        return TracedOptions(
            trace: trace,
            measured: options.indices.map { option in
                var result = CentralResult(option: options[option].name)
                result.measures = consumer.measures[option] ?? [:]
                result.npsvBeforeUplift = consumer.npsvBeforeUplift[option] ?? 0
                return result
            })
    }
}
