import Foundation

/// A file of this repository, found from where this file was compiled.
struct RepositoryFile {
    /// Its path from the top of the repository.
    let path: String

    private var url: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent(path)
    }

    /// What it holds; nil when it cannot be read.
    var bytes: [UInt8]? { (try? Data(contentsOf: url)).map { [UInt8]($0) } }

    /// Paths of the files with an ending that lie below a folder, sorted.
    static func paths(below folder: String, ending: String) -> [String] {
        let names = try? FileManager.default.subpathsOfDirectory(atPath: RepositoryFile(path: folder).url.path)
        return (names ?? []).filter { $0.hasSuffix(ending) }.sorted().map { folder + "/" + $0 }
    }

    /// Whether it holds the text; with FOLKMOOT_GOLDENS=write the text is written first.
    func agrees(with text: String) throws -> Bool {
        if ProcessInfo.processInfo.environment["FOLKMOOT_GOLDENS"] == "write" {
            try Data(text.utf8).write(to: url)
        }
        return bytes == Array(text.utf8)
    }
}
