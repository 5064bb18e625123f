import Appraisal
import CouncilModel
import Stochastics
import Synchronization

/// Figures by council under some options, over all trials.
///
/// Percentiles are exact as long as values of all councils and options by trial would fit in ``mostBytes``; else they are read
/// from sketches. Values themselves are kept only where shards record them.
package final class CouncilTally: BlockTally {
    /// What values of councils by trial may come to, in bytes, for percentiles to be exact.
    package static let mostBytes = 512 << 20

    let shape: RunShape
    let scenario: Scenario
    /// Places in the run of the options whose councils are shown.
    let options: [Int]
    /// Where percentiles lie, by option and council; nil where values are kept or sketches stand for them.
    let windows: CouncilWindows?
    /// Windows that keep everything on those of which some percentile lies in no window, filled by going through the run
    /// again; nil where there are none.
    private let wholes = Mutex<CouncilWindows?>(nil)
    /// NPV and cash NPV by trial, two rows for each option and council; nil where they are not kept.
    let kept: TrialRows?
    /// In which trials it joins, a bit each, a row for each option and council, where values are kept.
    let joined: TrialMarks?
    /// By option and council and block: 1 where cash NPV is NPV in every trial, and is not kept.
    let cashIsNPV: TrialMarks?
    /// By option and council.
    let sketches: [CouncilSketches]?
    /// By option and council: NPV, the same in trials in which it joins, then cash NPV likewise, where the run is gone
    /// through again for these.
    let exact: ExactCells?
    /// By option and council.
    private let folded: Mutex<[FoldedCouncil]>
    /// How often each year of joining occurs, by option, council and place of the year.
    private let yearCounts: Mutex<[UInt32]>
    private let consumers = ReusedConsumers<CouncilBlock>()

    /// How many numbers the marks of so many trials take: 16 in each.
    static func marks(_ trials: Int) -> Int { (trials + 15) / 16 }

    /// Number of councils, which is asked for at every council of every block.
    let councilCount: Int

    /// Row of the NPV of an option and council among those kept.
    func npvRow(_ cell: Int) -> Int { cell }

    /// Row of its cash NPV: after all rows of NPV, as often no cash is written.
    func cashRow(_ cell: Int) -> Int { options.count * councilCount + cell }

    /// Years of joining from this one on, counted from year 0, have a place of their own; earlier ones count as this.
    static let earliestYear = -32

    /// Number of places for years of joining, the last of which means never.
    let yearPlaces: Int

    private static func yearPlaces(in scenario: Scenario) -> Int { max(scenario.years, 16) - earliestYear + 1 }

    /// - Parameters:
    ///   - shape: the run.
    ///   - scenario: the scenario.
    ///   - options: whose councils are shown, by place in the run.
    ///   - isRecorded: whether values are kept by trial, as shards record them.
    ///   - mostBytes: see ``mostBytes``.
    ///   - errors: how many standard errors windows reach to each side.
    init(
        _ shape: RunShape, of scenario: Scenario, options: [Int], isRecorded: Bool = false,
        mostBytes: Int = CouncilTally.mostBytes, errors: Double = QuantileSearch.usualErrors
    ) {
        exact = nil
        self.shape = shape
        self.scenario = scenario
        self.options = options
        councilCount = scenario.selected.count
        yearPlaces = Self.yearPlaces(in: scenario)
        let cells = options.count * councilCount
        let bytes = TrialRows.bytes(rows: 2 * cells, trials: shape.trials) + 2 * cells * Self.marks(shape.trials)
        let isExact = bytes <= mostBytes
        let keepsValues = isExact && isRecorded
        windows =
            isExact && !isRecorded
            ? CouncilWindows(cells: Array(repeating: true, count: cells), trials: shape.trials, errors: errors) : nil
        kept = keepsValues ? TrialRows(rows: 2 * cells, trials: shape.trials) : nil
        joined = keepsValues ? TrialMarks(rows: cells, trials: Self.marks(shape.trials)) : nil
        cashIsNPV = keepsValues ? TrialMarks(rows: cells, trials: shape.blocks) : nil
        sketches = isExact ? nil : (0..<cells).map { _ in CouncilSketches() }
        folded = Mutex(Array(repeating: FoldedCouncil(), count: cells))
        yearCounts = Mutex(Array(repeating: 0, count: cells * yearPlaces))
    }

    /// One of the options of another tally, whose sketches say at which ranks values are collected.
    init(_ first: CouncilTally, option place: Int) {
        shape = first.shape
        scenario = first.scenario
        options = [first.options[place]]
        (councilCount, yearPlaces) = (first.councilCount, first.yearPlaces)
        let cells = councilCount
        (windows, kept, joined, cashIsNPV, sketches) = (nil, nil, nil, nil, nil)
        let exact = ExactCells(count: 4 * cells)
        for council in 0..<cells {
            let sketches = first.sketches?[place * cells + council].sketches
            let pairs = [(sketches?.npvJoined, sketches?.npvOther), (sketches?.cashJoined, sketches?.cashOther)]
            for (index, pair) in pairs.enumerated() {
                guard var both = pair.0, let other = pair.1 else { continue }
                both.merge(other)
                exact.want(CouncilReader.percents, of: both, for: 4 * council + 2 * index)
                exact.want(CouncilReader.percents, of: pair.0, for: 4 * council + 2 * index + 1)
            }
        }
        self.exact = exact
        folded = Mutex(Array(repeating: FoldedCouncil(), count: cells))
        yearCounts = Mutex(Array(repeating: 0, count: cells * yearPlaces))
    }

    /// Of another tally, with windows that keep everything on the cells that are marked, and no others.
    private init(_ first: CouncilTally, whole cells: [Bool]) {
        shape = first.shape
        scenario = first.scenario
        options = first.options
        (councilCount, yearPlaces) = (first.councilCount, first.yearPlaces)
        (exact, kept, joined, cashIsNPV, sketches) = (nil, nil, nil, nil, nil)
        windows = CouncilWindows(cells: cells, trials: shape.trials, errors: .infinity)
        folded = Mutex(Array(repeating: FoldedCouncil(), count: cells.count))
        yearCounts = Mutex(Array(repeating: 0, count: cells.count * yearPlaces))
    }

    /// Goes through a run again for councils of which some percentile lies in no window, with windows that keep everything;
    /// called once when the tally is filled. All but never is there any.
    ///
    /// - Parameter source: the run that filled it.
    func complete(from source: some TrialSource) throws(CouncilModelError) {
        guard let missed = windows?.missed, missed.contains(true) else { return }
        let affected = options.indices.filter { place in
            missed[place * councilCount..<(place + 1) * councilCount].contains(true)
        }
        let whole = CouncilTally(self, whole: missed)
        try source.fill(whole, in: TrialPass(options: affected.map { options[$0] }))
        wholes.withLock { $0 = whole.windows }
    }

    /// The windows that hold all percentiles of a cell, once the tally is complete; nil where there are none.
    func windows(of cell: Int) -> CouncilWindows? {
        wholes.withLock { $0.flatMap { $0.sees(cell) ? $0 : nil } } ?? windows
    }

    /// A consumer of the councils of a block, its memory used again from an earlier one where there is one.
    package func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer {
        consumers.begin(block, trials: trials) { CouncilBlock(self) }
    }

    /// Lets go of consumers that wait for a block.
    package func endPass() { consumers.forget() }

    /// Adds the councils of a block to those before it.
    package func fold(_ consumer: any BlockConsumer, block: Int) {
        guard let consumer = consumer as? CouncilBlock else { preconditionFailure("a tally folds its own consumers") }
        fold(consumer.councils)
        addYearCounts { consumer.yearCounts[$0] }
        consumers.end(consumer, block: block)
    }

    /// Takes up what a block says, by option and council; blocks come in order.
    func fold(_ councils: [FoldedCouncil]) {
        folded.withLock { folded in
            for cell in folded.indices { folded[cell].fold(councils[cell]) }
        }
    }

    /// Adds to how often each year of joining occurs, by option, council and place of the year.
    func addYearCounts(_ added: (Int) -> UInt32) {
        yearCounts.withLock { counts in
            for place in counts.indices { counts[place] &+= added(place) }
        }
    }

    /// How often each year of joining occurs, by option, council and place of the year.
    var allYearCounts: [UInt32] { yearCounts.withLock { $0 } }

    /// Forgets how often each year of joining occurs.
    func forgetYearCounts() { yearCounts.withLock { $0 = Array(repeating: 0, count: $0.count) } }

    /// What the blocks of a council add up to, by place of the option and council position.
    func total(ofOption place: Int, council: Int) -> FoldedCouncil {
        folded.withLock { $0[place * councilCount + council] }
    }

    /// Years in which a council joins, counted from year 0.
    func joiningYears(ofOption place: Int, council: Int) -> IntegerCounts {
        let first = (place * councilCount + council) * yearPlaces
        return yearCounts.withLock { counts in
            IntegerCounts(
                lowest: Self.earliestYear, counts: Array(counts[first..<first + yearPlaces - 1]))
        }
    }
}

