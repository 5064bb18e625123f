import CouncilModel

/// The levers of a folder of library files, and all that they rest on.
package struct LeverLibrary: Sendable {
    /// Levers in order of name.
    package let levers: [LibraryLever]
    /// The files merged into one tree, in which levers and their kin stand as they are written.
    let root: JSONNode

    /// Reads library files, and what these import; the library is nil when something is wrong with one of them, which
    /// the issues say.
    ///
    /// - Parameters:
    ///   - paths: the files, as issues shall show them.
    ///   - read: the bytes of a file; nil when it cannot be read.
    package static func read(
        _ paths: [String], file read: @escaping (String) -> [UInt8]?
    ) -> (library: LeverLibrary?, issues: [ScenarioIssue]) {
        let log = IssueLog()
        var loader = ScenarioLoader(read: read, log: log)
        let wish = JSONNode.object([("import", .texts(paths))])
        let root = VariantWriting(log: log).written(loader.withImports(wish))
        let field = Field(root, path: .root)
        ShapeCheck(log: log).check(field, is: .entry(Catalogue.library))
        let check = ScenarioCheck(
            root: field, libraries: Set(loader.files.map(\.path)), log: log, file: read)
        let assumptions = check.readAssumptions()
        guard !log.hasErrors else { return (nil, log.sorted) }
        let reader = LibraryLeverReader(root: field, assumptions: assumptions, check: check)
        let levers = reader.levers()
        return log.hasErrors ? (nil, log.sorted) : (LeverLibrary(levers: levers, root: root), log.sorted)
    }

    /// The lever that a name means, with hyphens or underscores; nil where there is none.
    package func lever(named name: String) -> LibraryLever? {
        let written = name.replacing("-", with: "_")
        return levers.first { $0.name == written }
    }

    /// What to say of a name that no lever has: `unknown lever "x"; did you mean "y"?`.
    package func complaint(about name: String) -> String {
        let written = name.replacing("-", with: "_")
        return "unknown lever \(quoted(name))\(suggestion(for: written, among: levers.map(\.name)))"
    }

    /// Levers with those that they require, each once and after what it requires.
    package func withRequirements(_ names: [String]) -> [LibraryLever] {
        var result: [LibraryLever] = []
        var visiting: Set<String> = []
        func visit(_ name: String) {
            guard let lever = levers.first(where: { $0.name == name }), visiting.insert(name).inserted else { return }
            for required in lever.requires { visit(required) }
            result.append(lever)
        }
        for name in names { visit(name) }
        return result
    }
}
