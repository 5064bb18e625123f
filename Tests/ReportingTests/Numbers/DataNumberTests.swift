import Foundation
import Testing

@testable import Reporting

@Suite("Numbers of data files")
struct DataNumberTests {
    @Test(
        "a number has 12 significant digits in the shortest form",
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (0.1, "0.1"), (0.1 + 0.2, "0.3"), (1.0 / 3, "0.333333333333"),
            (-2.0 / 3, "-0.666666666667"), (1234567.891, "1234567.891"), (123456789012.5, "123456789013"),
            (999999999999.5, "1000000000000"), (1e11 + 0.25, "100000000000"), (0.00001, "0.00001"),
            (0.0000123456789012345, "0.0000123456789012"), (0.000009, "9e-6"), (-1.5e-7, "-1.5e-7"),
            (1e15, "1000000000000000"), (123456789012345, "123456789012000"), (9.9999999999999e14, "1000000000000000"),
            (1e16, "1e16"), (-1.25e20, "-1.25e20"), (.greatestFiniteMagnitude, "1.79769313486e308"),
            (.leastNonzeroMagnitude, "5e-324"), (100, "100"), (1200000, "1200000"), (0.9999999999996, "1"),
        ] as [(Double, String)]
    )
    func shortestForm(value: Double, expected: String) {
        #expect(DataNumber.text(value) == expected)
    }

    @Test("what is not finite is never written", arguments: [Double.nan, .infinity, -.infinity, .signalingNaN])
    func notFinite(value: Double) {
        #expect(DataNumber.text(value) == nil)
    }

    @Test("numbers of every size are those of printf's %.12g")
    func agreesWithPrintf() throws {
        var uniforms = LondonExample.Uniforms()
        for _ in 0..<20_000 {
            let value = (uniforms.next() - 0.5) * pow(10, (uniforms.next() - 0.5) * 60)
            let text = try #require(DataNumber.text(value))
            #expect(Double(text) == Double(String(format: "%.12g", value)))
            let mantissa = text.split(separator: "e")[0]
            #expect(mantissa.last != "0" || !mantissa.contains("."))
            #expect(text.contains("e") == !(1e-5..<1e16).contains(value.magnitude))
        }
    }

    @Test("numbers of usual size have the digits of their shortest decimal, also where halves are rounded")
    func agreesWithShortestDecimal() {
        var uniforms = LondonExample.Uniforms()
        for _ in 0..<50_000 {
            let size = pow(10, uniforms.next() * 18 - 5.5)
            let (any, digits) = (uniforms.next() * size, Double(Int(uniforms.next() * 1e5)) / 1e5 * size)
            let half = (Double(Int(uniforms.next() * 1e12)) + 0.5) * pow(10, Double(Int(uniforms.next() * 16)) - 16)
            for value in [any, digits, half, half.nextUp, -half.nextDown, size.nextDown] {
                #expect(DataNumber.text(value) == DataNumber.shortened(value))
            }
        }
        for exponent in -5...12 {
            let power = pow(10, Double(exponent))
            for value in [power.nextDown, power * (1 - 4e-13), power * (1 - 6e-13), power.nextUp] {
                #expect(DataNumber.text(value) == DataNumber.shortened(value))
            }
        }
    }
}
