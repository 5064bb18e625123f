import Analysis
import ArgumentParser
import CouncilModel
import Reporting

/// `folkmoot discover`: says in which region of assumptions options do badly.
struct DiscoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover", abstract: "Says in which region of assumptions an option loses.",
        discussion: """
            Peels the trials of one run (PRIM) until what is left is mostly trials in which NPSV is below 0, and counts in
            other trials how much such a region holds. For example

              folkmoot discover results/planning-london --option "Shared platform"
              folkmoot discover results/planning-london --measure peak_funding --above 2m
              folkmoot discover results/planning-london --against "Common standards"

            Where nothing drives losing, no region is named. Half of the trials are peeled: the scenario's own number, at
            most \(Self.mostTrials), where --trials gives none.
            """
    )

    /// As many as ``PortfolioCommand/mostTrials``: half of them are four batches.
    static let mostTrials = 4096

    @OptionGroup var rerun: RerunOptions

    @Option(help: "The figure of a trial that is looked at, as summary.json calls it.")
    var measure = "npsv"

    @Option(
        parsing: .unconditional, help: "Trials are of interest where the figure is below this: 0 for NPSV if left out.",
        transform: { text throws(ValidationError) in try AskedAmount(text, of: "--below", canBeNegative: true) })
    var below: AskedAmount?

    @Option(
        parsing: .unconditional, help: "Trials are of interest where the figure is above this.",
        transform: { text throws(ValidationError) in try AskedAmount(text, of: "--above", canBeNegative: true) })
    var above: AskedAmount?

    @Option(help: "Name of an option: trials are of interest where the figure is worse than its.")
    var against: String?

    @Option(help: "Show the region that covers most among those in which this share of trials, 0 to 1, is of interest.")
    var density: Double?

    @Option(help: "How many regions are looked for, each in what those before leave.")
    var boxes = 3

    func validate() throws {
        if !(1...20).contains(boxes) {
            throw ValidationError("--boxes \(boxes): expected a whole number from 1 to 20.")
        }
        if let density, !(density > 0 && density <= 1) {
            throw ValidationError("--density \(density): expected a share above 0, at most 1.")
        }
        guard let figure = Measure(rawValue: measure) else {
            throw ValidationError(
                "--measure \(measure): expected one of \(Measure.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let given = [
            below == nil ? nil : "--below", above == nil ? nil : "--above", against == nil ? nil : "--against",
        ]
        .compactMap { $0 }
        if given.count > 1 {
            throw ValidationError("\(given.joined(separator: " and ")): expected one of them.")
        }
        if given.isEmpty, figure != .npsv {
            throw ValidationError(
                "--measure \(measure): say which of its values are of interest, with --below, --above or --against.")
        }
    }

    func run() throws {
        let asked = try rerun.asked(ownTrialsUpTo: Self.mostTrials)
        let question = try question(of: asked.scenario)
        let result = try Console.failing {
            try AnalysisRuns().discovery(of: asked.scenario, options: rerun.chosen, question)
        }
        try rerun.finish(
            AnalysisFolder.Findings(
                verb: "discover", json: DiscoveryJSON.text(of: result), csv: DiscoveryCSV.text(of: result),
                trials: asked.scenario.trials, arguments: arguments), of: asked
        ) { DiscoveryText(result, width: $0, usesColour: $1).text }
    }

    private func question(of scenario: Scenario) throws -> Discovery.Question {
        guard let figure = Measure(rawValue: measure) else { preconditionFailure("the measure has been checked") }
        if figure == .councilCashNPVOwnRate, scenario.councilRate == nil {
            throw ValidationError("--measure \(measure): the scenario has no council_rate, so there is no such figure.")
        }
        if let against {
            let names = [RunPlan.doNothing] + scenario.options.map(\.name)
            _ = try KeptRun.index(of: against, among: names, noun: "option")
            if rerun.options == [against] {
                throw ValidationError("--against \(against): expected another option than the one looked at.")
            }
        }
        let cases: Discovery.Cases =
            against.map { .worse(than: $0) } ?? above.map { .above($0.amount) } ?? .below(below?.amount ?? 0)
        return Discovery.Question(
            measure: figure, cases: cases, rule: density.map { .density($0) } ?? .separation, mostBoxes: boxes)
    }

    private var arguments: [Manifest.Override] {
        var list = rerun.arguments
        if measure != "npsv" { list.append(.init(name: "measure", value: measure)) }
        if let below { list.append(.init(name: "below", value: below.text)) }
        if let above { list.append(.init(name: "above", value: above.text)) }
        if let against { list.append(.init(name: "against", value: against)) }
        if let density { list.append(.init(name: "density", value: String(density))) }
        if boxes != 3 { list.append(.init(name: "boxes", value: String(boxes))) }
        return list
    }
}
