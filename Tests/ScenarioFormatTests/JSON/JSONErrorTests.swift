import Testing

@testable import ScenarioFormat

@Suite("What is wrong with a JSON text is said word for word, at its place")
struct JSONErrorTests {
    @Test(
        "Each mistake has its line, column, path and message",
        arguments: [
            ("", ["1:1: the file is empty; expected a scenario, which begins with {"]),
            (" \n\t ", ["2:3: the file is empty; expected a scenario, which begins with {"]),
            ("\u{FEFF}", ["1:1: the file is empty; expected a scenario, which begins with {"]),
            ("[1, 2,]", ["1:6: found a comma before \"]\"; remove it"]),
            ("{\"a\": {\"b\": 1,\n}}", ["1:14: a: found a comma before \"}\"; remove it"]),
            (
                "[1,, 2,,]",
                [
                    "1:4: found a comma with nothing before it; remove it",
                    "1:8: found a comma with nothing before it; remove it",
                    "1:7: found a comma before \"]\"; remove it",
                ]
            ),
            ("[,]", ["1:2: found a comma with nothing before it; remove it"]),
            ("{,\"a\": 1}", ["1:2: found a comma with nothing before it; remove it"]),
            (
                "{\"a\": 1,\n \"b\": {}, \"a\": 2}",
                ["2:11: the key \"a\" stands in line 1 already; remove one of them"]
            ),
            ("{\"x\": {\"a\": 1, \"a\": 2}}", ["1:16: x: the key \"a\" stands in line 1 already; remove one of them"]),
            ("{\"a\\u0062\": 1, \"ab\": 2}", ["1:16: the key \"ab\" stands in line 1 already; remove one of them"]),
            (
                "// one\n{\"a\": /* two\n */ 1} # three",
                [
                    "1:1: found a comment, which JSON does not have; remove it, or use a \"note\"",
                    "2:7: found a comment, which JSON does not have; remove it, or use a \"note\"",
                    "3:8: found a comment, which JSON does not have; remove it, or use a \"note\"",
                ]
            ),
            (
                "{/*/}",
                [
                    "1:2: found a comment, which JSON does not have; remove it, or use a \"note\"",
                    "1:6: the file ends inside the object that begins in line 1, column 1; close it with \"}\"",
                ]
            ),
            (
                "{'a': 'b'}",
                [
                    "1:2: found a single quote; put keys and texts in double quotes",
                    "1:7: a: found a single quote; put keys and texts in double quotes",
                ]
            ),
            ("{a: 1}", ["1:2: the key a is not in double quotes; write \"a\""]),
            (
                "{$schema: 1, my-key: 2}",
                [
                    "1:2: the key $schema is not in double quotes; write \"$schema\"",
                    "1:14: the key my-key is not in double quotes; write \"my-key\"",
                ]
            ),
            (
                "{0: 1, 0.5: 2}",
                [
                    "1:2: the key 0 is not in double quotes; write \"0\"",
                    "1:8: the key 0.5 is not in double quotes; write \"0.5\"",
                ]
            ),
            (
                "{\"a\": 1,000, \"b\": 2}",
                [
                    "1:9: found 000, expected a key in double quotes; write thousands without commas, as in 1000"
                ]
            ),
            (
                "{\"a\": 1 000}",
                [
                    "1:9: found \"0\", expected \",\" before it",
                    "1:9: found 000, expected a key in double quotes; write thousands without commas, as in 1000",
                ]
            ),
            ("{\"a\" 1}", ["1:6: found \"1\" behind the key \"a\", expected \":\""]),
            ("{\"a\": 1 \"b\": 2}", ["1:9: found a text, expected \",\" before it"]),
            ("[1 2]", ["1:4: found \"2\", expected \",\" before it"]),
            ("{\"a\" = 1}", ["1:6: found \"=\" behind the key \"a\", expected \":\""]),
            (
                "{1}",
                [
                    "1:2: the key 1 is not in double quotes; write \"1\"",
                    "1:3: found \"}\" behind the key \"1\", expected \":\"",
                ]
            ),
            ("{\"a\"}", ["1:5: found \"}\" behind the key \"a\", expected \":\""]),
            ("{\"a\":\n}", ["2:1: a: found \"}\", expected a value"]),
            ("{\"a\":", ["1:6: a: the file ends where a value is expected"]),
            ("{@}", ["1:2: found \"@\", expected a key in double quotes"]),
            ("{[1]: 2}", ["1:2: found \"[\", expected a key in double quotes"]),
            ("[1}", ["1:3: found \"}\", expected \",\" or \"]\" in the list that begins in line 1"]),
            ("[1,\n2:3]", ["2:2: found \":\", expected \",\" or \"]\" in the list that begins in line 1"]),
            ("{\n\"a\": 1]", ["2:7: found \"]\", expected \",\" or \"}\" in the object that begins in line 1"]),
            ("\n [1", ["2:4: the file ends inside the list that begins in line 2, column 2; close it with \"]\""]),
            ("[1,", ["1:4: the file ends inside the list that begins in line 1, column 1; close it with \"]\""]),
            (
                "{\"a\": {\"b\": 1}",
                ["1:15: the file ends inside the object that begins in line 1, column 1; close it with \"}\""]
            ),
            ("{} {}", ["1:4: found \"{\" behind the end of the JSON value; remove it"]),
            ("{}}", ["1:3: found \"}\" behind the end of the JSON value; remove it"]),
            ("[1, \u{1}]", ["1:5: [1]: found the control character U+0001, expected a value"]),
            ("{\0\"\0a", ["1:2: found the control character U+0000, expected a key in double quotes"]),
            ("[\u{7F}]", ["1:2: [0]: found the control character U+007F, expected a value"]),
            (
                "[NaN, yes]",
                [
                    "1:2: [0]: found the word NaN, expected a value; put texts in double quotes",
                    "1:7: [1]: found the word yes, expected a value; put texts in double quotes",
                ]
            ),
            (
                "[True, NULL]",
                [
                    "1:2: [0]: found the word True, expected a value; write true",
                    "1:8: [1]: found the word NULL, expected a value; write null",
                ]
            ),
            ("{\"a\":\u{A0}1}", ["1:6: found U+00A0, a blank that JSON does not have; write a space"]),
            ("[1,\u{FEFF}2]", ["1:4: found U+FEFF, a blank that JSON does not have; write a space"]),
            (
                "{\u{201C}a\u{201D}: 1}",
                ["1:2: found the quotation mark \u{201C}; put keys and texts in straight double quotes"]
            ),
            (
                "{\"a\": \u{201E}b\u{201C}}",
                ["1:7: a: found the quotation mark \u{201E}; put keys and texts in straight double quotes"]
            ),
        ] as [(String, [String])])
    func mistakes(text: String, expected: [String]) {
        #expect(complaints(about: text) == expected)
    }

