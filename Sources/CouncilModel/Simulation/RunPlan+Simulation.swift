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
    ///   - progress: told the number of trials done, now and then, from any thread.
    /// - Throws: `CouncilModelError` for the first trial (the central case counting as the very first) in which
    ///   something is not a finite number.
    package func simulate(
        threads: Int = 1, progress: (@Sendable (Int) -> Void)? = nil
    ) throws(CouncilModelError) -> RunResult {
        let central = try BlockSimulation(plan: self, source: .central).run()
        let blocks = blockRanges
        let state = Mutex(Progress(assembly: ResultAssembly(plan: self)))
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, blocks.count))) { _ in
            while let block = state.withLock({ $0.take(of: blocks.count) }) {
                do throws(CouncilModelError) {
                    let outcome = try BlockSimulation(plan: self, source: .simulated(blocks[block])).run()
                    let figures = BlockFigures(plan: self, outcome: outcome)
                    let done = state.withLock { state in
                        state.assembly.place(figures, block: block, trials: blocks[block])
                        state.done += blocks[block].count
                        return state.done
                    }
                    progress?(done)
                } catch {
                    state.withLock { $0.fail(error, block: block) }
                }
            }
        }
        return try state.withLock { state throws(CouncilModelError) in
            if let failure = state.failure { throw failure.error }
            return state.assembly.result(central: BlockFigures(plan: self, outcome: central))
        }
    }

    /// Trials of each block: batches, the last cut short.
    private var blockRanges: [Range<Int>] {
        let size = AddressedDraws.batchSize
        return stride(from: 0, to: scenario.trials, by: size).map { $0..<min($0 + size, scenario.trials) }
    }
}

/// What threads share while a run goes on.
private struct Progress {
    var assembly: ResultAssembly
    var done = 0
    private var next = 0
    private(set) var failure: (block: Int, error: CouncilModelError)?

    init(assembly: ResultAssembly) {
        self.assembly = assembly
    }

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
