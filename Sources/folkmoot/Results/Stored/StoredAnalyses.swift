import Analysis
import FoundationEssentials
import Reporting
import ScenarioFormat

/// What verbs have left in the folder `analysis` of a folder of results, as sections of its reports.
struct StoredAnalyses {
    /// In the order in which readers ask.
    let sections: [AnalysisSection]
    /// The files that they are laid out from.
    let files: [Manifest.Output]
    /// What was left out, and why: one sentence a verb.
    let warnings: [String]

    /// A verb that has a section, and what makes it of the verb's JSON.
    private typealias Verb = (name: String, section: @Sendable (StoredField) throws -> AnalysisSection)

    private static let verbs: [Verb] = [
        ("sensitivity", { try $0.sensitivitySection() }),
        ("switching", { SwitchingSection.section(try $0.switching()) }),
        ("value-of-information", { InformationSection.section(try $0.valueOfInformation()) }),
        ("discover", { DiscoverySection.section(try $0.discovery()) }),
        ("portfolio", { PortfolioSection.section(try $0.portfolio()) }),
        ("shares", { SharesSection.section(try $0.fairShares()) }),
    ]

    /// Reads what there is. An analysis of another scenario, or whose files were changed, is left out with a warning.
    ///
    /// - Parameter wanted: only these files, as they are here; nil: all.
    init(folder: String, only wanted: [Manifest.Output]? = nil) throws {
        var sections: [AnalysisSection] = []
        var files: [Manifest.Output] = []
        var warnings: [String] = []
        let found = Self.verbs.filter { ScenarioFiles.bytes("\(folder)/analysis/\($0.name).manifest.json") != nil }
        let asked = found.isEmpty ? nil : try AskedScenario(folder)
        for verb in found {
            let again = "run folkmoot \(verb.name) \(folder) --out \(folder) again"
            let path = "\(folder)/analysis/\(verb.name)"
            func leaveOut(_ reason: String) { warnings.append("\(path).json was left out: \(reason); \(again)") }
            guard let manifest = KeptAnalysis(path: "\(path).manifest.json"),
                let bytes = ScenarioFiles.bytes("\(path).json")
            else {
                leaveOut("it or its manifest cannot be read")
                continue
            }
            guard manifest.scenario_sha256 == asked?.scenarioSHA256,
                manifest.register_sha256 == asked?.registerSHA256
            else {
                leaveOut("it is of another scenario than these results")
                continue
            }
            let file = Manifest.Output(file: "analysis/\(verb.name).json", bytes: bytes)
            if let wanted, !wanted.contains(file) { continue }
            guard manifest.outputs.contains(where: { $0.sha256 == file.sha256 }) else {
                leaveOut("it is not as \(verb.name) wrote it")
                continue
            }
            let (root, issues) = JSONReader.read(bytes, file: "\(path).json")
            guard let root, issues.isEmpty else {
                leaveOut("it is no JSON")
                continue
            }
            files.append(file)
            sections.append(try verb.section(StoredField(Field(root, path: .root), file: "\(path).json")))
        }
        self.sections = sections
        self.files = files
        self.warnings = warnings
    }
}

/// What is needed of `analysis/<verb>.manifest.json`.
private struct KeptAnalysis: Decodable {
    let scenario_sha256, register_sha256: String
    let outputs: [Output]

    struct Output: Decodable {
        let file, sha256: String
    }

    /// Reads a manifest; nil where there is none of this version.
    init?(path: String) {
        guard let bytes = ScenarioFiles.bytes(path), let read = try? JSONDecoder().decode(Self.self, from: Data(bytes))
        else { return nil }
        self = read
    }
}
