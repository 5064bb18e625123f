import Stochastics
import Synchronization

/// Values of figures by trial, one row a figure, written by several threads at once in places that do not overlap.
///
/// All values begin as 0.
final class TrialRows: @unchecked Sendable {
    // Sharing it is safe: no two threads write the trials of one block, and reading begins when writing is over.

    /// Trials of a block.
    static let block = AddressedDraws.batchSize

    /// Number of rows.
    let rows: Int
    private let memory: RowMemory
    /// By row: where it begins; 0 where nobody has written it.
    private let places: UnsafeMutablePointer<Atomic<UInt>>

    /// - Parameter memory: where its rows stand, which others may stand in too.
    init(rows: Int, in memory: RowMemory) {
        self.rows = rows
        self.memory = memory
        places = .allocate(capacity: rows)
        for row in 0..<rows { (places + row).initialize(to: Atomic(0)) }
    }

    /// Rows with memory of their own.
    convenience init(rows: Int, trials: Int) {
        self.init(rows: rows, in: RowMemory(rows: rows, trials: trials))
    }

    deinit {
        places.deinitialize(count: rows)
        places.deallocate()
    }

    /// Number of trials in each row.
    var trials: Int { memory.trials }

    /// What rows would take in memory, in bytes.
    static func bytes(rows: Int, trials: Int) -> Int { rows * trials * MemoryLayout<Double>.stride }

    /// A row by trial, to be read.
    subscript(row: Int) -> UnsafePointer<Double> {
        precondition((0..<rows).contains(row), "a row that there is is asked for")
        return UnsafePointer(bitPattern: places[row].load(ordering: .acquiring)) ?? memory.nothing
    }

    /// A row by trial, to be written.
    func written(_ row: Int) -> UnsafeMutablePointer<Double> {
        precondition((0..<rows).contains(row), "a row that there is is asked for")
        let known = places[row].load(ordering: .acquiring)
        let place = known == 0 ? memory.place(places[row]) : known
        guard let start = UnsafeMutablePointer<Double>(bitPattern: place) else {
            preconditionFailure("rows that are written have room")
        }
        return start
    }

    /// Writes the trials of a block into a row.
    func put(_ source: UnsafePointer<Double>, count: Int, row: Int, from trial: Int) {
        (written(row) + trial).update(from: source, count: count)
    }

    /// Marks the trials of a block as having no figure.
    func putNothing(count: Int, row: Int, from trial: Int) {
        (written(row) + trial).update(repeating: .nan, count: count)
    }
}

/// Values on their way from one place to another, in room that is kept.
final class Scratch {
    private(set) var values: UnsafeMutablePointer<Double>
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = max(1, capacity)
        values = .allocate(capacity: self.capacity)
    }

    deinit {
        values.deallocate()
    }

    /// Copies the values that are numbers and returns how many.
    func keepNumbers(of row: UnsafePointer<Double>, count: Int) -> Int {
        reserve(count)
        var kept = 0
        for index in 0..<count {
            values[kept] = row[index]
            kept &+= row[index].isNaN ? 0 : 1
        }
        return kept
    }

    /// Copies the values in whose place a mark is set (or, on request, those where it is not) and returns how many.
    func keep(_ row: UnsafePointer<Double>, where marks: UnsafePointer<UInt8>, are mark: UInt8, count: Int) -> Int {
        reserve(count)
        var kept = 0
        for index in 0..<count {
            values[kept] = row[index]
            kept &+= marks[index] == mark ? 1 : 0
        }
        return kept
    }

    /// Makes room for so many values, which are left as they are.
    func reserve(_ count: Int) {
        guard count > capacity else { return }
        values.deallocate()
        capacity = count
        values = .allocate(capacity: count)
    }

    /// Sets so many values to 0.
    func clear(_ count: Int) {
        reserve(count)
        values.update(repeating: 0, count: count)
    }

    /// Adds a row, so many times.
    func add(_ row: UnsafePointer<Double>, times factor: Double = 1, count: Int) {
        for index in 0..<count { values[index] += factor * row[index] }
    }
}
