import Appraisal
import CouncilModel
import Reporting

/// The tables of guidance that a run used: discount factors, and the price index where figures were brought forward.
struct GuidanceTables {
    let scenario: Scenario

    /// Editions, for manifest and summary.
    var names: Manifest.Guidance {
        let years = Set(scenario.assumptions.compactMap(\.prices))
        guard !years.isEmpty else { return Manifest.Guidance(discounting: scenario.discounting.edition) }
        let extended = years.flatMap { Deflator.gdp.extendedYears(from: $0, to: scenario.priceYear) }
        return Manifest.Guidance(
            discounting: scenario.discounting.edition, deflator: Deflator.gdp.edition,
            deflatorYearsExtended: Set(extended).sorted()
        )
    }

    /// The tables themselves.
    var text: String {
        let factors = scenario.discounting.factors(years: scenario.years)
        var members: [(String, JSONValue)] = [
            (
                "discounting",
                [
                    "title": .text(scenario.discounting.title), "edition": .text(scenario.discounting.edition),
                    "by_year": .list(
                        factors.enumerated().map { year, factor in
                            [
                                "year": .number(Double(scenario.baseYear + year)),
                                "rate": year == 0 ? .null : .number(scenario.discounting.rate(inYear: year)),
                                "factor": .number(factor),
                            ]
                        }),
                ]
            )
        ]
        let priceYears = Set(scenario.assumptions.compactMap(\.prices)).union([scenario.priceYear]).sorted()
        if priceYears.count > 1 {
            members.append(
                (
                    "deflator",
                    [
                        "edition": .text(Deflator.gdp.edition),
                        "published": .text(
                            "\(Deflator.gdp.publishedYears.lowerBound)–\(Deflator.gdp.publishedYears.upperBound), "
                                + "then 2% a year"),
                        "by_year": .list(
                            priceYears.map { year in
                                [
                                    "year": .number(Double(year)),
                                    "index": Deflator.gdp.index(ofYear: year).map { .number($0) } ?? .null,
                                ]
                            }),
                    ]
                ))
        }
        return JSONValue.object(members).jsonText
    }
}
