import ArgumentParser
import ScenarioFormat

/// `folkmoot schema`: prints the JSON Schema of scenarios, or of library files.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON Schema of scenarios, for editors and other programs."
    )

    @Flag(help: "Print the schema of library files, which scenarios import.")
    var library = false

    func run() {
        Console.print(library ? JSONSchema.libraryText : JSONSchema.text)
    }
}
