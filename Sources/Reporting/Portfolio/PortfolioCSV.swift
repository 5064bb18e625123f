import Analysis
import CouncilModel

/// All sets of levers as one tidy table: a row for each set, by falling mean NPSV.
package enum PortfolioCSV {
    /// Columns before those of levers. `set` is the levers' names with " + " between them, `option` the scenario's option
    /// that it is. `_se` is the standard error of the column before.
    static let header = [
        "set", "option", "levers", "is_reference", "npsv_mean", "npsv_mean_se", "npsv_p10", "npsv_p10_se",
        "peak_funding_mean", "peak_funding_mean_se", "peak_funding_prudent", "peak_funding_prudent_se",
        "share_worse_off", "share_worse_off_se", "probability_best", "probability_best_se", "behind_first",
        "behind_first_se", "regret_mean", "regret_mean_se", "regret_p95", "regret_p95_se", "regret_largest",
        "frontier_npsv_p10", "frontier_peak_funding", "frontier_share_worse_off",
    ]

    /// The text. After the columns of ``header`` comes one a lever, `holds_` and its name: 1 where the set holds it.
    package static func text(of result: Portfolio) -> String {
        let names = SetNames(result.levers)
        var table = CSVText(header: header + result.levers.map { "holds_\($0)" })
        for index in result.order {
            let candidate = result.candidates[index]
            let figures = [
                candidate.npsv, candidate.p10, candidate.peakFunding, candidate.prudentPeakFunding, candidate.worseOff,
                candidate.probabilityBest, candidate.behind, candidate.regret, candidate.regretP95,
            ]
            var cells: [CSVText.Cell] = [
                .text(names.name(candidate)), .text(candidate.option ?? ""), .whole(candidate.levers?.count),
                .text(candidate.isReference ? "true" : "false"),
            ]
            cells += figures.flatMap { [.number($0.value), .number($0.standardError)] }
            cells.append(.number(candidate.largestRegret))
            cells += result.frontiers.map { .text($0.places[index].rawValue) }
            cells += result.levers.indices.map { lever in
                .whole(candidate.levers.map { $0.contains(lever) ? 1 : 0 })
            }
            table.append(cells)
        }
        return table.text
    }
}
