import Glibc
import Testing

@testable import Formulas

@Suite("Evaluation")
struct EvaluationTests {
    private func value(_ text: String, _ operands: [String: Operand] = [:]) throws -> Double {
        let program = Program(try Formula(parsing: text))
        let given = program.names.map { operands[$0] ?? .missing }
        let scalar = program.scalarValue(given)
        let workspace = Workspace(width: 1)
        let result = program.evaluate(given, count: 1, in: workspace)
        #expect(result[0] == scalar || (result[0].isNaN && scalar.isNaN))
        // Without vectors among the operands there is no vector work.
        if case .vector = result { Issue.record("\(text) became a vector") }
        return scalar
    }

    @Test(
        "Every function gives its textbook values",
        arguments: [
            ("min(3, 1, 2)", 1), ("min(4)", 4), ("max(3, 1, 2)", 3), ("max(-4)", -4), ("min(2, 1) + max(1, 2)", 3),
            ("abs(-2.5)", 2.5), ("abs(2.5)", 2.5), ("sqrt(2.25)", 1.5), ("exp(0)", 1), ("exp(1)", M_E), ("log(1)", 0),
            ("log(exp(2))", 2), ("log10(1000)", 3), ("log10(1%)", -2), ("floor(2.7)", 2), ("floor(-2.2)", -3),
            ("ceil(2.2)", 3),
            ("ceil(-2.7)", -2), ("sin(0)", 0), ("cos(0)", 1), ("sin(1)^2 + cos(1)^2", 1), ("clamp(5, 0, 3)", 3),
            ("clamp(-5, 0, 3)", 0), ("clamp(2, 0, 3)", 2), ("clamp(2, 3, 1)", 1), ("if(1, 2, 3)", 2),
            ("if(0, 2, 3)", 3),
            ("9^0.5", 3), ("2^10", 1024), ("5^2", 25), ("5^3", 125), ("4^-1", 0.25), ("0^0", 1), ("2 and -1", 1),
            ("0 or 0", 0),
        ] as [(String, Double)])
    func functions(text: String, expected: Double) throws {
        #expect(abs(try value(text) - expected) <= 1e-15 * max(1, abs(expected)))
    }

    @Test(
        "Halves are rounded up, also those that rounding errors leave a little short",
        arguments: [
            (0.5, 1), (-0.5, 0), (1.5, 2), (2.5, 3), (-1.5, -1), (2.4, 2), (2.6, 3), (-2.6, -3), (0.5 - 1e-10, 1),
            (0.5 - 1e-8, 0), (1.15 * 100 - 0.5 + 0.5, 115), (0x1p52 + 1, 0x1p52 + 1), (-0x1p52 - 1, -0x1p52 - 1),
            (0x1p51 + 0.5, 0x1p51 + 1), (1e300, 1e300), (0, 0),
        ] as [(Double, Double)])
    func rounding(x: Double, expected: Double) throws {
        #expect(roundedHalfUp(x) == expected)
        #expect(try value("round(x)", ["x": .scalar(x)]) == expected)
    }

    @Test(
        "Missing values come out as missing wherever they are evaluated, and only there",
        arguments: [
            ("m", nil), ("-m", nil), ("m + 1", nil), ("0 * m", nil), ("m - m", nil), ("1 / m", nil), ("m ^ 0", nil),
            ("m ^ 2", nil),
            ("1 ^ m", nil), ("m ^ -1", nil), ("m ^ 3", nil), ("m < 1", nil), ("1 <= m", nil), ("m > m", nil),
            ("m >= 0", nil),
            ("m == m", nil), ("m != 1", nil), ("not m", nil), ("min(1, m)", nil), ("min(m, 1)", nil),
            ("max(1, 2, m)", nil),
            ("max(m, 2)", nil), ("clamp(m, 0, 1)", nil), ("clamp(0, m, 1)", nil), ("clamp(0, 1, m)", nil),
            ("abs(m)", nil),
            ("sqrt(m)", nil), ("exp(m)", nil), ("log(m)", nil), ("log10(m)", nil), ("round(m)", nil), ("floor(m)", nil),
            ("ceil(m)", nil), ("sin(m)", nil), ("cos(m)", nil), ("m and 0", nil), ("0 and m", 0), ("1 and m", nil),
            ("m and 1", nil),
            ("m or 1", nil), ("1 or m", 1), ("0 or m", nil), ("m or 0", nil), ("0 and m or 1", 1), ("if(m, 1, 1)", nil),
            ("if(1, 2, m)", 2), ("if(0, m, 3)", 3), ("if(1, m, 3)", nil), ("if(0, 2, m)", nil),
            ("if(0 and m, 1, 2)", 2),
            ("if(1, 2, log(-1))", 2), ("sqrt(-1)", nil), ("log(-1)", nil), ("0 / 0", nil), ("(-8) ^ 0.5", nil),
            ("if(0, if(m, m, m), if(1, 4, m))", 4), ("min(m)", nil), ("if(sqrt(-1) > 0, 1, 2)", nil),
        ] as [(String, Double?)])
    func missing(text: String, expected: Double?) throws {
        for operand in [Operand.missing, .scalar(.nan)] {
            let result = try value(text, ["m": operand])
            #expect(expected.map { $0 == result } ?? result.isNaN, "\(text): \(result)")
        }
        let workspace = Workspace(width: 3)
        // The same, with a vector that has a gap at one of its places.
        let program = Program(try Formula(parsing: text))
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3) { vector in
            for (i, number) in [0.5, .nan, 0.5].enumerated() { vector[i] = number }
            guard let start = vector.baseAddress else { return }
            let operands = program.names.map { _ in Operand.vector(UnsafePointer(start)) }
            let result = program.evaluate(operands, count: 3, in: workspace)
            #expect(expected.map { $0 == result[1] } ?? result[1].isNaN, "\(text) at 1: \(result[1])")
            let present = program.scalarValue(program.names.map { _ in .scalar(0.5) })
            for i in [0, 2] { #expect(result[i] == present || (result[i].isNaN && present.isNaN), "\(text) at \(i)") }
        }
    }

