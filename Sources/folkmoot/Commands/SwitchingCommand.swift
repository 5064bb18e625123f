import Analysis
import ArgumentParser
import CouncilModel
import Reporting

/// `folkmoot switching`: says at which values of assumptions the answer changes.
struct SwitchingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switching", abstract: "Says at which value of an assumption NPSV is 0 or another option is best.",
        discussion: """
            Moves one assumption at a time from its P1 to its P99; what is correlated with it follows, all else stays as it was
            drawn. For example

              folkmoot switching results/planning-london --assumption standards_time_effect
              folkmoot switching results/planning-london --pair standards_time_effect applicant_hours

            A pair gives a frontier: for each of some values of the first, that of the second at which NPSV is 0.
            """
    )

    @OptionGroup var rerun: RerunOptions

    @Option(
        name: .customLong("assumption"),
        help: "Name of an assumption to move; may be repeated; those that NPSV goes with most if left out.")
    var assumptions: [String] = []

    @Option(help: "How many assumptions are moved where none is named.")
    var top = 5

    @Option(
        help: "At how many points from P1 to P99 NPSV is looked at; where its sign changes, the value is found.")
    var points = 4

    @Option(
        parsing: .upToNextOption, help: ArgumentHelp("Two assumptions whose frontier is wanted.", valueName: "a b"))
    var pair: [String] = []

    @Flag(help: "Move every assumption that the options read, however long it takes.")
    var all = false

    func validate() throws {
        if top < 1 { throw ValidationError("--top \(top): expected a whole number from 1.") }
        if !(2...101).contains(points) {
            throw ValidationError("--points \(points): expected a whole number from 2 to 101.")
        }
        if !pair.isEmpty && (pair.count != 2 || pair[0] == pair[1]) {
            throw ValidationError("--pair \(pair.joined(separator: " ")): expected the names of two assumptions.")
        }
    }

    func run() throws {
        let asked = try rerun.asked()
        let names = try assumptions.map { try RerunOptions.assumption($0, of: asked.scenario) }
        let two = try pair.map { try RerunOptions.assumption($0, of: asked.scenario) }
        let question = Switching.Question(
            assumptions: names.isEmpty ? nil : names, most: all ? nil : top, points: points,
            pair: two.count == 2 ? (two[0], two[1]) : nil)
        let result = try Console.failing {
            try AnalysisRuns().switching(of: asked.scenario, options: rerun.chosen, question)
        }
        try rerun.finish(
            AnalysisFolder.Findings(
                verb: "switching", json: SwitchingJSON.text(of: result), csv: SwitchingCSV.text(of: result),
                trials: rerun.trials, arguments: arguments), of: asked
        ) { SwitchingText(result, width: $0, usesColour: $1).text }
    }

    private var arguments: [Manifest.Override] {
        var list = rerun.arguments
        if all { list.append(.init(name: "all", value: "true")) }
        if !assumptions.isEmpty { list.append(.init(name: "assumption", value: assumptions.joined(separator: "; "))) }
        if top != 5 { list.append(.init(name: "top", value: String(top))) }
        if points != 4 { list.append(.init(name: "points", value: String(points))) }
        if !pair.isEmpty { list.append(.init(name: "pair", value: pair.joined(separator: " "))) }
        return list
    }
}
