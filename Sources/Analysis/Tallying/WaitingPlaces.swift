import CouncilModel
import Stochastics

/// Places of councils' values in the bins of their sketches, which one thread holds back until a number of blocks is
/// together.
///
/// The counts of all councils and options do not fit in a near cache: for each block they would all come and go. A place
/// takes two bytes, written one behind the other, and the counts of a cell come once for several blocks. What waits is in the
/// trials of the block 0 or a value of a council that joins, and is cash as far as it is NPV.
final class WaitingPlaces {
    /// What waits of a cell.
    private struct Waiting {
        /// How the bins of the cell lie; nil: not asked for yet.
        var bins: Sketch.Bins?
        /// Whether places can be kept at all.
        var isPossible = true
        var count = 0
        /// Trials in which the council does not join, and has 0.
        var others = 0
        var least = Double.infinity
        var greatest = -Double.infinity
    }

    /// By cell; looked up when something is added to them and not before, as they lie far apart.
    private let sketches: [CouncilSketches]
    private let cells: UnsafeMutablePointer<Waiting>
    /// Places that a cell can hold back.
    private let room: Int
    private let memory: ClearedMemory
    private let places: UnsafeMutablePointer<UInt16>

    /// What all places together take at most, in bytes.
    private static let most = 8 << 20

    /// Nil where there are so many cells that too little could wait.
    init?(_ sketches: [CouncilSketches]) {
        let count = sketches.count
        let blocks = Self.most / (2 * TrialRows.block * max(1, count))
        guard count > 0, blocks > 1 else { return nil }
        room = min(16, blocks) * TrialRows.block
        self.sketches = sketches
        cells = .allocate(capacity: count)
        cells.initialize(repeating: Waiting(), count: count)
        memory = ClearedMemory(bytes: count * room * MemoryLayout<UInt16>.stride, isDense: true)
        places = memory.start.bindMemory(to: UInt16.self, capacity: count * room)
    }

    deinit {
        cells.deinitialize(count: sketches.count)
        cells.deallocate()
    }

    /// Takes up the values of a block, unless that is not possible: returns whether it has.
    ///
    /// - Parameter others: in how many trials the council does not join, and has 0.
    func take(_ row: TrialRow, count: Int, summary: RowSummary, others: Int, cell: Int) -> Bool {
        guard cells[cell].isPossible else { return false }
        if cells[cell].bins == nil {
            cells[cell].bins = sketches[cell].bins
            guard let bins = cells[cell].bins, bins.atom == 0, bins.haveShortPlaces else {
                cells[cell].isPossible = false
                return false
            }
        }
        if cells[cell].count + count > room { flush(cell) }
        let waiting = cells[cell].count
        if cells[cell].bins?.putPlaces(of: row, count: count, into: places + cell * room + waiting) == false {
            sketches[cell].addOutside(row, count: count)
        }
        cells[cell].count = waiting + count
        cells[cell].others += others
        cells[cell].least = min(cells[cell].least, summary.least)
        cells[cell].greatest = max(cells[cell].greatest, summary.greatest)
        return true
    }

    private func flush(_ cell: Int) {
        let waiting = cells[cell]
        guard waiting.count > 0 else { return }
        sketches[cell].add(
            places: places + cell * room, count: waiting.count, others: waiting.others, least: waiting.least,
            greatest: waiting.greatest)
        (cells[cell].count, cells[cell].others) = (0, 0)
        (cells[cell].least, cells[cell].greatest) = (.infinity, -.infinity)
    }

    /// Counts all that waits.
    func flush() {
        for cell in sketches.indices { flush(cell) }
    }
}
