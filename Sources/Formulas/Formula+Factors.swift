/// What a factor of a product depends on.
package enum FactorKind: Hashable, Sendable, CaseIterable {
    /// On the council alone.
    case council
    /// On the trial, and perhaps the year, alone.
    case trial
    /// On both at once.
    case cell
}

extension Formula {
    /// Whether it is a name and nothing else.
    package var isBareName: Bool {
        if nodes.count == 1, case .name = nodes[0].kind { return true }
        return false
    }

    /// The formula as a product of factors of each kind: their product is the formula's value, but for rounding.
    ///
    /// `a * (b + c) / d` has the factors a, b + c and 1/d; each goes where the names in it belong, and one in which names
    /// of several kinds meet is of the kind `cell`. Constants go with the trial. Kinds without factors are left out.
    ///
    /// - Parameter kind: what a name depends on.
    package func factors(by kind: (String) -> FactorKind) -> [FactorKind: Formula] {
        let kinds = kindsOfNodes(by: kind)
        var factors: [FactorKind: [(root: Int, isDivisor: Bool)]] = [:]
        var stack = [(root: nodes.count - 1, isDivisor: false)]
        while let (root, isDivisor) = stack.popLast() {
            switch nodes[root].kind {
            case .binary(.times, let a, let b):
                stack.append((b, isDivisor))
                stack.append((a, isDivisor))
            case .binary(.divide, let a, let b):
                stack.append((b, !isDivisor))
                stack.append((a, isDivisor))
            default:
                factors[kinds[root] ?? .trial, default: []].append((root, isDivisor))
            }
        }
        return factors.mapValues { product(of: $0) }
    }

    /// The kind of each node; nil for constants.
    private func kindsOfNodes(by kind: (String) -> FactorKind) -> [FactorKind?] {
        var kinds: [FactorKind?] = []
        for node in nodes {
            var own: FactorKind?
            switch node.kind {
            case .name(let name), .textComparison(let name, _, _): own = kind(name)
            default:
                for operand in node.operands {
                    guard let other = kinds[operand] else { continue }
                    own = own == nil || own == other ? other : .cell
                }
            }
            kinds.append(own)
        }
        return kinds
    }

    /// A formula that multiplies parts of this one, in the order written.
    private func product(of factors: [(root: Int, isDivisor: Bool)]) -> Formula {
        var table = NodeTable()
        var numbers: [Int?] = Array(repeating: nil, count: nodes.count)
        var isRead = [Bool](repeating: false, count: nodes.count)
        for factor in factors { isRead[factor.root] = true }
        for number in nodes.indices.reversed() where isRead[number] {
            for operand in nodes[number].operands { isRead[operand] = true }
        }
        for number in nodes.indices where isRead[number] {
            let known = numbers.map { $0 ?? 0 }
            numbers[number] = table.add(
                nodes[number].kind.renumbered(known), offset: nodes[number].offset, snippet: nodes[number].snippet)
        }
        var result: Int?
        for factor in factors {
            guard let number = numbers[factor.root] else { preconditionFailure("factors are read") }
            let left = result ?? (factor.isDivisor ? table.add(.number(1, nil), offset: 0, snippet: "1") : nil)
            guard let left else {
                result = number
                continue
            }
            let operation: BinaryOperator = factor.isDivisor ? .divide : .times
            result = table.add(.binary(operation, left, number), offset: 0, snippet: nodes[factor.root].snippet)
        }
        return Formula(text: text, nodes: table.nodes)
    }
}
