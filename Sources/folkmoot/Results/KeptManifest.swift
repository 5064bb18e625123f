import ArgumentParser
import FoundationEssentials
import Reporting

/// The manifest of a folder of results, as far as it is needed to run it again.
struct KeptManifest {
    let toolVersion: String
    let inputs: [Manifest.Input]
    let overrides: [Manifest.Override]
    /// SHA-256 by file.
    let outputs: [String: String]
    /// Files of analyses that the reports show.
    let analyses: [Manifest.Output]
    /// Names of the files in the order of the manifest.
    let order: [String]
    /// The manifest's own bytes.
    let bytes: [UInt8]

    /// Reads a folder's manifest; a folder without one that can be read ends with 64.
    init(folder: String) throws {
        guard let bytes = ScenarioFiles.bytes(folder + "/manifest.json") else {
            throw ValidationError("there are no results at \(folder): it holds no manifest.json")
        }
        guard let layout = try? JSONDecoder().decode(Layout.self, from: Data(bytes)), layout.folkmoot_manifest == 1
        else { throw ValidationError("\(folder)/manifest.json is no manifest that this version can read") }
        self.bytes = bytes
        toolVersion = layout.tool_version
        inputs = layout.inputs.map { Manifest.Input(role: $0.role, path: $0.path, sha256: $0.sha256) }
        overrides = layout.overrides.sorted { $0.key < $1.key }.map { Manifest.Override(name: $0.key, value: $0.value) }
        analyses = (layout.analyses ?? []).map { Manifest.Output(file: $0.file, sha256: $0.sha256) }
        order = layout.outputs.map(\.file)
        outputs = Dictionary(layout.outputs.map { ($0.file, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether by-council figures of all options were asked for.
    var allCouncils: Bool { overrides.contains { $0.name == "all-councils" } }

    /// Whether exact percentiles were asked for.
    var isExact: Bool { overrides.contains { $0.name == "exact" } }

    /// The kinds of files that were written.
    var formats: [OutputFormat] {
        OutputFormat.allCases.filter { format in
            outputs.keys.contains { !$0.hasPrefix("inputs/") && $0 != "trials.csv" && format.covers($0) }
        }
    }

    /// The file's keys.
    private struct Layout: Decodable {
        let folkmoot_manifest: Int
        let tool_version: String
        let inputs: [Input]
        let overrides: [String: String]
        let outputs: [Output]
        let analyses: [Output]?

        struct Input: Decodable {
            let role, path, sha256: String
        }

        struct Output: Decodable {
            let file, sha256: String
        }
    }
}
