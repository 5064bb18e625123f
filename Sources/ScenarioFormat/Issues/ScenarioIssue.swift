/// One thing that is wrong, or doubtful, in what somebody wrote.
///
/// Its `description` is the line that a reader sees:
/// `scenarios/planning.json:41:17: assumptions.build_cost.triangular: min 900000 is above mode 700000; order them …`.
package struct ScenarioIssue: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where it is.
    package let position: SourcePosition
    /// The keys that lead there, such as `levers.platform.costs[0].amount`; empty for the file as a whole.
    package let path: String
    /// What was found, what was expected, and what to do.
    package let message: String
    /// Whether it stops a run.
    package let severity: Severity

    /// Whether an issue stops a run.
    package enum Severity: Sendable, Hashable {
        /// The scenario cannot be run.
        case error
        /// The scenario can be run, but may not say what was meant.
        case warning
        /// Nothing is wrong; it is said so that a reader knows.
        case note
    }

    /// Of its parts, which the properties of these names explain.
    package init(position: SourcePosition, path: String = "", message: String, severity: Severity = .error) {
        self.position = position
        self.path = path
        self.message = message
        self.severity = severity
    }

    /// The file that it stands in.
    package var file: String { position.file }
    /// Its line, from 1.
    package var line: Int { position.line }
    /// Its column, from 1.
    package var column: Int { position.column }

    /// The issue as a reader is told it: `file:line:column: path: what is wrong; what to do`.
    package var description: String {
        let word =
            switch severity {
            case .error: ""
            case .warning: "warning: "
            case .note: "note: "
            }
        let place = "\(file):\(line):\(column): " + word
        return place + (path.isEmpty ? "" : path + ": ") + message
    }
}

/// The issues found so far, shared by all stages of reading one scenario.
final class IssueLog {
    private var issues: [ScenarioIssue] = []
    private var seen: Set<ScenarioIssue> = []

    /// Adds an issue once. What a variant copies is the same text as in the lever it is like, so that the way there does
    /// not tell two issues apart.
    func add(_ issue: ScenarioIssue) {
        let withoutPath = ScenarioIssue(
            position: issue.position, path: "", message: issue.message, severity: issue.severity)
        if seen.insert(withoutPath).inserted { issues.append(issue) }
    }

    /// Adds an error at the value of a field.
    func error(_ field: Field, _ message: String) {
        add(ScenarioIssue(position: field.node.position, path: field.path.text, message: message))
    }

    /// Adds a warning at the value of a field.
    func warning(_ field: Field, _ message: String) {
        add(
            ScenarioIssue(position: field.node.position, path: field.path.text, message: message, severity: .warning))
    }

    /// Whether any of them stops a run.
    var hasErrors: Bool { issues.contains { $0.severity == .error } }

    /// All of them by file, line and column; at one place in the order of their words.
    var sorted: [ScenarioIssue] {
        issues.sorted { ($0.position, $0.path, $0.message) < ($1.position, $1.path, $1.message) }
    }
}
