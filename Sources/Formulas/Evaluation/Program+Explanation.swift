extension Program {
    /// Why the value at an index is not finite, as part of a sentence; nil when it is.
    ///
    /// Follows the value from the whole formula down to the part where the first empty cell, impossible operation or
    /// overflow comes in, through the branches that count at that index. For instance `column planning_spend is empty`,
    /// `division by zero in "a / b"`, `log of -3 in "log(x)"`, `"a * b" is too large`.
    package func explainNonFinite(_ operands: [Operand], at index: Int) -> String? {
        let values = values(operands, at: index)
        func value(_ node: Int) -> Double { values[stepOfNode[node]] }
        var current = formula.nodes.count - 1
        guard !value(current).isFinite else { return nil }
        while let cause = cause(of: current, value) { current = cause }

        let node = formula.nodes[current]
        let inputs = node.operands.map(value)
        switch node.kind {
        case .name(let name):
            guard let number = names.firstIndex(of: name) else {
                preconditionFailure("a program lists every name that it reads")
            }
            if case .missing = operands[number] { return "column \(name) is empty" }
            return value(current).isNaN ? "\(name) has no value" : "\(name) is infinite"
        case .textComparison(let name, _, _): return "column \(name) is empty"
        case .binary(.divide, _, _) where inputs[1] == 0: return "division by zero in \(node.quotation)"
        case .binary(.power, _, _) where inputs[0] == 0 || value(current).isNaN:
            return "\(plainNumber(inputs[0])) to the power \(plainNumber(inputs[1])) in \(node.quotation)"
        case .call(let function, _) where function != .exp:
            return "\(function.rawValue) of \(plainNumber(inputs[0])) in \(node.quotation)"
        default: return "\(node.quotation) is too large"
        }
    }

    /// The operand from which a node has a value that is not finite; nil when that comes about in the node itself.
    private func cause(of node: Int, _ value: (Int) -> Double) -> Int? {
        let kind = formula.nodes[node].kind
        if case .conditional(let condition, let first, let second) = kind {
            return value(condition).isNaN ? condition : (value(condition) != 0 ? first : second)
        }
        let operands = formula.nodes[node].operands
        let result = value(node)
        // The first NaN makes a NaN, also of `and` and `or`, whose left side has settled nothing when they are NaN.
        if result.isNaN, let empty = operands.first(where: { value($0).isNaN }) { return empty }
        return operands.first { value($0) == result } ?? operands.first { !value($0).isFinite }
    }
}
