import Testing

@testable import ScenarioFormat

@Suite("Issues and their words")
struct IssueTests {
    private func issue(
        _ file: String, _ line: Int, _ column: Int, _ message: String = "m", path: String = "",
        severity: ScenarioIssue.Severity = .error
    ) -> ScenarioIssue {
        let position = SourcePosition(file: file, line: line, column: column)
        return ScenarioIssue(position: position, path: path, message: message, severity: severity)
    }

    @Test("An issue is one line: file, line, column, whether it is a warning, path, message")
    func description() {
        #expect(issue("a/b.json", 41, 17, "no", path: "levers.x[0]").description == "a/b.json:41:17: levers.x[0]: no")
        #expect(issue("a.json", 1, 2, "no").description == "a.json:1:2: no")
        #expect(issue("a.json", 1, 2, "no", path: "p", severity: .warning).description == "a.json:1:2: warning: p: no")
    }

    @Test("Issues are kept once and sorted by file, line and column as numbers, then by words")
    func order() {
        let sorted = [
            issue("a", 2, 10), issue("a", 10, 1), issue("a", 10, 9, "k"), issue("a", 10, 9, "l"),
            issue("a", 10, 9, "j", path: "p"), issue("b", 1, 1, severity: .warning),
        ]
        var random = SeededGenerator(state: 1)
        for _ in 0..<20 {
            let log = IssueLog()
            for issue in (sorted + sorted).shuffled(using: &random) { log.add(issue) }
            #expect(log.sorted == sorted)
        }
    }

    @Test(
        "What a variant copies is said once, under the path that comes first; another place or severity is another issue"
    )
    func copies() {
        let log = IssueLog()
        let kept = [
            issue("a", 1, 1, path: "levers.x.costs[0]"), issue("a", 1, 2, path: "levers.y.costs[0]"),
            issue("b", 1, 1, path: "levers.y.costs[0]"), issue("b", 1, 1, severity: .note),
        ]
        for item in kept { log.add(item) }
        log.add(issue("a", 1, 1, path: "levers.y.costs[0]"))
        log.add(issue("b", 1, 1))
        #expect(Set(log.sorted) == Set(kept))
    }

    @Test("Only errors stop a run")
    func severity() {
        let log = IssueLog()
        let field = Field(value(of: "[1]"), path: .root.key("a"))
        log.warning(field, "odd")
        #expect(!log.hasErrors)
        log.error(field, "wrong")
        #expect(log.hasErrors)
        #expect(log.sorted.map(\.withoutFile) == ["1:1: warning: a: odd", "1:1: a: wrong"])
    }

    @Test("Texts are quoted, long ones shortened")
    func quoting() {
        #expect(quoted("a\nb") == "\"a\\nb\"")
        #expect(quoted(String(repeating: "x", count: 60)) == "\"" + String(repeating: "x", count: 60) + "\"")
        #expect(quoted(String(repeating: "x", count: 61)) == "\"" + String(repeating: "x", count: 57) + "…\"")
    }

    @Test("Lists, numbers and counts read as English")
    func words() {
        #expect(alternatives([]) == "" && alternatives(["a"]) == "a" && alternatives(["a", "b", "c"]) == "a, b or c")
        #expect(enumeration(["a"]) == "a" && enumeration(["a", "b"]) == "a and b")
        #expect([1, -2.5, 0.1, 1e15].map(plain) == ["1", "-2.5", "0.1", "1000000000000000"])
        #expect([0, 1, 2].map { counted($0, "council") } == ["0 councils", "1 council", "2 councils"])
    }
}
