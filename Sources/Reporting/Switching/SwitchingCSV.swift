import Analysis
import Stochastics

/// Where NPSV is 0 and where the choice changes as one tidy table: a row for each value found, and one without a value for
/// each option and assumption for which there is none within the range.
package enum SwitchingCSV {
    /// The columns. `where` says at what value of the first assumption of a pair; `what` is `npsv_zero` or `best_changes`.
    static let header = [
        "what", "option", "option_above", "assumption", "unit", "p1", "p50", "p99", "given", "given_value", "value",
        "standard_error", "is_clear", "probability_below", "jumps_from", "jumps_to",
    ]

    /// The text.
    package static func text(of result: Switching) -> String {
        var table = CSVText(header: header)
        for row in result.rows {
            let about: [CSVText.Cell] = [
                .text(row.assumption), .text(row.unit ?? ""), .number(row.lowest), .number(row.middle),
                .number(row.highest), .text(""), .number(nil),
            ]
            for (option, zeros) in zip(result.options, row.zeros) {
                for cells in found(zeros) {
                    table.append([.text("npsv_zero"), .text(option), .text("")] + about + cells)
                }
            }
            for change in row.changes {
                let start: [CSVText.Cell] = [.text("best_changes"), .text(change.below), .text(change.above)]
                table.append(start + about + cells(change.crossing))
            }
        }
        if let frontier = result.frontier {
            for row in frontier.rows {
                for (option, zeros) in zip(result.options, row.zeros) {
                    for cells in found(zeros) {
                        let start: [CSVText.Cell] = [
                            .text("npsv_zero"), .text(option), .text(""), .text(frontier.second),
                            .text(frontier.secondUnit ?? ""), .number(frontier.lowest), .number(frontier.middle),
                            .number(frontier.highest), .text(frontier.first), .number(row.value),
                        ]
                        table.append(start + cells)
                    }
                }
            }
        }
        return table.text
    }

    private static func found(_ zeros: [Crossing]) -> [[CSVText.Cell]] {
        zeros.isEmpty
            ? [[.number(nil), .number(nil), .text(""), .number(nil), .number(nil), .number(nil)]] : zeros.map(cells)
    }

    private static func cells(_ crossing: Crossing) -> [CSVText.Cell] {
        let jumps = crossing.below != crossing.above
        return [
            .number(crossing.value), .number(crossing.standardError), .text(crossing.isClear ? "true" : "false"),
            .number(crossing.probabilityBelow), .number(jumps ? crossing.below : nil),
            .number(jumps ? crossing.above : nil),
        ]
    }
}
