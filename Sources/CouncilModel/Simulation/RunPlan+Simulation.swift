import Dispatch
import Stochastics
import Synchronization

extension RunPlan {
    /// Number of blocks of a run: batches of trials, the last cut short.
    package var blockCount: Int { blockRanges.count }

    /// Simulates blocks of trials and hands their figures to consumers.
    ///
    /// Threads take the next block that nobody has taken; consumers come back in the order of blocks, whatever the
    /// threads, so that whatever is folded in that order has the same bits for any number of threads.
    ///
    /// - Parameters:
    ///   - blocks: which blocks; nil: all.
    ///   - options: indices of the options whose figures are wanted; nil: all.
    ///   - councilBudgets: which budgets of councils are made; nil: none.
    ///   - threads: how many blocks are worked on at the same time, at least 1.
    ///   - firstBlockAlone: whether the first block is finished before the consumer of any other is made.
    ///   - progress: told the number of trials done, now and then, from any thread.
    ///   - consumer: makes the consumer of a block, given its number and trials; called from any thread. Called once
    ///     more for a block in which a value is not finite, which is worked out again step by step.
    ///   - finished: takes a consumer back; called for one block at a time, in the order of blocks.
    /// - Throws: `CouncilModelError` for the first block in which something is not a finite number.
    package func run(
        blocks: Range<Int>? = nil, options: [Int]? = nil,
        councilBudgets: CouncilBudgets? = nil, threads: Int = 1,
        firstBlockAlone: Bool = false, progress: (@Sendable (Int) -> Void)? = nil,
        consumer: @escaping @Sendable (Int, Range<Int>) -> BlockConsumer,
        finished: @escaping (Int, BlockConsumer) -> Void
    ) throws(CouncilModelError) {
        let weights = try benefitWeights.made(for: self)
        let wanted = options ?? Array(self.options.indices)
        let simulated = wanted.contains(reference) ? wanted : [reference] + wanted
        let order = SimulationOrder(
            plan: self, weights: weights, options: simulated, wanted: Set(wanted), budgets: councilBudgets ?? .none,
            consumer: consumer, progress: progress)
        let all = blocks ?? 0..<blockCount
        try order.run(all, of: blockRanges, threads: threads, firstAlone: firstBlockAlone, finished: finished)
    }

    /// Runs one trial of every option again and keeps every flow: the same draws, and so the same figures as in a run.
    package func record(trial: Int) throws(CouncilModelError) -> [CentralResult] {
        try trace(.recorded(trial)).results
    }

    /// Measures of every option in one trial, worked out step by step; without flows and joining years.
    package func measured(trial: Int) throws(CouncilModelError) -> [CentralResult] {
        try trace(.recorded(trial)).measured
    }

    /// The central case of every option: one deterministic trial.
    package func centralCase() throws(CouncilModelError) -> TracedOptions {
        try trace(.central)
    }

    /// Trials of each block: batches, the last cut short.
    private var blockRanges: [Range<Int>] {
        let size = AddressedDraws.batchSize
        return stride(from: 0, to: scenario.trials, by: size).map { $0..<min($0 + size, scenario.trials) }
    }
}

/// A run being worked off, block by block.
private final class SimulationOrder: Sendable {
    private let plan: RunPlan
    private let weights: BenefitWeights
    private let options: [Int]
    private let wanted: Set<Int>
    private let budgets: CouncilBudgets
    private let runs: LeverRuns
    private let consumer: @Sendable (Int, Range<Int>) -> BlockConsumer
    private let progress: (@Sendable (Int) -> Void)?
    private let done = Mutex(0)

    init(
        plan: RunPlan, weights: BenefitWeights, options: [Int], wanted: Set<Int>, budgets: CouncilBudgets,
        consumer: @escaping @Sendable (Int, Range<Int>) -> BlockConsumer, progress: (@Sendable (Int) -> Void)?
    ) {
        self.plan = plan
        self.weights = weights
        self.options = options
        self.wanted = wanted
        self.budgets = budgets
        self.consumer = consumer
        self.progress = progress
        runs = LeverRuns(plan: plan, options: options, weights: weights)
    }

