extension SchemaWriter {
    /// The schema of a key that a file with `extends` merges into the extended file's: null removes it, and the entries
    /// below it may be partial.
    mutating func removable(_ key: Shape.Key) -> JSONNode {
        // A file that extends none leaves the key out.
        key.name == "extends" ? schema(key.shape) : partial(key).orNull
    }

    private mutating func partial(_ key: Shape.Key) -> JSONNode {
        switch key.shape {
        case .entry(let entry) where key.name == "councils": return partialEntry(entry)
        case .map(let value) where Catalogue.mergedMaps.contains(key.name):
            let entries: JSONNode =
                switch value {
                case .entry(let entry): partialEntry(entry)
                case .shortened(let entry, let short):
                    .anyOf([entry.key(short).map { schema($0.shape) }, partialEntry(entry)].compactMap { $0 })
                default: schema(value)
                }
            return .object([("type", .text("object")), ("additionalProperties", entries.orNull)])
        case .list(.entry(let entry), _, _) where key.name == "correlations":
            let item = reference(to: entry) { writer in
                let body = writer.body(of: entry)
                guard let properties = body.member("properties")?.node, let rank = properties.member("rank")?.node
                else { return body }
                // A correlation of the extended file is removed by a null rank.
                return body.replacing("properties", by: properties.replacing("rank", by: rank.orNull))
            }
            return .object([("type", .text("array")), ("items", item)])
        default: return schema(key.shape)
        }
    }

    private mutating func partialEntry(_ entry: Shape.Entry) -> JSONNode {
        reference(to: entry) { $0.body(of: entry, isMerged: true) }
    }

    /// The schema of an entry that must be whole, unless it is like another: then it may be partial, and null removes.
    mutating func wholeUnlessLike(_ entry: Shape.Entry) -> JSONNode {
        let rule = complete(entry)
        return reference(to: entry) { writer in
            rule.members.filter { $0.key != "type" }.reduce(writer.body(of: entry, isMerged: true)) {
                $0.adding($1.key, $1.node)
            }
        }
    }

    /// What a file that extends none must hold besides: all required keys, and null nowhere. Where a file imports others,
    /// its entries of the maps may be partial, since the rest may come from those; so may levers that are like another.
    mutating func completeness(of entry: Shape.Entry) -> JSONNode {
        var properties: [(String, JSONNode)] = []
        var ownProperties: [(String, JSONNode)] = []
        for key in entry.keys where key.later == nil {
            switch key.shape {
            case .entry(let entry) where key.name == "councils": properties.append((key.name, complete(entry)))
            case .map(let value) where Catalogue.mergedMaps.contains(key.name):
                let entries: JSONNode =
                    switch value {
                    case .entry(let entry): complete(entry)
                    case .shortened(let entry, let short):
                        .anyOf([entry.key(short).map { schema($0.shape) }, complete(entry)].compactMap { $0 })
                    default: .noNull
                    }
                properties.append((key.name, .type("object")))
                ownProperties.append((key.name, .object([("additionalProperties", entries)])))
            case .list(.entry, _, _) where key.name == "correlations":
                let item = JSONNode.object([("properties", .object([("rank", .type("number"))]))])
                properties.append((key.name, .type("array")))
                ownProperties.append((key.name, .object([("items", item)])))
            default: break
            }
        }
        return complete(entry, properties).adding("if", .requiring(["import"]))
            .adding("else", .object([("properties", .object(ownProperties))]))
    }

    /// That an object has all required keys, and null under none that is not looked at otherwise.
    private func complete(_ entry: Shape.Entry, _ properties: [(String, JSONNode)] = []) -> JSONNode {
        let required = entry.keys.filter(\.isRequired).map(\.name)
        let choice = entry.atLeastOneOf.map { JSONNode.requiring([$0]) }
        let whole = JSONNode.object(
            [("type", .text("object"))] + (required.isEmpty ? [] : [("required", .texts(required))])
                + (choice.isEmpty ? [] : [("anyOf", .list(choice))])
                + (properties.isEmpty ? [] : [("properties", .object(properties))])
                + [("additionalProperties", .noNull)])
        guard entry.key("like") != nil else { return whole }
        return .object([("type", .text("object")), ("if", .requiring(["like"])), ("else", whole)])
    }
}

extension JSONNode {
    /// The schema of objects that have these keys.
    static func requiring(_ keys: [String]) -> JSONNode { .object([("required", .texts(keys))]) }
}
