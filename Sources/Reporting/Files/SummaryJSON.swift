import Analysis
import CouncilModel

/// `summary.json`: every figure of the summary, for programs.
///
/// Keys stand in the order of the published layout. Money is in whole units of `currency`, not rounded but to 12
/// significant digits; what does not exist is null. `standard_error_is_upper_bound` is there only where true, as is
/// `reference_only` on a line that only the reference has; `cash_view` and `cash_view_total` are there only with
/// inflation, `council_cash_npv_own_rate` only with a rate of the councils' own. Lines of side `transfer` are in no sum:
/// NPSV is benefits less costs. `percentiles` says of totals, councils and budgets whether their percentiles and worst
/// tenths are `exact` (read from all trials) or from a `sketch` (counts by bins), in which case `greatest_error` bounds
/// their error as a share of the way from P5 to P95 of a figure (not finite, null, where that way is 0), and
/// `readings_beyond_0.001` counts those that it exceeds 0.1% for; `trials_of_drivers` is the number of trials, the first
/// of the run, that drivers and dominance are read from.
package enum SummaryJSON {
    /// Version of the layout, written as `folkmoot_summary`.
    package static let version = 1

    /// The file's text.
    package static func text(of comparison: Comparison) -> String {
        value(of: comparison).jsonText
    }

    /// The file as a value.
    package static func value(of comparison: Comparison) -> JSONValue {
        let setting = comparison.setting
        let head: JSONValue = [
            "folkmoot_summary": .whole(version),
            "title": .text(setting.title),
            "question": .text(setting.question),
            "base_year": .whole(setting.baseYear),
            "years": .whole(setting.years),
            "price_year": .whole(setting.priceYear),
            "currency": .text(setting.currency),
            "trials": .whole(setting.trials),
            "seed": .whole(String(setting.seed)),
            "sampling": .text(setting.sampling),
            "percentiles": PrecisionWords.value(of: comparison),
            "councils": .whole(setting.councils),
            "reference": .text(setting.reference),
        ]
        let names = comparison.options.map(\.name)
        return head.adding([
            "options": .list(
                comparison.options.enumerated().map { place, option in
                    self.option(
                        option, drivers: comparison.drivers.indices.contains(place) ? comparison.drivers[place] : nil)
                }),
            "comparisons": .list(comparison.pairs.map { pair($0, names: names) }),
            "evpi": comparison.decision(by: .npsv).map { estimate($0.evpi, key: "value") } ?? .null,
            "decision": .object(
                [Measure.npsv, .cashNPV, .councilCashNPV].map { measure in
                    (measure.rawValue, comparison.decision(by: measure).map(decision) ?? .null)
                }
            ),
            "baseline": .list(comparison.baseline.map { baseline($0, baseYear: setting.baseYear) }),
        ])
    }

    /// An estimate: its figure under `key`, then its standard error.
    static func estimate(_ estimate: Estimate, key: String) -> JSONValue {
        let figures: JSONValue = [key: .number(estimate.value), "standard_error": .number(estimate.standardError)]
        return estimate.isUpperBound ? figures.adding(["standard_error_is_upper_bound": .boolean(true)]) : figures
    }

    private static func pair(_ pair: PairComparison, names: [String]) -> JSONValue {
        [
            "option": .text(names[pair.option]),
            "over": .text(names[pair.over]),
            "probability_better": .number(pair.probabilityBetter.value),
            "probability_better_standard_error": .number(pair.probabilityBetter.standardError),
            "npsv_difference": estimate(pair.difference, key: "mean").adding([
                "p10": .number(pair.differenceP10), "p90": .number(pair.differenceP90),
            ]),
            "dominates": .text(pair.dominates),
        ]
    }

    private static func decision(_ decision: DecisionAppraisal) -> JSONValue {
        [
            "probability_best": .numbers(decision.probabilityBest.map(\.value)),
            "probability_best_standard_error": .numbers(decision.probabilityBest.map(\.standardError)),
            "expected_regret": .numbers(decision.expectedRegret.map(\.value)),
            "expected_regret_standard_error": .numbers(decision.expectedRegret.map(\.standardError)),
            "evpi": .number(decision.evpi.value),
            "evpi_standard_error": .number(decision.evpi.standardError),
        ]
    }

    private static func baseline(_ baseline: PoolBaseline, baseYear: Int) -> JSONValue {
        let years = baseline.meanByYear.enumerated().map { index, mean -> JSONValue in
            ["year": .whole(baseYear + index), "mean": .number(mean)]
        }
        return ["pool": .text(baseline.pool), "by_year": .list(years)]
    }
}
