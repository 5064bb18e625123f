import ElementaryFunctions

extension Expression {
    /// What it comes to, worked out as a spreadsheet does from the cells as they stand.
    package var value: CellValue {
        switch self {
        case .number(let value): return .finite(value)
        case .text(let value): return .text(value)
        case .cell(let reference): return reference.sheet.value(row: reference.row, column: reference.column)
        case .range: return .error
        case .negation(let operand): return operand.value.number.map { .finite(-$0) } ?? .error
        case .operation(let sign, let left, let right): return Self.apply(sign, left.value, right.value)
        case .call(let call, let arguments): return Self.apply(call, arguments)
        }
    }

    private static func apply(_ sign: Operator, _ left: CellValue, _ right: CellValue) -> CellValue {
        if left == .error || right == .error { return .error }
        switch sign {
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
            if case .text(let a) = left, case .text(let b) = right {
                // Spreadsheets compare texts without regard to case.
                let isEqual = a.lowercased() == b.lowercased()
                return sign == .equal ? .truth(isEqual) : sign == .notEqual ? .truth(!isEqual) : .error
            }
            guard let a = left.number, let b = right.number else {
                return sign == .equal ? .truth(false) : sign == .notEqual ? .truth(true) : .error
            }
            return .truth(compare(sign, a, b))
        case .join:
            return .text(joined(left) + joined(right))
        case .plus, .minus, .times, .divide, .power:
            guard let a = left.number, let b = right.number else { return .error }
            return .finite(compute(sign, a, b))
        }
    }

    private static func joined(_ value: CellValue) -> String {
        switch value {
        case .text(let text): text
        case .blank, .error: ""
        case .number(let number): literal(number)
        case .truth(let holds): holds ? "TRUE" : "FALSE"
        }
    }

    private static func compare(_ sign: Operator, _ a: Double, _ b: Double) -> Bool {
        switch sign {
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        case .equal: a == b
        default: a != b
        }
    }

    private static func compute(_ sign: Operator, _ a: Double, _ b: Double) -> Double {
        switch sign {
        case .plus: return a + b
        case .minus: return a - b
        case .times: return a * b
        case .divide: return a / b
        default: return a == 0 && b == 0 ? .nan : Elementary.pow(a, b)
        }
    }

    private static func apply(_ call: Call, _ arguments: [Expression]) -> CellValue {
        switch call {
        case .if:
            guard let condition = arguments[0].value.number else { return .error }
            return arguments[condition != 0 ? 1 : 2].value
        case .isError:
            let value = arguments[0].value
            return value == .error ? arguments[1].value : value
        case .exact:
            guard let a = arguments[0].value.asText, let b = arguments[1].value.asText else { return .error }
            return .truth(a == b)
        case .and, .or:
            var holds: [Bool] = []
            for argument in arguments {
                guard let number = argument.value.number else { return .error }
                holds.append(number != 0)
            }
            return .truth(call == .and ? !holds.contains(false) : holds.contains(true))
        case .not:
            return arguments[0].value.number.map { .truth($0 == 0) } ?? .error
        case .min, .max, .sum:
            return numbers(arguments).map { numbers in
                switch call {
                case .min: .number(numbers.min() ?? 0)
                case .max: .number(numbers.max() ?? 0)
                default: .finite(numbers.reduce(0, +))
                }
            } ?? .error
        case .count:
            return .number(Double(cells(of: arguments[0]).count { if case .number = $0 { true } else { false } }))
        case .index:
            guard let number = arguments[2].value.number, case .range(let first, _, let lastColumn) = arguments[0]
            else {
                return .error
            }
            let column = first.column + Int(number) - 1
            guard (first.column...lastColumn).contains(column) else { return .error }
            return first.sheet.value(row: first.row, column: column).number.map { .number($0) } ?? .error
        case .sumProduct: return sumProduct(arguments)
        case .sumIfs: return sumIfs(arguments)
        case .countIf:
            guard let test = Criterion(arguments[1].value) else { return .error }
            return .number(Double(cells(of: arguments[0]).count { test.holds(for: $0) }))
        case .round:
            guard let x = arguments[0].value.number, let digits = arguments[1].value.number else { return .error }
            let scale = Elementary.pow(10, digits)
            return .finite((x * scale).rounded(.toNearestOrAwayFromZero) / scale)
        case .mod:
            guard let a = arguments[0].value.number, let b = arguments[1].value.number, b != 0 else { return .error }
            return .number(a - b * (a / b).rounded(.down))
        case .abs, .sqrt, .exp, .ln, .log10, .int, .sin, .cos:
            return arguments[0].value.number.map { .finite(elementary(call, $0)) } ?? .error
        }
    }

