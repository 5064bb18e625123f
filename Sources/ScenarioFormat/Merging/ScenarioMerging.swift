/// Lays one scenario over the one that it extends.
///
/// The top level, the five maps by entry, and each entry and `councils` key by key are merged; the value of such a key
/// is replaced whole; null removes. A correlation of the same pair replaces, and with a null rank removes. Every part
/// keeps the place at which it was written.
struct ScenarioMerging {
    let log: IssueLog
    /// What is laid under, in a message.
    var base = "the extended file"

    /// The scenario with bare entries written out: a distribution as `{"distribution": …}`, a formula of a pool as
    /// `{"amount": …}`.
    static func writtenOut(_ root: JSONNode) -> JSONNode {
        mapMembers(of: root) { key, node in
            switch key {
            case "assumptions":
                mapMembers(of: node) { _, entry in
                    isBareDistribution(entry) ? wrapped(entry, as: "distribution") : entry
                }
            case "pools":
                mapMembers(of: node) { _, entry in isBareFormula(entry) ? wrapped(entry, as: "amount") : entry }
            default: node
            }
        }
    }

    private static func mapMembers(of node: JSONNode, _ change: (String, JSONNode) -> JSONNode) -> JSONNode {
        guard case .object(var members) = node.value else { return node }
        for index in members.indices { members[index].node = change(members[index].key, members[index].node) }
        var result = node
        result.value = .object(members)
        return result
    }

    private static func wrapped(_ node: JSONNode, as key: String) -> JSONNode {
        var member = JSONNode.Member(key: key, keyPosition: node.position, node: node)
        member.isImplied = true
        return JSONNode(.object([member]), at: node.position)
    }

    /// A number, or an object that has no key of an assumption but looks like a distribution.
    private static func isBareDistribution(_ node: JSONNode) -> Bool {
        switch node.value {
        case .number: return true
        case .object(let members):
            if members.contains(where: { Catalogue.assumption.key($0.key) != nil }) { return false }
            let forms = Catalogue.distribution.availableNames
            return members.contains { suggestion(for: $0.key, among: forms).hasPrefix("; did") }
        default: return false
        }
    }

    private static func isBareFormula(_ node: JSONNode) -> Bool {
        switch node.value {
        case .number, .text: true
        default: false
        }
    }

    /// The base with the other laid over it, both written out. `extends` is gone from the result.
    func merge(_ overlay: JSONNode, over base: JSONNode) -> JSONNode {
        guard case .object = overlay.value, case .object = base.value else { return overlay }
        var result = merge(overlay, over: base, path: .root) { key, path, new, old in
            if Catalogue.mergedMaps.contains(key) { return mergeMap(new, over: old, path: path) }
            if key == "councils" { return merge(new, over: old, path: path) { _, _, new, _ in new } }
            if key == "correlations" { return mergeCorrelations(new, over: old, path: path) }
            return new
        }
        result.value = .object(result.members.filter { $0.key != "extends" })
        return result
    }

    /// One entry of a map laid over another, key by key.
    func merge(entry overlay: JSONNode, over base: JSONNode, path: JSONPath) -> JSONNode {
        merge(overlay, over: base, path: path) { _, _, new, _ in new }
    }

    private func mergeMap(_ overlay: JSONNode, over base: JSONNode, path: JSONPath) -> JSONNode {
        merge(overlay, over: base, path: path) { _, path, new, old in
            merge(new, over: old, path: path) { _, _, new, _ in new }
        }
    }

    /// Merges two objects; anything else is replaced.
    private func merge(
        _ overlay: JSONNode, over base: JSONNode, path: JSONPath,
        _ combine: (String, JSONPath, JSONNode, JSONNode) -> JSONNode
    ) -> JSONNode {
        guard case .object(let new) = overlay.value, case .object(var members) = base.value else { return overlay }
        for member in new {
            let place = members.firstIndex { $0.key == member.key }
            if case .null = member.node.value {
                if let place {
                    members.remove(at: place)
                } else {
                    let known =
                        base.members.isEmpty
                        ? "; leave it out" : suggestion(for: member.key, among: base.members.map(\.key))
                    log.add(
                        ScenarioIssue(
                            position: member.keyPosition, path: path.key(member.key).text,
                            message:
                                "null removes what \(self.base) says, but that has no \(quoted(member.key)) here"
                                + known))
                }
            } else if let place {
                let merged = combine(member.key, path.key(member.key), member.node, members[place].node)
                members[place] = member
                members[place].node = merged
            } else {
                members.append(member)
            }
        }
        var result = overlay
        result.value = .object(members)
        return result
    }

    private func mergeCorrelations(_ overlay: JSONNode, over base: JSONNode, path: JSONPath) -> JSONNode {
        guard case .list(let new) = overlay.value, case .list(var items) = base.value else { return overlay }
        for (index, item) in new.enumerated() {
            let pair = Self.pair(of: item)
            let place = pair.flatMap { pair in items.firstIndex { Self.pair(of: $0) == pair } }
            let isRemoval = item.member("rank")?.node.value == .null
            switch (place, isRemoval) {
            case (let place?, true): items.remove(at: place)
            case (let place?, false): items[place] = item
            case (nil, false): items.append(item)
            case (nil, true):
                log.add(
                    ScenarioIssue(
                        position: item.position, path: path.index(index).text,
                        message:
                            "a null rank removes what \(self.base) says, but that does not correlate this pair; "
                            + "leave it out"))
            }
        }
        var result = overlay
        result.value = .list(items)
        return result
    }

    /// The two names of a correlation in order; nil when it has not two.
    private static func pair(of item: JSONNode) -> [String]? {
        guard case .list(let nodes)? = item.member("between")?.node.value else { return nil }
        let names = nodes.compactMap { node in
            if case .text(let text) = node.value { return text }
            return nil
        }.sorted()
        return names.count == 2 ? names : nil
    }
}
