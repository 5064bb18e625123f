extension Elementary {
    /// eˣ, with an error below 0.8 ulp; 0 and infinity where the result is too small or too large.
    @inlinable @inline(__always)
    package static func exp(_ x: Double) -> Double { exponential(x, tail: 0) }

    /// eˣ element by element; the output may be the input itself.
    package static func exp(_ a: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>, count: Int) {
        // With one pointer the compiler sees that elements do not depend on each other, as it must to run several.
        if a == UnsafePointer(out) {
            for i in 0..<count { out[i] = exp(out[i]) }
        } else {
            for i in 0..<count { out[i] = exp(a[i]) }
        }
    }

    /// eˣ of eight numbers, for steps that wait for each other but not for their eight parts.
    package static func exp(_ x: SIMD8<Double>) -> SIMD8<Double> { eight(x) { $0 = exp($0) } }

    /// A function of eight numbers in memory, as loops over that are worked out for several at once.
    @inline(__always)
    static func eight(_ x: SIMD8<Double>, _ change: (inout Double) -> Void) -> SIMD8<Double> {
        var x = x
        withUnsafeMutablePointer(to: &x) {
            $0.withMemoryRebound(to: Double.self, capacity: 8) { numbers in
                for i in 0..<8 { change(&numbers[i]) }
            }
        }
        return x
    }

    /// e^(x + tail), the tail being at most a unit in the last place of x.
    ///
    /// With k the whole number next to x/ln 2 and r = x − k·ln 2, |r| ≤ ln 2/2, it is 2ᵏ·(1 + r + r²/2 + r³·q(r)). ln 2
    /// comes in two parts, the first short enough for its products with k to be exact; 1 + r is carried with its
    /// rounding error.
    ///
    /// - Source: reduction after Cody and Waite, *Software Manual for the Elementary Functions* (1980), chapter 6.
    @inlinable @inline(__always)
    package static func exponential(_ x: Double, tail: Double) -> Double {
        // Beyond ±750 nothing changes any more; NaN compares false and goes through.
        var bounded = x < -750 ? -750 : x
        bounded = bounded > 750 ? 750 : bounded
        // Adding 1.5·2⁵² rounds to a whole number; with 2·1023 more, k + 2046 stands in the lowest bits.
        let shift = 0x1.8p52 + 2046
        let shifted = bounded * 0x1.71547652b82fep+0 + shift
        let k = shifted - shift
        let high = bounded - k * 0x1.62e42fefa38p-1
        let low = k * 0x1.ef35793c7673p-45 - tail
        let r = high - low
        let lost = (high - r) - low

        let r2 = r * r
        let r4 = r2 * r2
        let q = exponentialSeries(r, r2, r4)
        let sum = 1 + r
        let value = sum + (((1 - sum) + r) + (lost + r2 * (0.5 + r * q)))

        // 2ᵏ in two factors, as in one it would not fit the exponent where the result is subnormal. What stands above
        // the 12 lowest bits falls out.
        let half = shifted.bitPattern &>> 1
        return value * Double(bitPattern: half &<< 52) * Double(bitPattern: (shifted.bitPattern &- half) &<< 52)
    }

    /// q(r) = (eʳ − 1 − r − r²/2)/r³ for |r| ≤ ln 2/2; error of r³·q 3.3e-19.
    @inlinable @inline(__always)
    static func exponentialSeries(_ r: Double, _ r2: Double, _ r4: Double) -> Double {
        let q01 = 0x1.5555555555556p-3 + r * 0x1.5555555555556p-5
        let q23 = 0x1.11111111109a5p-7 + r * 0x1.6c16c16c15dacp-10
        let q45 = 0x1.a01a01a7cef6bp-13 + r * 0x1.a01a01a942d57p-16
        let q67 = 0x1.71de0d8468cf9p-19 + r * 0x1.27e4d4b0380bap-22
        let q89 = 0x1.af390d379bbe1p-26 + r * 0x1.1f7f6b080fb0cp-29
        return (q01 + r2 * q23) + r4 * ((q45 + r2 * q67) + r4 * q89)
    }

    /// eˣ − 1, with an error below 1 ulp also where x is small.
    package static func expm1(_ x: Double) -> Double {
        if x > 42 { return exp(x) - 1 }
        if x < -42 { return -1 }
        // Zeros keep their sign, and subnormal numbers their bits.
        if x.isNaN || abs(x) < 0x1p-54 { return x }
        let shift = 0x1.8p52
        let k = (x * 0x1.71547652b82fep+0 + shift) - shift
        let high = x - k * 0x1.62e42fefa38p-1
        let low = k * 0x1.ef35793c7673p-45
        let r = high - low
        let lost = (high - r) - low
        let r2 = r * r
        let q = exponentialSeries(r, r2, r2 * r2)
        let scale = Double(bitPattern: UInt64(bitPattern: 1023 + Int64(k)) &<< 52)
        // 2ᵏ·(1 + r + …) − 1, the two large terms first and what their sums lose with the small ones.
        let base = scale - 1
        let baseLost = base > 1 ? (scale - base) - 1 : scale - (base + 1)
        let leading = scale * r
        let sum = base + leading
        let sumLost = abs(base) >= abs(leading) ? (base - sum) + leading : (leading - sum) + base
        return sum + ((sumLost + baseLost) + scale * (lost + r2 * (0.5 + r * q)))
    }
}
