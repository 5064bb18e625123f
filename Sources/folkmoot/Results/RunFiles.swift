import Analysis
import CouncilModel
import Reporting
import Stochastics

/// The files of a results folder, in memory.
struct RunFiles {
    let comparison: Comparison
    let result: RunResult
    let scenario: Scenario
    let inputs: InputFiles
    let overrides: [Manifest.Override]
    let formats: [OutputFormat]
    let withTrials: Bool
    /// `budget.csv`; nil where there is none.
    var budget: [UInt8]?

    /// A file: its path inside the folder, and what it holds.
    struct File {
        let path: String
        let bytes: [UInt8]

        init(_ path: String, _ bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// The summary as JSON.
    var summaryJSON: String { SummaryJSON.text(of: comparison) }

    /// The comparison as it is shown on a terminal.
    func terminalText(width: Int, usesColour: Bool) -> String {
        TerminalComparison.text(of: comparison, width: width, usesColour: usesColour)
    }

    /// All files, the manifest last, which names the digest of every other but `environment.json`.
    var all: [File] {
        let guidance = GuidanceTables(scenario: scenario)
        var files: [File] = []
        for exporter in Exporter.all(guidance: guidance.names)
        where formats.contains(where: { $0.covers(exporter.file) }) {
            files.append(File(exporter.file, exporter.bytes(comparison)))
        }
        if formats.contains(.json) {
            let text = CentralJSON.text(
                of: result.central, codes: scenario.selected.map { scenario.register.codes[$0] },
                baseYear: scenario.baseYear, years: scenario.years
            )
            files.append(File("central.json", Array(text.utf8)))
        }
        if let budget { files.append(File("budget.csv", budget)) }
        if withTrials { files.append(trialsFile) }
        files += inputs.files
        files.append(File("inputs/guidance.json", Array(guidance.text.utf8)))
        let manifest = Manifest(
            toolVersion: toolVersion, inputs: inputs.manifestInputs, seed: scenario.seed, trials: scenario.trials,
            sampling: scenario.sampling.rawValue, blockSize: AddressedDraws.batchSize, overrides: overrides,
            guidance: guidance.names,
            outputs: files.map { .init(file: $0.path, sha256: SHA256Digest.hex(of: $0.bytes)) }
        )
        files.append(File("environment.json", Array(RunEnvironment.text.utf8)))
        files.append(File("manifest.json", Array(manifest.text.utf8)))
        return files
    }

    private var trialsFile: File {
        let table = TrialsCSV(result)
        var bytes = Array(table.header.utf8)
        for trial in 0..<table.trials { bytes += Array(table.row(trial).utf8) }
        return File("trials.csv", bytes)
    }
}
