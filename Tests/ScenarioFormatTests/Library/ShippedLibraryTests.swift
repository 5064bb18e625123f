import CouncilModel
import Formulas
import Testing

@testable import ScenarioFormat

/// One assumption of a file of the shipped library.
struct ShippedAssumption: Sendable, CustomTestStringConvertible {
    let file: String
    let name: String
    let node: JSONNode

    var testDescription: String { "\(file): \(name)" }

    func text(_ key: String) -> String? {
        if case .text(let text)? = node.member(key)?.node.value { return text }
        return nil
    }

    /// Names of all.
    static let names = Set(all.map(\.name))

    /// Every assumption of every file in the folder.
    static let all: [ShippedAssumption] = ShippedLibraryTests.files.flatMap { path in
        (ShippedLibraryTests.root(of: path)?.member("assumptions")?.node.members ?? []).map {
            ShippedAssumption(file: ShippedLibraryTests.name(of: path), name: $0.key, node: $0.node)
        }
    }
}

@Suite("The library that is shipped")
struct ShippedLibraryTests {
    static let files = RepositoryFile.paths(below: "scenarios/library", ending: ".json")
    static let levers =
        LeverLibrary.read(files, file: { RepositoryFile(path: $0).bytes }).library?.levers ?? []

    static func root(of path: String) -> JSONNode? {
        RepositoryFile(path: path).bytes.flatMap { JSONReader.read($0, file: path).root }
    }

    /// The name of a file without folder and ending.
    static func name(of path: String) -> String { String(FilePath.lastPart(of: path).dropLast(5)) }

    @Test("There are files, levers and assumptions, and every file agrees with the schema")
    func whole() {
        #expect(!Self.files.isEmpty && !Self.levers.isEmpty && !ShippedAssumption.all.isEmpty)
        let reading = LeverLibrary.read(Self.files) { RepositoryFile(path: $0).bytes }
        #expect(reading.issues.map(\.description) == [])
        let schema = NaiveSchema(root: value(of: JSONSchema.libraryText))
        for path in Self.files {
            let root = Self.root(of: path)
            #expect(root.map(schema.accepts) == true, "\(path)")
            #expect(root?.member("$schema")?.node.value == .text("../folkmoot-library.schema.json"), "\(path)")
        }
    }

    @Test(
        "Every assumption has a unit, a grade, and a source that cites or says \"assumption\"",
        arguments: ShippedAssumption.all)
    func evidence(item: ShippedAssumption) throws {
        let unit = try Unit(parsing: try #require(item.text("unit")))
        #expect(["A", "B", "C", "D", "E"].contains(item.text("grade") ?? ""))
        #expect(Self.isSource(item.text("source") ?? ""), "\(item.text("source") ?? "none")")
        // Judgement never looks like a citation.
        if item.text("basis") == "judgement" { #expect(item.text("source")?.hasPrefix("assumption") == true) }
        if unit.power(of: "GBP") != 0 {
            guard case .number? = item.node.member("prices")?.node.value else {
                Issue.record("money without the year of its prices")
                return
            }
        }
    }

    /// Whether a source says "assumption", or cites: a site, a year, another assumption of the library, or words in
    /// quotation marks.
    static func isSource(_ source: String) -> Bool {
        let words = source.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "/" && $0 != "_" }
        let sites = [".uk", ".com", ".org", ".dk", ".gov", ".net", ".co", ".io", ".it", ".nl", ".eu"]
        return source.hasPrefix("'")
            || words.contains { word in
                word == "assumption" || sites.contains { word.firstRange(of: $0) != nil }
                    || (word.count == 4 && Int(word).map { (1950...2100).contains($0) } == true)
                    || ShippedAssumption.names.contains(String(word))
            }
    }

    @Test(
        "What is no source is told from one that is",
        arguments: [
            ("", false), ("us", false), ("general experience", false), ("assumption: us", true),
            ("Our assumption, from experience", true), ("NAO, gov.uk", true), ("Elston and Dixon 2019", true),
            ("assumptions abound", false), ("'Often longer' (a supplier)", true),
            ("Same fit as baseline_contract_years", true), ("Same fit as some_other_name", false),
        ])
    func sources(source: String, isSource: Bool) {
        #expect(Self.isSource(source) == isSource)
    }

    @Test("Names begin with the lever of their file, so that two never clash", arguments: ShippedAssumption.all)
    func names(item: ShippedAssumption) {
        let levers = Self.levers.map(\.name)
        let beginnings =
            switch item.file {
            case "baseline": ["baseline_"]
            case "reference-classes": ["reference_", "optimism_bias_"]
            case "interactions": levers.map { $0 + "_" }
            case let file: [file.replacing("-", with: "_") + "_"]
            }
        #expect(beginnings.contains { item.name.hasPrefix($0) })
    }

    @Test("Every distribution that is called a reference class is one of the table")
    func classes() throws {
        let table = ShippedAssumption.all.filter { $0.file == "reference-classes" }
            .compactMap { $0.node.member("distribution")?.node.canonicalText }
        let users = ShippedAssumption.all.filter { $0.text("basis") == "reference_class" }
        #expect(!table.isEmpty && !users.isEmpty)
        for item in users {
            let own = item.node.member("distribution")?.node.canonicalText ?? ""
            #expect(table.contains(own), "\(item.file): \(item.name)")
        }
    }

    @Test("Every lever says what it is and what has to be true, and costs something", arguments: levers)
    func told(lever: LibraryLever) {
        #expect(lever.title != lever.name && !lever.note.isEmpty && !lever.conditions.isEmpty)
        #expect(lever.lines.contains { $0.side == .cost })
        #expect(Self.name(of: lever.file).replacing("-", with: "_") == lever.name)
        // What acts on it, and it on others, are levers of the library.
        let names = Self.levers.map(\.name)
        #expect((lever.actedOnBy + lever.actsOn).allSatisfy { names.contains($0.lever) })
    }
}
