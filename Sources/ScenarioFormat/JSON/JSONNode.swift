/// A value of a JSON text, with the place at which it stands.
package struct JSONNode: Sendable, Hashable {
    /// What it is.
    package var value: Value
    /// Where its first character stands.
    package var position: SourcePosition
    /// For texts: the escapes in it, which make it longer in the file than it is.
    var escapes: [Escape] = []

    /// What a JSON value can be.
    package indirect enum Value: Sendable, Hashable {
        case null
        case boolean(Bool)
        /// A number, nearest to what is written, and what is written.
        case number(Double, text: String)
        case text(String)
        case list([JSONNode])
        /// Keys in the order of the file, each once.
        case object([Member])
        /// Something that was no JSON and has been reported as such.
        case unreadable
    }

    /// A key of an object and its value.
    package struct Member: Sendable, Hashable {
        /// The key.
        package var key: String
        /// Where the key stands.
        package var keyPosition: SourcePosition
        /// What it holds.
        package var node: JSONNode
        /// Whether the file has the value without this key, in a bare entry: then no path names the key.
        var isImplied = false

        /// Of its parts, which the properties of these names explain.
        package init(key: String, keyPosition: SourcePosition, node: JSONNode) {
            self.key = key
            self.keyPosition = keyPosition
            self.node = node
        }
    }

    /// An escape in a text.
    struct Escape: Sendable, Hashable {
        /// How many Unicode scalars of the text come before it.
        let offset: Int
        /// How many columns more it takes in the file than the scalars it stands for.
        let extraColumns: Int
    }

    /// Of its parts, which the properties of these names explain.
    package init(_ value: Value, at position: SourcePosition) {
        self.value = value
        self.position = position
    }

    /// The members of an object; empty for anything else.
    package var members: [Member] {
        if case .object(let members) = value { return members }
        return []
    }

    /// The member with that key.
    package func member(_ key: String) -> Member? {
        members.first { $0.key == key }
    }

    /// The place of a Unicode scalar of a text, counted from 0.
    func position(ofScalar offset: Int) -> SourcePosition {
        let extra = escapes.lazy.filter { $0.offset < offset }.reduce(0) { $0 + $1.extraColumns }
        return position.moved(byColumns: 1 + offset + extra)
    }

    /// What it is, in a message: `text "abc"`, `the number 5`, `a list`.
    var phrase: String {
        switch value {
        case .null: "null"
        case .boolean(let flag): "\(flag)"
        case .number(_, let text): "the number \(text)"
        case .text(let text): "the text \(quoted(text))"
        case .list(let items): items.isEmpty ? "an empty list" : "a list"
        case .object(let members): members.isEmpty ? "an empty object" : "an object"
        case .unreadable: "something unreadable"
        }
    }
}

extension JSONNode {
    /// The same object with the value at those keys replaced, or added where there was none.
    ///
    /// - Precondition: each key but the last leads to an object.
    package func setting(_ keys: [String], to value: Value) -> JSONNode {
        guard let key = keys.first else { return JSONNode(value, at: position) }
        guard case .object(var members) = self.value else { preconditionFailure("keys lead through objects") }
        let rest = Array(keys.dropFirst())
        if let index = members.firstIndex(where: { $0.key == key }) {
            members[index].node = members[index].node.setting(rest, to: value)
        } else {
            let empty = JSONNode(rest.isEmpty ? .null : .object([]), at: position)
            members.append(Member(key: key, keyPosition: position, node: empty.setting(rest, to: value)))
        }
        return JSONNode(.object(members), at: position)
    }

    /// The same object without a key.
    package func removing(_ key: String) -> JSONNode {
        JSONNode(.object(members.filter { $0.key != key }), at: position)
    }
}
