/// The keys and positions in lists that lead to a value.
package struct JSONPath: Hashable {
    /// As a reader sees it: `levers.platform.costs[0]`.
    package let text: String

    /// The whole file.
    package static let root = JSONPath(text: "")

    func key(_ key: String) -> JSONPath { JSONPath(text: text.isEmpty ? key : text + "." + key) }
    func index(_ index: Int) -> JSONPath { JSONPath(text: "\(text)[\(index)]") }
}

/// A value together with the way to it.
package struct Field {
    /// The value.
    package let node: JSONNode
    /// The way to it.
    package let path: JSONPath
    /// Where its key stands, or the value itself in a list.
    let keyPosition: SourcePosition

    /// Of its parts; the key's place is the value's own if left out.
    package init(_ node: JSONNode, path: JSONPath, keyPosition: SourcePosition? = nil) {
        self.node = node
        self.path = path
        self.keyPosition = keyPosition ?? node.position
    }

    /// The value of a key; nil when this is no object or has no such key.
    package subscript(key: String) -> Field? {
        node.member(key).map(field)
    }

    /// Members of an object, each with its key, in the order of the file.
    package var members: [(key: String, field: Field)] {
        node.members.map { ($0.key, field($0)) }
    }

    private func field(_ member: JSONNode.Member) -> Field {
        Field(member.node, path: member.isImplied ? path : path.key(member.key), keyPosition: member.keyPosition)
    }

    /// Members of an object in the order of their keys.
    var sortedMembers: [(key: String, field: Field)] { members.sorted { $0.key < $1.key } }

    /// Items of a list, empty for anything else.
    package var items: [Field] {
        guard case .list(let nodes) = node.value else { return [] }
        return nodes.enumerated().map { Field($1, path: path.index($0)) }
    }

    /// A text; nil for anything else.
    package var text: String? {
        if case .text(let text) = node.value { return text }
        return nil
    }

    /// A number; nil for anything else.
    package var number: Double? {
        if case .number(let number, _) = node.value { return number }
        return nil
    }

    /// A number that is whole and fits.
    package var whole: Int? { number.flatMap { Int(exactly: $0) } }

    /// Whether it is an object.
    package var isObject: Bool {
        if case .object = node.value { return true }
        return false
    }

    /// Whether it is a list.
    package var isList: Bool {
        if case .list = node.value { return true }
        return false
    }
}
