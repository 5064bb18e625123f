import Testing

@testable import Formulas

@Suite("Random expressions against a naive evaluator")
struct RandomExpressionTests {
    private static let width = 37

    /// Equal bits, or missing in both; −0 counts as 0, because which zero `min` returns is nobody's business.
    private func agree(_ value: Double, _ expected: Double?) -> Bool {
        guard let expected else { return value.isNaN }
        return value == expected
    }

    @Test("Vector and scalar evaluation agree with the naive one, missing values and branches included")
    func agreement() throws {
        var random = SeededGenerator(state: 2026)
        let workspace = Workspace(width: Self.width)
        var (finite, missing, vectors) = (0, 0, 0)
        var failures: [String] = []
        for round in 0..<3_000 {
            let tree = NaiveExpression.random(depth: 1 + round % 6, using: &random)
            let formula = try Formula(parsing: tree.text)
            let program = Program(formula)
            let inputs = Inputs(names: ["a", "b", "c", "d", "e"], count: Self.width, using: &random)
            // Vectors outlive the evaluation and the look at its result.
            inputs.withOperands(program.names) { operands in
                let result = program.evaluate(operands, count: Self.width, in: workspace)
                if case .vector = result { vectors += 1 }
                for i in 0..<Self.width {
                    let world = inputs.world(at: i)
                    let expected = tree.value(world)
                    let scalar = program.scalarValue(program.names.map { inputs.scalarOperand($0, at: i) })
                    let reason = program.explainNonFinite(operands, at: i)
                    if !agree(result[i], expected) || !agree(scalar, expected) || (reason == nil) != result[i].isFinite
                    {
                        let found = "\(result[i]), as a scalar \(scalar), because \(reason ?? "finite")"
                        failures.append(
                            "\(tree.text) at \(i): \(found); expected \(expected.map { "\($0)" } ?? "missing")")
                    }
                    if expected == nil { missing += 1 } else { finite += 1 }
                }
            }
        }
        #expect(failures.prefix(5) == [])
        // The test would be worth little if nearly everything were missing or the same for all trials.
        #expect(finite > 30_000)
        #expect(missing > 10_000)
        #expect(vectors > 1_000)
    }

    @Test("Writing a parsed tree out with all parentheses changes nothing")
    func parentheses() throws {
        var random = SeededGenerator(state: 11)
        for _ in 0..<300 {
            let left = NaiveExpression.random(depth: 3, using: &random)
            let right = NaiveExpression.random(depth: 3, using: &random)
            let bare = Program(try Formula(parsing: NaiveExpression.pair("-", left, right).text))
            let full = Program(try Formula(parsing: "(\(left.text)) - (\(right.text))"))
            let inputs = Inputs(names: ["a", "b", "c", "d", "e"], count: 1, using: &random)
            let values = [bare, full].map { program in
                program.scalarValue(program.names.map { inputs.scalarOperand($0, at: 0) })
            }
            #expect(values[0] == values[1] || (values[0].isNaN && values[1].isNaN))
        }
    }
}

/// Random operands: each name is a number, a vector with gaps, or missing; `kind` is a text that may be empty.
private struct Inputs {
    private enum Source {
        case scalar(Double)
        case vector(UnsafeMutableBufferPointer<Double>)
        case missing
    }

    private var sources: [String: Source] = [:]
    private let kind: String?

    init(names: [String], count: Int, using random: inout SeededGenerator) {
        let values = [0, 1, 2, 3, -1, -2, 0.5, -0.25, 1.75, 6.5, 12]
        for name in names {
            switch Int.random(in: 0..<10, using: &random) {
            case 0: sources[name] = .missing
            case 1...4: sources[name] = .scalar(values[Int.random(in: values.indices, using: &random)])
            default:
                let vector = UnsafeMutableBufferPointer<Double>.allocate(capacity: count)
                for i in 0..<count {
                    let isGap = Int.random(in: 0..<15, using: &random) == 0
                    vector[i] = isGap ? .nan : values[Int.random(in: values.indices, using: &random)]
                }
                sources[name] = .vector(vector)
            }
        }
        kind = ["x", "y", "", nil][Int.random(in: 0..<4, using: &random)]
    }

    /// Hands out the operands; afterwards the vectors are gone.
    func withOperands(_ names: [String], _ body: ([Operand]) -> Void) {
        body(
            names.map { name in
                if case .vector(let vector) = sources[name], let start = vector.baseAddress { return .vector(start) }
                return scalarOperand(name, at: 0)
            })
        for case .vector(let vector) in sources.values { vector.deallocate() }
    }

    func scalarOperand(_ name: String, at index: Int) -> Operand {
        if name == "kind" { return kind.map { .text($0) } ?? .missing }
        switch sources[name] {
        case .scalar(let value): return .scalar(value)
        case .vector(let vector): return .scalar(vector[index])
        case .missing, nil: return .missing
        }
    }

    func world(at index: Int) -> NaiveWorld {
        var numbers: [String: Double?] = [:]
        for name in sources.keys {
            if case .scalar(let value) = scalarOperand(name, at: index), !value.isNaN { numbers[name] = .some(value) }
        }
        return NaiveWorld(numbers: numbers, texts: kind.map { ["kind": $0] } ?? [:])
    }
}
