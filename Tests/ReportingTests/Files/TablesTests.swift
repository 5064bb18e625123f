import Analysis
import CouncilModel
import Testing

@testable import Reporting

@Suite("Files of comma-separated values")
struct TablesTests {
    private static func comparison(currency: String = "GBP") -> Comparison {
        var platform = SampleOption("=Platform", npsv: [100, 200, 300])
        platform.councils = [
            ComparisonExample.council("E1", "Bristol, City of", npv: 10.5, cash: 5),
            ComparisonExample.council("E2", "Hackney", npv: -10, cash: -15, joins: false),
        ]
        return ComparisonExample.comparison([platform], currency: currency)
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test("options.csv has a row for each measure, those of money in the currency")
    func options() {
        let lines = Self.lines(OptionsCSV.text(of: Self.comparison()))
        #expect(
            lines[0] == "option,measure,unit,mean,standard_error,sd,p5,p10,p25,p50,p75,p80,p90,p95,shortfall_10"
        )
        #expect(
            lines.contains("'=Platform,npsv,GBP,200,57.7350269190,100,110,120,150,200,250,260,280,290,100") == false)
        #expect(lines.contains("'=Platform,npsv,GBP,200,57.735026919,100,110,120,150,200,250,260,280,290,100"))
        #expect(
            lines.contains("'=Platform,share_worse_off,share,0.25,0,0,0.25,0.25,0.25,0.25,0.25,0.25,0.25,0.25,0.25"))
        #expect(lines.contains("'=Platform,bcr,ratio of means,1.002,0.02,,,0.5,,1,,,1.5,,"))
        #expect(lines.contains("'=Platform,bcr_net,ratio of means,,,,,,,,,,,,"))
        #expect(lines.contains("'=Platform,bcr_net_share_without,share,1,,,,,,,,,,,"))
        #expect(lines.contains("'=Platform,payback_year,year,,,,,2027,,2028,,,,,"))
        #expect(lines.contains("'=Platform,probability_never_pays_back,share,0.125,,,,,,,,,,,"))
        #expect(lines.contains("'=Platform,probability_best,share,1,0,,,,,,,,,,"))
        #expect(lines.contains("Do nothing,expected_regret,GBP,200,57.735026919,,,,,,,,,,"))
        let widths = Set(lines.dropLast().map { $0.split(separator: ",", omittingEmptySubsequences: false).count })
        #expect(widths == [15] && lines.last == "")
    }

    @Test("years.csv has real money and members without a basis")
    func years() {
        let lines = Self.lines(YearsCSV.text(of: Self.comparison()))
        #expect(lines[0] == "option,year,basis,measure,mean,p10,p50,p90,prudent")
        #expect(lines.contains("'=Platform,2027,real,cash,66.6666666667,100,200,300,7"))
        #expect(lines.contains("'=Platform,2028,,members.platform,66.6666666667,100,200,300,7"))
        // Do nothing: 4 measures of 3 years; the platform: the same and members; header and the end.
        #expect(lines.count == 12 + 15 + 2)
    }

    @Test("lines.csv and parties.csv name the currency in their columns")
    func linesAndParties() {
        let lines = LinesCSV.text(of: Self.comparison(currency: "EUR"))
        #expect(
            lines == """
                option,lever,line,side,kind,before_uplift_eur,mean_eur,p10_eur,p90_eur
                '=Platform,platform,"Build, test",cost,capital,80,100,90,110.5
                '=Platform,old,'=Licences,benefit,non_cashable,-5,-5,-6,-4

                """
        )
        #expect(
            PartiesCSV.text(of: Self.comparison()) == "option,party,pays_gbp,gains_gbp\n'=Platform,council,10,20.25\n"
        )
    }

    @Test("councils.csv has empty cells where a council never joins")
    func councils() {
        #expect(
            CouncilsCSV.text(of: Self.comparison()) == """
                option,code,name,npv_mean_gbp,npv_p10_gbp,npv_p50_gbp,npv_p90_gbp,cash_npv_mean_gbp,\
                probability_better_off,probability_better_off_cash,probability_joins,joining_year_p50,\
                npv_if_joined_mean_gbp,cash_npv_if_joined_mean_gbp,probability_better_off_if_joined
                '=Platform,E1,"Bristol, City of",10.5,9.5,10.5,11.5,5,0.75,0.5,0.875,2028,10.5,5,0.625
                '=Platform,E2,Hackney,-10,-11,-10,-9,-15,0.75,0.5,0,,,,

                """
        )
    }

    @Test("trials.csv has a row a trial: assumptions, then each measure of each option")
    func trials() throws {
        var nothing = OptionResult(name: "Do nothing", levers: [])
        nothing.measures = [.npsv: [0, 0], .paybackYear: [2026, 2026]]
        var platform = OptionResult(name: "Hub, shared", levers: [])
        platform.measures = [.bcr: [.nan, 1.5], .npsv: [1.25, -2], .paybackYear: [.nan, 2030]]
        let result = RunResult(
            trials: 2, options: [nothing, platform], central: [], baseline: [],
            assumptions: [
                AssumptionSample(name: "delay", values: [0, 1]),
                AssumptionSample(name: "share", values: [0.1, 1.0 / 3]),
            ]
        )
        var pieces: [String] = []
        let table = TrialsCSV(
            result.shape, measures: [.npsv, .bcr, .paybackYear],
            write: { pieces.append(String(decoding: $0, as: UTF8.self)) })
        try result.fill(table, in: TrialPass())
        #expect(
            pieces == [
                "trial,delay,share,Do nothing.npsv,Do nothing.bcr,Do nothing.payback_year,\"Hub, shared.npsv\","
                    + "\"Hub, shared.bcr\",\"Hub, shared.payback_year\"\n",
                "0,0,0.1,0,,2026,1.25,,\n1,1,0.333333333333,0,,2026,-2,1.5,2030\n",
            ]
        )
    }

    @Test("each file of a folder has one exporter, in order of name")
    func exporters() {
        let exporters = Exporter.all()
        #expect(
            exporters.map(\.file) == [
                "councils.csv", "groups.csv", "lines.csv", "options.csv", "parties.csv", "report.html", "summary.json",
                "summary.md",
                "years.csv",
            ]
        )
        for exporter in exporters {
            let bytes = exporter.bytes(Self.comparison())
            #expect(bytes.last == UInt8(ascii: "\n"))
            // "Financial" holds these three letters too.
            let text = String(decoding: bytes, as: UTF8.self).replacing("inan", with: "")
            #expect(!text.lowercased().contains("nan"), "\(exporter.file)")
        }
    }
}
