import Analysis
import CouncilModel
import FoundationEssentials
import Reporting
import Stochastics
import Workbook

/// A scenario that has been read and checked, ready to be run: plan, simulate, appraise.
struct PreparedRun {
    /// The scenario, with the trials and the seed of the run.
    let scenario: Scenario
    let inputs: InputFiles
    /// Options of the command line that change figures or how much is written, for the manifest.
    let overrides: [Manifest.Override]
    /// Blocks worked on at the same time; nil: as many as there are cores.
    let threads: Int?
    let isQuiet: Bool

    private var allCouncils: Bool { overrides.contains { $0.name == "all-councils" } }
    private var isExact: Bool { overrides.contains { $0.name == "exact" } }

    /// Everything that the run leaves behind.
    ///
    /// - Parameters:
    ///   - trials: takes up `trials.csv`; nil where it is not asked for.
    ///   - recorded: what shards have simulated of it; nil: nothing.
    func files(
        formats: [OutputFormat], trials streamed: StreamedFile? = nil, recorded: RecordedPasses? = nil,
        workbookOption: String? = nil
    ) throws -> RunFiles {
        let asked = try workbookOption.map {
            try KeptRun.index(of: $0, among: scenario.options.map(\.name), noun: "option") + 1
        }
        return try Console.failing {
            let plan = try RunPlan(scenario)
            let wantsBudgets = scenario.cashView != nil && (formats.contains(.csv) || formats.contains(.workbook))
            let progress = progressLine()
            let total = scenario.trials
            let source = PlanSource(plan, threads: threadCount, progress: { progress?.show($0, of: total) })
            // With one thread for blocks it has none to itself.
            let isFirst = threadCount == 1
            let centralCase = BackgroundWork(atOnce: isFirst) { () throws(CouncilModelError) in
                try plan.centralCase()
            }
            if isFirst { _ = try centralCase.value() }
            let rows = streamed.map { file in
                TrialsCSV(source.shape, measures: Self.measures(of: scenario), write: { file.append($0) })
            }
            let budgetFile = wantsBudgets ? BudgetFile(scenario: scenario, isExact: isExact) : nil
            let budgets =
                recorded == nil ? budgetFile?.tallyOfFirstPass(source, detailForAllCouncils: allCouncils) : nil
            var comparison: Comparison
            do {
                comparison = try Comparison(
                    appraising: source, of: scenario, central: try centralCase.value().measured,
                    detailForAllCouncils: allCouncils, isExact: isExact, alongside: rows, budgets: budgets,
                    recorded: recorded)
            } catch {
                // Of two things that are wrong the central case is the easier to look into.
                _ = try centralCase.value()
                throw error
            }
            let central = try centralCase.value()
            progress?.clear()
            let live = formats.contains(.workbook) ? asked ?? AppraisalWorkbook.liveOption(of: comparison) : nil
            let reading = try budgetFile.map {
                try self.budgets($0, filled: budgets, of: comparison, keeping: live, plan: plan)
            }
            // The summary tells of budgets that stand in a file it can be compared with.
            if formats.contains(.csv) { comparison.precision.budgets = reading?.precision }
            var files = RunFiles(
                comparison: comparison, central: Self.shown(central, in: comparison), scenario: scenario,
                inputs: inputs, overrides: overrides, formats: formats, trialsDigest: try streamed?.close(),
                budget: formats.contains(.csv) ? reading?.bytes : nil
            )
            if let live {
                files.workbook = try AppraisalWorkbook(
                    comparison: comparison, scenario: scenario, central: central, live: live,
                    budgets: reading?.kept ?? [])
            }
            return files
        }
    }

    /// Simulates some blocks and writes what an appraisal takes up of them.
    func record(blocks: Range<Int>, write: ([UInt8]) -> Void) throws {
        let progress = progressLine()
        defer { progress?.clear() }
        let total = min(scenario.trials, blocks.count * AddressedDraws.batchSize)
        let source = PlanSource(
            try RunPlan(scenario), threads: threadCount, progress: { progress?.show($0, of: total) })
        try Comparison.record(
            blocks: blocks, of: source, scenario, detailForAllCouncils: allCouncils, write: write)
    }

    /// Budgets of councils.
    ///
    /// - Parameter option: the option whose budgets the workbook shows; nil: no workbook is made.
    private func budgets(
        _ file: BudgetFile, filled: BudgetTally?, of comparison: Comparison, keeping option: Int?, plan: RunPlan
    ) throws -> BudgetFile.Reading {
        let progress = progressLine(of: "Budgets")
        defer { progress?.clear() }
        let total = plan.scenario.trials
        let source = PlanSource(plan, threads: threadCount, progress: { progress?.show($0, of: total) })
        return try file.read(of: comparison, filled: filled, source: source, keeping: option)
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
}
