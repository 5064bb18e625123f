import CouncilModel
import Testing

@testable import ScenarioFormat

@Suite("Selections of councils")
struct SelectionTests {
    /// The rows that a selection takes, and what is wrong with it.
    private func select(_ text: String, among rows: [Int] = Array(0..<6)) -> (rows: [Int]?, complaints: [String]) {
        var rowsTaken: [Int]?
        let complaints = log(of: text) { log, field in
            let filter = RegisterFilter(register: sixCouncils, rows: rows)
            rowsTaken = SelectionCheck(filter: filter, log: log).rows(of: field)
        }
        return (rowsTaken, complaints)
    }

    @Test(
        "What a selection takes is (where ∪ codes) − except",
        arguments: [
            ("{}", [0, 1, 2, 3, 4, 5]),
            ("{\"where\": {}}", [0, 1, 2, 3, 4, 5]),
            ("{\"where\": {\"type\": \"unitary\"}}", [3, 4, 5]),
            ("{\"where\": {\"type\": [\"county\", \"district\"]}}", [0, 1, 2]),
            ("{\"where\": {\"type\": [\"unitary\"], \"supplier\": [\"Bestco\", \"Acme\"]}}", [5]),
            ("{\"where\": {\"cases\": {\"min\": 3, \"max\": 5}}}", [0, 3, 4]),
            ("{\"where\": {\"cases\": {\"min\": 5}}}", [4, 5]),
            ("{\"where\": {\"cases\": {\"max\": 2}}}", [1]),
            ("{\"where\": {\"cases\": {}}}", [0, 1, 3, 4, 5]),
            ("{\"where\": {\"cases\": 4}}", [3]),
            ("{\"where\": {\"cases\": [6, 2]}}", [1, 5]),
            ("{\"where\": {\"code\": [\"B1\"], \"name\": \"Brackwater\"}}", [2]),
            ("{\"codes\": [\"C2\", \"A1\"]}", [0, 5]),
            ("{\"where\": {\"type\": \"county\"}, \"codes\": [\"C2\", \"A1\"]}", [0, 5]),
            ("{\"except\": [\"A1\", \"A2\", \"C2\"]}", [2, 3, 4]),
            (
                "{\"where\": {\"type\": \"unitary\"}, \"codes\": [\"A1\"], \"except\": [\"C1\", \"A1\", \"A2\"]}",
                [3, 5]
            ),
        ] as [(String, [Int])])
    func taken(text: String, expected: [Int]) {
        let (rows, complaints) = select(text)
        #expect(rows == expected)
        #expect(complaints == [])
    }

