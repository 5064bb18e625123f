import Synchronization

/// Memory of tables, which stand one behind the other in stretches.
///
/// What a table leaves behind is used again by the next one of its size: simulations come and go with the same tables, and
/// every block makes some anew. Where nothing of its size is left, a table stands in what a larger one has left: the last
/// block of a run, cut short, takes up no memory of its own. Stretches stand as long as the program.
final class TableMemory: Sendable {
    /// What all tables of the program share.
    static let shared = TableMemory()

    private struct State {
        /// Where the next place in the stretch at hand is, and how many bytes are left there.
        var next: UInt = 0
        var bytesLeft = 0
        /// Stretches that are taken up already and that no table has been in.
        var ahead: [ClearedMemory] = []
        /// All stretches that tables are in or have been in.
        var stretches: [ClearedMemory] = []
        /// Places that tables have left, by size.
        var left: [Int: [UInt]] = [:]
        /// Sizes of places in which smaller tables stand, by place.
        var lent: [UInt: Int] = [:]
        /// Memory of tables that are larger than a stretch, by place: it goes when they do.
        var large: [UInt: ClearedMemory] = [:]
    }

    private let state = Mutex(State())
    /// Bytes of a stretch.
    private static let size = LargePages.page
    /// What is fetched at a time: no vector of a table lies in two such lines.
    private static let line = 64

    /// How many times as large as a table a place may be in which it stands.
    private static let mostLent = 4

    /// The size of the place of a table of so many bytes.
    private static func size(for bytes: Int) -> Int { (max(1, bytes) + line - 1) & ~(line - 1) }

    /// A place for a table of so many bytes, all zero. It is to be given back.
    func take(bytes: Int) -> UnsafeMutableRawPointer {
        let size = Self.size(for: bytes)
        if size > Self.size { return takeLarge(size) }
        let (found, isUsed) = state.withLock { state -> (UInt, Bool) in
            if let left = state.left[size]?.popLast() { return (left, true) }
            if let lent = Self.lend(size, in: &state) { return (lent, true) }
            return (Self.next(size, in: &state), false)
        }
        guard let place = UnsafeMutableRawPointer(bitPattern: found) else {
            preconditionFailure("memory has been taken up")
        }
        if isUsed { place.initializeMemory(as: UInt8.self, repeating: 0, count: size) }
        return place
    }

    /// A place that a larger table has left, but for one so much larger that little of it would be used.
    private static func lend(_ size: Int, in state: inout State) -> UInt? {
        let larger = state.left.filter { !$0.value.isEmpty && $0.key > size && $0.key / mostLent <= size }
        guard let found = larger.keys.min(), let place = state.left[found]?.popLast() else { return nil }
        state.lent[place] = found
        return place
    }

    private func takeLarge(_ size: Int) -> UnsafeMutableRawPointer {
        // Taking it up can last, and nobody else need wait for it.
        let memory = ClearedMemory(bytes: size, isDense: true)
        state.withLock { $0.large[UInt(bitPattern: memory.start)] = memory }
        return memory.start
    }

    /// The next place in the stretch at hand, or in another.
    private static func next(_ size: Int, in state: inout State) -> UInt {
        if state.bytesLeft < size {
            let memory = state.ahead.popLast() ?? ClearedMemory(bytes: Self.size, isDense: true)
            state.stretches.append(memory)
            (state.next, state.bytesLeft) = (UInt(bitPattern: memory.start), Self.size)
        }
        defer {
            state.next += UInt(size)
            state.bytesLeft -= size
        }
        return state.next
    }

    /// Takes back the place of a table of so many bytes.
    func giveBack(_ place: UnsafeMutableRawPointer, bytes: Int) {
        let (size, address) = (Self.size(for: bytes), UInt(bitPattern: place))
        // What goes does so when the lock is free again.
        let gone = state.withLock { state -> ClearedMemory? in
            if size > Self.size { return state.large.removeValue(forKey: address) }
            let whole = state.lent.isEmpty ? nil : state.lent.removeValue(forKey: address)
            state.left[whole ?? size, default: []].append(address)
            return nil
        }
        withExtendedLifetime(gone) {}
    }

    /// Adds a stretch that is taken up already.
    func add(_ memory: ClearedMemory) { state.withLock { $0.ahead.append(memory) } }
}
