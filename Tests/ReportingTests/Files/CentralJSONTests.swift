import CouncilModel
import Testing

@testable import Reporting

@Suite("central.json")
struct CentralJSONTests {
    private static func flow(
        _ line: String, council: Int?, _ byYear: [Double], before: [Double]? = nil, side: Line.Side = .cost
    ) -> CentralFlow {
        CentralFlow(
            lever: "hub", line: line, side: side, kind: side == .cost ? .revenue : .cashable, council: council,
            byYear: YearlyAmounts(byYear), byYearBeforeUplift: YearlyAmounts(before ?? byYear)
        )
    }

    @Test(
        "flows are by line and council, joining years are calendar years, and uplift stands beside where there is any")
    func layout() throws {
        var hub = CentralResult(option: "Hub")
        hub.measures = [.npsv: 12.5]
        hub.npsvBeforeUplift = 20
        hub.flows = [
            Self.flow("Licences", council: 1, [0, 3], side: .benefit),
            Self.flow("Build", council: nil, [5, 0], before: [4, 0]),
            Self.flow("Licences", council: 0, [1, 2.5], side: .benefit),
            Self.flow("Licences", council: 2, [0, 0], side: .benefit),
        ]
        hub.joining = [
            CentralJoining(lever: "hub", council: 1, year: 1), CentralJoining(lever: "hub", council: 0, year: -1),
        ]
        let text = CentralJSON.text(
            of: [CentralResult(option: "Do nothing"), hub], codes: ["E1", "E2", "E3"], baseYear: 2026, years: 2
        )
        let read = try #require(PlainJSON(text))
        #expect(read.keys == ["folkmoot_central", "base_year", "years", "options"])
        #expect(read["options"]?[0]?["levers"] == .list([]))
        let option = try #require(read["options"]?[1])
        #expect(option["measures"]?["npsv"] == .number("12.5") && option["measures"]?["bcr"] == .null)
        #expect(option["npsv_before_uplift"] == .number("20"))
        let lever = try #require(option["levers"]?[0])
        #expect(lever["joining"] == .object(["E1", "E2"], [.number("2025"), .number("2027")]))
        let licences = try #require(lever["lines"]?[0])
        #expect(licences.keys == ["line", "side", "kind", "by_council"])
        #expect(licences["by_council"]?.keys == ["E1", "E2"])
        #expect(licences["by_council"]?["E1"] == .list([.number("1"), .number("2.5")]))
        let build = try #require(lever["lines"]?[1])
        #expect(build.keys == ["line", "side", "kind", "by_year", "by_year_before_uplift"])
        #expect(build["by_year_before_uplift"] == .list([.number("4"), .number("0")]))
    }

    @Test("a council line with uplift has its other flows by council too")
    func uplift() throws {
        var hub = CentralResult(option: "Hub")
        hub.flows = [
            Self.flow("Onboarding", council: 0, [2], before: [1]),
            Self.flow("Onboarding", council: 1, [4], before: [2]),
        ]
        let text = CentralJSON.text(of: [hub], codes: ["E1", "E2"], baseYear: 2026, years: 1)
        let line = try #require(PlainJSON(text)?["options"]?[0]?["levers"]?[0]?["lines"]?[0])
        #expect(line["by_council"]?["E2"] == .list([.number("4")]))
        #expect(line["by_council_before_uplift"]?["E2"] == .list([.number("2")]))
    }
}
