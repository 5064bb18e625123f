import CouncilModel

/// A plan as a run that is simulated as often as its blocks are asked for; nothing of it is held.
package struct PlanSource: TrialSource {
    /// What the run holds: all options of the plan, with their councils.
    package let shape: RunShape
    private let plan: RunPlan
    private let threads: Int
    private let progress: (@Sendable (Int) -> Void)?

    /// - Parameters:
    ///   - plan: what is run.
    ///   - threads: how many blocks are worked on at the same time, at least 1.
    ///   - progress: told the number of trials done in a pass, now and then, from any thread.
    package init(_ plan: RunPlan, threads: Int, progress: (@Sendable (Int) -> Void)? = nil) {
        self.plan = plan
        self.threads = threads
        self.progress = progress
        let scenario = plan.scenario
        let options = [AppraisalOption(name: RunPlan.doNothing, levers: [])] + scenario.options
        shape = RunShape(
            trials: scenario.trials,
            options: options.enumerated().map { index, option in
                OptionShape(
                    name: option.name, levers: option.levers, lines: plan.lineKeys(ofOption: index),
                    parties: Party.allCases, hasBudget: scenario.cashView != nil, hasCouncils: true
                )
            },
            assumptions: scenario.assumptions.filter { $0.variesBy == .trial }.map(\.name),
            pools: scenario.pools.map(\.name)
        )
    }

    /// Simulates the blocks of a pass.
    package func run(
        _ pass: TrialPass, consumer: @escaping @Sendable (Int, Range<Int>) -> any BlockConsumer,
        finished: @escaping (Int, any BlockConsumer) -> Void
    ) throws(CouncilModelError) {
        try plan.run(
            blocks: pass.blocks, options: pass.options, councilBudgets: pass.budgets, threads: threads,
            firstBlockAlone: pass.firstBlockAlone, progress: progress, consumer: consumer, finished: finished
        )
    }
}
