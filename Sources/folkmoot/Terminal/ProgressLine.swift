import Glibc
import Synchronization

/// One line on standard error that says how far a run, or a number of runs, is, shown once it has lasted longer than a second.
final class ProgressLine: Sendable {
    private let work: String
    private let unit: String
    private let begin: Double
    private let state = Mutex((isShown: false, last: 0.0))

    /// - Parameters:
    ///   - work: what is being done, where that is more than running the trials once.
    ///   - unit: what is counted.
    init(of work: String = "", counting unit: String = "trials") {
        self.work = work.isEmpty ? "" : work + ": "
        self.unit = unit
        begin = Self.now
    }

    /// Shows that so many of all are done.
    func show(_ done: Int, of total: Int) {
        let now = Self.now
        let elapsed = now - begin
        guard elapsed > 1 else { return }
        state.withLock { state in
            guard now - state.last > 0.2 else { return }
            state = (true, now)
            let rate = Double(done) / elapsed
            let left = Int((Double(total - done) / rate).rounded(.up))
            Console.show("\r\u{1B}[2K\(work)\(done) of \(total) \(unit), \(Int(rate)) a second, \(left) s left")
        }
    }

    /// Takes the line away.
    func clear() {
        if state.withLock({ $0.isShown }) { Console.show("\r\u{1B}[2K") }
    }

    /// Seconds on a clock that never goes back.
    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
