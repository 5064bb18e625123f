import ArgumentParser

/// Options of the commands that write a folder of results.
struct ResultsOptions: ParsableArguments {
    @Option(help: "Blocks worked on at the same time; all cores if left out. Results are the same for any number.")
    var threads: Int?

    @Option(
        help: "Kinds of files to write, divided by commas; all if left out.",
        transform: { text throws(ValidationError) in try OutputFormat.list(text) })
    var format: [OutputFormat] = OutputFormat.allCases

    @Option(help: "Option whose central case workbook.xlsx holds in formulas; that with the highest mean if left out.")
    var workbookOption: String?

    @Flag(help: "Also write trials.csv: one row a trial, with every trial-level assumption and every measure.")
    var trialsFile = false

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    @Flag(help: "Print the summary as JSON in place of the comparison.")
    var json = false

    func validate() throws {
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads \(threads): expected a whole number from 1 to 1024.")
        }
    }

    /// Writes a folder of results, whole or not at all, and prints the comparison.
    ///
    /// - Parameter make: makes the files, given what takes up `trials.csv`, if it is asked for.
    func write(to path: String, making make: (StreamedFile?) throws -> RunFiles) throws {
        let folder = ResultsFolder(path: path)
        let files: RunFiles
        do {
            let rows = try Console.failing {
                trialsFile ? try StreamedFile("trials.csv", in: try folder.begin()) : nil
            }
            files = try make(rows)
            try Console.failing { try folder.write { try files.all(in: $0) } }
        } catch {
            folder.abandon()
            throw error
        }
        if json {
            Console.print(files.summaryJSON)
        } else if !quiet {
            Console.print(files.terminalText(width: Console.width, usesColour: Console.usesColour))
            Console.print("Written to \(path)/. Begin with summary.md.\n")
        }
    }
}
