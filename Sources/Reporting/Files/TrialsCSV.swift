import CouncilModel

/// `trials.csv`: one row a trial, for a writer that takes one row at a time.
///
/// Columns are `trial` (from 0, as draws are addressed), each trial-level assumption in order of name, then each
/// measure of each option as `<option>.<measure>`; empty where a trial has no such figure.
package struct TrialsCSV: Sendable {
    /// Number of rows.
    package let trials: Int
    private let names: [String]
    /// `[column][trial]`.
    private let columns: [[Double]]

    package init(_ result: RunResult) {
        var names = result.assumptions.map(\.name)
        var columns = result.assumptions.map(\.values)
        for option in result.options {
            for measure in Measure.allCases {
                guard let values = option.measures[measure] else { continue }
                names.append("\(option.name).\(measure.rawValue)")
                columns.append(values)
            }
        }
        precondition(columns.allSatisfy { $0.count == result.trials }, "every column has a value for every trial")
        trials = result.trials
        self.names = names
        self.columns = columns
    }

    /// The first record, with its line feed.
    package var header: String {
        CSVText.record([.text("trial")] + names.map { .text($0) })
    }

    /// The record of a trial (0 …< `trials`), with its line feed.
    package func row(_ trial: Int) -> String {
        CSVText.record([.whole(trial)] + columns.map { .number($0[trial]) })
    }
}
