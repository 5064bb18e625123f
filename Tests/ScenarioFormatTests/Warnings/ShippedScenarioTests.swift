import Foundation
import ScenarioFormat
import Testing

@Suite("Scenarios that are shipped")
struct ShippedScenarioTests {
    /// Scenarios in the folders, without the results beside them.
    private static let paths = ["scenarios/examples", "scenarios/studies"].flatMap { folder in
        RepositoryFile.paths(below: folder, ending: ".json").filter { !$0.contains("/results/") }
    }

    @Test("Nothing is said about them", arguments: paths)
    func issues(path: String) {
        let reading = ScenarioReader.read(path) { RepositoryFile(path: $0).bytes }
        #expect(reading.scenario != nil)
        #expect(reading.issues.map { "\($0.path): \($0.message)" } == [])
    }

    @Test("There are some") func count() { #expect(Self.paths.count >= 3) }
}
