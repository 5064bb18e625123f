import CouncilModel
import Stochastics

/// The NPV of some councils under one option in every trial of a run.
final class CouncilValues: BlockTally, @unchecked Sendable {
    // Only `fold` changes state, for one block at a time; consumers belong to one thread each.
    private let option: Int
    private let places: [Int: Int]
    /// `[council, in the order given][trial]`.
    private(set) var values: [[Double]]

    /// - Parameters:
    ///   - councils: their positions.
    ///   - option: place in the run.
    init(of source: any TrialSource, councils: [Int], option: Int) throws(CouncilModelError) {
        self.option = option
        places = Dictionary(uniqueKeysWithValues: councils.enumerated().map { ($1, $0) })
        values = councils.map { _ in
            var row: [Double] = []
            row.reserveCapacity(source.shape.trials)
            return row
        }
        try source.fill(self, in: TrialPass(options: [option]))
    }

    func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer {
        Consumer(option: option, places: places)
    }

    func fold(_ consumer: any BlockConsumer, block: Int) {
        guard let consumer = consumer as? Consumer else { preconditionFailure("a tally folds its own consumers") }
        for place in values.indices { values[place] += consumer.values[place] }
    }

    private final class Consumer: BlockConsumer {
        private let option: Int
        private let places: [Int: Int]
        var values: [[Double]]

        init(option: Int, places: [Int: Int]) {
            self.option = option
            self.places = places
            values = Array(repeating: [], count: places.count)
        }

        func take(_ figures: CouncilTrials, council: Int, option: Int) {
            guard option == self.option, let place = places[council] else { return }
            values[place] = Array(UnsafeBufferPointer(start: figures.npv, count: figures.count))
        }

        func take(_ budget: BudgetTrials, council: Int, option: Int) {}
        func take(_ figures: OptionTrials, option: Int) {}
        func finish(_ world: WorldTrials) {}

        var wantsPools: Bool { false }
    }
}
