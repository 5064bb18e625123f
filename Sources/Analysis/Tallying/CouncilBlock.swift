import Appraisal
import CRows
import CouncilModel
import Stochastics

/// Tallies the councils of one block of trials for a ``CouncilTally``.
final class CouncilBlock: ReusedConsumer, @unchecked Sendable {
    // Sharing it is safe: it is with one block, and so with one thread, at a time.
    private let tally: CouncilTally
    /// Place among the options of the tally of each option of the run; nil: not in it.
    private let places: [Int?]
    private var trials = 0..<0
    /// Plain memory, as it is written for every council of every block: by option and council, whether its counts are added,
    /// and what the block says.
    private let areCounted: UnsafeMutableBufferPointer<Bool>
    private let folded: UnsafeMutableBufferPointer<FoldedCouncil>
    /// How often each year of joining occurs, by option, council and place of the year.
    let yearCounts: UnsafeMutablePointer<UInt32>
    /// Whether the council at hand has nothing in the trials in which it does not join.
    private var othersAreZero = false
    private let marks = UnsafeMutablePointer<UInt8>.allocate(capacity: TrialRows.block)
    private let values = Scratch(capacity: TrialRows.block)
    private let others = Scratch(capacity: TrialRows.block)
    private let cashValues = Scratch(capacity: TrialRows.block)
    private let cashOthers = Scratch(capacity: TrialRows.block)
    /// What waits to be counted; none where nothing does.
    private let waiting: StandingObjects<WaitingPlaces<CouncilSketches>>
    private let councilCount, yearPlaces: Int
    private let keepsValues, collectsValues: Bool
    /// Windows on values, and where this thread works on them; none where values are kept or counted.
    private let windows: StandingObjects<CouncilWindows>
    private let windowWork: StandingObjects<CouncilWindows.Work>
    private let sketches: [CouncilSketches]

    init(_ tally: CouncilTally) {
        self.tally = tally
        var places = [Int?](repeating: nil, count: tally.shape.options.count)
        for (place, option) in tally.options.enumerated() { places[option] = place }
        self.places = places
        (councilCount, yearPlaces) = (tally.councilCount, tally.yearPlaces)
        (keepsValues, collectsValues) = (tally.kept != nil, tally.exact != nil)
        windows = StandingObjects([tally.windows].compactMap(\.self))
        windowWork = StandingObjects(tally.windows == nil ? [] : [CouncilWindows.Work()])
        sketches = tally.sketches ?? []
        waiting = StandingObjects([WaitingPlaces(sketches)].compactMap(\.self))
        let cells = tally.options.count * tally.councilCount
        areCounted = .allocate(capacity: cells)
        areCounted.initialize(repeating: false)
        folded = .allocate(capacity: cells)
        folded.initialize(repeating: FoldedCouncil())
        yearCounts = .allocate(capacity: cells * tally.yearPlaces)
        yearCounts.initialize(repeating: 0, count: cells * tally.yearPlaces)
    }

    deinit {
        marks.deallocate()
        yearCounts.deallocate()
        areCounted.deallocate()
        folded.deallocate()
    }

    var counted: [Bool] { Array(areCounted) }

    /// What the block says, by option and council.
    var councils: [FoldedCouncil] { Array(folded) }

    /// Makes ready for a block.
    ///
    /// - Parameter counted: cells whose counts an earlier consumer of the block has added; nil: there was none.
    func begin(_ trials: Range<Int>, counted: [Bool]?) {
        self.trials = trials
        for cell in areCounted.indices { areCounted[cell] = counted?[cell] ?? false }
    }

    func flush() { waiting.forEach { $0.flush() } }

    func take(_ budget: BudgetTrials, council: Int, option: Int) {}
    func take(_ figures: OptionTrials, option: Int) {}
    func finish(_ world: WorldTrials) {}

    func take(_ figures: CouncilTrials, council: Int, option: Int) {
        guard let place = places[option] else { return }
        let cell = place * councilCount + council
        let count = figures.count
        var block = FoldedCouncil()
        block.trials = count
        othersAreZero = true
        if figures.isNothing {
            let counts = yearCounts + cell * yearPlaces
            counts.update(repeating: 0, count: yearPlaces)
            counts[yearPlaces - 1] = UInt32(count)
            finish(figures, cell: cell, block)
            return
        }
        block.joined = countYears(figures.joiningYear, count, cell: cell)
        block.isAllCash = figures.npv == figures.cashNPV
        (block.npv, block.better) = (figures.npvSummary.sum, figures.npvSummary.above)
        (block.cash, block.betterCash) =
            block.isAllCash
            ? (block.npv, block.better)
            : (SampleMoments.sum(figures.cashNPV, count), Self.better(figures.cashNPV, count))
        let isDivided = block.joined > 0 && block.joined < count
        othersAreZero =
            !isDivided
            || areOthersZero(figures.npv, figures)
                && (block.isAllCash || areOthersZero(figures.cashNPV, figures))
        if block.joined == count || block.joined > 0 && othersAreZero {
            (block.npvJoined, block.betterJoined, block.cashJoined) = (block.npv, block.better, block.cash)
        } else if block.joined > 0 {
            markJoined(figures)
            let joined = values.keep(figures.npv, where: marks, are: 1, count: count)
            block.npvJoined = SampleMoments.sum(values.values, joined)
            block.betterJoined = Self.better(values.values, joined)
            block.cashJoined = block.npvJoined
            if !block.isAllCash {
                _ = values.keep(figures.cashNPV, where: marks, are: 1, count: count)
                block.cashJoined = SampleMoments.sum(values.values, joined)
            }
        }
        finish(figures, cell: cell, block)
    }

