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
            values of a text column of the register. It takes the scenario's own number of trials, at most \(Self.mostTrials),
            where --trials gives none.
            """
    )

    /// Those of a run by default.
    static let mostTrials = 10_240

    @OptionGroup var analysis: AnalysisOptions

    @Option(help: "Name of the option to look at; the one with the highest mean NPSV if left out.")
    var option: String?

    @Option(help: "Text column whose values are the groups; the councils themselves up to 15, else region or the like.")
    var by: String?

    @Option(help: "Orders drawn for the Shapley value of more than 15 councils.")
    var orders = 512

    @Flag(help: "In the trials, let councils join as in a run; they join at once if left out.")
    var asRun = false

    func validate() throws {
        if !(4...100_000).contains(orders) || orders % 2 != 0 {
            throw ValidationError("--orders \(orders): expected an even number from 4 to 100000.")
        }
    }

    func run() throws {
        let asked = try analysis.asked(ownTrialsUpTo: Self.mostTrials, options: option.map { [$0] } ?? [])
        if let by { try Self.check(column: by, of: asked.scenario) }
        let question = FairShares.Question(option: option, column: by, orders: orders, joiningAtOnce: !asRun)
        let result = try Console.failing { try AnalysisRuns().shares(of: asked.scenario, question) }
        try analysis.finish(
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
