import ArgumentParser
import Reporting

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

    @OptionGroup var selection: SelectionOptions

    @Flag(help: "Print all columns of the councils found, as CSV.")
    var csv = false

    func run() throws {
        let chosen = try selection.chosen()
        Console.print(
            csv
                ? RegisterText.csv(of: chosen.register, rows: chosen.rows)
                : RegisterText.table(of: chosen.register, rows: chosen.rows))
    }
}
