import Testing

@testable import Reporting

@Suite("Numbers of a fit")
struct FittedNumberTests {
    @Test(
        "Rates have three significant digits, and are 0 below a ten-thousandth",
        arguments: [
            (0.0312499, "0.0312"), (0.03125, "0.0313"), (9.996, "10"), (123.4, "123"), (1234.5, "1230"), (0.5, "0.5"),
            (0.00012345, "0.000123"), (0.00009, "0"), (0, "0"), (99.95, "100"),
        ])
    func rates(value: Double, text: String) {
        #expect(FittedNumber.text(value) == text)
    }

    @Test(
        "Shares have three decimals, and percentages one",
        arguments: [
            (0.08360128, "8.4%"), (1, "100%"), (0.5, "50%"), (0.9996, "100%"), (0.0004, "0%"), (0.2905, "29.1%"),
        ])
    func shares(value: Double, text: String) {
        #expect(FittedNumber.percentage(value) == text)
    }
}
