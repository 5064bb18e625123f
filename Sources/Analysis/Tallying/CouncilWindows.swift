import CRows
import CouncilModel
import Stochastics
import Synchronization

/// Percentiles of NPV and cash NPV of councils, of all trials and of those in which a council joins: exact, though values by
/// trial are not kept, as each lies in a window that narrows as blocks come.
final class CouncilWindows: @unchecked Sendable {
    // Sharing it is safe: whoever reads or writes the samples of a cell holds its lock.
    private let cells: UnsafeMutableBufferPointer<Cell>
    private let trials: Int
    private let search: SampleWindows.Search
    private let room = SampleRoom.inStretches()

    /// The samples of one council under one option; plain memory, as they are written for every council of every block.
    private struct Cell: ~Copyable {
        let isSeen: Bool
        let lock = Mutex(())
        /// How many trials have been seen.
        var seen = 0
        var npv = Pair()
        /// Nil as long as cash NPV is NPV.
        var cash: UnsafeMutablePointer<Pair>?

        init(isSeen: Bool) { self.isSeen = isSeen }

        deinit {
            cash?.deinitialize(count: 1)
            cash?.deallocate()
        }
    }

    /// Values of one figure.
    private struct Pair: ~Copyable {
        var all: SampleWindows
        /// Those of trials in which the council joins; nil as long as all others are 0.
        var joined: UnsafeMutablePointer<SampleWindows>?

        init() { all = SampleWindows() }

        /// What has seen the same.
        init(copying pair: borrowing Pair, in room: SampleRoom) {
            all = pair.all.copy(leavingOut: false, in: room)
            guard let joined = pair.joined else { return }
            self.joined = .allocate(capacity: 1)
            self.joined?.initialize(to: joined.pointee.copy(leavingOut: false, in: room))
        }

        deinit {
            joined?.deinitialize(count: 1)
            joined?.deallocate()
        }

        /// Sees trials in which the council joins apart from now on.
        mutating func divide(in room: SampleRoom) {
            guard joined == nil else { return }
            joined = .allocate(capacity: 1)
            joined?.initialize(to: all.copy(leavingOut: true, in: room))
            all.endLeavingOut()
        }
    }

    /// - Parameters:
    ///   - cells: which options and councils are seen.
    ///   - trials: of the whole run.
    ///   - errors: how many standard errors a window reaches to each side; infinity keeps all values.
    init(cells: [Bool], trials: Int, errors: Double = QuantileSearch.usualErrors) {
        self.cells = .allocate(capacity: cells.count)
        for (place, isSeen) in cells.enumerated() { self.cells.initializeElement(at: place, to: Cell(isSeen: isSeen)) }
        self.trials = trials
        search = SampleWindows.Search(CouncilReader.percents.map { $0 / 100 }, errors: errors)
    }

    deinit {
        cells.deinitialize()
        cells.deallocate()
    }

    /// Whether a cell is seen.
    func sees(_ cell: Int) -> Bool { cells[cell].isSeen }

    /// Where one thread works.
    final class Work {
        fileprivate let narrowing = SampleNarrowing()
        fileprivate let values = Scratch(capacity: TrialRows.block)
        fileprivate let marks = UnsafeMutablePointer<UInt8>.allocate(capacity: TrialRows.block)

        deinit { marks.deallocate() }
    }

    /// Has fetched what is looked at first of the cells after one. It needs no lock: where that stands never changes, and
    /// nothing is read of it.
    func fetch(after cell: Int) {
        guard let first = cells.baseAddress, cell + 2 < cells.count else { return }
        row_fetch_bytes(first + cell + 2, MemoryLayout<Cell>.stride)
        first[cell + 1].npv.all.fetch()
    }

