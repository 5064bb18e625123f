/// A piece of a formula's text.
struct Token {
    /// What it is.
    enum Kind {
        case number(Double)
        case name(String)
        /// A quoted word, without its quotes.
        case word(String)
        /// A unit in brackets.
        case unit(Unit)
        case symbol(Symbol)
        case end
    }

    /// The signs and words that have a meaning of their own.
    enum Symbol: String {
        case open = "("
        case close = ")"
        case comma = ","
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
        case and
        case or
        case not
    }

    /// What it is.
    let kind: Kind
    /// The first Unicode scalar, and the one after the last.
    let range: Range<Int>

    /// The operator between two operands that it is, if it is one.
    var binaryOperator: BinaryOperator? {
        guard case .symbol(let symbol) = kind else { return nil }
        return BinaryOperator(rawValue: symbol.rawValue)
    }

    /// Whether it is this sign.
    func isSymbol(_ symbol: Symbol) -> Bool {
        if case .symbol(symbol) = kind { true } else { false }
    }
}

extension Unicode.Scalar {
    /// Whether a name or a word of a unit can begin with it.
    var beginsName: Bool { isSmallOrCapital || self == "_" }
    /// Whether it can stand inside a name or a word of a unit.
    var continuesName: Bool { beginsName || isDigit }
    /// Whether it is one of 0…9.
    var isDigit: Bool { ("0"..."9").contains(self) }
    /// Whether it only separates.
    var isBlank: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" }

    private var isSmallOrCapital: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