/// What is counted and added up of a council, of one block or of all.
struct FoldedCouncil: Sendable {
    /// Number of trials, and of those in which it joins.
    var trials = 0
    var joined = 0
    /// Sums over trials of NPV and cash NPV, then over the trials in which it joins.
    var npv = 0.0
    var cash = 0.0
    var npvJoined = 0.0
    var cashJoined = 0.0
    /// In how many trials NPV and cash NPV are above £0.005, and NPV in how many of those in which it joins.
    var better = 0
    var betterCash = 0
    var betterJoined = 0
    /// Whether cash NPV is NPV in every trial.
    var isAllCash = true

    mutating func fold(_ block: FoldedCouncil) {
        trials += block.trials
        joined += block.joined
        npv += block.npv
        cash += block.cash
        npvJoined += block.npvJoined
        cashJoined += block.cashJoined
        better += block.better
        betterCash += block.betterCash
        betterJoined += block.betterJoined
        isAllCash = isAllCash && block.isAllCash
    }
}

/// Small whole numbers by trial or block, one row for each option and council; all begin as 0.
final class TrialMarks: @unchecked Sendable {
    // Sharing it is safe: no two threads write the trials of one block, and reading begins when writing is over.
    private let memory: ClearedMemory
    private let values: UnsafeMutablePointer<Int16>
    /// Number of trials, or blocks, in a row.
    let trials: Int

