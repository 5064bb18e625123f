import Stochastics

/// Values of figures by trial, one row a figure, written by several threads at once in places that do not overlap.
///
/// All values begin as 0, and memory is taken up as it is written: long stretches of zeros that nobody writes cost
/// nothing.
final class TrialRows: @unchecked Sendable {
    // Sharing it is safe: no two threads write the trials of one block, and reading begins when writing is over.

    /// Trials of a block.
    static let block = AddressedDraws.batchSize

    /// Number of rows and of trials in each.
    let rows, trials: Int
    private let memory: ClearedMemory
    private let values: UnsafeMutablePointer<Double>

    /// - Parameter isDense: whether nearly all of it will be written.
    init(rows: Int, trials: Int, isDense: Bool = false) {
        self.rows = rows
        self.trials = trials
        let count = max(1, rows * trials)
        memory = ClearedMemory(bytes: count * MemoryLayout<Double>.stride, isDense: isDense)
        values = memory.start.bindMemory(to: Double.self, capacity: count)
    }

    /// What rows would take in memory, in bytes.
    static func bytes(rows: Int, trials: Int) -> Int { rows * trials * MemoryLayout<Double>.stride }

    /// A row by trial.
    subscript(row: Int) -> UnsafeMutablePointer<Double> { values + row * trials }

    /// Writes the trials of a block into a row.
    func put(_ source: UnsafePointer<Double>, count: Int, row: Int, from trial: Int) {
        (self[row] + trial).update(from: source, count: count)
    }

    /// Marks the trials of a block as having no figure.
    func putNothing(count: Int, row: Int, from trial: Int) {
        (self[row] + trial).update(repeating: .nan, count: count)
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
