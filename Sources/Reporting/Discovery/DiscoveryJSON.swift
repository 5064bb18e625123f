import Analysis
import CouncilModel
import Stochastics

/// Regions in which an option does badly, as JSON; money in whole units, not rounded.
///
/// Layout 1: what was asked (`measure`, `cases` with `limit` or `other`, `rule` with `least_density` or null); by option the
/// `share` of trials that are cases, `regions` with `limits` (`low` and `high`, each null where there is none), `coverage`,
/// `density`, `mass` and `density_outside`, all regions `together`, and the `path` of the first search.
package enum DiscoveryJSON {
    /// Version of the layout, written as `folkmoot_discover`.
    package static let version = 1

    /// The text.
    package static func text(of result: Discovery) -> String {
        let value: JSONValue = [
            "folkmoot_discover": .whole(version),
            "title": .text(result.title),
            "currency": .text(result.currency),
            "trials_peeled": .whole(result.peeled),
            "trials_counted": .whole(result.counted),
            "measure": .text(result.question.measure.rawValue),
            "cases": cases(result.question.cases),
            "rule": rule(result.question.rule),
            "most_regions": .whole(result.question.mostBoxes),
            "options": .list(result.options.map(option)),
        ]
        return value.jsonText
    }

    private static func cases(_ cases: Discovery.Cases) -> JSONValue {
        switch cases {
        case .below(let limit): ["are": .text("below"), "limit": .number(limit)]
        case .above(let limit): ["are": .text("above"), "limit": .number(limit)]
        case .worse(let other): ["are": .text("worse"), "than": .text(other)]
        }
    }

    private static func rule(_ rule: Discovery.Rule) -> JSONValue {
        switch rule {
        case .separation: ["is": .text("separation"), "least_density": .null]
        case .density(let least): ["is": .text("density"), "least_density": .number(least)]
        }
    }

    private static func option(_ option: Discovery.Option) -> JSONValue {
        [
            "name": .text(option.name),
            "share": .estimate(option.share, as: "value"),
            "trials_without": .whole(option.without),
            "assumptions": .texts(option.assumptions),
            "searched": .boolean(option.isSearched),
            "regions": .list(option.boxes.map(box)),
            "together": option.together.map(counts) ?? .null,
            "path": .list(option.path.map(counts)),
        ]
    }

    private static func box(_ box: Discovery.Box) -> JSONValue {
        let value: JSONValue = ["limits": .list(box.limits.map(limits))]
        return value.adding(counts(box.counts))
            .adding(["density_outside": .estimate(box.densityOutside, as: "value")])
    }

    private static func counts(_ counts: Discovery.Counts) -> JSONValue {
        [
            "coverage": .estimate(counts.coverage, as: "value"),
            "density": .estimate(counts.density, as: "value"),
            "mass": .estimate(counts.mass, as: "value"),
            "assumptions_limited": .whole(counts.restricted),
        ]
    }

    private static func limits(_ limits: Discovery.Limits) -> JSONValue {
        [
            "assumption": .text(limits.assumption),
            "unit": .text(limits.unit),
            "low": limits.low.map(limit) ?? .null,
            "high": limits.high.map(limit) ?? .null,
            "coverage_without": .estimate(limits.coverageWithout, as: "value"),
            "density_without": .estimate(limits.densityWithout, as: "value"),
            "quasi_p": .number(limits.quasiP),
        ]
    }

    private static func limit(_ limit: Discovery.Limit) -> JSONValue {
        [
            "value": .number(limit.value),
            "standard_error": .number(limit.standardError),
            "probability_below": .number(limit.probabilityBelow),
            "repeats": .number(limit.repeats),
        ]
    }
}
