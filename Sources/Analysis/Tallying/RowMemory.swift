import CouncilModel
import Synchronization

/// Memory for rows of values by trial, which rows take up one after the other as each is first written.
///
/// Rows that nobody writes take up nothing, wherever they stand among the others: a budget has many.
final class RowMemory: Sendable {
    /// Number of trials in each row.
    let trials: Int
    /// Bytes from where one row begins to where the next does: whole lines of the processor's cache.
    private let stride: Int
    private let zeros: ClearedMemory
    /// How many rows stand in one stretch.
    private let perStretch: Int
    private let isDense: Bool
    private let state = Mutex((stretches: [ClearedMemory](), taken: 0))

    /// Bytes of a stretch, where that is more than one row.
    private static let stretch = LargePages.page

    /// - Parameter rows: the most that are written.
    init(rows: Int, trials: Int) {
        self.trials = trials
        stride = max(1, (trials + 7) / 8) * 8 * MemoryLayout<Double>.stride
        zeros = ClearedMemory(bytes: stride, isDense: false)
        perStretch = max(1, min(rows, Self.stretch / stride))
        isDense = 2 * perStretch * stride >= Self.stretch
    }

    /// What all rows have that nobody has written, as a row.
    var nothing: UnsafePointer<Double> {
        UnsafePointer(zeros.start.bindMemory(to: Double.self, capacity: trials))
    }

    /// Finds room for a row, unless another thread has found it meanwhile.
    func place(_ row: borrowing Atomic<UInt>) -> UInt {
        state.withLock { state in
            let found = row.load(ordering: .relaxed)
            guard found == 0 else { return found }
            let number = state.taken % perStretch
            if number == 0 {
                state.stretches.append(ClearedMemory(bytes: perStretch * stride, isDense: isDense))
            }
            let place = UInt(bitPattern: state.stretches[state.stretches.count - 1].start + number * stride)
            state.taken += 1
            row.store(place, ordering: .releasing)
            return place
        }
    }
}
