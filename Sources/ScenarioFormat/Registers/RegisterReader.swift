import CouncilModel
import Formulas

/// Reads a register of councils from CSV.
struct RegisterReader {
    /// Columns that every register has.
    static let requiredColumns = ["code", "name", "type", "population"]

    /// Units of columns that are the same in every register.
    static let fixedUnits = ["population": "resident", "residents": "resident"]

    /// Units of columns that are known by their name unless a scenario says otherwise.
    static let knownUnits = [
        "area_km2": "km^2", "net_current_expenditure_gbp": "GBP/year", "deprivation_score": "share",
        "rural_share": "share", "longitude": "degree", "latitude": "degree",
    ]

    let file: String
    /// Units that the scenario gives, by column.
    let units: [String: String]
    private(set) var issues: [ScenarioIssue] = []

    init(file: String, units: [String: String]) {
        self.file = file
        self.units = units
    }

    /// The register; nil when something is wrong with it, which `issues` says.
    mutating func read(_ bytes: [UInt8]) -> Register? {
        let table = CSVTable(bytes, file: file)
        issues += table.issues
        guard let header = table.rows.first else {
            if issues.isEmpty {
                report(.start(of: file), "", "the register is empty; expected a header and a row for each council")
            }
            return nil
        }
        let names = header.map(\.text)
        if let message = CSVTable.otherDivider(in: header) {
            report(header[0].position, "", message)
            return nil
        }
        checkHeader(header)
        var rows = Array(table.rows.dropFirst())
        rows.removeAll { row in
            guard row.count != names.count, let first = row.first else { return false }
            report(
                first.position, "",
                "found \(counted(row.count, "cell")), expected \(names.count) as in the header; "
                    + "put cells that hold commas in double quotes")
            return true
        }
        if rows.isEmpty, issues.isEmpty {
            report(header[0].position, "", "the register has no councils; expected a row for each below the header")
        }
        guard issues.isEmpty else { return nil }
        func cells(_ name: String) -> [CSVTable.Cell] {
            guard let index = names.firstIndex(of: name) else { return [] }
            return rows.map { $0[index] }
        }
        let codes = cells("code")
        checkCodes(codes)
        for column in ["name", "type"] { requireFilled(cells(column), column) }
        requireFilled(cells("population"), "population")
        for column in ["population", "residents"] { checkPeople(cells(column), column) }
        guard issues.isEmpty else { return nil }
        var columns = names.filter { !["code", "name", "type"].contains($0) }.map { name in
            column(name, texts: cells(name).map(\.text))
        }
        if !names.contains("residents") {
            columns.append(residents(types: cells("type").map(\.text), populations: cells("population").map(\.text)))
        }
        return Register(
            codes: codes.map(\.text), names: cells("name").map(\.text), types: cells("type").map(\.text),
            columns: columns)
    }

    private mutating func report(_ position: SourcePosition, _ column: String, _ message: String) {
        issues.append(ScenarioIssue(position: position, path: column, message: message))
    }

    private mutating func checkHeader(_ header: [CSVTable.Cell]) {
        let names = header.map(\.text)
        for (index, cell) in header.enumerated() {
            if cell.text.isEmpty {
                report(cell.position, "", "the column has no heading; give it one")
            } else if names[..<index].contains(cell.text) {
                report(cell.position, cell.text, "the column stands here twice; rename one of them")
            }
        }
        for name in Self.requiredColumns where !names.contains(name) {
            let nearest = nearestName(to: name, among: names.filter { !Self.requiredColumns.contains($0) })
            report(
                header[0].position, "",
                "the column \(quoted(name)) is missing; "
                    + (nearest.map { "rename \(quoted($0)), or add it" }
                        ?? "a register needs code, name, type and population"))
        }
    }

    private mutating func checkCodes(_ cells: [CSVTable.Cell]) {
        requireFilled(cells, "code")
        var lines: [String: Int] = [:]
        for cell in cells where !cell.text.isEmpty {
            if let line = lines[cell.text] {
                report(
                    cell.position, "code",
                    "\(quoted(cell.text)) stands in line \(line) already; give each council one row and a code of its own"
                )
            } else {
                lines[cell.text] = cell.position.line
            }
        }
    }

    private mutating func requireFilled(_ cells: [CSVTable.Cell], _ column: String) {
        for cell in cells where cell.text.isEmpty {
            report(cell.position, column, "the cell is empty; every council needs a \(column)")
        }
    }

    private mutating func checkPeople(_ cells: [CSVTable.Cell], _ column: String) {
        for cell in cells where !cell.text.isEmpty {
            guard let number = Self.number(cell.text) else {
                report(
                    cell.position, column,
                    "found \(quoted(cell.text)), expected a number; write it in digits only, as in 98180")
                continue
            }
            if number < 0 { report(cell.position, column, "found \(plain(number)), expected 0 or more") }
        }
    }

    private func column(_ name: String, texts: [String]) -> Register.Column {
        var numbers: [Double?] = []
        numbers.reserveCapacity(texts.count)
        for text in texts {
            let number = text.isEmpty ? nil : Self.number(text)
            if number == nil, !text.isEmpty { break }
            numbers.append(number)
        }
        guard numbers.count == texts.count, numbers.contains(where: { $0 != nil }) else {
            return Register.Column(name: name, cells: .texts(texts.map { $0.isEmpty ? nil : $0 }))
        }
        return Register.Column(
            name: name, cells: .numbers(numbers),
            unit: Self.fixedUnits[name] ?? units[name] ?? Self.knownUnits[name])
    }

    /// What stands for the column `residents` where a register has none: population, and 0 for counties, whose residents
    /// are counted in their districts.
    private func residents(types: [String], populations: [String]) -> Register.Column {
        let cells = zip(types, populations).map { type, population in
            type == "county" ? 0 : Self.number(population)
        }
        return Register.Column(name: "residents", cells: .numbers(cells), unit: Self.fixedUnits["residents"])
    }

    /// A finite decimal number; nothing else that Swift takes for one, such as `nan` or `0x1p3`.
    static func number(_ text: String) -> Double? {
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "E"),
                UInt8(ascii: "e"):
                continue
            default: return nil
            }
        }
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
