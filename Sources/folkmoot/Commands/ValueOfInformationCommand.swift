import Analysis
import ArgumentParser
import CouncilModel
import Reporting

/// `folkmoot value-of-information`: says what to find out before choosing, and what a pilot is worth.
struct ValueOfInformationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "value-of-information",
        abstract: "Says what to find out before choosing, and what a pilot is worth.",
        discussion: """
            Ranks assumptions by what it is worth to know them before all councils together choose the option with the
            highest mean NPSV, and tells what a pilot that measures one is worth. For example

              folkmoot value-of-information results/planning-london
              folkmoot value-of-information results/planning-london --pilot applicant_hours --councils 5 --error 0.5 --cost 40000

            It takes the scenario's own number of trials, at most \(Self.mostTrials), where --trials gives none.
            """
    )

    /// What fits into half a minute for a national study on two cores.
    static let mostTrials = 10_240
    /// Fewer trials make no regression.
    static let leastTrials = 128

    @OptionGroup var rerun: RerunOptions

    @Option(help: "name=a,b,c: assumptions that are known together; may be repeated. Correlated ones are without it.")
    var group: [String] = []

    @OptionGroup var pilot: PilotOptions

    func validate() throws {
        if let trials = rerun.chosenTrials, trials < Self.leastTrials {
            throw ValidationError(
                "--trials \(trials): expected a whole number from \(Self.leastTrials) to 1000000, as assumptions are "
                    + "looked at by regression.")
        }
    }

    func run() throws {
        let asked = try rerun.asked(ownTrialsUpTo: Self.mostTrials)
        let scenario = asked.scenario
        if scenario.trials < Self.leastTrials {
            throw ValidationError(
                "the scenario has \(scenario.trials) trials, and a regression takes \(Self.leastTrials); give --trials")
        }
        let question = ValueOfInformation.Question(
            groups: try RerunOptions.groups(group, of: scenario), pilots: try pilot.pilots(of: scenario))
        let result = try Console.failing {
            try AnalysisRuns().valueOfInformation(of: scenario, options: rerun.chosen, question)
        }
        try rerun.finish(
            AnalysisFolder.Findings(
                verb: "value-of-information", json: InformationJSON.text(of: result),
                csv: InformationCSV.text(of: result), trials: scenario.trials, arguments: arguments), of: asked
        ) { InformationText(result, width: $0, usesColour: $1).text }
    }

    private var arguments: [Manifest.Override] {
        rerun.arguments + (group.isEmpty ? [] : [.init(name: "group", value: group.joined(separator: "; "))])
            + pilot.arguments
    }
}
