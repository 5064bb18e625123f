/// An operator between two operands.
package enum BinaryOperator: String, Sendable {
    case or
    case and
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case power = "^"

    /// How tightly it binds, as a rank among `Precedence`.
    var precedence: Int {
        switch self {
        case .or: Precedence.or
        case .and: Precedence.and
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: Precedence.comparison
        case .plus, .minus: Precedence.sum
        case .times, .divide: Precedence.product
        case .power: Precedence.power
        }
    }

    /// Whether it compares its operands.
    var isComparison: Bool { precedence == Precedence.comparison }
}

/// The ranks of operators, loosest first.
enum Precedence {
    static let or = 1
    static let and = 2
    static let not = 3
    static let comparison = 4
    static let sum = 5
    static let product = 6
    static let negation = 7
    static let power = 8
}
