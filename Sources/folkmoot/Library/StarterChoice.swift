import ArgumentParser
import FoundationEssentials
import ScenarioFormat

/// What the command line says of a first scenario.
struct StarterChoice {
    /// Names of levers, as they were written.
    let levers: [String]
    /// The first financial year; nil: the year before the first of the levers starts.
    let baseYear: Int?
    let years: Int
    /// What it is called; nil: made from levers and councils.
    let title: String?
    /// Whether all sets of the levers are compared.
    let hasCombinations: Bool

    /// The scenario that this makes; what cannot be made ends with 64.
    func starter(
        of folder: LibraryFolder, councils: SelectionOptions.Choice, for out: String
    ) throws -> StarterScenario {
        let library = try folder.read()
        let problems = levers.filter { library.lever(named: $0) == nil }.map { library.complaint(about: $0) }
        guard problems.isEmpty else { throw ValidationError(problems.joined(separator: "\n")) }
        let named = levers.compactMap { library.lever(named: $0)?.name }
        let held = library.withRequirements(named)
        guard !councils.rows.isEmpty else {
            throw ValidationError("no council meets all of these conditions together; folkmoot councils lists them.")
        }
        if hasCombinations, held.count > StarterScenario.mostCombined {
            throw ValidationError(
                "--combinations: found \(held.count) levers, expected at most \(StarterScenario.mostCombined); leave "
                    + "it out, and name sets under \"options\" in the file.")
        }
        let first = held.map(\.starts).min() ?? 0
        let base = baseYear ?? min(first - 1, held.map(\.firstFlow).min() ?? first)
        let starter = StarterScenario(
            library: library, levers: held, title: title, councils: councils.rows.count, baseYear: base, years: years,
            hasCombinations: hasCombinations, paths: paths(to: held.map(\.file), councils, folder, from: out),
            selection: councils.selection)
        if let late = starter.tooLate {
            throw ValidationError(
                "\(late.lever.name) starts in \(late.start), after the last year \(base + years - 1); give more --years"
                    + (base < first - 1 ? ", or a later --base-year." : "."))
        }
        for lever in held where !named.contains(lever.name) {
            let asking = held.filter { $0.requires.contains(lever.name) }.map(\.name).joined(separator: ", ")
            Console.report(["\(lever.name) is taken in, because \(asking) requires it"])
        }
        return starter
    }

    private func paths(
        to imports: [String], _ councils: SelectionOptions.Choice, _ folder: LibraryFolder, from out: String
    ) -> StarterScenario.Paths {
        let here = FileManager.default.currentDirectoryPath
        func relative(_ path: String) -> String { FilePath.way(to: path, from: out, in: here) }
        var files: [String] = []
        for path in imports where !files.contains(path) { files.append(path) }
        return StarterScenario.Paths(
            schema: folder.neighbour("folkmoot.schema.json").map(relative), register: relative(councils.path),
            imports: files.map(relative))
    }
}
