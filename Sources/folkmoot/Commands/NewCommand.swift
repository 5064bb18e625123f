import ArgumentParser

/// `folkmoot new`: writes a first scenario of levers of the library.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Writes a first scenario of chosen levers and councils, to be made your own.",
        discussion: """
            Each lever alone and all together, over the councils that meet the conditions (all, without conditions). For
            example

              folkmoot new --lever shared-platform --lever common-standards --where region="South West" --where \\
                type=district --out mine.json

            What is written is valid as it stands. A quick simulation finds the assumptions that drive the result; their
            notes say which to replace first, and why. folkmoot library lists the levers.
            """
    )

    @Option(
        name: .customLong("lever"), help: "Name of a lever, with hyphens or underscores; can be given several times.")
    var levers: [String] = []

    @OptionGroup var selection: SelectionOptions

    @Option(help: "The first financial year; the year before the first of the levers starts if left out.")
    var baseYear: Int?

    @Option(help: "How many years are appraised.")
    var years = 10

    @Option(help: "What the comparison is called; made from the levers and councils if left out.")
    var title: String?

    @Option(help: "File to write.", completion: .file(extensions: ["json"]))
    var out = "scenario.json"

    @Flag(help: "Compare all sets of the levers, of which there may be six, not only each alone and all together.")
    var combinations = false

    @Flag(help: "Replace the file if there is one.")
    var force = false

    @Option(help: "Folder of library files, in place of the one that comes with the program.", completion: .directory)
    var library: String?

    func validate() throws {
        if levers.isEmpty { throw ValidationError("name a lever with --lever; folkmoot library lists them.") }
        if let baseYear, !(1990...2200).contains(baseYear) {
            throw ValidationError("--base-year \(baseYear): expected a whole number from 1990 to 2200.")
        }
        if !(1...125).contains(years) {
            throw ValidationError("--years \(years): expected a whole number from 1 to 125.")
        }
    }

    func run() throws {
        let file = StarterFile(path: out, mayReplace: force)
        try file.checkTarget()
        let folder = try LibraryFolder(named: library)
        let choice = StarterChoice(
            levers: levers, baseYear: baseYear, years: years, title: title, hasCombinations: combinations)
        let starter = try choice.starter(of: folder, councils: selection.chosen(), for: out)
        try file.write(starter)
    }
}
