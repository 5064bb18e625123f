import ArgumentParser
import CouncilModel
import FoundationEssentials
import Reporting
import ScenarioFormat
import Stochastics

/// A scenario that a command line names: by its file, or by a folder of results, which stands for what its run was made
/// from.
struct AskedScenario {
    /// The scenario, with the trials and the seed that it was given.
    var scenario: Scenario
    /// SHA-256 of the scenario as merged, without trials and seed, and of its register: the same for a file and for
    /// results of it.
    let scenarioSHA256, registerSHA256: String

    /// Reads and checks it. A file with issues says them on standard error; one that is not valid ends with 2, a folder
    /// without results with 64.
    init(_ path: String) throws {
        var isFolder = false
        var file = path
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
            _ = try KeptRun(folder: path)
            file = KeptRun.scenarioPath(in: path)
        }
        let reading = ScenarioReader.read(file, findsDoubts: false, file: ScenarioFiles.bytes)
        guard let scenario = reading.scenario, let resolved = reading.resolved else {
            Console.report(reading.errors.map(\.description))
            throw ExitCode.invalidScenario
        }
        self.scenario = scenario
        let said = resolved.setting(["councils", "register"], to: .text("register.csv"))
            .removing("$schema").removing("trials").removing("seed")
        scenarioSHA256 = SHA256Digest.hex(of: Array(said.canonicalText.utf8))
        let register = reading.files.last { $0.role == .register }
        registerSHA256 = SHA256Digest.hex(of: register?.bytes ?? [])
    }
}
