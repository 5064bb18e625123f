extension RunPlan {
    /// Runs one trial of one option again and keeps every flow in every account: the same draws, and so the same figures
    /// as in a run.
    ///
    /// - Parameters:
    ///   - option: index into the run's options, `Do nothing` first.
    ///   - trial: number of the trial, from 0.
    /// - Throws: `CouncilModelError` where a value is not a finite number.
    package func recording(ofOption option: Int, trial: Int) throws -> RecordedOption {
        let weights = try BenefitWeights(plan: self)
        let trace = try Trace(plan: self, source: .recorded(trial), options: [option], weights: weights)
        let recorder = LineRecorder(trace: trace)
        var lines: [RecordedLine] = []
        for (slot, lever) in options[option].levers.enumerated() {
            for number in levers[lever].lines.indices { lines.append(try recorder.line(number, slot: slot)) }
        }
        return RecordedOption(name: options[option].name, lines: lines, joining: trace.joining(ofOption: 0))
    }
}
