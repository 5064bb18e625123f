extension Elementary {
    /// ln x, with an error below 0.7 ulp; −infinity at 0, NaN below.
    @inlinable @inline(__always)
    package static func log(_ x: Double) -> Double {
        let isSubnormal = x < 0x1p-1022
        let value = logarithm(
            significand: isSubnormal ? x * 0x1p54 : x, offset: isSubnormal ? 0x1p52 + 1077 : 0x1p52 + 1023,
            correction: 0)
        let special = x == 0 ? -Double.infinity : (x < 0 ? Double.nan : x)
        return x > 0 && x < .infinity ? value : special
    }

    /// ln x element by element; the output may be the input itself.
    package static func log(_ a: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>, count: Int) {
        // The sign stays clear while all numbers are finite, above 0 and not subnormal: then nothing is to be chosen.
        var sign: UInt64 = 0
        for i in 0..<count {
            sign |= (a[i].bitPattern &- 0x0010_0000_0000_0000) | (0x7FEF_FFFF_FFFF_FFFF &- a[i].bitPattern)
        }
        if sign >> 63 == 1 {
            for i in 0..<count { out[i] = log(a[i]) }
        } else if a == UnsafePointer(out) {
            for i in 0..<count { out[i] = logarithm(significand: out[i], offset: 0x1p52 + 1023, correction: 0) }
        } else {
            for i in 0..<count { out[i] = logarithm(significand: a[i], offset: 0x1p52 + 1023, correction: 0) }
        }
    }

    /// ln(1 + x), accurate also where x is small.
    @inlinable @inline(__always)
    package static func log1p(_ x: Double) -> Double {
        let u = 1 + x
        let one = u - x
        let lost = (1 - one) + (x - (u - one))
        let value = logarithm(significand: u, offset: 0x1p52 + 1023, correction: lost / u)
        // Zeros keep their sign, and subnormal numbers their bits.
        let finite = Swift.abs(x) < 0x1p-54 ? x : value
        let special = x == -1 ? -Double.infinity : (x < -1 ? Double.nan : x)
        return x > -1 && x < .infinity ? finite : special
    }

    /// ln(1 + x) of eight numbers.
    package static func log1p(_ x: SIMD8<Double>) -> SIMD8<Double> { eight(x) { $0 = log1p($0) } }

    /// The logarithm of a finite y > 0 that is not subnormal, with 2⁵² + 1023 as the offset of its exponent, and a
    /// correction that is small beside it.
    ///
    /// y = 2ᵏ·(1 + f) with f in √½ − 1…√2 − 1. With s = f/(2 + f), ln(1 + f) = f − f²/2 + s·(f²/2 + z·p(z)), z = s².
    /// f²/2 is carried in two parts, and sums of large terms with what they lose.
    ///
    /// - Source: the arrangement of Sun's fdlibm (1993), `e_log.c`, with compensated sums.
    @inlinable @inline(__always)
    static func logarithm(significand y: Double, offset: Double, correction: Double) -> Double {
        // A number near 2⁵² with the exponent in its lowest bits: no conversion from integer, which older processors
        // cannot do for several at once.
        let moved = y.bitPattern &+ (0x3FF0_0000_0000_0000 - 0x3FE6_A09E_667F_3BCD)
        let k = Double(bitPattern: 0x4330_0000_0000_0000 | moved &>> 52) - offset
        let f = Double(bitPattern: (moved & 0x000F_FFFF_FFFF_FFFF) &+ 0x3FE6_A09E_667F_3BCD) - 1
        let s = f / (2 + f)
        let z = s * s
        let z2 = z * z
        // p(z) = (2·artanh(s)/s − 2)/z for s ≤ 3 − 2√2; error of s·z·p 1.6e-18.
        let p01 = 0x1.5555555555558p-1 + z * 0x1.99999999951bep-2
        let p23 = 0x1.2492492e0f16bp-2 + z * 0x1.c71c62c1fb181p-3
        let p45 = 0x1.7462be34d66e2p-3 + z * 0x1.39fd32f6d9a26p-3
        let p = (p01 + z2 * p23) + z2 * z2 * (p45 + z2 * 0x1.2b66375fc152p-3)

        let leading = leadingHalf(f)
        let square = 0.5 * leading * leading
        let squareRest = 0.5 * (f + leading) * (f - leading)
        let near = f - square
        let nearLost = (f - near) - square
        let rest = s * ((square + squareRest) + z * p)

        let whole = k * 0x1.62e42fefa38p-1
        let sum = whole + near
        let sumLost = (whole - sum) + near
        return sum + (sumLost + (nearLost + (k * 0x1.ef35793c7673p-45 + ((rest - squareRest) + correction))))
    }
}
