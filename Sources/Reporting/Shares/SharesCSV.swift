import Analysis

/// Fair shares as one tidy table: a row for each rule and council.
package enum SharesCSV {
    /// The text.
    package static func text(of result: FairShares) -> String {
        let unit = result.currency.lowercased()
        var table = CSVText(header: [
            "option", "rule", "code", "name", "group", "share_\(unit)", "share_standard_error_\(unit)",
            "npv_mean_\(unit)", "npv_standard_error_\(unit)", "probability_worse_off",
            "probability_worse_off_standard_error",
        ])
        for rule in result.rules {
            for (place, council) in result.councils.enumerated() {
                table.append([
                    .text(result.option), .text(rule.rule.rawValue), .text(council.code), .text(council.name),
                    .text(council.player.flatMap { result.players?.names[$0] } ?? ""),
                    .number(rule.shares[place].value), .number(rule.shares[place].standardError),
                    .number(rule.means[place].value), .number(rule.means[place].standardError),
                    .number(rule.worseOff[place].value), .number(rule.worseOff[place].standardError),
                ])
            }
        }
        return table.text
    }
}
