import ArgumentParser

/// `folkmoot merge`: makes the results of a run from its shards.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Makes the results of a run from its shards.",
        discussion: """
            Takes the files that folkmoot run --shard 1/n to n/n wrote, in any order, and writes the folder that an
            unsharded run writes, to the byte. For example

              folkmoot merge part1.folkmoot part2.folkmoot --out results/planning-london

            What needs the trials a second time (budget.csv, trials.csv, --exact, councils of more than seven options) is
            simulated here, from the scenario that the files hold.
            """
    )

    @Argument(help: "Files of partial results, one of each shard.", completion: .file(extensions: ["folkmoot"]))
    var parts: [String]

    @Option(help: "Folder to write to; results/<name of the scenario> if left out.", completion: .directory)
    var out: String?

    @OptionGroup var results: ResultsOptions

    func run() throws {
        let parts = try PartialSet(paths: parts)
        let run = try parts.run(threads: results.threads, isQuiet: results.quiet)
        try results.write(to: out ?? "results/" + parts.name) {
            try run.files(
                formats: results.format, trials: $0, recorded: parts.recorded, workbookOption: results.workbookOption)
        }
    }
}
