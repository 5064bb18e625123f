import Testing

@testable import Reporting

@Suite("Numbers of explanations")
struct ExplanationNumberTests {
    @Test(
        "Amounts are in whole units with commas, halves away from 0, and nothing is no minus",
        arguments: [
            (0.0, "£0"), (-0.4, "£0"), (0.5, "£1"), (-1234.5, "−£1,235"), (999_999.6, "£1,000,000"), (.nan, "–"),
        ])
    func whole(value: Double, text: String) {
        #expect(Money(currency: "GBP").whole(value) == text)
    }

    @Test(
        "Other numbers have at most six significant digits",
        arguments: [
            (0.0, "0"), (0.24, "0.24"), (1.0 / 3, "0.333333"), (-50610.7149, "−50,610.7"), (158_239, "158,239"),
            (12_345_678, "12,345,700"), (1e-9, "0.000000001"), (.infinity, "–"),
        ])
    func sixDigits(value: Double, text: String) {
        #expect(PlainNumber.sixDigits(value) == text)
    }
}
