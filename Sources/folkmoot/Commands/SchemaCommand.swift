import ArgumentParser
import ScenarioFormat

/// `folkmoot schema`: prints the JSON Schema of scenarios.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON Schema of scenarios, for editors and other programs."
    )

    func run() {
        Console.print(JSONSchema.text)
    }
}
