import CouncilModel

/// Something that hands every figure of a run to consumers, block by block, as often as it is asked to.
package protocol TrialSource {
    /// What the run holds.
    var shape: RunShape { get }

    /// Goes through all blocks of a pass once.
    ///
    /// - Parameters:
    ///   - pass: what of each block is wanted.
    ///   - consumer: makes the consumer of a block, given its number and its trials; called from any thread.
    ///   - finished: takes a block's consumer when it has seen all; called for one block at a time, in order of blocks.
    /// - Throws: what simulating throws.
    func run(
        _ pass: TrialPass, consumer: @escaping @Sendable (Int, Range<Int>) -> any BlockConsumer,
        finished: @escaping (Int, any BlockConsumer) -> Void
    ) throws(CouncilModelError)
}

/// What one going through the trials asks for.
package struct TrialPass: Sendable {
    /// Options whose figures are wanted, by their place in the run; nil: all.
    package var options: [Int]?
    /// Budgets of councils that are wanted; nil: none.
    package var budgets: CouncilBudgets?
    /// Whether the first block is finished before any other begins.
    package var firstBlockAlone: Bool
    /// Which blocks; nil: all.
    package var blocks: Range<Int>?

    /// Of its parts, which the properties of these names explain.
    package init(
        options: [Int]? = nil, budgets: CouncilBudgets? = nil, firstBlockAlone: Bool = false
    ) {
        self.options = options
        self.budgets = budgets
        self.firstBlockAlone = firstBlockAlone
    }
}

/// What a run holds: names and numbers, no figures.
package struct RunShape: Sendable {
    /// Number of trials.
    package var trials: Int
    /// `Do nothing` first.
    package var options: [OptionShape]
    /// Names of trial-level assumptions, in order.
    package var assumptions: [String]
    /// Names of pools, in order.
    package var pools: [String]

    /// Of its parts, which the properties of these names explain.
    package init(trials: Int, options: [OptionShape], assumptions: [String], pools: [String]) {
        self.trials = trials
        self.options = options
        self.assumptions = assumptions
        self.pools = pools
    }

    /// Whether the figures of councils are handed over, under any option.
    var hasCouncils: Bool { options.contains(where: \.hasCouncils) }

    /// Number of blocks, the last of which may be cut short.
    package var blocks: Int { (trials + TrialRows.block - 1) / TrialRows.block }

    /// The trials of a block.
    func trials(of block: Int) -> Range<Int> {
        block * TrialRows.block..<min((block + 1) * TrialRows.block, trials)
    }
}

/// What a run holds of one option.
package struct OptionShape: Sendable {
    /// Name of the option.
    package var name: String
    /// Names of its levers in order of claiming.
    package var levers: [String]
    /// Its lines, in the order in which their figures come.
    package var lines: [LineKey]
    /// Parties of which something is told.
    package var parties: [Party]
    /// Whether it has a budget in money of the day.
    package var hasBudget: Bool
    /// Whether the figures of councils are handed over.
    package var hasCouncils: Bool

    /// Of its parts, which the properties of these names explain.
    package init(
        name: String, levers: [String], lines: [LineKey], parties: [Party], hasBudget: Bool, hasCouncils: Bool
    ) {
        self.name = name
        self.levers = levers
        self.lines = lines
        self.parties = parties
        self.hasBudget = hasBudget
        self.hasCouncils = hasCouncils
    }
}

/// Takes up a run block by block: it makes a consumer for each block, and folds them in order of blocks.
package protocol BlockTally: AnyObject, Sendable {
    /// A consumer for a block, on any thread.
    func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer

    /// Takes up a consumer of its own that has seen a whole block; blocks come in order, one at a time.
    func fold(_ consumer: any BlockConsumer, block: Int)

    /// Lets go of what is only needed while blocks come; called when a pass is over.
    func endPass()
}

extension BlockTally {
    /// Nothing, for a tally that holds nothing more than its figures.
    package func endPass() {}
}

/// Several tallies that are filled in the same pass.
final class TallyGroup: BlockTally {
    private let members: [any BlockTally]

    init(_ members: [any BlockTally]) {
        self.members = members
    }

    func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer {
        Consumer(members.map { $0.consumer(block: block, trials: trials) })
    }

    func fold(_ consumer: any BlockConsumer, block: Int) {
        for (member, part) in zip(members, parts(of: consumer)) { member.fold(part, block: block) }
    }

    /// The consumers of each tally that one of the group consists of.
    func parts(of consumer: any BlockConsumer) -> [any BlockConsumer] {
        guard let consumer = consumer as? Consumer else { preconditionFailure("a tally folds its own consumers") }
        return consumer.members
    }

    func endPass() {
        for member in members { member.endPass() }
    }

    private final class Consumer: BlockConsumer {
        let members: [any BlockConsumer]
        /// Those of them that want councils.
        private let takingCouncils: Chain?

        /// A consumer and those after it, none of which can change: so nobody counts who uses them, for every council of every
        /// block.
        private final class Chain {
            private let first: any BlockConsumer
            private let rest: Chain?

            init?(_ consumers: ArraySlice<any BlockConsumer>) {
                guard let first = consumers.first else { return nil }
                self.first = first
                rest = Chain(consumers.dropFirst())
            }

            func take(_ figures: CouncilTrials, council: Int, option: Int) {
                first.take(figures, council: council, option: option)
                rest?.take(figures, council: council, option: option)
            }
        }

        init(_ members: [any BlockConsumer]) {
            self.members = members
            takingCouncils = Chain(members.filter(\.wantsCouncils)[...])
        }

        func take(_ figures: CouncilTrials, council: Int, option: Int) {
            takingCouncils?.take(figures, council: council, option: option)
        }

        func take(_ budget: BudgetTrials, council: Int, option: Int) {
            for member in members { member.take(budget, council: council, option: option) }
        }

        func take(_ figures: OptionTrials, option: Int) {
            for member in members { member.take(figures, option: option) }
        }

        func finish(_ world: WorldTrials) {
            for member in members { member.finish(world) }
        }
    }
}

extension TrialSource {
    /// Fills a tally in one pass.
    package func fill(_ tally: any BlockTally, in pass: TrialPass) throws(CouncilModelError) {
        try run(pass, consumer: { tally.consumer(block: $0, trials: $1) }, finished: { tally.fold($1, block: $0) })
        tally.endPass()
    }
}
