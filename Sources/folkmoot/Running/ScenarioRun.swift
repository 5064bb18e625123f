import Analysis
import ArgumentParser
import CouncilModel
import FoundationEssentials
import Reporting
import ScenarioFormat
import Stochastics

/// One run of a scenario: read, check, plan, simulate, appraise.
struct ScenarioRun {
    /// Path of the scenario.
    let path: String
    /// Trials and seed in place of the scenario's.
    let trials: Int?
    let seed: Int?
    /// Blocks worked on at the same time; nil: as many as there are cores.
    let threads: Int?
    let allCouncils: Bool
    /// Whether percentiles are exact for any number of trials.
    let isExact: Bool
    let isQuiet: Bool

    /// Everything that the run leaves behind. Issues go to standard error; a scenario that is not valid ends with 2.
    ///
    /// - Parameter trials: takes up `trials.csv`; nil where it is not asked for.
    func files(formats: [OutputFormat], trials streamed: StreamedFile? = nil) throws -> RunFiles {
        let reading = ScenarioReader.read(path, file: ScenarioFiles.bytes)
        Console.report((isQuiet ? reading.errors : reading.issues).map(\.description))
        guard var scenario = reading.scenario, let resolved = reading.resolved else {
            throw ExitCode.invalidScenario
        }
        if let trials { scenario.trials = trials }
        if let seed { scenario.seed = UInt64(seed) }
        return try Console.failing {
            let plan = try RunPlan(scenario)
            let wantsBudgets = scenario.cashView != nil && formats.contains(.csv)
            let progress = progressLine()
            let total = scenario.trials
            let source = PlanSource(plan, threads: threadCount, progress: { progress?.show($0, of: total) })
            let central = try plan.centralCase()
            let rows = streamed.map { file in
                TrialsCSV(source.shape, measures: Self.measures(of: scenario), write: { file.append($0) })
            }
            var comparison = try Comparison(
                appraising: source, of: scenario, central: central.measured, detailForAllCouncils: allCouncils,
                isExact: isExact, alongside: rows)
            progress?.clear()
            let budget = wantsBudgets ? try budget(&comparison, plan: plan) : nil
            return RunFiles(
                comparison: comparison, central: Self.shown(central, in: comparison), scenario: scenario,
                inputs: InputFiles(reading: reading, resolved: resolved, scenario: scenario), overrides: overrides,
                formats: formats, trialsDigest: try streamed?.close(), budget: budget
            )
        }
    }

    /// `budget.csv`; the comparison learns how well its percentiles are known.
    private func budget(_ comparison: inout Comparison, plan: RunPlan) throws -> [UInt8] {
        let progress = progressLine(of: "Budgets")
        defer { progress?.clear() }
        let total = plan.scenario.trials
        let source = PlanSource(plan, threads: threadCount, progress: { progress?.show($0, of: total) })
        let file = BudgetFile(source: source, scenario: plan.scenario, comparison: comparison, isExact: isExact)
        let (bytes, precision) = try file.bytes()
        comparison.precision.budgets = precision
        return bytes
    }

    /// The central case of the options whose councils are shown one by one.
    private static func shown(_ central: TracedOptions, in comparison: Comparison) -> [CentralResult] {
        comparison.options.indices.filter { !comparison.options[$0].councils.isEmpty }
            .map { central.result(ofOption: $0) }
    }

    /// The measures that a run has.
    private static func measures(of scenario: Scenario) -> [Measure] {
        Measure.allCases.filter { $0 != .councilCashNPVOwnRate || scenario.councilRate != nil }
    }

    private var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

    private func progressLine(of work: String = "") -> ProgressLine? {
        !isQuiet && Console.isWatched ? ProgressLine(of: work) : nil
    }

    /// Options of the command line that change figures or how much is written, for the manifest.
    private var overrides: [Manifest.Override] {
        var list: [Manifest.Override] = []
        if let trials { list.append(.init(name: "trials", value: String(trials))) }
        if let seed { list.append(.init(name: "seed", value: String(seed))) }
        if allCouncils { list.append(.init(name: "all-councils", value: "true")) }
        if isExact { list.append(.init(name: "exact", value: "true")) }
        return list
    }
}
