import CouncilModel
import Reporting
import ScenarioFormat
import Stochastics

/// What a run was made from, as it is kept in `inputs/` and named in the manifest.
struct InputFiles {
    /// `inputs/scenario.json` and `inputs/register.csv`, which can be run as they are.
    let files: [RunFiles.File]
    /// Every file read, its path relative to the scenario's folder, so that it is the same from wherever a run starts.
    let manifestInputs: [Manifest.Input]

    /// Files that were kept.
    init(files: [RunFiles.File], manifestInputs: [Manifest.Input]) {
        self.files = files
        self.manifestInputs = manifestInputs
    }

    init(reading: ScenarioReading, resolved: JSONNode, scenario: Scenario) {
        let main = reading.files.first?.path ?? ""
        manifestInputs = reading.files.map { file in
            Manifest.Input(
                role: file.role.rawValue, path: Self.path(of: file.path, seenFrom: main),
                sha256: SHA256Digest.hex(of: file.bytes)
            )
        }
        let runnable =
            resolved
            .setting(["councils", "register"], to: .text("register.csv"))
            .setting(["trials"], to: .number(Double(scenario.trials), text: String(scenario.trials)))
            .setting(["seed"], to: .number(Double(scenario.seed), text: String(scenario.seed)))
            .removing("$schema")
        var files = [RunFiles.File("inputs/scenario.json", Array(runnable.canonicalText.utf8))]
        if let register = reading.files.last(where: { $0.role == .register }) {
            files.append(RunFiles.File("inputs/register.csv", register.bytes))
        }
        self.files = files
    }

    /// The way from the folder of one file to another file.
    static func path(of path: String, seenFrom main: String) -> String {
        guard path.hasPrefix("/") == main.hasPrefix("/") else { return path }
        let target = path.split(separator: "/").filter { $0 != "." }
        let folder = main.split(separator: "/").filter { $0 != "." }.dropLast()
        let shared = zip(target, folder).prefix { $0 == $1 }.count
        let up = Array(repeating: Substring(".."), count: folder.count - shared)
        return (up + target[shared...]).joined(separator: "/")
    }
}
