import CouncilModel

/// Reads selections of councils: (`where` ∪ `codes`) − `except`.
struct SelectionCheck {
    let filter: RegisterFilter
    let log: IssueLog

    /// The rows that a selection takes, ascending; without `where` and `codes`, all. Nil after reporting a problem, one
    /// being that nothing is selected.
    func rows(of selection: Field) -> [Int]? {
        var isSound = true
        func found(_ answer: RegisterFilter.Answer, at field: Field) -> Set<Int> {
            switch answer {
            case .rows(let rows): return rows
            case .problem(let problem):
                isSound = false
                log.error(field, problem)
                return []
            }
        }
        var taken = Set<Int>()
        if let conditions = selection["where"], conditions.isObject {
            taken = Set(filter.rows)
            for (column, condition) in conditions.sortedMembers {
                if let problem = filter.problem(withColumn: column) {
                    isSound = false
                    log.add(
                        ScenarioIssue(position: condition.keyPosition, path: conditions.path.text, message: problem))
                    continue
                }
                var matching = Set<Int>()
                if condition.isObject {
                    matching = found(
                        filter.rows(where: column, from: condition["min"]?.number, to: condition["max"]?.number),
                        at: condition)
                } else {
                    for value in condition.isList ? condition.items : [condition] {
                        guard let wanted = Self.wanted(value) else { continue }
                        matching.formUnion(found(filter.rows(where: column, is: wanted), at: value))
                    }
                }
                taken.formIntersection(matching)
            }
        } else if selection["codes"] == nil {
            taken = Set(filter.rows)
        }
        for code in selection["codes"]?.items ?? [] {
            if let text = code.text { taken.formUnion(found(filter.row(code: text), at: code)) }
        }
        for code in selection["except"]?.items ?? [] {
            if let text = code.text { taken.subtract(found(filter.row(code: text), at: code)) }
        }
        guard isSound else { return nil }
        if taken.isEmpty {
            log.error(selection, "no council is selected; widen \"where\", or name some under \"codes\"")
            return nil
        }
        return taken.sorted()
    }

    private static func wanted(_ value: Field) -> RegisterFilter.Wanted? {
        value.text.map { .text($0) } ?? value.number.map { .number($0) }
    }
}
