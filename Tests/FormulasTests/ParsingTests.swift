import Testing

@testable import Formulas

@Suite("Parsing")
struct ParsingTests {
    private func value(_ text: String) throws -> Double { Program(try Formula(parsing: text)).scalarValue([]) }

    @Test(
        "Precedence and associativity are those of arithmetic on paper",
        arguments: [
            ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("10 - 4 - 3", 3), ("10 - (4 - 3)", 9), ("24 / 4 / 2", 3),
            ("24 / 4 * 2", 12), ("2 * 3 ^ 2", 18), ("-2^2", -4), ("(-2)^2", 4), ("2^-1", 0.5), ("2^3^2", 512),
            ("(2^3)^2", 64), ("2^-2^2", 0.0625), ("--3", 3), ("1 - -2", 3), ("2 * -3", -6), ("-2 * 3", -6),
            ("-3 + 5", 2),
            ("1 + 1 == 2", 1), ("1 < 2", 1), ("2 < 1", 0), ("2 <= 2", 1), ("2 > 2", 0), ("2 >= 2", 1), ("2 != 2", 0),
            ("not 1 == 2", 1), ("not 0 and 0", 0), ("not (0 and 0)", 1), ("1 or 0 and 0", 1), ("(1 or 0) and 0", 0),
            ("not not 5", 1), ("1 and not 0", 1), ("0 or not 1", 0), ("1 < 2 and 2 < 3", 1),
            ("2 + 3 > 4 or 1 / 0 > 0", 1),
            ("(1 < 2) == 1", 1), ("if(1 < 2, 10, 20) + 1", 11), ("if(0, 10, 20)", 20), ("if(-0.5, 10, 20)", 10),
            ("if(1, 2, 3) ^ 2", 4), ("min(1 + 2, 2 * 2) * 2", 6), (" 1\n+\t2\r\n", 3),
        ] as [(String, Double)])
    func precedence(text: String, expected: Double) throws {
        #expect(try value(text) == expected)
    }

    @Test(
        "Literals are the nearest doubles of what is written",
        arguments: [
            ("1_000", 1000), ("1_000_000.25", 1_000_000.25), ("1.5e6", 1_500_000), ("1.5E+6", 1_500_000),
            ("25e-2", 0.25),
            ("5%", 0.05), ("1.1%", 0.011), ("1.5e3%", 15), ("0.1_5", 0.15), ("3_000[GBP]", 3000),
            ("3 [GBP/year] + 0", 3),
            ("7%[share]", 0.07), ("00", 0), ("1e1_0", 1e10),
        ] as [(String, Double)])
    func literals(text: String, expected: Double) throws {
        #expect(try value(text) == expected)
    }

    @Test("A bare number is constant with its minus and per cent, anything else is not")
    func constants() throws {
        for (text, expected) in [("5", 5), ("-5", -5), ("-2.5%", -0.025), ("( 1_000 )", 1000)] as [(String, Double)] {
            #expect(try Formula(parsing: text).constantValue == expected)
        }
        for text in ["5[GBP]", "-5[GBP]", "2 + 3", "--5", "x", "abs(5)", "not 5", "-(2 * 3)"] {
            #expect(try Formula(parsing: text).constantValue == nil)
        }
        for number in [0, -5, 0.011, 1e300, 1234567, -2.5e-7] {
            let formula = Formula(constant: number)
            #expect(formula.constantValue == number)
            #expect(Program(formula).scalarValue([]) == number)
            #expect(try Formula(parsing: formula.text).constantValue == number)
        }
        #expect(Formula(constant: 1000).text == "1000")
    }

    @Test("Names come once each, in order of first use, with their place and whether they are texts")
    func names() throws {
        let text = "if('x' != type, b * b + a, min(c, a)) + ((region) == \"South 'West'\") + (type == 'é')"
        let expected = [
            NameUse(name: "type", offset: 10, isText: true), NameUse(name: "b", offset: 16, isText: false),
            NameUse(name: "a", offset: 24, isText: false), NameUse(name: "c", offset: 31, isText: false),
            NameUse(name: "region", offset: 42, isText: true),
        ]
        #expect(try Formula(parsing: text).names == expected)
    }

    @Test("Reserved names cannot be names of anything else")
    func reserved() {
        let expected = [
            "abs", "and", "ceil", "clamp", "cos", "exp", "floor", "if", "log", "log10", "max", "min", "not", "or",
            "over_members", "round", "sin", "sqrt",
        ]
        #expect(Formula.reservedNames == expected)
        for name in ["a", "_a", "a_1", "GBP", "If", "minimum"] { #expect(Formula.canName(name)) }
        for name in ["", "1a", "a-b", "a b", "é", "if", "min", "or", "over_members"] { #expect(!Formula.canName(name)) }
    }

    @Test("Formulas of great length are read and evaluated")
    func longSum() throws {
        let text = (1...20_000).map(String.init).joined(separator: " + ")
        #expect(try value(text) == 200_010_000)
        let product = "a" + String(repeating: " * a", count: 20_000)
        let program = Program(try Formula(parsing: product))
        #expect(program.scalarValue([.scalar(1)]) == 1)
        #expect(program.scalarValue([.scalar(0.5)]) == 0)
    }
}
