import Dispatch
import Glibc
import Synchronization

/// Pages of 2 MiB, by which memory is taken up at once in place of 4 KiB at a time.
///
/// Where they come quickly, taking up memory costs an eighth of what it does by small pages, which for a short run is as much
/// as a tenth of the whole. But a virtual machine may have given pages that stood free back to its host, and then a large page
/// takes several times as long as all the small ones in it, which the system keeps at hand. Which of the two it is shows when
/// the first is taken up, and may change from run to run: so each is timed, and the first slow one is the last.
package enum LargePages {
    /// Bytes of a page.
    package static let page = 2 << 20

    /// Nanoseconds of processor time in which a page is cleared where it is at hand, with much to spare; where small pages
    /// are, all those in a large one take longer.
    private static let most = 400_000
    /// Whether nobody is to ask for pages: one was slow, or some are being taken up ahead.
    private static let areRefused = Atomic(false)
    /// How many pages are taken up ahead at most: as many as the tables of a middling scenario fill.
    private static let ahead = 8

    /// Takes up pages for the tables that come first, beside other work and as far as they come quickly. Until that is done
    /// nobody asks for others, so that nobody waits behind a slow one.
    package static func takeUpAhead() {
        areRefused.store(true, ordering: .relaxed)
        DispatchQueue.global().async {
            for _ in 0..<ahead {
                let memory = ClearedMemory.ofPages(bytes: page)
                let isQuick = takeUpQuickly(memory.start, bytes: page)
                TableMemory.shared.add(memory)
                if !isQuick { return }
            }
            areRefused.store(false, ordering: .relaxed)
        }
    }

    /// Takes up memory that begins and ends where pages do, as far as pages come quickly; the rest is taken up as it is
    /// written.
    static func takeUp(_ start: UnsafeMutableRawPointer, bytes: Int) {
        if areRefused.load(ordering: .relaxed) { return }
        if !takeUpQuickly(start, bytes: bytes) { areRefused.store(true, ordering: .relaxed) }
    }

    /// Whether pages came quickly throughout.
    private static func takeUpQuickly(_ start: UnsafeMutableRawPointer, bytes: Int) -> Bool {
        madvise(start, bytes, Int32(MADV_HUGEPAGE))
        for place in stride(from: 0, to: bytes, by: page) {
            let began = time()
            (start + place).storeBytes(of: 0, as: UInt8.self)
            guard time() - began > most else { continue }
            madvise(start + place + page, bytes - place - page, Int32(MADV_NOHUGEPAGE))
            return false
        }
        return true
    }

    /// Processor time of this thread, in nanoseconds: what others do meanwhile makes no page slow.
    private static func time() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
