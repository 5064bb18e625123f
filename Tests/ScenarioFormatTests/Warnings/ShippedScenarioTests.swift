import Foundation
import ScenarioFormat
import Testing

@Suite("Scenarios that are shipped")
struct ShippedScenarioTests {
    /// Scenarios in the folders, without the results beside them.
    private static let paths = ["scenarios/examples", "scenarios/studies", "scenarios/hindcasts"].flatMap { folder in
        RepositoryFile.paths(below: folder, ending: ".json").filter {
            !$0.contains("/results/") && !$0.hasSuffix("outturn.json")
        }
    }

    @Test(
        "Nothing is wrong or doubtful about them; what they override of the library is no more than noted",
        arguments: paths)
    func issues(path: String) {
        let reading = ScenarioReader.read(path) { RepositoryFile(path: $0).bytes }
        #expect(reading.scenario != nil)
        let told = reading.issues.filter { $0.severity != .note }
        #expect(told.map { "\($0.path): \($0.message)" } == [])
    }

    @Test("There are some") func count() { #expect(Self.paths.count >= 3) }
}
