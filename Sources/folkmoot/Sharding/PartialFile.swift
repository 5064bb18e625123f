import FoundationEssentials
import Glibc

/// A file of partial results being written, which appears whole or not at all.
final class PartialFile {
    private let path: String
    private let fresh: (folder: String, name: String)
    private let file: StreamedFile
    private var isWhole = false

    /// - Parameter path: where it appears; earlier partial results there are replaced, anything else is left alone with an
    ///   error.
    init(path: String) throws {
        self.path = path
        let url = URL(fileURLWithPath: path)
        fresh = (url.deletingLastPathComponent().path, ".\(url.lastPathComponent).partial-\(getpid())")
        try Self.checkTarget(path)
        do {
            try FileManager.default.createDirectory(atPath: fresh.folder, withIntermediateDirectories: true)
        } catch {
            throw Self.problem(path, "the folder \(fresh.folder) cannot be made")
        }
        do {
            file = try StreamedFile(fresh.name, in: fresh.folder)
        } catch {
            throw Self.problem(path, "\(error)")
        }
    }

    deinit {
        if !isWhole { unlink("\(fresh.folder)/\(fresh.name)") }
    }

    /// Appends bytes; what goes wrong is told by ``finish()``.
    func append(_ bytes: [UInt8]) { file.append(bytes) }

    /// Ends the file and gives it its name.
    func finish() throws {
        file.append(PartialHeader.endMark)
        file.append(file.digestSoFar)
        do {
            _ = try file.close()
        } catch {
            throw Self.problem(path, "\(error)")
        }
        guard rename("\(fresh.folder)/\(fresh.name)", path) == 0 else {
            throw Self.problem(path, String(cString: strerror(errno)))
        }
        isWhole = true
    }

    private static func checkTarget(_ path: String) throws {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        if isFolder {
            throw ResultsFolder.Problem(description: "there is a folder at \(path); give --out the name of a file")
        }
        let isOurs = (try? MappedFile(path))?.begins(with: PartialHeader.mark) ?? false
        if !isOurs {
            throw ResultsFolder.Problem(
                description: "the file \(path) holds no partial results, so it was left alone; give --out another name")
        }
    }

    private static func problem(_ path: String, _ reason: String) -> ResultsFolder.Problem {
        ResultsFolder.Problem(description: "the partial results could not be written to \(path): \(reason)")
    }
}
