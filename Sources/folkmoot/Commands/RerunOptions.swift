import Analysis
import ArgumentParser
import CouncilModel
import Reporting

/// Options of the verbs that look at some options of a scenario.
struct RerunOptions: ParsableArguments {
    @OptionGroup var analysis: AnalysisOptions

    @Option(
        name: .customLong("option"),
        help: "Name of an option to look at; may be repeated; the six with the highest mean NPSV if left out.")
    var options: [String] = []

    /// Trials that are asked for; nil: none are.
    var chosenTrials: Int? { analysis.chosenTrials }

    /// Trials of each run of a verb that makes many of them.
    var trials: Int { analysis.trials }

    /// The scenario with the trials and the seed asked for; unknown names of options end with 64. The folder to write to
    /// is made.
    ///
    /// - Parameter most: as ``AnalysisOptions/asked(ownTrialsUpTo:options:)`` says.
    func asked(ownTrialsUpTo most: Int? = nil) throws -> AskedScenario {
        try analysis.asked(ownTrialsUpTo: most, options: options)
    }

    /// Names of the options asked for; nil: none.
    var chosen: [String]? { options.isEmpty ? nil : options }

    /// A trial-level assumption that has more than one value, by its name; others end with 64.
    static func assumption(_ name: String, of scenario: Scenario) throws -> String {
        let names = scenario.assumptions.map(\.name)
        let found = scenario.assumptions[try KeptRun.index(of: name, among: names, noun: "assumption")]
        guard found.variesBy == .trial else {
            throw ValidationError(
                "assumption \"\(name)\" differs within a trial (varies_by), so it is not held at one value")
        }
        return found.name
    }

    /// Groups of assumptions from texts such as name=a,b,c.
    static func groups(_ texts: [String], of scenario: Scenario) throws -> [(name: String, assumptions: [String])] {
        try texts.map { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw ValidationError("--group \(text): expected name=a,b,c with names of assumptions.")
            }
            let names = parts[1].split(separator: ",").map(String.init)
            return (parts[0], try names.map { try assumption($0, of: scenario) })
        }
    }

    /// Writes what was found, where that was asked for, and prints it.
    func finish(
        _ findings: AnalysisFolder.Findings, of asked: AskedScenario, text: (_ width: Int, _ usesColour: Bool) -> String
    ) throws {
        try analysis.finish(findings, of: asked, text: text)
    }

    /// What changed figures, for the manifest.
    var arguments: [Manifest.Override] {
        options.isEmpty ? [] : [.init(name: "option", value: options.joined(separator: "; "))]
    }
}
