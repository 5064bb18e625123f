import Foundation
import Testing

@testable import folkmoot

@Suite("discover")
struct DiscoverProgramTests {
    @Test("The terminal shows regions with what they hold, their limits, and the way there")
    func text() throws {
        let scratch = try SensitivityTests.scratch()
        let run = try ProgramRun(["discover", "a.json", "--option", "Line"], in: scratch.url)
        #expect(run.errors.isEmpty && run.status == 0)
        #expect(try ExpectedText.holds(run.output, "discover.txt"))
        let against = try ProgramRun(
            ["discover", "a.json", "--against", "Steady", "--density", "0.95"], in: scratch.url)
        #expect(try ExpectedText.holds(against.output, "discover-against.txt"))
    }

    @Test(
        "Where nearly no trial is of interest, or nearly every one, it says of which there are too few",
        arguments: [
            ("--below", "-1000000", "There are too few such trials to look for a region."),
            ("--above", "-1000000", "There are too few other trials to look for a region."),
            ("--above", "1000000", "There are too few such trials to look for a region."),
        ])
    func oneSided(side: String, limit: String, sentence: String) throws {
        let scratch = try SensitivityTests.scratch()
        let run = try ProgramRun(["discover", "a.json", "--option", "Line", "\(side)=\(limit)"], in: scratch.url)
        #expect(run.status == 0 && run.output.contains("\n  \(sentence)\n"), "\(run.output)\(run.errors)")
    }

    @Test("JSON and CSV hold the same figures")
    func formats() throws {
        let scratch = try SensitivityTests.scratch()
        let run = try ProgramRun(
            ["discover", "a.json", "--json", "--out", "o", "--option", "Line", "--measure", "npsv", "--above", "20"],
            in: scratch.url)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(json["folkmoot_discover"] as? Int == 1)
        let option = try #require((json["options"] as? [[String: Any]])?.first)
        let region = try #require((option["regions"] as? [[String: Any]])?.first)
        let limits = try #require(region["limits"] as? [[String: Any]])
        // 3a − 2b − 1 is above 20 where a is high and b is low.
        #expect(limits.map { $0["assumption"] as? String } == ["a", "b"])
        #expect(limits[0]["low"] is [String: Any] && limits[0]["high"] is NSNull)
        let csv = String(decoding: try #require(try scratch.files(below: "o")["analysis/discover.csv"]), as: UTF8.self)
            .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let row = try #require(csv.first { $0[0] == "limit" && $0[3] == "a" })
        #expect(Double(row[5]) == (limits[0]["low"] as? [String: Any])?["value"] as? Double)
        let own = try #require(csv.first { $0[0] == "region" })
        #expect(Double(own[14]) == (region["coverage"] as? [String: Any])?["value"] as? Double)
    }

    @Test("Measures, limits and names that do not fit are answered")
    func errors() throws {
        let scratch = try SensitivityTests.scratch()
        func message(_ arguments: String...) throws -> String {
            try ProgramRun(["discover", "a.json"] + arguments, in: scratch.url).errors
        }
        #expect(try message("--measure", "npv").contains("--measure npv: expected one of npsv, pv_costs, pv_benefits,"))
        #expect(
            try message("--measure", "bcr")
                .contains("--measure bcr: say which of its values are of interest, with --below, --above or --against.")
        )
        #expect(
            try message("--below", "-5", "--above", "3").contains("--below and --above: expected one of them."))
        #expect(try message("--below", "low").contains("--below low: expected an amount, such as 20000000, 20m, 350k"))
        #expect(try message("--against", "Stedy").contains(#"unknown option "Stedy"; did you mean "Steady"?"#))
        #expect(
            try message("--option", "Line", "--against", "Line")
                .contains("--against Line: expected another option than the one looked at."))
        #expect(try message("--density", "1.5").contains("--density 1.5: expected a share above 0, at most 1."))
        #expect(try message("--boxes", "0").contains("--boxes 0: expected a whole number from 1 to 20."))
        #expect(
            try message("--measure", "council_cash_npv_own_rate", "--below", "0")
                .contains(
                    "--measure council_cash_npv_own_rate: the scenario has no council_rate, so there is no such figure."
                ))
    }
}
