import Foundation
import Testing

@testable import folkmoot

/// A scenario whose every number can be worked out by hand: two councils, three years, d = 1, 0.8, 0.64.
@Suite("explain and verify")
struct ExplainTests {
    private static let register = "code,name,type,population\nA1,Alder,unitary,100\nB2,Beech,unitary,300\n"
    private static let scenario = """
        {"title": "By hand", "base_year": 2026, "years": 3, "trials": 4, "discounting": 0.25,
         "councils": {"register": "r.csv"},
         "assumptions": {
           "share": {"unit": "share", "distribution": 0.1, "source": "By hand", "grade": "E"},
           "per_head": {"unit": "GBP/resident/year", "distribution": 10, "varies_by": "council"}},
         "quantities": {"spend": "residents * per_head"},
         "pools": {"systems": {"amount": "spend"}},
         "levers": {"x": {"starts": 2026, "adoption": "mandate", "shared": "by_residents",
           "paid_by": {"centre": 0.5, "council": 0.5},
           "costs": [
             {"name": "Build", "level": "programme", "kind": "capital", "amount": 900, "timing": {"on": "start"}},
             {"name": "Fee", "kind": "revenue", "amount": 40, "uplift": 1.5, "timing": {"on": "joining"}}],
           "benefits": [
             {"name": "Licences", "kind": "cashable", "claims": {"pool": "systems", "share": "share"},
              "timing": {"on": "membership", "ramp": [0.5, 1]}}]}},
         "options": [{"name": "Together", "levers": ["x"]}]}
        """

