import Glibc

/// Memory that begins as zeros and is taken up as it is written: long stretches that nobody writes cost nothing.
final class ClearedMemory: @unchecked Sendable {
    // Sharing it is safe where those who write keep to places of their own: it knows its ends, and no more.

    /// Where it begins.
    let start: UnsafeMutableRawPointer
    private let mapped: (start: UnsafeMutableRawPointer, size: Int)
    /// A large page.
    private static let page = 2 << 20

    /// - Parameter isDense: whether nearly all of it will be written.
    init(bytes: Int, isDense: Bool) {
        // Dense memory begins where a page does; what lies before it is never taken up.
        let size = max(1, bytes) + (isDense ? Self.page : 0)
        guard let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            memory != MAP_FAILED
        else { preconditionFailure("there is memory for \(bytes) bytes of figures") }
        // Pages of 2 MiB where the system has them: taking up memory by 4 KiB costs as much as simulating what goes in.
        // Where little is written it costs more, as whole pages are taken up for each bit of it.
        if isDense { madvise(memory, size, Int32(MADV_HUGEPAGE)) }
        mapped = (memory, size)
        start = isDense ? memory.alignedUp(toMultipleOf: Self.page) : memory
    }

    deinit {
        munmap(mapped.start, mapped.size)
    }
}
