import Analysis
import CouncilModel
import FoundationEssentials

/// Runs that an analysis asks for one after the other, with what is shown while they last.
struct AnalysisRuns {
    private let threads = ProcessInfo.processInfo.activeProcessorCount

    /// What each change between two scenarios is worth.
    func attribution(of changes: ScenarioChanges, options: [String]?, orders: Int) throws -> ChangeAttribution {
        let progress = Console.isWatched ? ProgressLine(counting: "runs") : nil
        defer { progress?.clear() }
        return try ChangeAttribution(
            of: changes, options: options, orders: orders, run: { PlanSource(try RunPlan($0), threads: threads) },
            progress: { progress?.show($0, of: $1) })
    }
}
