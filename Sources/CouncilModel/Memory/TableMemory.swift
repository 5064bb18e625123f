import Synchronization

/// Memory of tables, which stand one behind the other in stretches.
///
/// A stretch stands as long as any of its tables does. Then its memory is used again, as simulations come and go with much
/// the same tables.
final class TableMemory: Sendable {
    /// What all tables of the program share.
    static let shared = TableMemory()

    /// A piece of memory for one table.
    struct Piece {
        let start: UnsafeMutableRawPointer
        /// Stands as long as the piece is used.
        let stretch: Stretch
    }

    /// Memory of several tables, or of one that is larger.
    final class Stretch: Sendable {
        fileprivate let memory: ClearedMemory
        /// Whether tables have been in it before.
        fileprivate let isUsed: Bool
        private let isShared: Bool

        fileprivate init(_ memory: ClearedMemory, isUsed: Bool, isShared: Bool) {
            (self.memory, self.isUsed, self.isShared) = (memory, isUsed, isShared)
        }

        deinit { if isShared { TableMemory.shared.takeBack(memory) } }
    }

    private struct State {
        /// The stretch at hand, and how many bytes of it are taken.
        var stretch: Stretch?
        var taken = 0
        /// Memory that stands free, and whether tables have been in it.
        var free: [(memory: ClearedMemory, isUsed: Bool)] = []
    }

    private let state = Mutex(State())
    /// Bytes of a stretch.
    private static let size = LargePages.page
    /// How many stretches stand free at most.
    private static let mostFree = 64
    /// What is fetched at a time: no vector of a table lies in two such lines.
    private static let line = 64

    /// Zeros for a table.
    func take(bytes: Int) -> Piece {
        let bytes = (max(1, bytes) + Self.line - 1) & ~(Self.line - 1)
        guard bytes <= Self.size else {
            let memory = ClearedMemory(bytes: bytes, isDense: true)
            return Piece(start: memory.start, stretch: Stretch(memory, isUsed: false, isShared: false))
        }
        // A stretch that nobody else has goes when the lock is free again, as it comes back by the same lock.
        let (piece, last) = state.withLock { state -> (Piece, Stretch?) in
            var last: Stretch?
            if let stretch = state.stretch, state.taken + bytes <= Self.size {
                defer { state.taken += bytes }
                return (Piece(start: stretch.memory.start + state.taken, stretch: stretch), nil)
            }
            swap(&last, &state.stretch)
            let free = state.free.popLast()
            let stretch = Stretch(
                free?.memory ?? ClearedMemory(bytes: Self.size, isDense: true), isUsed: free?.isUsed ?? false,
                isShared: true)
            (state.stretch, state.taken) = (stretch, bytes)
            return (Piece(start: stretch.memory.start, stretch: stretch), last)
        }
        withExtendedLifetime(last) {}
        if piece.stretch.isUsed { piece.start.initializeMemory(as: UInt8.self, repeating: 0, count: bytes) }
        return piece
    }

    private func takeBack(_ memory: ClearedMemory) {
        state.withLock { if $0.free.count < Self.mostFree { $0.free.append((memory, isUsed: true)) } }
    }

    /// Adds memory of one stretch, in which no table has been.
    func add(_ memory: ClearedMemory) { state.withLock { $0.free.append((memory, isUsed: false)) } }
}
