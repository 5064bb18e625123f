import Dispatch
import Synchronization

/// Works out so many results on several threads and returns them in order.
package func inParallel<Result: Sendable>(_ count: Int, _ result: @Sendable (Int) -> Result) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
        let own = result(index)
        results.withLock { $0[index] = own }
    }
    return results.withLock { $0.compactMap { $0 } }
}
