import Foundation
import Testing

@testable import folkmoot

@Suite("Shards and merge give what an unsharded run gives")
struct MergeTests {
    private static let example = "scenarios/examples/three-districts.json"

    /// Runs whole into `whole`, and in shards and merged, the last shard first, into `merged`.
    private static func expectSame(
        _ scenario: String, shards: [Int], run arguments: [String], merge: [String] = [], named count: Int = 16
    ) throws {
        let scratch = try ScratchFolder()
        let run = ["run", scenario, "--quiet"] + arguments
        #expect(try ProgramRun(run + ["--out", scratch.path("whole")] + merge).status == 0)
        let whole = try scratch.files(below: "whole")
        #expect(whole.count == count)
        for count in shards {
            let parts = (1...count).map { scratch.path("\($0)-of-\(count).folkmoot") }
            for (index, part) in parts.enumerated() {
                let shard = try ProgramRun(run + ["--shard", "\(index + 1)/\(count)", "--out", part, "--threads", "2"])
                #expect(shard.status == 0 && shard.output == "" && shard.errors == "")
            }
            let merged = try ProgramRun(
                ["merge"] + parts.reversed() + ["--quiet", "--out", scratch.path("merged")] + merge)
            #expect(merged.status == 0 && merged.output == "" && merged.errors == "")
            #expect(try scratch.files(below: "merged") == whole, "\(count) shards")
        }
    }

    @Test("Up to 10,240 trials: values are kept")
    func kept() throws {
        try Self.expectSame(Self.example, shards: [1, 2, 3, 7], run: ["--trials", "3700"], named: 16)
    }

    @Test("Beyond, with another seed and all councils: percentiles are counted, or exact")
    func counted() throws {
        let arguments = ["--trials", "11000", "--seed", "3", "--all-councils"]
        try Self.expectSame(Self.example, shards: [1, 2, 3, 7], run: arguments, named: 16)
        try Self.expectSame(Self.example, shards: [2], run: arguments + ["--exact"], named: 16)
    }

    @Test("With a cash view and a trials file, which merging simulates")
    func cashView() throws {
        let study = "scenarios/studies/planning-london.json"
        try Self.expectSame(study, shards: [1, 3], run: ["--trials", "1100"], merge: ["--trials-file"], named: 18)
        try Self.expectSame(
            study, shards: [2], run: ["--trials", "600"], merge: ["--format", "csv,json"], named: 14)
    }

    @Test("With more than seven options, whose councils come in a second pass")
    func manyOptions() throws {
        let scratch = try ScratchFolder()
        let base = ProgramRun.repository.appendingPathComponent(Self.example).path
        let options = (1...9).map {
            "{\"name\": \"Option \($0)\", \"levers\": [\"platform\"], \"with\": {\"build_overrun\": "
                + "\(1 + 0.01 * Double($0))}}"
        }
        try scratch.write(
            "{\"extends\": \"\(base)\", \"options\": [\(options.joined(separator: ", "))]}", to: "s.json")
        for trials in ["1100", "10800"] {
            try Self.expectSame(scratch.path("s.json"), shards: [2, 3], run: ["--trials", trials], named: 16)
        }
    }

    @Test("Without --quiet a shard says what it holds, merge prints the comparison, and names are made")
    func names() throws {
        let scratch = try ScratchFolder()
        let scenario = ProgramRun.repository.appendingPathComponent(Self.example).path
        for number in 1...2 {
            let shard = try ProgramRun(["run", scenario, "--trials", "600", "--shard", "\(number)/2"], in: scratch.url)
            #expect(
                shard.output == """
                    Trials \(number == 1 ? "0 to 511" : "512 to 599") written to \
                    results/three-districts-\(number)-of-2.folkmoot. Give the files of all shards to folkmoot merge.

                    """)
        }
        let files = (1...2).map { "results/three-districts-\($0)-of-2.folkmoot" }
        let merged = try ProgramRun(["merge"] + files, in: scratch.url)
        #expect(merged.status == 0 && merged.output.hasPrefix("One platform for three districts\n"))
        #expect(merged.output.hasSuffix("Written to results/three-districts/. Begin with summary.md.\n"))
        let verified = try ProgramRun(["verify", "results/three-districts"], in: scratch.url)
        #expect(verified.status == 0)
        // A shard made again replaces the file, and is the same.
        let before = try scratch.files(below: "results")[String(files[0].dropFirst(8))]
        _ = try ProgramRun(["run", scenario, "--trials", "600", "--shard", "1/2", "--quiet"], in: scratch.url)
        #expect(try scratch.files(below: "results")[String(files[0].dropFirst(8))] == before)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.path("results")).sorted()
                == ["three-districts", "three-districts-1-of-2.folkmoot", "three-districts-2-of-2.folkmoot"])
    }
}
