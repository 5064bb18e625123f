/// A formula made ready to be evaluated for many trials at a time.
///
/// Arithmetic is that of IEEE doubles. True is 1, and everything but 0 is true. **Missing values are never hidden**: an
/// empty cell or NaN that is evaluated makes the result NaN, also in comparisons, `min`, `max`, `clamp`, conditions and
/// powers. Not evaluated, and so harmless, are the branch of `if` that is not taken, and what stands right of `and`
/// behind something false and right of `or` behind something true: `false and missing` is 0, `missing and false` NaN.
///
/// A text comparison is 1 or 0, and NaN when the cell is empty; only `column == ""` and `column != ""` are valid
/// questions about an empty cell, and the one way to ask for it. `clamp(x, lo, hi)` is min(max(x, lo), hi), so `hi` wins
/// where the bounds are crossed; `round` rounds half up as `roundedHalfUp` does; `log` is natural.
package struct Program: Sendable {
    /// The names that it reads, in the order in which operands are given.
    package let names: [String]

    /// What it evaluates.
    let formula: Formula
    /// Its operations, each after those that it reads.
    let steps: [Step]
    /// For each step, the workspace vector that holds its numbers when they differ by trial.
    let slots: [Int]
    /// How many vectors a workspace needs for it.
    let slotCount: Int
    /// For each node of the formula, the step that gives its value.
    let stepOfNode: [Int]

    /// One operation; the numbers are those of earlier steps.
    enum Step: Sendable {
        case constant(Double)
        case operand(Int)
        case textComparison(operand: Int, word: String, isEqual: Bool)
        case unary(UnaryOperation, Int)
        case binary(BinaryOperation, Int, Int)
        case select(Int, Int, Int)

        /// The steps that it reads.
        var inputs: [Int] {
            switch self {
            case .constant, .operand, .textComparison: []
            case .unary(_, let a): [a]
            case .binary(_, let a, let b): [a, b]
            case .select(let condition, let a, let b): [condition, a, b]
            }
        }
    }

    /// Prepares a formula, whose named quantities have been substituted.
    package init(_ formula: Formula) {
        self.formula = formula
        var names: [String] = []
        var operands: [String: Int] = [:]
        for use in formula.names where operands[use.name] == nil {
            operands[use.name] = names.count
            names.append(use.name)
        }
        self.names = names

        var steps: [Step] = []
        var stepOfNode: [Int] = []
        for node in formula.nodes {
            steps.append(contentsOf: Self.steps(for: node, stepOfNode, operands, next: steps.count))
            // A function of one argument that is that argument, as min(x), needs no step.
            if case .call(.min, let only) = node.kind, only.count == 1 {
                stepOfNode.append(stepOfNode[only[0]])
            } else if case .call(.max, let only) = node.kind, only.count == 1 {
                stepOfNode.append(stepOfNode[only[0]])
            } else {
                stepOfNode.append(steps.count - 1)
            }
        }
        self.steps = steps
        self.stepOfNode = stepOfNode
        (slots, slotCount) = Self.assignSlots(steps)
    }

    /// The steps that a node needs; the last one gives its value.
    private static func steps(
        for node: Node, _ stepOfNode: [Int], _ operands: [String: Int], next: Int
    ) -> [Step] {
        func operand(_ name: String) -> Int {
            guard let operand = operands[name] else { preconditionFailure("a formula lists every name that it reads") }
            return operand
        }
        switch node.kind {
        case .number(let value, _): return [.constant(value)]
        case .name(let name): return [.operand(operand(name))]
        case .textComparison(let name, let word, let isEqual):
            return [.textComparison(operand: operand(name), word: word, isEqual: isEqual)]
        case .negation(let a): return [.unary(.negation, stepOfNode[a])]
        case .not(let a): return [.unary(.not, stepOfNode[a])]
        case .overMembers:
            preconditionFailure("sums over members are separated from a formula before it is made ready")
        case .binary(let sign, let a, let b): return [.binary(sign.operation, stepOfNode[a], stepOfNode[b])]
        case .conditional(let condition, let a, let b):
            return [.select(stepOfNode[condition], stepOfNode[a], stepOfNode[b])]
        case .call(let function, let arguments):
            let inputs = arguments.map { stepOfNode[$0] }
            switch function {
            case .min: return chain(.min, inputs, next: next)
            case .max: return chain(.max, inputs, next: next)
            case .clamp: return [.binary(.max, inputs[0], inputs[1]), .binary(.min, next, inputs[2])]
            case .abs: return [.unary(.abs, inputs[0])]
            case .sqrt: return [.unary(.sqrt, inputs[0])]
            case .exp: return [.unary(.exp, inputs[0])]
            case .log: return [.unary(.log, inputs[0])]
            case .log10: return [.unary(.log10, inputs[0])]
            case .round: return [.unary(.round, inputs[0])]
            case .floor: return [.unary(.floor, inputs[0])]
            case .ceil: return [.unary(.ceil, inputs[0])]
            case .sin: return [.unary(.sin, inputs[0])]
            case .cos: return [.unary(.cos, inputs[0])]
            }
        }
    }

    /// An operation over all inputs from the left.
    private static func chain(_ operation: BinaryOperation, _ inputs: [Int], next: Int) -> [Step] {
        inputs.indices.dropFirst().map { i in
            .binary(operation, i == 1 ? inputs[0] : next + i - 2, inputs[i])
        }
    }

    /// Gives each step a vector to write to, the same one again as soon as nobody reads it any more.
    private static func assignSlots(_ steps: [Step]) -> (slots: [Int], count: Int) {
        var lastReader = [Int](repeating: steps.count, count: steps.count)
        for (number, step) in steps.enumerated() {
            for input in step.inputs { lastReader[input] = number }
        }
        var slots = [Int](repeating: -1, count: steps.count)
        var free: [Int] = []
        var count = 0
        for (number, step) in steps.enumerated() where !step.inputs.isEmpty {
            // A step may write over what it reads itself: each element is read before it is written.
            for (position, input) in step.inputs.enumerated()
            where lastReader[input] == number && slots[input] >= 0 && !step.inputs[..<position].contains(input) {
                free.append(slots[input])
            }
            if let slot = free.popLast() {
                slots[number] = slot
            } else {
                slots[number] = count
                count += 1
            }
        }
        return (slots, count)
    }
}

extension BinaryOperator {
    /// What it does to two numbers.
    fileprivate var operation: BinaryOperation {
        switch self {
        case .or: .or
        case .and: .and
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .equal: .equal
        case .notEqual: .notEqual
        case .plus: .plus
        case .minus: .minus
        case .times: .times
        case .divide: .divide
        case .power: .power
        }
    }
}
