import Analysis
import Stochastics

/// What NPSV rests on as one tidy table: a row for each figure of each input under each option.
package enum SensitivityCSV {
    /// The columns. `p2_5` and `p97_5` are those of resamples, for Sobol indices only.
    static let header = ["method", "option", "input", "figure", "unit", "value", "standard_error", "p2_5", "p97_5"]

    /// The text.
    package static func text(of result: Sensitivity) -> String {
        var table = CSVText(header: header)
        func append(
            _ method: String, _ option: String, _ input: String, _ figure: String, _ unit: String, _ value: Double,
            _ error: Double? = nil, _ low: Double? = nil, _ high: Double? = nil
        ) {
            table.append([
                .text(method), .text(option), .text(input), .text(figure), .text(unit), .number(value), .number(error),
                .number(low), .number(high),
            ])
        }
        func append(
            _ method: String, _ option: String, _ input: String, _ figure: String, _ unit: String, _ estimate: Estimate
        ) {
            append(method, option, input, figure, unit, estimate.value, estimate.standardError)
        }
        let names = result.association.assumptions
        for option in result.association.options {
            for (place, name) in names.enumerated() {
                append("rank_correlation", option.name, name, "correlation", "share", option.rankCorrelations[place])
                guard !option.coefficients.isEmpty else { continue }
                append("standardised_regression", option.name, name, "coefficient", "share", option.coefficients[place])
            }
        }
        for row in result.tornado.rows {
            append("tornado", "", row.assumption, "p10", row.unit ?? "", row.low)
            append("tornado", "", row.assumption, "p90", row.unit ?? "", row.high)
            for (option, effect) in zip(result.options, row.effects) {
                append("tornado", option, row.assumption, "npsv_at_p10", result.currency, effect.low)
                append("tornado", option, row.assumption, "npsv_at_p90", result.currency, effect.high)
                append("tornado", option, row.assumption, "swing", result.currency, effect.swing)
            }
        }
        if let indices = result.indices {
            for option in indices.options {
                for place in option.firstOrder.indices {
                    for (figure, index) in [
                        ("first_order", option.firstOrder[place]), ("total", option.total[place]),
                    ] {
                        append(
                            "sobol", option.name, indices.inputs[place].name, figure, "share", index.value,
                            index.standardError, index.low, index.high)
                    }
                }
            }
        }
        for option in result.split.options {
            guard let shares = option.shares else { continue }
            append("variance_split", option.name, "not_knowing", "share_of_variance", "share", shares.notKnowing)
            append("variance_split", option.name, "variety", "share_of_variance", "share", shares.variety)
            append("variance_split", option.name, "joining", "share_of_variance", "share", shares.joining)
        }
        return table.text
    }
}
