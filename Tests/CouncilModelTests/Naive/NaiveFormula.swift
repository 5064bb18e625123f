import Glibc

/// What stops the naive model: a scenario that says something that cannot be computed.
struct NaiveError: Error, CustomStringConvertible {
    let description: String
}

/// A formula as a tree, read by recursive descent and evaluated by recursion.
indirect enum NaiveFormula {
    case number(Double)
    case name(String)
    /// A column of texts that is, or is not, a word.
    case isWord(String, String, Bool)
    case minus(NaiveFormula)
    case not(NaiveFormula)
    case pair(String, NaiveFormula, NaiveFormula)
    case call(String, [NaiveFormula])

    init(_ text: String) throws {
        var parser = NaiveParser(text)
        self = try parser.whole()
    }

    /// ⌊x + ½ + 10⁻⁹⌋.
    static func halfUp(_ x: Double) -> Double { floor(x + 0.5 + 1e-9) }

    /// Its value where names are looked up by `number` and `text`, and `over` sums a formula over members.
    func value(
        number: (String) throws -> Double, text: (String) throws -> String,
        over: (NaiveFormula) throws -> Double
    ) throws -> Double {
        func inner(_ formula: NaiveFormula) throws -> Double {
            try formula.value(number: number, text: text, over: over)
        }
        switch self {
        case .number(let value): return value
        case .name(let name): return try number(name)
        case .isWord(let name, let word, let isEqual):
            let cell = try text(name)
            if cell == "" && word != "" { throw NaiveError(description: "\(name) is empty") }
            return (cell == word) == isEqual ? 1 : 0
        case .minus(let part): return -(try inner(part))
        case .not(let part): return try inner(part) == 0 ? 1 : 0
        case .pair("and", let a, let b):
            if try inner(a) == 0 { return 0 }
            return try inner(b) == 0 ? 0 : 1
        case .pair("or", let a, let b):
            if try inner(a) != 0 { return 1 }
            return try inner(b) == 0 ? 0 : 1
        case .pair(let sign, let a, let b): return Self.combined(sign, try inner(a), try inner(b))
        case .call("over_members", let parts): return try over(parts[0])
        case .call("if", let parts): return try inner(try inner(parts[0]) != 0 ? parts[1] : parts[2])
        case .call(let function, let parts): return try Self.called(function, parts.map(inner))
        }
    }

    private static func combined(_ sign: String, _ a: Double, _ b: Double) -> Double {
        switch sign {
        case "+": a + b
        case "-": a - b
        case "*": a * b
        case "/": a / b
        case "<": a < b ? 1 : 0
        case "<=": a <= b ? 1 : 0
        case ">": a > b ? 1 : 0
        case ">=": a >= b ? 1 : 0
        case "==": a == b ? 1 : 0
        case "!=": a != b ? 1 : 0
        default: pow(a, b)
        }
    }

    private static func called(_ function: String, _ x: [Double]) throws -> Double {
        switch function {
        case "min": return x.min() ?? .nan
        case "max": return x.max() ?? .nan
        case "abs": return abs(x[0])
        case "sqrt": return sqrt(x[0])
        case "exp": return exp(x[0])
        case "log": return log(x[0])
        case "log10": return log10(x[0])
        case "round": return halfUp(x[0])
        case "floor": return floor(x[0])
        case "ceil": return ceil(x[0])
        case "sin": return sin(x[0])
        case "cos": return cos(x[0])
        case "clamp": return min(max(x[0], x[1]), x[2])
        default: throw NaiveError(description: "no function \(function)")
        }
    }
}

/// Reads a formula, loosest first: or, and, not, comparison, sums, products, minus, powers.
private struct NaiveParser {
    private let characters: [Character]
    private var place = 0

    init(_ text: String) { characters = Array(text) }

    mutating func whole() throws -> NaiveFormula {
        let formula = try either()
        skipSpaces()
        guard place == characters.count else { throw NaiveError(description: "\(String(characters)): left over") }
        return formula
    }

