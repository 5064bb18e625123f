import Analysis
import CouncilModel
import Testing

@testable import Reporting

@Suite("Files of the cash view")
struct CashViewFilesTests {
    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    @Test("years.csv has the rows of the budget with basis nominal, and only with a cash view")
    func years() {
        let lines = Self.lines(YearsCSV.text(of: CashViewExample.comparison()))
        // One-off revenue is the first row of a budget, net the tenth.
        #expect(lines.contains("Platform,2026,nominal,one_off_revenue,1001,995,1000,1005,1007"))
        #expect(lines.contains("Platform,2028,nominal,net,10201,10195,10200,10205,10207"))
        #expect(lines.filter { $0.contains(",nominal,") }.count == 30)
        #expect(lines.filter { $0.contains(",real,") }.count == 24)
        let without = YearsCSV.text(of: ComparisonExample.comparison([SampleOption("Platform", npsv: [1])]))
        #expect(!without.contains("nominal"))
    }

    @Test("summary.json has every row by year and over all years, and only with a cash view")
    func json() throws {
        let summary = try #require(PlainJSON(SummaryJSON.text(of: CashViewExample.comparison())))
        let option = try #require(summary["options"]?[1])
        let place = try #require(option.keys.firstIndex(of: "cash_view"))
        #expect(option.keys[place - 1] == "cumulative_cash" && option.keys[place + 2] == "by_year")
        let rows = [
            "one_off_revenue", "recurring_revenue", "cashable", "capital", "transfers", "provision", "interest",
            "base_budget", "base_budget_change", "net",
        ]
        #expect(option["cash_view"]?.count == 3)
        #expect(option["cash_view"]?[1]?.keys == ["year"] + rows)
        #expect(option["cash_view"]?[1]?["year"] == .number("2027"))
        let capital = option["cash_view"]?[1]?["capital"]
        #expect(capital?.keys == ["mean", "p10", "p50", "p90", "prudent"])
        #expect(capital?["p50"] == .number("4100") && capital?["prudent"] == .number("4107"))
        #expect(option["cash_view_total"]?.keys == rows + ["contingency", "charges_beyond"])
        #expect(option["cash_view_total"]?["net"]?["prudent"] == .number("100070"))
        #expect(option["cash_view_total"]?["contingency"] == .number("123456"))
        #expect(option["cash_view_total"]?["charges_beyond"]?["mean"] == .number("65432"))
        #expect(summary["options"]?[0]?["cash_view"] == nil && summary["options"]?[0]?["cash_view_total"] == nil)
    }