    private static func elementary(_ call: Call, _ x: Double) -> Double {
        switch call {
        case .abs: Swift.abs(x)
        case .sqrt: x.squareRoot()
        case .exp: Elementary.exp(x)
        case .ln: Elementary.log(x)
        case .log10: Elementary.log10(x)
        case .int: x.rounded(.down)
        case .sin: Elementary.sin(x)
        default: Elementary.cos(x)
        }
    }

    /// Numbers of arguments: in blocks of cells texts and blanks are passed over, elsewhere a text is an error.
    private static func numbers(_ arguments: [Expression]) -> [Double]? {
        var numbers: [Double] = []
        for argument in arguments {
            switch argument {
            case .range, .cell:
                for cell in cells(of: argument) {
                    if cell == .error { return nil }
                    if case .number(let number) = cell { numbers.append(number) }
                }
            default:
                guard let number = argument.value.number else { return nil }
                numbers.append(number)
            }
        }
        return numbers
    }

    /// Values of a block of cells, row by row.
    private static func cells(of expression: Expression) -> [CellValue] {
        switch expression {
        case .range(let first, let lastRow, let lastColumn):
            var values: [CellValue] = []
            values.reserveCapacity((lastRow - first.row + 1) * (lastColumn - first.column + 1))
            for row in first.row...lastRow {
                for column in first.column...lastColumn { values.append(first.sheet.value(row: row, column: column)) }
            }
            return values
        default: return [expression.value]
        }
    }

    /// Products of arrays of the same length, summed; numbers in products stand for all elements.
    private static func sumProduct(_ arguments: [Expression]) -> CellValue {
        var product: [Double]?
        for argument in arguments {
            guard let values = array(argument) else { return .error }
            if let before = product {
                guard before.count == values.count else { return .error }
                product = zip(before, values).map { $0 * $1 }
            } else {
                product = values
            }
        }
        return .finite((product ?? []).reduce(0, +))
    }

    /// An expression worked out element by element.
    private static func array(_ expression: Expression) -> [Double]? {
        switch expression {
        case .range:
            var numbers: [Double] = []
            for cell in cells(of: expression) {
                if cell == .error { return nil }
                numbers.append(cell.number ?? 0)
            }
            return numbers
        case .operation(let sign, let left, let right):
            if case .range = left, case .text(let word) = right, sign == .equal {
                return cells(of: left).map { cell in
                    if case .text(let text) = cell { return text.lowercased() == word.lowercased() ? 1 : 0 }
                    return 0
                }
            }
            guard let a = array(left), let b = array(right) else { return nil }
            let count = Swift.max(a.count, b.count)
            guard a.count == count || a.count == 1, b.count == count || b.count == 1 else { return nil }
            var result: [Double] = []
            result.reserveCapacity(count)
            for place in 0..<count {
                let (x, y) = (a[a.count == 1 ? 0 : place], b[b.count == 1 ? 0 : place])
                if sign.precedence == 1 {
                    result.append(compare(sign, x, y) ? 1 : 0)
                } else {
                    result.append(compute(sign, x, y))
                }
            }
            return result
        default: return expression.value.number.map { [$0] }
        }
    }

    private static func sumIfs(_ arguments: [Expression]) -> CellValue {
        let summed = cells(of: arguments[0])
        var counts = [Bool](repeating: true, count: summed.count)
        for pair in stride(from: 1, to: arguments.count, by: 2) {
            guard let test = Criterion(arguments[pair + 1].value) else { return .error }
            for (place, cell) in cells(of: arguments[pair]).enumerated() where !test.holds(for: cell) {
                counts[place] = false
            }
        }
        var sum = 0.0
        for (place, cell) in summed.enumerated() where counts[place] {
            if case .number(let number) = cell { sum += number }
        }
        return .finite(sum)
    }
}

/// What cells are tested for: a number, or `<=` and a number.
private struct Criterion {
    let isAtMost: Bool
    let number: Double

    init?(_ value: CellValue) {
        switch value {
        case .number(let number): (isAtMost, self.number) = (false, number)
        case .text(let text):
            guard text.hasPrefix("<="), let number = Double(text.dropFirst(2)) else { return nil }
            (isAtMost, self.number) = (true, number)
        default: return nil
        }
    }

    func holds(for cell: CellValue) -> Bool {
        guard case .number(let value) = cell else { return false }
        return isAtMost ? value <= number : value == number
    }
}

extension CellValue {
    /// As a text: an empty cell is an empty text; nil for anything else that is no text.
    fileprivate var asText: String? {
        switch self {
        case .text(let text): text
        case .blank: ""
        default: nil
        }
    }
}
