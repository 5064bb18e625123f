import Dispatch

/// Work that goes on beside other work, until somebody asks for what comes of it.
package final class BackgroundWork<Value, Failure: Error>: @unchecked Sendable {
    // Sharing it is safe: the result is written once, and read by those who have waited for that.
    private var result: Result<Value, Failure>?
    private let done = DispatchGroup()

    /// - Parameter atOnce: whether the work is done here and now.
    package init(atOnce: Bool = false, _ work: @escaping @Sendable () throws(Failure) -> Value) {
        @Sendable func run() {
            do throws(Failure) { result = .success(try work()) } catch { result = .failure(error) }
        }
        if atOnce {
            run()
        } else {
            DispatchQueue.global().async(group: done) { run() }
        }
    }

    /// What came of it.
    package func value() throws(Failure) -> Value {
        done.wait()
        guard let result else { preconditionFailure("work that is done has a result") }
        return try result.get()
    }
}
