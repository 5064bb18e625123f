import Analysis
import ArgumentParser
import CouncilModel
import Reporting

/// Pilots as a command line asks for them: one or more assumptions, each measured in the same way.
struct PilotOptions: ParsableArguments {
    @Option(
        name: .customLong("pilot"),
        help: "Name of an assumption that a pilot measures; may be repeated, for a pilot each.")
    var pilots: [String] = []

    @Option(help: "In how many councils the pilot measures.")
    var councils: Int?

    @Option(
        help:
            "How far one council's measurement lies off the value for all, as a share of it: a standard deviation, differences between councils included."
    )
    var error: Double?

    @Option(help: "The same in the assumption's unit.")
    var errorAbs: Double?

    @Option(
        help: "What the pilot costs, however many councils, such as 40000 or 40k.",
        transform: { try AskedAmount($0, of: "--cost") })
    var cost: AskedAmount?

    @Option(
        help: "What it costs for each council.", transform: { try AskedAmount($0, of: "--cost-per-council") })
    var costPerCouncil: AskedAmount?

    func validate() throws {
        if let councils, councils < 1 {
            throw ValidationError("--councils \(councils): expected a whole number from 1.")
        }
        for (name, value) in [("--error", error), ("--error-abs", errorAbs)] {
            if let value, !(value >= 0 && value < .infinity) {
                throw ValidationError("\(name) \(value): expected a number from 0.")
            }
        }
        let isPilot = councils != nil || error != nil || errorAbs != nil || cost != nil || costPerCouncil != nil
        if pilots.isEmpty && isPilot {
            throw ValidationError("A pilot's councils, error and cost were given; name what it measures with --pilot.")
        }
        if !pilots.isEmpty && (councils == nil || (error == nil) == (errorAbs == nil)) {
            throw ValidationError(
                "--pilot \(pilots[0]): expected --councils, and either --error or --error-abs, beside it.")
        }
    }

    /// The pilots asked for; what they name and their size are checked against the scenario.
    func pilots(of scenario: Scenario) throws -> [Pilot] {
        try pilots.map { name in
            let measured = try RerunOptions.assumption(name, of: scenario)
            guard let councils,
                let spread = error.map({ Pilot.MeasuringError.share($0) }) ?? errorAbs.map({ .amount($0) })
            else { preconditionFailure("a pilot's councils and error were checked") }
            let all = scenario.selected.count
            guard councils <= all else {
                throw ValidationError(
                    "--councils \(councils): the scenario has \(all) \(all == 1 ? "council" : "councils"); give at most "
                        + "as many")
            }
            return Pilot(
                assumption: measured, councils: councils, error: spread, cost: cost?.amount ?? 0,
                costPerCouncil: costPerCouncil?.amount ?? 0)
        }
    }

    /// What changed figures, for the manifest.
    var arguments: [Manifest.Override] {
        let numbers = [
            ("error", error), ("error-abs", errorAbs), ("cost", cost?.amount),
            ("cost-per-council", costPerCouncil?.amount),
        ]
        let all: [(String, String?)] =
            [("pilot", pilots.isEmpty ? nil : pilots.joined(separator: "; ")), ("councils", councils.map(String.init))]
            + numbers.map { ($0, $1.map { "\($0)" }) }
        return all.compactMap { name, value in value.map { .init(name: name, value: $0) } }
    }
}
