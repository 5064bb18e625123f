import Analysis
import Stochastics

/// What it is worth to find something out, as JSON; money in whole units, not rounded.
///
/// Layout 1: `options_left_out` (their number), `best`, `next` (or null), `options` with `name` and `npsv`, `evpi`; `assumptions` and `groups`, most first, with
/// `evppi`, `share_of_evpi`, `changes_choice` (a share of trials), `is_clear` (told from 0) and `first_place` to `last_place`
/// (null where it is not); `pilots` with `evsi` and `net` in their own number of councils and in `steps` of others, and
/// `better_councils` (a number with a clearly higher net worth, or null).
package enum InformationJSON {
    /// Version of the layout, written as `folkmoot_value_of_information`.
    package static let version = 1

    /// The text.
    package static func text(of result: ValueOfInformation) -> String {
        let value: JSONValue = [
            "folkmoot_value_of_information": .whole(version),
            "title": .text(result.title),
            "currency": .text(result.currency),
            "trials": .whole(result.trials),
            "councils": .whole(result.councils),
            "options_left_out": .whole(result.optionsLeftOut),
            "best": .text(result.standing.best),
            "next": .next(result.standing.next),
            "of_all_options": .boolean(result.standing.isOfAll),
            "options": .list(
                zip(result.options, result.means).map { ["name": .text($0), "npsv": .estimate($1)] }),
            "evpi": .estimate(result.perfect, as: "value"),
            "assumptions": .list(
                result.assumptions.map { row in
                    JSONValue.object([
                        (key: "assumption", value: .text(row.name)), (key: "unit", value: .text(row.unit)),
                    ])
                    .adding(figures(of: row, in: result))
                }),
            "groups": .list(
                result.groups.map { row in
                    JSONValue.object([
                        (key: "group", value: .text(row.name)), (key: "assumptions", value: .texts(row.members)),
                        (key: "has_interplay", value: .boolean(row.hasInterplay)),
                    ]).adding(figures(of: row, in: result))
                }),
            "pilots": .list(result.pilots.map { pilot($0, in: result) }),
        ]
        return value.jsonText
    }

    private static func figures(of row: ValueOfInformation.Row, in result: ValueOfInformation) -> JSONValue {
        [
            "evppi": .estimate(row.worth, as: "value"),
            "share_of_evpi": .number(result.shareOfPerfect(row.worth)),
            "changes_choice": .estimate(result.shareOfTrials(row.changes), as: "value"),
            "is_clear": .boolean(row.isClear),
            "first_place": row.places.map { .whole($0.lowerBound) } ?? .null,
            "last_place": row.places.map { .whole($0.upperBound) } ?? .null,
        ]
    }

    private static func pilot(_ worth: PilotWorth, in result: ValueOfInformation) -> JSONValue {
        let (share, amount): (Double?, Double?) =
            switch worth.pilot.error {
            case .share(let share): (share, nil)
            case .amount(let amount): (nil, amount)
            }
        return JSONValue.object([
            (key: "assumption", value: .text(worth.pilot.assumption)), (key: "error", value: .number(share)),
            (key: "error_abs", value: .number(amount)),
            (key: "fixed_cost", value: .number(worth.pilot.cost)),
            (key: "cost_per_council", value: .number(worth.pilot.costPerCouncil)),
        ]).adding(step(worth.own, in: result)).adding([
            "is_clear": .boolean(worth.isClear),
            "better_councils": worth.better.map { .whole($0.councils) } ?? .null,
            "steps": .list(worth.steps.map { step($0, in: result) }),
        ])
    }

    private static func step(_ step: PilotWorth.Step, in result: ValueOfInformation) -> JSONValue {
        [
            "councils": .whole(step.councils), "evsi": .estimate(step.worth, as: "value"), "cost": .number(step.cost),
            "net": .estimate(step.net, as: "value"),
            "changes_choice": .estimate(result.shareOfTrials(step.changes), as: "value"),
        ]
    }
}

extension ValueOfInformation {
    /// A share of trials with its binomial error.
    func shareOfTrials(_ share: Double) -> Estimate {
        Estimate(
            value: share, standardError: (share * (1 - share) / Double(trials)).squareRoot(), isUpperBound: false)
    }

    /// A worth as a share of EVPI; nil where that is 0.
    func shareOfPerfect(_ worth: Estimate) -> Double? {
        perfect.value > 0 ? worth.value / perfect.value : nil
    }
}
