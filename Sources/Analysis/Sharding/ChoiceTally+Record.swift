import CouncilModel
import Stochastics

/// Of each block: sums of pools by year; of the trials kept, values by measure and option, then assumptions; a byte 1 and
/// what the block says of the choice, where blocks are decided as they come, else a byte 0. Counts: differences of pairs.
extension ChoiceTally: RecordedTally {
    var hasSketches: Bool { differences != nil }

    func write(_ consumer: any BlockConsumer, block: Int, to record: inout RecordWriter) {
        guard let consumer = consumer as? ChoiceBlock else { preconditionFailure("a tally writes its own consumers") }
        for sum in consumer.poolSums.joined() { record.put(sum) }
        for rows in rows(of: consumer.trials) { rows.write(consumer.trials, to: &record) }
        record.put(byte: consumer.figures == nil ? 0 : 1)
        if let figures = consumer.figures { Self.write(figures, trials: consumer.trials.count, to: &record) }
    }

    func fold(_ record: RecordReader, block: Int) {
        let trials = shape.trials(of: block)
        let pools = shape.pools.map { _ in record.doubles(scenario.years) }
        for rows in rows(of: trials) { rows.read(trials, from: record) }
        let figures = record.byte() == 0 ? nil : figures(from: record, trials: trials.count)
        fold(figures, poolSums: pools, block: block)
    }

    func writeCounts(to record: inout RecordWriter) { differences?.write(to: &record) }
    func addCounts(from record: RecordReader) { differences?.add(from: record) }
    func forgetCounts() { differences?.forgetCounts() }

    /// Rows in which the trials of a block are kept.
    private func rows(of trials: Range<Int>) -> [TrialRows] {
        (kept + [assumptions]).filter { trials.upperBound <= $0.trials }
    }

    private static func write(_ figures: ChoiceFigures, trials: Int, to record: inout RecordWriter) {
        for (times, regrets) in zip(figures.timesBest, figures.regrets) {
            for (times, regret) in zip(times, regrets) {
                record.put(whole: times.count)
                for count in times { record.put(whole: count) }
                record.put(regret, ofTrials: trials)
            }
        }
        for pair in figures.pairs {
            record.put(whole: pair.better)
            record.put(whole: pair.worse)
            record.put(pair.difference, ofTrials: trials)
        }
    }

    private func figures(from record: RecordReader, trials: Int) -> ChoiceFigures {
        var (timesBest, regrets): ([[[Int]]], [[SampleMoments]]) = ([], [])
        for _ in DecisionAppraisal.measuresOfValue {
            let options = shape.options.map { _ in
                let times = (0..<record.whole()).map { _ in record.whole() }
                return (times, record.moments(ofTrials: trials))
            }
            timesBest.append(options.map(\.0))
            regrets.append(options.map(\.1))
        }
        let pairs = OptionPair.all(of: shape).map { _ in
            let better = record.whole()
            let worse = record.whole()
            return ChoiceFigures.Pair(
                better: better, worse: worse, difference: record.moments(ofTrials: trials))
        }
        return ChoiceFigures(timesBest: timesBest, regrets: regrets, pairs: pairs)
    }
}

extension ChoiceFigures {
    /// Figures that were kept.
    init(timesBest: [[[Int]]], regrets: [[SampleMoments]], pairs: [Pair]) {
        self.timesBest = timesBest
        self.regrets = regrets
        self.pairs = pairs
    }
}
