import Analysis
import CouncilModel
import Reporting
import Stochastics
import Workbook

/// The files of a results folder, in memory.
struct RunFiles {
    let comparison: Comparison
    let central: [CentralResult]
    let scenario: Scenario
    let inputs: InputFiles
    let overrides: [Manifest.Override]
    let formats: [OutputFormat]
    /// Digest of `trials.csv`, which stands in the new folder already; nil where there is none.
    let trialsDigest: String?
    /// `budget.csv`; nil where there is none.
    var budget: [UInt8]?
    /// The version that files and manifest name.
    var version = toolVersion
    /// What analyses add to summary and page; a run has none.
    var analyses: [AnalysisSection] = []
    /// `workbook.xlsx`; nil where there is none.
    var workbook: AppraisalWorkbook?

    /// A file: its path inside the folder, and what it holds.
    struct File {
        let path: String
        /// Nil where it has been written while the run went on.
        let bytes: [UInt8]?
        /// SHA-256; empty where nobody compares it.
        let digest: String
        /// Writes it to a path, where its bytes are not made in memory.
        var write: ((String) throws -> Void)?

        init(_ path: String, _ bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
            digest = SHA256Digest.hex(of: bytes)
        }

        /// A file that is written by what makes it, and never compared.
        init(_ path: String, writing write: @escaping (String) throws -> Void) {
            self.path = path
            self.write = write
            bytes = nil
            digest = ""
        }

        /// A file that stands in the new folder already.
        init(written path: String, digest: String) {
            self.path = path
            bytes = nil
            self.digest = digest
        }
    }

    /// The summary as JSON.
    var summaryJSON: String { SummaryJSON.text(of: comparison) }

    /// The comparison as it is shown on a terminal.
    func terminalText(width: Int, usesColour: Bool) -> String {
        TerminalComparison.text(of: comparison, width: width, usesColour: usesColour)
    }

    /// All files, the manifest last, which names the digest of every other but `environment.json` and `workbook.xlsx`.
    ///
    /// - Parameter folder: where files are written that are made piece by piece; nil: only digests are wanted.
    func all(in folder: String?) throws -> [File] {
        let guidance = GuidanceTables(scenario: scenario)
        let exporters = Exporter.all(guidance: guidance.names, version: version, analyses: analyses)
            .filter { exporter in formats.contains { $0.covers(exporter.file) } }
        let codes = scenario.selected.map { scenario.register.codes[$0] }
        // The largest is begun first. The workbook is made of shared parts, which must not go between threads.
        let names = (formats.contains(.json) ? ["central.json"] : []) + exporters.map(\.file)
        let others = names.count - exporters.count
        let made = inParallel(names.count) { [comparison, central, scenario] index in
            Result {
                let file = try StreamedFile(names[index], in: folder)
                if index >= others {
                    exporters[index - others].write(comparison) { file.append($0) }
                } else {
                    CentralJSON.write(
                        central, codes: codes, baseYear: scenario.baseYear, years: scenario.years
                    ) { file.append($0) }
                }
                return try file.close()
            }
        }
        var files = try zip(names, made).map { File(written: $0, digest: try $1.get()) }
        if let budget { files.append(File("budget.csv", budget)) }
        if let trialsDigest { files.append(File(written: "trials.csv", digest: trialsDigest)) }
        files += inputs.files
        files.append(File("inputs/guidance.json", Array(guidance.text.utf8)))
        let manifest = Manifest(
            toolVersion: version, inputs: inputs.manifestInputs, seed: scenario.seed, trials: scenario.trials,
            sampling: scenario.sampling.rawValue, blockSize: AddressedDraws.batchSize, overrides: overrides,
            guidance: guidance.names,
            outputs: files.map { .init(file: $0.path, sha256: $0.digest) }
        )
        if let workbook { files.append(File("workbook.xlsx", writing: { try XlsxFile.write(workbook, to: $0) })) }
        files.append(File("environment.json", Array(RunEnvironment.text.utf8)))
        files.append(File("manifest.json", Array(manifest.text.utf8)))
        return files
    }
}
