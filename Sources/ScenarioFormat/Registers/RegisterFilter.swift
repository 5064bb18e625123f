import CouncilModel
import Formulas

/// Finds the rows of a register that have something in a column.
struct RegisterFilter {
    let register: Register
    /// The rows among which it looks.
    let rows: [Int]

    /// What a cell is compared with.
    enum Wanted {
        case text(String)
        case number(Double)
    }

    /// Rows, or what is wrong with the question.
    enum Answer {
        case rows(Set<Int>)
        case problem(String)
    }

    /// What is wrong with a column's name; nil when there is one of that name.
    func problem(withColumn name: String) -> String? {
        if register.column(name) != nil { return nil }
        return "unknown column \(quoted(name))\(suggestion(for: name, among: register.columnNames))"
    }

    /// Rows whose cell is the value; an empty cell never is.
    ///
    /// A value that no row of the whole register has is a problem, as it is a slip; one that only rows have among which
    /// this filter does not look finds none.
    func rows(where column: String, is wanted: Wanted) -> Answer {
        switch (register.column(column)?.cells, wanted) {
        case (.texts(let cells)?, .text(let text)):
            if cells.contains(text) { return .rows(Set(rows.filter { cells[$0] == text })) }
            let known = Set(cells.compactMap { $0 }).sorted()
            return .problem(
                "no council has \(quoted(text)) in the column \(quoted(column))\(suggestion(for: text, among: known))")
        case (.numbers(let cells)?, .number(let number)):
            if cells.contains(number) { return .rows(Set(rows.filter { cells[$0] == number })) }
            return .problem(
                "no council has \(plain(number)) in the column \(quoted(column)); give a range {\"min\": …, \"max\": …}"
            )
        case (.texts?, .number(let number)):
            return .problem(
                "the column \(quoted(column)) holds texts, found the number \(plain(number)); put it in double quotes")
        case (.numbers?, .text(let text)):
            return .problem("the column \(quoted(column)) holds numbers, found the text \(quoted(text)); give a number")
        case (nil, _): return .problem(problem(withColumn: column) ?? "")
        }
    }

    /// Rows whose cell lies in a range, both ends included; an empty cell never does. A range in which no row of the whole
    /// register lies is a problem.
    func rows(where column: String, from least: Double?, to greatest: Double?) -> Answer {
        guard case .numbers(let cells)? = register.column(column)?.cells else {
            return .problem(
                problem(withColumn: column)
                    ?? "the column \(quoted(column)) holds texts, found a range; give a text or a list of texts")
        }
        let range = (least ?? -.infinity, greatest ?? .infinity)
        guard range.0 <= range.1 else {
            return .problem("min \(plain(range.0)) is above max \(plain(range.1)); exchange them")
        }
        func isInside(_ cell: Double?) -> Bool { cell.map { range.0 <= $0 && $0 <= range.1 } ?? false }
        if cells.contains(where: isInside) { return .rows(Set(rows.filter { isInside(cells[$0]) })) }
        let values = cells.compactMap { $0 }
        let extent =
            if let low = values.min(), let high = values.max() {
                "its values go from \(plain(low)) to \(plain(high))"
            } else {
                "it has no values"
            }
        return .problem("no council lies in this range of the column \(quoted(column)); \(extent)")
    }

    /// The row with a code.
    func row(code: String) -> Answer {
        guard let row = register.codes.firstIndex(of: code) else {
            // A name in place of a code is the likeliest slip.
            if let named = register.names.firstIndex(of: code) {
                return .problem(
                    "unknown code \(quoted(code)); write \(quoted(register.codes[named])), the code of \(code)")
            }
            return .problem("unknown code \(quoted(code))\(suggestion(for: code, among: register.codes))")
        }
        guard rows.contains(row) else {
            return .problem(
                "\(quoted(code)), \(register.names[row]), is not among the selected councils; select it under \"councils\""
            )
        }
        return .rows([row])
    }
}
