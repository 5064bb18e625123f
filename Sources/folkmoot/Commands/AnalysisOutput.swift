import ArgumentParser

/// Options of the verbs that look at a scenario: where what they find goes to.
struct AnalysisOutput: ParsableArguments {
    @Option(help: "Folder of results to write to, into its folder analysis.", completion: .directory)
    var out: String?

    @Flag(help: "Print the result as JSON.")
    var json = false

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    /// Makes the folder to write to, so that what stands in the way is said before long runs and not after.
    func begin() throws {
        if let out { try Console.failing { try AnalysisFolder(path: out).begin() } }
    }

    /// Writes what was found, where that was asked for, and prints it.
    func finish(
        _ findings: AnalysisFolder.Findings, of asked: AskedScenario, text: (_ width: Int, _ usesColour: Bool) -> String
    ) throws {
        let written = try out.map { path in
            try Console.failing { try AnalysisFolder(path: path).write(findings, of: asked) }
        }
        if quiet { return }
        if json {
            Console.print(findings.json)
            return
        }
        Console.print(text(Console.width, Console.usesColour))
        if let out, let written { Console.print("Written to \(out)/: \(written.joined(separator: ", ")).\n") }
    }
}
