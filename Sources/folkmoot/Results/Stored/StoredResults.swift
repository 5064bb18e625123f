import Analysis
import ArgumentParser
import CouncilModel
import Reporting
import ScenarioFormat
import Stochastics
import Workbook

/// A folder of results whose figures can be laid out again.
struct StoredResults {
    let folder: String
    let scenario: Scenario
    let comparison: Comparison
    /// What analyses add to its reports.
    let analyses: StoredAnalyses
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
        analyses = try Console.failing { try StoredAnalyses(folder: folder) }
    }

    /// Writes the reports of some kinds into the folder, each whole or not at all, and then the manifest that names them.
    ///
    /// - Parameter workbook: what `workbook.xlsx` is made of; nil: it is not written.
    /// - Returns: names of the files.
    func writeReports(formats: [OutputFormat], workbook: AppraisalWorkbook?) throws -> [String] {
        let guidance = GuidanceTables(scenario: scenario)
        let files = Exporter.all(
            guidance: guidance.names, version: manifest.toolVersion, analyses: analyses.sections
        )
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
            guidance: guidance.names, outputs: order.map { .init(file: $0, sha256: outputs[$0] ?? "") },
            analyses: analyses.files)
        try WholeFile.write(Array(renewed.text.utf8), to: "\(folder)/manifest.json")
        guard let workbook else { return files.map(\.path) }
        try WholeFile.write(to: "\(folder)/workbook.xlsx") { try XlsxFile.write(workbook, to: $0) }
        return files.map(\.path) + ["workbook.xlsx"]
    }

    /// The workbook of the stored figures. Its central case is worked out again, which takes no trials; budgets of councils
    /// are those of `budget.csv`, and their sheet is left out with a warning where there is none.
    ///
    /// - Parameter option: name of the option in formulas; nil: that with the highest mean. An unknown one ends with 64.
    func workbook(option: String?) throws -> (workbook: AppraisalWorkbook, warning: String?) {
        let live =
            try option.map { try KeptRun.index(of: $0, among: scenario.options.map(\.name), noun: "option") + 1 }
            ?? AppraisalWorkbook.liveOption(of: comparison)
        return try Console.failing {
            var (budgets, warning): ([CouncilBudget], String?) = ([], nil)
            let path = "\(folder)/budget.csv"
            if scenario.cashView != nil {
                if let bytes = ScenarioFiles.bytes(path) {
                    budgets = try StoredBudgets(
                        bytes, path: path, option: comparison.options[live].name, of: scenario
                    ).budgets
                } else {
                    warning =
                        "\(path) is not there, so the workbook has no budgets by council: run the scenario with "
                        + "--format csv among others"
                }
            }
            let central = try RunPlan(scenario).centralCase()
            return (
                try AppraisalWorkbook(
                    comparison: comparison, scenario: scenario, central: central, live: live, budgets: budgets),
                warning
            )
        }
    }
}
