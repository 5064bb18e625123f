/// What is known about the unit of a name.
package enum UnitOfName: Hashable, Sendable {
    case known(Unit)
    case unknown
}

/// What unit checking finds about a formula that has no contradiction.
package enum CheckedUnit: Hashable, Sendable {
    /// The formula is in this unit.
    case known(Unit)
    /// The formula is nothing but 0, which fits any unit.
    case anyUnit
    /// The formula was not checked, because these names, in order of first use, have no known unit.
    case unknown(because: [String])
}

extension Formula {
    /// The unit that the formula is in, given those of the names that it reads as numbers.
    ///
    /// Sums, comparisons, branches and the arguments of `min`, `max` and `clamp` need like units. `abs`, `round`,
    /// `floor` and `ceil` keep the unit, `sqrt` halves its powers. Conditions, exponents and the arguments of the other
    /// functions take no unit. Something with a unit can only be raised to a whole number that is written out. A number has no
    /// unit unless it carries one in brackets, except that a bare 0 fits any; products take such a 0 as having none.
    ///
    /// Names compared with words are not asked for. If a name has no known unit, nothing is checked. Throws the first
    /// contradiction, at its operator or function.
    package func unit(of name: (String) -> UnitOfName) throws(FormulaError) -> CheckedUnit {
        var unitsOfNames: [String: Unit] = [:]
        var unknown: [String] = []
        for use in names where !use.isText {
            switch name(use.name) {
            case .known(let unit): unitsOfNames[use.name] = unit
            case .unknown: unknown.append(use.name)
            }
        }
        if !unknown.isEmpty { return .unknown(because: unknown) }

        // Nil stands for the unit of a bare 0.
        var units: [Unit?] = []
        units.reserveCapacity(nodes.count)
        for node in nodes {
            let unit = try unit(of: node, operands: units, names: unitsOfNames)
            guard unit?.isWithinLimits != false else {
                throw FormulaError(
                    offset: node.offset,
                    problem: "the unit of \(node.quotation) has a power beyond \(Unit.largestPower)")
            }
            units.append(unit)
        }
        return units[units.count - 1].map { .known($0) } ?? .anyUnit
    }

    private func unit(
        of node: Node, operands units: [Unit?], names: [String: Unit]
    ) throws(FormulaError) -> Unit? {
        switch node.kind {
        case .number(let value, let unit): return unit ?? (value == 0 ? nil : .dimensionless)
        case .name(let name): return names[name] ?? .dimensionless
        case .textComparison: return .dimensionless
        case .negation(let a), .overMembers(let a): return units[a]
        case .not(let a):
            try requireCondition(units[a], in: node, of: "not")
            return .dimensionless
        case .binary(let operation, let a, let b):
            return try unit(of: node, operation, units[a], units[b], exponent: b)
        case .conditional(let condition, let first, let second):
            try requireCondition(units[condition], in: node, of: "if")
            return try likeUnit(units[first], units[second], in: node) { "has branches in \($0) and \($1)" }
        case .call(let function, let arguments):
            return try unit(of: node, function, arguments.map { units[$0] })
        }
    }

    private func unit(
        of node: Node, _ operation: BinaryOperator, _ a: Unit?, _ b: Unit?, exponent: Int
    ) throws(FormulaError) -> Unit? {
        switch operation {
        case .or, .and:
            try requireCondition(a, in: node, of: operation.rawValue)
            try requireCondition(b, in: node, of: operation.rawValue)
            return .dimensionless
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
            _ = try likeUnit(a, b, in: node) { "compares \($0) with \($1)" }
            return .dimensionless
        case .plus: return try likeUnit(a, b, in: node) { "adds \($0) and \($1)" }
        case .minus: return try likeUnit(a, b, in: node) { "subtracts \($1) from \($0)" }
        case .times: return (a ?? .dimensionless) * (b ?? .dimensionless)
        case .divide: return (a ?? .dimensionless) / (b ?? .dimensionless)
        case .power:
            if let b, !b.isDimensionless {
                throw FormulaError(
                    offset: node.offset, problem: "the exponent in \(node.quotation) is in \(b), expected no unit")
            }
            guard let a, !a.isDimensionless else { return .dimensionless }
            guard let power = wholeLiteral(exponent) else {
                throw FormulaError(
                    offset: node.offset,
                    problem: "\(node.quotation) raises \(a) to a power that is not a whole number written out",
                    advice: "write a power such as 2, take sqrt, or divide the unit away first")
            }
            return a.raised(to: power)
        }
    }

    private func unit(of node: Node, _ function: Function, _ arguments: [Unit?]) throws(FormulaError) -> Unit? {
        switch function {
        case .min, .max, .clamp:
            var common = arguments[0]
            for argument in arguments.dropFirst() {
                common = try likeUnit(common, argument, in: node) { "mixes \($0) and \($1)" }
            }
            return common
        case .abs, .round, .floor, .ceil: return arguments[0]
        case .sqrt: return arguments[0].map { $0.squareRoot() }
        case .exp, .log, .log10, .sin, .cos:
            if let argument = arguments[0], !argument.isDimensionless {
                throw FormulaError(
                    offset: node.offset,
                    problem: "\(node.quotation) takes \(function.rawValue) of \(argument), expected no unit",
                    advice: "divide by 1[\(argument)] or by something else in that unit")
            }
            return .dimensionless
        }
    }

    /// The unit that two operands share; `phrase` says what is done with units that differ.
    private func likeUnit(
        _ a: Unit?, _ b: Unit?, in node: Node, _ phrase: (String, String) -> String
    ) throws(FormulaError) -> Unit? {
        guard let a, let b else { return a ?? b }
        guard a != b else { return a }
        let unit = a.isDimensionless ? b : a
        throw FormulaError(
            offset: node.offset, problem: "\(node.quotation) \(phrase(a.phrase, b.phrase))",
            advice: a.isDimensionless || b.isDimensionless
                ? "give a bare number its unit in brackets, as in 3[\(unit)]" : "bring both to one unit")
    }

    private func requireCondition(_ unit: Unit?, in node: Node, of word: String) throws(FormulaError) {
        guard let unit, !unit.isDimensionless else { return }
        throw FormulaError(
            offset: node.offset, problem: "\"\(word)\" takes a condition in \(unit), expected no unit",
            advice: "compare it, as in … > 0")
    }

    /// The whole number that a node is, if it is a bare literal, be it with a minus before it.
    private func wholeLiteral(_ node: Int) -> Int? {
        let (literal, sign) = if case .negation(let operand) = nodes[node].kind { (operand, -1) } else { (node, 1) }
        guard case .number(let value, nil) = nodes[literal].kind, abs(value) <= Double(Unit.largestPower) else {
            return nil
        }
        return Int(exactly: value).map { sign * $0 }
    }
}

extension Unit {
    /// How it is named in the middle of a message.
    fileprivate var phrase: String { isDimensionless ? "no unit" : description }
}
