import Analysis
import Testing

@testable import Reporting

@Suite("summary.json")
struct SummaryJSONTests {
    private static func read(_ comparison: Comparison) throws -> PlainJSON {
        try #require(PlainJSON(SummaryJSON.text(of: comparison)), "the text is well-formed JSON")
    }

    private static func example(isUpperBound: Bool = false) -> Comparison {
        var platform = SampleOption("Platform, \"shared\"", npsv: [1_000_000, 2_000_000, 3_000_000.5])
        platform.councils = [
            ComparisonExample.council("E1", "Camden", npv: 10, cash: 5),
            ComparisonExample.council("E2", "Hackney", npv: -10, cash: -15, joins: false),
        ]
        return ComparisonExample.comparison([platform], isUpperBound: isUpperBound)
    }

    @Test("keys are those of the published layout, in its order")
    func keys() throws {
        let summary = try Self.read(Self.example())
        #expect(
            summary.keys == [
                "folkmoot_summary", "title", "question", "base_year", "years", "price_year", "currency", "trials",
                "seed",
                "sampling", "percentiles", "councils", "reference", "options", "comparisons", "evpi", "decision",
                "baseline",
            ]
        )
        let option = try #require(summary["options"]?[1])
        #expect(
            option.keys == [
                "name", "quantiles", "measures", "probability_positive", "probability_best", "expected_regret",
                "standard_errors", "central", "cumulative_cash", "by_year", "levers", "lines", "parties", "drivers",
                "groups", "councils",
            ]
        )
        #expect(
            option["measures"]?.keys == [
                "npsv", "pv_costs", "pv_benefits", "pv_public_costs", "cash_npv", "council_npv", "council_cash_npv",
                "peak_funding", "eanc", "share_worse_off", "bcr", "bcr_net", "share_worse_off_cash", "payback_year",
            ]
        )
        #expect(
            option["measures"]?["npsv"]?.keys == [
                "mean", "standard_error", "sd", "p5", "p10", "p25", "p50", "p75", "p80", "p90", "p95", "shortfall_10",
            ]
        )
        #expect(
            option["measures"]?["bcr"]?.keys == [
                "ratio_of_means", "standard_error", "p10", "p50", "p90", "share_without",
            ]
        )
        #expect(option["measures"]?["payback_year"]?.keys == ["p10", "p50", "p90", "probability_never"])
        #expect(option["central"]?.keys == ["npsv", "npsv_before_uplift"])
        let band = ["mean", "p10", "p50", "p90", "prudent"]
        #expect(option["cumulative_cash"]?[0]?.keys == ["year"] + band)
        #expect(option["by_year"]?[0]?.keys == ["year", "costs", "benefits", "cash"])
        #expect(option["by_year"]?[0]?["cash"]?.keys == band)
        #expect(option["levers"]?[0]?.keys == ["lever", "members", "probability_wound_up"])
        #expect(option["levers"]?[0]?["members"]?[2]?.keys == ["year"] + band)
        #expect(option["lines"]?[0]?.keys == ["lever", "line", "side", "kind", "pv", "pv_before_uplift"])
        #expect(option["parties"]?[0]?.keys == ["party", "pays", "gains"])
        #expect(
            option["councils"]?[0]?.keys == [
                "code", "name", "longitude", "latitude", "residents", "npv", "cash_npv", "probability_better_off",
                "probability_better_off_cash", "probability_joins", "joining_year", "if_joined",
            ]
        )
        #expect(
            summary["comparisons"]?[0]?.keys
                == [
                    "option", "over", "probability_better", "probability_better_standard_error", "npsv_difference",
                    "dominates",
                ]
        )
        #expect(summary["comparisons"]?[0]?["npsv_difference"]?.keys == ["mean", "standard_error", "p10", "p90"])
        #expect(summary["decision"]?.keys == ["npsv", "cash_npv", "council_cash_npv"])
        #expect(
            summary["decision"]?["npsv"]?.keys
                == ["probability_best", "expected_regret", "evpi"].flatMap { [$0, $0 + "_standard_error"] })
        #expect(summary["baseline"]?[0]?.keys == ["pool", "by_year"])
    }

    @Test("figures are those of the comparison, in whole units")
    func figures() throws {
        let summary = try Self.read(Self.example())
        #expect(summary["folkmoot_summary"] == .number("1"))
        #expect(summary["seed"] == .number("1") && summary["trials"] == .number("3"))
        #expect(summary["options"]?[0]?["name"] == .text("Do nothing"))
        let option = try #require(summary["options"]?[1])
        #expect(option["name"] == .text("Platform, \"shared\""))
        #expect(option["quantiles"]?.count == 101)
        #expect(option["quantiles"]?[100] == .number("3000000.5"))
        let npsv = try #require(option["measures"]?["npsv"])
        // The mean of 1,000,000, 2,000,000 and 3,000,000.5; sd and error by hand.
        #expect(npsv["mean"] == .number("2000000.16667"))
        #expect(npsv["sd"] == .number("1000000.25"))
        #expect(npsv["standard_error"] == .number("577350.413527"))
        #expect(option["probability_best"] == .number("1"))
        #expect(option["by_year"]?[2]?["year"] == .number("2028"))
        #expect(option["lines"]?[0]?["pv"]?["p90"] == .number("110.5"))
        #expect(option["lines"]?[1]?["reference_only"] == .boolean(true))
        #expect(option["parties"]?[0]?["gains"]?["mean"] == .number("20.25"))
        #expect(option["councils"]?[0]?["if_joined"]?["probability_better_off"] == .number("0.625"))
        #expect(summary["comparisons"]?[0]?["over"] == .text("Platform, \"shared\""))
        #expect(summary["comparisons"]?[0]?["npsv_difference"]?["mean"] == .number("-2000000.16667"))
        #expect(summary["decision"]?["npsv"]?["probability_best"] == .list([.number("0"), .number("1")]))
        #expect(summary["evpi"]?["value"] == .number("0"))
        #expect(summary["baseline"]?[0]?["by_year"]?[1]?["mean"] == .number("1010000"))
        #expect(summary["baseline"]?[0]?["by_year"]?[2]?["year"] == .number("2028"))
    }

    @Test("what does not exist is null")
    func nulls() throws {
        let option = try #require(try Self.read(Self.example())["options"]?[1])
        #expect(option["measures"]?["peak_funding"] == .null)
        #expect(option["measures"]?["bcr_net"]?["ratio_of_means"] == .null)
        #expect(option["measures"]?["payback_year"]?["p90"] == .null)
        #expect(option["councils"]?[1]?["if_joined"] == .null)
        #expect(option["councils"]?[1]?["longitude"] == .null)
        #expect(option["councils"]?[1]?["joining_year"]?["p50"] == .null)
        #expect(option["levers"]?[0]?["probability_wound_up"] == .number("0"))
    }

    @Test("an error that is an upper bound is marked, any other is not")
    func upperBounds() throws {
        let bounds = SummaryJSON.text(of: Self.example(isUpperBound: true))
        let read = try #require(PlainJSON(bounds))
        #expect(
            read["options"]?[1]?["measures"]?["npsv"]?["standard_error_is_upper_bound"] == .boolean(true)
                && read["comparisons"]?[0]?["npsv_difference"]?["standard_error_is_upper_bound"] == .boolean(true)
                && read["evpi"]?["standard_error_is_upper_bound"] == .boolean(true)
        )
        #expect(!SummaryJSON.text(of: Self.example()).contains("upper_bound"))
    }

    @Test("every council of the country in seven options stays within the three megabytes of a study")
    func size() {
        var options = (0..<7).map { SampleOption("Option \($0)", npsv: [Double($0) * 1e6 / 3, 1e6 / 7]) }
        for index in options.indices {
            options[index].councils = (0..<382).map { council in
                let npv = Double(council * (index + 1)) * 1e4 / 7
                let code = "E0600\(1000 + council)"
                return ComparisonExample.council(code, "Council of \(council)", npv: npv, cash: npv / 3)
            }
        }
        let text = SummaryJSON.text(of: ComparisonExample.comparison(options))
        #expect(text.utf8.count < 3_000_000)
        #expect(PlainJSON(text) != nil)
    }
}
