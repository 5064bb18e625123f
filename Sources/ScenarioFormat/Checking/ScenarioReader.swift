import CouncilModel

/// What reading a scenario gives.
package struct ScenarioReading: Sendable {
    /// The checked scenario; nil when something is wrong with it, which `issues` says.
    package let scenario: Scenario?
    /// Everything that is wrong or doubtful, by file, line and column.
    package let issues: [ScenarioIssue]
    /// Files that were read, in the order of reading: the scenario, what it extends and imports, the register.
    package let files: [FileRead]
    /// The scenario as one JSON value, with the files it extends and imports laid under it; nil when they could not be read.
    package let resolved: JSONNode?
    /// Assumptions of files that it extends or imports about which it says something else, in order of name; none where
    /// there is no scenario.
    package var overridden: [OverriddenAssumption] = []

    /// Issues that stop a run.
    package var errors: [ScenarioIssue] { issues.filter { $0.severity == .error } }
    /// Issues that do not.
    package var warnings: [ScenarioIssue] { issues.filter { $0.severity == .warning } }
}

/// Reads a scenario from its files: JSON, merging, keys, names, levels, units and sense, all issues at once.
package enum ScenarioReader {
    /// Reads the scenario at a path.
    ///
    /// - Parameters:
    ///   - path: the scenario's path, as issues shall show it.
    ///   - findsDoubts: whether what is plausible but odd is looked for, which takes longer than to read the rest.
    ///   - read: the bytes of a file; nil when it cannot be read. Paths inside files are resolved to the path of the
    ///     file in which they stand before they are asked for.
    package static func read(
        _ path: String, findsDoubts: Bool = true, file read: @escaping (String) -> [UInt8]?
    ) -> ScenarioReading {
        let log = IssueLog()
        var loader = ScenarioLoader(read: read, log: log)
        guard let merged = loader.load(path) else {
            return ScenarioReading(scenario: nil, issues: log.sorted, files: loader.files, resolved: nil)
        }
        let imported = loader.withImports(merged)
        let libraries = Set(loader.files.filter { $0.role == .library }.map(\.path))
        let resolved = AbsentLevers(libraries: libraries, log: log).removed(from: imported)
        let root = Field(VariantWriting(log: log).written(resolved), path: .root)
        ShapeCheck(log: log).check(root, is: .entry(Catalogue.scenario))
        let check = ScenarioCheck(root: root, libraries: libraries, log: log, file: read)
        let scenario = check.scenario()
        if findsDoubts, let scenario, !log.hasErrors {
            ScenarioWarnings(scenario: scenario, root: root, poolUnits: check.poolUnits, log: log).find()
        }
        var reading = ScenarioReading(
            scenario: log.hasErrors ? nil : scenario, issues: log.sorted, files: loader.files + check.registerFiles,
            resolved: resolved
        )
        if reading.scenario != nil {
            reading.overridden = check.overridden(loader.originals)
        }
        return reading
    }
}
