import FoundationEssentials
import Glibc
import Reporting
import Stochastics

/// The folder `analysis` in a folder of results, where verbs leave what they find.
struct AnalysisFolder {
    /// Path of the folder of results; it is made where there is none.
    let path: String

    /// What a verb found: its text for programs and its table.
    struct Findings {
        /// Name of the verb, which the files are called by.
        let verb: String
        let json, csv: String
        /// Trials of each run.
        let trials: Int
        /// Options of the command line that change figures.
        let arguments: [Manifest.Override]
    }

    /// Writes `<verb>.json`, `<verb>.csv` and, last, `<verb>.manifest.json`, each whole or not at all.
    ///
    /// - Returns: names of the files.
    @discardableResult
    func write(_ findings: Findings, of asked: AskedScenario) throws -> [String] {
        try begin()
        let files = [
            RunFiles.File("\(findings.verb).json", Array(findings.json.utf8)),
            RunFiles.File("\(findings.verb).csv", Array(findings.csv.utf8)),
        ]
        let manifest = AnalysisManifest(
            verb: findings.verb, toolVersion: toolVersion, scenarioSHA256: asked.scenarioSHA256,
            registerSHA256: asked.registerSHA256, seed: asked.scenario.seed, trials: findings.trials,
            sampling: asked.scenario.sampling.rawValue, arguments: findings.arguments,
            outputs: files.map { .init(file: $0.path, sha256: $0.digest) })
        let all = files + [RunFiles.File("\(findings.verb).manifest.json", Array(manifest.text.utf8))]
        // A manifest of other files must not stand beside them for a moment.
        try? FileManager.default.removeItem(atPath: "\(folder)/\(all[2].path)")
        for file in all { try WholeFile.write(file.bytes ?? [], to: "\(folder)/\(file.path)") }
        return all.map { "analysis/\($0.path)" }
    }

    private var folder: String { "\(path)/analysis" }

    /// Makes the folder, so that what stands in the way is said before long runs and not after.
    func begin() throws {
        var isFolder = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder {
            throw ResultsFolder.Problem(description: "there is a file at \(path); give --out the name of a folder")
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ResultsFolder.Problem(
                description: "\(folder) could not be made: \(ResultsFolder.reason(of: error))")
        }
    }
}

/// A file that appears whole or not at all.
enum WholeFile {
    /// Writes bytes beside the file that they replace, and then exchanges the two.
    static func write(_ bytes: [UInt8], to path: String) throws {
        try write(to: path) { try NewFile.write(bytes, to: $0) }
    }

    /// Has a file made beside the one that it replaces, and then exchanges the two.
    ///
    /// - Parameter make: given the path of the new one.
    static func write(to path: String, making make: (String) throws -> Void) throws {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let fresh = "\(path[..<slash]).\(path[slash...]).partial-\(getpid())"
        do {
            try make(fresh)
            try NewFile.settle(fileAt: fresh)
        } catch {
            try? FileManager.default.removeItem(atPath: fresh)
            throw ResultsFolder.Problem(
                description: "\(path) could not be written: \(ResultsFolder.reason(of: error))")
        }
        guard rename(fresh, path) == 0 else {
            let reason = String(cString: strerror(errno))
            try? FileManager.default.removeItem(atPath: fresh)
            throw ResultsFolder.Problem(description: "\(path) could not be written: \(reason)")
        }
    }
}
