@testable import ScenarioFormat

/// A validator of the part of JSON Schema that the published schema uses, written without regard to how it is made.
struct NaiveSchema {
    let root: JSONNode

    /// Keywords that the schema may use; `unknownKeywords` finds others.
    private static let keywords: Set<String> = [
        "$schema", "title", "description", "type", "enum", "minimum", "maximum", "properties", "additionalProperties",
        "required", "items", "minItems", "maxItems", "anyOf", "oneOf", "not", "if", "else", "$ref", "$defs",
    ]

    func accepts(_ value: JSONNode) -> Bool { accepts(value, root) }

    private func accepts(_ value: JSONNode, _ schema: JSONNode) -> Bool {
        if case .boolean(let flag) = schema.value { return flag }
        let isAccepted = schema.members.allSatisfy { keyword in
            self.accepts(value, keyword.key, keyword.node, in: schema)
        }
        guard isAccepted, let condition = schema.member("if")?.node, let other = schema.member("else")?.node
        else { return isAccepted }
        return accepts(value, condition) || accepts(value, other)
    }

    private func accepts(_ value: JSONNode, _ keyword: String, _ node: JSONNode, in schema: JSONNode) -> Bool {
        switch (keyword, value.value) {
        case ("type", _): return Self.items(node).contains { Self.text($0).map { Self.has(value, type: $0) } ?? false }
        case ("enum", _): return Self.items(node).contains { $0.value == value.value }
        case ("minimum", .number(let number, _)): return number >= Self.number(node)
        case ("maximum", .number(let number, _)): return number <= Self.number(node)
        case ("minItems", .list(let items)): return Double(items.count) >= Self.number(node)
        case ("maxItems", .list(let items)): return Double(items.count) <= Self.number(node)
        case ("items", .list(let items)): return items.allSatisfy { accepts($0, node) }
        case ("required", .object): return Self.items(node).allSatisfy { Self.text($0).flatMap(value.member) != nil }
        case ("properties", .object(let members)):
            return members.allSatisfy { member in node.member(member.key).map { accepts(member.node, $0.node) } ?? true
            }
        case ("additionalProperties", .object(let members)):
            let known = schema.member("properties")?.node
            return members.allSatisfy { known?.member($0.key) != nil || accepts($0.node, node) }
        case ("anyOf", _): return Self.items(node).contains { accepts(value, $0) }
        case ("oneOf", _): return Self.items(node).filter { accepts(value, $0) }.count == 1
        case ("not", _): return !accepts(value, node)
        case ("$ref", _): return definition(node).map { accepts(value, $0) } ?? false
        default: return true
        }
    }

    private func definition(_ reference: JSONNode) -> JSONNode? {
        guard let text = Self.text(reference), text.hasPrefix("#/$defs/") else { return nil }
        return root.member("$defs")?.node.member(String(text.dropFirst(8)))?.node
    }

    /// Every schema within the schema, itself first.
    var schemas: [JSONNode] { Self.schemas(in: root) }

    private static func schemas(in schema: JSONNode) -> [JSONNode] {
        [schema]
            + schema.members.flatMap { member -> [JSONNode] in
                switch member.key {
                case "properties", "$defs": member.node.members.flatMap { schemas(in: $0.node) }
                case "additionalProperties", "items", "not", "if", "else": schemas(in: member.node)
                case "anyOf", "oneOf": items(member.node).flatMap { schemas(in: $0) }
                default: []
                }
            }
    }

    /// Keywords that this validator does not know.
    var unknownKeywords: [String] {
        schemas.flatMap(\.members).map(\.key).filter { !Self.keywords.contains($0) }
    }

    /// References to definitions that are not there, and definitions to which nothing refers.
    var looseEnds: [String] {
        let references = schemas.compactMap { $0.member("$ref")?.node }
        let broken = references.filter { definition($0) == nil }.compactMap { Self.text($0) }
        let used = references.compactMap { Self.text($0) }
        let idle = (root.member("$defs")?.node.members ?? []).map(\.key).filter { !used.contains("#/$defs/" + $0) }
        return broken + idle
    }

    private static func has(_ value: JSONNode, type: String) -> Bool {
        switch (type, value.value) {
        case ("null", .null), ("boolean", .boolean), ("number", .number), ("string", .text), ("array", .list): true
        case ("object", .object): true
        case ("integer", .number(let number, _)): number == number.rounded()
        default: false
        }
    }

    private static func items(_ node: JSONNode) -> [JSONNode] {
        if case .list(let items) = node.value { return items }
        return [node]
    }

    private static func text(_ node: JSONNode) -> String? {
        if case .text(let text) = node.value { return text }
        return nil
    }

    private static func number(_ node: JSONNode) -> Double {
        if case .number(let number, _) = node.value { return number }
        return .nan
    }
}
