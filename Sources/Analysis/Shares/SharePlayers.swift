import CouncilModel

/// Who can leave together: councils where there are few, else the groups that a text column of the register makes.
package struct SharePlayers: Sendable {
    /// The column; nil: each council is a player.
    package let column: String?
    /// Name of each player.
    package let names: [String]
    /// By player: places in the list of councils, ascending.
    package let members: [[Int]]

    /// What is looked for in turn where no column is named.
    static let preferredColumns = ["region", "nation", "county", "combined_authority", "type", "tier"]

    /// Of its parts, which the properties of these names explain.
    package init(column: String?, names: [String], members: [[Int]]) {
        self.column = column
        self.names = names
        self.members = members
    }

    /// - Parameters:
    ///   - councils: positions of the councils that may join.
    ///   - column: a text column whose values are to be players, even where councils are few; nil: councils up to 15, else
    ///     the first of ``preferredColumns`` that gives 2 to 15 groups none of which holds more than two councils in three.
    /// - Returns: nil where no column does so, or the one that is named does not give 2 to 15 groups.
    package init?(_ councils: [Int], of scenario: Scenario, column: String? = nil) {
        let rows = councils.map { scenario.selected[$0] }
        guard column != nil || rows.count > Nucleolus.mostPlayers else {
            self.column = nil
            names = rows.map { scenario.register.names[$0] }
            members = rows.indices.map { [$0] }
            return
        }
        for name in column.map({ [$0] }) ?? Self.preferredColumns {
            guard case .texts(let cells)? = scenario.register.column(name)?.cells else { continue }
            let values = rows.map { cells[$0] ?? "" }
            let different = Set(values).sorted()
            guard (2...Nucleolus.mostPlayers).contains(different.count) else { continue }
            let largest = different.map { value in values.count { $0 == value } }.max() ?? 0
            guard column != nil || 3 * largest <= 2 * values.count else { continue }
            self.column = name
            names = different.map { Self.name(of: $0, in: name, of: scenario.register) }
            members = different.map { value in values.indices.filter { values[$0] == value } }
            return
        }
        return nil
    }

    /// What a group is called: a code of the register by its council, an empty cell by what it lacks.
    private static func name(of value: String, in column: String, of register: Register) -> String {
        if value.isEmpty { return "no \(column)" }
        return register.codes.firstIndex(of: value).map { register.names[$0] } ?? value
    }

    /// Number of players.
    package var count: Int { names.count }

    /// Places in the list of councils of all that belong to a set of players, given as bits.
    func councils(of set: Int) -> [Int] {
        members.indices.filter { set >> $0 & 1 == 1 }.flatMap { members[$0] }.sorted()
    }
}
