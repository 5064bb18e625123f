import CouncilModel
import ScenarioFormat

/// A scenario with its register, as a seed makes it.
struct GeneratedScenario {
    let seed: UInt64
    /// What the files come to: one object, without `extends` and `import`.
    var tree: ScenarioTree
    /// CSV text.
    let register: String
    /// What stands in the scenario's own file.
    var written: ScenarioTree
    /// The files that it extends and imports, by path.
    var files: [String: ScenarioTree] = [:]

    init(seed: UInt64, tree: ScenarioTree, register: String, written: ScenarioTree? = nil) {
        self.seed = seed
        self.tree = tree
        self.register = register
        self.written = written ?? tree
    }

    /// The same scenario in one file, after a change.
    func changed(_ change: (inout ScenarioTree) -> Void) -> GeneratedScenario {
        var tree = tree
        change(&tree)
        return GeneratedScenario(seed: seed, tree: tree, register: register)
    }

    /// What the engine reads.
    func read() throws -> Scenario {
        let reading = ScenarioReader.read("scenario.json") { path in
            switch path {
            case "scenario.json": Array(written.json.utf8)
            case "register.csv": Array(register.utf8)
            default: files[path].map { Array($0.json.utf8) }
            }
        }
        guard let scenario = reading.scenario else { throw Worked.Refused(issues: reading.errors.map(\.description)) }
        return scenario
    }
}
