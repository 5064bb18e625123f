extension ScenarioGenerator {
    /// The maps that files of a scenario add to each other.
    private static let maps = ["assumptions", "quantities", "pools", "contracts", "levers"]

    /// Puts parts of a scenario into a file that it imports, one that it extends, both or neither.
    mutating func scenario(seed: UInt64, tree: ScenarioTree) -> GeneratedScenario {
        var scenario = GeneratedScenario(seed: seed, tree: tree, register: csv)
        if chance(0.2) {
            let library = takeOut(of: &scenario.written)
            scenario.files["library.json"] = library
            scenario.written["import"] = ["library.json"]
        }
        if chance(0.2) {
            var base = takeOut(of: &scenario.written)
            for member in scenario.written.members where !Self.maps.contains(member.key) {
                if chance(0.3) {
                    base[member.key] = member.value
                    scenario.written[member.key] = nil
                } else if chance(0.2), member.value.number != nil {
                    base[member.key] = 77
                }
            }
            // What is removed again.
            if scenario.written["prudent"] == nil {
                base["prudent"] = 60
                scenario.written["prudent"] = .null
            }
            base["assumptions"] = base["assumptions"] ?? [:]
            base["assumptions"]?["gone"] = 5
            scenario.written["assumptions"] = scenario.written["assumptions"] ?? [:]
            scenario.written["assumptions"]?["gone"] = .null
            scenario.files["base.json"] = base
            scenario.written["extends"] = "base.json"
        }
        return scenario
    }

    /// Takes entries of the maps out, some whole, of some a part, so that both laid over each other are what there was.
    private mutating func takeOut(of tree: inout ScenarioTree) -> ScenarioTree {
        var other: ScenarioTree = [:]
        for map in Self.maps {
            guard let entries = tree[map] else { continue }
            var (kept, taken): (ScenarioTree, ScenarioTree) = ([:], [:])
            for entry in entries.members {
                if chance(0.4) {
                    taken[entry.key] = entry.value
                } else if chance(0.4), isSplittable(entry.value, in: map) {
                    (kept[entry.key], taken[entry.key]) = parts(of: entry.value, in: map)
                } else {
                    kept[entry.key] = entry.value
                }
            }
            tree[map] = kept.members.isEmpty ? nil : kept
            other[map] = taken.members.isEmpty ? nil : taken
        }
        if let correlations = tree["correlations"], chance(0.4) {
            other["correlations"] = correlations
            tree["correlations"] = nil
        }
        return other
    }

    /// Whether an entry is an object of keys; a null in it would remove from what lies below.
    private func isSplittable(_ entry: ScenarioTree, in map: String) -> Bool {
        switch map {
        case "assumptions": entry["distribution"] != nil
        case "pools": entry["amount"] != nil
        case "quantities": false
        default: !entry.members.contains { $0.value == .null }
        }
    }

    /// What is laid over, and what lies below: each key stands in one, or below with a value that is replaced.
    private mutating func parts(of entry: ScenarioTree, in map: String) -> (over: ScenarioTree, below: ScenarioTree) {
        var (over, below): (ScenarioTree, ScenarioTree) = ([:], [:])
        for member in entry.members {
            if chance(0.5) {
                below[member.key] = member.value
            } else {
                over[member.key] = member.value
                if chance(0.5) { below[member.key] = 7 }
            }
        }
        if map == "levers", entry["title"] == nil, chance(0.5) {
            below["title"] = "Gone"
            over["title"] = .null
        }
        // Bare entries are written out before they are laid over others.
        let bareKey = map == "assumptions" ? "distribution" : map == "pools" ? "amount" : ""
        if over.members.count == 1, let bare = over[bareKey], chance(0.5) { over = bare }
        return (over, below)
    }
}
