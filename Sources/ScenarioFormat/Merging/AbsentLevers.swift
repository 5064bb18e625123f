/// Takes out of imported levers what they say of levers that the scenario does not hold.
///
/// A library names on each lever all others that act on it. Those that are absent act on nothing; the scenario as it is kept
/// beside its results, where nothing is imported any more, must not name them either.
struct AbsentLevers {
    /// Paths of the library files.
    let libraries: Set<String>
    let log: IssueLog

    /// The merged scenario without boosts and modifiers that stand in a library file and name a lever that is not there;
    /// each is said in a note.
    func removed(from root: JSONNode) -> JSONNode {
        guard !libraries.isEmpty, case .object(let levers)? = root.member("levers")?.node.value else { return root }
        let known = Set(levers.map(\.key))
        let members = levers.map { member in
            var lever = member
            let path = JSONPath.root.key("levers").key(member.key)
            lever.node = inObject(member.node, path: path) { key, node, path in
                switch key {
                case "costs", "benefits", "transfers":
                    inList(node, path: path) { line, path in
                        inObject(line, path: path) { key, node, path in
                            key == "modifiers" ? kept(node, path: path, known: known) : node
                        }
                    }
                case "boosts": kept(node, path: path, known: known)
                default: node
                }
            }
            return lever
        }
        return root.setting(["levers"], to: .object(members))
    }

    /// The list without items that name an absent lever from a library.
    private func kept(_ list: JSONNode, path: JSONPath, known: Set<String>) -> JSONNode {
        guard case .list(let items) = list.value else { return list }
        let left = items.enumerated().filter { index, item in
            guard let joined = Field(item, path: path.index(index))["joined"], let name = joined.text,
                !known.contains(name), libraries.contains(joined.node.position.file)
            else { return true }
            log.add(
                ScenarioIssue(
                    position: joined.node.position, path: joined.path.text,
                    message: "there is no lever \(quoted(name)) in this scenario, so that nothing is multiplied",
                    severity: .note))
            return false
        }
        var result = list
        result.value = .list(left.map(\.element))
        return result
    }

    private func inObject(
        _ object: JSONNode, path: JSONPath, _ change: (String, JSONNode, JSONPath) -> JSONNode
    ) -> JSONNode {
        guard case .object(let members) = object.value else { return object }
        var result = object
        result.value = .object(
            members.map { member in
                var changed = member
                changed.node = change(member.key, member.node, path.key(member.key))
                return changed
            })
        return result
    }

    private func inList(_ list: JSONNode, path: JSONPath, _ change: (JSONNode, JSONPath) -> JSONNode) -> JSONNode {
        guard case .list(let items) = list.value else { return list }
        var result = list
        result.value = .list(items.enumerated().map { change($1, path.index($0)) })
        return result
    }
}
