import Dispatch
import Stochastics
import Synchronization

extension RunPlan {
    /// Runs all trials and the central case.
    ///
    /// Trials are cut into blocks of one batch each; threads take the next block that nobody has taken, and every
    /// figure lands in the place of its trial, so that the result is the same to the bit for any number of threads.
    ///
    /// - Parameters:
    ///   - threads: how many blocks are worked on at the same time, at least 1.
    ///   - keepsBudgets: whether the budgets of all councils under all options are kept too.
    ///   - progress: told the number of trials done, now and then, from any thread.
    /// - Throws: `CouncilModelError` for the first trial (the central case counting as the very first) in which
    ///   something is not a finite number.
    package func simulate(
        threads: Int = 1, keepsBudgets: Bool = false, progress: (@Sendable (Int) -> Void)? = nil
    ) throws(CouncilModelError) -> RunResult {
        let weights = try BenefitWeights(plan: self)
        let central = try BlockSimulation(plan: self, source: .central, benefitWeights: weights).run()
        var assembly = ResultAssembly(plan: self)
        let keeps = keepsBudgets && cashView != nil
        let empty = BudgetResult(years: years, trials: scenario.trials)
        var budgets = keeps ? options.map { _ in codes.map { _ in empty } } : []
        let kept = keeps ? (Set(options.indices), codes.indices) : ([], 0..<0)
        try inBlocks(threads: threads, weights: weights, budgets: kept, progress: progress) { figures, trials in
            assembly.place(figures, trials: trials)
            for option in budgets.indices {
                for (council, budget) in figures.options[option].councilBudgets.enumerated() {
                    budgets[option][council].place(budget, trials: trials)
                }
            }
        }
        var result = assembly.result(central: BlockFigures(plan: self, outcome: central))
        if keeps { result.councilBudgets = budgets }
        return result
    }

    /// Runs one trial of one option again and keeps every flow: the same draws, and so the same figures as in a run.
    package func record(trial: Int) throws(CouncilModelError) -> [CentralResult] {
        let weights = try BenefitWeights(plan: self)
        let block = BlockSimulation(plan: self, source: .recorded(trial), benefitWeights: weights)
        return BlockFigures(plan: self, outcome: try block.run()).recorded(of: self)
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
        let weights = try BenefitWeights(plan: self)
        let empty = BudgetResult(years: years, trials: scenario.trials)
        var results = options.map { _ in councils.map { _ in empty } }
        try inBlocks(
            threads: threads, weights: weights, budgets: (Set(options), councils), progress: progress
        ) { figures, trials in
            for (place, option) in options.enumerated() {
                for (council, budget) in figures.options[option].councilBudgets.enumerated() {
                    results[place][council].place(budget, trials: trials)
                }
            }
        }
        return results
    }

    /// Works through all blocks on several threads; `place` is called with one block's figures at a time, in any order.
    private func inBlocks(
        threads: Int, weights: BenefitWeights, budgets: (options: Set<Int>, councils: Range<Int>) = ([], 0..<0),
        progress: (@Sendable (Int) -> Void)?, place: @escaping (BlockFigures, Range<Int>) -> Void
    ) throws(CouncilModelError) {
        let blocks = blockRanges
        let state = Mutex(Progress())
        // Only one thread at a time is inside `place`, which the lock sees to.
        nonisolated(unsafe) let place = place
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, blocks.count))) { _ in
            while let block = state.withLock({ $0.take(of: blocks.count) }) {
                do throws(CouncilModelError) {
                    let simulation = BlockSimulation(
                        plan: self, source: .simulated(blocks[block]), benefitWeights: weights, budgets: budgets)
                    let figures = BlockFigures(plan: self, outcome: try simulation.run())
                    let done = state.withLock { state in
                        place(figures, blocks[block])
                        state.done += blocks[block].count
                        return state.done
                    }
                    progress?(done)
                } catch {
                    state.withLock { $0.fail(error, block: block) }
                }
            }
        }
        if let failure = state.withLock({ $0.failure }) { throw failure.error }
    }

    /// Trials of each block: batches, the last cut short.
    private var blockRanges: [Range<Int>] {
        let size = AddressedDraws.batchSize
        return stride(from: 0, to: scenario.trials, by: size).map { $0..<min($0 + size, scenario.trials) }
    }
}

/// What threads share while a run goes on.
private struct Progress {
    var done = 0
    private var next = 0
    private(set) var failure: (block: Int, error: CouncilModelError)?

    /// The next block that nobody has taken; none once there is a failure.
    ///
    /// Blocks are taken in order, so all blocks before a failing one are finished, and which failure is reported does
    /// not depend on the threads.
    mutating func take(of count: Int) -> Int? {
        guard failure == nil, next < count else { return nil }
        defer { next += 1 }
        return next
    }

    mutating func fail(_ error: CouncilModelError, block: Int) {
        if let failure, failure.block < block { return }
        failure = (block, error)
    }
}
