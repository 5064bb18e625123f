extension Program {
    /// The formula's values for `count` trials, at most the workspace's width.
    ///
    /// `operands` are in the order of `names`; vectors hold at least `count` numbers. What does not differ by trial is
    /// computed once, and a branch that no trial can take is not computed. Nothing is allocated once the workspace has
    /// held a program of this size.
    package func evaluate(_ operands: [Operand], count: Int, in workspace: Workspace) -> Value {
        precondition(operands.count == names.count, "there is one operand for each name")
        precondition((0...workspace.width).contains(count), "an evaluation fits the workspace")
        workspace.reserve(steps: steps.count, slots: slotCount)
        computeScalars(operands, in: workspace)
        let root = stepOfNode[stepOfNode.count - 1]
        guard workspace.vectors[root] != nil else { return .scalar(workspace.scalars[root]) }
        markNeeded(root, in: workspace)
        computeVectors(upTo: root, count: count, in: workspace)
        // Vectors of scalars-only steps are nil; this one was seen not to be.
        return .vector(workspace.vectors[root]!)
    }

    /// The formula's value for operands that are no vectors.
    package func scalarValue(_ operands: [Operand]) -> Double {
        values(operands, at: nil)[stepOfNode[stepOfNode.count - 1]]
    }

    /// Each step's value at one index of the operands; nil where no operand is a vector.
    func values(_ operands: [Operand], at index: Int?) -> [Double] {
        precondition(operands.count == names.count, "there is one operand for each name")
        var values: [Double] = []
        values.reserveCapacity(steps.count)
        for step in steps {
            let value: Double
            switch step {
            case .constant(let constant): value = constant
            case .operand(let number):
                if case .vector(let vector) = operands[number] {
                    guard let index else {
                        preconditionFailure("a scalar evaluation has no vectors among its operands")
                    }
                    value = vector[index]
                } else {
                    value = scalar(operands[number])
                }
            case .textComparison(let operand, let word, let isEqual):
                value = compare(operands[operand], with: word, isEqual: isEqual)
            case .unary(let operation, let a): value = operation(values[a])
            case .binary(let operation, let a, let b): value = operation(values[a], values[b])
            case .select(let condition, let a, let b):
                value = Arithmetic.select(values[condition], values[a], values[b])
            }
            values.append(value)
        }
        return values
    }

    /// Computes all steps that are the same for all trials, and gives the others the vectors they will be written to.
    private func computeScalars(_ operands: [Operand], in workspace: Workspace) {
        let scalars = workspace.scalars
        let vectors = workspace.vectors
        for number in steps.indices {
            workspace.isNeeded[number] = false
            vectors[number] = nil
            switch steps[number] {
            case .constant(let constant): scalars[number] = constant
            case .operand(let operand):
                if case .vector(let vector) = operands[operand] {
                    vectors[number] = vector
                } else {
                    scalars[number] = scalar(operands[operand])
                }
            case .textComparison(let operand, let word, let isEqual):
                scalars[number] = compare(operands[operand], with: word, isEqual: isEqual)
            case .unary(let operation, let a):
                if vectors[a] == nil {
                    scalars[number] = operation(scalars[a])
                } else {
                    vectors[number] = UnsafePointer(workspace.slot(slots[number]))
                }
            case .binary(let operation, let a, let b):
                // A left side that is the same for all trials can settle `and` and `or`, whatever stands on the right.
                let isSettled =
                    vectors[a] == nil
                    && (operation == .and && !(abs(scalars[a]) > 0) || operation == .or && scalars[a] != 0)
                if vectors[a] == nil && (vectors[b] == nil || isSettled) {
                    scalars[number] = operation(scalars[a], isSettled ? 0 : scalars[b])
                } else {
                    vectors[number] = UnsafePointer(workspace.slot(slots[number]))
                }
            case .select(let condition, let a, let b):
                let chosen = scalars[condition] != 0 ? a : b
                if vectors[condition] == nil && (scalars[condition].isNaN || vectors[chosen] == nil) {
                    scalars[number] = scalars[condition].isNaN ? .nan : scalars[chosen]
                } else {
                    vectors[number] = UnsafePointer(workspace.slot(slots[number]))
                }
            }
        }
    }

    /// Marks the vectors on which the result depends, from the last to the first.
    private func markNeeded(_ root: Int, in workspace: Workspace) {
        let isNeeded = workspace.isNeeded
        isNeeded[root] = true
        for number in stride(from: root, through: 0, by: -1) where isNeeded[number] && workspace.vectors[number] != nil
        {
            switch steps[number] {
            case .constant, .operand, .textComparison: break
            case .unary(_, let a): isNeeded[a] = true
            case .binary(_, let a, let b):
                isNeeded[a] = true
                isNeeded[b] = true
            case .select(let condition, let a, let b):
                isNeeded[condition] = true
                if workspace.vectors[condition] != nil {
                    isNeeded[a] = true
                    isNeeded[b] = true
                } else {
                    isNeeded[workspace.scalars[condition] != 0 ? a : b] = true
                }
            }
        }
    }

    private func computeVectors(upTo root: Int, count: Int, in workspace: Workspace) {
        let vectors = workspace.vectors
        func lane(_ number: Int) -> Lane { Lane(scalar: workspace.scalars[number], vector: vectors[number]) }
        for number in 0...root where workspace.isNeeded[number] && vectors[number] != nil && slots[number] >= 0 {
            let out = workspace.slot(slots[number])
            switch steps[number] {
            case .constant, .operand, .textComparison: break
            case .unary(let operation, let a):
                guard let vector = vectors[a] else { preconditionFailure("operations on a scalar stay scalar") }
                Kernels.apply(operation, vector, into: out, count: count)
            case .binary(let operation, let a, let b):
                Kernels.apply(operation, lane(a), lane(b), into: out, count: count)
            case .select(let condition, let a, let b):
                if let conditions = vectors[condition] {
                    Kernels.select(conditions, lane(a), lane(b), into: out, count: count)
                } else if let chosen = vectors[workspace.scalars[condition] != 0 ? a : b], chosen != UnsafePointer(out)
                {
                    // Copied, because the chosen branch's own vector may be written over before this one is read.
                    out.update(from: chosen, count: count)
                }
            }
        }
    }

    private func scalar(_ operand: Operand) -> Double {
        switch operand {
        case .scalar(let value): value
        case .missing: .nan
        case .text: preconditionFailure("a name that is used as a number is given a number")
        case .vector: preconditionFailure("a vector is no scalar")
        }
    }

    private func compare(_ operand: Operand, with word: String, isEqual: Bool) -> Double {
        switch operand {
        case .text(let text) where !text.isEmpty || word.isEmpty: (text == word) == isEqual ? 1 : 0
        case .missing where word.isEmpty: isEqual ? 1 : 0
        case .text, .missing: .nan
        case .scalar, .vector: preconditionFailure("a name that is compared with a word is given a text")
        }
    }
}
