@testable import ScenarioFormat

/// What is found wrong with a text, each as `line:column: path: message` without the file's name.
func complaints(about text: String) -> [String] { complaints(aboutBytes: Array(text.utf8)) }

/// The same for bytes.
func complaints(aboutBytes bytes: [UInt8]) -> [String] {
    JSONReader.read(bytes, file: "f").issues.map(\.withoutFile)
}

/// The value of a JSON text without mistakes; null where it has one.
func value(of text: String) -> JSONNode {
    let (root, issues) = JSONReader.read(Array(text.utf8), file: "f")
    return issues.isEmpty ? root ?? .null : .null
}

/// What a check says about a JSON text, sorted.
func log(of text: String, _ check: (IssueLog, Field) -> Void) -> [String] {
    let log = IssueLog()
    check(log, Field(value(of: text), path: .root))
    return log.sorted.map(\.withoutFile)
}

extension ScenarioIssue {
    /// Its description without the name of a file called `f`.
    var withoutFile: String {
        description.hasPrefix("f:") ? String(description.dropFirst(2)) : description
    }
}

extension JSONNode {
    static let null = JSONNode(.null, at: SourcePosition(file: "f", line: 1, column: 1))

    /// The same value without places, for comparing what was read.
    var withoutPlaces: JSONNode {
        let nowhere = SourcePosition(file: "", line: 1, column: 1)
        let bare: Value =
            switch value {
            case .list(let items): .list(items.map(\.withoutPlaces))
            case .object(let members):
                .object(members.map { Member(key: $0.key, keyPosition: nowhere, node: $0.node.withoutPlaces) })
            default: value
            }
        return JSONNode(bare, at: nowhere)
    }
}
