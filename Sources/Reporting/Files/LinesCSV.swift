import Analysis
import CouncilModel

/// `lines.csv`: one row per option and line, present values positive in the direction of the line's side.
///
/// A line that only the reference has belongs to a lever that the option does not hold, and has the opposite sign.
/// NPSV is the sum of the lines of side `benefit` less those of side `cost`; those of side `transfer` are in neither.
package enum LinesCSV {
    /// The file's text.
    package static func text(of comparison: Comparison) -> String {
        let money = CSVText.moneyColumn(of: comparison)
        var table = CSVText(
            header: ["option", "lever", "line", "side", "kind"] + ["before_uplift", "mean", "p10", "p90"].map(money)
        )
        for option in comparison.options {
            for line in option.lines {
                table.append([
                    .text(option.name), .text(line.lever), .text(line.line), .text(line.side.rawValue),
                    .text(line.kind.rawValue), .number(line.meanBeforeUplift), .number(line.mean), .number(line.p10),
                    .number(line.p90),
                ])
            }
        }
        return table.text
    }
}

extension CSVText {
    /// What makes a column's name from that of a figure in money: `npv_mean` becomes `npv_mean_gbp`.
    static func moneyColumn(of comparison: Comparison) -> (String) -> String {
        let currency = comparison.setting.currency.lowercased()
        return { $0 + "_" + currency }
    }
}
