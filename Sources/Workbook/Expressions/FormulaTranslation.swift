import Formulas

/// Turns formulas of scenarios into formulas of a spreadsheet that come to the same.
///
/// What differs: −2^2 is 4 in a spreadsheet, so a minus is always told apart with parentheses; texts are compared with
/// EXACT, as `=` is blind to case; `and`, `or` and `if` look at what they have to and no more, so they become IF; `round` and
/// whole years round half up, which ROUND does not do below 0; 0^0 is 1.
package struct FormulaTranslation {
    /// A cell for every quantity that formulas can refer to in place of saying it again.
    private var quantities: [Int: String] = [:]
    private var table = NodeTable()

    /// The most nodes that a formula may have when it is written out as a tree.
    private static let mostNodes = 1_500
    /// Excel's limits: characters of a formula, calls inside each other, characters of a quoted word.
    static let (mostCharacters, mostDepth, mostQuoted) = (8_000, 60, 255)

    /// Knows no quantities.
    package init() {}

    /// Takes up quantities, each of which is known by its formula from now on.
    package init(quantities named: [(name: String, formula: Formula)]) {
        for (name, formula) in named {
            let root = add(formula)
            switch table.nodes[root].kind {
            // What is one number or name is said sooner than it is referred to.
            case .number, .name, .negation: continue
            default: if quantities[root] == nil { quantities[root] = name }
            }
        }
    }

    /// What names stand for.
    package struct Names {
        /// The cell of a name; nil where it stands for nothing that a cell can hold.
        package var cell: (String) -> Expression?
        /// The cell of a quantity; nil where the quantity is to be written out.
        package var quantity: (String) -> Expression?

        /// Of its parts, which the properties of these names explain.
        package init(
            cell: @escaping (String) -> Expression?, quantity: @escaping (String) -> Expression? = { _ in nil }
        ) {
            self.cell = cell
            self.quantity = quantity
        }
    }

    /// The same formula for a spreadsheet; nil where it cannot be written as one: it would be too long, or quotes a word of
    /// more than 255 characters.
    ///
    /// - Parameter isDefinition: whether it is a quantity's own formula, which is not to refer to the quantity.
    package mutating func expression(of formula: Formula, names: Names, isDefinition: Bool = false) -> Expression? {
        let root = add(formula)
        var writer = Writer(
            nodes: table.nodes, quantities: quantities, names: names, defined: isDefinition ? root : nil)
        guard writer.size(of: root) <= Self.mostNodes else { return nil }
        guard let expression = writer.number(root), expression.depth <= Self.mostDepth else { return nil }
        return expression
    }

    /// Names of the quantities that a formula is built of, those that others are built of first; in its own
    /// definition not the quantity itself.
    package mutating func quantities(in formula: Formula, isDefinition: Bool = false) -> [String] {
        let root = add(formula)
        var isNeeded: Set<Int> = []
        var stack = [root]
        while let node = stack.popLast() {
            guard isNeeded.insert(node).inserted else { continue }
            stack += table.nodes[node].operands
        }
        return isNeeded.sorted().filter { !isDefinition || $0 != root }.compactMap { quantities[$0] }
    }

    private mutating func add(_ formula: Formula) -> Int {
        var numbers: [Int] = []
        for node in formula.nodes {
            numbers.append(table.add(node.kind.renumbered(numbers), offset: node.offset, snippet: node.snippet))
        }
        return numbers[numbers.count - 1]
    }

    /// Writes one formula.
    private struct Writer {
        let nodes: [Node]
        let quantities: [Int: String]
        let names: Names
        /// The node of the quantity that is being defined, if one is.
        let defined: Int?
        private var sizes: [Int: Int] = [:]

        init(nodes: [Node], quantities: [Int: String], names: Names, defined: Int?) {
            self.nodes = nodes
            self.quantities = quantities
            self.names = names
            self.defined = defined
        }

        private func quantity(_ node: Int) -> Expression? {
            node == defined ? nil : quantities[node].flatMap(names.quantity)
        }

        /// How many nodes a part has when everything that is used twice is written twice. Operands come first, so that
        /// going through the nodes in order needs no recursion.
        mutating func size(of root: Int) -> Int {
            var isNeeded: Set<Int> = []
            var stack = [root]
            while let node = stack.popLast() {
                guard isNeeded.insert(node).inserted, quantity(node) == nil else { continue }
                stack += nodes[node].operands
            }
            for node in isNeeded.sorted() {
                let own =
                    quantity(node) == nil ? nodes[node].operands.reduce(1) { min(1_000_000, $0 + (sizes[$1] ?? 0)) } : 1
                sizes[node] = own
            }
            return sizes[root] ?? 0
        }

        /// A part as a number.
        func number(_ node: Int) -> Expression? {
            if let quantity = quantity(node) { return quantity }
            switch nodes[node].kind {
            case .number(let value, _): return .number(value)
            case .name(let name): return names.cell(name)
            case .negation(let a): return number(a).map { .negation($0) }
            case .textComparison, .not, .binary(.or, _, _), .binary(.and, _, _):
                return condition(node).map { .if($0, .number(1), .number(0)) }
            case .binary(let sign, _, _) where sign.isComparing:
                return condition(node).map { .if($0, .number(1), .number(0)) }
            case .binary(let sign, let a, let b):
                guard let left = number(a), let right = number(b) else { return nil }
                return Self.arithmetic(sign, left, right)
            case .conditional(let test, let a, let b):
                guard let test = condition(test), let a = number(a), let b = number(b) else { return nil }
                return .if(test, a, b)
            case .overMembers: return nil
            case .call(let function, let arguments):
                var values: [Expression] = []
                for argument in arguments {
                    guard let value = number(argument) else { return nil }
                    values.append(value)
                }
                return Self.call(function, values)
            }
        }

        /// A part as what IF asks for.
        private func condition(_ node: Int) -> Expression? {
            if let quantity = quantity(node) { return .operation(.notEqual, quantity, .number(0)) }
            switch nodes[node].kind {
            case .textComparison(let name, let word, let isEqual):
                guard word.utf16.count <= FormulaTranslation.mostQuoted, let cell = names.cell(name) else { return nil }
                let exact = Expression.call(.exact, [cell, .text(word)])
                return isEqual ? exact : .call(.not, [exact])
            case .not(let a): return condition(a).map { .call(.not, [$0]) }
            case .binary(.and, let a, let b):
                guard let a = condition(a), let b = condition(b) else { return nil }
                return .if(a, b, .number(0))
            case .binary(.or, let a, let b):
                guard let a = condition(a), let b = condition(b) else { return nil }
                return .if(a, .number(1), b)
            case .binary(let sign, let a, let b) where sign.isComparing:
                guard let left = number(a), let right = number(b), let sign = sign.inSpreadsheet else { return nil }
                return .operation(sign, left, right)
            default: return number(node).map { .operation(.notEqual, $0, .number(0)) }
            }
        }

        private static func arithmetic(_ sign: BinaryOperator, _ a: Expression, _ b: Expression) -> Expression? {
            guard let sign = sign.inSpreadsheet else { return nil }
            guard sign == .power else { return .operation(sign, a, b) }
            if case .number(let exponent) = b { return exponent == 0 ? .number(1) : .operation(.power, a, b) }
            return .if(b == .number(0), .number(1), .operation(.power, a, b))
        }

        private static func call(_ function: Function, _ values: [Expression]) -> Expression {
            switch function {
            case .min: .call(.min, values.map(\.asNumber))
            case .max: .call(.max, values.map(\.asNumber))
            case .clamp: .call(.min, [.call(.max, [values[0].asNumber, values[1].asNumber]), values[2].asNumber])
            case .abs: .call(.abs, values)
            case .sqrt: .call(.sqrt, values)
            case .exp: .call(.exp, values)
            case .log: .call(.ln, values)
            case .log10: .call(.log10, values)
            case .round: .roundedHalfUp(values[0])
            case .floor: .call(.int, values)
            case .ceil: .negation(.call(.int, [.negation(values[0])]))
            case .sin: .call(.sin, values)
            case .cos: .call(.cos, values)
            }
        }
    }
}

extension Expression {
    /// MIN and MAX pass over a cell that holds no number; a council's cell, which may, is made one.
    fileprivate var asNumber: Expression {
        if case .cell(let reference) = self, !reference.fixesRow { return self + .number(0) }
        return self
    }
}

extension BinaryOperator {
    fileprivate var isComparing: Bool {
        switch self {
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
        default: false
        }
    }

    /// The same sign in a spreadsheet; nil for `and` and `or`.
    fileprivate var inSpreadsheet: Expression.Operator? {
        switch self {
        case .or, .and: nil
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
