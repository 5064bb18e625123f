extension Parser {
    /// Reads an operand, with the signs and `not` before it.
    mutating func parsePrefixed(atLeast precedence: Int) throws(FormulaError) -> Part {
        let start = token.range.lowerBound
        if token.isSymbol(.minus) {
            try advance()
            let operand = try parse(atLeast: Precedence.negation)
            return add(.negation(try number(operand)), at: start, start..<operand.range.upperBound)
        }
        if token.isSymbol(.not) {
            guard precedence <= Precedence.not else {
                throw unexpected("a number, a name, a function or \"(\"", advice: "put not (…) in parentheses")
            }
            try advance()
            let operand = try parse(atLeast: Precedence.not)
            return add(.not(try number(operand)), at: start, start..<operand.range.upperBound)
        }
        return try parseOperand()
    }

    private mutating func parseOperand() throws(FormulaError) -> Part {
        let range = token.range
        switch token.kind {
        case .number(let value):
            try advance()
            guard case .unit(let unit) = token.kind else {
                return add(.number(value, nil), at: range.lowerBound, range)
            }
            let whole = range.lowerBound..<token.range.upperBound
            try advance()
            return add(.number(value, unit), at: range.lowerBound, whole)
        case .word(let word):
            try advance()
            return Part(form: .word(word), range: range)
        case .name(let name):
            try advance()
            return token.isSymbol(.open) ? try parseCall(of: name, range) : try parseName(name, range)
        case .symbol(.open):
            try advance()
            let inner = try parse(atLeast: Precedence.or)
            if case .word = inner.form { _ = try number(inner) }
            try close(openedAt: range.lowerBound, expected: "an operator or \")\"")
            return Part(form: inner.form, range: range.lowerBound..<lastEnd)
        case .unit:
            throw unexpected(
                "a number, a name, a function or \"(\"",
                advice: "write a unit directly behind a number, as in 3_000[GBP]")
        case .symbol, .end:
            throw unexpected("a number, a name, a function or \"(\"")
        }
    }

    private func parseName(_ name: String, _ range: Range<Int>) throws(FormulaError) -> Part {
        guard !Formula.reservedNames.contains(name) else {
            throw FormulaError(
                offset: range.lowerBound, problem: "\"\(name)\" is a function, expected \"(\" after it",
                advice: "write \(name)(…)")
        }
        return Part(form: .name(name, at: range), range: range)
    }

    /// Reads the arguments of a function; the token is the parenthesis that opens them.
    private mutating func parseCall(of name: String, _ range: Range<Int>) throws(FormulaError) -> Part {
        let function = Function(rawValue: name)
        let isSum = name == Function.overMembers
        guard function != nil || isSum || name == Function.conditional else {
            let names = Function.callableNames
            throw FormulaError(
                offset: range.lowerBound, problem: "unknown function \"\(name)\"",
                advice: nearestName(to: name, among: names).map { "did you mean \"\($0)\"?" }
                    ?? "the functions are \(names.joined(separator: ", "))")
        }
        let opening = token.range.lowerBound
        try advance()
        var arguments: [Int] = []
        if !token.isSymbol(.close) {
            arguments.append(try number(try parse(atLeast: Precedence.or)))
            while token.isSymbol(.comma) {
                try advance()
                arguments.append(try number(try parse(atLeast: Precedence.or)))
            }
        }
        try close(openedAt: opening, expected: "an operator, \",\" or \")\"")
        let expected = function.map(\.argumentCount) ?? (isSum ? 1 : 3)
        guard expected.map({ $0 == arguments.count }) ?? !arguments.isEmpty else {
            let plural = (expected ?? 1) == 1 ? "argument" : "arguments"
            throw FormulaError(
                offset: range.lowerBound,
                problem:
                    "\(name) takes \(expected.map(String.init) ?? "at least 1") \(plural), found \(arguments.count)",
                advice: Self.patterns[name].map { "write \($0)" } ?? "")
        }
        let whole = range.lowerBound..<lastEnd
        if isSum { return add(.overMembers(arguments[0]), at: range.lowerBound, whole) }
        guard let function else {
            return add(.conditional(arguments[0], arguments[1], arguments[2]), at: range.lowerBound, whole)
        }
        return add(.call(function, arguments), at: range.lowerBound, whole)
    }

    /// Reads the parenthesis that closes the one at `opening`.
    private mutating func close(openedAt opening: Int, expected: String) throws(FormulaError) {
        if case .end = token.kind {
            throw FormulaError(offset: opening, problem: "this \"(\" is never closed", advice: "add \")\"")
        }
        guard token.isSymbol(.close) else { throw unexpected(expected) }
        try advance()
    }

    /// What functions of several arguments expect.
    private static let patterns = [
        Function.conditional: "if(condition, a, b)", Function.clamp.rawValue: "clamp(x, lowest, highest)",
    ]
}
