import Appraisal
import CouncilModel
import Stochastics
import Synchronization

/// What is read across options: decisions, pairs and drivers, and the pools, which all options share.
///
/// Of the first ``mostTrialsKept`` trials all values that this needs are kept. A run of more trials is decided block by
/// block as it goes on; its dominance and its drivers are those of the trials kept.
final class ChoiceTally: BlockTally {
    let shape: RunShape
    let scenario: Scenario
    /// By measure of value: values by option and trial, of the trials kept; of NPSV alone where there are more trials.
    let kept: [TrialRows]
    /// Values of trial-level assumptions, of the trials kept.
    let assumptions: TrialRows
    /// Differences of pairs of options in NPSV; nil where all trials are kept.
    let differences: SketchCells?
    private let folded: Mutex<FoldedChoice>
    /// Room of blocks that are over, for those that come.
    private let rooms = Mutex<[[TrialRows]]>([])

    /// The most trials of which values of totals are kept, so that their percentiles are exact: the default number.
    static let mostTrialsKept = 10_240

    init(_ shape: RunShape, of scenario: Scenario) {
        self.shape = shape
        self.scenario = scenario
        let options = shape.options.count
        let trials = min(shape.trials, Self.mostTrialsKept)
        let keepsAll = trials == shape.trials
        let measures = DecisionAppraisal.measuresOfValue.prefix(keepsAll ? 3 : 1)
        let memory = RowMemory(rows: measures.count * options + shape.assumptions.count, trials: trials)
        kept = measures.map { _ in TrialRows(rows: options, in: memory) }
        assumptions = TrialRows(rows: shape.assumptions.count, in: memory)
        differences = keepsAll ? nil : SketchCells(count: OptionPair.all(of: shape).count)
        folded = Mutex(FoldedChoice(shape))
    }

    /// Whether the values of all trials are kept.
    var keepsAll: Bool { differences == nil }

    /// Whether the values of all trials of a run are.
    static func keepsAll(_ shape: RunShape) -> Bool { shape.trials <= mostTrialsKept }

    func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer {
        ChoiceBlock(self, trials: trials, rows: room())
    }

    /// By measure of value: room for values by option, where a block is decided as it comes.
    private func room() -> [TrialRows] {
        if keepsAll { return [] }
        return rooms.withLock { $0.popLast() }
            ?? DecisionAppraisal.measuresOfValue.map { _ in
                TrialRows(rows: shape.options.count, trials: TrialRows.block)
            }
    }

    func fold(_ consumer: any BlockConsumer, block: Int) {
        guard let consumer = consumer as? ChoiceBlock else { preconditionFailure("a tally folds its own consumers") }
        fold(consumer.figures, poolSums: consumer.poolSums, block: block)
        rooms.withLock { $0.append(consumer.rows) }
    }

    func endPass() { rooms.withLock { $0 = [] } }

    /// Takes up what a block says; blocks come in order.
    func fold(_ figures: ChoiceFigures?, poolSums: [[Double]], block: Int) {
        folded.withLock { folded in
            folded.foldPools(poolSums, block: block)
            if let figures { folded.fold(figures, isComplete: shape.trials(of: block).count == TrialRows.block) }
        }
    }

    /// Decides what was kept, once all options of all blocks are in.
    func decideKept() {
        guard keepsAll else { return }
        let pairs = OptionPair.all(of: shape)
        let figures = inParallel(shape.blocks) { block in
            let trials = self.shape.trials(of: block)
            let rows = self.kept.map { rows in self.shape.options.indices.map { rows[$0] + trials.lowerBound } }
            return ChoiceFigures(rows, count: trials.count, pairs: pairs, differences: nil)
        }
        folded.withLock { folded in
            for (block, figures) in figures.enumerated() {
                folded.fold(figures, isComplete: shape.trials(of: block).count == TrialRows.block)
            }
        }
    }

    /// What all blocks add up to.
    var total: FoldedChoice { folded.withLock { $0 } }
}

/// Two options, in the order of their names, so that no figure hangs on the order in which options are given.
struct OptionPair: Sendable, Hashable {
    let first, second: Int

