import Analysis
import CouncilModel

/// Regions in which an option does badly as one tidy table: a row for each region, for each assumption that it limits, for
/// all regions together, and for each box along the first search.
package enum DiscoveryCSV {
    /// The columns. `what` is `option`, `region`, `limit`, `together` or `path`. Of an option, `density` is the share of all
    /// trials that are cases; of a limit, coverage and density are those of the region without it.
    static let header = [
        "what", "option", "region", "assumption", "unit", "low", "low_se", "low_probability_below", "low_repeats",
        "high",
        "high_se", "high_probability_below", "high_repeats", "quasi_p", "coverage", "coverage_se", "density",
        "density_se",
        "mass", "mass_se", "assumptions_limited",
    ]

    /// The text.
    package static func text(of result: Discovery) -> String {
        var table = CSVText(header: header)
        for option in result.options {
            func row(
                _ what: String, region: Int? = nil, limits: Discovery.Limits? = nil, coverage: Estimate? = nil,
                density: Estimate?, mass: Estimate? = nil, restricted: Int? = nil
            ) {
                let about: [CSVText.Cell] = [
                    .text(what), .text(option.name), .whole(region), .text(limits?.assumption ?? ""),
                    .text(limits?.unit ?? ""),
                ]
                let sides = [limits?.low, limits?.high].flatMap { side -> [CSVText.Cell] in
                    [
                        .number(side?.value), .number(side?.standardError), .number(side?.probabilityBelow),
                        .number(side?.repeats),
                    ]
                }
                let figures = [coverage, density, mass].flatMap { figure -> [CSVText.Cell] in
                    [.number(figure?.value), .number(figure?.standardError)]
                }
                table.append(about + sides + [.number(limits?.quasiP)] + figures + [.whole(restricted)])
            }
            func row(_ what: String, region: Int? = nil, _ counts: Discovery.Counts) {
                row(
                    what, region: region, coverage: counts.coverage, density: counts.density, mass: counts.mass,
                    restricted: counts.restricted)
            }
            row("option", density: option.share)
            for (place, box) in option.boxes.enumerated() {
                row("region", region: place + 1, box.counts)
                for limits in box.limits {
                    row(
                        "limit", region: place + 1, limits: limits, coverage: limits.coverageWithout,
                        density: limits.densityWithout)
                }
            }
            if let together = option.together { row("together", together) }
            for counts in option.path { row("path", counts) }
        }
        return table.text
    }
}
