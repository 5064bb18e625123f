/// A name that a formula reads.
package struct NameUse: Hashable, Sendable {
    /// The name.
    package let name: String
    /// Where it is first used, in Unicode scalars from the start of the formula's text.
    package let offset: Int
    /// Whether it is compared with a quoted word, and so has to be a text; else it has to be a number.
    package let isText: Bool
}

/// A formula as somebody wrote it, parsed, with the place of every part.
///
/// Grammar, loosest first: `or`, `and`, `not`, one comparison (`< <= > >= == !=`), `+ -`, `* /`, unary `-`, `^` (to
/// the right, so `-2^2` is −4 and `2^-1` is ½); `if(c, a, b)` and the functions `min max abs sqrt exp log log10 round
/// floor ceil sin cos clamp over_members`; numbers as `1_000`, `1.5e6`, `5%` and `3_000[GBP]`; names as `net_spend`; a name compared
/// with a word, as in `type == "county"`. True is 1, and everything but 0 is true.
///
/// What the operations give, and what happens to empty cells, is told at `Program`; units at `unit(of:)`.
package struct Formula: Sendable, Hashable {
    /// The text that was parsed.
    package let text: String
    /// Every name that is read as a number or as a text, once, in the order of first use.
    ///
    /// `init(parsing:)` lets no name be used in both ways, but `substituting` can bring a formula there that uses a
    /// name as a number together with one that uses it as a text: then the name stands here twice.
    package let names: [NameUse]
    /// Its parts; the last one is the whole.
    package let nodes: [Node]

    /// Parses a formula; throws the first problem from the left.
    package init(parsing text: String) throws(FormulaError) {
        var parser = try Parser(text)
        self.init(text: text, nodes: try parser.parseFormula())
    }

    /// The formula that is a number, which has to be finite.
    package init(constant: Double) {
        precondition(constant.isFinite, "a constant formula is a finite number")
        let text = plainNumber(constant)
        self.init(text: text, nodes: [Node(kind: .number(constant, nil), offset: 0, snippet: text[...])])
    }

    /// The formula of a text that has been parsed into nodes, the last of which is the whole.
    init(text: String, nodes: [Node]) {
        precondition(!nodes.isEmpty, "a formula has at least one part")
        self.text = text
        self.nodes = nodes
        names = nodes.compactMap { node in
            switch node.kind {
            case .name(let name): NameUse(name: name, offset: node.offset, isText: false)
            case .textComparison(let name, _, _): NameUse(name: name, offset: node.offset, isText: true)
            default: nil
            }
        }.withoutRepeatedNames()
    }

    /// The number, when the formula is one bare number, be it with a minus before it or `%` behind it.
    ///
    /// Nil for a number that carries a unit, and for a name in whose place a number was inlined: only a bare number
    /// has the unit that its place asks for.
    package var constantValue: Double? {
        guard nodes.count <= 2, nodes.allSatisfy({ $0.snippet.base == text }), let whole = nodes.last else {
            return nil
        }
        switch whole.kind {
        case .number(let value, nil): return value
        case .negation(let operand):
            guard case .number(let value, nil) = nodes[operand].kind else { return nil }
            return -value
        default: return nil
        }
    }

    /// The names that a formula gives a meaning to, so that nothing else can have them: functions, `if` and operators.
    package static let reservedNames = (Function.callableNames + ["and", "not", "or"]).sorted()

    /// Whether a text can be a name in formulas: ASCII letters, digits and `_`, not beginning with a digit, and not
    /// one of `reservedNames`.
    package static func canName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.beginsName else { return false }
        return text.unicodeScalars.allSatisfy(\.continuesName) && !reservedNames.contains(text)
    }
}

extension [NameUse] {
    /// The first use of each name as a number and as a text.
    fileprivate func withoutRepeatedNames() -> [NameUse] {
        var seen = Set<String>()
        return filter { seen.insert(($0.isText ? "text " : "number ") + $0.name).inserted }
    }
}

/// A number in a message, as somebody would write it: without `.0`.
func plainNumber(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return "\(value)"
}
