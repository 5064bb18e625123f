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

    /// What NPSV rests on.
    func sensitivity(
        of scenario: Scenario, options: [String]?, _ question: Sensitivity.Question
    ) throws -> Sensitivity {
        let progress = progressLine("runs")
        defer { progress?.clear() }
        return try Sensitivity(of: try model(of: scenario, options: options), question) { progress?.show($0, of: $1) }
    }

    /// At which values the answer changes.
    func switching(of scenario: Scenario, options: [String]?, _ question: Switching.Question) throws -> Switching {
        let progress = progressLine(question.pair == nil ? "assumptions" : "values")
        defer { progress?.clear() }
        return try Switching(of: try model(of: scenario, options: options), question) { progress?.show($0, of: $1) }
    }

    /// What it is worth to find something out.
    func valueOfInformation(
        of scenario: Scenario, options: [String]?, _ question: ValueOfInformation.Question
    ) throws -> ValueOfInformation {
        let running = progressLine("trials")
        // Most of the time goes into the one run.
        let model = try RerunModel(scenario, options: options) { [threads] plan in
            PlanSource(plan, threads: threads, progress: { running?.show($0, of: plan.scenario.trials) })
        }
        running?.clear()
        let progress = progressLine("regressions")
        defer { progress?.clear() }
        return ValueOfInformation(of: model, question) { progress?.show($0, of: $1) }
    }

    /// All sets of levers compared.
    func portfolio(of scenario: Scenario, sets: LeverSets, budgets: [Double]) throws -> Portfolio {
        let progress = progressLine("trials")
        defer { progress?.clear() }
        return try Portfolio(of: scenario, sets: sets, budgets: budgets) { [threads] plan in
            PlanSource(plan, threads: threads, progress: { progress?.show($0, of: plan.scenario.trials) })
        }
    }

    /// In which region of assumptions options do badly.
    func discovery(of scenario: Scenario, options: [String]?, _ question: Discovery.Question) throws -> Discovery {
        let progress = progressLine("trials")
        defer { progress?.clear() }
        var rival: String?
        if case .worse(let other) = question.cases { rival = other }
        let model = try RerunModel(scenario, options: options, rival: rival, measure: question.measure) {
            [threads] plan in
            PlanSource(plan, threads: threads, progress: { progress?.show($0, of: plan.scenario.trials) })
        }
        return Discovery(of: model, question)
    }

    /// How programme costs could be shared.
    func shares(of scenario: Scenario, _ question: FairShares.Question) throws -> FairShares {
        let choosing = progressLine("trials")
        let chosen = try FairShares.option(of: scenario, question, threads: threads) { choosing?.show($0, of: $1) }
        choosing?.clear()
        let progress = progressLine("sets of councils and trials")
        defer { progress?.clear() }
        return try FairShares(of: scenario, question, chosen: chosen, threads: threads) {
            progress?.show($0, of: $1)
        }
    }

    private func model(of scenario: Scenario, options: [String]?) throws -> RerunModel {
        try RerunModel(scenario, options: options) { [threads] in PlanSource($0, threads: threads) }
    }

    private func progressLine(_ unit: String) -> ProgressLine? {
        Console.isWatched ? ProgressLine(counting: unit) : nil
    }
}
