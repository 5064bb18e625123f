import Analysis
import CouncilModel

/// What `DiscoveryJSON` writes, read back.
extension StoredField {
    /// What `analysis/discover.json` holds.
    func discovery() throws -> Discovery {
        let cases = try self["cases"]
        let rule = try self["rule"]
        let asked: Discovery.Cases =
            switch try cases.text("are") {
            case "above": .above(try cases.number("limit"))
            case "worse": .worse(than: try cases.text("than"))
            default: .below(try cases.number("limit"))
            }
        return Discovery(
            question: Discovery.Question(
                measure: try word("measure"), cases: asked,
                rule: try rule.optional("least_density").map { .density($0) } ?? .separation,
                mostBoxes: try whole("most_regions")),
            title: try text("title"), currency: try text("currency"), peeled: try whole("trials_peeled"),
            counted: try whole("trials_counted"),
            options: try list("options").map { option in
                Discovery.Option(
                    name: try option.text("name"), share: try option.estimate("share", as: "value"),
                    without: try option.whole("trials_without"), assumptions: try option.texts("assumptions"),
                    isSearched: try option.boolean("searched"),
                    boxes: try option.list("regions").map { try $0.region() },
                    together: option.has("together") ? try option["together"].counts() : nil,
                    path: try option.list("path").map { try $0.counts() })
            })
    }

    private func region() throws -> Discovery.Box {
        Discovery.Box(
            limits: try list("limits").map { limits in
                Discovery.Limits(
                    assumption: try limits.text("assumption"), unit: try limits.optionalText("unit"),
                    low: limits.has("low") ? try limits["low"].limit() : nil,
                    high: limits.has("high") ? try limits["high"].limit() : nil,
                    coverageWithout: try limits.estimate("coverage_without", as: "value"),
                    densityWithout: try limits.estimate("density_without", as: "value"),
                    quasiP: try limits.number("quasi_p"))
            }, counts: try counts(), densityOutside: try estimate("density_outside", as: "value"))
    }

    private func counts() throws -> Discovery.Counts {
        Discovery.Counts(
            coverage: try estimate("coverage", as: "value"), density: try estimate("density", as: "value"),
            mass: try estimate("mass", as: "value"), restricted: try optionalWhole("assumptions_limited"))
    }

    private func limit() throws -> Discovery.Limit {
        Discovery.Limit(
            value: try number("value"), standardError: try number("standard_error"),
            probabilityBelow: try number("probability_below"), repeats: try number("repeats"))
    }
}
