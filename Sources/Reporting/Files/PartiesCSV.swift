import Analysis
import CouncilModel

/// `parties.csv`: one row per option and party, mean present values of what it pays and gains, transfers included.
package enum PartiesCSV {
    /// The file's text.
    package static func text(of comparison: Comparison) -> String {
        let money = CSVText.moneyColumn(of: comparison)
        var table = CSVText(header: ["option", "party", money("pays"), money("gains")])
        for option in comparison.options {
            for party in option.parties {
                table.append([
                    .text(option.name), .text(party.party.rawValue), .number(party.pays), .number(party.gains),
                ])
            }
        }
        return table.text
    }
}
