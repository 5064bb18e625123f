/// Reads tokens into a table of nodes by climbing precedences.
struct Parser {
    /// What a part of the text has turned out to be. Names and words wait until the operator beside them tells whether
    /// they are compared as texts, so that the table holds nothing that the formula does not compute.
    enum Form {
        case node(Int)
        /// With the place of the name itself, without parentheses around it.
        case name(String, at: Range<Int>)
        case word(String)
    }

    /// A part of the text, with the Unicode scalars that it spans.
    struct Part {
        let form: Form
        let range: Range<Int>
    }

    /// How deep parentheses, arguments, signs and right sides of operators may nest: far beyond anything readable, and
    /// small enough for the stack of any thread.
    static let deepest = 200

    /// The nodes read so far.
    private(set) var table = NodeTable()
    /// The token that is read next.
    private(set) var token: Token
    /// The end of the token before `token`.
    private(set) var lastEnd = 0
    private var scanner: Scanner
    private var depth = 0
    /// How each name was used where it was first met.
    private var firstUses: [String: Bool] = [:]

    /// Begins at the start of the text; throws when its first token is none.
    init(_ text: String) throws(FormulaError) {
        scanner = Scanner(text)
        token = try scanner.next()
    }

    /// The nodes of the whole text.
    mutating func parseFormula() throws(FormulaError) -> [Node] {
        if case .end = token.kind {
            throw FormulaError(offset: token.range.lowerBound, problem: "the formula is empty")
        }
        let whole = try parse(atLeast: Precedence.or)
        _ = try number(whole)
        guard case .end = token.kind else { throw unexpected("an operator or the end of the formula") }
        return table.nodes
    }

    /// Reads operands and operators as long as these bind at least as tightly as `precedence`.
    mutating func parse(atLeast precedence: Int) throws(FormulaError) -> Part {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            throw FormulaError(
                offset: token.range.lowerBound, problem: "the formula nests more than \(Self.deepest) levels deep",
                advice: "name its parts as quantities")
        }
        var left = try parsePrefixed(atLeast: precedence)
        var comparison: String?
        while let operation = token.binaryOperator, operation.precedence >= precedence {
            if operation.isComparison, let comparison {
                throw FormulaError(
                    offset: token.range.lowerBound,
                    problem: "found \"\(operation.rawValue)\" after \"\(comparison)\": comparisons cannot be chained",
                    advice: "join two comparisons by \"and\", as in a < b and b < c")
            }
            comparison = operation.isComparison ? operation.rawValue : nil
            left = try parse(operation, after: left)
        }
        return left
    }

    /// Reads the operator that the token is, and what stands right of it.
    private mutating func parse(_ operation: BinaryOperator, after left: Part) throws(FormulaError) -> Part {
        let place = token.range.lowerBound
        try advance()
        if operation.isComparison {
            if let compared = try parseTextComparison(operation, at: place, after: left) { return compared }
        }
        let first = try number(left)
        // A power's exponent takes a sign and further powers; all other operators lean to the left.
        let tighter = operation == .power ? Precedence.negation : operation.precedence + 1
        let right = try parse(atLeast: tighter)
        let second = try number(right)
        return add(.binary(operation, first, second), at: place, left.range.lowerBound..<right.range.upperBound)
    }

    /// Reads the right side of a comparison if one side of it is a word.
    private mutating func parseTextComparison(
        _ operation: BinaryOperator, at place: Int, after left: Part
    ) throws(FormulaError) -> Part? {
        var leftIsWord = false
        if case .word = left.form { leftIsWord = true }
        if !leftIsWord {
            guard case .word = token.kind else { return nil }
        }
        let right = try parse(atLeast: Precedence.sum)
        let name: String
        let word: String
        let nameRange: Range<Int>
        switch (left.form, right.form) {
        case (.name(let found, let place), .word(let other)), (.word(let other), .name(let found, let place)):
            (name, word, nameRange) = (found, other, place)
        case (.word, .word):
            throw FormulaError(
                offset: place,
                problem: "found a word on both sides of \"\(operation.rawValue)\", expected a name on one",
                advice: "compare a column with a word, as in type == \"county\"")
        case (.word, _): throw wordError(at: left.range)
        default:
            // The right side begins with a word; whatever follows it, the word is out of place.
            throw wordError(at: right.range)
        }
        guard operation == .equal || operation == .notEqual else {
            throw FormulaError(
                offset: place, problem: "found \"\(operation.rawValue)\" between a name and a word, expected == or !=",
                advice: "words have no order")
        }
        try use(name, asText: true, at: nameRange)
        let range = left.range.lowerBound..<right.range.upperBound
        let kind = Node.Kind.textComparison(name: name, word: word, isEqual: operation == .equal)
        // Its place is the name's, which is what a message about it is about.
        return add(kind, at: nameRange.lowerBound, range)
    }

    /// The node of a part that has to be a number.
    mutating func number(_ part: Part) throws(FormulaError) -> Int {
        switch part.form {
        case .node(let node): return node
        case .word: throw wordError(at: part.range)
        case .name(let name, let range):
            try use(name, asText: false, at: range)
            return table.add(.name(name), offset: range.lowerBound, snippet: scanner.snippet(range))
        }
    }

    /// Adds a node.
    mutating func add(_ kind: Node.Kind, at offset: Int, _ range: Range<Int>) -> Part {
        Part(form: .node(table.add(kind, offset: offset, snippet: scanner.snippet(range))), range: range)
    }

    /// Goes on to the next token.
    mutating func advance() throws(FormulaError) {
        lastEnd = token.range.upperBound
        token = try scanner.next()
    }

    /// The error that the token is not what was expected.
    func unexpected(_ expected: String, advice: String = "") -> FormulaError {
        let found =
            if case .end = token.kind { "the formula ends" } else { "found \"\(scanner.snippet(token.range))\"" }
        return FormulaError(
            offset: token.range.lowerBound, problem: "\(found), expected \(expected)", advice: advice)
    }

    private mutating func use(_ name: String, asText isText: Bool, at range: Range<Int>) throws(FormulaError) {
        guard let first = firstUses[name] else {
            firstUses[name] = isText
            return
        }
        guard first == isText else {
            throw FormulaError(
                offset: range.lowerBound,
                problem: isText
                    ? "\"\(name)\" is compared with a word here, but used as a number before"
                    : "\"\(name)\" is used as a number here, but compared with a word before",
                advice: "a column is either numbers or words")
        }
    }

    private func wordError(at range: Range<Int>) -> FormulaError {
        FormulaError(
            offset: range.lowerBound, problem: "found the word \(scanner.snippet(range)), expected a number",
            advice: "a word can only be compared with a column, as in type == \"county\"")
    }
}
