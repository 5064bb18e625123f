import ArgumentParser
import CouncilModel
import FoundationEssentials
import ScenarioFormat

/// A scenario that a command line names: by its file, or by a folder of results, which stands for what its run was made
/// from.
enum AskedScenario {
    /// Reads and checks it. A file with issues says them on standard error; one that is not valid ends with 2, a folder
    /// without results with 64.
    static func read(_ path: String) throws -> Scenario {
        var isFolder = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
            return try KeptRun(folder: path).scenario
        }
        let reading = ScenarioReader.read(path, file: ScenarioFiles.bytes)
        guard let scenario = reading.scenario else {
            Console.report(reading.errors.map(\.description))
            throw ExitCode.invalidScenario
        }
        return scenario
    }
}
