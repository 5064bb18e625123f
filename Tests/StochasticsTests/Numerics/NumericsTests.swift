import CGSL
import Glibc
import Testing

@testable import Stochastics

@Suite struct NumericsTests {
    @Test("Rounding to 40 bits is rounding of the significand as a whole number, halves to even")
    func fortyBits() {
        var state: UInt64 = 5
        for _ in 0..<200_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let x = Double(bitPattern: state)
            guard x.isNormal else { continue }
            // 2³⁹ ≤ |whole| < 2⁴⁰ before rounding, by another way: the standard library's rounding to whole numbers.
            let whole = Double(sign: x.sign, exponent: 39, significand: x.significand)
            let expected = Double(
                sign: .plus, exponent: x.exponent - 39, significand: whole.rounded(.toNearestOrEven))
            #expect(x.roundedTo40Bits == expected)
        }
        let unit = 0x1p-39
        #expect((1 + unit / 2).roundedTo40Bits == 1)
        #expect((1 + 3 * unit / 2).roundedTo40Bits == 1 + 2 * unit)
        #expect((1 + unit / 2).nextUp.roundedTo40Bits == 1 + unit)
        #expect((2.0).nextDown.roundedTo40Bits == 2)
        #expect((-0.1).roundedTo40Bits == -(0.1.roundedTo40Bits))
        for x in [0, -0.0, 0.5, 3, Double.infinity, -Double.infinity] { #expect(x.roundedTo40Bits == x) }
        #expect(Double.nan.roundedTo40Bits.isNaN)
        #expect(Double.leastNormalMagnitude.roundedTo40Bits == .leastNormalMagnitude)
    }

    @Test("Normal quantiles agree with GSL's to 2e-15")
    func normalQuantiles() {
        var u = 1e-300
        while u < 1 {
            let expected = gsl_cdf_ugaussian_Pinv(u)
            #expect(abs(StandardNormal.quantile(u) - expected) <= 2e-15 * abs(expected), "u = \(u)")
            u *= u < 1e-9 ? 1.7 : (u < 0.3 ? 1.01 : 1.0003)
        }
        #expect(StandardNormal.quantile(0.5) == 0)
        #expect(StandardNormal.quantile(0) == -.infinity && StandardNormal.quantile(1) == .infinity)
        #expect(StandardNormal.quantile(.nan).isNaN)
    }

    @Test("Normal probabilities agree with libm's complementary error function within roundings")
    func normalProbabilities() {
        for z in stride(from: -37, through: 9, by: 0.0037) {
            let expected = erfc(-z / 2.0.squareRoot()) / 2
            // erfc takes z/√2 as rounded (twice), and z² times that relative error comes out.
            let tolerance = 2e-15 + 2 * z * z * 0x1p-53
            #expect(abs(StandardNormal.cumulative(z) - expected) <= tolerance * expected, "z = \(z)")
        }
        #expect(StandardNormal.cumulative(-.infinity) == 0 && StandardNormal.cumulative(.infinity) == 1)
        #expect(StandardNormal.cumulative(-50) == 0 && StandardNormal.cumulative(50) == 1)
        #expect(StandardNormal.cumulative(.nan).isNaN)
    }

    @Test("Logarithms of gamma and beta agree with libm's")
    func logGamma() {
        for a in [1e-3, 0.01, 0.3, 0.5, 1, 1.5, 2, 3.7, 11.9, 12, 40, 1e3, 1e6] {
            let size = max(1, abs(lgamma(a)))
            #expect(abs(LogGamma.value(a) - lgamma(a)) <= 2e-14 * size, "a = \(a)")
            for b in [0.01, 0.5, 1, 2, 7.5, 300, 1e5] {
                let terms = [lgamma(a), lgamma(b), -lgamma(a + b)]
                let largest = terms.reduce(1) { max($0, abs($1)) }
                let error = abs(LogGamma.beta(a, b) - terms.reduce(0, +))
                #expect(error <= 2e-14 * largest, "a = \(a), b = \(b)")
            }
        }
        #expect(abs(LogGamma.value(0.5) - Glibc.log(Double.pi) / 2) < 1e-15)
        #expect(abs(LogGamma.beta(2, 3) + Glibc.log(12)) < 1e-14)
    }
}
