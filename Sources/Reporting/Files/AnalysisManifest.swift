import Stochastics

/// `analysis/<verb>.manifest.json`: what an analysis was made from, so that it can be made again and seen to belong to a run.
package struct AnalysisManifest: Sendable, Hashable {
    /// Name of the verb, such as `sensitivity`.
    package var verb: String
    /// Version of the program.
    package var toolVersion: String
    /// SHA-256 of the scenario as merged, without its trials and seed: the same for a scenario and for results of it.
    package var scenarioSHA256: String
    /// SHA-256 of the register.
    package var registerSHA256: String
    /// Seed of the draws.
    package var seed: UInt64
    /// Number of trials of each run.
    package var trials: Int
    /// How trial-level assumptions were sampled.
    package var sampling: String
    /// Options of the command line that change figures, in order of name.
    package var arguments: [Manifest.Override]
    /// Files that were written beside it.
    package var outputs: [Manifest.Output]

    /// Of its parts, which the properties of these names explain.
    package init(
        verb: String, toolVersion: String, scenarioSHA256: String, registerSHA256: String, seed: UInt64, trials: Int,
        sampling: String, arguments: [Manifest.Override], outputs: [Manifest.Output]
    ) {
        self.verb = verb
        self.toolVersion = toolVersion
        self.scenarioSHA256 = scenarioSHA256
        self.registerSHA256 = registerSHA256
        self.seed = seed
        self.trials = trials
        self.sampling = sampling
        self.arguments = arguments
        self.outputs = outputs
    }

    /// The file's text.
    package var text: String {
        let value: JSONValue = [
            "folkmoot_analysis": .whole("1"),
            "verb": .text(verb),
            "tool_version": .text(toolVersion),
            "scenario_sha256": .text(scenarioSHA256),
            "register_sha256": .text(registerSHA256),
            "seed": .whole(String(seed)),
            "trials": .whole(trials),
            "sampling": .text(sampling),
            "arguments": .object(arguments.sorted { $0.name < $1.name }.map { ($0.name, .text($0.value)) }),
            "outputs": .list(
                outputs.sorted { $0.file < $1.file }.map { ["file": .text($0.file), "sha256": .text($0.sha256)] }),
        ]
        return value.jsonText
    }
}
