import CouncilModel
import Stochastics
import Synchronization

/// Percentiles of figures, exact though values by trial are not kept: each lies in a window that narrows as blocks come.
///
/// Figures stand in cells, and those of a cell in parts, all figures of which come together.
final class WindowCells: @unchecked Sendable {
    // Sharing it is safe: whoever reads or writes windows of a part holds its lock.
    private let cells: [Cell]
    /// The percentiles looked for, figure by figure: as many of each.
    private let searches: UnsafeMutableBufferPointer<QuantileSearch>
    private let perFigure: Int
    /// How many figures stand in a part; the last part of a cell may have fewer.
    private let perPart: Int
    private let trials: Int
    private let rooms = Mutex((free: [Room](), taken: [ClearedMemory]()))

    private final class Cell: @unchecked Sendable {
        // Sharing it is safe: windows of a part are touched by whoever holds its lock alone.
        /// By part: how many trials have been taken up.
        let seen: UnsafeMutablePointer<Mutex<Int>>
        let parts: Int
        let windows: UnsafeMutablePointer<QuantileWindow>

        init(parts: Int, windows count: Int) {
            self.parts = parts
            seen = .allocate(capacity: parts)
            for part in 0..<parts { (seen + part).initialize(to: Mutex(0)) }
            windows = .allocate(capacity: count)
            windows.initialize(repeating: QuantileWindow(), count: count)
        }

        deinit {
            seen.deinitialize(count: parts)
            seen.deallocate()
            windows.deallocate()
        }
    }

    /// - Parameters:
    ///   - count: number of cells.
    ///   - searches: by figure of a cell, the percentiles looked for: as many of each.
    ///   - perPart: how many figures come together.
    ///   - trials: of the whole run.
    init(count: Int, searches: [[QuantileSearch]], perPart: Int, trials: Int) {
        let perFigure = searches.first?.count ?? 0
        precondition(searches.allSatisfy { $0.count == perFigure }, "figures have as many percentiles")
        self.perFigure = perFigure
        self.searches = .allocate(capacity: perFigure * searches.count)
        _ = self.searches.initialize(from: searches.joined())
        self.perPart = perPart
        self.trials = trials
        let parts = (searches.count + perPart - 1) / perPart
        cells = (0..<count).map { _ in Cell(parts: parts, windows: perFigure * searches.count) }
    }

    deinit { searches.deallocate() }

    private func searches(of figure: Int) -> UnsafeBufferPointer<QuantileSearch> {
        UnsafeBufferPointer(rebasing: searches[figure * perFigure..<(figure + 1) * perFigure])
    }

    /// What windows of one figure take up at most, in bytes.
    static func bytes(_ searches: [QuantileSearch]) -> Int {
        searches.reduce(0) { $0 + $1.room * MemoryLayout<Double>.stride + MemoryLayout<QuantileWindow>.stride }
    }

    /// Where one thread puts values that windows keep, and works.
    final class Room: @unchecked Sendable {
        // Sharing it is safe: it is with one block, and so with one thread, at a time.
        fileprivate let narrowing: QuantileNarrowing
        /// Figures left for later, and their values; nil where all are 0.
        fileprivate var left: [(figure: Int, row: TrialRow?)] = []
        /// Their values, of one part.
        private let rows: UnsafeMutablePointer<Double>

        fileprivate init(perPart: Int, taking memory: @escaping (ClearedMemory) -> Void) {
            rows = .allocate(capacity: perPart * TrialRows.block)
            var (next, left) = (UnsafeMutablePointer<Double>?.none, 0)
            narrowing = QuantileNarrowing { count in
                if left < count {
                    let words = max(count, WindowCells.stretch)
                    let stretch = ClearedMemory(bytes: words * MemoryLayout<Double>.stride, isDense: true)
                    next = stretch.start.bindMemory(to: Double.self, capacity: words)
                    left = words
                    memory(stretch)
                }
                guard let room = next else { preconditionFailure("a stretch has been taken up") }
                next = room + count
                left -= count
                return room
            }
        }

