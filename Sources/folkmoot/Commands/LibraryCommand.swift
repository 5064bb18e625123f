import ArgumentParser
import Reporting
import ScenarioFormat

/// `folkmoot library`: lists the levers that scenarios can import, or shows one.
struct LibraryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library",
        abstract: "Lists the levers of the library, or shows what one assumes and on what evidence.",
        discussion: """
            Without a lever, one row each. With one, what it is, what has to be true, its lines, who joins, what acts on it
            and what it acts on, and every assumption with its source. For example

              folkmoot library shared_platform

            The library is scenarios/library in the current folder or above it, or else where the program lies.
            """
    )

    @Argument(help: "Name of a lever, with hyphens or underscores; all in one table if left out.")
    var lever: String?

    @Option(help: "Folder of library files, in place of the one that comes with the program.", completion: .directory)
    var library: String?

    @Flag(help: "Print everything as JSON.")
    var json = false

    func run() throws {
        let library = try LibraryFolder(named: library).read()
        guard let lever else {
            Console.print(
                json
                    ? LibraryJSON.text(of: library.levers)
                    : LibraryText.table(of: library.levers, width: Console.width, usesColour: Console.usesColour))
            return
        }
        guard let found = library.lever(named: lever) else { throw ValidationError(library.complaint(about: lever)) }
        Console.print(
            json
                ? LibraryJSON.text(of: [found])
                : LibraryText.detail(of: found, width: Console.width, usesColour: Console.usesColour))
    }
}
