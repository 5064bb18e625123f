import Analysis
import ArgumentParser
import CouncilModel
import Reporting
import ScenarioFormat
import Stochastics

/// A folder of results whose figures can be laid out again.
struct StoredResults {
    let folder: String
    let scenario: Scenario
    let comparison: Comparison
    private let manifest: KeptManifest

    /// Reads what a folder keeps. A folder that holds no results ends with 64, results that cannot be read with 1.
    init(folder: String) throws {
        self.folder = folder
        manifest = try KeptManifest(folder: folder)
        let scenario = try KeptRun(folder: folder).scenario
        self.scenario = scenario
        let path = "\(folder)/summary.json"
        guard let bytes = ScenarioFiles.bytes(path) else {
            throw ValidationError("\(folder) holds no summary.json: run its scenario with --format json")
        }
        comparison = try Console.failing { try StoredSummary(bytes, path: path, of: scenario).comparison }
    }

    /// Writes the reports of some kinds into the folder, each whole or not at all, and then the manifest that names them.
    ///
    /// - Returns: names of the files.
    func writeReports(formats: [OutputFormat]) throws -> [String] {
        let guidance = GuidanceTables(scenario: scenario)
        let files = Exporter.all(guidance: guidance.names, version: manifest.toolVersion)
            .filter { exporter in formats.contains { $0.covers(exporter.file) } }
            .map { RunFiles.File($0.file, $0.bytes(comparison)) }
        var outputs = manifest.outputs
        for file in files {
            try WholeFile.write(file.bytes ?? [], to: "\(folder)/\(file.path)")
            outputs[file.path] = file.digest
        }
        // The digests of a manifest stand in the order in which a run makes files; new kinds come last.
        let order = manifest.order + files.map(\.path).filter { !manifest.order.contains($0) }
        let renewed = Manifest(
            toolVersion: manifest.toolVersion, inputs: manifest.inputs, seed: scenario.seed, trials: scenario.trials,
            sampling: scenario.sampling.rawValue, blockSize: AddressedDraws.batchSize, overrides: manifest.overrides,
            guidance: guidance.names, outputs: order.map { .init(file: $0, sha256: outputs[$0] ?? "") })
        try WholeFile.write(Array(renewed.text.utf8), to: "\(folder)/manifest.json")
        return files.map(\.path)
    }
}
