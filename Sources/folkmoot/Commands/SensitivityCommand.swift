import Analysis
import ArgumentParser
import CouncilModel
import Reporting

/// `folkmoot sensitivity`: says what the NPSV of options rests on.
struct SensitivityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sensitivity", abstract: "Says which assumptions NPSV rests on, and how much is chance.",
        discussion: """
            Splits the variance of NPSV into not knowing, variety of councils and who joins; holds assumptions at their P10
            and P90; tells Sobol's indices, rank correlations and a regression. For example

              folkmoot sensitivity results/planning-london --option "Shared platform"

            The assumptions that NPSV goes with most in one run are looked at one by one, the others together.
            """
    )

    @OptionGroup var rerun: RerunOptions

    @Option(help: "How many assumptions are held at P10 and P90.")
    var top = 8

    @Option(help: "How many assumptions have Sobol indices of their own; 0: Sobol indices are left out.")
    var sobol = 5

    @Option(help: "Trials of each run for Sobol indices; as --trials if left out.")
    var sobolTrials: Int?

    @Option(help: "name=a,b,c: assumptions whose Sobol indices are asked for together; may be repeated.")
    var group: [String] = []

    @Flag(help: "Look at every assumption that the options read one by one, however long it takes.")
    var all = false

    func validate() throws {
        if top < 0 { throw ValidationError("--top \(top): expected a whole number from 0.") }
        if sobol < 0 { throw ValidationError("--sobol \(sobol): expected a whole number from 0.") }
        if let sobolTrials, !(2...1_000_000).contains(sobolTrials) {
            throw ValidationError("--sobol-trials \(sobolTrials): expected a whole number from 2 to 1000000.")
        }
    }

    func run() throws {
        let asked = try rerun.asked()
        let question = Sensitivity.Question(
            trials: rerun.trials, sobolTrials: sobol == 0 && group.isEmpty && !all ? 0 : sobolTrials ?? rerun.trials,
            most: all ? nil : top, mostAlone: all ? nil : sobol,
            groups: try RerunOptions.groups(group, of: asked.scenario))
        let result = try Console.failing {
            try AnalysisRuns().sensitivity(of: asked.scenario, options: rerun.chosen, question)
        }
        try rerun.finish(
            AnalysisFolder.Findings(
                verb: "sensitivity", json: SensitivityJSON.text(of: result), csv: SensitivityCSV.text(of: result),
                trials: rerun.trials, arguments: arguments), of: asked
        ) { SensitivityText(result, width: $0, usesColour: $1).text }
    }

    private var arguments: [Manifest.Override] {
        var list = rerun.arguments
        if all { list.append(.init(name: "all", value: "true")) }
        if top != 8 { list.append(.init(name: "top", value: String(top))) }
        if sobol != 5 { list.append(.init(name: "sobol", value: String(sobol))) }
        if let sobolTrials { list.append(.init(name: "sobol-trials", value: String(sobolTrials))) }
        if !group.isEmpty { list.append(.init(name: "group", value: group.joined(separator: "; "))) }
        return list
    }
}
