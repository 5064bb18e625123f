import Analysis
import ArgumentParser
import CouncilModel
import Reporting

/// `folkmoot portfolio`: compares all sets of levers.
struct PortfolioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "portfolio",
        abstract: "Compares all sets of levers: which are efficient, and the best in a budget.",
        discussion: """
            Runs every set of the scenario's levers on the same draws: the efficient ones (mean NPSV against P10, peak funding
            and councils worse off), the best within each budget, what each lever adds, and regret. For example

              folkmoot portfolio results/national --budget 20m --budget 50m

            Levers are those of "combinations", or all of its options but for what the reference and they all hold; --lever
            names others, at most eight. It takes the scenario's own number of trials, at most \(Self.mostTrials), where --trials
            gives none.
            """
    )

    /// Eight batches, whose own figures give errors; a national study is done in half a minute on two cores.
    static let mostTrials = 4096

    @OptionGroup var analysis: AnalysisOptions

    @Option(
        name: .customLong("lever"),
        help: "Name of a lever to combine with the others named; may be repeated; those of the scenario if left out.")
    var levers: [String] = []

    @Option(
        name: .customLong("budget"),
        help: "An amount of peak funding, such as 20000000 or 20m; may be repeated; every budget if left out.",
        transform: { text throws(ValidationError) in try AskedAmount(text) })
    var budgets: [AskedAmount] = []

    func validate() throws {
        if let twice = levers.indices.first(where: { levers[..<$0].contains(levers[$0]) }) {
            throw ValidationError("--lever \(levers[twice]): named twice; name each lever once.")
        }
    }

    func run() throws {
        let asked = try analysis.asked(ownTrialsUpTo: Self.mostTrials)
        let sets = try LeverChoice(named: levers).sets(of: asked.scenario)
        try LeverChoice.check(trials: asked.scenario.trials, sets: sets)
        let result = try Console.failing {
            try AnalysisRuns().portfolio(of: asked.scenario, sets: sets, budgets: budgets.map(\.amount))
        }
        try analysis.finish(
            AnalysisFolder.Findings(
                verb: "portfolio", json: PortfolioJSON.text(of: result), csv: PortfolioCSV.text(of: result),
                trials: asked.scenario.trials, arguments: arguments), of: asked
        ) { PortfolioText(result, width: $0, usesColour: $1).text }
    }

    private var arguments: [Manifest.Override] {
        var list: [Manifest.Override] = []
        if !levers.isEmpty { list.append(.init(name: "lever", value: levers.joined(separator: "; "))) }
        if !budgets.isEmpty { list.append(.init(name: "budget", value: budgets.map(\.text).joined(separator: "; "))) }
        return list
    }
}