    @Test("budget.csv is a header and the records of one council after another, rows of nothing left out")
    func budget() {
        let figures = [PlanFigure(p50: 1, prudent: 2.5), PlanFigure(p50: -3, prudent: 0)]
        let nothing = [PlanFigure(p50: 0, prudent: 0), PlanFigure(p50: 0, prudent: 0)]
        var budget = CouncilBudget(
            code: "E1", baseYear: 2026,
            rows: [
                .init(row: .capital, byYear: figures), .init(row: .interest, byYear: nothing),
                .init(row: .net, byYear: [nothing[0], PlanFigure(p50: 0, prudent: 4)]),
            ],
            peakFunding: PlanFigure(p50: 5, prudent: 6), paybackYearP50: 2027, chargesBeyond: nil
        )
        let file = BudgetCSV(currency: "EUR")
        #expect(file.header == "option,code,year,measure,p50_eur,prudent_eur\n")
        #expect(
            String(decoding: file.rows(of: budget, option: "Hub, shared"), as: UTF8.self) == """
                "Hub, shared",E1,2026,capital,1,2.5
                "Hub, shared",E1,2027,capital,-3,0
                "Hub, shared",E1,2026,net,0,0
                "Hub, shared",E1,2027,net,0,4
                "Hub, shared",E1,,peak_funding,5,6
                "Hub, shared",E1,2027,payback_year,,

                """
        )
        budget.rows = []
        budget.paybackYearP50 = nil
        budget.chargesBeyond = PlanFigure(p50: 7, prudent: 8)
        #expect(
            String(decoding: file.rows(of: budget, option: "A"), as: UTF8.self)
                == "A,E1,,peak_funding,5,6\nA,E1,,charges_beyond,7,8\nA,E1,,payback_year,,\n"
        )
    }

    @Test("groups.csv has a row for each group, empty where there is no figure")
    func groups() {
        var comparison = ComparisonExample.comparison([SampleOption("Platform", npsv: [1])])
        comparison.options[1].groups = [
            GroupAppraisal(
                grouping: .region, group: "Yorkshire, and The Humber", councils: 2, residents: 300, pays: 10, gains: 40,
                npvPerResident: 0.1, shareWorseOff: 0.25
            ),
            GroupAppraisal(
                grouping: .deprivationFifth, group: "1", councils: 1, residents: 0, pays: 1, gains: 2,
                npvPerResident: nil, shareWorseOff: nil
            ),
        ]
        #expect(
            GroupsCSV.text(of: comparison) == """
                option,group_by,group,councils,residents,pays_gbp,gains_gbp,npv_per_resident_gbp,share_worse_off
                Platform,region,"Yorkshire, and The Humber",2,300,10,40,0.1,0.25
                Platform,deprivation_fifth,1,1,0,1,2,,

                """
        )
    }

    @Test("the councils' cash at a rate of their own is in options.csv and summary.json where there is one")
    func ownRate() throws {
        var comparison = ComparisonExample.comparison([SampleOption("Platform", npsv: [100, 200, 300])])
        #expect(!OptionsCSV.text(of: comparison).contains("own_rate"))
        #expect(!SummaryJSON.text(of: comparison).contains("own_rate"))
        comparison.options[1].measures[.councilCashNPVOwnRate] = ComparisonExample.spread([10, 20, 30])
        let lines = Self.lines(OptionsCSV.text(of: comparison))
        #expect(
            lines.contains(
                "Platform,council_cash_npv_own_rate,GBP,20,5.7735026919,10,11,12,15,20,25,26,28,29,10"))
        let summary = try #require(PlainJSON(SummaryJSON.text(of: comparison)))
        let measures = try #require(summary["options"]?[1]?["measures"])
        let place = try #require(measures.keys.firstIndex(of: "council_cash_npv_own_rate"))
        #expect(measures.keys[place - 1] == "council_cash_npv" && measures.keys[place + 1] == "peak_funding")
        #expect(measures["council_cash_npv_own_rate"]?["mean"] == .number("20"))
        #expect(summary["options"]?[0]?["measures"]?["council_cash_npv_own_rate"] == nil)
        // The central case likewise.
        var central = CentralResult(option: "Platform")
        func text() -> String { CentralJSON.text(of: [central], codes: [], baseYear: 2026, years: 1) }
        #expect(text().contains("council_cash_npv") && !text().contains("own_rate"))
        central.measures[.councilCashNPVOwnRate] = 9
        #expect(text().contains("own_rate"))
    }

    @Test("a transfer is a line of its own side and kind, and a lever says how often it is wound up")
    func transfersAndWindingUp() throws {
        var comparison = ComparisonExample.comparison([SampleOption("Platform", npsv: [1])])
        comparison.options[1].lines.append(
            LineAppraisal(
                lever: "platform", line: "Grant", side: .transfer, kind: .transfer, isReferenceOnly: false, mean: 50,
                p10: 40, p90: 60, meanBeforeUplift: 45
            )
        )
        comparison.options[1].leverMembers[0].probabilityWoundUp = 0.125
        #expect(LinesCSV.text(of: comparison).hasSuffix("Platform,platform,Grant,transfer,transfer,45,50,40,60\n"))
        let option = try #require(PlainJSON(SummaryJSON.text(of: comparison))?["options"]?[1])
        #expect(option["lines"]?[2]?["side"] == .text("transfer") && option["lines"]?[2]?["kind"] == .text("transfer"))
        #expect(option["levers"]?[0]?["probability_wound_up"] == .number("0.125"))
    }
}