    func run(
        _ blocks: Range<Int>, of ranges: [Range<Int>], threads: Int, firstAlone: Bool,
        finished: @escaping (Int, BlockConsumer) -> Void
    ) throws(CouncilModelError) {
        let state = Mutex(Waiting(blocks: blocks))
        let first = FirstBlock()
        let finished = Finish(call: finished)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, blocks.count))) { _ in
            var simulation: BlockSimulation?
            while let block = state.withLock({ $0.take() }) {
                do throws(CouncilModelError) {
                    let trials = ranges[block]
                    if simulation?.width != trials.count {
                        // The tables of one that is over are there for the next.
                        simulation = nil
                        simulation = make(width: trials.count)
                    }
                    guard let simulation else { preconditionFailure("a simulation was made") }
                    let waits = firstAlone && block > blocks.lowerBound && !first.isOver
                    let consumer = Finished(
                        consumer: try self.run(block, trials: trials, with: simulation, after: waits ? first : nil))
                    state.withLock { $0.finish(block, consumer, finished) }
                    if block == blocks.lowerBound { first.end() }
                    let done = done.withLock { done in
                        done += trials.count
                        return done
                    }
                    progress?(done)
                } catch {
                    state.withLock { $0.fail(error, block: block) }
                    if block == blocks.lowerBound { first.end(hasFailed: true) }
                }
            }
        }
        if let failure = state.withLock({ $0.failure }) { throw failure.error }
    }

    private func make(width: Int, isTraced: Bool = false) -> BlockSimulation {
        let runs = isTraced ? LeverRuns(plan: plan, options: options, weights: weights, isTraced: true) : runs
        return BlockSimulation(
            plan: plan, runs: runs, options: options, wanted: wanted, width: width, budgets: budgets)
    }

    /// Works a block out; where a value is not finite once more step by step, which says where, or finds that what is
    /// not finite never flows.
    ///
    /// - Parameter first: the first block of all, where its end has to be waited for before a consumer is made.
    private func run(
        _ block: Int, trials: Range<Int>, with simulation: BlockSimulation, after first: FirstBlock?
    ) throws(CouncilModelError) -> BlockConsumer {
        do throws(CouncilModelError) {
            if let first {
                let late = LateConsumer(after: first) { self.consumer(block, trials) }
                try simulation.run(.simulated(trials), consumer: late)
                return late.consumer ?? late
            }
            let consumer = consumer(block, trials)
            try simulation.run(.simulated(trials), consumer: consumer)
            return consumer
        } catch {
            if first?.wait() == true { throw error }
            let consumer = consumer(block, trials)
            try make(width: trials.count, isTraced: true).run(.simulated(trials), consumer: consumer)
            return consumer
        }
    }
}

/// A consumer whose block is done: nobody touches it any more but whoever takes it back.
private struct Finished: @unchecked Sendable {
    let consumer: BlockConsumer
}

/// The end of the first block, for which others wait.
private final class FirstBlock: Sendable {
    private let end = DispatchGroup()
    private let state = Mutex((isOver: false, hasFailed: false))

    init() { end.enter() }

    var isOver: Bool { state.withLock(\.isOver) }

    func end(hasFailed: Bool = false) {
        state.withLock { $0 = (true, hasFailed) }
        end.leave()
    }

    /// Waits for it, and says whether it has failed.
    @discardableResult func wait() -> Bool {
        end.wait()
        return state.withLock(\.hasFailed)
    }
}

/// A consumer that is made when the first figures come, and the first block is over: until then its block is under way
/// already. Where the first block has failed there is nobody to take anything.
private final class LateConsumer: BlockConsumer {
    private let first: FirstBlock
    private let make: () -> BlockConsumer
    private(set) lazy var consumer: BlockConsumer? = first.wait() ? nil : make()

    init(after first: FirstBlock, make: @escaping () -> BlockConsumer) {
        self.first = first
        self.make = make
    }

    func take(_ figures: CouncilTrials, council: Int, option: Int) {
        consumer?.take(figures, council: council, option: option)
    }

    func take(_ budget: BudgetTrials, council: Int, option: Int) {
        consumer?.take(budget, council: council, option: option)
    }

    func take(_ figures: OptionTrials, option: Int) { consumer?.take(figures, option: option) }
    func finish(_ world: WorldTrials) { consumer?.finish(world) }

    var wantsCouncils: Bool { consumer?.wantsCouncils ?? false }
    var wantsPools: Bool { consumer?.wantsPools ?? false }
}

/// What takes consumers back. Only one thread at a time is inside, which a lock sees to.
private struct Finish: @unchecked Sendable {
    let call: (Int, BlockConsumer) -> Void
}

/// What threads share while a run goes on.
private struct Waiting {
    private let blocks: Range<Int>
    private var next: Int
    /// The block whose consumer goes back next, and those that wait for their turn.
    private var due: Int
    private var consumers: [Int: Finished] = [:]
    private(set) var failure: (block: Int, error: CouncilModelError)?

    init(blocks: Range<Int>) {
        self.blocks = blocks
        next = blocks.lowerBound
        due = blocks.lowerBound
    }

    /// The next block that nobody has taken; none once there is a failure.
    ///
    /// Blocks are taken in order, so all blocks before a failing one are finished, and which failure is reported does
    /// not depend on the threads.
    mutating func take() -> Int? {
        guard failure == nil, next < blocks.upperBound else { return nil }
        defer { next += 1 }
        return next
    }

    mutating func finish(_ block: Int, _ consumer: Finished, _ finish: Finish) {
        consumers[block] = consumer
        while let ready = consumers.removeValue(forKey: due) {
            finish.call(due, ready.consumer)
            due += 1
        }
    }

    mutating func fail(_ error: CouncilModelError, block: Int) {
        if let failure, failure.block < block { return }
        failure = (block, error)
    }
}
