import Testing

@testable import ScenarioFormat

@Suite("Paths in scenarios")
struct FilePathTests {
    @Test(
        "A path is seen from where the file's own path is seen",
        arguments: [
            ("b.json", "a.json", "b.json"),
            ("b.json", "x/a.json", "x/b.json"),
            ("./b.json", "x/a.json", "x/b.json"),
            ("../b.json", "x/a.json", "b.json"),
            ("../b.json", "a.json", "../b.json"),
            ("../../b.json", "x/a.json", "../b.json"),
            ("../../b.json", "../x/a.json", "../../b.json"),
            ("../registers/uk.csv", "scenarios/studies/a.json", "scenarios/registers/uk.csv"),
            ("y//z/../b.json", "/x/a.json", "/x/y/b.json"),
            ("../../../b.json", "/x/a.json", "/b.json"),
            ("/y/./b.json", "x/a.json", "/y/b.json"),
            ("/../b.json", "x/a.json", "/b.json"),
            ("..b/c.json", "x/a.json", "x/..b/c.json"),
        ])
    func resolve(path: String, file: String, expected: String) {
        #expect(FilePath.resolve(path, from: file) == expected)
    }

    @Test("The last part is what stands behind the last slash")
    func lastPart() {
        #expect(FilePath.lastPart(of: "a/b.json") == "b.json")
        #expect(FilePath.lastPart(of: "b.json") == "b.json")
        #expect(FilePath.lastPart(of: "/") == "")
    }
}
