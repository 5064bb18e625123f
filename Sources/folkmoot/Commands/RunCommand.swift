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

    @Option(
        help: "Folder to write to (a file with --shard); results/<name of the scenario> if left out.",
        completion: .directory)
    var out: String?

    @Flag(
        help: "Write figures by council for all options, not only for the reference and the six with the highest mean.")
    var allCouncils = false

    @Flag(
        help:
            "Read all percentiles from all trials, however many there are: trials are run again for what does not fit.")
    var exact = false

    @Option(help: "i/n: simulate only the i-th of n parts and write it to a file, for folkmoot merge.")
    var shard: String?

    @OptionGroup var results: ResultsOptions

    func validate() throws {
        if let trials, !(1...10_000_000).contains(trials) {
            throw ValidationError("--trials \(trials): expected a whole number from 1 to 10000000.")
        }
        if let seed, !(0...(1 << 53)).contains(seed) {
            throw ValidationError("--seed \(seed): expected a whole number from 0 to \(1 << 53).")
        }
        guard let shard else { return }
        _ = try ShardRun(shard)
        let forMerge = [
            (results.trialsFile, "--trials-file"), (results.json, "--json"),
            (results.format != OutputFormat.allCases, "--format"),
            (results.workbookOption != nil, "--workbook-option"),
        ]
        for (isGiven, name) in forMerge where isGiven {
            throw ValidationError("\(name) says what is made of all shards: give it to folkmoot merge.")
        }
    }

    func run() throws {
        let run = ScenarioRun(
            path: scenario, trials: trials, seed: seed, threads: results.threads, allCouncils: allCouncils,
            isExact: exact, isQuiet: results.quiet)
        if let shard = try shard.map(ShardRun.init) { return try write(shard, of: run) }
        try results.write(to: out ?? "results/" + ResultsFolder.name(ofScenario: scenario)) {
            try run.prepared().files(
                formats: results.format, trials: $0, workbookOption: results.workbookOption)
        }
    }

    private func write(_ shard: ShardRun, of run: ScenarioRun) throws {
        let path = out ?? shard.path(ofScenario: scenario)
        let trials = try shard.write(try run.prepared(), to: path)
        if results.quiet { return }
        Console.print(
            "Trials \(trials.lowerBound) to \(trials.upperBound - 1) written to \(path). Give the files of all shards to "
                + "folkmoot merge.\n")
    }
}
