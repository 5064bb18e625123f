import Dispatch
import Synchronization

/// Whether work is spread over threads at all: nobody who asks for one thread is to find two at work.
package enum OneThread {
    private static let isKept = Atomic(false)

    /// Keeps what is worked out in parallel to the thread that asks for it, for as long as the program runs.
    package static func keep() { isKept.store(true, ordering: .relaxed) }

    fileprivate static var isOn: Bool { isKept.load(ordering: .relaxed) }
}

/// Works out so many results, on several threads unless only one is to be used, and returns them in order.
package func inParallel<Result: Sendable>(_ count: Int, _ result: @Sendable (Int) -> Result) -> [Result] {
    if OneThread.isOn { return (0..<count).map(result) }
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
        let own = result(index)
        results.withLock { $0[index] = own }
    }
    return results.withLock { $0.compactMap { $0 } }
}
