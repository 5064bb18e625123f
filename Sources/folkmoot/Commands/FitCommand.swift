import ArgumentParser
import CouncilModel
import Reporting
import ScenarioFormat

/// `folkmoot fit`: fits innovation, imitation and ceiling to dated counts.
struct FitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "Fits how something spread, and prints assumptions to paste.",
        discussion: """
            Takes a CSV file with the columns date and count (how many had joined by then), or code and date (a council a
            row). Dates are like 2022-05-19, 2022 or 2022.5. For example

              folkmoot fit scenarios/library/adoption/planx.csv --councils 311 --until 2026-08-21
            """
    )

    @Argument(help: "Path of the dated counts.", completion: .file(extensions: ["csv"]))
    var counts: String

    @Option(help: "How many councils could join: shares are of these.")
    var councils: Int

    @Option(help: "What names of assumptions begin with; the file's name if left out.")
    var name: String?

    @Option(help: "Where the counts come from: begins the source of each assumption.")
    var source = ""

    @Option(help: "Date on which joining became possible and nobody had joined; the first date if left out.")
    var start: String?

    @Option(help: "Date to which the record was kept; the last date if left out.")
    var until: String?

    @Option(help: "Ceilings you take for possible, as in 0.2-0.6; all that fit if left out and not identified.")
    var ceilings: String?

    @Option(help: "Seed of the bootstrap.")
    var seed = 1

    @Flag(help: "Print all figures as JSON.")
    var json = false

    func run() throws {
        let request = try FitRequest(self)
        let reading = AdoptionReader.read(
            counts, councils: councils, start: request.start, until: request.until, file: ScenarioFiles.bytes)
        guard let history = reading.history, let record = history.record else {
            Console.report(reading.issues.map(\.description))
            throw ExitCode.invalidScenario
        }
        let report = AdoptionReport(
            record, of: history, path: counts, name: name, origin: source,
            ceilings: try request.ceilings(reached: record.shareAtEnd), seed: UInt64(seed))
        Console.print(json ? AdoptionJSON.text(of: report) : AdoptionText.text(of: report, width: Console.width))
    }
}
