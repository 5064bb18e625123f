import Foundation
import Testing

@testable import folkmoot

/// Two councils, five years; levers that claim one pool, boost each other and need each other.
@Suite("portfolio")
struct PortfolioProgramTests {
    private static let scenario = """
        {"title": "Three levers", "base_year": 2026, "years": 5, "trials": 4096, "prudent": 80,
         "councils": {"register": "r.csv"},
         "assumptions": {
           "share": {"unit": "share", "distribution": {"uniform": [0.02, 0.2]}, "source": "By hand", "grade": "E"},
           "build": {"unit": "GBP", "distribution": {"uniform": [60000, 120000]}, "source": "By hand", "grade": "E"},
           "time": {"unit": "GBP/year", "distribution": {"uniform": [-5000, 30000]}, "source": "By hand", "grade": "E"}},
         "pools": {"spend": {"amount": "100000[GBP/year]"}},
         "levers": {
           "buying": {"title": "Joint buying", "starts": 2026, "adoption": "mandate", "benefits": [
             {"name": "Prices", "kind": "cashable", "claims": {"pool": "spend", "share": "share"},
              "timing": {"on": "membership"}}]},
           "platform": {"starts": 2026, "adoption": {"diffusion": {"innovation": 0.3, "imitation": 0.4, "ceiling": 1,
               "founders": 1}}, "boosts": [{"joined": "buying", "by": 2}],
             "costs": [{"name": "Build", "level": "programme", "kind": "capital", "amount": "build",
               "timing": {"on": "start"}}],
             "benefits": [{"name": "Licences", "kind": "cashable", "claims": {"pool": "spend", "share": "share / 2"},
               "timing": {"on": "membership"}}]},
           "training": {"starts": 2026, "adoption": "mandate", "requires": ["platform"], "benefits": [
             {"name": "Time", "kind": "non_cashable", "amount": "time", "timing": {"on": "membership"}}]}},
         "combinations": ["buying", "platform", "training"],
         "options": [{"name": "All at a bad time", "levers": ["buying", "platform", "training"], "with": {"time": -5000}}]}
        """

