/// Writes out levers that are like another: a copy of that lever, with the keys given replaced and null removing.
struct VariantWriting {
    let log: IssueLog

    /// The scenario with every variant written out; `like` stays, so that its kin can be told.
    func written(_ root: JSONNode) -> JSONNode {
        guard case .object(let levers)? = root.member("levers")?.node.value,
            levers.contains(where: { $0.node.member("like") != nil })
        else { return root }
        var done: [String: JSONNode] = [:]
        var open: [String] = []
        func write(_ member: JSONNode.Member) -> JSONNode {
            if let node = done[member.key] { return node }
            let path = JSONPath.root.key("levers").key(member.key)
            guard let like = Field(member.node, path: path)["like"], let name = like.text else {
                done[member.key] = member.node
                return member.node
            }
            if let start = open.firstIndex(of: member.key) {
                let circle = (open[start...] + [member.key]).joined(separator: " → ")
                log.error(like, "levers are like each other in a circle: \(circle); write one of them out")
                return withoutBase(member.node)
            }
            guard let base = levers.first(where: { $0.key == name }) else {
                let known = levers.map(\.key).filter { $0 != member.key }
                log.error(like, "unknown lever \(quoted(name))\(suggestion(for: name, among: known))")
                return withoutBase(member.node)
            }
            open.append(member.key)
            let original = write(base)
            open.removeLast()
            let copied = JSONNode(.object(original.members.filter { $0.key != "like" }), at: original.position)
            var node = ScenarioMerging(log: log, base: "the lever \(quoted(name))").merge(
                entry: member.node, over: copied, path: path)
            if case .unreadable? = original.member("like")?.node.value { node = withoutBase(node) }
            done[member.key] = node
            return node
        }
        let members = levers.map { member in
            var written = member
            written.node = write(member)
            return written
        }
        return root.setting(["levers"], to: .object(members))
    }

    /// A variant of a lever that cannot be found, which has been reported: what it lacks may stand there.
    private func withoutBase(_ lever: JSONNode) -> JSONNode { lever.setting(["like"], to: .unreadable) }
}
