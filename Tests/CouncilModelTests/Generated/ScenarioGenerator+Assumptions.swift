extension ScenarioGenerator {
    /// What an assumption is for, which decides its size and unit.
    private struct Role {
        let name: String
        let range: ClosedRange<Double>
        var varies: ScenarioTree = "trial"
        var unit: String?
    }

    /// The assumptions of every scenario: letters say by what they vary (t trial, c council, y year, cy both).
    private var roles: [Role] {
        [
            Role(name: "once_t", range: 300...9000, unit: "GBP"),
            Role(name: "once_c", range: 300...9000, varies: "council", unit: "GBP"),
            Role(name: "yearly_t", range: 100...4000, unit: "GBP/year"),
            Role(name: "yearly_c", range: 100...4000, varies: "council", unit: "GBP/year"),
            Role(name: "rate_t", range: -0.05...0.6, unit: "share"),
            Role(name: "rate_c", range: -0.1...0.6, varies: "council", unit: "share"),
            Role(name: "mult_t", range: 0.4...1.7),
            Role(name: "mult_c", range: 0.4...1.7, varies: "council"),
            Role(name: "mult_y", range: 0.4...1.7, varies: "year"),
            Role(name: "years_t", range: 0...3, unit: "year"),
            Role(name: "years_c", range: -0.4...4, varies: "council", unit: "year"),
            Role(name: "hours_c", range: 5...300, varies: "council"),
            Role(name: "mult_cy", range: 0.4...1.7, varies: ["council", "year"]),
        ]
    }

    mutating func assumptions() -> ScenarioTree {
        var map: ScenarioTree = [
            "flag_t": ["distribution": ["bernoulli": .number(real(0.2...0.8))], "grade": "E"],
            "mult_region": ["varies_by": pick(["region", "type"]), "distribution": distribution(0.4...1.7)],
        ]
        for role in roles {
            let isBare = role.varies == "trial" && chance(0.15)
            let distribution = distribution(role.range)
            if isBare {
                map[role.name] = distribution
                continue
            }
            var entry: ScenarioTree = ["distribution": distribution]
            if role.varies != "trial" || chance(0.2) { entry["varies_by"] = role.varies }
            if let unit = role.unit {
                let isMoney = unit.hasPrefix("GBP")
                if isMoney || chance(0.5) { entry["unit"] = .text(unit) }
                if isMoney && chance(0.3) { entry["prices"] = .number(Double(int(2010...baseYear + 1))) }
            }
            map[role.name] = entry
        }
        return map
    }

    /// Ranks along a path of assumptions, which no choice of ranks within ±0.5 makes impossible.
    mutating func correlations() -> ScenarioTree {
        let path = shuffled(["once_t", "yearly_t", "rate_t", "mult_t", "years_t", "flag_t"])
        return .list(
            (0..<int(1...4)).map { step in
                ["between": [.text(path[step]), .text(path[step + 1])], "rank": .number(real(-0.5...0.5))]
            })
    }

    /// What `with` of an option may replace, each with a distribution that suits it.
    mutating func overrides() -> ScenarioTree {
        var tree: ScenarioTree = [:]
        for role in some(roles) where chance(0.5) || tree.members.isEmpty {
            tree[role.name] =
                chance(0.4)
                ? .number(real(role.range)) : distribution(role.range)
        }
        return tree
    }

    /// A distribution of any form whose values lie about the range.
    mutating func distribution(_ range: ClosedRange<Double>, depth: Int = 1) -> ScenarioTree {
        let (low, high) = (range.lowerBound, range.upperBound)
        let (width, middle) = (high - low, (low + high) / 2)
        func number(_ share: Double) -> ScenarioTree {
            .number(((low + share * width) * 10_000).rounded() / 10_000)
        }
        let mode = number(real(0.1...0.9))
        let isPositive = low > 0
        switch int(0...19) {
        case 0: return number(real(0...1))
        case 1: return ["uniform": [number(0), number(1)]]
        case 2: return ["triangular": [number(0), mode, number(1)]]
        case 3, 4: return ["pert": [number(0), mode, number(1)]]
        case 5: return ["normal": ["mean": mode, "sd": .number(width / 5)]]
        case 6: return ["normal": ["p10": number(0.1), "p90": number(0.9)]]
        case 7 where isPositive: return ["lognormal": ["p10": number(0.05), "p90": number(0.9)]]
        case 8 where isPositive: return ["lognormal": ["mean": mode, "sd": .number(width / 4)]]
        case 9 where isPositive: return ["lognormal": ["median": mode, "sigma": .number(real(0.1...0.6))]]
        case 10:
            return [
                "beta": [
                    "alpha": .number(real(0.8...4)), "beta": .number(real(0.8...4)), "min": number(0), "max": number(1),
                ]
            ]
        case 11 where low == 0 || isPositive:
            return ["gamma": ["shape": .number(real(1...6)), "scale": .number(middle / 4)]]
        case 12 where isPositive:
            if chance(0.5) { return ["pareto": ["scale": number(0.05), "shape": .number(real(2.2...5))]] }
            return ["pareto": ["scale": number(0.05), "shape": .number(real(0.8...2))], "max": number(1)]
        case 13 where low <= 0 && high >= 1 && high < 10: return ["bernoulli": .number(real(0.1...0.9))]
        case 14: return ["discrete": ["values": [number(0.2), number(0.5), number(0.9)], "weights": [2, 3, 1]]]
        case 15:
            return [
                "quantiles": [
                    "0": number(0), "0.1": number(0.2), "0.5": number(0.4), "0.9": number(0.7), "1": number(1),
                ]
            ]
        case 16:
            var metalog: ScenarioTree = ["p10": number(0.2), "p50": number(0.45), "p90": number(0.8)]
            if chance(0.5) { metalog["min"] = number(0) }
            if chance(0.5) { metalog["max"] = number(1) }
            return ["metalog": metalog]
        case 17 where depth > 0:
            return [
                "mixture": [
                    ["weight": 1, "distribution": chance(0.5) ? number(0) : distribution(range, depth: 0)],
                    ["weight": .number(real(0.5...4)), "distribution": distribution(range, depth: 0)],
                ]
            ]
        case 18:
            var normal: ScenarioTree = ["normal": ["mean": mode, "sd": .number(width / 3)]]
            if chance(0.7) { normal["min"] = number(0) }
            if normal["min"] == nil || chance(0.7) { normal["max"] = number(1) }
            return normal
        default: return ["pert": [number(0), mode, number(1)]]
        }
    }
}
