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
        map(entriesOfOption: place, lever: lever) { $0 }
    }

    /// What comes of each of these flows.
    func map<Value>(
        entriesOfOption place: Int, lever: Int? = nil, _ transform: (FlowRecorder.Entry) -> Value
    ) -> [Value] {
        let levers = simulation.plan.options[options[place]].levers
        var slots = Array(repeating: 0, count: simulation.plan.levers.count)
        for (slot, lever) in levers.enumerated() { slots[lever] = slot }
        let recorders = simulation.runs.options[place].flows.compactMap { flow -> FlowRecorder? in
            if let lever, simulation.runs.flows[flow].lever != lever { return nil }
            return simulation.flows[flow].recorder
        }
        // Notes of a flow are in order of council; a place is by council, the lever's turn and the line.
        let councils = simulation.plan.councilCount
        var byCouncil = [[Place]](repeating: [], count: councils + 1)
        for (flow, recorder) in recorders.enumerated() {
            for (index, note) in recorder.notes.enumerated() {
                let turn = (slots[note.lever], note.number)
                byCouncil[note.council ?? councils].append(Place(turn: turn, flow: flow, note: index))
            }
        }
        var values: [Value] = []
        values.reserveCapacity(recorders.reduce(0) { $0 + $1.notes.count })
        for council in byCouncil.indices {
            // In order already, but where levers are worked out in another order than they claim in.
            byCouncil[council].sort { $0.turn < $1.turn }
            for place in byCouncil[council] { values.append(transform(recorders[place.flow][place.note])) }
        }
        return values
    }

    /// Where a note stands among those of all flows, and what it is ordered by.
    private struct Place {
        let turn: (lever: Int, line: Int)
        let flow, note: Int
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
        let keys = trace.simulation.plan.levers.map { lever in
            lever.lines.map { line in
                LineKey(
                    lever: lever.lever.name, line: line.line.name, side: line.line.side, kind: line.line.kind,
                    isReferenceOnly: false)
            }
        }
        result.flows = trace.map(entriesOfOption: option) { CentralFlow($0, of: keys[$0.lever][$0.number]) }
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
