import ArgumentParser
import CouncilModel
import Reporting
import ScenarioFormat

/// `folkmoot councils`: lists the councils of a register.
struct CouncilsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "councils", abstract: "Lists the councils of a register.",
        discussion: """
            Conditions narrow the list as "where" of a scenario does: several on one column widen, on different columns
            narrow. For example

              folkmoot councils --where region="South West" --where type=district --min population=100000
            """
    )

    @Option(help: "Path of the register.", completion: .file(extensions: ["csv"]))
    var register = "scenarios/registers/uk-councils.csv"

    @Option(name: .customLong("where"), help: "column=value that a council must have; can be given several times.")
    var conditions: [String] = []

    @Option(name: .customLong("min"), help: "column=number that a council must reach; can be given several times.")
    var least: [String] = []

    @Option(name: .customLong("max"), help: "column=number that a council must not exceed; can be given several times.")
    var greatest: [String] = []

    @Flag(help: "Print all columns of the councils found, as CSV.")
    var csv = false

    func run() throws {
        let reading = RegisterListing.read(register, file: ScenarioFiles.bytes)
        guard let table = reading.register else {
            Console.report(reading.issues.map(\.description))
            throw ExitCode.invalidScenario
        }
        let listing = RegisterListing(register: table)
        let selection = listing.rows(where: conditions, atLeast: least, atMost: greatest)
        guard selection.problems.isEmpty else {
            Console.report(selection.problems)
            throw ExitCode.invalidScenario
        }
        if csv {
            Console.print(RegisterText.csv(of: table, rows: selection.rows))
        } else {
            Console.print(RegisterText.table(of: table, rows: selection.rows))
        }
    }
}
