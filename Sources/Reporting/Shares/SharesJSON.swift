import Analysis
import CouncilModel

/// Fair shares as JSON; money in whole units, not rounded.
///
/// Layout 1: what is looked at (`option`, `chosen`: how, or null; `reference`, `trials`, `orders`: 0 where the Shapley value
/// is exact, `joining`: `at_once` or `as_run`); `programme_costs` with `levers`; `worth`; `groups` with `column` (null: the
/// councils themselves), or null; `least_excess`: the core is empty where it is positive; `rules` with counts, `grant`,
/// `tipping` (null: never or not worked out, as `tipping_is_known` says), `better_alone` (sets of groups, null without
/// groups) and `councils_better_alone`; `left_out`; `councils`, each with a list `rules` in the order of `rules`.
package enum SharesJSON {
    /// Version of the layout, written as `folkmoot_shares`.
    package static let version = 1

    /// The text.
    package static func text(of result: FairShares) -> String {
        let value: JSONValue = [
            "folkmoot_shares": .whole(version),
            "title": .text(result.title),
            "currency": .text(result.currency),
            "option": .text(result.option),
            "chosen": result.choice.map(choice) ?? .null,
            "reference": .text(result.reference),
            "trials": .whole(result.trials),
            "orders": .whole(result.orders),
            "joining": .text(result.joiningAtOnce ? "at_once" : "as_run"),
            "programme_costs": [
                "total": .number(result.programmeCosts),
                "levers": .list(
                    result.costsByLever.map { ["lever": .text($0.lever), "cost": .number($0.cost)] }),
            ],
            "worth": .number(result.worth),
            "groups": result.players.map(groups) ?? .null,
            "least_excess": .number(result.leastExcess),
            "rules": .list(result.rules.map { rule($0, result: result) }),
            "left_out": .list(
                result.leftOut.map { ["rule": .text($0.rule.rawValue), "reason": .text($0.reason.rawValue)] }),
            "councils": .list(result.councils.indices.map { council($0, result: result) }),
        ]
        return value.jsonText
    }

    private static func choice(_ choice: FairShares.Choice) -> JSONValue {
        [
            "npsv": .estimate(choice.mean),
            "trials": .whole(choice.trials),
            "next": choice.next.map { ["option": .text($0.name), "lower_by": .estimate($0.difference)] } ?? .null,
        ]
    }

    private static func groups(_ players: SharePlayers) -> JSONValue {
        [
            "column": .text(players.column),
            "names": .texts(players.names),
        ]
    }

    private static func rule(_ rule: FairShares.Rule, result: FairShares) -> JSONValue {
        var tipping: Int?
        if case .members(let count) = rule.tipping { tipping = count }
        return [
            "rule": .text(rule.rule.rawValue),
            "worse_off_on_average": .whole(rule.worseOnAverage),
            "clearly_worse_off_on_average": .whole(rule.clearlyWorse),
            "unclear_on_average": .whole(rule.unclear),
            "worse_off_more_likely_than_not": .whole(rule.likelyWorse),
            "worse_off_expected": .estimate(rule.expectedWorse),
            "grant": .estimate(rule.grant),
            "tipping": .whole(tipping),
            "tipping_is_known": .boolean(rule.tipping != .unknown),
            "better_alone": rule.objections.map(objections) ?? .null,
            "councils_better_alone": .whole(rule.aloneBetter),
            "most_alone": rule.mostAlone.map {
                ["code": .text(result.councils[$0.council].code), "gain": .estimate($0.gain)]
            } ?? .null,
        ]
    }

    private static func objections(_ objections: FairShares.Objections) -> JSONValue {
        [
            "sets": .whole(objections.sets),
            "count": .whole(objections.count),
            "single": .whole(objections.single),
            "strongest": .list(
                objections.strongest.map { found in
                    [
                        "groups": .list(found.players.map { .whole($0) }),
                        "gain": .estimate(found.gain),
                    ]
                }),
        ]
    }

    private static func council(_ place: Int, result: FairShares) -> JSONValue {
        let council = result.councils[place]
        return [
            "code": .text(council.code),
            "name": .text(council.name),
            "group": .whole(council.player),
            "population": .number(council.population),
            "spend": .number(council.spend),
            "benefits": .number(council.benefits),
            "net_before_programme_costs": .number(council.net),
            "cost_alone": .number(council.costAlone),
            "separable_cost": .number(council.separableCost),
            "worth_alone": .number(council.worthAlone),
            "rules": .list(
                result.rules.map { rule in
                    [
                        "share": .estimate(rule.shares[place], as: "value"),
                        "npv": .estimate(rule.means[place]),
                        "probability_worse_off": .estimate(rule.worseOff[place], as: "value"),
                    ]
                }),
        ]
    }
}
