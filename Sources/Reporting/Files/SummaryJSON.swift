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
        String(decoding: JSONWriter.bytes { write(comparison, to: &$0) }, as: UTF8.self)
    }

    /// Hands on the file's bytes, piece by piece.
    package static func write(_ comparison: Comparison, to sink: (UnsafeBufferPointer<UInt8>) -> Void) {
        JSONWriter.write(to: sink) { write(comparison, to: &$0) }
    }

    private static func write(_ comparison: Comparison, to json: inout JSONWriter) {
        json.object { writeMembers(of: comparison, to: &$0) }
    }

    private static func writeMembers(of comparison: Comparison, to json: inout JSONWriter) {
        let setting = comparison.setting
        json.member("folkmoot_summary", whole: version)
        json.member("title", text: setting.title)
        json.member("question", text: setting.question)
        json.member("base_year", whole: setting.baseYear)
        json.member("years", whole: setting.years)
        json.member("price_year", whole: setting.priceYear)
        json.member("currency", text: setting.currency)
        json.member("trials", whole: setting.trials)
        json.key("seed")
        json.whole(digits: String(setting.seed))
        json.member("sampling", text: setting.sampling)
        json.key("percentiles")
        json.value(PrecisionWords.value(of: comparison))
        json.member("councils", whole: setting.councils)
        json.member("reference", text: setting.reference)
        json.list("options", of: Array(comparison.options.enumerated())) { json, place in
            let drivers = comparison.drivers
            write(
                place.element, drivers: drivers.indices.contains(place.offset) ? drivers[place.offset] : nil, to: &json)
        }
        let names = comparison.options.map(\.name)
        json.list("comparisons", of: comparison.pairs) { write($1, names: names, to: &$0) }
        json.key("evpi")
        if let evpi = comparison.decision(by: .npsv)?.evpi {
            json.object { $0.members(of: evpi, as: "value") }
        } else {
            json.null()
        }
        json.object("decision") { json in
            for measure in [Measure.npsv, .cashNPV, .councilCashNPV] {
                json.key(named: measure.rawValue)
                if let decision = comparison.decision(by: measure) { write(decision, to: &json) } else { json.null() }
            }
        }
        json.list("baseline", of: comparison.baseline) { write($1, baseYear: setting.baseYear, to: &$0) }
    }

    private static func write(_ pair: PairComparison, names: [String], to json: inout JSONWriter) {
        json.object { json in
            json.member("option", text: names[pair.option])
            json.member("over", text: names[pair.over])
            json.member("probability_better", number: pair.probabilityBetter.value)
            json.member("probability_better_standard_error", number: pair.probabilityBetter.standardError)
            json.object("npsv_difference") { json in
                json.members(of: pair.difference, as: "mean")
                json.member("p10", number: pair.differenceP10)
                json.member("p90", number: pair.differenceP90)
            }
            json.member("dominates", text: pair.dominates)
        }
    }

    private static func write(_ decision: DecisionAppraisal, to json: inout JSONWriter) {
        json.object { json in
            json.member("probability_best", numbers: decision.probabilityBest.map(\.value))
            json.member("probability_best_standard_error", numbers: decision.probabilityBest.map(\.standardError))
            json.member("expected_regret", numbers: decision.expectedRegret.map(\.value))
            json.member("expected_regret_standard_error", numbers: decision.expectedRegret.map(\.standardError))
            json.member("evpi", number: decision.evpi.value)
            json.member("evpi_standard_error", number: decision.evpi.standardError)
        }
    }

    private static func write(_ baseline: PoolBaseline, baseYear: Int, to json: inout JSONWriter) {
        json.object { json in
            json.member("pool", text: baseline.pool)
            json.list("by_year", of: Array(baseline.meanByYear.enumerated())) { json, year in
                json.object { json in
                    json.member("year", whole: baseYear + year.offset)
                    json.member("mean", number: year.element)
                }
            }
        }
    }
}
