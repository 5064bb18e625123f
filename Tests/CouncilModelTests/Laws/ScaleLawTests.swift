import CouncilModel
import Testing

/// Money has no size of its own, and a line no grain.
@Suite("Laws of scale")
struct ScaleLawTests {
    @Test("Twice the money is exactly twice every amount, and leaves joining, shares, ratios and years alone")
    func doubled() throws {
        for seed in LawRun.seeds {
            let scenario = LawRun.scenario(seed)
            let run = try LawRun(scenario)
            let twice = try LawRun(scenario.changed(Self.double))
            for option in run.result.options {
                let place = "seed \(seed), \(option.name)"
                let before = try #require(run.figures(of: option.name))
                let after = try #require(twice.figures(of: option.name))
                #expect(Figures.differences(after.sums, before.sums, factor: 2) == [], "\(place)")
                #expect(Figures.differences(after.measures, before.measures, factor: 2) == [], "\(place)")
                #expect(Figures.differences(after.rest, before.rest) == [], "\(place)")
                #expect(Figures.differences(after.members, before.members) == [], "\(place)")
            }
            for (small, large) in zip(run.result.baseline, twice.result.baseline) {
                let factor = small.pool == "pool_hours" ? 1.0 : 2.0
                #expect(large.meanByYear == small.meanByYear.map { factor * $0 }, "seed \(seed), \(small.pool)")
            }
        }
    }

    /// Doubles what is in money where it is used: amounts, pools in money, values of claims, day costs and contract
    /// breaks. A product with 2 rounds nothing.
    private static func double(_ tree: inout ScenarioTree) {
        func twice(_ tree: inout ScenarioTree, _ key: String) {
            if let value = tree[key] {
                tree[key] = value.number.map { .number(2 * $0) } ?? value.inside { "2 * \($0)" }
            }
        }
        for pool in ["pool_a", "pool_b"] {
            guard var entry = tree["pools"]?[pool] else { continue }
            if entry["amount"] == nil { entry = ["amount": entry] }
            twice(&entry, "amount")
            tree["pools"]?[pool] = entry
        }
        tree.changeLevers { lever in
            twice(&lever, "contract_break")
            if var team = lever["team"] {
                twice(&team, "day_cost")
                twice(&team, "pooled_day_cost")
                lever["team"] = team
            }
        }
        tree.changeLines { line, _ in
            var line = line
            twice(&line, "amount")
            if var claims = line["claims"] {
                twice(&claims, "value")
                line["claims"] = claims
            }
            return [line]
        }
    }

    /// An amount is halved. Of a pool, a share s saves as much as s/2 and then s/(2 − s) of what is left, for
    /// 1 − (1 − s/2)(1 − s/(2 − s)) = s, each saving s/2. Shares are held to −1 … 0.9 and stripped of what else
    /// multiplies them, in the whole line too.
    @Test("A line in two halves is worth the whole, half of it each, and changes nothing else beyond rounding")
    func halves() throws {
        for seed in LawRun.seeds {
            let plain = LawRun.scenario(seed).changed { tree in
                tree.changeLines { line, _ in
                    guard var claims = line["claims"] else { return [line] }
                    var line = line
                    for key in ["scale", "uplift", "modifiers", "applies_to"] { line[key] = nil }
                    line["timing"] = ["on": "membership"]
                    claims["share"] = claims["share"]?.inside { "clamp(\($0), -1, 0.9)" }
                    line["claims"] = claims
                    return [line]
                }
            }
            let whole = try LawRun(plain)
            let split = try LawRun(plain.changed { $0.changeLines { line, _ in Self.halves(of: line) } })
            for option in whole.result.options {
                let place = "seed \(seed), \(option.name)"
                let before = try #require(whole.figures(of: option.name))
                let after = try #require(split.figures(of: option.name))
                #expect(Figures.differences(after.members, before.members) == [], "\(place)")
                let moved = (before.sums.keys.filter { !$0.hasPrefix("line ") }).sorted().filter { name in
                    zip(before.sums[name] ?? [], after.sums[name] ?? []).enumerated().contains { trial, pair in
                        !(abs(pair.0 - pair.1) <= 1e-11 * before.size(trial))
                    }
                }
                #expect(moved == [], "\(place)")
                for name in before.sums.keys.sorted() where name.hasPrefix("line ") {
                    let parts = name.hasSuffix(" before uplift") ? " before uplift" : ""
                    let stem = parts.isEmpty ? name : String(name.dropLast(parts.count))
                    guard let first = after.sums[stem + " a" + parts], let second = after.sums[stem + " b" + parts]
                    else {
                        continue
                    }
                    for (trial, value) in (before.sums[name] ?? []).enumerated() {
                        let allowed = 1e-11 * before.size(trial)
                        #expect(abs(first[trial] + second[trial] - value) <= allowed, "\(place), \(name)")
                        #expect(abs(first[trial] - second[trial]) <= allowed, "\(place), \(name)")
                    }
                }
            }
        }
    }

    private static func halves(of line: ScenarioTree) -> [ScenarioTree] {
        var (first, second) = (line, line)
        let name = line["name"]?.text ?? ""
        first["name"] = .text(name + " a")
        second["name"] = .text(name + " b")
        if let share = line["claims"]?["share"] {
            first["claims"]?["share"] = share.inside { "\($0) / 2" }
            second["claims"]?["share"] = share.inside { "\($0) / (2 - \($0))" }
        } else {
            first["amount"] = line["amount"].map { amount in
                amount.number.map { .number($0 / 2) } ?? amount.inside { "\($0) / 2" }
            }
            second["amount"] = first["amount"]
        }
        return [first, second]
    }
}
