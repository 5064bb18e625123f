/// One step of a parsed formula, with the place that it came from.
package struct Node: Hashable, Sendable {
    /// What is computed; numbers of other nodes always point backwards in the formula's table.
    package enum Kind: Hashable, Sendable {
        /// A literal, with the unit that it carries in brackets.
        case number(Double, Unit?)
        /// The number that a name stands for.
        case name(String)
        /// Whether the text that a name stands for is the word (`isEqual`), or is not.
        case textComparison(name: String, word: String, isEqual: Bool)
        case negation(Int)
        case not(Int)
        case binary(BinaryOperator, Int, Int)
        /// `if(condition, first, second)`.
        case conditional(Int, Int, Int)
        /// The sum of its operand over the members of a year.
        case overMembers(Int)
        /// A function with as many arguments as it takes.
        case call(Function, [Int])
    }

    /// What is computed.
    package let kind: Kind
    /// Where it stands in the formula's text, in Unicode scalars: a name's or function's first character, or the
    /// operator. For a part that was inlined, where the inlined name is first used.
    package let offset: Int
    /// The text it was read from, be it the formula's or that of a definition inlined into it.
    package let snippet: Substring

    /// The numbers of the nodes that it reads, in the order written.
    package var operands: [Int] {
        switch kind {
        case .number, .name, .textComparison: []
        case .negation(let a), .not(let a), .overMembers(let a): [a]
        case .binary(_, let a, let b): [a, b]
        case .conditional(let condition, let first, let second): [condition, first, second]
        case .call(_, let arguments): arguments
        }
    }

    /// The text it was read from, cut short to be quoted in a message.
    var quotation: String {
        let limit = 60
        return snippet.count <= limit ? "\"\(snippet)\"" : "\"\(snippet.prefix(limit - 1))…\""
    }
}

/// The nodes of a formula in an order in which each comes after those that it reads, every different one once.
///
/// A table instead of a tree, so that no walk over a formula is recursive (a sum of 100,000 terms is as safe as one
/// of two) and a quantity used in many places is held, and evaluated, once.
package struct NodeTable {
    /// The nodes, each after those that it reads.
    package private(set) var nodes: [Node] = []
    private var numbers: [Node.Kind: Int] = [:]

    /// An empty table.
    package init() {}

    /// The number of the node of this kind; where it is new, the node is added with its place.
    package mutating func add(_ kind: Node.Kind, offset: Int, snippet: Substring) -> Int {
        if let known = numbers[kind] { return known }
        nodes.append(Node(kind: kind, offset: offset, snippet: snippet))
        numbers[kind] = nodes.count - 1
        return nodes.count - 1
    }
}
