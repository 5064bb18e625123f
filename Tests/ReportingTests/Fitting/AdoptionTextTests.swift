import CouncilModel
import Stochastics
import Testing

@testable import Reporting

@Suite("What is said of a fit")
struct AdoptionTextTests {
    private func report(
        _ counts: [Int], councils: Int = 200, ceilings: ClosedRange<Double>? = nil, name: String? = nil,
        path: String = "some/Joint buying.csv", origin: String = ""
    ) throws -> AdoptionReport {
        let rows = counts.enumerated().map {
            AdoptionHistory.Row(moment: .init(text: "\(2000 + $0)", year: Double(2000 + $0)), count: $1)
        }
        let history = AdoptionHistory(layout: .counts, rows: rows, written: rows.count, councils: councils)
        return AdoptionReport(
            try #require(history.record), of: history, path: path, name: name, origin: origin, ceilings: ceilings,
            seed: 1)
    }

    /// 200·0.6·(1 − e^(−0.3t)), rounded: it has all but stopped.
    private static let saturated = [0, 31, 54, 71, 84, 93, 100, 105, 109, 112, 114, 116, 117, 118, 118]
    private static let rising = [2, 4, 7, 11, 17, 26]

    @Test("A curve that has stopped identifies its ceiling, and the ceiling's distribution comes from the record")
    func identified() throws {
        let report = try report(Self.saturated)
        #expect(report.subject == "15 dated counts, 118 of 200 councils, 2000 to 2014")
        let verdict = AdoptionText.verdict(report)
        #expect(
            verdict
                == "The ceiling is identified: 59.8% of councils fits best, and no ceiling below 59% or above 67.5% fits "
                + "as well (deviance within 4.8 of the best).")
        #expect(report.fit.fittingCeilings.contains(0.6))
        #expect(AdoptionText.remarks(report).contains("No imitation at all fits as well."))
        let json = FittedAssumptions.json(of: report).jsonText
        let plain = try #require(PlainJSON(json))
        let ceiling = try #require(plain["assumptions"]?["joint_buying_ceiling"])
        #expect(ceiling["grade"] == .text("C"))
        #expect(ceiling["distribution"]?.keys == ["quantiles"])
        #expect(
            ceiling["distribution"]?["quantiles"]?.keys == [
                "0", "0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95", "1",
            ])
        #expect(
            ceiling["source"]
                == .text("folkmoot fit of Joint buying.csv (15 dated counts, 118 of 200 councils, 2000 to 2014)"))
    }

    @Test("A curve still rising does not, and says that its ceiling is for the reader to judge")
    func unidentified() throws {
        let report = try report(Self.rising, origin: "Our count")
        let verdict = AdoptionText.verdict(report)
        #expect(
            verdict.hasPrefix(
                "The ceiling cannot be identified: every ceiling from 13% to 100% of councils fits as well as the best "
                    + "(deviance within 18.5 of it). Judge the ceiling yourself"))
        #expect(
            AdoptionText.remarks(report).first
                == "The 2 councils that had joined by 2000 are founders: given, and explained by nothing.")
        let plain = try #require(PlainJSON(FittedAssumptions.json(of: report).jsonText))
        let ceiling = try #require(plain["assumptions"]?["joint_buying_ceiling"])
        #expect(ceiling["grade"] == .text("E"))
        #expect(ceiling["basis"] == .text("judgement"))
        #expect(ceiling["distribution"]?["uniform"] == .list([.number("0.13"), .number("1")]))
        #expect(
            ceiling["source"]
                == .text(
                    "assumption: Our count; folkmoot fit of Joint buying.csv (6 dated counts, 26 of 200 councils, 2000 to "
                        + "2005) does not identify the ceiling; 13% to 100% taken as equally likely"))
        #expect(plain["correlations"]?[0]?["between"]?[0] == .text("joint_buying_innovation"))
    }

    @Test("Three intervals leave nothing to tell ceilings apart by")
    func tooFew() throws {
        let report = try report([1, 3, 6, 12])
        #expect(
            AdoptionText.verdict(report)
                == "The ceiling cannot be identified: 3 intervals between counts leave nothing to tell ceilings apart by. "
                + "What follows is for all from 6% to 100%.")
        #expect(
            AdoptionText.remarks(report).contains(
                "There are too few counts to see how much joining varies: ranges assume chance alone."))
        #expect(
            AdoptionText.remarks(report).first
                == "The one council that had joined by 2000 is a founder: given, and explained by nothing.")
    }

    @Test("Ceilings that were judged are taken, and one ceiling is a number")
    func judged() throws {
        let narrow = try report(Self.rising, ceilings: 0.3...0.3, name: "x")
        let plain = try #require(PlainJSON(FittedAssumptions.json(of: narrow).jsonText))
        #expect(plain["assumptions"]?["x_ceiling"]?["distribution"] == .number("0.3"))
        #expect(plain["correlations"].map { $0[1] } == .some(nil), "innovation and imitation alone go together")
    }

    @Test("No line of the table or of the words is longer than the terminal is wide")
    func width() throws {
        let text = AdoptionText.text(of: try report(Self.rising), width: 60)
        let words = text.prefix(upTo: try #require(text.range(of: "{\n")).lowerBound)
        #expect(words.split(separator: "\n").allSatisfy { $0.count <= 60 })
    }

    @Test(
        "Names are what assumptions can be called",
        arguments: [
            ("a.csv", "a"), ("x/LocalGov-Drupal 2.csv", "localgov_drupal_2"), ("2022.csv", "fitted_2022"),
            ("é.txt", "fitted___txt"),
        ])
    func names(path: String, name: String) throws {
        #expect(try report(Self.rising, path: path).name == name)
        #expect(AdoptionReport.isName(name))
        #expect(!AdoptionReport.isName("A") && !AdoptionReport.isName("") && !AdoptionReport.isName("a-b"))
    }
}