    private static func scratch(_ scenario: String = scenario) throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write("code,name,type,population\nA1,Alder,unitary,100\nB1,Beech,unitary,200\n", to: "r.csv")
        try scratch.write(scenario, to: "a.json")
        return scratch
    }

    private static func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("The terminal shows sets by mean, efficient ones, budgets, levers and regret, each figure with its error")
    func text() throws {
        let scratch = try Self.scratch()
        let run = try ProgramRun(["portfolio", "a.json"], in: scratch.url)
        #expect(run.errors.isEmpty && run.status == 0)
        #expect(try ExpectedText.holds(run.output, "portfolio.txt"))
        let budget = try ProgramRun(
            ["portfolio", "a.json", "--budget", "60k", "--budget", "81k", "--budget", "0.1m"],
            in: scratch.url)
        #expect(try ExpectedText.holds(budget.output, "portfolio-budget.txt"))
    }

    @Test("Each set has the figures of a scenario with that one option, to the last digit")
    func oneByOne() throws {
        let scratch = try Self.scratch()
        let result = try Self.json(
            try ProgramRun(["portfolio", "a.json", "--json"], in: scratch.url).output)
        let sets = try #require(result["sets"] as? [[String: Any]])
        #expect(sets.count == 6 && result["sets_refused"] as? Int == 2)
        #expect(result["other_options"] as? [String] == ["All at a bad time"])
        for set in sets.dropFirst() {
            let levers = try #require(set["levers"] as? [String])
            let list = levers.map { "\"\($0)\"" }.joined(separator: ", ")
            let start = try #require(Self.scenario.range(of: "\"combinations\""))
            try scratch.write(
                Self.scenario[..<start.lowerBound] + "\"options\": [{\"name\": \"One\", \"levers\": [\(list)]}]}",
                to: "one.json")
            let run = try ProgramRun(["run", "one.json", "--json", "--out", "one"], in: scratch.url)
            let options = try #require(try Self.json(run.output)["options"] as? [[String: Any]])
            let measures = try #require(options[1]["measures"] as? [String: [String: Any]])
            func same(_ key: String, _ figure: String, _ measure: String, _ name: String) -> Bool {
                let own = (set[key] as? [String: Any])?[figure] as? Double
                return own != nil && own == measures[measure]?[name] as? Double
            }
            #expect(same("npsv", "mean", "npsv", "mean") && same("npsv", "standard_error", "npsv", "standard_error"))
            #expect(same("npsv_p10", "value", "npsv", "p10"))
            #expect(same("peak_funding", "mean", "peak_funding", "mean"))
            #expect(same("peak_funding_prudent", "value", "peak_funding", "p80"))
            #expect(same("share_worse_off", "mean", "share_worse_off", "mean"))
            #expect(same("share_worse_off", "standard_error", "share_worse_off", "standard_error"))
        }
    }

    @Test("A folder of results takes JSON, CSV and a manifest, the same for a scenario and its results, and a section")
    func folder() throws {
        let scratch = try Self.scratch()
        try #require(
            try ProgramRun(["run", "a.json", "--quiet", "--trials", "64", "--out", "results"], in: scratch.url).status
                == 0)
        for verb in ["portfolio", "discover"] {
            let first = try ProgramRun(
                [verb, "a.json", "--trials", "512", "--out", "other", "--quiet"], in: scratch.url)
            #expect(first.status == 0 && first.output.isEmpty)
            let second = try ProgramRun([verb, "results", "--trials", "512", "--out", "results"], in: scratch.url)
            let names = ["json", "csv", "manifest.json"].map { "analysis/\(verb).\($0)" }.joined(separator: ", ")
            #expect(second.output.hasSuffix("Written to results/: \(names).\n"))
        }
        let left = try scratch.files(below: "other/analysis")
        #expect(left == (try scratch.files(below: "results/analysis")))
        #expect(left.keys.filter { $0.hasPrefix("portfolio") }.count == 3)
        // A set a row; what it holds in columns of its own.
        let csv = String(decoding: try #require(left["portfolio.csv"]), as: UTF8.self).split(separator: "\n")
        #expect(csv.count == 7 && csv[0].hasSuffix("holds_buying,holds_platform,holds_training"))
        #expect(try ProgramRun(["report", "results"], in: scratch.url).status == 0)
        let page = String(
            decoding: try Data(contentsOf: scratch.url.appendingPathComponent("results/report.html")), as: UTF8.self)
        #expect(page.contains("id=\"portfolio\"") && page.contains("Which levers together?"))
        #expect(page.contains("id=\"discover\"") && page.contains("In which region does it lose?"))
        #expect(try ProgramRun(["verify", "results"], in: scratch.url).status == 0)
    }

    @Test("Names, numbers and too many levers are answered")
    func errors() throws {
        let scratch = try Self.scratch()
        func message(_ arguments: String...) throws -> String {
            try ProgramRun(["portfolio", "a.json"] + arguments, in: scratch.url).errors
        }
        #expect(try message("--lever", "buyin").contains(#"unknown lever "buyin"; did you mean "buying"?"#))
        #expect(
            try message("--lever", "buying", "--lever", "buying")
                .contains("--lever buying: named twice; name each lever once."))
        #expect(
            try message("--lever", "training")
                .contains(
                    #"lever "training" requires "platform", which is not among those combined; add it with --lever"#))
        #expect(
            try message("--budget", "lots")
                .contains("--budget lots: expected an amount from 0, such as 20000000, 20m, 350k or 1.5bn."))
        #expect(try message("--trials", "1").contains("--trials 1: expected a whole number from 2 to 1000000."))
        let names = (1...9).map { "l\($0)" }
        let many = Self.scenario.replacingOccurrences(
            of: "\"training\": {",
            with: names.map { "\"\($0)\": {\"starts\": 2026, \"adoption\": \"mandate\"}, " }.joined()
                + "\"training\": {"
        ).replacingOccurrences(
            of: "[\"buying\", \"platform\", \"training\"],\n",
            with: "[\(names.map { "\"\($0)\"" }.joined(separator: ", "))],\n")
        try scratch.write(many, to: "many.json")
        let run = try ProgramRun(["portfolio", "many.json"], in: scratch.url)
        #expect(run.status == 64)
        #expect(
            run.errors.contains(
                "found 9 levers, expected at most 8, which make 255 sets; name those to combine, each with a --lever of its "
                    + "own: l1, l2, l3, l4, l5, l6, l7, l8, l9"))
    }
}
