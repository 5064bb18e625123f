import Testing

@testable import Formulas

@Suite("What is wrong with a formula is said word for word")
struct FormulaErrorTests {
    private static let operand = "expected a number, a name, a function or \"(\""

    @Test(
        "Each mistake has its place, problem and advice",
        arguments: [
            ("", 0, "the formula is empty", ""),
            ("   ", 3, "the formula is empty", ""),
            ("1 +", 3, "the formula ends, \(operand)", ""),
            ("1 + * 2", 4, "found \"*\", \(operand)", ""),
            ("+1", 0, "found \"+\", \(operand)", ""),
            ("()", 1, "found \")\", \(operand)", ""),
            ("1 2", 2, "found \"2\", expected an operator or the end of the formula", ""),
            ("a b", 2, "found \"b\", expected an operator or the end of the formula", ""),
            ("2x", 1, "found \"x\", expected an operator or the end of the formula", ""),
            ("1)", 1, "found \")\", expected an operator or the end of the formula", ""),
            ("(1, 2)", 2, "found \",\", expected an operator or \")\"", ""),
            ("min(1 2)", 6, "found \"2\", expected an operator, \",\" or \")\"", ""),
            ("2 * (1 + 3", 4, "this \"(\" is never closed", "add \")\""),
            ("min(1, 2", 3, "this \"(\" is never closed", "add \")\""),
            ("min(1,)", 6, "found \")\", \(operand)", ""),
            (
                "a < b < c", 6, "found \"<\" after \"<\": comparisons cannot be chained",
                "join two comparisons by \"and\", as in a < b and b < c"
            ),
            (
                "1 or a == b != c", 12, "found \"!=\" after \"==\": comparisons cannot be chained",
                "join two comparisons by \"and\", as in a < b and b < c"
            ),
            ("1 + not a", 4, "found \"not\", \(operand)", "put not (…) in parentheses"),
            ("a = b", 2, "found \"=\", which formulas do not have", "compare with \"==\""),
            ("a && b", 2, "found \"&&\", which formulas do not have", "write \"and\""),
            ("a || b", 2, "found \"||\", which formulas do not have", "write \"or\""),
            ("!a", 0, "found \"!\", which formulas do not have", "write \"not\", or \"!=\" for unequal"),
            ("a ** 2", 2, "found \"**\", which formulas do not have", "write \"^\" for a power"),
            ("a <> 2", 2, "found \"<>\", which formulas do not have", "write \"!=\" for unequal"),
            ("a \u{2212} 2", 2, "found \"\u{2212}\", which formulas do not have", "write \"-\""),
            ("a \u{D7} 2", 2, "found \"\u{D7}\", which formulas do not have", "write \"*\""),
            ("a%", 1, "found \"%\", which formulas do not have", "write % directly behind a number, as in 5%"),
            (".5", 0, "found \".\", which formulas do not have", "begin a number with a digit, as in 0.5"),
            (
                "a \u{201C}b\u{201D}", 2, "found \"\u{201C}\", which formulas do not have",
                "put words in straight quotes"
            ),
            (
                "\u{A3}5", 0, "found \"\u{A3}\", which formulas do not have",
                "write the unit in brackets behind the number, as in 3_000[GBP]"
            ),
            ("a @ b", 2, "found \"@\", which formulas do not have", ""),
            // Offsets count Unicode scalars: a flag is two, an accent of its own is one.
            ("x == '\u{1F1EC}\u{1F1E7}e\u{301}' @", 12, "found \"@\", which formulas do not have", ""),
            ("5.", 2, "the number \"5.\" has no digit after its point", ""),
            (
                "1__0", 1, "found \"_\" in a number without a digit after it",
                "put single \"_\" between digits, as in 1_000"
            ),
            (
                "1_", 1, "found \"_\" in a number without a digit after it",
                "put single \"_\" between digits, as in 1_000"
            ),
            ("2 * 1e999", 4, "the number \"1e999\" is too large or small", ""),
            (
                "1e99999999999999999999", 0, "the number \"1e99999999999999999999\" is too large or small", ""
            ),
            ("type == \"a", 8, "the word that begins here with \" does not end", "close it with the same quote, \""),
            ("5[GBP", 1, "the unit that begins here with \"[\" does not end", "close it with \"]\""),
            (
                "[GBP]", 0, "found \"[GBP]\", \(operand)", "write a unit directly behind a number, as in 3_000[GBP]"
            ),
            ("a[GBP]", 1, "found \"[GBP]\", expected an operator or the end of the formula", ""),
            ("1]", 1, "found \"]\", which formulas do not have", "write a unit as in 3_000[GBP]"),
            (
                "2 + 5[GBP per year]", 10, "found \"per\" in a unit, expected \"*\", \"/\" or \"^\"",
                "write units from the left, as in GBP/resident/year"
            ),
            (
                "'a'", 0, "found the word 'a', expected a number",
                "a word can only be compared with a column, as in type == \"county\""
            ),
            (
                "if(c, \"a\", 1)", 6, "found the word \"a\", expected a number",
                "a word can only be compared with a column, as in type == \"county\""
            ),
            (
                "type == (\"a\")", 9, "found the word \"a\", expected a number",
                "a word can only be compared with a column, as in type == \"county\""
            ),
            (
                "1 + type == \"a\"", 12, "found the word \"a\", expected a number",
                "a word can only be compared with a column, as in type == \"county\""
            ),
            (
                "\"a\" == 1 + type", 0, "found the word \"a\", expected a number",
                "a word can only be compared with a column, as in type == \"county\""
            ),
            (
                "type == \"a\" + 1", 8, "found the word \"a\", expected a number",
                "a word can only be compared with a column, as in type == \"county\""
            ),
            (
                "'a' == \"b\"", 4, "found a word on both sides of \"==\", expected a name on one",
                "compare a column with a word, as in type == \"county\""
            ),
            ("type < \"a\"", 5, "found \"<\" between a name and a word, expected == or !=", "words have no order"),
            (
                "type == 'a' and type > 1", 16, "\"type\" is used as a number here, but compared with a word before",
                "a column is either numbers or words"
            ),
            (
                "type + (type == 'a')", 8, "\"type\" is compared with a word here, but used as a number before",
                "a column is either numbers or words"
            ),
            ("1 + mni(2, 3)", 4, "unknown function \"mni\"", "did you mean \"min\"?"),
            ("SQRT(2)", 0, "unknown function \"SQRT\"", "did you mean \"sqrt\"?"),
            (
                "average(1, 2)", 0, "unknown function \"average\"",
                "the functions are abs, ceil, clamp, cos, exp, floor, if, log, log10, max, min, over_members, round, sin, sqrt"
            ),
            ("1 + min", 4, "\"min\" is a function, expected \"(\" after it", "write min(…)"),
            ("if + 1", 0, "\"if\" is a function, expected \"(\" after it", "write if(…)"),
            ("sqrt(1, 2)", 0, "sqrt takes 1 argument, found 2", ""),
            ("1 + exp()", 4, "exp takes 1 argument, found 0", ""),
            ("if(a, b)", 0, "if takes 3 arguments, found 2", "write if(condition, a, b)"),
            ("clamp(1)", 0, "clamp takes 3 arguments, found 1", "write clamp(x, lowest, highest)"),
            ("max()", 0, "max takes at least 1 argument, found 0", ""),
            ("2 * over_members(1, 2)", 4, "over_members takes 1 argument, found 2", ""),
            ("over_members", 0, "\"over_members\" is a function, expected \"(\" after it", "write over_members(…)"),
        ] as [(String, Int, String, String)])
    func message(text: String, offset: Int, problem: String, advice: String) {
        #expect(throws: FormulaError(offset: offset, problem: problem, advice: advice)) { try Formula(parsing: text) }
    }

