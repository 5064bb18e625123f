import CouncilModel
import Synchronization

/// A consumer that adds counts to what all blocks share before its block is over.
protocol CountingConsumer: BlockConsumer, Sendable {
    /// Which of its cells have been added.
    var counted: [Bool] { get }

    /// Adds what it still holds back.
    func flush()
}

extension CountingConsumer {
    /// Nothing, for one that adds at once.
    func flush() {}
}

/// Blocks that are being worked on.
///
/// A block in which something is not finite is worked out again with a new consumer, which sees the same figures and must
/// not count again what the first one has counted.
final class Attempts: Sendable {
    private let consumers = Mutex<[Int: any CountingConsumer]>([:])

    /// What an earlier consumer of a block has counted; nil where there was none.
    func counted(in block: Int) -> [Bool]? { consumers.withLock { $0[block]?.counted } }

    /// Says who works on a block; who did so before comes back no more.
    func begin(_ block: Int, _ consumer: any CountingConsumer) {
        consumers.withLock { $0.updateValue(consumer, forKey: block) }?.flush()
    }

    /// Says that a block is over.
    func end(_ block: Int) { _ = consumers.withLock { $0.removeValue(forKey: block) } }
}
