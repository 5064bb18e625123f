import CouncilModel
import Stochastics
import Synchronization

/// Percentiles of figures, exact though values by trial are not kept: each lies in a window that narrows as blocks come.
///
/// Figures stand in cells, all figures of which come together.
final class WindowCells: @unchecked Sendable {
    // Sharing it is safe: whoever reads or writes windows of a cell holds its lock.
    private let cells: [Cell]
    /// The percentiles looked for, figure by figure: as many of each.
    private let searches: UnsafeMutableBufferPointer<QuantileSearch>
    private let perFigure: Int
    private let trials: Int
    private let rooms = Mutex((free: [Room](), taken: [ClearedMemory]()))

    private final class Cell: @unchecked Sendable {
        // Sharing it is safe: windows are touched by whoever holds the lock alone.
        /// How many trials have been taken up.
        let seen = Mutex(0)
        let windows: UnsafeMutablePointer<QuantileWindow>

        init(windows count: Int) {
            windows = .allocate(capacity: count)
            windows.initialize(repeating: QuantileWindow(), count: count)
        }

        deinit { windows.deallocate() }
    }

    /// - Parameters:
    ///   - count: number of cells.
    ///   - searches: by figure of a cell, the percentiles looked for: as many of each.
    ///   - trials: of the whole run.
    init(count: Int, searches: [[QuantileSearch]], trials: Int) {
        let perFigure = searches.first?.count ?? 0
        precondition(searches.allSatisfy { $0.count == perFigure }, "figures have as many percentiles")
        self.perFigure = perFigure
        self.searches = .allocate(capacity: perFigure * searches.count)
        _ = self.searches.initialize(from: searches.joined())
        self.trials = trials
        cells = (0..<count).map { _ in Cell(windows: perFigure * searches.count) }
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

        fileprivate init(taking memory: @escaping (ClearedMemory) -> Void) {
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
    }

    /// What rooms take up at a time, in words: one page of 2 MiB.
    private static let stretch = 1 << 18

    /// A room for a block; it is given back when the block is over.
    func room() -> Room {
        let free = rooms.withLock { $0.free.popLast() }
        return free ?? Room { [unowned self] memory in rooms.withLock { $0.taken.append(memory) } }
    }

    /// Gives a room back.
    func giveBack(_ room: Room) { rooms.withLock { $0.free.append(room) } }

    /// Takes up all figures of a cell in so many trials, which the closure hands over one by one: the values, nil where all
    /// are 0, and the figure.
    func add(to cell: Int, count: Int, in room: Room, figures: ((TrialRow?, Int) -> Void) -> Void) {
        let cell = cells[cell]
        cell.seen.withLock { seen in
            let end = searches.count / max(1, perFigure)
            figures { row, figure in
                if figure + 1 < end { room.narrowing.fetch(cell.windows + (figure + 1) * perFigure, count: perFigure) }
                room.narrowing.take(
                    row, count: count, into: cell.windows + figure * perFigure, of: searches(of: figure), after: seen)
            }
            seen += count
        }
    }

    /// Whether all percentiles of a cell lie in their windows.
    func holdAll(of cell: Int) -> Bool {
        let cell = cells[cell]
        return cell.seen.withLock { _ in
            searches.indices.allSatisfy { cell.windows[$0].holds(searches[$0]) }
        }
    }

    /// The percentiles of a figure, in the order in which they are looked for; they lie in their windows.
    func percentiles(cell: Int, figure: Int, by selection: Selection) -> [Double] {
        let cell = cells[cell]
        return cell.seen.withLock { seen in
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
