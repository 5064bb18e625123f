extension ScenarioGenerator {
    /// Draws a register and the choice of councils from it.
    mutating func councils() -> ScenarioTree {
        makeRows()
        columns = ["code", "name", "type", "region", "population", "spend", "staff", "joined", "ends_year", "band"]
        if chance(0.8) { columns.append("county") }
        if chance(0.3) { columns.append("residents") }
        var tree: ScenarioTree = ["register": "register.csv"]
        if chance(0.5) { tree["units"] = ["spend": "GBP/year"] }
        for member in selection(among: rows).members { tree[member.key] = member.value }
        selected = rows.filter { NaiveModel.isIn(tree, NaiveCouncil(code: $0["code"] ?? "", cells: $0)) }
            .compactMap { $0["code"] }
        return tree
    }

    /// Three to nine councils, in most registers a county with its districts among them.
    private mutating func makeRows() {
        let hasCounty = chance(0.7)
        let count = int(3...9)
        for index in 0..<count {
            let type =
                hasCounty && index == 0
                ? "county" : hasCounty && index < 4 ? "district" : pick(["unitary", "unitary", "metropolitan"])
            let population = type == "county" ? 90_000 : int(5...400) * 100
            // A county has no staff, and the first row has a year of everything, so that columns hold numbers.
            rows.append([
                "code": "C\(int(10...99))\(index)", "name": "Council \(index)", "type": type,
                "region": pick(["North", "South", "East", ""]), "population": "\(population)",
                "spend": "\(int(100...9000))", "staff": type == "county" ? "" : "\(int(1...20))",
                "joined": index == 1 || chance(0.3) ? "\(baseYear + int(-4...1))" : "",
                "ends_year": index == 1 || chance(0.4) ? "\(baseYear + int(-6...8))" : "",
                "residents": type == "county" ? "0" : "\(population - int(0...300))",
                "county": "", "band": type == "metropolitan" ? "" : pick(["a", "b"]),
            ])
        }
        if hasCounty { for index in 1..<min(4, count) { rows[index]["county"] = rows[0]["code"] } }
        rows[1]["region"] = "North"
        rows[1]["band"] = "a"
        rows = shuffled(rows)
    }

    var csv: String {
        ([columns.joined(separator: ",")]
            + rows.map { row in columns.map { row[$0] ?? "" }.joined(separator: ",") })
            .joined(separator: "\n")
    }

    /// A selection of at least one of these rows; now and then all, said by nothing at all.
    mutating func selection(among rows: [[String: String]]) -> ScenarioTree {
        for _ in 0..<8 {
            var tree: ScenarioTree = [:]
            if chance(0.5) { tree["where"] = conditions(among: rows) }
            if chance(0.4) { tree["codes"] = .list(some(rows).map { .text($0["code"] ?? "") }) }
            if chance(0.3) { tree["except"] = .list([.text(pick(rows)["code"] ?? "")]) }
            let taken = rows.filter { NaiveModel.isIn(tree, NaiveCouncil(code: $0["code"] ?? "", cells: $0)) }
            if taken.count >= min(3, rows.count) { return tree }
        }
        return [:]
    }

    private mutating func conditions(among rows: [[String: String]]) -> ScenarioTree {
        var tree: ScenarioTree = [:]
        if chance(0.6) {
            let types = Array(Set(rows.compactMap { $0["type"] })).sorted()
            tree["type"] = chance(0.2) ? .text(pick(types)) : .list(some(types).map { .text($0) })
        }
        if chance(0.3) {
            let regions = Array(Set(rows.compactMap { $0["region"] }.filter { $0 != "" })).sorted()
            if !regions.isEmpty { tree["region"] = .list(some(regions).map { .text($0) }) }
        }
        if chance(0.5) || tree.members.isEmpty {
            let populations = rows.compactMap { Double($0["population"] ?? "") }.sorted()
            let middle = populations[int(0...populations.count - 1)]
            switch int(0...3) {
            case 0: tree["population"] = ["min": .number(middle)]
            case 1: tree["population"] = ["max": .number(middle)]
            case 2: tree["population"] = ["min": .number(populations[0]), "max": .number(middle)]
            default: tree["population"] = chance(0.5) ? .number(middle) : .list([.number(middle)])
            }
        }
        return tree
    }

    /// Rows that take part.
    var selectedRows: [[String: String]] { rows.filter { selected.contains($0["code"] ?? "") } }
}
