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
        var combinations: [String] = []
        if chance(0.3) {
            let names = shuffled(levers.map(\.name)).prefix(3)
            tree["combinations"] = .list(names.map { .text($0) })
            // Sets that no requirement rules out: one lever, or two.
            combinations = names.filter { isFree($0) }
            if combinations.count > 1, base(combinations[0]) != base(combinations[1]) {
                // Named twice, as it is the rarer case.
                let pair = combinations.prefix(2).joined(separator: " + ")
                combinations += [pair, pair]
            }
        }
        if combinations.isEmpty || chance(0.7) {
            tree["options"] = .list(options)
            if chance(0.35) { tree["reference"] = .text("Option \(int(0...1))") }
        }
        if !combinations.isEmpty && chance(0.5) { tree["reference"] = .text(pick(combinations)) }
    }

    /// Levers that can stand together, with all that they require, in any order.
    private mutating func set() -> [String] {
        for _ in 0..<20 {
            var names: [String] = []
            for lever in shuffled(levers).prefix(int(1...3)) where !names.contains(where: { base($0) == lever.base }) {
                names.append(lever.name)
            }
            var place = 0
            while place < names.count {
                for required in requirements(names[place]) where !isHeld(required, in: names) { names.append(required) }
                place += 1
            }
            if Set(names.map { base($0) }).count == names.count { return shuffled(names) }
        }
        return [levers[0].name]
    }

    /// Whether a lever, or a variant of it, is among these.
    private func isHeld(_ name: String, in names: [String]) -> Bool {
        names.contains { candidate in
            var kin: String? = candidate
            while let one = kin, one != name {
                kin = levers.first { $0.name == one }?.tree["like"]?.text
            }
            return kin != nil
        }
    }

    private func isFree(_ name: String) -> Bool { requirements(name).isEmpty }

    private func requirements(_ name: String) -> [String] { whole(name)["requires"]?.items.compactMap(\.text) ?? [] }

    /// A lever with what it is like.
    private func whole(_ name: String) -> ScenarioTree {
        variants[name] ?? levers.first { $0.name == name }?.tree ?? .null
    }
}
