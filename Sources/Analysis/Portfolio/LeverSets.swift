import CouncilModel

/// All sets of some levers of a scenario that an option could hold, and the scenario that compares them.
///
/// A set is left out where a lever in it requires one that is not, where it holds two variants of one lever, or where its
/// levers wait for each other in a circle. Sets are taken under the assumptions of the scenario: what an option says in
/// `with` is part of that option and not of its levers.
package struct LeverSets: Sendable {
    /// Names of the levers that are combined, in order of claiming.
    package let levers: [String]
    /// Names of levers that every set holds besides, as they happen anyway.
    package let held: [String]
    /// The sets, as places in ``levers``, ascending; smaller sets first, sets of one size in the order of counting.
    package let sets: [[Int]]
    /// How many sets of these levers cannot be held together.
    package let refused: Int

    /// So many levers are combined at most: 255 sets.
    package static let mostLevers = 8

    /// - Parameters:
    ///   - levers: names of levers of the scenario, each once, at most ``mostLevers``, in order of claiming.
    ///   - held: names of others that every set holds, before these in order of claiming.
    package init(of levers: [String], holding held: [String] = [], in scenario: Scenario) {
        precondition(levers.count <= Self.mostLevers, "at most \(Self.mostLevers) levers are combined")
        let always = scenario.levers.filter { held.contains($0.name) }
        let members = levers.map { name in
            guard let lever = scenario.levers.first(where: { $0.name == name }) else {
                preconditionFailure("levers of the scenario are combined, but found \(name)")
            }
            return lever
        }
        let counted = (1..<(1 << members.count)).map { set in members.indices.filter { set >> $0 & 1 == 1 } }
        let whole = counted.filter { set in Self.canBeHeld(always + set.map { members[$0] }) }
        self.levers = levers
        self.held = held
        sets = whole.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
            .map(\.element)
        refused = counted.count - whole.count
    }

    /// The levers that a scenario means to be combined: those of its `combinations`, or where it has none, all levers of
    /// its options in the order in which these name them, but for those that happen anyway.
    package static func levers(of scenario: Scenario) -> [String] {
        if !scenario.combined.isEmpty { return scenario.combined }
        var names: [String] = []
        let anyway = held(in: scenario)
        for name in scenario.options.flatMap(\.levers) where !names.contains(name) && !anyway.contains(name) {
            names.append(name)
        }
        return names
    }

    /// The levers that happen anyway: those of the reference, where every option holds them all and the scenario does not
    /// mean them to be combined.
    package static func held(in scenario: Scenario) -> [String] {
        guard let reference = scenario.reference, scenario.combined.isEmpty else { return [] }
        let anyway = scenario.options[reference].levers
        let isCommon = scenario.options.allSatisfy { Set(anyway).isSubset(of: $0.levers) }
        return isCommon && scenario.options.contains { $0.levers.count > anyway.count } ? anyway : []
    }

    /// The first lever that is in no set, with the levers that it requires and that are not among those combined.
    package func unheld(in scenario: Scenario) -> (lever: String, missing: [String])? {
        for (place, name) in levers.enumerated() where !sets.contains(where: { $0.contains(place) }) {
            let members = scenario.levers.filter { (held + levers).contains($0.name) }
            let required = scenario.levers.first { $0.name == name }?.requires ?? []
            return (name, required.filter { other in !members.contains { $0.answers(to: other) } })
        }
        return nil
    }

    /// The scenario with these sets as its options; its reference, where it is none of them, comes first.
    ///
    /// - Returns: the scenario, and by option the set that it is, nil for the reference.
    func scenario(from scenario: Scenario) -> (scenario: Scenario, sets: [[Int]?]) {
        var made = scenario
        made.options = sets.map { set in
            let names = set.map { levers[$0] }
            return AppraisalOption(name: names.joined(separator: " + "), levers: held + names)
        }
        var places = sets.map { Optional($0) }
        if let index = scenario.reference {
            let reference = scenario.options[index]
            made.reference = made.options.firstIndex { $0.holdsTheSame(as: reference) }
            if made.reference == nil {
                made.options.insert(reference, at: 0)
                places.insert(nil, at: 0)
                made.reference = 0
            }
        }
        return (made, places)
    }

    /// Options of a scenario that are none of these sets, by name: those that hold other levers, or replace assumptions.
    func others(of scenario: Scenario) -> [String] {
        let own = Set((sets + [[]]).map { Set(held + $0.map { levers[$0] }) })
        return scenario.options.filter { !$0.with.isEmpty || !own.contains(Set($0.levers)) }.map(\.name)
    }

    private static func canBeHeld(_ held: [Lever]) -> Bool {
        let isWhole = held.allSatisfy { lever in
            lever.requires.allSatisfy { name in held.contains { $0.answers(to: name) } }
        }
        return isWhole && Set(held.map(\.drawsAs)).count == held.count && !waitInCircle(held)
    }

    /// Whether some levers wait for each other: taking away those that wait for none of the rest ends with some left.
    private static func waitInCircle(_ held: [Lever]) -> Bool {
        var rest = held
        while true {
            let waiting = rest.filter { lever in
                lever.dependsOn.contains { name in rest.contains { $0.answers(to: name) } }
            }
            if waiting.isEmpty { return false }
            if waiting.count == rest.count { return true }
            rest = waiting
        }
    }
}

extension AppraisalOption {
    /// Whether an option holds the same levers under the same assumptions.
    fileprivate func holdsTheSame(as other: AppraisalOption) -> Bool {
        with == other.with && levers.count == other.levers.count && Set(levers) == Set(other.levers)
    }
}
