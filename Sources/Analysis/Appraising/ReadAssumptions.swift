import CouncilModel
import Formulas

/// Which assumptions can move an option's figures: those that its levers or the reference's levers read, and those that
/// are drawn together with one of these.
struct ReadAssumptions: Sendable {
    /// Names that a formula of the levers, or of a pool or contract that they use, reads.
    let names: Set<String>
    private let correlations: [RankCorrelation]

    /// What the levers of that name read in a scenario.
    init(levers: [String], of scenario: Scenario) {
        var inLevers = Names()
        for lever in scenario.levers where levers.contains(lever.name) { inLevers.add(lever) }
        var names = inLevers
        // A lever names its contract and the pools that its lines claim.
        for pool in scenario.pools where inLevers.texts.contains(pool.name) { names.add(pool) }
        for contract in scenario.contracts where inLevers.texts.contains(contract.name) { names.add(contract) }
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

/// The names in a part of a scenario.
private struct Names {
    /// Names that formulas read.
    var inFormulas: Set<String> = []
    /// Texts outside formulas, names of pools and contracts among them.
    var texts: Set<String> = []

    // Everything that the part consists of is looked at, so that no formula is missed that a lever comes to have.
    mutating func add(_ part: Any) {
        switch part {
        case let formula as Formula: inFormulas.formUnion(formula.names.map(\.name))
        case let text as String: texts.insert(text)
        default: for child in Mirror(reflecting: part).children { add(child.value) }
        }
    }
}
