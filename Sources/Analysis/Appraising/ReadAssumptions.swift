import CouncilModel
import Formulas

/// Which assumptions can move an option's figures: those that its levers or the reference's levers read, and those that
/// are drawn together with one of these.
struct ReadAssumptions: Sendable {
    /// Names that a formula of the levers, or of a pool or contract that they use, reads.
    let names: Set<String>
    private let correlations: [RankCorrelation]

    /// What the levers of that name read in a scenario, those of each option together: what joining one lever does to
    /// another is read where an option holds both.
    init(options: [[String]], of scenario: Scenario) {
        var names = Names()
        var (pools, contracts): (Set<String>, Set<String>) = ([], [])
        for option in options {
            let held = scenario.levers.filter { option.contains($0.name) }
            for lever in held {
                names.add(lever.heeding(held))
                if let contract = lever.contract { contracts.insert(contract) }
                for line in lever.costs + lever.benefits + lever.transfers {
                    if let pool = line.claimedPool { pools.insert(pool) }
                }
            }
        }
        for pool in scenario.pools where pools.contains(pool.name) { names.add(pool) }
        for contract in scenario.contracts where contracts.contains(contract.name) { names.add(contract) }
        self.names = names.inFormulas
        correlations = scenario.correlations.filter { $0.rank != 0 }
    }

    /// How an assumption comes to move the figures: empty where it is read, the names, ascending, of those read that it
    /// is correlated with where it is not; nil where there are none of either.
    ///
    /// Correlations do not pass from one pair to the next: a pair that the scenario does not name is drawn uncorrelated.
    func path(from assumption: String) -> [String]? {
        if names.contains(assumption) { return [] }
        let partners = correlations.compactMap { pair in
            pair.first == assumption ? pair.second : pair.second == assumption ? pair.first : nil
        }
        let through = partners.filter(names.contains).sorted()
        return through.isEmpty ? nil : through
    }
}

extension Scenario {
    /// Assumptions, in order of name, that figures of some option rest on: its levers and what these use, and what budgets
    /// are made with. Others, such as an imported library brings, make no difference.
    package var assumptionsInUse: [Assumption] {
        let inLevers = ReadAssumptions(options: options.map(\.levers), of: self).names
        var inBudgets = Names()
        if let cashView { inBudgets.add(cashView) }
        return assumptions.filter { inLevers.contains($0.name) || inBudgets.inFormulas.contains($0.name) }
    }
}

extension Lever {
    /// The lever without what other levers would do to it than those held with it.
    func heeding(_ held: [Lever]) -> Lever {
        func isHeld(_ modifier: Line.Modifier) -> Bool { held.contains { $0.answers(to: modifier.joined) } }
        func heeding(_ line: Line) -> Line {
            var line = line
            line.modifiers = line.modifiers.filter(isHeld)
            return line
        }
        var lever = self
        lever.costs = costs.map(heeding)
        lever.benefits = benefits.map(heeding)
        lever.transfers = transfers.map(heeding)
        if case .diffusion(var diffusion) = adoption {
            diffusion.boosts = diffusion.boosts.filter(isHeld)
            lever.adoption = .diffusion(diffusion)
        }
        return lever
    }
}