    @Test("Texts are equal or not, and an empty cell only answers the question whether it is empty")
    func texts() throws {
        let county = ["type": Operand.text("county")]
        #expect(try value("type == 'county'", county) == 1)
        #expect(try value("'county' == type", county) == 1)
        #expect(try value("type != 'county'", county) == 0)
        #expect(try value("type == 'County'", county) == 0)
        #expect(try value("type != 'district'", county) == 1)
        #expect(try value("type == ''", county) == 0)
        #expect(try value("type != ''", county) == 1)
        for empty in [Operand.text(""), .missing] {
            #expect(try value("type == 'county'", ["type": empty]).isNaN)
            #expect(try value("type != 'county'", ["type": empty]).isNaN)
            #expect(try value("type == ''", ["type": empty]) == 1)
            #expect(try value("type != ''", ["type": empty]) == 0)
            #expect(try value("if(type == '', 5, if(type == 'county', 1, 2))", ["type": empty]) == 5)
            #expect(try value("type != '' and type == 'county'", ["type": empty]) == 0)
        }
    }

    @Test("What does not differ by trial stays a scalar, also past branches that do")
    func scalars() throws {
        let workspace = Workspace(width: 512)
        let vector = UnsafeMutableBufferPointer<Double>.allocate(capacity: 512)
        defer { vector.deallocate() }
        for i in vector.indices { vector[i] = Double(i) }
        let operands: (Program) -> [Operand] = { program in
            program.names.map { name in
                name == "v" ? .vector(UnsafePointer(vector.baseAddress!)) : (name == "kind" ? .text("x") : .scalar(3))
            }
        }
        for text in [
            "s * 2 + s", "if(kind == 'x', s, v)", "0 and v", "1 or v", "if(kind == 'y', v ^ 2, s) + 1", "if(0/0, v, v)",
        ] {
            let program = Program(try Formula(parsing: text))
            guard case .scalar = program.evaluate(operands(program), count: 512, in: workspace) else {
                Issue.record("\(text) became a vector")
                continue
            }
        }
        for text in ["v", "min(v)", "s + v", "if(kind == 'x', v, s)", "1 and v", "if(v > 5, s, kind == 'y')"] {
            let program = Program(try Formula(parsing: text))
            guard case .vector = program.evaluate(operands(program), count: 512, in: workspace) else {
                Issue.record("\(text) became a scalar")
                continue
            }
        }
    }

    @Test("One workspace serves programs of all sizes in turn, at any count up to its width")
    func workspace() throws {
        let workspace = Workspace(width: 8)
        let numbers: [Double] = [1, 2, 3, 4, 5, 6, 7, 8]
        let small = Program(try Formula(parsing: "x * 2"))
        let large = Program(
            try Formula(parsing: "(x + 1) * (x + 2) * (x + 3) - (x ^ 2 + (x - 1) * ((x - 2) * (x - 3) + x / 4))"))
        numbers.withUnsafeBufferPointer { x in
            guard let start = x.baseAddress else { return }
            for count in [8, 1, 0, 5, 8] {
                for i in 0..<count {
                    #expect(small.evaluate([.vector(start)], count: count, in: workspace)[i] == 2 * x[i])
                    let y = x[i]
                    let expected = (y + 1) * (y + 2) * (y + 3) - (y * y + (y - 1) * ((y - 2) * (y - 3) + y / 4))
                    #expect(large.evaluate([.vector(start)], count: count, in: workspace)[i] == expected)
                }
            }
        }
        // Vectors are used again: three hold all that waits to be used at one time.
        #expect(large.slotCount < 6)
    }
}