    @Test(
        "Mistakes inside texts have their place",
        arguments: [
            (
                "[\"ab\n]",
                ["1:2: [0]: the text that begins here does not end in its line; close it with a double quote"]
            ),
            (
                "[\"ab\\\n]",
                ["1:2: [0]: the text that begins here does not end in its line; close it with a double quote"]
            ),
            (
                "[\"ab",
                [
                    "1:2: [0]: the text that begins here does not end in its line; close it with a double quote",
                    "1:5: the file ends inside the list that begins in line 1, column 1; close it with \"]\"",
                ]
            ),
            (
                "[\"C:\\dir\"]",
                [
                    "1:5: [0]: \\ before \"d\" is no escape; write \\\\ for a backslash, \\\" for a quote, \\n for a new line"
                ]
            ),
            (
                "['it\\'s']",
                [
                    "1:2: [0]: found a single quote; put keys and texts in double quotes",
                    "1:5: [0]: \\ before \"'\" is no escape; write \\\\ for a backslash, \\\" for a quote, \\n for a new line",
                ]
            ),
            (
                "[\"£ \\u00g0\"]",
                [
                    "1:5: [0]: \\u is not followed by four hexadecimal digits; write it as in \\u00A3"
                ]
            ),
            ("[\"\\u12\"]", ["1:3: [0]: \\u is not followed by four hexadecimal digits; write it as in \\u00A3"]),
            (
                "[\"\\u1",
                [
                    "1:3: [0]: \\u is not followed by four hexadecimal digits; write it as in \\u00A3",
                    "1:2: [0]: the text that begins here does not end in its line; close it with a double quote",
                    "1:6: the file ends inside the list that begins in line 1, column 1; close it with \"]\"",
                ]
            ),
            ("[\"\\u+123\"]", ["1:3: [0]: \\u is not followed by four hexadecimal digits; write it as in \\u00A3"]),
            (
                "[\"\\uD83D\"]",
                [
                    "1:3: [0]: \\uD83D is half of a surrogate pair; write both halves, or the character"
                ]
            ),
            (
                "[\"\\ud83d\\u0041\"]",
                [
                    "1:3: [0]: \\uD83D is half of a surrogate pair; write both halves, or the character"
                ]
            ),
            (
                "[\"\\uD83D\\uD83D\"]",
                [
                    "1:3: [0]: \\uD83D is half of a surrogate pair; write both halves, or the character",
                    "1:9: [0]: \\uD83D is half of a surrogate pair; write both halves, or the character",
                ]
            ),
            ("[\"\\uDE00\"]", ["1:3: [0]: \\uDE00 is half of a surrogate pair; write both halves, or the character"]),
            ("[\"a\tb\"]", ["1:4: [0]: found a tab in a text; write \\t"]),
            ("[\"a\u{1}\"]", ["1:4: [0]: found the control character U+0001 in a text; write \\u0001"]),
            ("[\"a\u{1F}\"]", ["1:4: [0]: found the control character U+001F in a text; write \\u001F"]),
        ] as [(String, [String])])
    func texts(text: String, expected: [String]) {
        #expect(complaints(about: text) == expected)
    }

