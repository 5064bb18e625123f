import ArgumentParser
import CouncilModel
import ScenarioFormat

/// Options of the commands that choose councils of a register.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: "Path of the register; the one that comes with the program if left out.",
        completion: .file(extensions: ["csv"]))
    var register: String?

    @Option(name: .customLong("where"), help: "column=value that a council must have; can be given several times.")
    var conditions: [String] = []

    @Option(name: .customLong("min"), help: "column=number that a council must reach; can be given several times.")
    var least: [String] = []

    @Option(name: .customLong("max"), help: "column=number that a council must not exceed; can be given several times.")
    var greatest: [String] = []

    /// Councils of a register, chosen.
    struct Choice {
        let path: String
        let register: Register
        /// Rows that meet all conditions.
        let rows: [Int]
        /// The conditions as a scenario has them under `where`.
        let selection: JSONNode
    }

    /// What the options choose. Issues of the register and problems of conditions go to standard error and end with 2.
    func chosen() throws -> Choice {
        let path = register ?? ShippedFile.path(of: Self.shipped) ?? Self.shipped
        let reading = RegisterListing.read(path, file: ScenarioFiles.bytes)
        guard let table = reading.register else {
            Console.report(reading.issues.map(\.description))
            throw ExitCode.invalidScenario
        }
        let listing = RegisterListing(register: table)
        let found = listing.rows(where: conditions, atLeast: least, atMost: greatest)
        guard found.problems.isEmpty else {
            Console.report(found.problems)
            throw ExitCode.invalidScenario
        }
        return Choice(
            path: path, register: table, rows: found.rows,
            selection: listing.selection(where: conditions, atLeast: least, atMost: greatest))
    }

    private static let shipped = "scenarios/registers/uk-councils.csv"
}
