import CouncilModel

/// What differs between two scenarios, as changes that can be made one by one, in any order.
///
/// A change of an assumption's distribution (or of the year of its prices) is one change. Everything else that moves
/// figures (levers, options, councils, years, pools, discounting, …) is one change together, the structure, since its parts
/// rarely make a valid scenario on their own.
package struct ScenarioChanges: Sendable {
    /// The two scenarios; both run with the trials, seed and sampling of the first.
    package let before, after: Scenario
    /// The changes: the structure first, if it changed, then assumptions in order of name.
    package let changes: [Change]
    /// Assumptions of which only words changed (source, grade, note, …): no figure moves.
    package let reworded: [String]

    /// One change.
    package enum Change: Sendable, Hashable {
        /// Everything that is not the distribution of an assumption that both scenarios have; the parts say what changed.
        case structure(parts: [String])
        /// What an assumption is drawn from.
        case assumption(before: Assumption, after: Assumption)

        /// What the change is called in tables.
        package var name: String {
            switch self {
            case .structure: "structure"
            case .assumption(let before, _): before.name
            }
        }
    }

    /// Finds the changes from one scenario to another.
    package init(from before: Scenario, to after: Scenario) {
        var after = after
        after.trials = before.trials
        after.seed = before.seed
        after.sampling = before.sampling
        self.before = before
        self.after = after
        var changes: [Change] = []
        var reworded: [String] = []
        var parts = Self.structure(before, after)
        var others: [String] = []
        let names = Set(before.assumptions.map(\.name)).union(after.assumptions.map(\.name)).sorted()
        for name in names {
            let old = before.assumptions.first { $0.name == name }
            let new = after.assumptions.first { $0.name == name }
            switch (old, new) {
            case (let old?, let new?) where old.unit == new.unit && old.variesBy == new.variesBy:
                if old.distribution != new.distribution || old.priceFactor != new.priceFactor {
                    changes.append(.assumption(before: old, after: new))
                } else if old != new {
                    reworded.append(name)
                }
            case (_?, _?): others.append("what a draw of \(name) holds for, or its unit")
            case (_?, nil): others.append("assumption \(name) removed")
            case (nil, _): others.append("assumption \(name) added")
            }
        }
        parts += others
        self.changes = (parts.isEmpty ? [] : [.structure(parts: parts)]) + changes
        self.reworded = reworded
    }

    /// The unit of what is drawn of an assumption before and after; both where price years differ.
    package func unit(_ old: Assumption, _ new: Assumption) -> String? {
        let (first, second) = (before.unitOfDraws(old), after.unitOfDraws(new))
        guard let first, let second, first != second else { return first ?? second }
        return "\(first), then \(second)"
    }

    /// The scenario with some of the changes made.
    ///
    /// - Parameter made: by change whether it is made.
    package func scenario(with made: [Bool]) -> Scenario {
        precondition(made.count == changes.count, "every change is made or not")
        let hasNewStructure: Bool
        if case .structure? = changes.first { hasNewStructure = made[0] } else { hasNewStructure = true }
        var scenario = hasNewStructure ? after : before
        for (change, isMade) in zip(changes, made) {
            guard case .assumption(let old, let new) = change,
                let place = scenario.assumptions.firstIndex(where: { $0.name == old.name })
            else { continue }
            let kept = isMade ? new : old
            scenario.assumptions[place].distribution = kept.distribution
            scenario.assumptions[place].priceFactor = kept.priceFactor
        }
        return scenario
    }

    /// Names of the parts of the structure that differ, in the order in which a scenario has them.
    private static func structure(_ a: Scenario, _ b: Scenario) -> [String] {
        var parts: [String] = []
        func note(_ differs: Bool, _ words: String) { if differs { parts.append(words) } }
        note(a.baseYear != b.baseYear, "base year \(a.baseYear) → \(b.baseYear)")
        note(a.years != b.years, "years \(a.years) → \(b.years)")
        note(a.priceYear != b.priceYear, "price year \(a.priceYear) → \(b.priceYear)")
        note(a.currency != b.currency, "currency \(a.currency) → \(b.currency)")
        note(a.discounting != b.discounting, "discounting")
        note(councils(of: a) != councils(of: b), "councils \(a.selected.count) → \(b.selected.count)")
        note(councils(of: a) == councils(of: b) && a.register != b.register, "register of councils")
        note(Set(a.correlations) != Set(b.correlations), "correlations")
        named(a.pools, b.pools, \.name, "pool", into: &parts)
        named(a.contracts, b.contracts, \.name, "contract", into: &parts)
        named(a.levers, b.levers, \.name, "lever", into: &parts)
        named(a.options, b.options, \.name, "option", into: &parts)
        let references = [a, b].map { scenario in scenario.reference.map { scenario.options[$0].name } ?? "do nothing" }
        note(references[0] != references[1], "reference \(references[0]) → \(references[1])")
        return parts
    }

    private static func councils(of scenario: Scenario) -> [String] {
        scenario.selected.map { scenario.register.codes[$0] }
    }

    private static func named<Part: Hashable>(
        _ before: [Part], _ after: [Part], _ name: (Part) -> String, _ word: String, into parts: inout [String]
    ) {
        for part in before where !after.contains(part) {
            let isChanged = after.contains { name($0) == name(part) }
            parts.append("\(word) \(name(part)) \(isChanged ? "changed" : "removed")")
        }
        for part in after where !before.contains(where: { name($0) == name(part) }) {
            parts.append("\(word) \(name(part)) added")
        }
    }
}
