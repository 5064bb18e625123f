import CouncilModel

/// A tally that can be filled from records of blocks as well as from blocks.
///
/// What hangs on the order of additions (sums and moments of doubles) and values by trial are recorded block by block, so
/// that folding records in the order of blocks is folding the blocks. Counts, which add up to the same in any order, are
/// recorded once for all blocks of a shard.
protocol RecordedTally: BlockTally {
    /// Writes what a block says; its consumer has seen all of it and has not been folded yet.
    func write(_ consumer: any BlockConsumer, block: Int, to record: inout RecordWriter)

    /// Takes up what was written of a block; blocks come in order.
    func fold(_ record: RecordReader, block: Int)

    /// Writes the counts of all blocks that it has taken up.
    func writeCounts(to record: inout RecordWriter)

    /// Adds counts that were written.
    func addCounts(from record: RecordReader)

    /// Forgets counts, but not how the bins of sketches lie.
    func forgetCounts()

    /// Whether it counts by bins, which lie as block 0 says.
    var hasSketches: Bool { get }
}

/// One of the parts into which the blocks of a run are cut.
package struct Shard: Sendable, Hashable {
    /// Which one, from 1, and how many there are.
    package let number, count: Int

    /// Of its parts, which the properties of these names explain.
    package init(number: Int, count: Int) {
        self.number = number
        self.count = count
    }

    /// Its blocks of a run: consecutive ones, and as many as those of any other shard, give or take one.
    package func blocks(of all: Int) -> Range<Int> { (number - 1) * all / count..<number * all / count }
}

/// First passes that were simulated in shards, from which tallies are filled in place of simulating.
package final class RecordedPasses {
    private let shards: [(record: RecordReader, blocks: Range<Int>)]

    /// - Parameter shards: what each shard wrote, in order of shards, and its blocks; together all blocks of the run.
    package init(_ shards: [(record: RecordReader, blocks: Range<Int>)]) {
        self.shards = shards
    }

    /// Fills the tallies of the next pass.
    func fill(_ tallies: [any RecordedTally]) {
        for (record, blocks) in shards {
            for block in blocks {
                for tally in tallies { tally.fold(record, block: block) }
            }
            for tally in tallies { tally.addCounts(from: record) }
        }
        for tally in tallies { tally.endPass() }
    }
}
