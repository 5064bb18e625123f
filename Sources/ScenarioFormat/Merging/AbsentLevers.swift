/// Takes out of imported levers what they say of levers that the scenario does not hold.
///
/// A library names on each lever all others that act on it. Those that are absent act on nothing; the scenario as it is kept
/// beside its results, where nothing is imported any more, must not name them either.
struct AbsentLevers {
    /// Paths of the library files.
    let libraries: Set<String>
    let log: IssueLog

    /// The merged scenario without boosts and modifiers that stand in a library file and name a lever that is not there;
    /// a note says once a lever whose effects are left out, so that a library does not drown what matters.
    func removed(from root: JSONNode) -> JSONNode {
        guard !libraries.isEmpty, case .object(let levers)? = root.member("levers")?.node.value else { return root }
        let known = Set(levers.map(\.key))
        let members = levers.map { member in
            var lever = member
            var absent: Set<String> = []
            lever.node = inObject(member.node) { key, node in
                switch key {
                case "costs", "benefits", "transfers":
                    inList(node) { line in
                        inObject(line) { $0 == "modifiers" ? kept($1, known: known, absent: &absent) : $1 }
                    }
                case "boosts": kept(node, known: known, absent: &absent)
                default: node
                }
            }
            note(absent, of: member)
            return lever
        }
        return root.setting(["levers"], to: .object(members))
    }

    private func note(_ absent: Set<String>, of lever: JSONNode.Member) {
        guard !absent.isEmpty else { return }
        let names = enumeration(absent.sorted().map(quoted))
        let message =
            absent.count == 1
            ? "the lever \(names) is not in this scenario, so that what it would do to this one is left out"
            : "the levers \(names) are not in this scenario, so that what they would do to this one is left out"
        log.add(
            ScenarioIssue(
                position: lever.keyPosition, path: JSONPath.root.key("levers").key(lever.key).text, message: message,
                severity: .note))
    }

    /// The list without items that name an absent lever from a library.
    private func kept(_ list: JSONNode, known: Set<String>, absent: inout Set<String>) -> JSONNode {
        guard case .list(let items) = list.value else { return list }
        var result = list
        result.value = .list(
            items.filter { item in
                guard let joined = Field(item, path: .root)["joined"], let name = joined.text, !known.contains(name),
                    libraries.contains(joined.node.position.file)
                else { return true }
                absent.insert(name)
                return false
            })
        return result
    }

    private func inObject(_ object: JSONNode, _ change: (String, JSONNode) -> JSONNode) -> JSONNode {
        guard case .object(let members) = object.value else { return object }
        var result = object
        result.value = .object(
            members.map { member in
                var changed = member
                changed.node = change(member.key, member.node)
                return changed
            })
        return result
    }

    private func inList(_ list: JSONNode, _ change: (JSONNode) -> JSONNode) -> JSONNode {
        guard case .list(let items) = list.value else { return list }
        var result = list
        result.value = .list(items.map(change))
        return result
    }
}
