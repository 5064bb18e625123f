import Testing

@testable import ScenarioFormat

@Suite("What is wrong with the files of a scenario")
struct LoadingErrorTests {
    @Test("A file that cannot be read is named")
    func missing() {
        let loaded = Loaded(["a.json": "{}"], path: "b.json")
        #expect(loaded.root == nil)
        #expect(
            loaded.complaints == [
                "b.json:1:1: there is no file here that can be read; give the path of a scenario, a JSON file"
            ])
        let base = Loaded(["x/a.json": "{\"extends\":\n \"../b.json\"}"])
        #expect(base.root == nil)
        #expect(
            base.complaints == [
                "x/a.json:2:2: extends: there is no file at b.json; the path is relative to the file in which it stands"
            ])
    }

    @Test("Files that extend each other in a circle are refused, however the first path is written")
    func circle() {
        let own = Loaded(["a.json": "{\"extends\": \"a.json\"}"])
        #expect(
            own.complaints == [
                "a.json:1:13: extends: files extend each other in a circle: a.json → a.json; let one of them extend none"
            ])
        let contents: KeyValuePairs = [
            "./x/a.json": "{\"extends\": \"b.json\"}", "x/a.json": "{\"extends\": \"b.json\"}",
            "x/b.json": "{\"extends\": \"../c.json\"}", "c.json": "{\"extends\": \"x/b.json\"}",
        ]
        let message = "extends: files extend each other in a circle"
        #expect(
            Loaded(contents, path: "c.json").complaints == [
                "x/b.json:1:13: \(message): c.json → x/b.json → c.json; let one of them extend none"
            ])
        // The file that was asked for need not be part of the circle.
        #expect(
            Loaded(contents, path: "x/a.json").complaints == [
                "c.json:1:13: \(message): x/b.json → c.json → x/b.json; let one of them extend none"
            ])
        let dotted = Loaded(["./a.json": "{\"extends\": \"b.json\"}", "b.json": "{\"extends\": \"a.json\"}"])
        #expect(
            dotted.complaints == ["b.json:1:13: \(message): a.json → b.json → a.json; let one of them extend none"])
        #expect(dotted.files.map(\.path) == ["./a.json", "b.json"])
    }

    @Test(
        "A file that is no object, or extends no path, is refused",
        arguments: [
            ("[1]", "a.json:1:1: found a list, expected a scenario, which is an object { … }"),
            ("\n\"x\"", "a.json:2:1: found the text \"x\", expected a scenario, which is an object { … }"),
            ("x", "a.json:1:1: found the word x, expected a value; put texts in double quotes"),
            (
                "{\"extends\": 5}",
                "a.json:1:13: extends: found the number 5, expected the path of the scenario that this one extends"
            ),
            (
                "{\"extends\": null}",
                "a.json:1:13: extends: found null, expected the path of the scenario that this one extends"
            ),
        ])
    func kinds(text: String, expected: String) {
        let loaded = Loaded(["a.json": text])
        #expect(loaded.root == nil)
        #expect(loaded.complaints == [expected])
    }

    @Test("Mistakes of all files are reported together, in the order of files and lines")
    func together() {
        let loaded = Loaded([
            "b.json": "{\"extends\": \"a.json\", \"title\": \"B\",}",
            "a.json": "{\"title\": \"A\",\n \"title\": \"C\",}",
        ])
        #expect(loaded.root != nil)
        #expect(
            loaded.complaints == [
                "a.json:2:2: the key \"title\" stands in line 1 already; remove one of them",
                "a.json:2:14: found a comma before \"}\"; remove it",
                "b.json:1:35: found a comma before \"}\"; remove it",
            ])
    }

    @Test("What extends cannot be laid over is replaced, for the check of shapes to find")
    func oddKinds() {
        let loaded = Loaded([
            "a.json":
                "{\"extends\": \"b.json\", \"levers\": [1], \"pools\": {\"p\": [2]}, \"councils\": \"all\", \"correlations\": 3}",
            "b.json":
                "{\"levers\": {\"l\": {}}, \"pools\": {\"p\": 1}, \"councils\": {\"codes\": []}, \"correlations\": []}",
        ])
        #expect(
            loaded.equals("{\"levers\": [1], \"pools\": {\"p\": [2]}, \"councils\": \"all\", \"correlations\": 3}"))
    }
}
