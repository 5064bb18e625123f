import CouncilModel

/// Differences of pairs of options in NPSV, collected when a run is gone through again.
final class PairTally: BlockTally {
    private let pairs: [OptionPair]
    private let options: Int
    /// By pair.
    let exact: ExactCells

    init(_ choice: ChoiceTally) {
        pairs = OptionPair.all(of: choice.shape)
        options = choice.shape.options.count
        exact = ExactCells(count: pairs.count)
        for pair in pairs.indices { exact.want([10, 90], of: choice.differences?[pair], for: pair) }
    }

    func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer { Consumer(self, count: trials.count) }
    func fold(_ consumer: any BlockConsumer, block: Int) {}

    /// Adds the differences of a block once all of it has been seen.
    private final class Consumer: BlockConsumer {
        private let tally: PairTally
        private let npsv: TrialRows
        private let difference: Scratch

        init(_ tally: PairTally, count: Int) {
            self.tally = tally
            npsv = TrialRows(rows: tally.options, trials: count)
            difference = Scratch(capacity: count)
        }

        var wantsCouncils: Bool { false }

        func take(_ figures: CouncilTrials, council: Int, option: Int) {}
        func take(_ budget: BudgetTrials, council: Int, option: Int) {}

        func take(_ figures: OptionTrials, option: Int) {
            guard let row = figures.measures[Measure.npsv.place] else { return }
            npsv.put(row, count: figures.count, row: option, from: 0)
        }

        func finish(_ world: WorldTrials) {
            for (index, pair) in tally.pairs.enumerated() {
                let (first, second) = (npsv[pair.first], npsv[pair.second])
                for trial in 0..<npsv.trials { difference.values[trial] = first[trial] - second[trial] }
                tally.exact.add(difference.values, count: npsv.trials, to: index)
            }
        }
    }
}
