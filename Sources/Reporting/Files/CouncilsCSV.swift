import Analysis

/// `councils.csv`: one row per council of each option that has detail by council.
///
/// Figures named `if_joined` are over the trials in which the council joins (conditional, not causal), and empty where
/// it never does; `joining_year_p50` is empty where the median is never.
package enum CouncilsCSV {
    /// The file's text.
    package static func text(of comparison: Comparison) -> String {
        let money = CSVText.moneyColumn(of: comparison)
        var table = CSVText(
            header: ["option", "code", "name"]
                + ["npv_mean", "npv_p10", "npv_p50", "npv_p90", "cash_npv_mean"].map(money)
                + ["probability_better_off", "probability_better_off_cash", "probability_joins", "joining_year_p50"]
                + ["npv_if_joined_mean", "cash_npv_if_joined_mean"].map(money) + ["probability_better_off_if_joined"]
        )
        for option in comparison.options {
            for council in option.councils {
                table.append([
                    .text(option.name), .text(council.code), .text(council.name), .number(council.npv.mean),
                    .number(council.npv.p10), .number(council.npv.p50), .number(council.npv.p90),
                    .number(council.cashNPV.mean), .number(council.probabilityBetterOff),
                    .number(council.probabilityBetterOffCash), .number(council.probabilityJoins),
                    .whole(council.joiningYearP50), .number(council.ifJoined?.npv.mean),
                    .number(council.ifJoined?.cashNPV.mean), .number(council.ifJoined?.probabilityBetterOff),
                ])
            }
        }
        return table.text
    }
}
