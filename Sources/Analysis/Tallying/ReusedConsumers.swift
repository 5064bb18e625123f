import CouncilModel
import Synchronization

/// A consumer whose memory serves one block after the other.
protocol ReusedConsumer: CountingConsumer {
    /// Makes ready for a block; `counted` are the cells whose counts an earlier consumer of the block has added, nil where
    /// there was none.
    func begin(_ trials: Range<Int>, counted: [Bool]?)
}

/// The consumers of a tally: those at work on a block, and those that wait for the next.
final class ReusedConsumers<Consumer: ReusedConsumer>: Sendable {
    private let idle = Mutex<[Consumer]>([])
    private let attempts = Attempts()

    /// A consumer for a block, one that waits or a new one.
    func begin(_ block: Int, trials: Range<Int>, make: () -> Consumer) -> Consumer {
        let consumer = idle.withLock { $0.popLast() } ?? make()
        consumer.begin(trials, counted: attempts.counted(in: block))
        attempts.begin(block, consumer)
        return consumer
    }

    /// Takes a consumer back whose block is over and folded.
    func end(_ consumer: Consumer, block: Int) {
        attempts.end(block)
        idle.withLock { $0.append(consumer) }
    }

    /// Lets go of those that wait, once they have added all: they hold their tally, which holds them.
    func forget() {
        let waiting = idle.withLock { idle in
            defer { idle = [] }
            return idle
        }
        for consumer in waiting { consumer.flush() }
    }
}
