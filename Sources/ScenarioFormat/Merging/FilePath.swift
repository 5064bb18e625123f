/// Paths as they stand in scenarios.
package enum FilePath {
    /// A path that stands in a file, seen from where that file's own path is seen: `a/../b.json` becomes `b.json`.
    static func resolve(_ path: String, from file: String) -> String {
        if path.hasPrefix("/") { return normalised(path) }
        guard let slash = file.lastIndex(of: "/") else { return normalised(path) }
        return normalised(file[...slash] + path)
    }

    /// The way from the folder of one file to another, as a path that `resolve` leads back from.
    ///
    /// - Parameter folder: the absolute path of the folder from which relative paths are seen.
    package static func way(to path: String, from file: String, in folder: String) -> String {
        func parts(_ path: String) -> [Substring] {
            normalised(path.hasPrefix("/") ? path : folder + "/" + path).split(separator: "/")
        }
        let (target, start) = (parts(path), parts(file).dropLast())
        let shared = zip(target, start).prefix { $0 == $1 }.count
        return (Array(repeating: "..", count: start.count - shared) + target[shared...]).joined(separator: "/")
    }

    /// The part behind the last slash.
    static func lastPart(of path: String) -> String {
        String(path.split(separator: "/").last ?? "")
    }

    /// The same place without `.`, without doubled slashes, and without `..` where it can be worked out.
    static func normalised(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !path.hasPrefix("/") {
                parts.append(part)
            }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
