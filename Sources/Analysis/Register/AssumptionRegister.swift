import CouncilModel

/// The register of a scenario's assumptions: what is assumed, on what evidence, who answers for it, and what it is used
/// for.
package struct AssumptionRegister: Sendable {
    /// Title of the scenario.
    package let title: String
    /// Assumptions that some option's figures rest on, from grade A to E, those without a grade last, then by name.
    package let used: [Entry]
    /// Assumptions that make no difference to any option, in the same order.
    package let unused: [Entry]
    /// Bare numbers in lines of some option, which have no name to carry a source.
    package let unnamed: [UnnamedFigure]

    /// One assumption.
    package struct Entry: Sendable, Hashable {
        /// The assumption.
        package let assumption: Assumption
        /// What rests on it, in order of levers, each lever's lines in their order.
        package let uses: [Use]
        /// What another file said of it, where that is something else.
        package let overridden: OverriddenAssumption?

        /// Whether it says where it comes from.
        package var hasSource: Bool { !assumption.source.allSatisfy(\.isWhitespace) }
    }

    /// A place in which an assumption is used.
    package struct Use: Sendable, Hashable {
        /// Name of the lever; empty for budgets in money of the day.
        package let lever: String
        /// Name of the line; empty for who joins, when, and who pays.
        package let line: String
    }

    /// A bare number that decides what a line is worth.
    package struct UnnamedFigure: Sendable, Hashable {
        /// Name of the lever.
        package let lever: String
        /// Name of the line.
        package let line: String
        /// The number.
        package let value: Double
    }

    /// - Parameters:
    ///   - scenario: the scenario.
    ///   - overridden: assumptions about which it says something else than the files under it.
    package init(of scenario: Scenario, overridden: [OverriddenAssumption]) {
        title = scenario.title
        let uses = AssumptionUses(of: scenario)
        let entries = scenario.assumptions.map { assumption in
            Entry(
                assumption: assumption, uses: uses.uses(of: assumption.name),
                overridden: overridden.first { $0.original.name == assumption.name })
        }.sorted { ($0.gradeOrder, $0.assumption.name) < ($1.gradeOrder, $1.assumption.name) }
        used = entries.filter { !$0.uses.isEmpty }
        unused = entries.filter(\.uses.isEmpty)
        unnamed = uses.held.flatMap { lever in
            (lever.costs + lever.benefits + lever.transfers).compactMap { line in
                line.bareWorth.map { UnnamedFigure(lever: lever.name, line: line.name, value: $0) }
            }
        }
    }

    /// How many of some entries have each grade, from A to E, then none.
    package static func counts(of entries: [Entry]) -> [(grade: String, count: Int)] {
        (["A", "B", "C", "D", "E", ""]).map { grade in (grade, entries.count { $0.assumption.grade == grade }) }
    }

    /// Assumptions without a source, used or not, in order of name.
    package var withoutSource: [Entry] {
        (used + unused).filter { !$0.hasSource }.sorted { $0.assumption.name < $1.assumption.name }
    }
}

extension AssumptionRegister.Entry {
    /// A to E, then none.
    fileprivate var gradeOrder: String { assumption.grade.isEmpty ? "F" : assumption.grade }
}

extension Line {
    /// The number that decides what it is worth, where that is a bare one other than 0.
    fileprivate var bareWorth: Double? {
        let formula =
            switch value {
            case .amount(let amount): amount
            case .claim(_, let share, _): share
            case .contractBreak(let amount): amount
            case .team(let team): team.demand
            }
        return formula.constantValue.flatMap { $0 == 0 ? nil : $0 }
    }
}

/// Where a scenario's options use which assumption.
private struct AssumptionUses {
    /// Levers that some option holds, in order of name, with what those held with them in some option do to them.
    let held: [Lever]
    /// Names that each place reads.
    private var places: [(use: AssumptionRegister.Use, names: Set<String>)] = []

    init(of scenario: Scenario) {
        held = scenario.levers.compactMap { lever in
            let options = scenario.options.filter { $0.levers.contains(lever.name) }
            guard !options.isEmpty else { return nil }
            let others = Set(options.flatMap(\.levers))
            return lever.heeding(scenario.levers.filter { others.contains($0.name) })
        }
        for lever in held {
            var bare = lever
            (bare.costs, bare.benefits, bare.transfers) = ([], [], [])
            add(as: .init(lever: lever.name, line: "")) { names in
                names.add(bare)
                for contract in scenario.contracts where contract.name == lever.contract { names.add(contract) }
            }
            for line in lever.costs + lever.benefits + lever.transfers {
                add(as: .init(lever: lever.name, line: line.name)) { names in
                    names.add(line)
                    for pool in scenario.pools where pool.name == line.claimedPool { names.add(pool) }
                }
            }
        }
        if let cashView = scenario.cashView { add(as: .init(lever: "", line: "")) { $0.add(cashView) } }
    }

    private mutating func add(as use: AssumptionRegister.Use, _ parts: (inout Names) -> Void) {
        var names = Names()
        parts(&names)
        places.append((use, names.inFormulas))
    }

    func uses(of assumption: String) -> [AssumptionRegister.Use] {
        places.filter { $0.names.contains(assumption) }.map(\.use)
    }
}
