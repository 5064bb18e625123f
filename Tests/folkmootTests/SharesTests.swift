import Foundation
import Testing

@testable import folkmoot

/// Runways of 8, 11, 13 and 18 thousand pounds: stretches of 8, 3, 2 and 5, each of those who need it. What councils gain
/// is uncertain by a factor u with mean 1.
@Suite("shares")
struct SharesTests {
    static func scratch() throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write(
            "code,name,type,population,gain,area\nA1,Alder,unitary,1000,1000,north\nA2,Birch,unitary,2000,4000,north\n"
                + "A3,Cedar,unitary,3000,12000,south\nA4,Elm,unitary,4000,10000,south\n", to: "r.csv")
        func lever(_ name: String, _ cost: Int, _ codes: String, _ more: String = "") -> String {
            """
            "\(name)": {"starts": 2026, "adoption": "mandate", "eligible": {"codes": [\(codes)]}, "costs": [
              {"name": "Stretch", "level": "programme", "kind": "capital", "amount": \(cost), "timing": {"on": "start"}}]\(more)}
            """
        }
        let gain =
            #", "benefits": [{"name": "Landings", "kind": "cashable", "claims": {"pool": "travel", "share": "u / 2"}, "timing": {"on": "membership"}}]"#
        try scratch.write(
            """
            {"title": "An airport", "base_year": 2026, "years": 1, "trials": 4096, "discounting": 0,
             "councils": {"register": "r.csv", "units": {"gain": "GBP/year"}},
             "assumptions": {"u": {"unit": "share", "distribution": {"uniform": [0.2, 1.8]}, "source": "By hand", "grade": "E"}},
             "pools": {"travel": {"amount": "2 * gain"}},
             "levers": {
               \(lever("short", 8000, #""A1", "A2", "A3", "A4""#, gain)),
               \(lever("middle", 3000, #""A2", "A3", "A4""#)),
               \(lever("long", 2000, #""A3", "A4""#)),
               \(lever("longest", 5000, #""A4""#))},
             "options": [{"name": "Runway", "levers": ["short", "middle", "long", "longest"]},
                         {"name": "Strip", "levers": ["short"]}]}
            """, to: "a.json")
        return scratch
    }

    @Test("The terminal shows each rule, who is likeliest to lose, and who would do better alone")
    func text() throws {
        let scratch = try Self.scratch()
        let run = try ProgramRun(["shares", "a.json", "--option", "Runway"], in: scratch.url)
        #expect(run.errors.isEmpty && run.status == 0)
        #expect(try ExpectedText.holds(run.output, "shares.txt"))
        let groups = try ProgramRun(["shares", "a.json", "--by", "area", "--as-run"], in: scratch.url)
        #expect(groups.errors.isEmpty && groups.status == 0)
        #expect(try ExpectedText.holds(groups.output, "shares-by-area.txt"))
    }

    @Test("A scenario and results of it give the same bytes; JSON and CSV hold the shares of an airport")
    func folder() throws {
        let scratch = try Self.scratch()
        func program(_ arguments: String...) throws -> ProgramRun { try ProgramRun(arguments, in: scratch.url) }
        try #require(try program("run", "a.json", "--quiet", "--out", "results").status == 0)
        let first = try program("shares", "a.json", "--option", "Runway", "--json", "--out", "other")
        let second = try program("shares", "results", "--option", "Runway", "--out", "results")
        #expect(
            second.output.hasSuffix(
                "Written to results/: analysis/shares.json, analysis/shares.csv, analysis/shares.manifest.json.\n"))
        let (left, right) = (try scratch.files(below: "other/analysis"), try scratch.files(below: "results/analysis"))
        #expect(left == right && left.keys.sorted() == ["shares.csv", "shares.json", "shares.manifest.json"])
        let json = try #require(try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any])
        let rules = try #require(json["rules"] as? [[String: Any]]).compactMap { $0["rule"] as? String }
        let councils = try #require(json["councils"] as? [[String: Any]])
        func shares(_ rule: String) throws -> [Double] {
            let place = try #require(rules.firstIndex(of: rule))
            return try councils.map { council in
                let own = try #require(council["rules"] as? [[String: Any]])[place]
                return try #require((own["share"] as? [String: Any])?["value"] as? Double)
            }
        }
        #expect(try zip(shares("shapley"), [2000, 3000, 4000, 9000]).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(try zip(shares("nucleolus"), [3250, 3250, 3250, 8250]).allSatisfy { abs($0 - $1) < 1e-6 })
        // By what each spends on travel today: twice what it gains.
        #expect(
            try zip(shares("by_spend"), [1, 4, 12, 10]).allSatisfy { abs($0 - 18_000 * $1 / 27) < 1e-6 })
        let csv = String(decoding: try #require(left["shares.csv"]), as: UTF8.self).split(separator: "\n")
        #expect(
            csv[0]
                == "option,rule,code,name,group,share_gbp,share_standard_error_gbp,npv_mean_gbp,npv_standard_error_gbp,"
                + "probability_worse_off,probability_worse_off_standard_error")
        #expect(csv.count == 1 + 7 * 4)
        #expect(csv.contains { $0.hasPrefix("Runway,shapley,A4,Elm,Elm,9000,0,") })
    }

    @Test("The page and the summary show what was found")
    func report() throws {
        let scratch = try Self.scratch()
        func program(_ arguments: String...) throws -> ProgramRun { try ProgramRun(arguments, in: scratch.url) }
        func text(_ file: String) throws -> String {
            try String(contentsOf: scratch.url.appendingPathComponent(file), encoding: .utf8)
        }
        try #require(try program("run", "a.json", "--quiet", "--out", "r").status == 0)
        try #require(try program("shares", "a.json", "--option", "Runway", "--quiet", "--out", "r").status == 0)
        let report = try program("report", "r")
        #expect(report.status == 0 && report.errors == "")
        let page = try text("r/report.html")
        #expect(page.contains("<a href=\"#shares\">Who could pay</a>"))
        #expect(page.contains("Under equal shares 2 of 4 councils would be worse off on average"))
        let digest = try text("r/summary.md").split(separator: "\n").first { $0.hasPrefix("**Who could pay.** ") }
        #expect(
            try #require(digest).contains(
                "Programme costs of Runway, £18.0k before grants if all join at once. Under equal shares 2 of 4"))
        #expect(try program("verify", "r").output.contains("analysis/shares.json  same\n"))
    }

    @Test("Names and numbers that are not there are answered")
    func errors() throws {
        let scratch = try Self.scratch()
        func message(_ arguments: String...) throws -> String { try ProgramRun(arguments, in: scratch.url).errors }
        #expect(
            try message("shares", "a.json", "--option", "Runwy")
                .contains(#"unknown option "Runwy"; did you mean "Runway"?"#))
        #expect(try message("shares", "a.json", "--by", "are").contains(#"unknown column "are"; did you mean "area"?"#))
        #expect(
            try message("shares", "a.json", "--by", "gain")
                .contains(
                    "--by gain: expected a text column with 2 to 15 different values among the councils of the scenario"
                ))
        #expect(
            try message("shares", "a.json", "--orders", "7")
                .contains("--orders 7: expected an even number from 4 to 100000."))
        #expect(
            try message("shares", "a.json", "--trials", "1")
                .contains("--trials 1: expected a whole number from 2 to 1000000."))
        let text = try String(contentsOf: scratch.url.appendingPathComponent("a.json"), encoding: .utf8)
        try scratch.write(
            text.replacingOccurrences(of: #""title""#, with: #""reference": "Strip", "title""#), to: "b.json")
        #expect(
            try message("shares", "b.json", "--option", "Strip")
                .contains(#"option "Strip" is what all others are measured against, so its NPSV is 0 throughout"#))
    }
}
