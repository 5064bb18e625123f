import Testing

@testable import Appraisal

@Suite("Deflator")
struct DeflatorTests {
    private let gdp = Deflator.gdp

    @Test(
        "published years have the Treasury's figures",
        arguments: [
            (1990, 42.7537), (2012, 71.9294), (2017, 77.6367), (2019, 81.1085), (2020, 85.2137), (2021, 85.6358),
            (2022, 90.5005), (2023, 96.2507), (2024, 100),
        ]
    )
    func published(year: Int, expected: Double) {
        #expect(gdp.index(ofYear: year) == expected)
    }

    @Test("the table is whole: 35 years whose sum was taken from the published file")
    func whole() {
        #expect(gdp.publishedYears == 1990...2024)
        let sum = gdp.publishedYears.compactMap(gdp.index(ofYear:)).reduce(0, +)
        #expect(abs(sum - 2315.1880) < 1e-9)
    }

    @Test("beyond the last year the index grows at 2% a year")
    func extended() throws {
        #expect(gdp.index(ofYear: 2025) == 102)
        #expect(abs(try #require(gdp.index(ofYear: 2027)) - 106.1208) < 1e-12)
        #expect(abs(try #require(gdp.factor(from: 2019, to: 2026)) - 104.04 / 81.1085) < 1e-12)
    }

    @Test("before the first year there is no index, and so no factor")
    func before() {
        #expect(gdp.index(ofYear: 1989) == nil)
        #expect(gdp.factor(from: 1989, to: 2020) == nil)
        #expect(gdp.factor(from: 2020, to: 1989) == nil)
    }

    @Test("a factor carries amounts there and back, and through years between")
    func thereAndBack() throws {
        let direct = try #require(gdp.factor(from: 2005, to: 2030))
        let back = try #require(gdp.factor(from: 2030, to: 2005))
        let first = try #require(gdp.factor(from: 2005, to: 2017))
        let second = try #require(gdp.factor(from: 2017, to: 2030))
        #expect(abs(direct * back - 1) < 1e-12)
        #expect(abs(first * second - direct) < 1e-12)
        #expect(gdp.factor(from: 2026, to: 2026) == 1)
    }

    @Test("years that were extended are named, in order, whichever way the factor goes")
    func extendedYears() {
        #expect(gdp.extendedYears(from: 2019, to: 2026) == [2025, 2026])
        #expect(gdp.extendedYears(from: 2026, to: 2019) == [2025, 2026])
        #expect(gdp.extendedYears(from: 2026, to: 2028) == [2026, 2027, 2028])
        #expect(gdp.extendedYears(from: 2019, to: 2024).isEmpty)
        #expect(gdp.extendedYears(from: 2030, to: 2030).isEmpty)
    }
}
