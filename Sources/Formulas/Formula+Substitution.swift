extension Formula {
    /// The formula with every name that has a definition replaced by it, and the names in definitions by theirs.
    ///
    /// Each definition is held once, however often it is used, so a formula grows with the number of definitions and
    /// not with the number of their uses. Every part of a definition takes as its offset the first use of the name that
    /// it stands for in this formula. A name that is compared with a word is left as it is, because a formula is no text.
    /// Definitions must not lead back to themselves: whoever calls this has refused that.
    package func substituting(_ definitions: (String) -> Formula?) -> Formula {
        var table = NodeTable()
        var roots: [String: Int] = [:]
        var open = Set<String>()
        // A stack of formulas that wait for a definition instead of recursion: definitions may build on each other in
        // chains of any length.
        var stack = [Inlining(formula: self, name: nil, offset: nil)]
        while var current = stack.popLast() {
            guard current.numbers.count < current.formula.nodes.count else {
                if let name = current.name {
                    roots[name] = current.numbers[current.numbers.count - 1]
                    open.remove(name)
                }
                continue
            }
            let node = current.formula.nodes[current.numbers.count]
            let offset = current.offset ?? node.offset
            if case .name(let name) = node.kind {
                if let root = roots[name] {
                    current.numbers.append(root)
                    stack.append(current)
                    continue
                }
                if let definition = definitions(name) {
                    precondition(
                        open.insert(name).inserted, "definitions do not lead back to themselves, but \(name) does")
                    stack.append(current)
                    stack.append(Inlining(formula: definition, name: name, offset: offset))
                    continue
                }
            }
            let kind = node.kind.renumbered(current.numbers)
            current.numbers.append(table.add(kind, offset: offset, snippet: node.snippet))
            stack.append(current)
        }
        return Formula(text: text, nodes: table.nodes)
    }
}

/// A formula on its way into another one's table.
private struct Inlining {
    let formula: Formula
    /// The name that it defines; nil for the outermost formula.
    let name: String?
    /// The offset that all its parts get; nil for the outermost formula, whose parts keep theirs.
    let offset: Int?
    /// The numbers of its first nodes in the table.
    var numbers: [Int] = []
}

extension Node.Kind {
    /// The same with its operands' numbers exchanged for those in `numbers`.
    package func renumbered(_ numbers: [Int]) -> Node.Kind {
        switch self {
        case .number, .name, .textComparison: self
        case .negation(let a): .negation(numbers[a])
        case .not(let a): .not(numbers[a])
        case .overMembers(let a): .overMembers(numbers[a])
        case .binary(let operation, let a, let b): .binary(operation, numbers[a], numbers[b])
        case .conditional(let condition, let a, let b): .conditional(numbers[condition], numbers[a], numbers[b])
        case .call(let function, let arguments): .call(function, arguments.map { numbers[$0] })
        }
    }
}