    private mutating func skipSpaces() {
        while place < characters.count, characters[place] == " " { place += 1 }
    }

    /// Takes this sign or word if it is next; a word must end there.
    private mutating func take(_ sign: String) -> Bool {
        skipSpaces()
        let wanted = Array(sign)
        guard characters.dropFirst(place).starts(with: wanted) else { return false }
        let next = place + wanted.count
        if wanted[0].isLetter, next < characters.count, Self.isOfName(characters[next]) { return false }
        place = next
        return true
    }

    private static func isOfName(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    private mutating func either() throws -> NaiveFormula {
        var left = try both()
        while take("or") { left = .pair("or", left, try both()) }
        return left
    }

    private mutating func both() throws -> NaiveFormula {
        var left = try negation()
        while take("and") { left = .pair("and", left, try negation()) }
        return left
    }

    private mutating func negation() throws -> NaiveFormula {
        if take("not") { return .not(try negation()) }
        return try comparison()
    }

    private mutating func comparison() throws -> NaiveFormula {
        let left = try sum()
        for sign in ["<=", ">=", "==", "!=", "<", ">"] where take(sign) {
            skipSpaces()
            if place < characters.count, characters[place] == "\"" || characters[place] == "'" {
                guard case .name(let name) = left else { throw NaiveError(description: "a word beside no column") }
                return .isWord(name, word(), sign == "==")
            }
            return .pair(sign, left, try sum())
        }
        return left
    }

    private mutating func word() -> String {
        let quote = characters[place]
        place += 1
        var text = ""
        while characters[place] != quote {
            text.append(characters[place])
            place += 1
        }
        place += 1
        return text
    }

    private mutating func sum() throws -> NaiveFormula {
        var left = try product()
        while true {
            if take("+") {
                left = .pair("+", left, try product())
            } else if take("-") {
                left = .pair("-", left, try product())
            } else {
                return left
            }
        }
    }

    private mutating func product() throws -> NaiveFormula {
        var left = try signed()
        while true {
            if take("*") {
                left = .pair("*", left, try signed())
            } else if take("/") {
                left = .pair("/", left, try signed())
            } else {
                return left
            }
        }
    }

    private mutating func signed() throws -> NaiveFormula {
        if take("-") { return .minus(try signed()) }
        let base = try primary()
        return take("^") ? .pair("^", base, try signed()) : base
    }

    private mutating func primary() throws -> NaiveFormula {
        if take("(") {
            let inside = try either()
            guard take(")") else { throw NaiveError(description: "a bracket is not closed") }
            return inside
        }
        skipSpaces()
        guard place < characters.count else { throw NaiveError(description: "the formula ends too soon") }
        if characters[place].isNumber || characters[place] == "." { return try literal() }
        var name = ""
        while place < characters.count, Self.isOfName(characters[place]) {
            name.append(characters[place])
            place += 1
        }
        guard !name.isEmpty else { throw NaiveError(description: "\(String(characters)) at \(place)") }
        guard take("(") else { return .name(name) }
        var parts = [try either()]
        while take(",") { parts.append(try either()) }
        guard take(")") else { throw NaiveError(description: "a call is not closed") }
        return .call(name, parts)
    }

    /// `1_000`, `1.5e6`, `5%`, `3[GBP/year]`; the unit changes nothing.
    private mutating func literal() throws -> NaiveFormula {
        var digits = ""
        while place < characters.count {
            let character = characters[place]
            let isSign = (character == "+" || character == "-") && digits.last == "e"
            guard character.isNumber || character == "." || character == "_" || character == "e" || isSign else {
                break
            }
            if character != "_" { digits.append(character) }
            place += 1
        }
        guard var value = Double(digits) else { throw NaiveError(description: "\(digits) is no number") }
        if take("%") { value /= 100 }
        if take("[") {
            while characters[place] != "]" { place += 1 }
            place += 1
        }
        return .number(value)
    }
}