    /// All pairs.
    static func all(of shape: RunShape) -> [OptionPair] {
        let order = shape.options.indices.sorted { (shape.options[$0].name, $0) < (shape.options[$1].name, $1) }
        return order.indices.flatMap { first in
            (first + 1..<order.count).map { OptionPair(first: order[first], second: order[$0]) }
        }
    }
}

/// Takes one block of trials for a ``ChoiceTally``.
final class ChoiceBlock: BlockConsumer {
    private let tally: ChoiceTally
    let trials: Range<Int>
    /// By measure of value: values by option, where a block is decided as it comes.
    fileprivate let rows: [TrialRows]
    private(set) var poolSums: [[Double]] = []
    /// What the block says; nil where it is decided later.
    private(set) var figures: ChoiceFigures?

    init(_ tally: ChoiceTally, trials: Range<Int>, rows: [TrialRows]) {
        self.tally = tally
        self.trials = trials
        self.rows = rows
    }

    var wantsCouncils: Bool { false }

    func take(_ figures: CouncilTrials, council: Int, option: Int) {}
    func take(_ budget: BudgetTrials, council: Int, option: Int) {}

    func take(_ figures: OptionTrials, option: Int) {
        for (index, measure) in DecisionAppraisal.measuresOfValue.enumerated() {
            guard let row = figures.measures[measure.place] else {
                preconditionFailure("every option of a result has \(measure.rawValue)")
            }
            if !rows.isEmpty { rows[index].put(row, count: figures.count, row: option, from: 0) }
            if index < tally.kept.count, trials.upperBound <= tally.kept[index].trials {
                tally.kept[index].put(row, count: figures.count, row: option, from: trials.lowerBound)
            }
        }
    }

    func finish(_ world: WorldTrials) {
        poolSums = world.poolSums
        if trials.upperBound <= tally.assumptions.trials {
            for (index, row) in world.assumptions.enumerated() {
                tally.assumptions.put(row, count: world.count, row: index, from: trials.lowerBound)
            }
        }
        guard !rows.isEmpty else { return }
        let pointers = rows.map { rows in (0..<rows.rows).map { UnsafePointer(rows[$0]) } }
        figures = ChoiceFigures(
            pointers, count: trials.count, pairs: OptionPair.all(of: tally.shape), differences: tally.differences
        )
    }
}

/// What a block of trials says of the choice between options.
struct ChoiceFigures: Sendable {
    /// By measure of value and option: in how many trials it is one of k best, at place k − 1.
    var timesBest: [[[Int]]] = []
    /// By measure of value and option.
    var regrets: [[SampleMoments]] = []
    /// By pair.
    var pairs: [Pair] = []

    /// One pair of options by NPSV.
    struct Pair: Sendable {
        /// In how many trials the first is better, and worse.
        var better, worse: Int
        /// The first less the second.
        var difference: SampleMoments
    }

    /// - Parameters:
    ///   - rows: by measure of value and option, NPSV first.
    ///   - count: number of trials.
    ///   - differences: takes up the differences of pairs.
    init(_ rows: [[TrialRow]], count: Int, pairs: [OptionPair], differences: SketchCells?) {
        var decisions: [Decision] = []
        for row in rows { decisions.append(Decision(rows: row, trials: count)) }
        timesBest = decisions.map { $0.timesBest() }
        regrets = decisions.map { decision in
            (0..<decision.optionCount).map { SampleMoments(of: decision.regrets(of: $0), count: count) }
        }
        let difference = Scratch(capacity: count)
        self.pairs.reserveCapacity(pairs.count)
        for (index, pair) in pairs.enumerated() {
            let (first, second) = (rows[0][pair.first], rows[0][pair.second])
            for trial in 0..<count { difference.values[trial] = first[trial] - second[trial] }
            differences?.add(difference.values, count: count, to: index)
            let (better, worse) = decisions[0].timesBetter(pair.first, than: pair.second)
            self.pairs.append(
                Pair(better: better, worse: worse, difference: SampleMoments(of: difference.values, count: count)))
        }
    }
}

