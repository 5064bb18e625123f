import Analysis
import ArgumentParser
import CouncilModel
import Reporting
import Stochastics

/// `folkmoot shares`: says how programme costs could be shared, who would be worse off, and who would do better alone.
struct SharesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shares", abstract: "Says how programme costs could be shared, and who would be worse off.",
        discussion: """
            Splits the programme costs of one option equally, per head, by spend, by benefit, by separable costs and remaining
            benefits, by Shapley value and by nucleolus. For example

              folkmoot shares results/planning-london --option "Shared platform"
              folkmoot shares scenarios/studies/national.json --by nation

            With more than 15 councils the nucleolus, and whether a group would do better alone, are those of groups: the
            values of a text column of the register.
            """
    )

    @Argument(help: "A scenario, or a folder of results.")
    var scenario: String

    @Option(help: "Name of the option to look at; the one with the highest mean NPSV if left out.")
    var option: String?

    @Option(help: "Text column whose values are the groups; the councils themselves up to 15, else region or the like.")
    var by: String?

    @Option(help: "Orders drawn for the Shapley value of more than 15 councils.")
    var orders = 512

    @Flag(help: "In the trials, let councils join as in a run; they join at once if left out.")
    var asRun = false

    @Option(help: "Trials; the scenario's if left out.")
    var trials: Int?

    @Option(help: "Seed of all draws, in place of the scenario's.")
    var seed: Int?

    @OptionGroup var output: AnalysisOutput

    func validate() throws {
        if !(4...100_000).contains(orders) || orders % 2 != 0 {
            throw ValidationError("--orders \(orders): expected an even number from 4 to 100000.")
        }
        if let trials, !(2...1_000_000).contains(trials) {
            throw ValidationError("--trials \(trials): expected a whole number from 2 to 1000000.")
        }
        if let seed, !(0...(1 << 53)).contains(seed) {
            throw ValidationError("--seed \(seed): expected a whole number from 0 to \(1 << 53).")
        }
    }

    func run() throws {
        var asked = try AskedScenario(scenario)
        if let trials { asked.scenario.trials = trials }
        if let seed { asked.scenario.seed = UInt64(seed) }
        if let option {
            let place = try KeptRun.index(of: option, among: asked.scenario.options.map(\.name), noun: "option")
            if place == asked.scenario.reference {
                throw ValidationError(
                    "option \"\(option)\" is what all others are measured against; name another")
            }
        }
        if let by { try Self.check(column: by, of: asked.scenario) }
        try output.begin()
        let question = FairShares.Question(option: option, column: by, orders: orders, joiningAtOnce: !asRun)
        let result = try Console.failing { try AnalysisRuns().shares(of: asked.scenario, question) }
        try output.finish(
            AnalysisFolder.Findings(
                verb: "shares", json: SharesJSON.text(of: result), csv: SharesCSV.text(of: result),
                trials: asked.scenario.trials, arguments: arguments), of: asked
        ) { SharesText(result, width: $0, usesColour: $1).text }
    }

    /// Ends with 64 where a column is not there, or does not make groups of all councils.
    private static func check(column: String, of scenario: Scenario) throws {
        let name = scenario.register.columnNames[
            try KeptRun.index(of: column, among: scenario.register.columnNames, noun: "column")]
        guard SharePlayers(Array(scenario.selected.indices), of: scenario, column: name) != nil else {
            throw ValidationError(
                "--by \(column): expected a text column with 2 to \(Nucleolus.mostPlayers) different values among the "
                    + "councils of the scenario")
        }
    }

    private var arguments: [Manifest.Override] {
        var list: [Manifest.Override] = []
        if let option { list.append(.init(name: "option", value: option)) }
        if let by { list.append(.init(name: "by", value: by)) }
        if orders != 512 { list.append(.init(name: "orders", value: String(orders))) }
        if asRun { list.append(.init(name: "as-run", value: "true")) }
        return list
    }
}
