import Foundation
import Testing

@Suite("The program runs the shipped studies")
struct StudyFilesTests {
    private static let folder = ProgramRun.repository.appendingPathComponent("scenarios/studies")

    /// Names of the studies, sorted.
    private static var studies: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    @Test("Every study is valid and runs", arguments: studies)
    func runs(study: String) throws {
        let scratch = try ScratchFolder()
        let run = try ProgramRun([
            "run", "scenarios/studies/\(study).json", "--trials", "512", "--format", "md,csv", "--quiet", "--out",
            scratch.path("r"),
        ])
        #expect(run.status == 0 && run.errors == "")
        let files = try scratch.files(below: "r")
        let summary = String(decoding: try #require(files["summary.md"]), as: UTF8.self)
        #expect(summary.contains("**Question.**") && summary.contains("## Options compared"))
        let options = String(decoding: try #require(files["options.csv"]), as: UTF8.self)
        #expect(options.contains(",npsv,") && !options.lowercased().contains("nan") && !options.contains("inf,"))
    }

    @Test(
        "Every study has committed results of its own inputs, of at most 3 MB as a repository stores them: each file deflated",
        arguments: studies)
    func results(study: String) throws {
        let results = Self.folder.appendingPathComponent("results/\(study)")
        let ignored: Set = ["environment.json", "workbook.xlsx"]
        let entries = try FileManager.default.subpathsOfDirectory(atPath: results.path)
            .filter { !ignored.contains($0) && !$0.hasPrefix("analysis") && $0 != "inputs" }.sorted()
        for name in ["summary.md", "report.html", "summary.json", "central.json", "options.csv", "councils.csv"] {
            #expect(entries.contains(name), "\(name) is missing")
        }
        let bytes = try entries.reduce(0) { $0 + (try Self.deflated(results.appendingPathComponent($1))) }
        #expect(bytes > 50_000 && bytes <= 3_000_000, "\(bytes) bytes")
        let summary = try String(contentsOf: results.appendingPathComponent("summary.md"), encoding: .utf8)
        let scenario = try Data(contentsOf: Self.folder.appendingPathComponent("\(study).json"))
        let read = try #require(try JSONSerialization.jsonObject(with: scenario) as? [String: Any])
        let title = try #require(read["title"] as? String)
        #expect(summary.hasPrefix("# \(title)\n"))
    }

    /// The number of bytes of a file as gzip stores it.
    private static func deflated(_ file: URL) throws -> Int {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = ["--stdout", file.path]
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile().count
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return bytes
    }
}
