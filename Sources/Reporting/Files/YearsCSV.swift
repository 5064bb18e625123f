import Analysis

/// `years.csv`: one row per option, year and measure.
///
/// Measures are `costs`, `benefits`, `cash` and `cumulative_cash`, undiscounted, with basis `real`; and, without a
/// basis, `members.<lever>`, the members of a lever at the end of the year. With a cash view there are also the rows of
/// the budget of all public parties, `one_off_revenue` to `net`, in money of the day, with basis `nominal`; there a cost
/// is positive. `prudent` is the scenario's prudent percentile: for benefits, savings and cash 100 less it.
package enum YearsCSV {
    /// The file's text.
    package static func text(of comparison: Comparison) -> String {
        var table = CSVText(header: ["option", "year", "basis", "measure", "mean", "p10", "p50", "p90", "prudent"])
        for option in comparison.options {
            var series: [(measure: String, basis: String, bands: [YearBand])] = [
                ("costs", "real", option.costsByYear), ("benefits", "real", option.benefitsByYear),
                ("cash", "real", option.cashByYear), ("cumulative_cash", "real", option.cumulativeCash),
            ]
            series += option.cashView?.rows.map { ($0.row.rawValue, "nominal", $0.byYear) } ?? []
            series += option.leverMembers.map { ("members." + $0.lever, "", $0.members) }
            for (measure, basis, bands) in series {
                for band in bands {
                    table.append([
                        .text(option.name), .whole(band.year), .text(basis), .text(measure), .number(band.mean),
                        .number(band.p10), .number(band.p50), .number(band.p90), .number(band.prudent),
                    ])
                }
            }
        }
        return table.text
    }
}
