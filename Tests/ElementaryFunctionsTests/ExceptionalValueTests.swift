import ElementaryFunctions
import Glibc
import Testing

@Suite struct ExceptionalValueTests {
    @Test("Zeros, infinities, NaN, subnormal and huge numbers give what libm gives, signs of zeros included")
    func edgesOfOneNumber() {
        for x in edges {
            #expect(steps(Elementary.exp(x), Glibc.exp(x)) <= 1, "exp(\(x))")
            #expect(steps(Elementary.expm1(x), Glibc.expm1(x)) <= 1, "expm1(\(x))")
            #expect(steps(Elementary.log(x), Glibc.log(x)) <= 1, "log(\(x))")
            #expect(steps(Elementary.log1p(x), Glibc.log1p(x)) <= 1, "log1p(\(x))")
            #expect(steps(Elementary.log10(x), Glibc.log10(x)) <= 1, "log10(\(x))")
            #expect(steps(Elementary.sin(x), Glibc.sin(x)) <= 1, "sin(\(x))")
            #expect(steps(Elementary.cos(x), Glibc.cos(x)) <= 1, "cos(\(x))")
        }
    }

    @Test("Powers of all pairs of exceptional numbers are libm's to 1 step")
    func edgesOfTwoNumbers() {
        for x in edges {
            for y in edges { #expect(steps(Elementary.pow(x, y), Glibc.pow(x, y)) <= 1, "pow(\(x), \(y))") }
        }
    }

    @Test("Powers of 2, squares, square roots of squares, and logarithms of powers of ten are exact")
    func exactResults() {
        for exponent in -1074...1023 {
            #expect(Elementary.pow(2, Double(exponent)) == Glibc.scalbn(1, Int32(exponent)))
        }
        for number in stride(from: 1.0, through: 20_000, by: 1) {
            #expect(Elementary.pow(number, 1) == number)
            #expect(Elementary.pow(-number, 2) == number * number)
            #expect(Elementary.pow(number * number, 0.5) == number)
            #expect(Elementary.pow(-number, 3) == -(number * number * number))
        }
        var ten = 1.0
        for exponent in 0...22 {
            #expect(Elementary.log10(ten) == Double(exponent))
            ten *= 10
        }
        #expect(Elementary.exp(0) == 1)
        #expect(Elementary.log(1) == 0)
        #expect(Elementary.cos(0) == 1)
    }

    @Test("A buffer holds the same bits as single calls, into another buffer and in place", arguments: [0, 1, 7, 512])
    func buffers(count: Int) {
        var arguments = Arguments(seed: 4)
        for isHard in [false, true] {
            let input = (0..<count).map { _ in isHard ? arguments.anyNumber() : arguments.number(from: 0.1, to: 9) }
            for (buffered, single) in [
                (
                    Elementary.exp as (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void,
                    { (x: Double) in Elementary.exp(x) }
                ),
                (Elementary.log, { Elementary.log($0) }),
            ] {
                let expected = input.map { single($0).bitPattern }
                let output = UnsafeMutablePointer<Double>.allocate(capacity: count + 1)
                defer { output.deallocate() }
                buffered(input, output, count)
                #expect((0..<count).map { output[$0].bitPattern } == expected)
                output.update(from: input, count: count)
                buffered(output, output, count)
                #expect((0..<count).map { output[$0].bitPattern } == expected)
            }
        }
    }

    @Test("Eight numbers at once have the same bits as single calls")
    func eightNumbers() {
        var arguments = Arguments(seed: 5)
        for round in 0..<2000 {
            let x = SIMD8<Double>(
                (0..<8).map { _ in
                    switch round % 3 {
                    case 0: arguments.number(from: -1, to: 40)
                    case 1: arguments.anyNumber()
                    default: edges[Int(arguments.bits() % UInt64(edges.count))]
                    }
                })
            let (powers, logarithms) = (Elementary.exp(x), Elementary.log1p(x))
            for lane in 0..<8 {
                let (power, logarithm) = (Elementary.exp(x[lane]), Elementary.log1p(x[lane]))
                #expect(powers[lane].bitPattern == power.bitPattern || powers[lane].isNaN && power.isNaN)
                #expect(
                    logarithms[lane].bitPattern == logarithm.bitPattern || logarithms[lane].isNaN && logarithm.isNaN)
            }
        }
    }
}
