import Analysis
import ArgumentParser
import Reporting
import ScenarioFormat

/// `folkmoot assumptions`: prints the register of a scenario's assumptions.
struct AssumptionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assumptions", abstract: "Prints the register of a scenario's assumptions.",
        discussion: """
            Value, unit, source, grade, owner and date of review of each, what rests on it, and what a library or base file
            said where the scenario overrides it. Exit code 0; 2 if the scenario is not valid, or with --strict if any
            assumption has no source, as folkmoot validate --strict has it.
            """
    )

    /// Forms of the register.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, csv, json
    }

    @Argument(help: "Path of the scenario.", completion: .file(extensions: ["json"]))
    var scenario: String

    @Flag(help: "Exit with 2 if any assumption has no source, or a line holds a number without a name.")
    var strict = false

    @Flag(help: "List assumptions that no option uses too, after the others.")
    var all = false

    @Option(help: "Form of the register: text, csv or json.")
    var format = Format.text

    func run() throws {
        let reading = ScenarioReader.read(scenario, file: ScenarioFiles.bytes)
        guard let read = reading.scenario else {
            Console.report(reading.errors.map(\.description))
            throw ExitCode.invalidScenario
        }
        let register = AssumptionRegister(of: read, overridden: reading.overridden)
        switch format {
        case .text:
            Console.print(
                AssumptionText.text(of: register, all: all, width: Console.width, usesColour: Console.usesColour))
        case .csv: Console.print(AssumptionCSV.text(of: register, all: all))
        case .json: Console.print(AssumptionRegisterJSON.text(of: register, all: all))
        }
        let missing = AssumptionText.missing(in: register)
        if strict, !missing.isEmpty {
            Console.report(missing.map { "\(scenario): " + $0 })
            throw ExitCode.invalidScenario
        }
    }
}
