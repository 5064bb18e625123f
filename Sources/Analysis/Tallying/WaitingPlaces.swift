import CRows
import CouncilModel
import Stochastics

/// Counts places of values in bins.
protocol PlaceCounting: AnyObject {
    /// How the bins lie; nil before the first block.
    var bins: Sketch.Bins? { get }

    /// Adds values whose places are known, but what lies outside; `others` of them are 0, and of trials that are counted apart
    /// where anything is.
    func add(places: UnsafePointer<UInt16>, count: Int, others: Int, least: Double, greatest: Double)

    /// Adds those values of a block alone that lie outside the bins.
    func addOutside(_ row: TrialRow, count: Int)
}

/// Places of values in the bins of their sketches, which one thread holds back until a number of blocks is together.
///
/// The counts of all figures do not fit in a near cache: for each block they would all come and go. A place takes two bytes,
/// written one behind the other, and the counts of a figure come once for several blocks.
final class WaitingPlaces<Counts: PlaceCounting> {
    /// What waits of a figure.
    private struct Waiting {
        /// How its bins lie; nil: not asked for yet.
        var bins: Sketch.Bins?
        /// Whether places can be kept at all.
        var isPossible = true
        var count = 0
        /// How many are 0 and counted apart.
        var others = 0
        var least = Double.infinity
        var greatest = -Double.infinity
    }

    /// By figure; looked up when something is added to them and not before, as they lie far apart.
    private let sketches: StandingObjects<Counts>
    private let cells: UnsafeMutablePointer<Waiting>
    /// Places that a figure can hold back.
    private let room: Int
    /// Where they stand; nil until the first waits, as in many runs none does.
    private var memory: ClearedMemory?
    private var places: UnsafeMutablePointer<UInt16>?

    /// What all places of a thread take at most, in bytes.
    static var most: Int { 16 << 20 }

    /// Nil where there are so many figures that too little could wait.
    ///
    /// - Parameter sharing: how many there are that share the room of a thread.
    init?(_ sketches: [Counts], sharing: Int = 1) {
        let count = sketches.count
        let blocks = Self.most / (2 * TrialRows.block * max(1, count * sharing))
        guard count > 0, blocks > 1 else { return nil }
        room = min(16, blocks) * TrialRows.block
        self.sketches = StandingObjects(sketches)
        cells = .allocate(capacity: count)
        cells.initialize(repeating: Waiting(), count: count)
    }

    deinit {
        cells.deinitialize(count: sketches.count)
        cells.deallocate()
    }

    /// Takes up the values of a block, unless that is not possible: returns whether it has.
    ///
    /// - Parameter others: how many are 0 and counted apart.
    func take(_ row: TrialRow, count: Int, summary: RowSummary, others: Int, cell: Int) -> Bool {
        guard cells[cell].isPossible else { return false }
        let places = places ?? takeUp()
        if cells[cell].bins == nil {
            cells[cell].bins = sketches.with(cell) { $0.bins }
            guard let bins = cells[cell].bins, others == 0 || bins.atom == 0, bins.haveShortPlaces else {
                cells[cell].isPossible = false
                return false
            }
        }
        if cells[cell].count + count > room { flush(cell) }
        // The next cell comes soon, and the room that it will be written into is in no near cache.
        if cell + 1 < sketches.count {
            row_fetch(places + (cell + 1) * room + cells[cell + 1].count % room, count)
        }
        let waiting = cells[cell].count
        if cells[cell].bins?.putPlaces(of: row, count: count, into: places + cell * room + waiting) == false {
            sketches.with(cell) { $0.addOutside(row, count: count) }
        }
        cells[cell].count = waiting + count
        cells[cell].others += others
        cells[cell].least = min(cells[cell].least, summary.least)
        cells[cell].greatest = max(cells[cell].greatest, summary.greatest)
        return true
    }

    private func takeUp() -> UnsafeMutablePointer<UInt16> {
        let count = sketches.count * room
        let memory = ClearedMemory(bytes: count * MemoryLayout<UInt16>.stride, isDense: true)
        let places = memory.start.bindMemory(to: UInt16.self, capacity: count)
        (self.memory, self.places) = (memory, places)
        return places
    }

    private func flush(_ cell: Int) {
        let waiting = cells[cell]
        guard waiting.count > 0, let places else { return }
        sketches.with(cell) {
            $0.add(
                places: places + cell * room, count: waiting.count, others: waiting.others, least: waiting.least,
                greatest: waiting.greatest)
        }
        (cells[cell].count, cells[cell].others) = (0, 0)
        (cells[cell].least, cells[cell].greatest) = (.infinity, -.infinity)
    }

    /// Counts all that waits.
    func flush() {
        for cell in 0..<sketches.count { flush(cell) }
    }
}
