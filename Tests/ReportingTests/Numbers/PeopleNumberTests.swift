import Analysis
import Testing

@testable import Reporting

@Suite("Numbers for people")
struct PeopleNumberTests {
    let pounds = Money(currency: "GBP")

    @Test(
        "money has two significant digits, a unit word and a proper minus",
        arguments: [
            (1_234_567, "£1.2m"), (340_000, "£340k"), (-1_249_999, "−£1.2m"), (0, "£0"), (-0.0, "£0"), (0.4, "£0"),
            (-0.4, "£0"), (12.6, "£13"), (999, "£1.0k"), (994, "£990"), (995_000, "£1.0m"), (3_449, "£3.4k"),
            (12_345_678, "£12m"), (1_234_567_890, "£1.2bn"), (-4.56e12, "−£4,600bn"), (.nan, "–"), (.infinity, "–"),
        ] as [(Double, String)]
    )
    func money(value: Double, expected: String) {
        #expect(pounds.text(value) == expected)
    }

    @Test(
        "a currency stands before the figure, by symbol where it has one",
        arguments: [("GBP", "−£1.2m"), ("EUR", "−€1.2m"), ("USD", "−$1.2m"), ("CHF", "−CHF 1.2m")]
    )
    func currency(code: String, expected: String) {
        #expect(Money(currency: code).text(-1.2e6) == expected)
    }

    @Test(
        "an estimate is no more precise than its error, which has one digit",
        arguments: [
            (12_345_678, 43_210, "£12.35m ± £40k", "£12.3m"), (12_345_678, 432_100, "£12.3m ± £400k", "£12.3m"),
            (12_345_678, 4_321_000, "£12m ± £4m", "£12m"), (12_345_678, 120, "£12.35m ± £100", "£12.3m"),
            (12_345_678, 0, "£12.3m", "£12.3m"), (20_000, 400_000, "£0 ± £400k", "£0"),
            (-340_000, 96_000, "−£300k ± £100k", "−£300k"), (1_000_000, 0.2, "£1.000m ± less than £1", "£1.00m"),
            (0, 0, "£0", "£0"), (5_000, .nan, "£5.00k", "£5.00k"),
        ] as [(Double, Double, String, String)]
    )
    func estimates(value: Double, error: Double, withError: String, without: String) {
        let estimate = Estimate(value: value, standardError: error, isUpperBound: false)
        #expect(pounds.textWithError(estimate) == withError)
        #expect(pounds.text(estimate) == without)
    }

    @Test(
        "an upper bound of an error says so, and is never rounded down",
        arguments: [
            (43_210.0, "£12.35m ± at most £50k"), (40_000, "£12.35m ± at most £40k"), (960_000, "£12m ± at most £1m"),
            (40_000.5, "£12.35m ± at most £50k"), (0.2, "£12.35m ± at most £1"), (7, "£12.35m ± at most £7"),
        ])
    func upperBound(error: Double, text: String) {
        let estimate = Estimate(value: 12_345_678, standardError: error, isUpperBound: true)
        #expect(pounds.textWithError(estimate) == text)
    }

    @Test("a range has a word between its ends")
    func range() {
        #expect(pounds.range(-1_200_000, 340_000) == "−£1.2m to £340k")
    }

    @Test(
        "a percentage is 0% or 100% only when it is exactly so",
        arguments: [
            (0, "0%"), (1, "100%"), (1e-12, "<1%"), (0.0099, "<1%"), (0.01, "1%"), (0.014, "1%"), (0.5, "50%"),
            (0.785, "79%"), (0.985, "99%"), (0.99, "99%"), (0.9901, ">99%"), (1.0.nextDown, ">99%"), (.nan, "–"),
        ] as [(Double, String)]
    )
    func percentage(share: Double, expected: String) {
        #expect(PlainNumber.percentage(share) == expected)
    }

    @Test(
        "a percentage with an error of ten points is in tens",
        arguments: [
            (0.64, 0.12, "60%"), (0.64, 0.04, "64%"), (0.97, 0.1, ">90%"), (0.03, 0.1, "<10%"), (0, 0.1, "0%"),
            (0.64, 0.5, "60%"),
        ] as [(Double, Double, String)]
    )
    func percentageWithError(share: Double, error: Double, expected: String) {
        let estimate = Estimate(value: share, standardError: error, isUpperBound: false)
        #expect(PlainNumber.percentage(estimate) == expected)
    }

    @Test(
        "a ratio has three digits, two decimals, or what its error warrants",
        arguments: [
            (1.2345, 0.01, "1.23"), (1.2345, 0, "1.23"), (1.2345, 0.12, "1.2"), (12.345, 0.01, "12.3"),
            (-0.456, 0.004, "−0.46"), (123.4, 0.01, "123"), (1.2, 3, "1"), (0, 0, "0.00"),
        ] as [(Double, Double, String)]
    )
    func ratio(value: Double, error: Double, expected: String) {
        #expect(PlainNumber.ratio(Estimate(value: value, standardError: error, isUpperBound: false)) == expected)
    }

    @Test("a correlation has a sign, and one decimal where its error is a tenth")
    func correlation() {
        #expect(PlainNumber.correlation(0.618, standardError: 0.01) == "+0.62")
        #expect(PlainNumber.correlation(-0.618, standardError: 0.03) == "−0.62")
        #expect(PlainNumber.correlation(-0.618, standardError: 0.12) == "−0.6")
        #expect(PlainNumber.correlation(0.001, standardError: 0.01) == "0.00")
    }

    @Test("years are financial years and counts have commas")
    func yearsAndCounts() {
        #expect(PlainNumber.financialYear(2026) == "2026/27")
        #expect(PlainNumber.financialYear(2099) == "2099/00")
        #expect(PlainNumber.financialYear(2008) == "2008/09")
        #expect(PlainNumber.count(10_240) == "10,240")
        #expect(PlainNumber.count(382) == "382")
        #expect(PlainNumber.count(1_000_000) == "1,000,000")
    }
}
