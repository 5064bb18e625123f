import CouncilModel
import Stochastics
import Synchronization

/// What is shown of options and of groups of councils, over all trials of a pass.
///
/// Percentiles are read from the values of all trials, where these are kept, from windows on them, or from sketches; means and
/// their errors from moments that are folded in the order of blocks.
package final class OptionsTally: BlockTally {
    let shape: RunShape
    let scenario: Scenario
    let groups: [CouncilGroup]
    /// Places in the run of the options that the pass holds.
    let options: [Int]
    /// By option of the pass: its figures.
    let figures: [FigureList]
    /// By option of the pass: values by trial of the figures kept.
    let kept: [TrialRows]?
    /// By option of the pass: for each figure, its row among those kept.
    let keptRow: [[Int?]]
    /// Windows on figures whose values are not kept; nil where all are, or there are sketches.
    let windows: OptionWindows?
    /// By option of the pass some percentile of which lies in no window: where it is in a tally that keeps all values.
    private let wholes = Mutex([Int: (tally: OptionsTally, place: Int)]())
    /// By option of the pass: sketches by figure; nil where percentiles are exact.
    let sketches: [SketchCells]?
    /// By option of the pass: values of figures at the ranks shown, where the run is gone through again for these.
    let exact: [ExactCells]?
    /// By option of the pass: figures of which the mean of the worst tenth is shown.
    let worst: [[Int: Statistics.Worst]]
    /// By option of the pass: calendar years of payback.
    let paybackYears: CountCells
    /// By option of the pass: members of lever and year.
    let members: [CountCells]
    /// By option of the pass, filled in the order of blocks.
    private let folded: Mutex<[FoldedOption]>
    private let consumers = ReusedConsumers<OptionsBlock>()

    /// Options whose values by trial take no more than this, in bytes, go through one pass together.
    package static let mostBytes = 512 << 20

    /// - Parameters:
    ///   - shape: what the run holds.
    ///   - scenario: the scenario.
    ///   - options: places in the run of the options of this pass.
    ///   - isExact: whether percentiles are exact, from values kept by trial and from windows.
    ///   - isRecorded: whether all values are kept then, as shards record them.
    ///   - errors: how many standard errors windows reach to each side.
    ///   - first: the same options from sketches, with what is shown of them: values are collected at these ranks.
    init(
        _ shape: RunShape, of scenario: Scenario, options: [Int], isExact: Bool, isRecorded: Bool = false,
        errors: Double = QuantileSearch.usualErrors, after first: (tally: OptionsTally, asked: [AskedFigures])? = nil
    ) {
        self.shape = shape
        self.scenario = scenario
        self.options = options
        groups = shape.hasCouncils ? CouncilGroup.all(of: scenario) : []
        let figures = options.map { Self.figures(of: shape.options[$0], years: scenario.years) }
        self.figures = figures
        keptRow = figures.map { list in
            var rows = [Int?](repeating: nil, count: list.count)
            for (row, figure) in list.kept(all: isRecorded).enumerated() { rows[figure] = row }
            return rows
        }
        if isExact {
            let rows = figures.map { $0.kept(all: isRecorded).count }
            let memory = RowMemory(rows: rows.reduce(0, +), trials: shape.trials)
            kept = rows.map { TrialRows(rows: $0, in: memory) }
        } else {
            kept = nil
        }
        windows =
            isExact && !isRecorded
            ? OptionWindows(
                percents: figures.map { $0.percents(in: scenario) }, trials: shape.trials, errors: errors) : nil
        worst = first?.asked.map(\.worst) ?? options.map { _ in [:] }
        exact = first.map { first in
            zip(figures, first.asked).enumerated().map { place, pair in
                let cells = ExactCells(count: pair.0.count)
                for (figure, percents) in pair.1.percents.sorted(by: { $0.key < $1.key }) {
                    cells.want(
                        percents, worst: pair.1.worst[figure], of: first.tally.sketches?[place][figure], for: figure)
                }
                return cells
            }
        }
        sketches = isExact || first != nil ? nil : figures.map { SketchCells(count: $0.count) }
        paybackYears = CountCells(count: options.count)
        members = options.map { CountCells(count: shape.options[$0].levers.count * scenario.years) }
        let groupCount = groups.count
        folded = Mutex(
            zip(options, figures).map { option, list in
                FoldedOption(figures: list.count, levers: shape.options[option].levers.count, groups: groupCount)
            })
    }

    private static func figures(of option: OptionShape, years: Int) -> FigureList {
        FigureList(years: years, lines: option.lines.count, hasBudget: option.hasBudget)
    }

    /// Cuts options into parts whose kept values and windows fit in memory together.
    static func parts(
        of shape: RunShape, years: Int, isExact: Bool, isRecorded: Bool, mostBytes: Int
    ) -> [[Int]] {
        guard isExact else { return [Array(shape.options.indices)] }
        var parts: [[Int]] = [[]]
        var taken = 0
        for option in shape.options.indices {
            let figures = figures(of: shape.options[option], years: years)
            let windows = isRecorded ? 0 : figures.count * OptionWindows.bytesOfFigure
            let bytes = TrialRows.bytes(rows: figures.kept(all: isRecorded).count, trials: shape.trials) + windows
            if taken + bytes > mostBytes, taken > 0 {
                parts.append([])
                taken = 0
            }
            parts[parts.count - 1].append(option)
            taken += bytes
        }
        return parts
    }

    /// Goes through a run again for options of which some percentile lies in no window, and keeps all their values; called
    /// once when the tally is filled. All but never is there any.
    ///
    /// - Parameter source: the run that filled it.
    func complete(from source: some TrialSource) throws(CouncilModelError) {
        guard let missed = windows?.missed, missed.contains(true) else { return }
        let affected = options.indices.filter { missed[$0] }
        let whole = OptionsTally(
            shape, of: scenario, options: affected.map { options[$0] }, isExact: true, isRecorded: true)
        try source.fill(whole, in: TrialPass(options: whole.options))
        wholes.withLock {
            for (place, option) in affected.enumerated() { $0[option] = (whole, place) }
        }
    }

    /// Where all percentiles of an option of the pass can be read, once the tally is complete.
    func readable(_ place: Int) -> (tally: OptionsTally, place: Int) { wholes.withLock { $0[place] } ?? (self, place) }

    /// A consumer of the options of a block, its memory used again from an earlier one where there is one.
    package func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer {
        consumers.begin(block, trials: trials) { OptionsBlock(self) }
    }

    /// Lets go of consumers that wait for a block.
    package func endPass() { consumers.forget() }

    /// Adds the options of a block to those before it.
    package func fold(_ consumer: any BlockConsumer, block: Int) {
        guard let consumer = consumer as? OptionsBlock else { preconditionFailure("a tally folds its own consumers") }
        for (place, option) in consumer.options.enumerated() { fold(option, place: place, block: block) }
        consumers.end(consumer, block: block)
    }

    /// Takes up what a block says of an option; blocks come in order.
    func fold(_ option: OptionBlock, place: Int, block: Int) {
        let isComplete = shape.trials(of: block).count == TrialRows.block
        folded.withLock { $0[place].fold(option, isComplete: isComplete) }
    }

    /// What the blocks of an option of the pass add up to.
    func total(of place: Int) -> FoldedOption { folded.withLock { $0[place] } }
}

