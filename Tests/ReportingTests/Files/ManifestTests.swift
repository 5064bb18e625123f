import Testing

@testable import Reporting

@Suite("manifest.json")
struct ManifestTests {
    @Test("a manifest holds what a rerun needs, outputs and overrides in order of name")
    func layout() throws {
        let manifest = Manifest(
            toolVersion: "0.1.0",
            inputs: [
                // SHA-256 of "abc" is the example of FIPS 180-4.
                Manifest.Input(role: "scenario", path: "scenarios/a.json", bytes: Array("abc".utf8)),
                Manifest.Input(role: "register", path: "../registers/uk.csv", sha256: "00ff"),
            ],
            seed: .max, trials: 10_240, sampling: "latin_hypercube", blockSize: 512,
            overrides: [.init(name: "trials", value: "10240"), .init(name: "seed", value: "18446744073709551615")],
            guidance: .init(
                discounting: "Green Book, 5 February 2026", deflator: "GDP deflator",
                deflatorYearsExtended: [2025, 2026]
            ),
            outputs: [.init(file: "years.csv", sha256: "b"), .init(file: "options.csv", bytes: [])]
        )
        let read = try #require(PlainJSON(manifest.text))
        #expect(
            read.keys == [
                "folkmoot_manifest", "tool_version", "inputs", "seed", "trials", "sampling", "block_size", "overrides",
                "guidance", "outputs",
            ]
        )
        #expect(
            read["inputs"]?[0]?["sha256"]
                == .text("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        )
        #expect(read["inputs"]?[1]?["path"] == .text("../registers/uk.csv"))
        #expect(read["seed"] == .number("18446744073709551615"))
        #expect(read["overrides"]?.keys == ["seed", "trials"])
        #expect(read["guidance"]?["deflator_years_extended"] == .list([.number("2025"), .number("2026")]))
        #expect(read["outputs"]?[0]?["file"] == .text("options.csv") && read["outputs"]?[1]?["sha256"] == .text("b"))
    }
}
