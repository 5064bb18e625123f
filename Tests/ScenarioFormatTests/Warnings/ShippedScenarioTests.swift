import Foundation
import ScenarioFormat
import Testing

@Suite("Scenarios that are shipped")
struct ShippedScenarioTests {
    /// Scenarios in the folders, without the results beside them.
    private static let paths = ["scenarios/examples", "scenarios/studies"].flatMap { folder in
        RepositoryFile.paths(below: folder, ending: ".json").filter { !$0.contains("/results/") }
    }

    /// What is rightly said about one of them.
    private static let expected = [
        "scenarios/examples/three-districts.json": [
            "levers.platform.costs[0].timing.from: part of this is due before any council has joined, and falls on a lead "
                + "that is not named, in no council's figures; name \"lead\", or set \"among\" to \"eligible\""
        ]
    ]

    @Test("Nothing is said about them but what is told here", arguments: paths)
    func issues(path: String) {
        let reading = ScenarioReader.read(path) { RepositoryFile(path: $0).bytes }
        #expect(reading.scenario != nil)
        #expect(reading.issues.map { "\($0.path): \($0.message)" } == Self.expected[path] ?? [])
    }

    @Test("There are some") func count() { #expect(Self.paths.count >= 3) }
}
