import Analysis
import Stochastics

/// Where NPSV is 0 and where the choice changes, as JSON; money in whole units, not rounded.
///
/// Layout 1: `assumptions` with `p1`, `p50`, `p99`, by option `npsv_zero` (a list, nearest to the P50 first; empty: none
/// within the range) and `best_changes`; `frontier` of a pair, or null.
package enum SwitchingJSON {
    /// Version of the layout, written as `folkmoot_switching`.
    package static let version = 1

    /// The text.
    package static func text(of result: Switching) -> String {
        let value: JSONValue = [
            "folkmoot_switching": .whole(version),
            "title": .text(result.title),
            "currency": .text(result.currency),
            "trials": .whole(result.trials),
            "points": .whole(result.points),
            "assumptions_read": .whole(result.assumptionsRead),
            "best": .text(result.standing.best),
            "next": .next(result.standing.next),
            "of_all_options": .boolean(result.standing.isOfAll),
            "options": .list(zip(result.options, result.means).map { ["name": .text($0), "npsv": .estimate($1)] }),
            "assumptions": .list(result.rows.map { row($0, options: result.options) }),
            "frontier": result.frontier.map { frontier($0, options: result.options) } ?? .null,
        ]
        return value.jsonText
    }

    private static func row(_ row: Switching.Row, options: [String]) -> JSONValue {
        [
            "assumption": .text(row.assumption),
            "unit": .text(row.unit),
            "p1": .number(row.lowest),
            "p50": .number(row.middle),
            "p99": .number(row.highest),
            "options": .list(
                zip(options, row.zeros).map { ["option": .text($0), "npsv_zero": .list($1.map(crossing))] }),
            "best_changes": .list(
                row.changes.map {
                    JSONValue.object([(key: "below", value: .text($0.below)), (key: "above", value: .text($0.above))])
                        .adding(crossing($0.crossing))
                }),
        ]
    }

    private static func crossing(_ crossing: Crossing) -> JSONValue {
        let jumps = crossing.below != crossing.above
        let value: JSONValue = [
            "value": .number(crossing.value),
            "standard_error": .number(crossing.standardError),
            "rises": .boolean(crossing.isRising),
            "is_clear": .boolean(crossing.isClear),
            "probability_below": .number(crossing.probabilityBelow),
            "jumps_from": .number(jumps ? crossing.below : nil),
            "jumps_to": .number(jumps ? crossing.above : nil),
        ]
        return crossing.isUpperBound ? value.adding(["standard_error_is_upper_bound": .boolean(true)]) : value
    }

    private static func frontier(_ frontier: SwitchingFrontier, options: [String]) -> JSONValue {
        [
            "first": .text(frontier.first),
            "first_unit": .text(frontier.firstUnit),
            "second": .text(frontier.second),
            "second_unit": .text(frontier.secondUnit),
            "p1": .number(frontier.lowest),
            "p50": .number(frontier.middle),
            "p99": .number(frontier.highest),
            "rows": .list(
                frontier.rows.map { row in
                    [
                        "first": .number(row.value),
                        "probability_below": .number(row.probability),
                        "options": .list(
                            options.indices.map { place in
                                [
                                    "option": .text(options[place]),
                                    "npsv_at_p50": .estimate(row.means[place]),
                                    "npsv_zero": .list(row.zeros[place].map(crossing)),
                                ]
                            }),
                    ]
                }),
        ]
    }
}
