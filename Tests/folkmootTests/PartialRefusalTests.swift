import Foundation
import Stochastics
import Testing

@testable import folkmoot

@Suite("Partial results that make no run are refused, word for word")
struct PartialRefusalTests {
    /// A folder with a scenario, and its shards made in it by the name given, as `1/2`.
    private static func shards(_ shards: [(name: String, arguments: [String])]) throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        for file in ["three-districts.json"] {
            let source = ProgramRun.repository.appendingPathComponent("scenarios/examples/\(file)")
            let text = try String(contentsOf: source, encoding: .utf8)
            let registers = ProgramRun.repository.appendingPathComponent("scenarios/registers").path
            try scratch.write(text.replacing("../registers", with: registers), to: "s.json")
        }
        for shard in shards { try run(scratch, shard.name, shard.arguments) }
        return scratch
    }

    private static func run(_ scratch: ScratchFolder, _ name: String, _ arguments: [String]) throws {
        let trials = arguments.contains("--trials") ? [] : ["--trials", "1600"]
        let run = try ProgramRun(
            ["run", "s.json", "--quiet", "--out", name, "--shard"] + arguments + trials, in: scratch.url)
        try #require(run.status == 0, "\(run.errors)")
    }

    /// Merges and expects to be refused so, with nothing written.
    private static func expectRefusal(_ scratch: ScratchFolder, _ files: [String], _ message: String) throws {
        let before = try scratch.entries()
        let run = try ProgramRun(["merge"] + files + ["--out", "r"], in: scratch.url)
        #expect(run.status == 64 && run.output == "")
        #expect(run.errors.split(separator: "\n").first.map(String.init) == "Error: \(message)")
        #expect(try scratch.entries() == before)
    }

    private static func bytes(_ scratch: ScratchFolder, _ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: scratch.url.appendingPathComponent(name)))
    }

    private static func write(_ bytes: [UInt8], _ scratch: ScratchFolder, _ name: String) throws {
        try Data(bytes).write(to: scratch.url.appendingPathComponent(name))
    }

    @Test("Files that are none, cut short, changed, or of another version")
    func files() throws {
        let scratch = try Self.shards([("a", ["1/1"])])
        try Self.expectRefusal(
            scratch, ["none"],
            "none cannot be read: No such file or directory; give files that folkmoot run --shard wrote")
        try Self.expectRefusal(
            scratch, ["s.json"],
            "s.json holds no partial results: it does not begin with \"folkmoot partial results\"; give files that "
                + "folkmoot run --shard wrote")
        let whole = try Self.bytes(scratch, "a")
        for length in [25, 26, 80, whole.count / 2, whole.count - 1] {
            try Self.write(Array(whole.prefix(length)), scratch, "cut")
            try Self.expectRefusal(
                scratch, ["cut"],
                "cut is cut short: it has \(length) bytes and does not end as partial results do; make it again")
        }
        var changed = whole
        changed[whole.count / 2] ^= 1
        try Self.write(changed, scratch, "changed")
        try Self.expectRefusal(
            scratch, ["changed"],
            "changed was changed after it was written: its SHA-256 is "
                + "\(SHA256Digest.hex(of: Array(changed.dropLast(32)))), expected "
                + "\(SHA256Digest.hex(of: Array(whole.dropLast(32)))); make it again")
        // Whole files of other versions: the layout stands behind the first line, the version of the program behind it.
        func signed(_ place: Int, _ byte: UInt8) -> [UInt8] {
            var bytes = Array(whole.dropLast(32))
            bytes[place] = byte
            return bytes + SHA256Digest.bytes(of: bytes)
        }
        #expect(whole[25] == 2 && Array(whole[26..<32]) == [5] + Array(toolVersion.utf8))
        try Self.write(signed(25, 3), scratch, "layout")
        try Self.expectRefusal(
            scratch, ["layout"],
            "layout has layout 3 of partial results, expected 2; make all shards again with this version, 0.1.0")
        try Self.write(signed(31, UInt8(ascii: "9")), scratch, "version")
        try Self.expectRefusal(
            scratch, ["version"],
            "version was made by version 0.1.9, expected 0.1.0; make all shards again with one version")
    }

    @Test("Another seed, number of trials, scenario, file, or options")
    func runs() throws {
        let scratch = try Self.shards([
            ("a", ["1/2"]), ("seed", ["2/2", "--seed", "5"]), ("trials", ["2/2", "--trials", "1601"]),
            ("councils", ["2/2", "--all-councils"]), ("exact", ["2/2", "--all-councils", "--exact"]),
        ])
        try Self.expectRefusal(
            scratch, ["a", "seed"], "seed has seed 5, expected 1 as in a; make all shards with one seed")
        try Self.expectRefusal(
            scratch, ["trials", "a"],
            "a has 1600 trials, expected 1601 as in trials; make all shards with as many trials")
        try Self.expectRefusal(
            scratch, ["councils", "a"],
            "a was made with --trials 1600, expected --trials 1600 --all-councils as in councils; make all shards with "
                + "the same options")
        try Self.expectRefusal(
            scratch, ["a", "exact"],
            "exact was made with --trials 1600 --all-councils --exact, expected --trials 1600 as in a; make all shards "
                + "with the same options")
        let text = String(decoding: try Self.bytes(scratch, "s.json"), as: UTF8.self)
        // The same scenario in other bytes: the manifest would name another file.
        try scratch.write(text + "\n", to: "s.json")
        try Self.run(scratch, "bytes", ["2/2"])
        try Self.expectRefusal(
            scratch, ["a", "bytes"],
            "bytes was made from s.json with SHA-256 \(SHA256Digest.hex(of: Array((text + "\n").utf8))), expected s.json "
                + "with SHA-256 \(SHA256Digest.hex(of: Array(text.utf8))) as in a; make all shards from the same files")
        try scratch.write(text.replacing("\"amount\": 60000", with: "\"amount\": 60001"), to: "s.json")
        try Self.run(scratch, "other", ["2/2"])
        try Self.run(scratch, "whole", ["1/1"])
        _ = try ProgramRun(["merge", "whole", "--out", "changed", "--quiet"], in: scratch.url)
        try scratch.write(text, to: "s.json")
        _ = try ProgramRun(["run", "s.json", "--out", "first", "--quiet", "--trials", "1600"], in: scratch.url)
        let digests = try ["changed", "first"].map {
            SHA256Digest.hex(of: try Self.bytes(scratch, "\($0)/inputs/scenario.json"))
        }
        try Self.expectRefusal(
            scratch, ["a", "other"],
            "other is of another scenario: its inputs/scenario.json has SHA-256 \(digests[0]), expected \(digests[1]) "
                + "as in a; make all shards from the same files")
    }

    @Test("Shards that are missing, doubled, or of another number")
    func shards() throws {
        let four = (1...4).map { (name: "\($0)", arguments: ["\($0)/4"]) }
        let scratch = try Self.shards(four + [("half", ["2/2"])])
        try Self.expectRefusal(
            scratch, ["4", "1", "2"],
            "shards 1, 2 and 4 of 4 are here, 3 is missing; make what is missing with --shard 3/4")
        try Self.expectRefusal(
            scratch, ["3"],
            "shard 3 of 4 is here, 1, 2 and 4 are missing; make what is missing with --shard 1/4 and so on")
        try Self.expectRefusal(
            scratch, ["1", "2", "3", "./2"], "shard 2 of 4 is given twice, as 2 and as ./2; give it once")
        try Self.expectRefusal(
            scratch, ["1", "half"],
            "half is shard 2 of 2, expected one of 4 as in 1; make all shards with the same n of --shard i/n")
    }

    @Test(
        "A shard that there is not",
        arguments: [
            ("0/4", "--shard 0/4: expected i/n with i from 1 to n, such as 2/4."),
            ("5/4", "--shard 5/4: expected i/n with i from 1 to n, such as 2/4."),
            ("2/0", "--shard 2/0: expected i/n with i from 1 to n, such as 2/4."),
            ("2", "--shard 2: expected i/n with i from 1 to n, such as 2/4."),
            ("1/2/3", "--shard 1/2/3: expected i/n with i from 1 to n, such as 2/4."),
            (
                "4/5",
                "--shard 4/5: found 5 shards, expected at most 4, as 1600 trials make 4 blocks of 512; make fewer shards."
            ),
        ])
    func shard(text: String, message: String) throws {
        let scratch = try Self.shards([])
        let run = try ProgramRun(
            ["run", "s.json", "--trials", "1600", "--shard", text, "--out", "p"], in: scratch.url)
        #expect(run.status == 64 && run.output == "")
        #expect(run.errors.split(separator: "\n").first.map(String.init) == "Error: \(message)")
        #expect(try scratch.entries() == ["s.json"])
    }

    @Test("What a shard does not write, and places where it may not write")
    func targets() throws {
        let scratch = try Self.shards([])
        let run = ["run", "s.json", "--trials", "600", "--shard", "1/2", "--quiet", "--out"]
        for option in [["--trials-file"], ["--json"], ["--format", "csv"], ["--workbook-option", "Platform"]] {
            let refused = try ProgramRun(run + ["p"] + option, in: scratch.url)
            #expect(refused.status == 64)
            #expect(
                refused.errors.hasPrefix(
                    "Error: \(option[0]) says what is made of all shards: give it to folkmoot merge.\n"))
        }
        let file = try ProgramRun(run + ["s.json"], in: scratch.url)
        #expect(file.status == 1)
        #expect(
            file.errors
                == "folkmoot: the file s.json holds no partial results, so it was left alone; give --out another name\n"
        )
        let folder = try ProgramRun(run + [scratch.url.path], in: scratch.url)
        #expect(folder.status == 1)
        #expect(
            folder.errors == "folkmoot: there is a folder at \(scratch.url.path); give --out the name of a file\n")
        let above = try ProgramRun(run + ["s.json/p"], in: scratch.url)
        #expect(above.status == 1)
        #expect(
            above.errors == """
                folkmoot: the partial results could not be written to s.json/p: the folder \(scratch.path("s.json")) \
                cannot be made

                """)
        #expect(try scratch.entries() == ["s.json"])
    }
}
