import Foundation
import Testing

@testable import folkmoot

/// One run of the built program in a folder of its own.
struct ProgramRun {
    let status: Int32
    let output: String
    let errors: String

    /// The repository, from this file's place in it.
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The program, which the test runner is built beside.
    private static let program = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent().appendingPathComponent("folkmoot")

    /// Runs the program to its end, in the repository unless another folder is given.
    init(_ arguments: [String], in folder: URL = repository) throws {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let streams = [try Self.emptyFile(), try Self.emptyFile()]
        defer { for stream in streams { try? FileManager.default.removeItem(at: stream) } }
        process.standardOutput = try FileHandle(forWritingTo: streams[0])
        process.standardError = try FileHandle(forWritingTo: streams[1])
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        status = process.terminationStatus
        output = String(decoding: try Data(contentsOf: streams[0]), as: UTF8.self)
        errors = String(decoding: try Data(contentsOf: streams[1]), as: UTF8.self)
    }

    private static func emptyFile() throws -> URL {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data().write(to: file)
        return file
    }
}

/// A folder that is removed at the end of a test.
final class ScratchFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("folkmoot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file of the folder.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: url.appendingPathComponent(name))
    }

    /// The path of something in the folder.
    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Paths and bytes of all files below a folder of this one.
    func files(below name: String) throws -> [String: Data] {
        let root = url.appendingPathComponent(name)
        var files: [String: Data] = [:]
        for entry in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
            let file = root.appendingPathComponent(entry)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            files[entry] = try Data(contentsOf: file)
        }
        return files
    }

    /// Names of everything directly in the folder, hidden ones too.
    func entries() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
}
