import Analysis
import ArgumentParser
import CouncilModel
import FoundationEssentials
import Reporting

/// `folkmoot explain`: shows what a figure of a run is made of.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Shows what a figure of a run is made of, down to formulas and sources.",
        discussion: """
            Runs again what the folder keeps. For example

              folkmoot explain results/planning-london "Shared platform" npsv --trial 17

            Figures are present values. What can be explained: \(Measure.explainedNames).
            """
    )

    @Argument(help: "Folder of results.", completion: .directory)
    var results: String

    @Argument(help: "Name of the option.")
    var option: String

    @Argument(help: "The measure; npsv if left out, of one council council_npv.")
    var measure: String?

    @Option(help: "Number of the trial, from 0, as in trials.csv; the mean over trials if left out.")
    var trial: Int?

    @Option(help: "Code or name of a council: its own lines and its part of programme lines.")
    var council: String?

    @Option(help: "Name of a line: its part of the measure.")
    var line: String?

    @Option(help: "How many councils are shown one by one under a line, the largest first.")
    var councils = 5

    @Flag(help: "Print the tree as JSON.")
    var json = false

    func validate() throws {
        if councils < 0 { throw ValidationError("--councils \(councils): expected a whole number from 0.") }
    }

    func run() throws {
        let kept = try KeptRun(folder: results)
        let question = try question(of: kept)
        let explanation = try Console.failing { () throws -> Explanation in
            let plan = try RunPlan(kept.scenario)
            if question.trial != nil { return try Explanation.ofTrial(question, plan: plan) }
            let progress = Console.isWatched ? ProgressLine() : nil
            defer { progress?.clear() }
            let threads = ProcessInfo.processInfo.activeProcessorCount
            let result = try plan.simulate(threads: threads, progress: { progress?.show($0, of: kept.scenario.trials) })
            return Explanation.ofMean(question, plan: plan, result: result)
        }
        let code = question.council.map { kept.scenario.register.codes[kept.scenario.selected[$0]] }
        Console.print(
            json
                ? ExplanationJSON.text(of: explanation, code: code)
                : ExplanationText.text(of: explanation, width: Console.width))
    }

    private func question(of kept: KeptRun) throws -> Explanation.Question {
        let names = Measure.allCases.map(\.rawValue)
        let measure = measure ?? (council == nil ? Measure.npsv : .councilNPV).rawValue
        let index = try kept.option(option)
        let question = Explanation.Question(
            option: index, measure: Measure.allCases[try KeptRun.index(of: measure, among: names, noun: "measure")],
            trial: trial, council: try council.map(kept.council),
            line: try line.map { try kept.line($0, ofOption: index) }, mostCouncils: councils
        )
        if let problem = question.problem { throw ValidationError(problem) }
        if let trial, !(0..<kept.scenario.trials).contains(trial) {
            throw ValidationError("--trial \(trial): expected 0 to \(kept.scenario.trials - 1)")
        }
        return question
    }
}
