import CouncilModel
import FoundationEssentials
import Glibc
import Workbook

/// A folder of results, which appears whole or not at all.
struct ResultsFolder {
    let path: String

    /// Why a folder could not be written.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// What the results of a scenario are called: the scenario's file name without its ending.
    static func name(ofScenario path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? "scenario"
        return file.hasSuffix(".json") && file.count > 5 ? String(file.dropLast(5)) : file
    }

    /// The new folder, beside the one that it becomes.
    private var fresh: String { "\(parts.parent)/.\(parts.name).partial-\(getpid())" }

    /// Makes the new folder, for files that are written while a run goes on, and returns its path. A target that is no
    /// folder of results is left alone with an error.
    func begin() throws -> String {
        try checkTarget(FileManager.default)
        do {
            try FileManager.default.createDirectory(atPath: fresh, withIntermediateDirectories: true)
        } catch {
            throw Problem(description: "the results could not be written to \(path): \(Self.reason(of: error))")
        }
        return fresh
    }

    /// Forgets what was begun.
    func abandon() {
        try? FileManager.default.removeItem(atPath: fresh)
    }

    /// Writes files beside the folder and then exchanges the two. An earlier folder of results is replaced; what
    /// somebody has put into it is kept. Any other folder, and any file, is left alone with an error.
    ///
    /// - Parameter make: makes the files, given the path of the new folder, in which some may stand already.
    func write(_ make: (String) throws -> [RunFiles.File]) throws {
        let manager = FileManager.default
        try checkTarget(manager)
        let (parent, name) = parts
        let old = "\(parent)/.\(name).replaced-\(getpid())"
        do {
            try manager.createDirectory(atPath: fresh, withIntermediateDirectories: true)
            let files = try make(fresh)
            try put(files, in: fresh, manager)
            guard manager.fileExists(atPath: path) else {
                try move(fresh, to: path)
                return
            }
            try keepForeign(from: path, in: fresh, written: files, manager)
            try move(path, to: old)
            do {
                try move(fresh, to: path)
            } catch {
                try move(old, to: path)
                throw error
            }
            try manager.removeItem(atPath: old)
        } catch {
            try? manager.removeItem(atPath: fresh)
            throw Problem(description: "the results could not be written to \(path): \(Self.reason(of: error))")
        }
    }

    /// Writes those files that are not written yet.
    private func put(_ files: [RunFiles.File], in folder: String, _ manager: FileManager) throws {
        var held: [(path: String, bytes: [UInt8])] = []
        var folders: Set<Substring> = []
        for file in files {
            let target = "\(folder)/\(file.path)"
            if let write = file.write {
                try write(target)
                try NewFile.settle(fileAt: target)
            }
            guard let bytes = file.bytes else { continue }
            if let slash = file.path.lastIndex(of: "/"), folders.insert(file.path[..<slash]).inserted {
                try manager.createDirectory(
                    atPath: "\(folder)/\(file.path[..<slash])", withIntermediateDirectories: true)
            }
            held.append((target, bytes))
        }
        // The disk is waited for by several at once.
        let written = inParallel(held.count) { [held] place in
            Result { () throws(Problem) in try NewFile.write(held[place].bytes, to: held[place].path) }
        }
        for outcome in written { try outcome.get() }
    }

    private var parts: (parent: String, name: String) {
        var trimmed = path
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard let slash = trimmed.lastIndex(of: "/") else { return (".", trimmed) }
        return (
            slash == trimmed.startIndex ? "/" : String(trimmed[..<slash]),
            String(trimmed[trimmed.index(after: slash)...])
        )
    }

    private func checkTarget(_ manager: FileManager) throws {
        if parts.name.isEmpty || parts.name == "." || parts.name == ".." {
            throw Problem(description: "\(path) cannot be a folder of results; give --out the name of a new folder")
        }
        var isFolder = false
        guard manager.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        guard isFolder else {
            throw Problem(description: "there is a file at \(path); give --out the name of a folder")
        }
        let entries = try manager.contentsOfDirectory(atPath: path)
        guard entries.isEmpty || entries.contains("manifest.json") else {
            throw Problem(
                description:
                    "the folder \(path) holds other files than results (it has no manifest.json), so it was left "
                    + "alone; give --out the name of a new folder")
        }
    }

    /// Copies into the new folder what the old one holds and no run of this program writes.
    private func keepForeign(
        from old: String, in fresh: String, written: [RunFiles.File], _ manager: FileManager
    ) throws {
        let ours = Set(written.compactMap { $0.path.split(separator: "/").first.map(String.init) })
            .union(Self.knownNames)
        for entry in try manager.contentsOfDirectory(atPath: old).sorted() where !ours.contains(entry) {
            try manager.copyItem(atPath: "\(old)/\(entry)", toPath: "\(fresh)/\(entry)")
        }
    }

    /// Names that some run of this program writes: an older one of them is not carried over.
    private static let knownNames: Set<String> = [
        "summary.md", "report.html", "summary.json", "central.json", "options.csv", "years.csv", "lines.csv",
        "parties.csv", "councils.csv", "groups.csv", "budget.csv", "trials.csv", "inputs", "workbook.xlsx",
        "environment.json",
        "manifest.json",
    ]

    private func move(_ from: String, to target: String) throws {
        guard rename(from, target) == 0 else {
            throw Problem(description: String(cString: strerror(errno)))
        }
    }

    /// Why writing failed, in words.
    static func reason(of error: any Error) -> String {
        if let problem = error as? Problem { return problem.description }
        if let problem = error as? WorkbookError { return problem.description }
        guard let code = (error as? CocoaError)?.code else { return "\(error)" }
        switch code {
        case .fileWriteNoPermission: return "it may not be written to"
        case .fileWriteOutOfSpace: return "the disk is full"
        case .fileWriteVolumeReadOnly: return "the disk is read-only"
        case .fileNoSuchFile, .fileReadNoSuchFile: return "the folder above it does not exist"
        default: return "the system refused (\(code.rawValue))"
        }
    }
}
