import Dispatch
import Stochastics
import Synchronization

/// What coalitions of councils would cost and be worth under one option in the central case, if those in them were the only
/// eligible ones and all joined at once.
///
/// Coalitions stand side by side as trials of a block do: all have the central case's draws, and differ in who takes part.
/// So formulas, scales, claims, teams and modifiers are those of any run, and a coalition costs what a trial costs.
package struct CoalitionGame: Sendable {
    /// Which flows are looked at.
    package let flows: SharedFlows
    /// Names of the option's levers in order of claiming.
    package let levers: [String]
    /// By lever: positions of the councils that may join it, ascending.
    package let eligible: [[Int]]
    private let plan: RunPlan
    private let weights: BenefitWeights

    /// Index of the option in the plan.
    private static let option = 1

    /// - Parameters:
    ///   - scenario: the scenario.
    ///   - option: name of one of its options; a reference is not taken off.
    ///   - flows: what is looked at.
    package init(_ scenario: Scenario, option: String, flows: SharedFlows) throws {
        precondition(flows != .allButProgrammeCosts, "coalitions are looked at without transfers and leads")
        self.flows = flows
        var plan = try RunPlan(scenario.sharing(option: option, flows: flows))
        plan.joinedByAll = [Self.option]
        weights = try plan.benefitWeights.made(for: plan)
        self.plan = plan
        levers = plan.options[Self.option].levers.map { plan.levers[$0].lever.variantOf.first ?? "" }
        eligible = plan.options[Self.option].levers.map { plan.levers[$0].lever.eligible }
    }

    /// Number of councils selected.
    package var councilCount: Int { plan.councilCount }

    /// What the coalitions of one block come to.
    package struct Figures: Sendable {
        /// PV of programme costs before grants: `[lever in order of claiming][coalition]`.
        package var programmeCosts: [[Double]]
        /// PV of what party council gains less what it pays, over the members of each coalition; 0 throughout where
        /// programme costs alone are looked at.
        package var members: [Double]
        /// The same by council, `[council position][coalition]`; 0 for those outside. Empty unless asked for.
        package var byCouncil: [[Double]]
    }

    /// Works out blocks of coalitions on several threads, and returns what is made of them in order.
    ///
    /// - Parameters:
    ///   - blocks: number of blocks.
    ///   - byCouncil: whether figures of single councils are wanted.
    ///   - block: the coalitions of a block, by its number; called from any thread.
    ///   - result: what is kept of a block; called from any thread.
    ///   - finished: told after each block, from any thread.
    /// - Throws: `CouncilModelError` for the first block in which something is not a finite number.
    package func results<Result: Sendable>(
        blocks: Int, byCouncil: Bool = false, threads: Int, block: @escaping @Sendable (Int) -> CoalitionBlock,
        finished: @escaping @Sendable () -> Void = {}, result: @escaping @Sendable (Int, Figures) -> Result
    ) throws(CouncilModelError) -> [Result] {
        let runs = LeverRuns(plan: plan, options: [Self.option], weights: weights)
        let state = Mutex(Progress<Result>(results: Array(repeating: nil, count: blocks)))
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, blocks))) { _ in
            var simulation: BlockSimulation?
            while let number = state.withLock({ $0.take() }) {
                let coalitions = block(number)
                if simulation?.width != coalitions.count { simulation = make(runs, width: coalitions.count) }
                guard let simulation else { preconditionFailure("a simulation was made") }
                do throws(CouncilModelError) {
                    let figures = try figures(of: coalitions, byCouncil: byCouncil, with: simulation)
                    let kept = result(number, figures)
                    state.withLock { $0.results[number] = kept }
                    finished()
                } catch {
                    state.withLock { $0.fail(error, block: number) }
                }
            }
        }
        let done = state.withLock { $0 }
        if let failure = done.failure { throw failure.error }
        return done.results.compactMap { $0 }
    }

    /// What one block of coalitions comes to.
    package func figures(
        of coalitions: CoalitionBlock, byCouncil: Bool = false
    ) throws(CouncilModelError) -> Figures {
        let runs = LeverRuns(plan: plan, options: [Self.option], weights: weights)
        return try figures(of: coalitions, byCouncil: byCouncil, with: make(runs, width: coalitions.count))
    }

    private func make(_ runs: LeverRuns, width: Int) -> BlockSimulation {
        BlockSimulation(plan: plan, runs: runs, options: [Self.option], wanted: [Self.option], width: width)
    }

    /// Where a value is not finite the block is worked out again step by step, which says where, or finds that what is not
    /// finite never flows.
    private func figures(
        of coalitions: CoalitionBlock, byCouncil: Bool, with simulation: BlockSimulation
    ) throws(CouncilModelError) -> Figures {
        do throws(CouncilModelError) {
            let reader = FigureReader(plan: plan, option: Self.option, coalitions: coalitions, byCouncil: byCouncil)
            try simulation.run(.centralCopies(coalitions.count), consumer: reader, coalitions: coalitions)
            return reader.figures
        } catch {
            let reader = FigureReader(plan: plan, option: Self.option, coalitions: coalitions, byCouncil: byCouncil)
            let runs = LeverRuns(plan: plan, options: [Self.option], weights: weights, isTraced: true)
            try make(runs, width: coalitions.count)
                .run(.centralCopies(coalitions.count), consumer: reader, coalitions: coalitions)
            return reader.figures
        }
    }

    /// What threads share.
    private struct Progress<Result: Sendable> {
        var results: [Result?]
        private(set) var failure: (block: Int, error: CouncilModelError)?
        private var next = 0

        init(results: [Result?]) { self.results = results }

        /// Blocks are taken in order, so which failure is reported does not depend on the threads.
        mutating func take() -> Int? {
            guard failure == nil, next < results.count else { return nil }
            defer { next += 1 }
            return next
        }

        mutating func fail(_ error: CouncilModelError, block: Int) {
            if let failure, failure.block < block { return }
            failure = (block, error)
        }
    }
}

