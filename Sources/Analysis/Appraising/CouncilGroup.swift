import CouncilModel

/// Councils of a scenario whose figures are added up.
struct CouncilGroup: Sendable, Hashable {
    /// By what it is formed.
    let grouping: Grouping
    /// What it is called.
    let name: String
    /// Council positions, ascending; at least one.
    let councils: [Int]
    /// Residents of these councils, each resident counted once.
    let residents: Double

    /// All groups that councils of a scenario belong to, by grouping in the order of `Grouping.allCases` and by name.
    ///
    /// There are none by a column that the register lacks or that does not hold texts (numbers for scores and shares);
    /// councils whose cell is empty belong to none.
    static func all(of scenario: Scenario) -> [CouncilGroup] {
        Grouping.allCases.flatMap { grouping in
            let names = grouping.groups(in: scenario.register)
            var positions: [String: [Int]] = [:]
            for (position, row) in scenario.selected.enumerated() {
                if let name = names[row] { positions[name, default: []].append(position) }
            }
            return positions.sorted { $0.key < $1.key }.map { name, councils in
                CouncilGroup(
                    grouping: grouping, name: name, councils: councils,
                    residents: councils.reduce(0) { $0 + scenario.register.residents(row: scenario.selected[$1]) }
                )
            }
        }
    }
}

extension Grouping {
    /// The name of the group that each row of a register belongs to; nil: none.
    func groups(in register: Register) -> [String?] {
        switch self {
        case .region, .nation, .type: return Self.texts(rawValue, of: register)
        case .county:
            return zip(Self.texts("county", of: register), register.codes.indices).map { county, row in
                county ?? (register.types[row] == "county" ? register.codes[row] : nil)
            }
        case .deprivationFifth: return Self.fifths(of: Self.numbers("deprivation_score", of: register))
        case .rurality: return Self.numbers("rural_share", of: register).map { $0.map(Self.rurality) }
        }
    }

    /// The texts of a column; nil throughout where there is none that holds texts.
    private static func texts(_ column: String, of register: Register) -> [String?] {
        if case .texts(let values)? = register.column(column)?.cells { return values }
        return Array(repeating: nil, count: register.codes.count)
    }

    /// The numbers of a column; nil throughout where there is none that holds numbers.
    private static func numbers(_ column: String, of register: Register) -> [Double?] {
        if case .numbers(let values)? = register.column(column)?.cells { return values }
        return Array(repeating: nil, count: register.codes.count)
    }

    private static func fifths(of scores: [Double?]) -> [String?] {
        let descending = scores.compactMap { $0 }.sorted(by: >)
        return scores.map { score in
            guard let score, let higher = descending.firstIndex(where: { $0 <= score }) else { return nil }
            return String(5 * higher / descending.count + 1)
        }
    }

    private static func rurality(ofShare share: Double) -> String {
        switch share {
        case 0.5...: "predominantly_rural"
        case 0.26...: "urban_with_significant_rural"
        default: "predominantly_urban"
        }
    }
}
