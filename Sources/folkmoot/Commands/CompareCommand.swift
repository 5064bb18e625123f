import Analysis
import ArgumentParser
import CouncilModel
import Reporting

/// `folkmoot compare`: says what changed between two scenarios and what each change does to NPSV.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Says what changed between two scenarios, and what each change is worth.",
        discussion: """
            Takes two scenarios, or two folders of results. For example

              folkmoot compare results/may results/june

            The effect of a change is its Shapley value: what it adds to mean NPSV, averaged over all orders of making the
            changes (over drawn orders where there are more than 8), on common draws. Changes of levers, options, councils
            or years count as one change together, the structure.
            """
    )

    @Argument(help: "The first: a scenario, or a folder of results.")
    var before: String

    @Argument(help: "The second.")
    var after: String

    @Option(name: .customLong("option"), help: "Name of an option to look at; may be repeated; all if left out.")
    var chosen: [String] = []

    @Option(help: "Trials of each run.")
    var trials = 2048

    @Option(help: "How many orders are drawn where there are more than 8 changes; an even number.")
    var orders = ChangeAttribution.ordersDrawn

    @Flag(help: "Print the result as JSON.")
    var json = false

    func validate() throws {
        if !(1...10_000_000).contains(trials) {
            throw ValidationError("--trials \(trials): expected a whole number from 1 to 10000000.")
        }
        if orders < 4 || orders % 2 != 0 || orders > 100_000 {
            throw ValidationError("--orders \(orders): expected an even number from 4 to 100000.")
        }
    }

    func run() throws {
        var first = try AskedScenario(before).scenario
        first.trials = trials
        let changes = ScenarioChanges(from: first, to: try AskedScenario(after).scenario)
        let common = first.options.map(\.name).filter(changes.after.options.map(\.name).contains)
        for name in chosen { _ = try KeptRun.index(of: name, among: common, noun: "option of both scenarios") }
        let attribution = try Console.failing {
            try AnalysisRuns().attribution(of: changes, options: chosen.isEmpty ? nil : chosen, orders: orders)
        }
        let names = (before: before, after: after)
        Console.print(
            json
                ? ChangesJSON.text(of: attribution, changes: changes, names: names)
                : ChangesText(
                    attribution, of: changes, names: names, width: Console.width, usesColour: Console.usesColour
                ).text)
    }
}
