import ArgumentParser

/// `folkmoot report`: lays results out again from what a folder keeps, without simulating.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Lays results out again, without simulating.",
        discussion: """
            Reads what the folder keeps (summary.json, budget.csv and inputs/) and writes its reports anew, for example after an update of
            the program:

              folkmoot report results/planning-london --format md

            What analyses left in its folder analysis (folkmoot sensitivity results/x --out results/x, and the like) becomes a
            section of the page. Figures stay those of the run. The folder's manifest then names the new bytes.
            """
    )

    @Argument(help: "Folder of results.", completion: .directory)
    var results: String

    @Option(
        help: "Kinds of reports to write, divided by commas; all if left out.",
        transform: { text throws(ValidationError) in try OutputFormat.list(text, among: OutputFormat.reports) })
    var format: [OutputFormat] = OutputFormat.reports

    @Option(help: "Option whose central case workbook.xlsx holds in formulas; that with the highest mean if left out.")
    var workbookOption: String?

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    func run() throws {
        let stored = try StoredResults(folder: results)
        Console.report(stored.analyses.warnings)
        let workbook = format.contains(.workbook) ? try stored.workbook(option: workbookOption) : nil
        if let warning = workbook?.warning { Console.report([warning]) }
        let written = try Console.failing {
            try stored.writeReports(formats: format, workbook: workbook?.workbook)
        }
        if !quiet { Console.print(written.map { "Written: \(results)/\($0)\n" }.joined()) }
    }
}
