import Analysis
import Stochastics

/// All sets of levers compared, as JSON; money in whole units, not rounded.
///
/// Layout 1: `sets`, do nothing first, each with its figures and its `place` on each frontier (`on`, `perhaps`, `off`;
/// `better` is the place of a set that is better by both figures, or null); `order`, places in `sets` by falling mean NPSV;
/// `budgets` asked for and the `ladder` of all budgets; `levers` with what each does for the choice; `regret`. Wherever a
/// set is meant, it is by its place in `sets`.
package enum PortfolioJSON {
    /// Version of the layout, written as `folkmoot_portfolio`.
    package static let version = 1

    /// The text.
    package static func text(of result: Portfolio) -> String {
        let value: JSONValue = [
            "folkmoot_portfolio": .whole(version),
            "title": .text(result.title),
            "currency": .text(result.currency),
            "price_year": .whole(result.priceYear),
            "trials": .whole(result.trials),
            "prudent": .number(result.prudent),
            "sets_refused": .whole(result.refused),
            "held_in_every_set": .texts(result.heldTitles),
            "other_options": .texts(result.others),
            "levers": .list(result.levers.indices.map { lever(result, $0) }),
            "sets": .list(result.candidates.indices.map { set(result, $0) }),
            "order": .list(result.order.map { .whole($0) }),
            "budgets": .list(
                result.budgets.map {
                    [
                        "amount": .number($0.amount), "best": .whole($0.best),
                        "not_told_apart": .list($0.rivals.map { .whole($0) }),
                    ]
                }),
            "ladder": .list(
                result.ladder.map { step in
                    [
                        "budget": .estimate(result.candidates[step.candidate].prudentPeakFunding, as: "value"),
                        "best": .whole(step.candidate),
                        "gain": step.gain.map { .estimate($0) } ?? .null,
                    ]
                }),
            "regret": [
                "least_p95": .whole(result.regret.p95),
                "not_told_apart": .list(result.regret.p95Rivals.map { .whole($0) }),
                "least_largest": .whole(result.regret.largest),
                "least_largest_in_both_halves": .boolean(result.regret.isStable),
            ],
        ]
        return value.jsonText
    }

    private static func lever(_ result: Portfolio, _ lever: Int) -> JSONValue {
        let place = result.places[lever]
        return [
            "name": .text(result.levers[lever]),
            "title": .text(result.leverTitles[lever]),
            "in_best": .estimate(place.inBest, as: "share"),
            "best_with": .whole(place.with),
            "best_without": .whole(place.without),
            "worth": .estimate(place.worth),
        ]
    }

    private static func set(_ result: Portfolio, _ index: Int) -> JSONValue {
        let candidate = result.candidates[index]
        return [
            "levers": candidate.levers.map { .texts($0.map { result.levers[$0] }) } ?? .null,
            "option": .text(candidate.option),
            "is_reference": .boolean(candidate.isReference),
            "npsv": .estimate(candidate.npsv),
            "npsv_p10": .estimate(candidate.p10, as: "value"),
            "peak_funding": .estimate(candidate.peakFunding),
            "peak_funding_prudent": .estimate(candidate.prudentPeakFunding, as: "value"),
            "share_worse_off": .estimate(candidate.worseOff),
            "probability_best": .estimate(candidate.probabilityBest, as: "share"),
            "behind_first": .estimate(candidate.behind),
            "regret": .estimate(candidate.regret),
            "regret_p95": .estimate(candidate.regretP95, as: "value"),
            "regret_largest": .number(candidate.largestRegret),
            "frontiers": .list(
                result.frontiers.map { frontier in
                    [
                        "against": .text(frontier.axis.rawValue),
                        "place": .text(frontier.places[index].rawValue),
                        "better": .whole(frontier.dominators[index]),
                    ]
                }),
        ]
    }
}
