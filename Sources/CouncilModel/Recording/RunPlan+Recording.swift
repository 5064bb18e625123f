import Stochastics

extension RunPlan {
    /// Runs one trial of one option again and keeps every flow in every account: the same draws, and so the same figures
    /// as in a run.
    ///
    /// - Parameters:
    ///   - option: index into the run's options, `Do nothing` first.
    ///   - trial: number of the trial, from 0.
    /// - Throws: `CouncilModelError` where a value is not a finite number.
    package func recording(ofOption option: Int, trial: Int) throws -> RecordedOption {
        let weights = try BenefitWeights(plan: self).byOption[option]
        let simulation = try recordedSimulation(ofOption: option, trial: trial, weights: weights)
        // Flows as they are before a lower price is taken off, each under the number of its line.
        let bare = try RunPlan(scenario.withNumberedLines)
        let flows = try bare.recordedSimulation(ofOption: option, trial: trial, weights: weights).flows
        let recorder = LineRecorder(simulation: simulation, flows: flows)
        let lines = try simulation.lines.flatMap { states in
            try states.enumerated().map { number, state in try recorder.line(state, number: number) }
        }
        return RecordedOption(name: options[option].name, lines: lines, joining: simulation.recordedJoining())
    }

    private func recordedSimulation(
        ofOption index: Int, trial: Int, weights: [[Double]?]
    ) throws(CouncilModelError) -> OptionSimulation {
        let source = DrawSource.recorded(trial)
        let values = FormulaValues(plan: self, source: source)
        values.begin(with: drawnTables(ofOption: index, source: source))
        let simulation = OptionSimulation(
            plan: self, option: options[index], source: source, values: values,
            draws: LeverDraws(plan: self, source: source), benefitWeights: weights
        )
        try simulation.run()
        return simulation
    }
}

extension Scenario {
    /// The same scenario in which no benefit is a lower price in part, and the lines of each lever are called `0`, `1`, …
    /// in the order of costs, benefits, transfers: a cost and a benefit can share a name.
    fileprivate var withNumberedLines: Scenario {
        var scenario = self
        for lever in scenario.levers.indices {
            var number = 0
            for side in [\Lever.costs, \Lever.benefits, \Lever.transfers] {
                for index in scenario.levers[lever][keyPath: side].indices {
                    scenario.levers[lever][keyPath: side][index].name = String(number)
                    scenario.levers[lever][keyPath: side][index].resource = nil
                    number += 1
                }
            }
        }
        return scenario
    }
}
