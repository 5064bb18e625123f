/// A rule by which programme costs c(N) are shared among the councils that may join.
package enum SharingRule: String, Sendable, Hashable, CaseIterable {
    /// Each the same.
    case equally
    /// In proportion to population.
    case perHead = "per_head"
    /// In proportion to what each spends today on the pools that the option's levers claim, in the base year.
    case bySpend = "by_spend"
    /// In proportion to the PV of each council's benefits when all have joined; negative ones count as 0.
    case byBenefit = "by_benefit"
    /// Separable costs–remaining benefits.
    case separableCosts = "separable_costs_remaining_benefits"
    /// The Shapley value of programme costs.
    case shapley
    /// The nucleolus of what sets of councils are worth: it lies in the core where that is not empty.
    case nucleolus
}

/// The arithmetic of rules that need no more than a few figures of each council.
enum CostSplit {
    /// A total split in proportion to weights, none below 0; nil where they sum to 0.
    static func proportional(_ total: Double, weights: [Double]) -> [Double]? {
        let held = weights.map { max(0, $0) }
        let sum = held.reduce(0, +)
        guard sum > 0 else { return nil }
        return held.map { total * $0 / sum }
    }

    /// Separable costs–remaining benefits: each bears what the programme would cost less without it, SC_i = c(N) − c(N∖i),
    /// and the rest is split in proportion to what else it would be justified in paying, the lesser of its benefit and of
    /// the cost of the programme for it alone, less SC_i (none below 0; where that is 0 for all, equally).
    ///
    /// - Parameters:
    ///   - total: c(N).
    ///   - separable: SC_i by council.
    ///   - alone: c({i}) by council.
    ///   - benefits: the PV of its benefits less its own costs by council.
    /// - Source: H. P. Young, N. Okada and T. Hashimoto, "Cost allocation in water resources development", Water Resources
    ///   Research 18 (1982), section 3; the method is that of the Federal Inter-Agency River Basin Committee, "Proposed
    ///   practices for economic analysis of river basin projects" (1958).
    static func separableCosts(
        _ total: Double, separable: [Double], alone: [Double], benefits: [Double]
    ) -> [Double] {
        let rest = total - separable.reduce(0, +)
        let remaining = separable.indices.map { max(0, min(benefits[$0], alone[$0]) - separable[$0]) }
        let parts =
            proportional(1, weights: remaining)
            ?? Array(repeating: 1 / Double(separable.count), count: separable.count)
        return zip(separable, parts).map { $0 + rest * $1 }
    }
}
