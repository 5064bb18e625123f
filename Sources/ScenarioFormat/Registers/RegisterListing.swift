import CouncilModel

/// A register by itself, and the councils in it that meet conditions.
package struct RegisterListing {
    private let register: Register

    /// Of its parts, which the properties of these names explain.
    package init(register: Register) {
        self.register = register
    }

    /// Reads a register; it is nil when something is wrong with it, which the issues say.
    package static func read(
        _ path: String, file read: (String) -> [UInt8]?
    ) -> (register: Register?, issues: [ScenarioIssue]) {
        guard let bytes = read(path) else {
            let issue = ScenarioIssue(
                position: .start(of: path),
                message: "there is no file here that can be read; give the path of a register, a CSV file")
            return (nil, [issue])
        }
        var reader = RegisterReader(file: path, units: [:])
        let register = reader.read(bytes)
        return (register, reader.issues)
    }

    /// The same conditions as the `where` of a scenario, without problems in them: a text, a number, a list where several
    /// widen, or a range. A column with both values and bounds has the values that lie inside.
    package func selection(where conditions: [String], atLeast: [String], atMost: [String]) -> JSONNode {
        func parts(_ condition: String) -> (column: String, value: String) {
            let sides = condition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (sides[0], sides.last ?? "")
        }
        var members: [(String, JSONNode)] = []
        func bound(_ list: [String], on column: String, _ choose: (Double, Double) -> Double) -> Double? {
            let numbers = list.map(parts).filter { $0.column == column }.compactMap { RegisterReader.number($0.value) }
            return numbers.first.map { numbers.dropFirst().reduce($0, choose) }
        }
        for column in (conditions + atLeast + atMost).map({ parts($0).column })
        where !members.contains(where: { $0.0 == column }) {
            let least = bound(atLeast, on: column, max)
            let greatest = bound(atMost, on: column, min)
            let values = conditions.map(parts).filter { $0.column == column }.map(\.value)
            guard !values.isEmpty else {
                let range = [least.map { ("min", JSONNode.number($0)) }, greatest.map { ("max", JSONNode.number($0)) }]
                members.append((column, .object(range.compactMap { $0 })))
                continue
            }
            var nodes = values.map { JSONNode.text($0) }
            if case .numbers? = register.column(column)?.cells {
                let inside = values.compactMap(RegisterReader.number).filter {
                    $0 >= least ?? -.infinity && $0 <= greatest ?? .infinity
                }
                nodes = inside.map { .number($0) }
            }
            members.append((column, nodes.count == 1 ? nodes[0] : .list(nodes)))
        }
        return .object(members)
    }

    /// Rows that meet all conditions, ascending: `column=value` (several on one column widen), `column=number` for
    /// bounds, both included. Problems are sentences that begin with the condition.
    package func rows(
        where conditions: [String], atLeast: [String], atMost: [String]
    ) -> (rows: [Int], problems: [String]) {
        var problems: [String] = []
        var taken = Set(register.codes.indices)
        let filter = RegisterFilter(register: register, rows: Array(register.codes.indices))
        func take(_ answer: RegisterFilter.Answer, of condition: String) -> Set<Int> {
            switch answer {
            case .rows(let rows): return rows
            case .problem(let problem):
                problems.append("\(condition): \(problem)")
                return []
            }
        }
        func parts(_ condition: String) -> (column: String, value: String)? {
            guard let sign = condition.firstIndex(of: "=") else {
                problems.append("\(condition): expected column=value, such as type=district")
                return nil
            }
            return (String(condition[..<sign]), String(condition[condition.index(after: sign)...]))
        }
        var byColumn: [(column: String, rows: Set<Int>)] = []
        for condition in conditions {
            guard let (column, value) = parts(condition) else { continue }
            var wanted = RegisterFilter.Wanted.text(value)
            if case .numbers? = register.column(column)?.cells, let number = RegisterReader.number(value) {
                wanted = .number(number)
            }
            let rows = take(filter.rows(where: column, is: wanted), of: condition)
            if let index = byColumn.firstIndex(where: { $0.column == column }) {
                byColumn[index].rows.formUnion(rows)
            } else {
                byColumn.append((column, rows))
            }
        }
        for (bounds, isLeast) in [(atLeast, true), (atMost, false)] {
            for condition in bounds {
                guard let (column, value) = parts(condition) else { continue }
                guard let number = RegisterReader.number(value) else {
                    problems.append("\(condition): \(quoted(value)) is no number; write it in digits only, as in 98180")
                    continue
                }
                let answer = filter.rows(where: column, from: isLeast ? number : nil, to: isLeast ? nil : number)
                byColumn.append((column, take(answer, of: condition)))
            }
        }
        for condition in byColumn { taken.formIntersection(condition.rows) }
        return (taken.sorted(), problems)
    }
}