    init(rows: Int, trials: Int) {
        self.trials = trials
        let count = max(1, rows * trials)
        memory = ClearedMemory(bytes: count * MemoryLayout<Int16>.stride, isDense: false)
        values = memory.start.bindMemory(to: Int16.self, capacity: count)
    }

    subscript(row: Int) -> UnsafeMutablePointer<Int16> { values + row * trials }
}

/// Sketches of one council under one option, which all threads add to.
final class CouncilSketches: PlaceCounting, Sendable {
    private let state = Mutex(State())

    /// What they hold: trials in which it joins, and the others.
    struct State: Sendable {
        var npvJoined: Sketch?
        var npvOther: Sketch?
        /// Nil as long as cash NPV is NPV.
        var cashJoined: Sketch?
        var cashOther: Sketch?
    }

    /// Values of a block: of all its trials, and divided by whether it joins.
    struct Rows {
        let all: TrialRow
        let joined: TrialRow
        let joinedCount: Int
        let other: TrialRow
        let otherCount: Int
        /// Whether the values of all other trials are 0, and the rows are not divided.
        var othersAreZero = false
    }

    /// Adds a block; `cash` is nil where cash NPV is NPV in all of its trials.
    func add(npv: Rows, cash: Rows?) {
        state.withLock { state in
            // Patterns and no `==`, which would copy whole sketches.
            if let cash, case nil = state.cashJoined {
                // Until now cash NPV was NPV.
                (state.cashJoined, state.cashOther) = (state.npvJoined, state.npvOther)
                Self.add(npv, &state.npvJoined, &state.npvOther)
                Self.add(cash, &state.cashJoined, &state.cashOther)
                return
            }
            Self.add(npv, &state.npvJoined, &state.npvOther)
            if case _? = state.cashJoined { Self.add(cash ?? npv, &state.cashJoined, &state.cashOther) }
        }
    }

