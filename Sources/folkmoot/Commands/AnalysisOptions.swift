import ArgumentParser
import CouncilModel
import Reporting

/// Options of all verbs that look into a scenario, or into what results were made from.
struct AnalysisOptions: ParsableArguments {
    @Argument(help: "A scenario, or a folder of results.")
    var scenario: String

    @Option(
        name: .customLong("trials"),
        help: "Trials of each run; where none are given, as said above, or 1024 of a verb that makes many runs.")
    var chosenTrials: Int?

    @Option(help: "Seed of all draws, in place of the scenario's.")
    var seed: Int?

    @Option(help: "Folder of results to write to, into its folder analysis.", completion: .directory)
    var out: String?

    @Flag(help: "Print the result as JSON.")
    var json = false

    @Flag(help: "Print nothing but errors.")
    var quiet = false

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
    /// - Parameters:
    ///   - most: of a verb that makes one run, which takes the scenario's own trials where none are asked for, but at most
    ///     so many; nil: of one that makes many.
    ///   - options: names of options that are asked for.
    func asked(ownTrialsUpTo most: Int? = nil, options: [String] = []) throws -> AskedScenario {
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
        if let out { try Console.failing { try AnalysisFolder(path: out).begin() } }
        return asked
    }

    /// Writes what was found, where that was asked for, and prints it.
    func finish(
        _ findings: AnalysisFolder.Findings, of asked: AskedScenario, text: (_ width: Int, _ usesColour: Bool) -> String
    ) throws {
        let written = try out.map { path in
            try Console.failing { try AnalysisFolder(path: path).write(findings, of: asked) }
        }
        if quiet { return }
        if json {
            Console.print(findings.json)
            return
        }
        Console.print(text(Console.width, Console.usesColour))
        if let out, let written { Console.print("Written to \(out)/: \(written.joined(separator: ", ")).\n") }
    }
}
