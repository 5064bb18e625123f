import Reporting
import Stochastics

/// What comes of running results again: for each file, whether it is what the manifest says, and what the run gives.
struct Verification {
    /// Each file in order of name.
    private let files: [(name: String, difference: String?)]

    /// Files that are never compared.
    private static let leftOut: Set<String> = ["environment.json", "workbook.xlsx", "manifest.json"]

    /// Runs again what a folder keeps, in memory.
    init(of folder: String, manifest: KeptManifest) throws {
        _ = try KeptRun(folder: folder)
        // The rows of trials are not kept: their digest is all that is compared.
        let trials = try manifest.outputs["trials.csv"].map { _ in try StreamedFile("trials.csv", in: nil) }
        var run = try ScenarioRun(
            path: KeptRun.scenarioPath(in: folder), trials: nil, seed: nil, threads: nil,
            allCouncils: manifest.allCouncils, isExact: manifest.isExact, isQuiet: true
        ).prepared().files(formats: manifest.formats, trials: trials)
        // The page names the version, which is no difference of figures.
        run.version = manifest.toolVersion
        let analyses = try StoredAnalyses(folder: folder, only: manifest.analyses)
        run.analyses = analyses.sections
        let fresh = try run.all(in: nil).filter { !Self.leftOut.contains($0.path) }
            .map { (name: $0.path, digest: $0.digest) }
        let names = Set(fresh.map(\.name)).union(manifest.outputs.keys).subtracting(Self.leftOut)
        var files = names.sorted().map { name in
            let found = ScenarioFiles.bytes("\(folder)/\(name)").map { SHA256Digest.hex(of: $0) }
            return (
                name,
                Self.difference(
                    found: found, written: manifest.outputs[name], fresh: fresh.first { $0.name == name }?.digest)
            )
        }
        for analysis in manifest.analyses {
            let difference = "different: it is not what the reports were laid out from; run folkmoot report \(folder)"
            files.append((analysis.file, analyses.files.contains(analysis) ? nil : difference))
        }
        files.append(("manifest.json", Self.difference(of: manifest, to: run, digests: fresh)))
        self.files = files
    }

    /// Whether all files are the same.
    var isSame: Bool { files.allSatisfy { $0.difference == nil } }

    /// One line a file, and how many are the same.
    var text: String {
        let width = files.map(\.name.count).max() ?? 0
        let lines = files.map { file in
            file.name + String(repeating: " ", count: width + 2 - file.name.count) + (file.difference ?? "same")
        }
        let same = files.count { $0.difference == nil }
        let verdict =
            isSame ? "All \(files.count) files are the same." : "\(same) of \(files.count) files are the same."
        return (lines + [verdict]).map { $0 + "\n" }.joined()
    }

    /// How the digests of a file differ: in the folder, in the manifest, and when run again; nil where they do not.
    private static func difference(found: String?, written: String?, fresh: String?) -> String? {
        guard let written else { return "different: the run gives it, the manifest does not name it" }
        var differences: [String] = []
        if found == nil {
            differences.append("it is missing")
        } else if found != written {
            differences.append("it was changed after the run")
        }
        if fresh == nil {
            differences.append("the run does not give it any more")
        } else if fresh != written {
            differences.append("a run of inputs/ gives other bytes")
        }
        return differences.isEmpty ? nil : "different: " + differences.joined(separator: "; ")
    }

    /// The manifest is compared with one that names the same files read, overrides and version, which no run can tell.
    private static func difference(
        of kept: KeptManifest, to run: RunFiles, digests: [(name: String, digest: String)]
    ) -> String? {
        let manifest = Manifest(
            toolVersion: kept.toolVersion, inputs: kept.inputs, seed: run.scenario.seed, trials: run.scenario.trials,
            sampling: run.scenario.sampling.rawValue, blockSize: AddressedDraws.batchSize, overrides: kept.overrides,
            guidance: GuidanceTables(scenario: run.scenario).names,
            outputs: digests.map { .init(file: $0.name, sha256: $0.digest) }, analyses: kept.analyses
        )
        return Array(manifest.text.utf8) == kept.bytes ? nil : "different: a run of inputs/ gives another"
    }
}
