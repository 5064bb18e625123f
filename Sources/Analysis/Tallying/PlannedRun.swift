import CouncilModel

/// A plan as a source of figures: every pass simulates what it asks for, on so many threads.
package struct PlannedRun: TrialSource {
    private let plan: RunPlan
    private let threads: Int
    /// Told how many trials of a pass are done, and how many it has; from any thread.
    private let progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?

    package init(
        _ plan: RunPlan, threads: Int, progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
    ) {
        self.plan = plan
        self.threads = threads
        self.progress = progress
    }

    package var shape: RunShape {
        let scenario = plan.scenario
        return RunShape(
            trials: scenario.trials,
            options: (0...scenario.options.count).map { index in
                let option = index == 0 ? nil : scenario.options[index - 1]
                return OptionShape(
                    name: option?.name ?? RunPlan.doNothing, levers: option?.levers ?? [],
                    lines: plan.lineKeys(ofOption: index), parties: Party.allCases,
                    hasBudget: scenario.cashView != nil, hasCouncils: !scenario.selected.isEmpty)
            },
            assumptions: scenario.assumptions.filter { $0.variesBy == .trial }.map(\.name),
            pools: scenario.pools.map(\.name))
    }

    package func run(
        _ pass: TrialPass, consumer: @escaping @Sendable (Int, Range<Int>) -> any BlockConsumer,
        finished: @escaping (Int, any BlockConsumer) -> Void
    ) throws(CouncilModelError) {
        let total = plan.scenario.trials
        let progress = progress
        let told: @Sendable (Int) -> Void = { progress?($0, total) }
        try plan.run(
            options: pass.options, councilBudgets: pass.budgets, threads: threads,
            firstBlockAlone: pass.firstBlockAlone, progress: told, consumer: consumer, finished: finished)
    }
}
