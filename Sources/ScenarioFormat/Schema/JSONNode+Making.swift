/// Values made rather than read, for the schema.
extension JSONNode {
    /// The place of what stands in no file.
    static let nowhere = SourcePosition.start(of: "")

    /// A text.
    static func text(_ text: String) -> JSONNode { JSONNode(.text(text), at: nowhere) }
    /// A list of texts.
    static func texts(_ texts: [String]) -> JSONNode { .list(texts.map { .text($0) }) }
    /// True or false.
    static func flag(_ flag: Bool) -> JSONNode { JSONNode(.boolean(flag), at: nowhere) }
    /// A whole number.
    static func whole(_ number: Int) -> JSONNode { JSONNode(.number(Double(number), text: "\(number)"), at: nowhere) }
    /// A number, whole ones without `.0`.
    static func number(_ number: Double) -> JSONNode { JSONNode(.number(number, text: plain(number)), at: nowhere) }
    /// A list.
    static func list(_ items: [JSONNode]) -> JSONNode { JSONNode(.list(items), at: nowhere) }

    /// An object with its keys in this order.
    static func object(_ members: [(String, JSONNode)]) -> JSONNode {
        JSONNode(.object(members.map { Member(key: $0.0, keyPosition: nowhere, node: $0.1) }), at: nowhere)
    }

    /// The schema of all values of a type.
    static func type(_ name: String) -> JSONNode { .object([("type", .text(name))]) }

    /// The schema of values of which one schema or another takes.
    static func anyOf(_ schemas: [JSONNode]) -> JSONNode { .object([("anyOf", .list(schemas))]) }

    /// The schema of all values but null.
    static var noNull: JSONNode { .object([("not", type("null"))]) }

    /// The same object with a key more.
    func adding(_ key: String, _ node: JSONNode) -> JSONNode {
        .object(members.map { ($0.key, $0.node) } + [(key, node)])
    }

    /// The same object with another value under a key.
    func replacing(_ key: String, by node: JSONNode) -> JSONNode {
        .object(members.map { ($0.key, $0.key == key ? node : $0.node) })
    }

    /// A schema that takes null besides.
    var orNull: JSONNode {
        if let type = member("type")?.node {
            var schema = replacing("type", by: .list(type.alternatives + [.text("null")]))
            if let words = member("enum")?.node {
                schema = schema.replacing("enum", by: .list(words.alternatives + [JSONNode(.null, at: Self.nowhere)]))
            }
            return schema
        }
        if let schemas = member("anyOf")?.node {
            return replacing("anyOf", by: .list(schemas.alternatives + [.type("null")]))
        }
        return .anyOf([self, .type("null")])
    }

    /// The items of a list; anything else as the only one.
    private var alternatives: [JSONNode] {
        if case .list(let items) = value { return items }
        return [self]
    }
}
