/// Turns shapes into schemas, and collects entries on the way under `$defs`.
struct SchemaWriter {
    /// Schemas of entries by name, in the order in which they are first met.
    private(set) var definitions: [JSONNode.Member] = []
    /// Keys of the entries that the names stand for; two entries of one name would be one schema.
    private var keysByName: [String: [String]] = [:]

    /// The schema of whole files.
    mutating func scenario(_ entry: Shape.Entry) -> JSONNode {
        let properties = self.properties(of: entry, isMerged: true)
        let rule = completeness(of: entry)
        return file(
            "Folkmoot scenario",
            "What councils could do together, for Folkmoot to appraise. A file with \"extends\" may leave out required "
                + "keys, and removes with null what the extended file says.",
            properties, rules: [("if", .requiring(["extends"])), ("else", rule)])
    }

    /// The schema of whole library files: like a scenario's maps, but whole in themselves.
    mutating func library(_ entry: Shape.Entry) -> JSONNode {
        var members: [(String, JSONNode)] = []
        for key in entry.keys {
            var value = schema(key.shape)
            if case .map(.entry(let lever)) = key.shape, lever.key("like") != nil {
                value = .object([("type", .text("object")), ("additionalProperties", wholeUnlessLike(lever))])
            }
            members.append((key.name, value.adding("description", .text(key.description))))
        }
        return file(
            "Folkmoot library file",
            "Levers, and what they need, for scenarios of Folkmoot to import.", .object(members), rules: [])
    }

    /// The schema of one file: its keys, rules about them, and the entries that have been met.
    private func file(
        _ title: String, _ description: String, _ properties: JSONNode, rules: [(String, JSONNode)]
    ) -> JSONNode {
        .object(
            [
                ("$schema", .text("https://json-schema.org/draft/2020-12/schema")), ("title", .text(title)),
                ("description", .text(description)), ("type", .text("object")), ("properties", properties),
                ("additionalProperties", .flag(false)),
            ] + rules + [("$defs", .object(definitions.map { ($0.key, $0.node) }))])
    }

    /// The schema of a value.
    mutating func schema(_ shape: Shape) -> JSONNode {
        switch shape {
        case .text: return .type("string")
        case .words(let words, _): return .object([("type", .text("string")), ("enum", .texts(words))])
        case .number(let range):
            return .object(
                [("type", .text("number"))]
                    + (range.lowerBound.isFinite ? [("minimum", .number(range.lowerBound))] : [])
                    + (range.upperBound.isFinite ? [("maximum", .number(range.upperBound))] : []))
        case .whole(let range):
            return .object([
                ("type", .text("integer")), ("minimum", .whole(range.lowerBound)),
                ("maximum", .whole(range.upperBound)),
            ])
        case .formula: return .object([("type", .texts(["number", "string"]))])
        case .list(let item, let minimum, let maximum):
            return .object(
                [("type", .text("array")), ("items", schema(item))]
                    + (minimum > 0 ? [("minItems", .whole(minimum))] : [])
                    + (maximum.map { [("maxItems", .whole($0))] } ?? []))
        case .map(let value): return .object([("type", .text("object")), ("additionalProperties", schema(value))])
        case .entry(let entry): return reference(to: entry) { $0.body(of: entry) }
        case .distribution:
            return reference(to: Catalogue.distribution) { writer in
                .anyOf([.type("number"), writer.body(of: Catalogue.distribution)])
            }
        case .shortened(let entry, let key):
            return .anyOf([entry.key(key).map { schema($0.shape) }, schema(.entry(entry))].compactMap { $0 })
        case .anyOf(let shapes): return .anyOf(shapes.map { schema($0) })
        case .ignored: return .flag(true)
        }
    }

    /// The schema of an object with known keys.
    mutating func body(of entry: Shape.Entry, isMerged: Bool = false) -> JSONNode {
        let required = isMerged ? [] : entry.keys.filter(\.isRequired).map(\.name) + onlyForm(of: entry)
        return .object(
            [
                ("type", .text("object")), ("properties", properties(of: entry, isMerged: isMerged)),
                ("additionalProperties", .flag(false)),
            ]
                + (required.isEmpty ? [] : [("required", .texts(required))])
                + (entry.exactlyOneOf.count < 2
                    ? [] : [("oneOf", .list(entry.exactlyOneOf.map { .requiring([$0]) }))]))
    }

    private func onlyForm(of entry: Shape.Entry) -> [String] {
        entry.exactlyOneOf.count == 1 ? entry.exactlyOneOf : []
    }

    /// Schemas of the keys that this version offers, each with what it says.
    private mutating func properties(of entry: Shape.Entry, isMerged: Bool) -> JSONNode {
        var members: [(String, JSONNode)] = []
        for key in entry.keys where key.later == nil {
            let value = isMerged ? removable(key) : schema(key.shape)
            members.append((key.name, value.adding("description", .text(key.description))))
        }
        return .object(members)
    }

    /// A reference to an entry's schema, which is made when the entry is first met.
    mutating func reference(to entry: Shape.Entry, _ make: (inout SchemaWriter) -> JSONNode) -> JSONNode {
        let name = entry.schemaName
        let keys = entry.keys.map(\.name)
        if let known = keysByName[name] {
            precondition(known == keys, "two entries of the catalogue would share the name \(name)")
        } else {
            keysByName[name] = keys
            // Its place is taken before the entries within it are met, so that an entry can hold itself.
            let place = definitions.count
            definitions.append(.init(key: name, keyPosition: JSONNode.nowhere, node: .flag(true)))
            definitions[place].node = make(&self)
        }
        return .object([("$ref", .text("#/$defs/\(name)"))])
    }
}

extension Shape.Entry {
    /// Its title as a name: `a line of cost` becomes `line_of_cost`.
    fileprivate var schemaName: String {
        var words = title.split(separator: " ")
        if let first = words.first, ["a", "an", "the"].contains(first) { words.removeFirst() }
        return words.joined(separator: "_").lowercased()
    }
}
