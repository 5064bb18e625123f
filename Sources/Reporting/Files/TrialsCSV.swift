import Analysis
import CouncilModel

/// `trials.csv`: one row a trial, written block by block as a run goes on.
///
/// Columns are `trial` (from 0, as draws are addressed), each trial-level assumption in order of name, then each
/// measure of each option as `<option>.<measure>`; empty where a trial has no such figure.
package final class TrialsCSV: BlockTally, @unchecked Sendable {
    // Sharing it is safe: nothing in it changes, and blocks are folded, and so written, one at a time.
    private let assumptions: [String]
    private let options: [String]
    private let measures: [Measure]
    private let write: ([UInt8]) -> Void

    /// Begins the file with its header.
    ///
    /// - Parameters:
    ///   - shape: what the run holds.
    ///   - measures: the measures that it has, in the order of `Measure.allCases`.
    ///   - write: takes the file's bytes, piece by piece in their order.
    package init(_ shape: RunShape, measures: [Measure], write: @escaping ([UInt8]) -> Void) {
        assumptions = shape.assumptions
        options = shape.options.map(\.name)
        self.measures = measures
        self.write = write
        let names = options.flatMap { option in measures.map { "\(option).\($0.rawValue)" } }
        write(Array(CSVText.record((["trial"] + assumptions + names).map { .text($0) }).utf8))
    }

    /// A consumer that makes the rows of a block.
    package func consumer(block: Int, trials: Range<Int>) -> any BlockConsumer { Rows(self, trials: trials) }

    /// Writes the rows of a block after those before it.
    package func fold(_ consumer: any BlockConsumer, block: Int) {
        guard let rows = consumer as? Rows else { preconditionFailure("a file is made of its own rows") }
        write(rows.bytes)
    }

    /// The rows of one block.
    private final class Rows: BlockConsumer {
        private let file: TrialsCSV
        private let trials: Range<Int>
        /// By option: its measures by trial, `[measure · trials + trial]`.
        private var values: [[Double]]
        private(set) var bytes: [UInt8] = []

        init(_ file: TrialsCSV, trials: Range<Int>) {
            self.file = file
            self.trials = trials
            values = Array(repeating: [], count: file.options.count)
        }

        var wantsCouncils: Bool { false }

        func take(_ figures: CouncilTrials, council: Int, option: Int) {}
        func take(_ budget: BudgetTrials, council: Int, option: Int) {}

        func take(_ figures: OptionTrials, option: Int) {
            var own: [Double] = []
            own.reserveCapacity(file.measures.count * trials.count)
            for (measure, row) in zip(Measure.allCases, figures.measures) where file.measures.contains(measure) {
                if let row {
                    own.append(contentsOf: UnsafeBufferPointer(start: row, count: trials.count))
                } else {
                    own.append(contentsOf: repeatElement(.nan, count: trials.count))
                }
            }
            values[option] = own
        }

        func finish(_ world: WorldTrials) {
            let count = trials.count
            for (place, trial) in trials.enumerated() {
                bytes.append(contentsOf: String(trial).utf8)
                for row in world.assumptions { append(row[place]) }
                for own in values {
                    for measure in file.measures.indices { append(own[measure * count + place]) }
                }
                bytes.append(UInt8(ascii: "\n"))
            }
            values = []
        }

        private func append(_ value: Double) {
            bytes.append(UInt8(ascii: ","))
            if value.isFinite { DataNumber.append(value, to: &bytes) }
        }
    }
}
