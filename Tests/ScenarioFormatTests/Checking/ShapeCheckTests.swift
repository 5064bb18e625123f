import Testing

@testable import ScenarioFormat

@Suite("Keys and kinds of values are checked against the catalogue")
struct ShapeCheckTests {
    private static let sample = Shape.Entry(
        title: "a sample",
        keys: [
            .init("text", .text, "A text."),
            .init("word", .words(["red", "green"], later: ["blue"]), "A word."),
            .init("share", .number(0...1), "A share."),
            .init("least", .number(0...(.infinity)), "A number."),
            .init("most", .number(-.infinity...5), "A number."),
            .init("any", .number(), "A number."),
            .init("year", .whole(2000...2100), "A year."),
            .init("version", .whole(1...1), "A version."),
            .init("formula", .formula, "A formula."),
            .init("names", .list(.text), "Names."),
            .init("some", .list(.number(), minimum: 1), "Numbers."),
            .init("pair", .list(.number(), minimum: 2, maximum: 2), "Two numbers."),
            .init("map", .map(.number()), "Numbers by name."),
            .init("drawn", .distribution, "A distribution."),
            .init("assumption", .shortened(Catalogue.assumption, to: "distribution"), "An assumption."),
            .init("pool", .shortened(Catalogue.pool, to: "amount"), "A pool."),
            .init("either", .anyOf([.words(["all"]), .list(.text), .number(0...1)]), "One or another."),
            .init(
                "within",
                .entry(
                    Shape.Entry(
                        title: "an inner one",
                        keys: [
                            .init("needed", .text, required: true, "GIS layer to use.")
                        ])), "An entry."),
            .later("soon", "leave it out"),
        ])

    private func complaints(_ text: String, _ shape: Shape = .entry(sample)) -> [String] {
        log(of: text) { ShapeCheck(log: $0).check($1, is: shape) }
    }

