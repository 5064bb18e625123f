import ArgumentParser
import FoundationEssentials
import ScenarioFormat

/// A folder of library files.
struct LibraryFolder {
    /// Its path.
    let path: String
    /// Paths of its files, in order of name.
    let files: [String]

    /// The folder that is named, or the one that comes with the program. A folder without library files ends with 64.
    init(named name: String?) throws {
        if let name {
            let files = Self.files(in: name)
            guard !files.isEmpty else {
                throw ValidationError("--library \(name): there is no folder here with files that end in .json.")
            }
            (path, self.files) = (name, files)
            return
        }
        guard let path = ShippedFile.path(of: Self.shipped, accepts: { !Self.files(in: $0).isEmpty }) else {
            throw ValidationError(
                "there is no library: neither the current folder, nor the program's, nor one above them holds "
                    + "\(Self.shipped); give --library FOLDER.")
        }
        self.path = path
        files = Self.files(in: path)
    }

    /// What the files hold. What is wrong with them goes to standard error and ends with 2.
    func read() throws -> LeverLibrary {
        let reading = LeverLibrary.read(files, file: ScenarioFiles.bytes)
        guard let library = reading.library else {
            Console.report(reading.issues.map(\.description))
            throw ExitCode.invalidScenario
        }
        return library
    }

    /// A file that lies beside the library's folder, such as the schema; nil where there is none.
    func neighbour(_ name: String) -> String? {
        let path = self.path + "/../" + name
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    private static let shipped = "scenarios/library"

    private static func files(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let base = folder.hasSuffix("/") ? folder : folder + "/"
        return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted().map { base + $0 }
    }
}