    private func finish(_ figures: CouncilTrials, cell: Int, _ block: FoldedCouncil) {
        folded[cell] = block
        if keepsValues {
            keep(figures, cell: cell, block)
        } else if !areCounted[cell] {
            if windows.count > 0 {
                windows.with(0) { windows in
                    windowWork.with(0) { work in
                        windows.fetch(after: cell)
                        windows.add(
                            figures, to: cell, joined: block.joined, isAllCash: block.isAllCash,
                            othersAreZero: othersAreZero, work: work)
                    }
                }
            } else if collectsValues {
                collect(figures, cell: cell, block)
            } else {
                sketch(figures, cell: cell, block)
            }
            areCounted[cell] = true
        }
    }

    /// Counts years of joining into the places of a cell and says in how many trials it joins.
    private func countYears(_ years: UnsafePointer<Int16>, _ count: Int, cell: Int) -> Int {
        let counts = yearCounts + cell * yearPlaces
        row_count_years(counts, years, Int16(CouncilTally.earliestYear), yearPlaces, count)
        return count - Int(counts[yearPlaces - 1])
    }

    /// Marks the trials in which a council joins.
    private func markJoined(_ figures: CouncilTrials) {
        row_mark_other(marks, figures.joiningYear, CouncilResult.never, figures.count)
    }

    /// Whether the values of all trials in which the council does not join are 0.
    private func areOthersZero(_ row: TrialRow, _ figures: CouncilTrials) -> Bool {
        !row_flows_where(row, figures.joiningYear, CouncilResult.never, figures.count)
    }

    /// How many values are above £0.005, so that the last bits of a sum make nobody better off.
    private static func better(_ row: UnsafePointer<Double>, _ count: Int) -> Int {
        SampleMoments.count(of: row, count, above: CashMeasures.halfAPenny)
    }

    private func keep(_ figures: CouncilTrials, cell: Int, _ block: FoldedCouncil) {
        guard let kept = tally.kept, let joined = tally.joined else { return }
        row_mark_bits(
            joined[cell] + CouncilTally.marks(trials.lowerBound), figures.joiningYear, CouncilResult.never,
            figures.count)
        if figures.npvSummary.least != 0 || figures.npvSummary.greatest != 0 {
            kept.put(figures.npv, count: figures.count, row: tally.npvRow(cell), from: trials.lowerBound)
        }
        tally.cashIsNPV?[cell][trials.lowerBound / TrialRows.block] = block.isAllCash ? 1 : 0
        if !block.isAllCash {
            kept.put(figures.cashNPV, count: figures.count, row: tally.cashRow(cell), from: trials.lowerBound)
        }
    }

    private func sketch(_ figures: CouncilTrials, cell: Int, _ block: FoldedCouncil) {
        // The first block says how bins lie, and is counted at once.
        if trials.lowerBound > 0, block.isAllCash, block.joined > 0, othersAreZero,
            waiting.contains(where: {
                $0.take(
                    figures.npv, count: figures.count, summary: figures.npvSummary,
                    others: block.trials - block.joined, cell: cell)
            })
        {
            return
        }
        if block.joined > 0, block.joined < figures.count { markJoined(figures) }
        let npv = divide(figures.npv, joined: block.joined, count: figures.count, into: values, others)
        let cash =
            block.isAllCash
            ? nil
            : divide(figures.cashNPV, joined: block.joined, count: figures.count, into: cashValues, cashOthers)
        sketches[cell].add(npv: npv, cash: cash)
    }

    private func collect(_ figures: CouncilTrials, cell: Int, _ block: FoldedCouncil) {
        guard let exact = tally.exact else { return }
        if block.joined > 0, block.joined < figures.count { markJoined(figures) }
        for (index, row) in [figures.npv, figures.cashNPV].enumerated() {
            let rows = divide(row, joined: block.joined, count: figures.count, into: values, others)
            exact.add(row, count: figures.count, to: 4 * cell + 2 * index)
            exact.add(rows.joined, count: rows.joinedCount, to: 4 * cell + 2 * index + 1)
        }
    }

    private func divide(
        _ row: TrialRow, joined: Int, count: Int, into values: Scratch, _ others: Scratch
    ) -> CouncilSketches.Rows {
        let isDivided = joined > 0 && joined < count
        // The first block says how wide bins are, also those of the trials in which the council joins.
        if isDivided, othersAreZero, trials.lowerBound > 0, tally.exact == nil {
            return CouncilSketches.Rows(
                all: row, joined: row, joinedCount: joined, other: row, otherCount: count - joined,
                othersAreZero: true)
        }
        if isDivided {
            _ = values.keep(row, where: marks, are: 1, count: count)
            _ = others.keep(row, where: marks, are: 0, count: count)
        }
        return CouncilSketches.Rows(
            all: row, joined: isDivided ? TrialRow(values.values) : row, joinedCount: joined,
            other: isDivided ? TrialRow(others.values) : row, otherCount: count - joined
        )
    }
}
