/// Cuts a formula's text into tokens, one at a time from the left.
struct Scanner {
    /// What is read.
    let text: String
    private let scalars: [Unicode.Scalar]
    private let indices: [String.Index]
    private var position = 0

    /// Begins at the start of the text.
    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
        indices = Array(text.unicodeScalars.indices) + [text.endIndex]
    }

    /// The part of the text that these scalars are.
    func snippet(_ range: Range<Int>) -> Substring { text[indices[range.lowerBound]..<indices[range.upperBound]] }

    /// The next token; again and again the end, once everything is read.
    mutating func next() throws(FormulaError) -> Token {
        while let scalar = peek(), scalar.isBlank { position += 1 }
        guard let scalar = peek() else { return Token(kind: .end, range: position..<position) }
        let start = position
        let kind: Token.Kind
        if scalar.isDigit {
            kind = .number(try readNumber())
        } else if scalar.beginsName {
            while let next = peek(), next.continuesName { position += 1 }
            let name = String(snippet(start..<position))
            kind = Token.Symbol(rawValue: name).map { .symbol($0) } ?? .name(name)
        } else if scalar == "\"" || scalar == "'" {
            kind = .word(try readWord(quote: scalar))
        } else if scalar == "[" {
            kind = .unit(try readUnit())
        } else {
            kind = .symbol(try readSymbol(scalar))
        }
        return Token(kind: kind, range: start..<position)
    }

    private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    /// Digits with single `_` between them; empty where no digit stands.
    private mutating func readDigits() throws(FormulaError) -> String {
        var digits = ""
        while let scalar = peek(), scalar.isDigit || (scalar == "_" && !digits.isEmpty) {
            if scalar.isDigit {
                digits.unicodeScalars.append(scalar)
            } else if peek(1)?.isDigit != true {
                throw FormulaError(
                    offset: position, problem: "found \"_\" in a number without a digit after it",
                    advice: "put single \"_\" between digits, as in 1_000")
            }
            position += 1
        }
        return digits
    }

    private mutating func readNumber() throws(FormulaError) -> Double {
        let start = position
        var decimal = try readDigits()
        if peek() == "." {
            position += 1
            let fraction = try readDigits()
            guard !fraction.isEmpty else {
                throw FormulaError(
                    offset: position,
                    problem: "the number \"\(snippet(start..<position))\" has no digit after its point")
            }
            decimal += "." + fraction
        }
        // Per cent moves the exponent instead of dividing, so that 1.1% is the number nearest to 0.011.
        var exponent = ""
        if let scalar = peek(), scalar == "e" || scalar == "E" {
            let signed = peek(1) == "+" || peek(1) == "-"
            if let digit = peek(signed ? 2 : 1), digit.isDigit {
                if peek(1) == "-" { exponent = "-" }
                position += signed ? 2 : 1
                exponent += try readDigits()
            }
        }
        // Far beyond any double; keeps the subtraction from overflowing.
        let largestPower = 100_000
        var power = exponent.isEmpty ? 0 : Int(exponent)
        if peek() == "%" {
            position += 1
            power = power.map { max($0, -largestPower) - 2 }
        }
        guard let power, let value = Double("\(decimal)e\(power)"), value.isFinite else {
            throw FormulaError(
                offset: start, problem: "the number \"\(snippet(start..<position))\" is too large or small")
        }
        return value
    }

    private mutating func readWord(quote: Unicode.Scalar) throws(FormulaError) -> String {
        let start = position
        position += 1
        while let scalar = peek(), scalar != quote { position += 1 }
        guard peek() == quote else {
            throw FormulaError(
                offset: start, problem: "the word that begins here with \(quote) does not end",
                advice: "close it with the same quote, \(quote)")
        }
        position += 1
        return String(snippet(start + 1..<position - 1))
    }

    private mutating func readUnit() throws(FormulaError) -> Unit {
        let start = position
        while let scalar = peek(), scalar != "]" { position += 1 }
        guard peek() == "]" else {
            throw FormulaError(
                offset: start, problem: "the unit that begins here with \"[\" does not end",
                advice: "close it with \"]\"")
        }
        position += 1
        do {
            return try Unit(parsing: String(snippet(start + 1..<position - 1)))
        } catch {
            throw error.moved(by: start + 1)
        }
    }

    private mutating func readSymbol(_ scalar: Unicode.Scalar) throws(FormulaError) -> Token.Symbol {
        let one = String(scalar)
        if let second = peek(1) {
            let two = one + String(second)
            if let symbol = Token.Symbol(rawValue: two) {
                position += 2
                return symbol
            }
            if let advice = Self.adviceForStrangers[two] {
                throw FormulaError(
                    offset: position, problem: "found \"\(two)\", which formulas do not have", advice: advice)
            }
        }
        guard let symbol = Token.Symbol(rawValue: one) else {
            throw FormulaError(
                offset: position, problem: "found \"\(one)\", which formulas do not have",
                advice: Self.adviceForStrangers[one] ?? "")
        }
        position += 1
        return symbol
    }

    /// What to write instead of signs from elsewhere.
    private static let adviceForStrangers = [
        "=": "compare with \"==\"", "!": "write \"not\", or \"!=\" for unequal", "&&": "write \"and\"",
        "&": "write \"and\"", "||": "write \"or\"", "|": "write \"or\"", "**": "write \"^\" for a power",
        "<>": "write \"!=\" for unequal", "=>": "write \">=\"", "=<": "write \"<=\"",
        "%": "write % directly behind a number, as in 5%", ".": "begin a number with a digit, as in 0.5",
        "]": "write a unit as in 3_000[GBP]", "\u{2212}": "write \"-\"", "\u{2013}": "write \"-\"",
        "\u{D7}": "write \"*\"", "\u{F7}": "write \"/\"", "\u{2264}": "write \"<=\"", "\u{2265}": "write \">=\"",
        "\u{2260}": "write \"!=\"", "\u{201C}": "put words in straight quotes",
        "\u{201D}": "put words in straight quotes",
        "\u{2018}": "put words in straight quotes", "\u{2019}": "put words in straight quotes",
        "\u{A3}": "write the unit in brackets behind the number, as in 3_000[GBP]",
        "\u{A0}": "it is a space that does not break: write a plain one",
    ]
}
