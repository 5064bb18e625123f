import FoundationEssentials

/// Files and folders that come with the program.
enum ShippedFile {
    /// The path of what lies at a path from the root of the project: looked for from the current folder upwards, then from
    /// the folder of the program upwards; nil where it is nowhere.
    ///
    /// - Parameters:
    ///   - path: such as `scenarios/library`.
    ///   - accepts: whether what is found is what was meant.
    static func path(
        of path: String, accepts: (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }
    ) -> String? {
        let manager = FileManager.default
        if accepts(path) { return path }
        let program = (try? manager.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let above = foldersAbove(manager.currentDirectoryPath) + foldersAbove(program)
        return above.map { $0 + "/" + path }.first(where: accepts)
    }

    /// Folders in which something lies, the nearest first.
    private static func foldersAbove(_ path: String) -> [String] {
        let parts = path.split(separator: "/")
        return parts.indices.reversed().map { "/" + parts[..<$0].joined(separator: "/") }.map { $0 == "/" ? "" : $0 }
    }
}