/// Adds up what members of coalitions come to.
private final class FigureReader: BlockConsumer {
    private(set) var figures: CoalitionGame.Figures
    private let coalitions: CoalitionBlock
    private let byCouncil: Bool
    /// By line of the option: the place of its lever, for programme costs; nil for all others.
    private let leverOfCost: [Int?]
    /// By lever: whether a coalition holds any council that may join it.
    private let isPresent: [[Bool]]

    init(plan: RunPlan, option: Int, coalitions: CoalitionBlock, byCouncil: Bool) {
        self.coalitions = coalitions
        self.byCouncil = byCouncil
        let levers = plan.options[option].levers.map { plan.levers[$0] }
        leverOfCost = levers.enumerated().flatMap { place, lever in
            lever.lines.map { $0.line.side == .cost && $0.line.level == .programme ? place : nil }
        }
        isPresent = levers.map { coalitions.counts(of: $0.lever.eligible).map { $0 > 0 } }
        figures = CoalitionGame.Figures(
            programmeCosts: levers.map { _ in Array(repeating: 0, count: coalitions.count) },
            members: Array(repeating: 0, count: coalitions.count),
            byCouncil: byCouncil
                ? Array(
                    repeating: Array(repeating: 0, count: coalitions.count), count: plan.councilCount) : [])
    }

    func take(_ council: CouncilTrials, council position: Int, option: Int) {
        guard !council.isNothing else { return }
        for coalition in 0..<council.count where coalitions.holds(position, in: coalition) {
            figures.members[coalition] += council.npv[coalition]
            if byCouncil { figures.byCouncil[position][coalition] = council.npv[coalition] }
        }
    }

    func take(_ budget: BudgetTrials, council: Int, option: Int) {}

    func take(_ option: OptionTrials, option index: Int) {
        for (lever, row) in zip(leverOfCost, option.lines) {
            guard let lever else { continue }
            for coalition in 0..<option.count where isPresent[lever][coalition] {
                figures.programmeCosts[lever][coalition] += row.presentValue[coalition]
            }
        }
    }

    func finish(_ world: WorldTrials) {}

    var wantsPools: Bool { false }
}
