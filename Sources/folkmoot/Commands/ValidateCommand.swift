import ArgumentParser
import ScenarioFormat

/// `folkmoot validate`: checks a scenario without running it.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Checks a scenario and says everything that is wrong with it.",
        discussion: "Errors stop a run; warnings do not. Exit code 0 without errors, 2 with."
    )

    @Argument(help: "Paths of the scenarios.", completion: .file(extensions: ["json"]))
    var scenarios: [String]

    @Flag(help: "Exit with 2 on warnings too.")
    var strict = false

    func run() throws {
        var isValid = true
        for path in scenarios {
            let reading = ScenarioReader.read(path, file: ScenarioFiles.bytes)
            Console.report(reading.issues.map(\.description))
            Console.print("\(path): \(verdict(of: reading))\n")
            if !reading.errors.isEmpty || (strict && !reading.warnings.isEmpty) { isValid = false }
        }
        if !isValid { throw ExitCode.invalidScenario }
    }

    private func verdict(of reading: ScenarioReading) -> String {
        func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
        let warnings = reading.warnings.isEmpty ? "" : ", \(counted(reading.warnings.count, "warning"))"
        guard let scenario = reading.scenario else {
            return "not valid, \(counted(reading.errors.count, "error"))\(warnings)"
        }
        return "valid\(warnings); \(counted(scenario.selected.count, "council")), "
            + "\(counted(scenario.levers.count, "lever")), \(counted(scenario.options.count, "option")), "
            + "\(counted(scenario.assumptions.count, "assumption"))"
    }
}