    /// Takes up a council in the trials of a block.
    ///
    /// - Parameters:
    ///   - joined: in how many of them it joins.
    ///   - isAllCash: whether cash NPV is NPV in all of them.
    ///   - othersAreZero: whether nothing comes to it in those in which it does not join, where there are both.
    func add(
        _ figures: CouncilTrials, to cell: Int, joined: Int, isAllCash: Bool, othersAreZero: Bool, work: Work
    ) {
        guard let cell = cells.baseAddress.map({ $0 + cell }), cell.pointee.isSeen else { return }
        let isDivided = joined == 0 ? flows(figures, isAllCash: isAllCash) : !othersAreZero
        cell.pointee.lock.withLock { _ in
            if isDivided {
                cell.pointee.npv.divide(in: room)
                cell.pointee.cash?.pointee.divide(in: room)
            }
            if !isAllCash, cell.pointee.cash == nil {
                // Until now cash NPV was NPV.
                cell.pointee.cash = .allocate(capacity: 1)
                cell.pointee.cash?.initialize(to: Pair(copying: cell.pointee.npv, in: room))
            }
            cell.pointee.seen += figures.count
            let left = trials - cell.pointee.seen
            add(figures.npv, of: figures, joined: joined, left: left, to: &cell.pointee.npv, work)
            guard let cash = cell.pointee.cash else { return }
            add(figures.cashNPV, of: figures, joined: joined, left: left, to: &cash.pointee, work)
        }
    }

    private func add(
        _ row: TrialRow, of figures: CouncilTrials, joined: Int, left: Int, to pair: inout Pair, _ work: Work
    ) {
        let others = figures.count - joined
        let leavingOut = pair.joined == nil ? others : 0
        if figures.isNothing {
            pair.all.takeZeros(figures.count, leavingOut: leavingOut)
            return
        }
        pair.all.take(
            row, count: figures.count, leavingOut: leavingOut, left: left, search: search, in: room,
            by: work.narrowing)
        guard let apart = pair.joined, joined > 0 else { return }
        var own = row
        if others > 0 {
            row_mark_other(work.marks, figures.joiningYear, CouncilResult.never, figures.count)
            _ = work.values.keep(row, where: work.marks, are: 1, count: figures.count)
            own = TrialRow(work.values.values)
        }
        apart.pointee.take(
            own, count: joined, leavingOut: 0, left: left, search: search, in: room, by: work.narrowing)
    }

    /// Whether anything comes to a council in any trial of a block.
    private func flows(_ figures: CouncilTrials, isAllCash: Bool) -> Bool {
        let summary = figures.npvSummary
        let flowsCash = !isAllCash && Statistics.extremes(figures.cashNPV, count: figures.count) != (0, 0)
        return summary.least != 0 || summary.greatest != 0 || flowsCash
    }

    /// For each cell whether some percentile lies in no window, all trials having been taken up.
    var missed: [Bool] {
        func misses(_ pair: borrowing Pair) -> Bool {
            if !pair.all.holdsAll(search) { return true }
            guard let joined = pair.joined, joined.pointee.seen > 0 else { return false }
            return !joined.pointee.holdsAll(search)
        }
        return cells.indices.map { place in
            guard let cell = cells.baseAddress.map({ $0 + place }), cell.pointee.isSeen else { return false }
            return cell.pointee.lock.withLock { _ in
                if misses(cell.pointee.npv) { return true }
                guard let cash = cell.pointee.cash else { return false }
                return misses(cash.pointee)
            }
        }
    }

    /// Percentiles of a cell, all of which lie in windows: of NPV, of cash NPV unless that is NPV in every trial, and of
    /// both over the trials in which the council joins; those are the others where it joins in all or none.
    func percentiles(ofCell cell: Int, by narrowing: SampleNarrowing) -> [[Double]] {
        guard let cell = cells.baseAddress.map({ $0 + cell }) else { return [] }
        func read(_ pair: inout Pair) -> (all: [Double], joined: [Double]) {
            let own = pair.all.quantiles(search, in: room, by: narrowing)
            guard let joined = pair.joined, joined.pointee.seen > 0 else { return (own[0], own[own.count - 1]) }
            return (own[0], joined.pointee.quantiles(search, in: room, by: narrowing)[0])
        }
        return cell.pointee.lock.withLock { _ in
            precondition(cell.pointee.seen == trials, "percentiles are read when all trials have been taken up")
            var pairs = [read(&cell.pointee.npv)]
            if let cash = cell.pointee.cash { pairs.append(read(&cash.pointee)) }
            return pairs.map(\.all) + pairs.map(\.joined)
        }
    }
}