        deinit { rows.deallocate() }

        /// Keeps the values of a figure for later.
        fileprivate func leave(_ row: TrialRow?, count: Int, of figure: Int) {
            let kept = rows + left.count * TrialRows.block
            if let row { kept.update(from: row, count: count) }
            left.append((figure, row == nil ? nil : TrialRow(kept)))
        }
    }

    /// What rooms take up at a time, in words: one page of 2 MiB.
    private static let stretch = 1 << 18

    /// A room for a block; it is given back when the block is over.
    func room() -> Room {
        let free = rooms.withLock { $0.free.popLast() }
        return free ?? Room(perPart: perPart) { [unowned self] memory in rooms.withLock { $0.taken.append(memory) } }
    }

    /// Gives a room back.
    func giveBack(_ room: Room) { rooms.withLock { $0.free.append(room) } }

    /// Takes up all figures of a part in so many trials, which the closure hands over one by one: the values, nil where all
    /// are 0, and the figure. When all parts of a cell have come, ``finish(_:count:in:)`` is to be called.
    func add(
        to cell: Int, part: Int, count: Int, in room: Room, figures: ((TrialRow?, Int) -> Void) -> Void
    ) {
        let cell = cells[cell]
        let end = min((part + 1) * perPart, searches.count / max(1, perFigure))
        // Threads go through the same cells in the same order. One that waited for another would be right behind it from then
        // on, and wait again wherever the other has more to do: so it goes past, and comes back when it is through the cell.
        let isFree =
            cell.seen[part].withLockIfAvailable { (seen: inout Int) -> Bool in
                figures { row, figure in
                    if figure + 1 < end {
                        room.narrowing.fetch(cell.windows + (figure + 1) * perFigure, count: perFigure)
                    }
                    take(row, count: count, figure, of: cell, after: seen, in: room)
                }
                seen += count
                return true
            } ?? false
        if isFree { return }
        takeLeft(of: cell, count: count, in: room)
        figures { row, figure in room.leave(row, count: count, of: figure) }
    }

    /// Says that all parts of a cell have been handed over.
    func finish(_ cell: Int, count: Int, in room: Room) { takeLeft(of: cells[cell], count: count, in: room) }

    /// Takes up what was left for later: figures of one part.
    private func takeLeft(of cell: Cell, count: Int, in room: Room) {
        guard let first = room.left.first else { return }
        cell.seen[first.figure / perPart].withLock { seen in
            for (figure, row) in room.left { take(row, count: count, figure, of: cell, after: seen, in: room) }
            seen += count
        }
        room.left.removeAll(keepingCapacity: true)
    }

    private func take(_ row: TrialRow?, count: Int, _ figure: Int, of cell: Cell, after seen: Int, in room: Room) {
        room.narrowing.take(
            row, count: count, into: cell.windows + figure * perFigure, of: searches(of: figure), after: seen)
    }

    /// Whether all percentiles of a cell lie in their windows.
    func holdAll(of cell: Int) -> Bool {
        let cell = cells[cell]
        return (0..<cell.parts).allSatisfy { part in
            cell.seen[part].withLock { _ in
                let each = perPart * perFigure
                return (part * each..<min((part + 1) * each, searches.count)).allSatisfy {
                    cell.windows[$0].holds(searches[$0])
                }
            }
        }
    }

    /// The percentiles of a figure, in the order in which they are looked for; they lie in their windows.
    func percentiles(cell: Int, figure: Int, by selection: Selection) -> [Double] {
        let cell = cells[cell]
        return cell.seen[figure / perPart].withLock { seen in
            precondition(seen == trials, "percentiles are read when all trials have been taken up")
            return searches(of: figure).enumerated().map { place, search in
                guard let value = cell.windows[figure * perFigure + place].quantile(search, by: selection) else {
                    preconditionFailure("a tally is completed before percentiles are read")
                }
                return value
            }
        }
    }
}
