import ArgumentParser

/// `folkmoot run`: simulates a scenario and writes the comparison of its options.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs a scenario and compares its options.",
        discussion: "Writes one folder, whole or not at all, and prints the comparison."
    )

    @Argument(help: "Path of the scenario.", completion: .file(extensions: ["json"]))
    var scenario: String

    @Option(help: "Trials to run, in place of the scenario's.")
    var trials: Int?

    @Option(help: "Seed of all draws, in place of the scenario's.")
    var seed: Int?

    @Option(help: "Blocks worked on at the same time; all cores if left out. Results are the same for any number.")
    var threads: Int?

    @Option(help: "Folder to write to; results/<name of the scenario> if left out.", completion: .directory)
    var out: String?

    @Option(
        help: "Kinds of files to write, divided by commas; all if left out.",
        transform: { text throws(ValidationError) in try OutputFormat.list(text) })
    var format: [OutputFormat] = OutputFormat.allCases

    @Flag(help: "Also write trials.csv: one row a trial, with every trial-level assumption and every measure.")
    var trialsFile = false

    @Flag(
        help: "Write figures by council for all options, not only for the reference and the six with the highest mean.")
    var allCouncils = false

    @Flag(
        help:
            "Read all percentiles from all trials, however many there are: trials are run again for what does not fit.")
    var exact = false

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    @Flag(help: "Print the summary as JSON in place of the comparison.")
    var json = false

    func validate() throws {
        if let trials, !(1...10_000_000).contains(trials) {
            throw ValidationError("--trials \(trials): expected a whole number from 1 to 10000000.")
        }
        if let seed, !(0...(1 << 53)).contains(seed) {
            throw ValidationError("--seed \(seed): expected a whole number from 0 to \(1 << 53).")
        }
        if let threads, !(1...1024).contains(threads) {
            throw ValidationError("--threads \(threads): expected a whole number from 1 to 1024.")
        }
    }

    func run() throws {
        let path = out ?? "results/" + ResultsFolder.name(ofScenario: scenario)
        let folder = ResultsFolder(path: path)
        let run = ScenarioRun(
            path: scenario, trials: trials, seed: seed, threads: threads, allCouncils: allCouncils, isExact: exact,
            isQuiet: quiet)
        let files: RunFiles
        do {
            let rows = try Console.failing {
                trialsFile ? try StreamedFile("trials.csv", in: try folder.begin()) : nil
            }
            files = try run.files(formats: format, trials: rows)
            try Console.failing { try folder.write(files.all) }
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
