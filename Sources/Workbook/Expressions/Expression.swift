/// A formula of a spreadsheet, as a tree: it can be written down, and worked out as a spreadsheet does.
package indirect enum Expression {
    case number(Double)
    case text(String)
    case cell(CellReference)
    /// A block of cells from a reference to a last row and column, both included.
    case range(CellReference, lastRow: Int, lastColumn: Int)
    case negation(Expression)
    case operation(Operator, Expression, Expression)
    case call(Call, [Expression])

    /// An operator between two operands, loosest first.
    package enum Operator: String, Sendable {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case equal = "="
        case notEqual = "<>"
        case join = "&"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divide = "/"
        case power = "^"

        /// How tightly it binds.
        var precedence: Int {
            switch self {
            case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: 1
            case .join: 2
            case .plus, .minus: 3
            case .times, .divide: 4
            case .power: 5
            }
        }
    }

    /// A function. All of them are in Excel 2007 and in LibreOffice.
    package enum Call: String, Sendable {
        case `if` = "IF"
        case and = "AND"
        case or = "OR"
        case not = "NOT"
        case exact = "EXACT"
        case isError = "IFERROR"
        case min = "MIN"
        case max = "MAX"
        case abs = "ABS"
        case round = "ROUND"
        case sqrt = "SQRT"
        case exp = "EXP"
        case ln = "LN"
        case log10 = "LOG10"
        case int = "INT"
        case mod = "MOD"
        case sin = "SIN"
        case cos = "COS"
        /// The k-th of a row of cells: `INDEX(block, 1, k)`.
        case index = "INDEX"
        case sum = "SUM"
        case sumProduct = "SUMPRODUCT"
        /// `SUMIFS(summed, tested, criterion, …)`.
        case sumIfs = "SUMIFS"
        case countIf = "COUNTIF"
        /// Number of cells with numbers.
        case count = "COUNT"
    }
}

/// A cell that a formula reads.
package struct CellReference {
    /// Its sheet.
    package let sheet: Sheet
    /// From 0.
    package let row, column: Int
    /// Whether it stays where it is when the formula is copied.
    package let fixesRow, fixesColumn: Bool

    /// Letters of the first columns, which hundreds of thousands of formulas name.
    private static let firstLetters = (0..<256).map(spelled)

    /// Letters of a column: A … Z, AA …
    package static func letters(ofColumn column: Int) -> String {
        column < firstLetters.count ? firstLetters[column] : spelled(column)
    }

    private static func spelled(_ column: Int) -> String {
        var letters: [Character] = []
        var rest = column
        while true {
            letters.append(Character(Unicode.Scalar(UInt8(65 + rest % 26))))
            rest = rest / 26 - 1
            if rest < 0 { return String(letters.reversed()) }
        }
    }
}

extension Expression {
    static func + (a: Expression, b: Expression) -> Expression { .operation(.plus, a, b) }
    static func - (a: Expression, b: Expression) -> Expression { .operation(.minus, a, b) }
    static func * (a: Expression, b: Expression) -> Expression { .operation(.times, a, b) }
    static func / (a: Expression, b: Expression) -> Expression { .operation(.divide, a, b) }
    static func < (a: Expression, b: Expression) -> Expression { .operation(.less, a, b) }
    static func <= (a: Expression, b: Expression) -> Expression { .operation(.lessOrEqual, a, b) }
    static func > (a: Expression, b: Expression) -> Expression { .operation(.greater, a, b) }
    static func >= (a: Expression, b: Expression) -> Expression { .operation(.greaterOrEqual, a, b) }
    static func == (a: Expression, b: Expression) -> Expression { .operation(.equal, a, b) }

    static func whole(_ value: Int) -> Expression { .number(Double(value)) }
    static func `if`(_ condition: Expression, _ a: Expression, _ b: Expression) -> Expression {
        .call(.if, [condition, a, b])
    }

    /// All factors multiplied; those that are the number 1 are left out.
    static func product(_ factors: [Expression]) -> Expression {
        let factors = factors.filter { factor in
            if case .number(1) = factor { return false }
            return true
        }
        guard let first = factors.first else { return .number(1) }
        return factors.dropFirst().reduce(first) { $0 * $1 }
    }

    /// ⌊x + ½ + 10⁻⁹⌋, as the model rounds.
    static func roundedHalfUp(_ x: Expression) -> Expression { .call(.int, [x + .number(0.5) + .number(1e-9)]) }

    /// Held to low … high.
    static func held(_ x: Expression, _ low: Double, _ high: Double) -> Expression {
        .call(.max, [.number(low), .call(.min, [.number(high), x])])
    }
}
