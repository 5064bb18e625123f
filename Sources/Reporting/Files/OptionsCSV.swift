import Analysis
import CouncilModel

/// `options.csv`: one row per option and measure.
///
/// Units are the currency's code, `share`, `year`, or `ratio of means` for `bcr` and `bcr_net`, whose column `mean`
/// holds the ratio of means and whose percentiles are over the trials that have a ratio. Beside the measures of a trial
/// there are rows for `bcr_share_without` and `bcr_net_share_without` (share of trials without a ratio),
/// `probability_never_pays_back`, `probability_positive`, `probability_best` and `expected_regret`. `council_cash_npv` is
/// at the social rate, not a council's cost of borrowing; `council_cash_npv_own_rate` is there where the scenario gives
/// the councils' own.
package enum OptionsCSV {
    /// The file's text.
    package static func text(of comparison: Comparison) -> String {
        var table = CSVText(header: [
            "option", "measure", "unit", "mean", "standard_error", "sd", "p5", "p10", "p25", "p50", "p75", "p80", "p90",
            "p95", "shortfall_10",
        ])
        for option in comparison.options {
            for row in rows(of: option, currency: comparison.setting.currency) {
                table.append(
                    [.text(option.name), .text(row.measure), .text(row.unit)] + row.figures.map { .number($0) })
            }
        }
        return table.text
    }

    /// A row but for its option; figures from `mean` to `shortfall_10`.
    private struct Row {
        var measure: String
        var unit: String
        var figures: [Double?]

        init(_ measure: String, unit: String, _ spread: Spread) {
            self.measure = measure
            self.unit = unit
            figures = [
                spread.mean.value, spread.mean.standardError, spread.sd, spread.p5, spread.p10, spread.p25, spread.p50,
                spread.p75, spread.p80, spread.p90, spread.p95, spread.shortfall10,
            ]
        }

        init(
            _ measure: String, unit: String, mean: Double? = nil, standardError: Double? = nil, p10: Double? = nil,
            p50: Double? = nil, p90: Double? = nil
        ) {
            self.measure = measure
            self.unit = unit
            figures = [mean, standardError, nil, nil, p10, nil, p50, nil, nil, p90, nil, nil]
        }

        init(_ measure: String, unit: String, _ estimate: Estimate) {
            self.init(measure, unit: unit, mean: estimate.value, standardError: estimate.standardError)
        }
    }

    private static func rows(of option: OptionAppraisal, currency: String) -> [Row] {
        var rows: [Row] = []
        for measure in Measure.allCases {
            switch measure {
            case .bcr: rows += ratio(option.bcr, measure)
            case .bcrNet: rows += ratio(option.bcrNet, measure)
            case .paybackYear:
                let years = [option.payback.p10, option.payback.p50, option.payback.p90].map { $0.map(Double.init) }
                rows.append(Row(measure.rawValue, unit: "year", p10: years[0], p50: years[1], p90: years[2]))
                rows.append(Row("probability_never_pays_back", unit: "share", mean: option.payback.probabilityNever))
            default:
                guard let spread = option.measures[measure] else { continue }
                rows.append(Row(measure.rawValue, unit: measure.isMoney ? currency : "share", spread))
            }
        }
        return rows + [
            Row("probability_positive", unit: "share", option.probabilityPositive),
            Row("probability_best", unit: "share", option.probabilityBest),
            Row("expected_regret", unit: currency, option.expectedRegret),
        ]
    }

    private static func ratio(_ ratio: RatioSpread, _ measure: Measure) -> [Row] {
        [
            Row(
                measure.rawValue, unit: "ratio of means", mean: ratio.ratioOfMeans?.value,
                standardError: ratio.ratioOfMeans?.standardError, p10: ratio.p10, p50: ratio.p50, p90: ratio.p90
            ),
            Row(measure.rawValue + "_share_without", unit: "share", mean: ratio.shareWithout),
        ]
    }
}