    @Test(
        "Nesting without end is refused, on the small stack of a thread too",
        arguments: ["(", "-", "not ", "min(", "2^", "1+("])
    func nesting(piece: String) {
        let expected = "the formula nests more than 200 levels deep"
        #expect {
            try Formula(parsing: String(repeating: piece, count: 10_000) + "1")
        } throws: { error in
            let error = error as? FormulaError
            return error?.problem == expected && error?.advice == "name its parts as quantities"
        }
        // A sum in parentheses is two levels.
        let count = piece == "1+(" ? 99 : 199
        let closing = piece.contains("(") ? String(repeating: ")", count: count) : ""
        #expect(throws: Never.self) { try Formula(parsing: String(repeating: piece, count: count) + "1" + closing) }
    }

    @Test("Whatever is written, it is read or refused at a place inside the text")
    func anything() {
        var random = SeededGenerator(state: 7)
        let pieces =
            Array("()+-*/^<>=!,.%[]\"'_ 1e5ab é£").map(String.init) + ["min(", "if(", "and ", "not ", "1e-9", "[GBP]"]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                pieces[Int.random(in: pieces.indices, using: &random)]
            }.joined()
            do {
                let formula = try Formula(parsing: text)
                #expect(!formula.nodes.isEmpty)
            } catch {
                #expect((0...text.unicodeScalars.count).contains(error.offset), "\(text)")
                #expect(!error.problem.isEmpty)
            }
        }
    }
}
