import ElementaryFunctions
import Glibc

/// What a name stands for in the naive evaluator; nil is a missing value.
struct NaiveWorld {
    let numbers: [String: Double?]
    let texts: [String: String]
}

/// A tree that is written out and evaluated without anything of the target: a second, naive implementation.
///
/// Missing is nil and is handled by hand at every step, and branches that do not count are not visited.
indirect enum NaiveExpression {
    case number(Double)
    case name(String)
    case isWord(String, String, Bool)
    case minus(NaiveExpression)
    case not(NaiveExpression)
    case pair(String, NaiveExpression, NaiveExpression)
    case call(String, [NaiveExpression])

    /// The tree as text, with only those parentheses that precedence asks for.
    var text: String { written(inside: 0) }

    private func written(inside outer: Int) -> String {
        let (text, rank): (String, Int)
        switch self {
        case .number(let value): (text, rank) = ("\(value)", 9)
        case .name(let name): (text, rank) = (name, 9)
        case .isWord(let name, let word, let isEqual): (text, rank) = ("\(name) \(isEqual ? "==" : "!=") '\(word)'", 4)
        case .minus(let a): (text, rank) = ("-\(a.written(inside: 7))", 7)
        case .not(let a): (text, rank) = ("not \(a.written(inside: 3))", 3)
        case .call(let function, let arguments):
            (text, rank) = ("\(function)(\(arguments.map { $0.written(inside: 0) }.joined(separator: ", ")))", 9)
        case .pair(let sign, let a, let b):
            let own = Self.ranks[sign, default: 4]
            // Leaning left but for powers; comparisons lean to neither side.
            let left = sign == "^" || own == 4 ? own + 1 : own
            let right = sign == "^" ? 7 : own + 1
            (text, rank) = ("\(a.written(inside: left)) \(sign) \(b.written(inside: right))", own)
        }
        return rank < outer ? "(\(text))" : text
    }

    private static let ranks = ["or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 6, "^": 8]

    /// Its value, nil when missing or not a number.
    func value(_ world: NaiveWorld) -> Double? {
        guard let result = rawValue(world), !result.isNaN else { return nil }
        return result
    }

    private func rawValue(_ world: NaiveWorld) -> Double? {
        switch self {
        case .number(let value): return value
        case .name(let name): return world.numbers[name] ?? nil
        case .isWord(let name, let word, let isEqual):
            let text = world.texts[name] ?? ""
            if text == "" && word != "" { return nil }
            return (text == word) == isEqual ? 1 : 0
        case .minus(let a): return a.value(world).map { -$0 }
        case .not(let a): return a.value(world).map { $0 == 0 ? 1 : 0 }
        case .pair("and", let a, let b):
            guard let a = a.value(world) else { return nil }
            return a == 0 ? 0 : b.value(world).map { $0 == 0 ? 0 : 1 }
        case .pair("or", let a, let b):
            guard let a = a.value(world) else { return nil }
            return a != 0 ? 1 : b.value(world).map { $0 == 0 ? 0 : 1 }
        case .pair(let sign, let a, let b):
            guard let a = a.value(world), let b = b.value(world) else { return nil }
            return combined(sign, a, b)
        case .call("if", let arguments):
            guard let condition = arguments[0].value(world) else { return nil }
            return arguments[condition != 0 ? 1 : 2].value(world)
        case .call(let function, let arguments):
            var values: [Double] = []
            for argument in arguments {
                guard let value = argument.value(world) else { return nil }
                values.append(value)
            }
            return called(function, values)
        }
    }

    private func combined(_ sign: String, _ a: Double, _ b: Double) -> Double {
        switch sign {
        case "+": return a + b
        case "-": return a - b
        case "*": return a * b
        case "/": return a / b
        case "<": return a < b ? 1 : 0
        case "<=": return a <= b ? 1 : 0
        case ">": return a > b ? 1 : 0
        case ">=": return a >= b ? 1 : 0
        case "==": return a == b ? 1 : 0
        case "!=": return a != b ? 1 : 0
        default:
            // The exponents that are products by contract; so the comparison can be of bits.
            if b == 2 { return a * a }
            if b == 3 { return a * a * a }
            return b == -1 ? 1 / a : Elementary.pow(a, b)
        }
    }

    /// Elementary functions are the project's own, compared with libm's in tests of theirs: so bits can be compared here.
    private func called(_ function: String, _ x: [Double]) -> Double {
        switch function {
        case "min": return x.sorted()[0]
        case "max": return x.sorted()[x.count - 1]
        case "abs": return x[0] < 0 ? -x[0] : x[0]
        case "sqrt": return sqrt(x[0])
        case "exp": return Elementary.exp(x[0])
        case "log": return Elementary.log(x[0])
        case "log10": return Elementary.log10(x[0])
        case "round": return floor(x[0] + 0.5 + 1e-9)
        case "floor": return floor(x[0])
        case "ceil": return ceil(x[0])
        case "sin": return Elementary.sin(x[0])
        case "cos": return Elementary.cos(x[0])
        default:
            let raised = x[0] < x[1] ? x[1] : x[0]
            return raised > x[2] ? x[2] : raised
        }
    }
}

extension NaiveExpression {
    /// A random tree of at most this depth over the names a…e and kind.
    static func random(depth: Int, using random: inout SeededGenerator) -> NaiveExpression {
        guard depth > 0, Int.random(in: 0..<8, using: &random) > 0 else {
            switch Int.random(in: 0..<9, using: &random) {
            case 0...2: return .number([0, 1, 2, 3, 0.5, 7.25, 10][Int.random(in: 0..<7, using: &random)])
            case 3:
                return .isWord(
                    "kind", ["x", "y", ""][Int.random(in: 0..<3, using: &random)], Bool.random(using: &random))
            default: return .name(["a", "b", "c", "d", "e"][Int.random(in: 0..<5, using: &random)])
            }
        }
        func part() -> NaiveExpression { .random(depth: depth - 1, using: &random) }
        let signs = ["or", "and", "<", "<=", ">", ">=", "==", "!=", "+", "+", "-", "-", "*", "*", "/", "^"]
        let unary = ["abs", "sqrt", "exp", "log", "log10", "round", "floor", "ceil", "sin", "cos"]
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return .minus(part())
        case 1: return .not(part())
        case 2, 3: return .call("if", [part(), part(), part()])
        case 4:
            return .call(
                ["min", "max"][Int.random(in: 0..<2, using: &random)],
                (0...Int.random(in: 0..<4, using: &random)).map { _ in part() })
        case 5: return .call("clamp", [part(), part(), part()])
        case 6, 7: return .call(unary[Int.random(in: unary.indices, using: &random)], [part()])
        default: return .pair(signs[Int.random(in: signs.indices, using: &random)], part(), part())
        }
    }
}
