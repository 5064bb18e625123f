import Analysis
import ArgumentParser
import Reporting
import ScenarioFormat

/// Partial results that make one run together: one of each shard.
struct PartialSet {
    /// In order of shards.
    private let parts: [PartialResults]

    /// Reads files in any order. Files that do not make one run together end with 64.
    init(paths: [String]) throws {
        let parts = try paths.map { try PartialResults(path: $0) }
        for part in parts.dropFirst() { try Self.check(part, against: parts[0]) }
        try Self.checkShards(of: parts)
        self.parts = parts.sorted { $0.header.shard.number < $1.header.shard.number }
    }

    /// The run that the parts are of.
    func run(threads: Int?, isQuiet: Bool) throws -> PreparedRun {
        let header = parts[0].header
        let kept = header.inputs.files
        let reading = ScenarioReader.read("inputs/scenario.json") { path in
            kept.first { $0.path == path }?.bytes
        }
        guard let scenario = reading.scenario else {
            Console.report(reading.errors.map(\.description))
            throw ExitCode.invalidScenario
        }
        return PreparedRun(
            scenario: scenario, inputs: header.inputs, overrides: header.overrides, threads: threads, isQuiet: isQuiet)
    }

    /// What the shards recorded.
    var recorded: RecordedPasses { RecordedPasses(parts.map { ($0.record, $0.header.blocks) }) }

    /// What the scenario is called.
    var name: String { ResultsFolder.name(ofScenario: parts[0].header.inputs.manifestInputs.first?.path ?? "") }

    /// Whether two parts are of the same run.
    private static func check(_ part: PartialResults, against first: PartialResults) throws {
        func refuse(_ found: String, _ expected: String, _ remedy: String) -> ValidationError {
            ValidationError("\(part.path) \(found), expected \(expected) as in \(first.path); \(remedy)")
        }
        let (header, other) = (part.header, first.header)
        if header.seed != other.seed {
            throw refuse("has seed \(header.seed)", "\(other.seed)", "make all shards with one seed")
        }
        if header.trials != other.trials {
            throw refuse("has \(header.trials) trials", "\(other.trials)", "make all shards with as many trials")
        }
        let (files, others) = (header.inputs.files, other.inputs.files)
        if let (file, expected) = zip(files, others).first(where: { $0.path != $1.path || $0.digest != $1.digest }) {
            throw refuse(
                "is of another scenario: its \(file.path) has SHA-256 \(file.digest)", expected.digest,
                "make all shards from the same files")
        }
        let (read, othersRead) = (header.inputs.manifestInputs, other.inputs.manifestInputs)
        if read != othersRead {
            throw refuse(
                "was made from \(names(read, unlike: othersRead))", names(othersRead, unlike: read),
                "make all shards from the same files")
        }
        if header.overrides != other.overrides {
            throw refuse(
                "was made with \(options(header.overrides))", options(other.overrides),
                "make all shards with the same options")
        }
        if header.shard.count != other.shard.count {
            throw refuse(
                "is shard \(header.shard.number) of \(header.shard.count)", "one of \(other.shard.count)",
                "make all shards with the same n of --shard i/n")
        }
    }

    private static func checkShards(of parts: [PartialResults]) throws {
        let count = parts[0].header.shard.count
        var paths: [Int: String] = [:]
        for part in parts {
            let number = part.header.shard.number
            if let before = paths.updateValue(part.path, forKey: number) {
                throw ValidationError(
                    "shard \(number) of \(count) is given twice, as \(before) and as \(part.path); give it once")
            }
        }
        let missing = (1...count).filter { paths[$0] == nil }
        guard let first = missing.first else { return }
        let (here, are) = (paths.keys.sorted(), paths.count == 1 ? "is" : "are")
        throw ValidationError(
            "\(here.count == 1 ? "shard" : "shards") \(list(here)) of \(count) \(are) here, \(list(missing)) "
                + "\(missing.count == 1 ? "is" : "are") missing; make what is missing with --shard \(first)/\(count)"
                + (missing.count == 1 ? "" : " and so on"))
    }

    /// Numbers as 1, 2 and 4.
    private static func list(_ numbers: [Int]) -> String {
        let names = numbers.map(String.init)
        guard names.count > 1 else { return names.joined() }
        return names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }

    /// The files read that another run has not read, with their digests.
    private static func names(_ inputs: [Manifest.Input], unlike others: [Manifest.Input]) -> String {
        let own = inputs.filter { !others.contains($0) }.map { "\($0.path) with SHA-256 \($0.sha256)" }
        return own.isEmpty ? "no other file" : own.joined(separator: ", ")
    }

    private static func options(_ overrides: [Manifest.Override]) -> String {
        let options = overrides.map { $0.value == "true" ? "--\($0.name)" : "--\($0.name) \($0.value)" }
        return options.isEmpty ? "no options" : options.joined(separator: " ")
    }
}