    @Test(
        "What is no number in JSON is refused",
        arguments: [
            "01", "-01", "+1", ".5", "5.", "1e", "1e+", "-", "1_000", "5%", "0x10", "1.2.3", "-Infinity", "1e5x", "--1",
        ])
    func noNumber(text: String) {
        let message = "1:2: [0]: \"\(text)\" is no JSON number; write it as in 1000, 0.5, -2 or 1.5e6"
        #expect(complaints(about: "[\(text)]") == [message])
    }

    @Test("Numbers out of range are refused, those at its ends are read")
    func range() {
        #expect(
            complaints(about: "[1e999]") == ["1:2: [0]: the number 1e999 is too large; numbers go up to about 1.8e308"])
        #expect(
            complaints(about: "[-1.8e308]")
                == ["1:2: [0]: the number -1.8e308 is too large; numbers go up to about 1.8e308"])
        #expect(
            complaints(about: "[1e-400]") == ["1:2: [0]: the number 1e-400 is too small to be told from 0; write 0"])
        let long = "1" + String(repeating: "0", count: 400)
        #expect(
            complaints(about: long)
                == [
                    "1:1: the number 1\(String(repeating: "0", count: 56))… is too large; numbers go up to about 1.8e308"
                ])
        for (text, expected) in [
            ("1.7976931348623157e308", Double.greatestFiniteMagnitude), ("5e-324", Double.leastNonzeroMagnitude),
            ("0e999", 0), ("0.000e-999", 0), ("1E+2", 100), ("-2.50", -2.5), ("0", 0),
            ("9007199254740993", 9_007_199_254_740_992),
        ] {
            #expect(value(of: text).value == .number(expected, text: text))
        }
    }

    @Test("A file that is not UTF-8 is refused at its first such byte")
    func malformedUTF8() {
        let start = Array("[\"£\",\n\"".utf8)
        let sequences: [([UInt8], String)] = [
            ([0xFF], "FF"), ([0x80], "80"), ([0xC0, 0x80], "C0"), ([0xC1, 0xBF], "C1"), ([0xE0, 0x9F, 0x80], "E0"),
            ([0xED, 0xA0, 0x80], "ED"), ([0xF0, 0x8F, 0x80, 0x80], "F0"), ([0xF4, 0x90, 0x80, 0x80], "F4"),
            ([0xF5, 0x80, 0x80, 0x80], "F5"), ([0xE2, 0x82], "E2"), ([0xF1, 0x80, 0x80, 0x41], "F1"), ([0xC2], "C2"),
            // A pound sign as Windows writes it.
            ([0xA3, 0x35], "A3"),
        ]
        for (bytes, name) in sequences {
            let message = "2:2: the byte 0x\(name) is not UTF-8; save the file in the encoding UTF-8"
            #expect(complaints(aboutBytes: start + bytes) == [message])
            #expect(complaints(aboutBytes: [0xEF, 0xBB, 0xBF] + start + bytes) == [message])
        }
        #expect(
            complaints(aboutBytes: [0xEF, 0xBB, 0xBF, 0x41, 0xFF])
                == ["1:2: the byte 0xFF is not UTF-8; save the file in the encoding UTF-8"])
        for text in ["\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"] {
            #expect(value(of: "\"\(text)\"").value == .text(text))
        }
    }

    @Test("Nesting without end is refused, and 200 levels are read")
    func nesting() {
        for (piece, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = String(repeating: piece, count: 200)
            #expect(complaints(about: deep + "0" + String(repeating: close, count: 200)) == [])
            let column = piece.count * 200 + 1
            let message = "1:\(column): the JSON nests more than 200 levels deep; a scenario needs about ten"
            #expect(complaints(about: String(repeating: piece, count: 100_000)) == [message])
        }
    }

    @Test("Whatever is written, it is read or refused at a place inside the text")
    func anything() {
        var random = SeededGenerator(state: 5)
        let pieces =
            [
                "{", "}", "[", "]", ",", ":", "\"", "'", "\\", "/", "#", "\n", " ", "1", "-", ".", "e", "a", "£",
                "\u{1F600}",
            ]
            + ["\"a\":", "null", "\\u", "d83d", "//", "/*", "*/", "\u{A0}", "\u{201C}", "\t", "\u{1}"]
        var sound = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in
                pieces[Int.random(in: pieces.indices, using: &random)]
            }.joined()
            let (root, issues) = JSONReader.read(Array(text.utf8), file: "f")
            if issues.isEmpty { sound += 1 }
            #expect(root != nil || !issues.isEmpty)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for issue in issues {
                guard lines.indices.contains(issue.line - 1) else {
                    Issue.record("line \(issue.line) of \(text.debugDescription)")
                    continue
                }
                #expect(
                    (1...lines[issue.line - 1].unicodeScalars.count + 1).contains(issue.column),
                    "\(text.debugDescription)")
            }
        }
        #expect(sound > 50)
    }
}