    /// A folder with the results of that scenario in `r`.
    private static func results(_ arguments: [String] = []) throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write(register, to: "r.csv")
        try scratch.write(scenario, to: "s.json")
        let run = try ProgramRun(["run", "s.json", "--quiet", "--out", "r"] + arguments, in: scratch.url)
        try #require(run.status == 0, "\(run.errors)")
        return scratch
    }

    private static func explain(_ arguments: [String], in scratch: ScratchFolder) throws -> ProgramRun {
        try ProgramRun(["explain", "r"] + arguments, in: scratch.url)
    }

    /// Every number below follows from these: savings of 50, 100, 100 at A1 and three times that at B2 (d: 194 and 582); a
    /// programme of 900; fees of 60.
    @Test("One trial's NPSV is shown down to years, formulas and draws")
    func oneTrial() throws {
        let explained = try Self.explain(["Together", "npsv", "--trial", "2"], in: try Self.results())
        #expect(explained.status == 0 && explained.errors == "")
        #expect(
            explained.output == """
                Together: npsv, trial 2 of 4, seed 1
                Present values in GBP of 2026, whole units. Each figure is rounded by itself, so rows can miss the
                figure above them by a unit or so each.

                npsv                               −£244
                  Benefits                          £776
                    Licences                        £776
                        x, cashable
                        share of what is left of pool systems: share
                        amount of pool systems: spend
                        quantity spend: residents * per_head
                        flows on membership, ramp 0.5 1
                        share = 0.1 share; grade E; By hand
                        per_head differs by council, GBP/resident/year; no grade; no source
                      Beech B2                      £582
                          joins in 2026/27
                          residents = 300 resident
                          per_head = 10 GBP/resident/year
                        2026/27 £150 × 1.000000     £150
                        2027/28 £300 × 0.800000     £240
                        2028/29 £300 × 0.640000     £192
                      Alder A1                      £194
                          joins in 2026/27
                          residents = 100 resident
                          per_head = 10 GBP/resident/year
                        2026/27 £50 × 1.000000       £50
                        2027/28 £100 × 0.800000      £80
                        2028/29 £100 × 0.640000      £64
                  Costs                          −£1,020
                    Build                          −£900
                        x, capital, programme, paid by council 0.5, centre 0.5, councils' part by_residents among
                        members
                        amount: 900
                        flows on start
                      2026/27 −£900 × 1.000000     −£900
                    Fee                            −£120
                        without uplift −£80
                        x, revenue
                        amount: 40
                        uplift: 1.5
                        flows on joining
                      Alder A1                      −£60
                          joins in 2026/27
                        2026/27 −£60 × 1.000000     −£60
                      Beech B2                      −£60
                          joins in 2026/27
                        2026/27 −£60 × 1.000000     −£60

                """)
    }

    @Test("One council has its own lines and its part of programme lines")
    func oneCouncil() throws {
        let scratch = try Self.results()
        let explained = try Self.explain(["Together", "--council", "B2", "--trial", "0"], in: scratch)
        let amounts = explained.output.split(separator: "\n").filter { $0.contains("£") && !$0.contains("uplift") }
            .map { $0.split(separator: " ").last.map(String.init) ?? "" }
        // 582 − 3/4 of half of 900 − 60 = 184.50.
        #expect(
            amounts == [
                "£185", "£582", "£582", "£150", "£240", "£192", "−£398", "−£338", "−£338", "−£60", "−£60",
            ])
        #expect(
            try Self.explain(["Together", "--council", "Beech", "--trial", "0"], in: scratch).output == explained.output
        )
        let mean = try Self.json(["Together", "--council", "A1"], in: scratch)
        // 194 − 112.50 − 60.
        #expect(mean["amount"] as? Double == 21.5)
        #expect((mean["rows"] as? [[String: Any]])?.map { $0["amount"] as? Double } == [194, -172.5])
    }

    @Test("Measures are those of the run: all lines, public money, the ratio, one line")
    func measures() throws {
        let scratch = try Self.results()
        func amount(_ arguments: [String]) throws -> Double? {
            try Self.json(arguments, in: scratch)["amount"] as? Double
        }
        for which in [[], ["--trial", "3"]] {
            #expect(try amount(["Together"] + which) == -244)
            #expect(try amount(["Together", "pv_benefits"] + which) == 776)
            #expect(try amount(["Together", "pv_costs"] + which) == 1020)
            #expect(try amount(["Together", "pv_public_costs"] + which) == 1020)
            #expect(try amount(["Together", "cash_npv"] + which) == -244)
            #expect(try amount(["Together", "council_npv"] + which) == 206)
            #expect(try amount(["Together", "council_cash_npv"] + which) == 206)
            #expect(try amount(["Together", "pv_public_costs", "--line", "Build"] + which) == 900)
            #expect(try amount(["Do nothing"] + which) == 0)
            let ratio = try Self.json(["Together", "bcr"] + which, in: scratch)
            #expect(abs((ratio["amount"] as? Double ?? 0) - 776.0 / 1020) < 1e-12)
            #expect((ratio["rows"] as? [[String: Any]])?.map { $0["amount"] as? Double } == [-244, 1020])
        }
    }

    @Test("JSON is the same tree, and its levels sum")
    func json() throws {
        let scratch = try Self.results()
        let figure = try Self.json(["Together", "npsv", "--trial", "1", "--councils", "1"], in: scratch)
        func check(_ row: [String: Any]) throws {
            let amount = try #require(row["amount"] as? Double)
            let rows = row["rows"] as? [[String: Any]] ?? []
            if !rows.isEmpty {
                let sum = rows.reduce(0) { $0 + ($1["amount"] as? Double ?? .nan) }
                #expect(abs(sum - amount) < 1e-9, "\(row["title"] ?? "")")
            }
            for row in rows { try check(row) }
        }
        try check(figure)
        let sides = try #require(figure["rows"] as? [[String: Any]])
        let licences = try #require((sides[0]["rows"] as? [[String: Any]])?.first)
        let places = try #require(licences["rows"] as? [[String: Any]])
        #expect(places.map { $0["title"] as? String } == ["Beech B2", "1 other"])
        #expect(places.map { $0["amount"] as? Double } == [582, 194])
        let year = try #require((places[0]["rows"] as? [[String: Any]])?[1])
        #expect(year["year"] as? Int == 2027 && year["flow"] as? Double == 300)
        #expect(year["discount_factor"] as? Double == 0.8)
        let notes = try #require(licences["notes"] as? [[String: Any]])
        let share = try #require(notes.first { $0["assumption"] as? String == "share" })
        #expect(share["value"] as? Double == 0.1 && share["source"] as? String == "By hand")
    }

    @Test("A trial's figures are those of trials.csv, and the mean and its error those of summary.json")
    func agreement() throws {
        let scratch = try ScratchFolder()
        let run = [
            "run", "scenarios/examples/three-districts.json", "--out", scratch.path("r"), "--quiet", "--trials", "700",
            "--trials-file",
        ]
        #expect(try ProgramRun(run).status == 0)
        let files = try scratch.files(below: "r")
        let table = String(decoding: try #require(files["trials.csv"]), as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        for measure in ["npsv", "cash_npv", "pv_public_costs", "council_npv", "bcr"] {
            let column = try #require(table[0].firstIndex(of: "Shared platform.\(measure)"))
            for trial in [0, 611, 699] {
                let found = try Self.json(["Shared platform", measure, "--trial", "\(trial)"], in: scratch)
                #expect(found["amount"] as? Double == Double(table[trial + 1][column]))
            }
        }
        let bytes = try #require(files["summary.json"])
        let summary = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        let option = try #require((summary["options"] as? [[String: Any]])?[1])
        let npsv = try #require((option["measures"] as? [String: [String: Any]])?["npsv"])
        let mean = try Self.json(["Shared platform"], in: scratch)
        #expect(mean["amount"] as? Double == npsv["mean"] as? Double)
        #expect(mean["standard_error"] as? Double == npsv["standard_error"] as? Double)
        #expect(mean["p10"] as? Double == npsv["p10"] as? Double)
    }

    @Test(
        "What is not there ends with 64 and the nearest name",
        arguments: [
            (["Togehter"], "unknown option \"Togehter\"; did you mean \"Together\"?"),
            (["Apart"], "unknown option \"Apart\"; expected \"Do nothing\", \"Together\""),
            (["Together", "nspv"], "unknown measure \"nspv\"; did you mean \"npsv\"?"),
            (["Together", "eanc"], "eanc is no sum of lines; what can be explained is npsv, pv_costs,"),
            (["Together", "--council", "A2"], "unknown council \"A2\"; did you mean \"A1\"?"),
            (["Together", "--council", "Adler"], "unknown council \"Adler\"; did you mean \"Alder\"?"),
            (["Together", "npsv", "--council", "A1"], "npsv is no figure of one council; ask for council_npv"),
            (["Together", "--line", "Licence"], "unknown line \"Licence\"; did you mean \"Licences\"?"),
            (["Together", "--trial", "4"], "--trial 4: expected 0 to 3"),
            (["Together", "--councils=-1"], "--councils -1: expected a whole number from 0."),
        ])
    func unknown(arguments: [String], message: String) throws {
        let explained = try Self.explain(arguments, in: try Self.results())
        #expect(explained.status == 64 && explained.output == "")
        #expect(explained.errors.hasPrefix("Error: " + message), "\(explained.errors)")
    }

    @Test("A folder without results ends with 64")
    func noResults() throws {
        let scratch = try ScratchFolder()
        let explained = try ProgramRun(["explain", ".", "Together"], in: scratch.url)
        #expect(explained.status == 64)
        #expect(explained.errors.hasPrefix("Error: there are no results at .: it holds no inputs/scenario.json\n"))
        let verified = try ProgramRun(["verify", "."], in: scratch.url)
        #expect(verified.status == 64)
        #expect(verified.errors.hasPrefix("Error: there are no results at .: it holds no manifest.json\n"))
    }

    private static func json(_ arguments: [String], in scratch: ScratchFolder) throws -> [String: Any] {
        let explained = try explain(arguments + ["--json"], in: scratch)
        try #require(explained.status == 0, "\(explained.errors)")
        let root = try JSONSerialization.jsonObject(with: Data(explained.output.utf8)) as? [String: Any]
        #expect(root?["folkmoot_explanation"] as? Int == 1)
        return try #require(root?["figure"] as? [String: Any])
    }
}
