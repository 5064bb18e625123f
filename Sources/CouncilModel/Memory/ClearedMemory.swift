import Glibc

/// Memory that begins as zeros.
package final class ClearedMemory: @unchecked Sendable {
    // Sharing it is safe where those who write keep to places of their own: it knows its ends, and no more.

    /// Where it begins.
    package let start: UnsafeMutableRawPointer
    private let mapped: (start: UnsafeMutableRawPointer, size: Int)

    /// - Parameters:
    ///   - bytes: how much.
    ///   - isDense: whether nearly all of it will be written. Then it is taken up by large pages where these come quickly; else
    ///     it is taken up as it is written, and what nobody comes to costs nothing.
    package convenience init(bytes: Int, isDense: Bool) {
        self.init(bytes: bytes, ofPages: isDense)
        if isDense { LargePages.takeUp(start, bytes: mapped.size - LargePages.page) }
    }

    /// Memory that large pages can stand in, none of which are taken up yet.
    static func ofPages(bytes: Int) -> ClearedMemory { ClearedMemory(bytes: bytes, ofPages: true) }

    private init(bytes: Int, ofPages: Bool) {
        // Large pages stand from one multiple of their size to another; what lies before them is never taken up.
        let size = ofPages ? (max(1, bytes) + LargePages.page - 1) & ~(LargePages.page - 1) : max(1, bytes)
        let whole = size + (ofPages ? LargePages.page : 0)
        guard let memory = mmap(nil, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            memory != MAP_FAILED
        else { preconditionFailure("there is memory for \(bytes) bytes of figures") }
        mapped = (memory, whole)
        start = ofPages ? memory.alignedUp(toMultipleOf: LargePages.page) : memory
    }

    deinit { munmap(mapped.start, mapped.size) }
}
