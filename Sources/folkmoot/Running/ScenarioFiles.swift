import FoundationEssentials

/// Files that scenarios name.
enum ScenarioFiles {
    /// The bytes of a file; nil when it cannot be read.
    static func bytes(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    }
}
