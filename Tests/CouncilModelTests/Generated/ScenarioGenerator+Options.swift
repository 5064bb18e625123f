extension ScenarioGenerator {
    mutating func addOptions(_ tree: inout ScenarioTree) {
        var options: [ScenarioTree] = []
        for index in 0..<int(2...4) {
            var option: ScenarioTree = ["name": .text("Option \(index)"), "levers": .list(set().map { .text($0) })]
            if chance(0.4) { option["with"] = overrides() }
            options.append(option)
        }
        if chance(0.1) {
            // The same set in another order is reported once.
            var twin = options[0]
            twin["name"] = "Twin"
            twin["levers"] = .list(shuffled(twin["levers"]?.items ?? []))
            options.append(twin)
        }
        var canStandAlone = false
        if features == .all && chance(0.3) {
            let names = shuffled(levers.map(\.name)).prefix(3)
            tree["combinations"] = .list(names.map { .text($0) })
            canStandAlone = names.contains { whole($0)["requires"] == nil }
        }
        if !canStandAlone || chance(0.7) {
            tree["options"] = .list(options)
            if chance(0.35) { tree["reference"] = .text("Option \(int(0...1))") }
        }
    }

    /// Levers that can stand together, with all that they require, in any order.
    private mutating func set() -> [String] {
        var names: [String] = []
        for lever in shuffled(levers).prefix(int(1...3)) where !names.contains(where: { base($0) == lever.base }) {
            names.append(lever.name)
        }
        var place = 0
        while place < names.count {
            for required in whole(names[place])["requires"]?.items.compactMap(\.text) ?? []
            where !names.contains(where: { base($0) == required }) {
                names.append(required)
            }
            place += 1
        }
        return shuffled(names)
    }

    private func base(_ name: String) -> String { levers.first { $0.name == name }?.base ?? name }

    /// A lever with what it is like.
    private func whole(_ name: String) -> ScenarioTree {
        variants[name] ?? levers.first { $0.name == name }?.tree ?? .null
    }
}
