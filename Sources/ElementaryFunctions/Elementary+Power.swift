extension Elementary {
    /// xʸ, with an error below 0.7 ulp and the exceptional values of C: 1 for y = 0 and for x = 1 whatever the other is,
    /// NaN for a negative x and a y that is not whole.
    package static func pow(_ x: Double, _ y: Double) -> Double {
        if y == 0 || x == 1 { return 1 }
        if x.isNaN || y.isNaN { return .nan }
        let size = Swift.abs(x)
        if y.isInfinite {
            if size == 1 { return 1 }
            return (size > 1) == (y > 0) ? .infinity : 0
        }
        let isNegative = x.sign == .minus && isOdd(y)
        let magnitude: Double
        if size == 0 || size == .infinity {
            magnitude = (size == 0) == (y > 0) ? 0 : .infinity
        } else if x < 0, y.rounded(.towardZero) != y {
            return .nan
        } else {
            magnitude = power(size, y)
        }
        return isNegative ? -magnitude : magnitude
    }

    /// Whether a number is whole and odd; from 2⁵³ on all numbers are even.
    private static func isOdd(_ y: Double) -> Bool {
        Swift.abs(y) < 0x1p53 && y.rounded(.towardZero) == y && Int64(y) & 1 == 1
    }

    /// The exponential of y·ln x, the logarithm and the product both in two parts.
    private static func power(_ x: Double, _ y: Double) -> Double {
        let logarithm = PreciseLogarithm(x)
        // No ln x but 0 is below 2⁻⁵³ in size, so from 2⁶⁴ on the result is 0 or infinity.
        let exponent = min(max(y, -0x1p64), 0x1p64)
        let product = exponent * logarithm.value
        let (y1, l1) = (leadingHalf(exponent), leadingHalf(logarithm.value))
        let (y2, l2) = (exponent - y1, logarithm.value - l1)
        let lost = ((y1 * l1 - product) + y1 * l2 + y2 * l1) + y2 * l2
        // Far outside, where what was lost is no longer small, only the sign counts.
        if Swift.abs(product) > 800 { return product > 0 ? .infinity : 0 }
        return exponential(product, tail: lost + exponent * logarithm.tail)
    }

    /// log₁₀ x, with an error below 0.7 ulp, exact for powers of ten; −infinity at 0, NaN below.
    package static func log10(_ x: Double) -> Double {
        guard x > 0, x < .infinity else { return x == 0 ? -.infinity : (x < 0 ? .nan : x) }
        let logarithm = PreciseLogarithm(x)
        let (factor, factorTail) = (0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57)
        let (f1, l1) = (leadingHalf(factor), leadingHalf(logarithm.value))
        let (f2, l2) = (factor - f1, logarithm.value - l1)
        let product = factor * logarithm.value
        let lost = ((f1 * l1 - product) + f1 * l2 + f2 * l1) + f2 * l2
        return product + (lost + (factor * logarithm.tail + factorTail * logarithm.value))
    }
}
