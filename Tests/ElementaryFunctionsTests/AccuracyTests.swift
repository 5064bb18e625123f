import ElementaryFunctions
import Glibc
import Testing

/// A function of one number, with libm's and arguments.
struct TestedFunction: CustomTestStringConvertible, Sendable {
    let name: String
    let function: @Sendable (Double) -> Double
    let libm: @Sendable (Double) -> Double
    let extended: @Sendable (Float80) -> Float80
    let argument: @Sendable (inout Arguments) -> Double

    var testDescription: String { name }

    /// The logarithms of arguments are even between two numbers, and signs alternate by chance.
    private static func signed(_ from: Double, _ to: Double) -> @Sendable (inout Arguments) -> Double {
        { arguments in
            let size = Glibc.exp(arguments.number(from: from, to: to))
            return arguments.bits() & 1 == 0 ? size : -size
        }
    }

    private static func even(_ from: Double, _ to: Double) -> @Sendable (inout Arguments) -> Double {
        { $0.number(from: from, to: to) }
    }

    private static func of(
        _ name: String, _ function: @escaping @Sendable (Double) -> Double,
        _ libm: @escaping @Sendable (Double) -> Double, _ extended: @escaping @Sendable (Float80) -> Float80,
        _ ranges: [@Sendable (inout Arguments) -> Double]
    ) -> [TestedFunction] {
        ranges.enumerated().map {
            TestedFunction(
                name: "\(name), range \($0 + 1)", function: function, libm: libm, extended: extended, argument: $1)
        }
    }

    /// x87's sine and cosine are accurate only for small angles.
    static let all: [TestedFunction] =
        of(
            "exp", { Elementary.exp($0) }, Glibc.exp, Glibc.expl,
            [even(-1, 1), even(-40, 40), even(-750, 715), even(-746, -700), signed(-60, 0)])
        + of(
            "expm1", { Elementary.expm1($0) }, Glibc.expm1, Glibc.expm1l,
            [even(-1, 1), even(0.3, 0.5), even(-50, 50), signed(-60, 3), even(700, 715)])
        + of(
            "log", { Elementary.log($0) }, Glibc.log, Glibc.logl,
            [even(0, 3), even(0.99, 1.01), { abs($0.anyNumber()) }, even(0, 0x1p-1020)])
        + of(
            "log1p", { Elementary.log1p($0) }, Glibc.log1p, Glibc.log1pl,
            [even(-1, 2), even(-0.01, 0.01), { abs($0.anyNumber()) }, { -Glibc.exp($0.number(from: -60, to: 0)) }])
        + of(
            "log10", { Elementary.log10($0) }, { Double(Glibc.log10l(Float80($0))) }, Glibc.log10l,
            [even(0, 3), even(0.99, 1.01), { abs($0.anyNumber()) }, even(0, 0x1p-1020)])
        + of(
            "sin", { Elementary.sin($0) }, Glibc.sin, Glibc.sinl, [even(-10, 10), even(-0.8, 0.8), signed(-60, 0)])
        + of(
            "cos", { Elementary.cos($0) }, Glibc.cos, Glibc.cosl, [even(-10, 10), even(-0.8, 0.8), signed(-60, 0)])
}

@Suite struct AccuracyTests {
    @Test(
        "Errors against extended precision stay below 1 ulp, and results within 1 step of libm's",
        arguments: TestedFunction.all)
    func errors(of tested: TestedFunction) {
        var arguments = Arguments(seed: 1)
        var (largest, farthest) = (0.0, UInt64(0))
        for _ in 0..<400_000 {
            let x = tested.argument(&arguments)
            let found = tested.function(x)
            largest = max(largest, Self.error(found, tested.extended(Float80(x))))
            farthest = max(farthest, steps(found, tested.libm(x)))
        }
        #expect(largest < 1)
        #expect(farthest <= 1)
    }

    @Test("Sines and cosines of large angles are within 1 step of libm's")
    func largeAngles() {
        var arguments = Arguments(seed: 2)
        for scale in [14.0, 16, 30, 100, 709] {
            var farthest = UInt64(0)
            for _ in 0..<200_000 {
                let x = Glibc.exp(arguments.number(from: 2, to: scale))
                farthest = max(farthest, steps(Elementary.sin(x), Glibc.sin(x)))
                farthest = max(farthest, steps(Elementary.cos(-x), Glibc.cos(x)))
            }
            #expect(farthest <= 1, "angles up to e^\(scale)")
        }
    }

    @Test("Sines are those published where reduction needs many digits of pi")
    func publishedSines() {
        // Ng, "Argument reduction for huge arguments: good to the last bit" (1992), opens with the sine of 10²².
        #expect(Elementary.sin(1e22) == -0.8522008497671888)
        // Muller, *Elementary Functions* (2016), 11.1: the double-precision number nearest to a multiple of π/2, whose
        // cosine is −4.68716592425462761112e−19.
        #expect(steps(Elementary.cos(6_381_956_970_095_103 * 0x1p797), -4.68716592425462761112e-19) <= 1)
    }

    @Test("Powers are within 1 ulp of extended precision and 1 step of libm's", arguments: 0..<5)
    func powers(range: Int) {
        var arguments = Arguments(seed: 3)
        var (largest, farthest) = (0.0, UInt64(0))
        for _ in 0..<400_000 {
            let x: Double
            let y: Double
            switch range {
            case 0: (x, y) = (Glibc.exp(arguments.number(from: -10, to: 10)), arguments.number(from: -30, to: 30))
            case 1: (x, y) = (arguments.number(from: 0.97, to: 1.03), arguments.number(from: -10_000, to: 10_000))
            case 2: (x, y) = (abs(arguments.anyNumber()), arguments.number(from: -1.05, to: 1.05))
            case 3: (x, y) = (1 + arguments.number(from: -0x1p-30, to: 0x1p-30), arguments.number(from: 0, to: 0x1p40))
            default: (x, y) = (arguments.anyNumber(), (arguments.number(from: -9, to: 9)).rounded())
            }
            let found = Elementary.pow(x, y)
            farthest = max(farthest, steps(found, Glibc.pow(x, y)))
            // x87's power has 64 bits in its logarithm only while the exponent is moderate.
            if range != 3 { largest = max(largest, Self.error(found, Glibc.powl(Float80(x), Float80(y)))) }
        }
        #expect(largest < 1)
        #expect(farthest <= 1)
    }

    /// The distance of a result from one in extended precision, in units in the last place of the latter.
    private static func error(_ found: Double, _ reference: Float80) -> Double {
        let rounded = Double(reference)
        guard rounded.isFinite, found.isFinite else { return steps(found, rounded) == 0 ? 0 : .infinity }
        let unit = rounded == 0 ? Float80(Double.leastNonzeroMagnitude) : Float80(rounded.magnitude.binade.ulp)
        return Double(abs(Float80(found) - reference) / unit)
    }
}
