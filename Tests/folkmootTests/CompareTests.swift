import Foundation
import Testing

@testable import folkmoot

/// One council, two years, no discounting: the NPSV is 2 · price · volume less a fee of 10 a year.
@Suite("compare")
struct CompareTests {
    private static func scratch() throws -> ScratchFolder {
        let scratch = try ScratchFolder()
        try scratch.write("code,name,type,population\nA1,Alder,unitary,100\n", to: "r.csv")
        try scratch.write(
            """
            {"title": "By hand", "base_year": 2026, "years": 2, "trials": 16, "discounting": 0,
             "councils": {"register": "r.csv"},
             "assumptions": {
               "price": {"unit": "GBP/year", "distribution": 100, "source": "By hand", "grade": "E"},
               "volume": {"unit": "share", "distribution": 2, "source": "By hand", "grade": "E"},
               "unused": {"unit": "share", "distribution": {"uniform": [0, 1]}, "source": "By hand", "grade": "E"}},
             "levers": {"x": {"starts": 2026, "adoption": "mandate",
               "costs": [{"name": "Fee", "kind": "revenue", "amount": 10, "timing": {"on": "membership"}}],
               "benefits": [{"name": "Gain", "kind": "cashable", "amount": "price * volume",
                 "timing": {"on": "membership"}}]}},
             "options": [{"name": "Together", "levers": ["x"]}]}
            """, to: "a.json")
        return scratch
    }

    private static func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// NPSV goes from 2·100·2 − 20 = 380 to 2·150·3 − 20 = 880. By the mean of both orders, price is worth
    /// (100·2/2 + 100·3/2) = 250 and volume (200·1/2 + 300·1/2) = 250.
    @Test("The effects of a product's factors are those of the mean of both orders, and nothing else is said to matter")
    func product() throws {
        let scratch = try Self.scratch()
        try scratch.write(
            """
            {"extends": "a.json", "assumptions": {"price": 150, "volume": {"distribution": 3, "note": "More"},
             "unused": {"source": "Elsewhere"}}}
            """, to: "b.json")
        let compared = try ProgramRun(["compare", "a.json", "b.json", "--trials", "16"], in: scratch.url)
        #expect(compared.status == 0)
        #expect(
            compared.output == """
                From a.json to b.json

                Assumption  before (P10 · P50 · P90)  after  unit
                price                            100    150  GBP/year
                volume                             2      3  share
                Only words (source, grade, note) changed of unused.

                Mean NPSV of Together
                  before   £380  ████████████████████████████████████
                  price   +£250                                     ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                  volume  +£250                                                             ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                  after    £880  ███████████████████████████████████████████████████████████████████████████████████

                Each effect is what a change adds to those made before it, the mean over all orders of making the
                changes (its Shapley value), so that effects sum to the difference and no change is favoured by its
                place. All runs use the same draws: 16 trials; ± is one Monte Carlo standard error.

                """)
    }

    /// With a third year, 300·…: from (100, 2, two years) to (150, 3, three years) by the mean of all six orders.
    @Test("A changed horizon is one change, and effects sum to the difference")
    func structure() throws {
        let scratch = try Self.scratch()
        try scratch.write(
            #"{"extends": "a.json", "years": 3, "assumptions": {"price": 150, "volume": 3}}"#, to: "b.json")
        let compared = try ProgramRun(["compare", "a.json", "b.json", "--trials", "16", "--json"], in: scratch.url)
        let json = try Self.json(compared.output)
        let option = try #require((json["options"] as? [[String: Any]])?.last)
        let effects = try #require(option["effects"] as? [[String: Any]])
        let means = effects.compactMap { $0["mean"] as? Double }
        #expect(effects.compactMap { $0["change"] as? String } == ["structure", "price", "volume"])
        // v by hand: years · (price · volume − 10).
        func worth(_ years: Bool, _ price: Bool, _ volume: Bool) -> Double {
            (years ? 3 : 2) * ((price ? 150 : 100) * (volume ? 3 : 2) - 10)
        }
        var expected = [0.0, 0, 0]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            var made = [false, false, false]
            for change in order {
                let before = worth(made[0], made[1], made[2])
                made[change] = true
                expected[change] += (worth(made[0], made[1], made[2]) - before) / 6
            }
        }
        for (mean, hand) in zip(means, expected) { #expect(abs(mean - hand) < 1e-6) }
        let difference: Double = 3 * (150 * 3 - 10) - 2 * (100 * 2 - 10)
        #expect(abs(means.reduce(0, +) - difference) < 1e-6)
    }

    @Test("Many changes are taken in drawn orders, whose effects still sum to the difference")
    func manyChanges() throws {
        let scratch = try Self.scratch()
        let names = (0..<10).map { "part\($0)" }
        func scenario(_ value: (Int) -> Int) -> String {
            let parts = names.enumerated().map { #""\#($1)": {"unit": "share", "distribution": \#(value($0))}"# }
            return
                #"{"extends": "a.json", "assumptions": {\#(parts.joined(separator: ", "))}, "quantities": {"all": "\#(names.joined(separator: " * "))"}, "levers": {"x": {"benefits": [{"name": "Gain", "kind": "cashable", "amount": "price * all", "timing": {"on": "membership"}}]}}}"#
        }
        try scratch.write(scenario { _ in 1 }, to: "one.json")
        try scratch.write(scenario { $0 < 9 ? 2 : 1 }, to: "two.json")
        let compared = try ProgramRun(
            ["compare", "one.json", "two.json", "--trials", "2", "--json", "--orders", "40"], in: scratch.url)
        let json = try Self.json(compared.output)
        #expect(json["orders"] as? Int == 40)
        let option = try #require((json["options"] as? [[String: Any]])?.last)
        let effects = try #require(option["effects"] as? [[String: Any]])
        let means = effects.compactMap { $0["mean"] as? Double }
        #expect(means.count == 9)
        // 2 · 100 · (2⁹ − 1), of which by symmetry each of nine equal changes brings a ninth.
        let difference = 200.0 * 511
        #expect(abs(means.reduce(0, +) - difference) < 1e-6)
        // 20 pairs of orders: each effect is within five of its standard errors, which a single trial cannot give but
        // two can.
        let errors = effects.compactMap { $0["standard_error"] as? Double }
        #expect(errors.count == 9)
        for (mean, error) in zip(means, errors) { #expect(abs(mean - difference / 9) < 5 * error) }
    }

    @Test("A folder of results stands for its scenario; what is missing or wrong is said")
    func namesAndErrors() throws {
        let scratch = try Self.scratch()
        let run = try ProgramRun(["run", "a.json", "--quiet", "--out", "results"], in: scratch.url)
        try #require(run.status == 0)
        let same = try ProgramRun(["compare", "results", "a.json"], in: scratch.url)
        #expect(same.status == 0)
        #expect(same.output == "From results to a.json\n\nNo figure changes.\n")
        let unknown = try ProgramRun(["compare", "a.json", "a.json", "--option", "Togethr"], in: scratch.url)
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains(#"unknown option of both scenarios "Togethr"; did you mean "Together"?"#))
        let none = try ProgramRun(["compare", "nowhere.json", "a.json"], in: scratch.url)
        #expect(none.status == 2)
        let odd = try ProgramRun(["compare", "a.json", "a.json", "--orders", "7"], in: scratch.url)
        #expect(odd.errors.contains("--orders 7: expected an even number from 4 to 100000."))
    }
}
