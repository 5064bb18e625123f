import Analysis
import Stochastics

/// What it is worth to find something out as one tidy table: a row for everything (`evpi`), each assumption (`evppi`), each
/// group (`evppi_group`), and each number of councils of each pilot (`evsi`).
package enum InformationCSV {
    /// The columns; money in the scenario's currency.
    static let header = [
        "figure", "name", "assumptions", "councils", "worth", "standard_error", "cost", "net", "share_of_evpi",
        "changes_choice", "changes_choice_se", "is_clear", "first_place", "last_place",
    ]

    /// The text.
    package static func text(of result: ValueOfInformation) -> String {
        var table = CSVText(header: header)
        func append(
            _ figure: String, _ name: String, _ members: [String], _ worth: Estimate, changes: Double? = nil,
            isClear: Bool? = nil, places: ClosedRange<Int>? = nil, step: PilotWorth.Step? = nil
        ) {
            table.append([
                .text(figure), .text(name), .text(members.joined(separator: "; ")),
                .whole(step?.councils), .number(worth.value),
                .number(worth.standardError), .number(step?.cost), .number(step?.net.value),
                .number(result.shareOfPerfect(worth)), .number(changes),
                .number(changes.map { result.shareOfTrials($0).standardError }),
                .text(isClear.map { $0 ? "true" : "false" } ?? ""),
                .whole(places?.lowerBound), .whole(places?.upperBound),
            ])
        }
        append("evpi", "", [], result.perfect)
        for (figure, rows) in [("evppi", result.assumptions), ("evppi_group", result.groups)] {
            for row in rows {
                append(
                    figure, row.name, row.members, row.worth, changes: row.changes, isClear: row.isClear,
                    places: row.places)
            }
        }
        for worth in result.pilots {
            for step in worth.steps {
                append(
                    "evsi", worth.pilot.assumption, [worth.pilot.assumption], step.worth, changes: step.changes,
                    isClear: step.councils == worth.own.councils ? worth.isClear : nil, step: step)
            }
        }
        return table.text
    }
}
