import Testing

@testable import Formulas

@Suite("Why a value is not finite")
struct ExplanationTests {
    private let operands: [String: Operand] = [
        "empty": .missing, "hole": .scalar(.nan), "vast": .scalar(.infinity), "kind": .text(""), "zero": .scalar(0),
        "three": .scalar(3), "huge": .scalar(1e300), "minus": .scalar(-8), "type": .text("county"),
    ]

    private func explanation(_ formula: Formula) -> String? {
        let program = Program(formula)
        return program.explainNonFinite(program.names.map { operands[$0] ?? .missing }, at: 0)
    }

    @Test(
        "The part in which it comes about is named, through the branches that count",
        arguments: [
            ("three + 1", nil), ("1 / vast", nil), ("if(three, 1, empty)", nil), ("zero and empty", nil),
            ("min(1 / zero, 3)", nil),
            ("2 * (three + empty)", "column empty is empty"), ("empty + hole", "column empty is empty"),
            ("three + hole", "hole has no value"), ("vast - 1", "vast is infinite"),
            ("vast - vast", "vast is infinite"),
            ("zero * vast", "vast is infinite"), ("kind == 'x'", "column kind is empty"),
            ("if(kind == 'x', 1, 2)", "column kind is empty"),
            ("if(type == 'county', empty, hole)", "column empty is empty"),
            ("if(type == 'x', empty, hole)", "hole has no value"), ("three and empty", "column empty is empty"),
            ("zero or hole", "hole has no value"), ("not empty", "column empty is empty"),
            ("-empty", "column empty is empty"),
            ("empty < 1 / zero", "column empty is empty"), ("1 / zero + empty", "column empty is empty"),
            ("1 + three / zero", "division by zero in \"three / zero\""),
            ("zero / zero", "division by zero in \"zero / zero\""),
            ("max(1, (three + 1) / (three - 3))", "division by zero in \"(three + 1) / (three - 3)\""),
            ("log(minus + 5) * 2", "log of -3 in \"log(minus + 5)\""), ("log(zero)", "log of 0 in \"log(zero)\""),
            ("log10(-0.5)", "log10 of -0.5 in \"log10(-0.5)\""), ("sqrt(minus)", "sqrt of -8 in \"sqrt(minus)\""),
            ("exp(huge)", "\"exp(huge)\" is too large"), ("huge * huge", "\"huge * huge\" is too large"),
            ("huge ^ 2", "\"huge ^ 2\" is too large"), ("huge / 1e-300", "\"huge / 1e-300\" is too large"),
            ("minus ^ 0.5", "-8 to the power 0.5 in \"minus ^ 0.5\""),
            ("zero ^ -2", "0 to the power -2 in \"zero ^ -2\""),
            ("zero ^ -1", "0 to the power -1 in \"zero ^ -1\""), ("clamp(three, empty, 5)", "column empty is empty"),
            ("min(vast, vast)", "vast is infinite"), ("round(three / zero)", "division by zero in \"three / zero\""),
        ] as [(String, String?)])
    func explanations(text: String, expected: String?) throws {
        #expect(explanation(try Formula(parsing: text)) == expected)
    }

    @Test("Inside an inlined quantity the quantity's own text is quoted")
    func quantities() throws {
        let quantity = try Formula(parsing: "three/zero + 1")
        let formula = try Formula(parsing: "2 * cost").substituting { $0 == "cost" ? quantity : nil }
        #expect(explanation(formula) == "division by zero in \"three/zero\"")
    }

    @Test("The trial that is asked for is the one that is explained")
    func index() throws {
        let program = Program(try Formula(parsing: "if(x < 2, 1 / x, log(x - 5))"))
        let numbers: [Double] = [0, 1, 2, 7, .nan]
        numbers.withUnsafeBufferPointer { x in
            guard let start = x.baseAddress else { return }
            let reasons = numbers.indices.map { program.explainNonFinite([.vector(start)], at: $0) }
            let expected = ["division by zero in \"1 / x\"", nil, "log of -3 in \"log(x - 5)\"", nil, "x has no value"]
            #expect(reasons == expected)
        }
    }
}