/// What one block says of an option.
struct OptionBlock: Sendable {
    /// By figure.
    var moments: [SampleMoments]
    /// How NPSV goes together with public costs and with public cash: Σ(x − mean x)(y − mean y).
    var productWithCosts = 0.0
    var productWithCash = 0.0
    /// In how many trials NPSV is above 0.
    var positive = 0
    /// In how many trials each lever is wound up.
    var woundUp: [Int]
    /// By lever and year: sum of members.
    var members: [Double]
    /// By group of councils.
    var groups: [GroupBlock]
    /// By figure: sums of values beyond the bin in which the worst tenth ends, where values are collected.
    var beyond: [Int: Double] = [:]

    /// One group of councils.
    struct GroupBlock: Sendable {
        /// Sums over trials of what its councils pay, gain and come to.
        var pays = 0.0
        var gains = 0.0
        var npv = 0.0
        /// Number of trials in which any of its councils has a flow, and the sum over these of the share worse off.
        var trialsWithFlow = 0
        var shares = 0.0
    }

    init(figures: Int, levers: Int, years: Int, groups: Int) {
        moments = Array(repeating: SampleMoments(), count: figures)
        woundUp = Array(repeating: 0, count: levers)
        members = Array(repeating: 0, count: levers * years)
        self.groups = Array(repeating: GroupBlock(), count: groups)
    }
}

/// What all blocks say of an option, folded in their order.
struct FoldedOption: Sendable {
    /// Number of trials.
    private(set) var trials = 0
    /// By figure.
    private(set) var moments: [FoldedMoments]
    /// NPSV with public costs, and with public cash spent.
    private(set) var withCosts = FoldedRatio()
    private(set) var withCash = FoldedRatio()
    /// The share of trials with NPSV above 0: their number, and the shares of complete batches.
    private(set) var positive = 0
    private(set) var positiveBatches = SampleMoments()
    /// In how many trials each lever is wound up.
    private(set) var woundUp: [Int]
    /// By lever and year: sum of members.
    private(set) var members: [Double] = []
    /// By group of councils.
    private(set) var groups: [OptionBlock.GroupBlock]
    /// By figure: sums of values beyond the bin in which the worst tenth ends.
    private(set) var beyond: [Int: Double] = [:]

    init(figures: Int, levers: Int, groups: Int) {
        moments = Array(repeating: FoldedMoments(), count: figures)
        woundUp = Array(repeating: 0, count: levers)
        self.groups = Array(repeating: OptionBlock.GroupBlock(), count: groups)
    }

    mutating func fold(_ block: OptionBlock, isComplete: Bool) {
        let npsv = block.moments[Measure.npsv.place]
        let costs = block.moments[Measure.pvPublicCosts.place]
        let cash = block.moments[Measure.cashNPV.place]
        let spent = SampleMoments(count: cash.count, mean: 0 - cash.mean, squares: cash.squares)
        trials += npsv.count
        for figure in moments.indices { moments[figure].fold(block.moments[figure], isComplete: isComplete) }
        withCosts.fold(npsv, costs, products: block.productWithCosts, isComplete: isComplete)
        withCash.fold(npsv, spent, products: 0 - block.productWithCash, isComplete: isComplete)
        positive += block.positive
        if isComplete { positiveBatches.add(Double(block.positive) / Double(npsv.count)) }
        for (figure, sum) in block.beyond { beyond[figure, default: 0] += sum }
        for lever in woundUp.indices { woundUp[lever] += block.woundUp[lever] }
        if members.isEmpty { members = Array(repeating: 0, count: block.members.count) }
        for place in members.indices { members[place] += block.members[place] }
        for group in groups.indices {
            groups[group].pays += block.groups[group].pays
            groups[group].gains += block.groups[group].gains
            groups[group].npv += block.groups[group].npv
            groups[group].trialsWithFlow += block.groups[group].trialsWithFlow
            groups[group].shares += block.groups[group].shares
        }
    }
}
