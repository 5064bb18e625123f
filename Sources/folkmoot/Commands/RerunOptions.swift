import Analysis
import ArgumentParser
import CouncilModel
import Reporting

/// Options of the verbs that run a scenario again and again.
struct RerunOptions: ParsableArguments {
    @Argument(help: "A scenario, or a folder of results.")
    var scenario: String

    @Option(
        name: .customLong("option"),
        help: "Name of an option to look at; may be repeated; the six with the highest mean NPSV if left out.")
    var options: [String] = []

    @Option(
        name: .customLong("trials"),
        help: "Trials of each run; 1024 where many runs are made and none are given.")
    var chosenTrials: Int?

    @Option(help: "Seed of all draws, in place of the scenario's.")
    var seed: Int?

    @OptionGroup var output: AnalysisOutput

    func validate() throws {
        if let chosenTrials, !(2...1_000_000).contains(chosenTrials) {
            throw ValidationError("--trials \(chosenTrials): expected a whole number from 2 to 1000000.")
        }
        if let seed, !(0...(1 << 53)).contains(seed) {
            throw ValidationError("--seed \(seed): expected a whole number from 0 to \(1 << 53).")
        }
    }

    /// Trials of each run of a verb that makes many of them.
    var trials: Int { chosenTrials ?? 1024 }

    /// The scenario with the trials and the seed asked for; unknown names of options end with 64. The folder to write to
    /// is made.
    ///
    /// - Parameter most: of a verb that makes one run, which takes the scenario's own trials where none are asked for, but
    ///   at most so many; nil: of one that makes many.
    func asked(ownTrialsUpTo most: Int? = nil) throws -> AskedScenario {
        var asked = try AskedScenario(scenario)
        asked.scenario.trials = chosenTrials ?? most.map { min($0, asked.scenario.trials) } ?? trials
        if let seed { asked.scenario.seed = UInt64(seed) }
        let names = asked.scenario.options.map(\.name)
        for name in options { _ = try KeptRun.index(of: name, among: names, noun: "option") }
        if let reference = asked.scenario.reference, options.contains(names[reference]) {
            throw ValidationError(
                "option \"\(names[reference])\" is what all others are measured against, so its NPSV is 0 throughout; "
                    + "name another")
        }
        try output.begin()
        return asked
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
        try output.finish(findings, of: asked, text: text)
    }

    /// What changed figures, for the manifest.
    var arguments: [Manifest.Override] {
        options.isEmpty ? [] : [.init(name: "option", value: options.joined(separator: "; "))]
    }
}
