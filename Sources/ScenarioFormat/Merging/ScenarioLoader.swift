/// Reads a scenario's file and those that it extends, and lays them over each other.
struct ScenarioLoader {
    let read: (String) -> [UInt8]?
    let log: IssueLog
    private(set) var files: [FileRead] = []
    /// Assumptions that another file lays something over, by name, as the undermost file has them.
    private(set) var originals: [String: JSONNode] = [:]

    init(read: @escaping (String) -> [UInt8]?, log: IssueLog) {
        self.read = read
        self.log = log
    }

    /// Takes a further file down as read.
    mutating func add(_ file: FileRead) { files.append(file) }

    /// The merged scenario; nil when some file could not be made sense of, which has been reported.
    mutating func load(_ path: String) -> JSONNode? {
        guard let bytes = read(path) else {
            log.add(
                ScenarioIssue(
                    position: .start(of: path),
                    message: "there is no file here that can be read; give the path of a scenario, a JSON file"))
            return nil
        }
        return load(path, bytes: bytes, role: .scenario, extendedBy: [])
    }

    private mutating func load(
        _ path: String, bytes: [UInt8], role: FileRead.Role, extendedBy chain: [String]
    ) -> JSONNode? {
        files.append(FileRead(path: path, role: role, bytes: bytes))
        let (tree, issues) = JSONReader.read(bytes, file: path)
        for issue in issues { log.add(issue) }
        guard let tree else { return nil }
        guard case .object = tree.value else {
            if case .unreadable = tree.value { return nil }
            log.error(Field(tree, path: .root), "found \(tree.phrase), expected a scenario, which is an object { … }")
            return nil
        }
        let root = ScenarioMerging.writtenOut(tree)
        guard let extends = Field(root, path: .root)["extends"] else { return root }
        guard let name = extends.text else {
            log.error(extends, "found \(extends.node.phrase), expected the path of the scenario that this one extends")
            return nil
        }
        let basePath = FilePath.resolve(name, from: path)
        let visited = chain + [FilePath.normalised(path)]
        if let start = visited.firstIndex(of: basePath) {
            let cycle = (visited[start...] + [basePath]).joined(separator: " → ")
            log.error(extends, "files extend each other in a circle: \(cycle); let one of them extend none")
            return nil
        }
        guard let baseBytes = read(basePath) else {
            log.error(extends, "there is no file at \(basePath); the path is relative to the file in which it stands")
            return nil
        }
        guard let base = load(basePath, bytes: baseBytes, role: .base, extendedBy: visited) else { return nil }
        // Files are merged from the undermost upwards, so that the first to have a name is kept.
        keepOriginals(of: base, under: root) { kept, _ in kept }
        return ScenarioMerging(log: log).merge(root, over: base)
    }

    /// Takes down which assumptions of one tree another is laid over; `choose` is told what is known of a name already.
    mutating func keepOriginals(
        of base: JSONNode, under root: JSONNode, choosing choose: (JSONNode, JSONNode) -> JSONNode
    ) {
        for member in root.member("assumptions")?.node.members ?? [] {
            guard let original = base.member("assumptions")?.node.member(member.key) else { continue }
            originals[member.key] = originals[member.key].map { choose($0, original.node) } ?? original.node
        }
    }
}
