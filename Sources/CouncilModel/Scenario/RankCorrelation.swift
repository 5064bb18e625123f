/// Spearman's rank correlation between two trial-level assumptions.
package struct RankCorrelation: Sendable, Hashable {
    /// Name of the one assumption.
    package var first: String
    /// Name of the other.
    package var second: String
    /// Spearman's ρ, −1 … 1.
    package var rank: Double

    /// Of its parts, which the properties of these names explain.
    package init(first: String, second: String, rank: Double) {
        self.first = first
        self.second = second
        self.rank = rank
    }
}

extension RankCorrelation {
    /// Assumptions that are drawn together.
    package struct Group: Sendable, Hashable {
        /// Names, ascending.
        package let names: [String]
        /// Spearman's ρ by name and name: symmetric, ones on the diagonal, 0 for pairs that nobody correlated.
        package let ranks: [[Double]]
    }

    /// The connected groups of at least two, in the order of their first names.
    ///
    /// - Precondition: every correlation names two different assumptions among `names`, which are ascending.
    package static func groups(_ correlations: [RankCorrelation], among names: [String]) -> [Group] {
        var groupOf = Dictionary(uniqueKeysWithValues: names.map { ($0, $0) })
        var ranks: [[String]: Double] = [:]
        for correlation in correlations {
            guard let from = groupOf[correlation.first], let to = groupOf[correlation.second] else {
                preconditionFailure("a correlation names assumptions that exist")
            }
            ranks[[correlation.first, correlation.second].sorted()] = correlation.rank
            for name in names where groupOf[name] == from { groupOf[name] = to }
        }
        var seen: Set<String> = []
        return names.compactMap { first in
            guard let group = groupOf[first], seen.insert(group).inserted else { return nil }
            let members = names.filter { groupOf[$0] == group }
            guard members.count > 1 else { return nil }
            let matrix = members.map { a in
                members.map { b in a == b ? 1 : ranks[[a, b].sorted()] ?? 0 }
            }
            return Group(names: members, ranks: matrix)
        }
    }
}
