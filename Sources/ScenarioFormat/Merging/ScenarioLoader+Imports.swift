extension ScenarioLoader {
    /// The scenario with the library files that it imports laid under it: their maps and correlations are added, and
    /// the scenario's own entry of an imported name is merged over it, which is said in a note. `import` is gone from the
    /// result. Files import others likewise.
    mutating func withImports(_ root: JSONNode) -> JSONNode {
        guard root.member("import") != nil else { return root }
        var imported = JSONNode(.object([]), at: root.position)
        var sources: [String: String] = [:]
        collect(importsOf: root, into: &imported, sources: &sources, importedBy: [])
        noteOverrides(of: imported, by: root)
        // Imported files lie under all others.
        keepOriginals(of: imported, under: root) { _, imported in imported }
        let bare = JSONNode(.object(root.members.filter { $0.key != "import" }), at: root.position)
        return ScenarioMerging(log: log, base: "an imported file").merge(bare, over: imported)
    }

    /// Adds what the files named under `import` hold; `sources` is the file that defined each map's entry first.
    private mutating func collect(
        importsOf node: JSONNode, into imported: inout JSONNode, sources: inout [String: String],
        importedBy chain: [String]
    ) {
        guard let list = Field(node, path: .root)["import"] else { return }
        for item in list.items {
            guard let name = item.text else { continue }
            let path = FilePath.resolve(name, from: item.node.position.file)
            if chain.contains(path) {
                let circle = (chain + [path]).joined(separator: " → ")
                log.error(item, "files import each other in a circle: \(circle); let one of them import none")
                continue
            }
            if files.contains(where: { $0.path == path && $0.role == .library }) { continue }
            guard let library = readLibrary(path, namedAt: item) else { continue }
            collect(importsOf: library, into: &imported, sources: &sources, importedBy: chain + [path])
            for map in Catalogue.mergedMaps {
                for member in library.member(map)?.node.members ?? [] {
                    add(member, to: map, of: &imported, from: path, sources: &sources, item: item)
                }
            }
            if case .list(let correlations)? = library.member("correlations")?.node.value {
                var all: [JSONNode] = []
                if case .list(let present)? = imported.member("correlations")?.node.value { all = present }
                imported = imported.setting(["correlations"], to: .list(all + correlations))
            }
        }
    }

    private mutating func readLibrary(_ path: String, namedAt item: Field) -> JSONNode? {
        guard let bytes = read(path) else {
            log.error(item, "there is no file at \(path); the path is relative to the file in which it stands")
            return nil
        }
        add(FileRead(path: path, role: .library, bytes: bytes))
        let (tree, issues) = JSONReader.read(bytes, file: path)
        for issue in issues { log.add(issue) }
        guard let tree else { return nil }
        guard case .object = tree.value else {
            if case .unreadable = tree.value { return nil }
            log.error(
                Field(tree, path: .root), "found \(tree.phrase), expected a library file, which is an object { … }")
            return nil
        }
        let written = ScenarioMerging.writtenOut(tree)
        // Entries are checked with the scenario; here, that nothing else stands in the file.
        for member in written.members where Catalogue.library.key(member.key) == nil {
            let known = Catalogue.library.availableNames
            let advice =
                Catalogue.scenario.key(member.key) == nil
                ? suggestion(for: member.key, among: known) : "; put it into the scenario that imports this file"
            log.add(
                ScenarioIssue(
                    position: member.keyPosition,
                    message: "a library file cannot have the key \(quoted(member.key))\(advice)"))
        }
        // What is no map could not be merged with other files' maps.
        for (name, field) in Field(written, path: .root).members {
            guard let key = Catalogue.library.key(name), !key.shape.takesKind(of: field.node) else { continue }
            log.error(field, "found \(field.node.phrase), expected \(key.shape.expectation)")
        }
        return written
    }

    private func add(
        _ member: JSONNode.Member, to map: String, of imported: inout JSONNode, from path: String,
        sources: inout [String: String], item: Field
    ) {
        let name = "\(map).\(member.key)"
        if let present = imported.member(map)?.node.member(member.key), let source = sources[name] {
            if present.node.canonicalText != member.node.canonicalText {
                log.error(
                    item,
                    "\(path) and \(source) define \(name) differently; rename one of them, or import one file only")
            }
            return
        }
        sources[name] = path
        var members = imported.member(map)?.node.members ?? []
        members.append(member)
        imported = imported.setting([map], to: .object(members))
    }

    /// Whether an entry says nothing that a figure could hang on.
    private static func isRemark(_ entry: JSONNode) -> Bool {
        guard case .object(let members) = entry.value else { return false }
        return members.allSatisfy { ["note", "owner", "review"].contains($0.key) }
    }

    private func noteOverrides(of imported: JSONNode, by root: JSONNode) {
        for map in Catalogue.mergedMaps {
            for member in root.member(map)?.node.members ?? [] {
                guard let original = imported.member(map)?.node.member(member.key), !Self.isRemark(member.node) else {
                    continue
                }
                log.add(
                    ScenarioIssue(
                        position: member.keyPosition, path: "\(map).\(member.key)",
                        message: "\(quoted(member.key)) of \(original.keyPosition.file) is overridden here",
                        severity: .note))
            }
        }
    }
}
