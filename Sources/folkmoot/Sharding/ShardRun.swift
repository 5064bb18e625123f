import Analysis
import ArgumentParser
import Stochastics

/// One shard of a run, as `--shard i/n` asks for.
struct ShardRun {
    let shard: Shard

    /// - Parameter text: as `2/4`; anything else ends with 64.
    init(_ text: String) throws {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let number = numbers[0], let count = numbers[1], number >= 1, number <= count else {
            throw ValidationError("--shard \(text): expected i/n with i from 1 to n, such as 2/4.")
        }
        shard = Shard(number: number, count: count)
    }

    /// What partial results are called where nobody says.
    func path(ofScenario scenario: String) -> String {
        "results/\(ResultsFolder.name(ofScenario: scenario))-\(shard.number)-of-\(shard.count).folkmoot"
    }

    /// Simulates the shard's blocks and writes them to a file, whole or not at all.
    ///
    /// - Returns: the trials that it holds.
    func write(_ run: PreparedRun, to path: String) throws -> Range<Int> {
        let (size, trials) = (AddressedDraws.batchSize, run.scenario.trials)
        let all = (trials + size - 1) / size
        guard shard.count <= all else {
            throw ValidationError(
                "--shard \(shard.number)/\(shard.count): found \(shard.count) shards, expected at most \(all), as "
                    + "\(trials) trials make \(all) \(all == 1 ? "block" : "blocks") of \(size); make fewer shards.")
        }
        let blocks = shard.blocks(of: all)
        try Console.failing {
            let file = try PartialFile(path: path)
            file.append(PartialHeader(run: run, shard: shard, blocks: blocks).bytes)
            try run.record(blocks: blocks) { file.append($0) }
            try file.finish()
        }
        return blocks.lowerBound * size..<min(blocks.upperBound * size, trials)
    }
}