    @Test("What has the shape is passed")
    func sound() {
        #expect(
            complaints(
                """
                {"text": "", "word": "green", "share": 1, "least": 0, "most": -7, "any": 1e300, "year": 2.1e3,
                 "version": 1, "formula": "a + 1", "names": [], "some": [1], "pair": [1, 2], "map": {"a": 1},
                 "drawn": {"pert": [1, 2, 3], "max": 4}, "assumption": {"distribution": 1, "grade": "A"},
                 "pool": {"amount": "x"}, "either": "all", "within": {"needed": "x"}}
                """) == [])
        #expect(complaints("{\"formula\": 5, \"drawn\": 1, \"either\": [\"a\"]}") == [])
        #expect(complaints("{}") == [])
    }

    @Test(
        "Each mistake is reported at its place with what was found and expected",
        arguments: [
            ("[]", ["1:1: found an empty list, expected a sample, an object"]),
            ("{\"text\": 5}", ["1:10: text: found the number 5, expected a text; put it in double quotes"]),
            ("{\"text\": true}", ["1:10: text: found true, expected a text"]),
            (
                "{\"text\": null}",
                [
                    "1:10: text: found null, expected a text; null only removes what \"extends\", \"import\" or \"like\" brings in"
                ]
            ),
            (
                "{\"word\": \"gren\"}",
                ["1:10: word: found \"gren\", expected \"red\" or \"green\"; did you mean \"green\"?"]
            ),
            ("{\"word\": \"purple\"}", ["1:10: word: found \"purple\", expected \"red\" or \"green\""]),
            (
                "{\"word\": \"blue\"}",
                [
                    "1:10: word: \"blue\" is not available in this version of Folkmoot; use \"red\" or \"green\""
                ]
            ),
            ("{\"word\": 5}", ["1:10: word: found the number 5, expected \"red\" or \"green\""]),
            ("{\"share\": 1.5}", ["1:11: share: found 1.5, expected a number from 0 to 1"]),
            ("{\"least\": -1}", ["1:11: least: found -1, expected a number of at least 0"]),
            ("{\"most\": 6}", ["1:10: most: found 6, expected a number of at most 5"]),
            ("{\"any\": \"5\"}", ["1:9: any: found the text \"5\", expected a number; write it without quotes"]),
            ("{\"any\": \"nan\"}", ["1:9: any: found the text \"nan\", expected a number"]),
            ("{\"any\": {}}", ["1:9: any: found an empty object, expected a number"]),
            ("{\"year\": 2026.5}", ["1:10: year: found 2026.5, expected a whole number from 2000 to 2100"]),
            ("{\"year\": 1999}", ["1:10: year: found 1999, expected a whole number from 2000 to 2100"]),
            ("{\"year\": 1e300}", ["1:10: year: found 1e+300, expected a whole number from 2000 to 2100"]),
            (
                "{\"year\": \"2026\"}",
                [
                    "1:10: year: found the text \"2026\", expected a whole number from 2000 to 2100; write it without quotes"
                ]
            ),
            ("{\"version\": 2}", ["1:13: version: found 2, expected the number 1"]),
            ("{\"formula\": [1]}", ["1:13: formula: found a list, expected a number or a formula"]),
            (
                "{\"formula\": {\"pert\": [1, 2, 3]}}",
                [
                    "1:13: formula: found an object, expected a number or a formula; put the distribution under "
                        + "\"assumptions\" and write its name here"
                ]
            ),
            (
                "{\"names\": \"a\"}",
                ["1:11: names: found the text \"a\", expected a list; put it in square brackets, [ ]"]
            ),
            ("{\"names\": {}}", ["1:11: names: found an empty object, expected a list"]),
            (
                "{\"names\": [\"a\", 5]}",
                [
                    "1:17: names[1]: found the number 5, expected a text; put it in double quotes"
                ]
            ),
            ("{\"some\": []}", ["1:10: some: found an empty list, expected a list that is not empty"]),
            (
                "{\"some\": 5}",
                ["1:10: some: found the number 5, expected a list that is not empty; put it in square brackets, [ ]"]
            ),
            ("{\"pair\": [1, 2, 3]}", ["1:10: pair: found a list of 3, expected a list of 2"]),
            ("{\"pair\": []}", ["1:10: pair: found an empty list, expected a list of 2"]),
            ("{\"pair\": 5}", ["1:10: pair: found the number 5, expected a list of 2"]),
            ("{\"map\": [1]}", ["1:9: map: found a list, expected an object of named entries"]),
            ("{\"map\": {\"a\": \"b\"}}", ["1:15: map.a: found the text \"b\", expected a number"]),
            (
                "{\"drawn\": \"a * 2\"}",
                [
                    "1:11: drawn: found the text \"a * 2\", expected a number or a distribution such as {\"pert\": [1, 2, 3]}; "
                        + "formulas belong under \"quantities\""
                ]
            ),
            (
                "{\"drawn\": \"5\"}",
                [
                    "1:11: drawn: found the text \"5\", expected a number or a distribution such as {\"pert\": [1, 2, 3]}; "
                        + "write it without quotes"
                ]
            ),
            (
                "{\"drawn\": [1, 2, 3]}",
                [
                    "1:11: drawn: found a list, expected a number or a distribution such as {\"pert\": [1, 2, 3]}"
                ]
            ),
            (
                "{\"assumption\": \"a * 2\"}",
                [
                    "1:16: assumption: found the text \"a * 2\", expected a number or a distribution such as "
                        + "{\"pert\": [1, 2, 3]}; formulas belong under \"quantities\""
                ]
            ),
            ("{\"pool\": []}", ["1:10: pool: found an empty list, expected a pool, an object"]),
            (
                "{\"either\": true}",
                [
                    "1:12: either: found true, expected \"all\", a list or a number from 0 to 1"
                ]
            ),
            ("{\"either\": 7}", ["1:12: either: found 7, expected a number from 0 to 1"]),
            ("{\"either\": \"al\"}", ["1:12: either: found \"al\", expected \"all\"; did you mean \"all\"?"]),
            ("{\"within\": {}}", ["1:12: within: the key \"needed\" is missing; add it: GIS layer to use"]),
            ("{\"within\": {\"need\": \"x\"}}", ["1:13: within: unknown key \"need\"; did you mean \"needed\"?"]),
            (
                "{\"within\": {\"other\": \"x\"}}",
                [
                    "1:12: within: the key \"needed\" is missing; add it: GIS layer to use",
                    "1:13: within: unknown key \"other\"; expected \"needed\"",
                ]
            ),
            ("{\"soon\": {\"any\": 1}}", ["1:2: \"soon\" is not available in this version of Folkmoot; leave it out"]),
            ("{\"txt\": 1}", ["1:2: unknown key \"txt\"; did you mean \"text\"?"]),
            (
                "{\"wholly other\": 1}",
                [
                    "1:2: unknown key \"wholly other\"; there are 18, among them \"any\", \"assumption\", \"drawn\""
                ]
            ),
        ] as [(String, [String])])
    func mistakes(text: String, expected: [String]) {
        #expect(complaints(text) == expected)
    }

    @Test(
        "A distribution has one form, under the right key",
        arguments: [
            (
                "{\"drawn\": {\"pert\": [1, 2, 3], \"uniform\": [1, 2]}}",
                [
                    "1:11: drawn: found \"pert\" and \"uniform\" side by side; keep one of them"
                ]
            ),
            (
                "{\"drawn\": {\"min\": 1}}",
                [
                    "1:11: drawn: a distribution needs one of the keys \"uniform\", \"triangular\", \"pert\", \"normal\", "
                        + "\"lognormal\", \"beta\", \"gamma\", \"pareto\", \"bernoulli\", \"discrete\", \"quantiles\", "
                        + "\"metalog\" or \"mixture\"; add it"
                ]
            ),
            ("{\"drawn\": {\"peert\": [1, 2, 3]}}", ["1:12: drawn: unknown key \"peert\"; did you mean \"pert\"?"]),
            ("{\"drawn\": {\"pert\": [1, 2]}}", ["1:20: drawn.pert: found a list of 2, expected a list of 3"]),
            (
                "{\"drawn\": {\"gamma\": {\"shape\": 1}}}",
                [
                    "1:21: drawn.gamma: the key \"scale\" is missing; add it: scale parameter"
                ]
            ),
            (
                "{\"drawn\": {\"mixture\": [{\"weight\": 1, \"pert\": [1, 2, 3]}]}}",
                [
                    "1:38: drawn.mixture[0]: unknown key \"pert\"; put the distribution under \"distribution\": "
                        + "{\"distribution\": {\"pert\": …}}"
                ]
            ),
            (
                "{\"assumption\": {\"unit\": \"GBP\", \"pert\": [1, 2, 3]}}",
                [
                    "1:32: assumption: unknown key \"pert\"; put the distribution under \"distribution\": "
                        + "{\"distribution\": {\"pert\": …}}"
                ]
            ),
            (
                "{\"assumption\": {\"unit\": \"GBP\"}}",
                [
                    "1:16: assumption: the key \"distribution\" is missing; add it: what its values are drawn from"
                ]
            ),
        ] as [(String, [String])])
    func distributions(text: String, expected: [String]) {
        #expect(complaints(text) == expected)
    }

    @Test("A scenario without anything lacks the required keys")
    func emptyScenario() {
        #expect(
            complaints("{}", .entry(Catalogue.scenario)) == [
                "1:1: the key \"base_year\" is missing; add it: the first financial year, by the calendar year in which it begins: 2026 is 2026/27",
                "1:1: the key \"councils\" is missing; add it: the councils that take part",
                "1:1: the key \"options\" is missing; add it, or \"combinations\": the sets of levers that are compared; doing nothing is always compared too",
                "1:1: the key \"title\" is missing; add it: what the comparison is called",
                "1:1: the key \"years\" is missing; add it: how many years are appraised, the base year included",
            ])
    }

    @Test("A stage gate is not there yet; a key that belongs to other entries is refused with why")
    func laterAndMisplaced() {
        let lever = "{\"starts\": 2027, \"adoption\": \"mandate\", \"pilot\": {}}"
        #expect(
            complaints(lever, .entry(Catalogue.lever)) == [
                "1:41: \"pilot\" is not available in this version of Folkmoot; use \"founders\" for those that go first"
            ])
        let transfer =
            "{\"name\": \"x\", \"from\": \"council\", \"to\": \"lead\", \"timing\": {\"on\": \"end\"}, \"kind\": \"capital\"}"
        #expect(
            complaints(transfer, .entry(Catalogue.transfer)) == [
                "1:73: a transfer cannot have the key \"kind\"; it is cash from one party to another; leave it out"
            ])
    }

    @Test("What could not be read has been reported already")
    func unreadable() {
        let root = JSONReader.read(Array("{\"share\": yes, \"names\": [no], \"within\": maybe}".utf8), file: "f").root
        let log = IssueLog()
        if let root { ShapeCheck(log: log).check(Field(root, path: .root), is: .entry(Self.sample)) }
        #expect(root != nil && log.sorted.isEmpty)
    }
}
