extension Formula {
    /// The name that stands for the k-th sum over members, from 0, once sums are separated. No scenario can use it.
    package static func nameOfSum(_ index: Int) -> String { "over_members \(index)" }

    /// Where the first `over_members(…)` stands, in Unicode scalars; nil without one.
    package var offsetOfFirstSum: Int? {
        nodes.lazy.compactMap { node in
            if case .overMembers = node.kind { return node.offset }
            return nil
        }.min()
    }

    /// The formula with each different `over_members(f)` replaced by a name of its own, and the formulas f in the order
    /// of these names.
    ///
    /// Throws where one stands inside another, which would mean nothing.
    package func separatingSums() throws(FormulaError) -> (outer: Formula, sums: [Formula]) {
        var sums: [Formula] = []
        var names: [Int: String] = [:]
        for (number, node) in nodes.enumerated() {
            guard case .overMembers(let operand) = node.kind else { continue }
            let inner = subformula(operand, replacing: [:])
            if let offset = inner.offsetOfFirstSum {
                throw FormulaError(
                    offset: offset, problem: "over_members stands inside over_members",
                    advice: "sum over members once, and name only what differs between councils inside")
            }
            names[number] = Self.nameOfSum(sums.count)
            sums.append(inner)
        }
        return (subformula(nodes.count - 1, replacing: names), sums)
    }

    /// The part of the formula whose whole is a node, with some nodes replaced by names.
    private func subformula(_ root: Int, replacing names: [Int: String]) -> Formula {
        var isNeeded = [Bool](repeating: false, count: root + 1)
        isNeeded[root] = true
        // Operands always come before what reads them, so one walk backwards finds all.
        for number in stride(from: root, through: 0, by: -1) where isNeeded[number] && names[number] == nil {
            for operand in nodes[number].operands { isNeeded[operand] = true }
        }
        var table = NodeTable()
        var numbers = [Int](repeating: 0, count: root + 1)
        for number in 0...root where isNeeded[number] {
            let node = nodes[number]
            let kind = names[number].map { Node.Kind.name($0) } ?? node.kind.renumbered(numbers)
            numbers[number] = table.add(kind, offset: node.offset, snippet: node.snippet)
        }
        return Formula(text: text, nodes: table.nodes)
    }
}
