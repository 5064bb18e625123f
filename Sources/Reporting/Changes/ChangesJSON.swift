import Analysis
import CouncilModel
import Stochastics

/// What changed between two scenarios, and what each change does to NPSV, as JSON; money in whole units, not rounded.
package enum ChangesJSON {
    /// Version of the layout, written as `folkmoot_changes`.
    package static let version = 1

    /// The text.
    ///
    /// - Parameter names: what the two scenarios are called, such as their paths.
    package static func text(
        of attribution: ChangeAttribution, changes: ScenarioChanges, names: (before: String, after: String)
    ) -> String {
        let value: JSONValue = [
            "folkmoot_changes": .whole(version),
            "before": .text(names.before),
            "after": .text(names.after),
            "currency": .text(changes.after.currency),
            "trials": .whole(attribution.trials),
            "orders": .whole(attribution.orders),
            "changes": .list(attribution.changes.map { change($0, of: changes) }),
            "reworded": .texts(changes.reworded),
            "options_of_the_first_only": .texts(attribution.onlyBefore),
            "options_of_the_second_only": .texts(attribution.onlyAfter),
            "options": .list(attribution.options.map { option($0, changes: attribution.changes) }),
        ]
        return value.jsonText
    }

    private static func change(_ change: ScenarioChanges.Change, of changes: ScenarioChanges) -> JSONValue {
        switch change {
        case .structure(let parts): ["change": .text(change.name), "parts": .texts(parts)]
        case .assumption(let before, let after):
            [
                "change": .text(change.name), "unit": .text(changes.unit(before, after)), "before": spread(before),
                "after": spread(after),
            ]
        }
    }

    private static func spread(_ assumption: Assumption) -> JSONValue {
        func quantile(_ share: Double) -> JSONValue {
            .number(assumption.distribution.quantile(share) * assumption.priceFactor)
        }
        return [
            "mean": .number(assumption.distribution.mean.map { $0 * assumption.priceFactor }), "p10": quantile(0.1),
            "p50": quantile(0.5), "p90": quantile(0.9),
        ]
    }

    private static func option(
        _ option: ChangeAttribution.Option, changes: [ScenarioChanges.Change]
    ) -> JSONValue {
        [
            "name": .text(option.name),
            "npsv_before": .estimate(option.before),
            "npsv_after": .estimate(option.after),
            "npsv_difference": .estimate(option.difference),
            "effects": .list(
                zip(changes, option.effects).map { change, effect in
                    JSONValue.object([(key: "change", value: .text(change.name))]).adding(.estimate(effect))
                }),
        ]
    }
}