    /// How the bins of trials in which it joins lie; nil before the first block.
    var bins: Sketch.Bins? { state.withLock { $0.npvJoined?.bins } }

    /// Adds those values of a block alone that lie outside the bins; in all trials cash NPV is NPV.
    func addOutside(_ row: TrialRow, count: Int) {
        state.withLock { state in
            state.npvJoined?.addOutside(row, count: count)
            if case _? = state.cashJoined { state.cashJoined?.addOutside(row, count: count) }
        }
    }

    /// Adds blocks in which cash NPV is NPV, whose places are known, but what lies outside; in `others` of the trials the council does
    /// not join, and has 0.
    func add(places: UnsafePointer<UInt16>, count: Int, others: Int, least: Double, greatest: Double) {
        state.withLock { state in
            func add(_ joined: inout Sketch?, _ other: inout Sketch?) {
                joined?.add(places: places, count: count, least: least, greatest: greatest)
                guard others > 0 else { return }
                joined?.addAtoms(0 - others)
                other?.addAtoms(others)
            }
            add(&state.npvJoined, &state.npvOther)
            if case _? = state.cashJoined { add(&state.cashJoined, &state.cashOther) }
        }
    }

    /// Adds the counts of other blocks of the same council, the bins of which come from the same block.
    func merge(_ added: State) {
        state.withLock { state in
            if added.cashJoined != nil, state.cashJoined == nil {
                (state.cashJoined, state.cashOther) = (state.npvJoined, state.npvOther)
            }
            let isAllCash = state.cashJoined == nil
            Self.merge(added.npvJoined, into: &state.npvJoined)
            Self.merge(added.npvOther, into: &state.npvOther)
            if isAllCash, added.cashJoined == nil { return }
            Self.merge(added.cashJoined ?? added.npvJoined, into: &state.cashJoined)
            Self.merge(added.cashOther ?? added.npvOther, into: &state.cashOther)
        }
    }

    private static func merge(_ added: Sketch?, into sketch: inout Sketch?) {
        guard let added else { return }
        if sketch == nil { sketch = Sketch(added.bins) }
        sketch?.merge(added)
    }

    /// Forgets counts, but not how bins lie.
    func forgetCounts() {
        state.withLock { state in
            func emptied(_ sketch: Sketch?) -> Sketch? { sketch.map { Sketch($0.bins) } }
            state = State(
                npvJoined: emptied(state.npvJoined), npvOther: emptied(state.npvOther),
                cashJoined: emptied(state.cashJoined), cashOther: emptied(state.cashOther))
        }
    }

    private static func add(_ rows: Rows, _ joined: inout Sketch?, _ other: inout Sketch?) {
        if case nil = joined {
            // Both have the bins that serve either, so that they can be put together.
            var batches = [(rows.all, rows.joinedCount + rows.otherCount)]
            if rows.joinedCount >= fewestForBins { batches.append((rows.joined, rows.joinedCount)) }
            let bins = Sketch.Bins(firstBatches: batches, isCoarseOutside: true)
            (joined, other) = (Sketch(bins), Sketch(bins))
        }
        if rows.othersAreZero, let atom = joined?.bins.atom, atom == 0 {
            // The zeros of trials without the council are counted apart, so that no row has to be divided.
            joined?.add(rows.all, count: rows.joinedCount + rows.otherCount)
            joined?.addAtoms(0 - rows.otherCount)
            other?.addAtoms(rows.otherCount)
            return
        }
        joined?.add(rows.joined, count: rows.joinedCount)
        other?.add(rows.other, count: rows.otherCount)
    }

    /// The fewest trials with the council that say how wide their bins should be.
    private static let fewestForBins = 32

    /// What they hold.
    var sketches: State { state.withLock { $0 } }
}
