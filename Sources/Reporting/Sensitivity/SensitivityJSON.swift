import Analysis
import Stochastics

/// What NPSV rests on, as JSON; money in whole units, not rounded.
///
/// Layout 1: `options` with `name` and `npsv`; `best` with the `next` and how far it is `behind`; `association` with `rank_correlation` and `standardised_regression` by option
/// and assumption; `tornado` by assumption with its `p10`, `p90` and effects by option; `sobol` by option and input, or
/// null; `variance_split` by option.
package enum SensitivityJSON {
    /// Version of the layout, written as `folkmoot_sensitivity`.
    package static let version = 1

    /// The text.
    package static func text(of result: Sensitivity) -> String {
        let value: JSONValue = [
            "folkmoot_sensitivity": .whole(version),
            "title": .text(result.title),
            "currency": .text(result.currency),
            "trials": .whole(result.question.trials),
            "assumptions_read": .whole(result.assumptionsRead),
            "best": .text(result.tornado.standing.best),
            "next": .next(result.tornado.standing.next),
            "of_all_options": .boolean(result.tornado.standing.isOfAll),
            "options": .list(
                zip(result.options, result.means).map { ["name": .text($0), "npsv": .estimate($1)] }),
            "association": .list(result.association.options.map { association($0, result.association.assumptions) }),
            "tornado": .list(result.tornado.rows.map { row($0, options: result.options) }),
            "sobol": result.indices.map(sobol) ?? .null,
            "variance_split": .list(result.split.options.map(split)),
        ]
        return value.jsonText
    }

    private static func association(_ option: Association.Option, _ names: [String]) -> JSONValue {
        [
            "option": .text(option.name),
            "explained_by_regression": .number(option.explained?.value),
            "explained_standard_error": .number(option.explained?.standardError),
            "assumptions": .list(
                names.indices.map { place in
                    [
                        "assumption": .text(names[place]),
                        "rank_correlation": .estimate(option.rankCorrelations[place], as: "value"),
                        "standardised_regression": option.coefficients.isEmpty
                            ? .null : .estimate(option.coefficients[place], as: "value"),
                    ]
                }),
        ]
    }

    private static func row(_ row: Tornado.Row, options: [String]) -> JSONValue {
        [
            "assumption": .text(row.assumption),
            "unit": .text(row.unit),
            "p10": .number(row.low),
            "p90": .number(row.high),
            "moving_with_it": .texts(row.moving),
            "best_at_p10": .text(row.bestAtLow),
            "best_at_p90": .text(row.bestAtHigh),
            "options": .list(
                zip(options, row.effects).map { option, effect in
                    [
                        "option": .text(option), "npsv_at_p10": .estimate(effect.low),
                        "npsv_at_p90": .estimate(effect.high), "swing": .estimate(effect.swing),
                    ]
                }),
        ]
    }

    private static func sobol(_ indices: SobolIndices) -> JSONValue {
        [
            "trials": .whole(indices.trials),
            "design": .text(indices.usesSequence ? "sobol_sequence" : "latin_hypercube"),
            "inputs": .list(
                indices.inputs.map { ["name": .text($0.name), "assumptions": .texts($0.assumptions)] }),
            "options": .list(
                indices.options.map { option in
                    [
                        "option": .text(option.name),
                        "sum_of_first_order": option.sum.map(index) ?? .null,
                        "inputs": .list(
                            option.firstOrder.indices.map { place in
                                [
                                    "input": .text(indices.inputs[place].name),
                                    "first_order": index(option.firstOrder[place]),
                                    "total": index(option.total[place]),
                                ]
                            }),
                    ]
                }),
        ]
    }

    private static func index(_ index: SobolIndices.Index) -> JSONValue {
        [
            "value": .number(index.value), "standard_error": .number(index.standardError),
            "p2_5": .number(index.low), "p97_5": .number(index.high),
        ]
    }

    private static func split(_ option: VarianceSplit.Option) -> JSONValue {
        [
            "option": .text(option.name),
            "sd": .number(option.sd.value),
            "sd_standard_error": .number(option.sd.standardError),
            "not_knowing": option.shares.map { .estimate($0.notKnowing, as: "value") } ?? .null,
            "variety": option.shares.map { .estimate($0.variety, as: "value") } ?? .null,
            "joining": option.shares.map { .estimate($0.joining, as: "value") } ?? .null,
        ]
    }
}