/// What all blocks say of the choice between options, folded in their order.
struct FoldedChoice: Sendable {
    /// By measure of value and option.
    private(set) var options: [[Option]]
    /// By measure of value: the least expected regret of complete batches.
    private(set) var informationBatches: [SampleMoments]
    /// By pair.
    private(set) var pairs: [Pair]
    /// Sums over trials of pools by year.
    private(set) var poolSums: [[Double]] = []
    private var blocksOfPools = 0

    /// One option by one measure of value.
    struct Option: Sendable {
        /// In how many trials it is one of k best, at place k − 1.
        var timesBest: [Int] = []
        /// Its share of being best in complete batches.
        var batches = SampleMoments()
        var regret = FoldedMoments()

        /// What a trial's share of being best is, over all trials.
        func shares(ofTrials trials: Int) -> SampleMoments { Self.shares(timesBest, of: trials) }

        static func shares(_ timesBest: [Int], of trials: Int) -> SampleMoments {
            var (sum, squares) = (0.0, 0.0)
            for (index, count) in timesBest.enumerated() {
                sum += Double(count) / Double(index + 1)
                squares += Double(count) / Double((index + 1) * (index + 1))
            }
            let mean = sum / Double(trials)
            return SampleMoments(count: trials, mean: mean, squares: max(0, squares - mean * sum))
        }
    }

    /// One pair of options.
    struct Pair: Sendable {
        var better = 0
        var worse = 0
        /// The share of complete batches in which the first is better, ties counting ½.
        var batches = SampleMoments()
        var difference = FoldedMoments()

        /// What a trial counts for the first, over all trials: 1, ½ or 0.
        static func wins(better: Int, worse: Int, of trials: Int) -> SampleMoments {
            let tied = Double(trials - better - worse)
            let sum = Double(better) + 0.5 * tied
            let mean = sum / Double(trials)
            return SampleMoments(count: trials, mean: mean, squares: max(0, Double(better) + 0.25 * tied - mean * sum))
        }
    }

    init(_ shape: RunShape) {
        let measures = DecisionAppraisal.measuresOfValue.count
        options = Array(repeating: shape.options.map { _ in Option() }, count: measures)
        informationBatches = Array(repeating: SampleMoments(), count: measures)
        pairs = Array(repeating: Pair(), count: shape.options.count * (shape.options.count - 1) / 2)
    }

    mutating func fold(_ block: ChoiceFigures, isComplete: Bool) {
        for (measure, regrets) in block.regrets.enumerated() {
            for (option, regret) in regrets.enumerated() {
                let timesBest = block.timesBest[measure][option]
                let missing = timesBest.count - options[measure][option].timesBest.count
                if missing > 0 { options[measure][option].timesBest += Array(repeating: 0, count: missing) }
                for place in timesBest.indices { options[measure][option].timesBest[place] += timesBest[place] }
                options[measure][option].regret.fold(regret, isComplete: isComplete)
                guard isComplete else { continue }
                options[measure][option].batches.add(Option.shares(timesBest, of: regret.count).mean)
            }
            if isComplete { informationBatches[measure].add(regrets.reduce(.infinity) { min($0, $1.mean) }) }
        }
        for (index, pair) in block.pairs.enumerated() {
            pairs[index].better += pair.better
            pairs[index].worse += pair.worse
            pairs[index].difference.fold(pair.difference, isComplete: isComplete)
            guard isComplete else { continue }
            pairs[index].batches.add(
                Pair.wins(better: pair.better, worse: pair.worse, of: pair.difference.count).mean)
        }
    }

    /// Takes up the pools of a block, once however many passes there are.
    mutating func foldPools(_ sums: [[Double]], block: Int) {
        guard block == blocksOfPools else { return }
        blocksOfPools += 1
        if poolSums.isEmpty {
            poolSums = sums
        } else {
            for pool in sums.indices {
                for year in sums[pool].indices { poolSums[pool][year] += sums[pool][year] }
            }
        }
    }
}