    @Test("A selection within another takes none from outside it")
    func within() {
        #expect(select("{}", among: [1, 4]).rows == [1, 4])
        #expect(select("{\"where\": {\"supplier\": \"Acme\"}}", among: [1, 4]).rows == [1])
        // Words and ranges that only councils outside have are no slip.
        #expect(select("{\"where\": {\"supplier\": [\"Acme\", \"Bestco\"]}}", among: [1, 4]).rows == [1])
        #expect(select("{\"where\": {\"cases\": [2, 6]}}", among: [1, 4]).rows == [1])
        for condition in ["{\"cases\": {\"min\": 6}}", "{\"cases\": 6}", "{\"supplier\": \"Bestco\"}"] {
            #expect(
                select("{\"where\": \(condition)}", among: [1, 4]).complaints
                    == ["1:1: no council is selected; widen \"where\", or name some under \"codes\""])
        }
        let (rows, complaints) = select("{\"codes\": [\"B1\"], \"except\": [\"C2\"]}", among: [1, 4])
        #expect(rows == nil)
        #expect(
            complaints == [
                "1:12: codes[0]: \"B1\", Brackwater, is not among the selected councils; select it under \"councils\"",
                "1:30: except[0]: \"C2\", Corley, is not among the selected councils; select it under \"councils\"",
            ])
    }

    @Test(
        "Each mistake is reported at its place, with the nearest name",
        arguments: [
            (
                "{\"where\": {\"suplier\": \"Acme\"}}",
                ["1:12: where: unknown column \"suplier\"; did you mean \"supplier\"?"]
            ),
            (
                "{\"where\": {\"region\": {\"min\": 1}}}",
                [
                    "1:12: where: unknown column \"region\"; expected \"cases\", \"code\", \"name\", \"nothing\", "
                        + "\"population\", \"supplier\" or \"type\""
                ]
            ),
            (
                "{\"where\": {\"supplier\": [\"Acme\", \"Bestko\"]}}",
                [
                    "1:33: where.supplier[1]: no council has \"Bestko\" in the column \"supplier\"; did you mean \"Bestco\"?"
                ]
            ),
            (
                "{\"where\": {\"type\": \"x\"}}",
                [
                    "1:20: where.type: no council has \"x\" in the column \"type\"; expected \"county\", \"district\" or \"unitary\""
                ]
            ),
            (
                "{\"where\": {\"nothing\": \"x\"}}",
                ["1:23: where.nothing: no council has \"x\" in the column \"nothing\""]
            ),
            (
                "{\"where\": {\"cases\": [4, 9]}}",
                [
                    "1:25: where.cases[1]: no council has 9 in the column \"cases\"; give a range {\"min\": …, \"max\": …}"
                ]
            ),
            (
                "{\"where\": {\"cases\": \"4\"}}",
                ["1:21: where.cases: the column \"cases\" holds numbers, found the text \"4\"; give a number"]
            ),
            (
                "{\"where\": {\"supplier\": 4}}",
                [
                    "1:24: where.supplier: the column \"supplier\" holds texts, found the number 4; put it in double quotes"
                ]
            ),
            (
                "{\"where\": {\"supplier\": {\"min\": 4}}}",
                [
                    "1:24: where.supplier: the column \"supplier\" holds texts, found a range; give a text or a list of texts"
                ]
            ),
            (
                "{\"where\": {\"cases\": {\"min\": 4, \"max\": 2.5}}}",
                ["1:21: where.cases: min 4 is above max 2.5; exchange them"]
            ),
            (
                "{\"where\": {\"cases\": {\"min\": 7}}}",
                [
                    "1:21: where.cases: no council lies in this range of the column \"cases\"; its values go from 2 to 6"
                ]
            ),
            (
                "{\"codes\": [\"A9\", \"Corley\"]}",
                [
                    "1:12: codes[0]: unknown code \"A9\"; did you mean \"A1\"?",
                    "1:18: codes[1]: unknown code \"Corley\"; write \"C2\", the code of Corley",
                ]
            ),
            (
                "{\"except\": [\"XYZ\"]}",
                [
                    "1:13: except[0]: unknown code \"XYZ\"; expected \"A1\", \"A2\", \"B1\", \"B2\", \"C1\" or \"C2\""
                ]
            ),
            (
                "{\"where\": {\"type\": \"county\", \"supplier\": \"Cosmo\"}}",
                ["1:1: no council is selected; widen \"where\", or name some under \"codes\""]
            ),
            ("{\"codes\": []}", ["1:1: no council is selected; widen \"where\", or name some under \"codes\""]),
            (
                "{\"codes\": [\"A1\"], \"except\": [\"A1\"]}",
                ["1:1: no council is selected; widen \"where\", or name some under \"codes\""]
            ),
        ] as [(String, [String])])
    func mistakes(text: String, expected: [String]) {
        let (rows, complaints) = select(text)
        #expect(rows == nil)
        #expect(complaints == expected)
    }

    @Test("A range in a column of numbers without any is told apart")
    func emptyColumn() {
        let register = Register(
            codes: ["A"], names: ["a"], types: ["x"], columns: [Register.Column(name: "n", cells: .numbers([nil]))])
        let filter = RegisterFilter(register: register, rows: [0])
        guard case .problem(let problem) = filter.rows(where: "n", from: 1, to: nil) else {
            Issue.record("a range without values is a problem")
            return
        }
        #expect(problem == "no council lies in this range of the column \"n\"; it has no values")
    }

    @Test("Where many names are known, a few are told")
    func manyNames() {
        let many = (10..<40).map { "E\($0)" }
        #expect(suggestion(for: "wholly other", among: many) == "; there are 30, among them \"E10\", \"E11\", \"E12\"")
        #expect(suggestion(for: "E1", among: many) == "; did you mean \"E10\"?")
        #expect(suggestion(for: "x", among: []) == "")
    }
}
