extension Elementary {
    /// sin x for x in radians, with an error below 0.9 ulp for all finite x; NaN for the others.
    package static func sin(_ x: Double) -> Double {
        // So small that the cube is lost; zeros keep their sign.
        if abs(x) < 0x1p-28 { return x }
        let (quarter, r, tail) = reduced(x)
        let value = quarter & 1 == 0 ? sine(r, tail) : cosine(r, tail)
        return quarter & 2 == 0 ? value : -value
    }

    /// cos x for x in radians, with an error below 0.9 ulp for all finite x; NaN for the others.
    package static func cos(_ x: Double) -> Double {
        let (quarter, r, tail) = reduced(x)
        let value = quarter & 1 == 0 ? cosine(r, tail) : sine(r, tail)
        return (quarter + 1) & 2 == 0 ? value : -value
    }

    /// sin(r + tail) = r + tail + z·r·p(z), z = r², |r| ≤ π/4; error of z·p 7.2e-21.
    private static func sine(_ r: Double, _ tail: Double) -> Double {
        let z = r * r
        let z2 = z * z
        let p01 = -0x1.5555555555555p-3 + z * 0x1.111111111111p-7
        let p23 = -0x1.a01a01a01993p-13 + z * 0x1.71de3a545f9c7p-19
        let p45 = -0x1.ae6454110f9c9p-26 + z * 0x1.61217dad862f1p-33
        let p = (p01 + z2 * p23) + z2 * z2 * (p45 + z2 * -0x1.ab170447d75a1p-41)
        return r + (tail + (z * r * p - 0.5 * z * tail))
    }

    /// cos(r + tail) = 1 − z/2 + z²·p(z) − r·tail, z = r², |r| ≤ π/4; error of z²·p 4.9e-19.
    private static func cosine(_ r: Double, _ tail: Double) -> Double {
        let z = r * r
        let z2 = z * z
        let p01 = 0x1.5555555555555p-5 + z * -0x1.6c16c16c16964p-10
        let p23 = 0x1.a01a019f4df8fp-16 + z * -0x1.27e4fa16e89ddp-22
        let p45 = 0x1.1eeb67ea7a393p-29 + z * -0x1.907cea0cf7382p-37
        let p = (p01 + z2 * p23) + z2 * z2 * p45
        let half = 0.5 * z
        let sum = 1 - half
        return sum + (((1 - sum) - half) + (z2 * p - r * tail))
    }

    /// The quarter turn next to x, of which the two lowest bits count, and what is left of x in two parts, at most π/4
    /// in size; NaN for x that is not finite.
    private static func reduced(_ x: Double) -> (quarter: Int, r: Double, tail: Double) {
        if abs(x) <= 0x1.921fb54442d18p-1 { return (0, x, 0) }
        if abs(x) < 0x1p20 {
            // π/2 in parts of 33 bits, whose products with a number of 20 bits are exact, and a rest.
            let shift = 0x1.8p52
            let k = (x * 0x1.45f306dc9c883p-1 + shift) - shift
            let first = x - k * 0x1.921fb544p+0
            let (second, secondLost) = twoSum(first, -k * 0x1.0b4611a6p-34)
            let (third, thirdLost) = twoSum(second, -k * 0x1.3198a2ep-69)
            let lost = secondLost + thirdLost - k * 0x1.b839a252049c1p-104
            let (r, tail) = twoSum(third, lost)
            return (Int(k), r, tail)
        }
        guard x.isFinite else { return (0, .nan, .nan) }
        let (quarter, r, tail) = reducedFar(abs(x))
        return x < 0 ? (-quarter, -r, -tail) : (quarter, r, tail)
    }

    /// The sum of two numbers as rounded, and what rounding lost.
    ///
    /// - Source: Knuth, *The Art of Computer Programming* 2, 4.2.2, theorem B.
    private static func twoSum(_ a: Double, _ b: Double) -> (sum: Double, lost: Double) {
        let sum = a + b
        let other = sum - a
        return (sum, (a - (sum - other)) + (b - other))
    }

    /// The same for a finite x of at least 2²⁰, by as many bits of 2/π as it takes.
    ///
    /// With x = n·2ᵉ, bits of 2/π worth 2²⁻ᵉ and more only add whole turns. The 192 bits after them times n, modulo
    /// 2¹⁹², are x/(π/2) modulo 4 in units of 2⁻¹⁹⁰.
    ///
    /// - Source: Payne and Hanek, "Radian reduction for trigonometric functions", SIGNUM Newsletter 18 (1983).
    private static func reducedFar(_ x: Double) -> (quarter: Int, r: Double, tail: Double) {
        let significand = x.significandBitPattern | 1 << 52
        let position = Int(x.exponent) - 52 + 62
        let (word, offset) = (position / 64, UInt64(position % 64))
        func window(_ index: Int) -> UInt64 {
            let left = twoOverPi[word + index] << offset
            return offset == 0 ? left : left | twoOverPi[word + index + 1] >> (64 - offset)
        }
        let low = significand.multipliedFullWidth(by: window(2))
        let middle = significand.multipliedFullWidth(by: window(1))
        let (next, carry) = middle.low.addingReportingOverflow(low.high)
        let top = significand &* window(0) &+ middle.high &+ (carry ? 1 : 0)

        var quarter = Int(top >> 62)
        var high = top << 2 | next >> 62
        var rest = next << 2 | low.low >> 62
        let isAbove = high >> 63 == 1
        if isAbove {
            // Nearer to the next quarter turn: what is missing there.
            quarter += 1
            (high, rest) = (~high, ~rest)
        }
        // The fraction without its leading zeros, in three parts that are exact in double precision.
        let zeros = UInt64(high.leadingZeroBitCount)
        if zeros > 0, zeros < 64 { (high, rest) = (high << zeros | rest >> (64 - zeros), rest << zeros) }
        let unit = Double(sign: .plus, exponent: -Int(zeros), significand: 1)
        let leading = Double(high >> 32) * 0x1p-32 * unit
        let trailing = (Double(high & 0xFFFF_FFFF) * 0x1p-64 + Double(rest >> 32) * 0x1p-96) * unit
        let fraction = leading + trailing
        let fractionTail = (leading - fraction) + trailing

        let (halfPi, halfPiTail) = (0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54)
        let (f1, h1) = (leadingHalf(fraction), leadingHalf(halfPi))
        let (f2, h2) = (fraction - f1, halfPi - h1)
        let product = fraction * halfPi
        let lost = ((f1 * h1 - product) + f1 * h2 + f2 * h1) + f2 * h2
        let (r, tail) = twoSum(product, lost + (fraction * halfPiTail + fractionTail * halfPi))
        return isAbove ? (quarter, -r, -tail) : (quarter, r, tail)
    }

    /// 2/π: a word of zeros and 1,280 bits behind the point.
    private static let twoOverPi: [UInt64] = [
        0x0000_0000_0000_0000,
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561,
        0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484,
        0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F,
        0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B,
        0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB, 0xF0CFBC209AF4361D,
    ]
}
