import CouncilModel

/// A first scenario of levers of a library over some councils, to be made one's own.
///
/// Each lever alone, with those that it requires, and all together, or all sets of them. Everything else is the
/// library's: an entry is written only where the base year asks for another start, or to say what to replace first.
package struct StarterScenario: Sendable {
    /// The library that the levers are from.
    package let library: LeverLibrary
    /// Levers, each after those that it requires.
    package let levers: [LibraryLever]
    /// What the comparison is called.
    package var title: String
    /// How many councils there are, for the placeholder of the question.
    package var councils: Int
    /// The first financial year.
    package var baseYear: Int
    /// How many years are appraised.
    package var years: Int
    /// Whether all sets of the levers are options.
    package var hasCombinations: Bool
    /// Paths as they shall stand in the file.
    package var paths: Paths
    /// Conditions on councils; an empty object for all.
    package var selection: JSONNode
    /// A remark for the reader of the file.
    package var note = ""
    /// Notes on assumptions, in the order in which they shall stand.
    package var remarks: [(assumption: String, note: String)] = []

    /// Paths as they shall stand in the file, relative to it.
    package struct Paths: Sendable {
        /// The JSON Schema; nil: none is named.
        package var schema: String?
        /// The register.
        package var register: String
        /// The library files, in the order of the levers.
        package var imports: [String]

        /// Of its parts, which the properties of these names explain.
        package init(schema: String?, register: String, imports: [String]) {
            self.schema = schema
            self.register = register
            self.imports = imports
        }
    }

    /// The most levers all of whose sets are compared: 63 options.
    package static let mostCombined = 6

    /// Of its parts, which the properties of these names explain; the title is made from the levers' where it is nil.
    package init(
        library: LeverLibrary, levers: [LibraryLever], title: String?, councils: Int, baseYear: Int, years: Int,
        hasCombinations: Bool, paths: Paths, selection: JSONNode
    ) {
        self.library = library
        self.levers = levers
        self.title = title ?? "\(Self.names(of: levers)): \(counted(councils, "council"))"
        self.councils = councils
        self.baseYear = baseYear
        self.years = years
        self.hasCombinations = hasCombinations
        self.paths = paths
        self.selection = selection
    }

    /// Names of the options, as they are written; none where all sets are compared.
    package var optionNames: [String] { options.map(\.name) }

    /// The scenario as JSON text.
    package var text: String {
        var councils: [(String, JSONNode)] = [("register", .text(paths.register))]
        if !selection.members.isEmpty { councils.append(("where", selection)) }
        var members: [(String, JSONNode)] = paths.schema.map { [("$schema", .text($0))] } ?? []
        members += [("folkmoot", .whole(1)), ("title", .text(title)), ("question", .text(question))]
        if !note.isEmpty { members.append(("note", .text(note))) }
        members += [
            ("base_year", .whole(baseYear)), ("years", .whole(years)), ("inflation", .text(Self.inflationName)),
            ("import", .texts(paths.imports)), ("councils", .object(councils)), ("assumptions", assumptions),
        ]
        let starts = shiftedLevers
        if !starts.isEmpty { members.append(("levers", .object(starts))) }
        if hasCombinations {
            members.append(("combinations", .texts(levers.map(\.name))))
        } else {
            members.append(
                (
                    "options",
                    .list(options.map { .object([("name", .text($0.name)), ("levers", .texts($0.levers))]) })
                ))
        }
        return JSONNode.object(members).textInItsOrder
    }

    private static func names(of levers: [LibraryLever]) -> String {
        levers.count <= 3 ? enumeration(levers.map(\.title)) : "\(levers.count) levers"
    }

    private var question: String {
        "Should \(councils == 1 ? "this council" : "these \(councils) councils") take up "
            + "\(levers.count == 1 ? "this lever" : "some or all of these \(levers.count) levers"), and who should pay? "
            + "(Replace this with the decision that is to be taken.)"
    }

    /// Each lever with what it requires, then all; of sets that are the same, the first.
    private var options: [(name: String, levers: [String])] {
        if hasCombinations { return [] }
        var taken: Set<Set<String>> = []
        var names: Set<String> = []
        var options: [(name: String, levers: [String])] = []
        func add(_ name: String, _ set: [String]) {
            guard taken.insert(Set(set)).inserted else { return }
            options.append((name, set))
        }
        for lever in levers {
            let held = library.withRequirements([lever.name]).map(\.name)
            // Two levers of one title would be two options of one name.
            let name = names.insert(lever.title).inserted ? lever.title : "\(lever.title) (\(lever.name))"
            add(held.count == 1 ? name : "\(name), with what it requires", held)
        }
        add(levers.count == 2 ? "Both together" : "All together", levers.map(\.name))
        return options
    }

    private static let inflationName = "inflation_rate"

    private var assumptions: JSONNode {
        let inflation = JSONNode.object([
            ("unit", .text("share")),
            ("distribution", .object([("pert", .list([0.01, 0.02, 0.035].map { .number($0) }))])),
            (
                "source",
                .text("assumption: the Bank of England's target of 2% a year, with more room above than below")
            ),
            ("grade", .text("E")), ("basis", .text("judgement")),
            ("note", .text("For the cash view only. Replace it with what your financial plan uses.")),
        ])
        return .object(
            [(Self.inflationName, inflation)]
                + remarks.map { ($0.assumption, JSONNode.object([("note", .text($0.note))])) })
    }
}

extension StarterScenario {
    /// By how many years levers have to start later than in the library, so that nothing of them comes before the base
    /// year; the same for all, so that they keep their distance.
    package var shift: Int { max(0, levers.map { baseYear - $0.firstFlow }.max() ?? 0) }

    /// The first lever that would start after the last year; nil: none.
    package var tooLate: (lever: LibraryLever, start: Int)? {
        levers.map { ($0, $0.starts + shift) }.first { $0.1 > baseYear + years - 1 }
    }

    /// What has to be said of levers that start later.
    private var shiftedLevers: [(String, JSONNode)] {
        guard shift > 0 else { return [] }
        return levers.map { lever in
            let written = library.root.member("levers")?.node.member(lever.name)?.node
            var members: [(String, JSONNode)] = [("starts", .whole(lever.starts + shift))]
            if let adoption = written?.member("adoption")?.node, let waves = adoption.member("waves")?.node {
                members.append(("adoption", adoption.replacing("waves", by: later(waves))))
            }
            if let closes = written.map({ Field($0, path: .root) })?["closes"]?.whole {
                members.append(("closes", .whole(closes + shift)))
            }
            return (lever.name, .object(members))
        }
    }

    private func later(_ waves: JSONNode) -> JSONNode {
        .list(
            Field(waves, path: .root).items.map { wave in
                wave.node.replacing("year", by: .whole((wave["year"]?.whole ?? 0) + shift))
            })
    }
}
