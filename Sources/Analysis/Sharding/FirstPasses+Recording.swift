import CouncilModel

extension Comparison {
    /// Simulates some blocks of a run for the first passes of an appraisal and writes what these take up.
    ///
    /// Block 0 is simulated first wherever figures are counted by bins, as these lie as it says; what it counts is written
    /// only where it is one of the blocks.
    ///
    /// - Parameters:
    ///   - blocks: which blocks, at least one.
    ///   - source: the run.
    ///   - scenario: the scenario.
    ///   - detailForAllCouncils: whether councils are appraised one by one for every option, however many there are.
    ///   - mostBytes: as of the appraisal.
    ///   - write: takes what is to be handed to `RecordedPasses`, piece by piece.
    package static func record(
        blocks: Range<Int>, of source: any TrialSource, _ scenario: Scenario, detailForAllCouncils: Bool = false,
        mostBytes: (options: Int, councils: Int) = (OptionsTally.mostBytes, CouncilTally.mostBytes),
        write: ([UInt8]) -> Void
    ) throws(CouncilModelError) {
        try withoutActuallyEscaping(write) { write throws(CouncilModelError) in
            let passes = FirstPasses(
                source.shape, of: scenario, detailForAllCouncils: detailForAllCouncils, isRecorded: true,
                mostBytes: mostBytes)
            func record(_ tallies: [any RecordedTally], in pass: TrialPass) throws(CouncilModelError) {
                try source.record(tallies, blocks: blocks, in: pass, write: write)
            }
            for part in passes.parts {
                try record(passes.tallies(with: passes.tally(of: part)), in: passes.pass(over: part))
            }
            if let councils = passes.councilsApart { try record([councils], in: TrialPass(firstBlockAlone: true)) }
        }
    }
}

extension TrialSource {
    /// Fills tallies with some blocks and writes what they take up: block by block, then counts.
    fileprivate func record(
        _ tallies: [any RecordedTally], blocks: Range<Int>, in pass: TrialPass, write: @escaping ([UInt8]) -> Void
    ) throws(CouncilModelError) {
        let group = TallyGroup(tallies)
        var pass = pass
        if blocks.lowerBound > 0, tallies.contains(where: \.hasSketches) {
            pass.blocks = 0..<1
            try fill(group, in: pass)
            for tally in tallies { tally.forgetCounts() }
            pass.firstBlockAlone = false
        }
        pass.blocks = blocks
        var record = RecordWriter()
        try run(
            pass, consumer: { group.consumer(block: $0, trials: $1) },
            finished: { block, consumer in
                for (tally, part) in zip(tallies, group.parts(of: consumer)) {
                    tally.write(part, block: block, to: &record)
                }
                group.fold(consumer, block: block)
                write(record.take())
            })
        group.endPass()
        for tally in tallies { tally.writeCounts(to: &record) }
        write(record.take())
    }
}
