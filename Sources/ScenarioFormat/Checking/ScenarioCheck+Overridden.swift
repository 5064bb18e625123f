import CouncilModel

extension ScenarioCheck {
    /// Assumptions about which the merged tree says something else than the files that lie under it, in order of name.
    ///
    /// - Parameter originals: what those files say, by name.
    func overridden(_ originals: [String: JSONNode]) -> [OverriddenAssumption] {
        originals.sorted { $0.key < $1.key }.compactMap { name, node in
            guard let now = root["assumptions"]?[name] else { return nil }
            let original = Field(node, path: now.path)
            let keys = Catalogue.assumption.keys.map(\.name).filter { key in
                !["note", "owner", "review"].contains(key)
                    && original[key]?.node.canonicalText != now[key]?.node.canonicalText
            }
            guard !keys.isEmpty else { return nil }
            return OverriddenAssumption(
                original: assumption(name, original), file: node.position.file, keys: keys)
        }
    }
}
