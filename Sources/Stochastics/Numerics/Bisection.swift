/// A search over the double-precision numbers themselves.
enum Bisection {
    /// The smallest number in the bracket that satisfies a condition which, once true, stays true.
    ///
    /// It halves the count of representable numbers between the ends, so it ends after at most 64 steps at whatever
    /// scale the answer lies, and on a plateau it finds the left end. The condition is taken to hold at `upper`.
    static func smallest(from lower: Double, to upper: Double, where holds: (Double) -> Bool) -> Double {
        if !(lower < upper) || holds(lower) { return lower }
        var (low, high) = (ordinal(lower), ordinal(upper))
        while true {
            // The mean rounded down, without the overflow of a sum.
            let middle = (low >> 1) + (high >> 1) + (low & high & 1)
            if middle == low { return number(high) }
            if holds(number(middle)) { high = middle } else { low = middle }
        }
    }

    /// The place of a number in the order of all numbers, zero having place 0.
    private static func ordinal(_ x: Double) -> Int64 {
        let bits = Int64(bitPattern: x.bitPattern)
        return bits >= 0 ? bits : Int64.min - bits
    }

    private static func number(_ ordinal: Int64) -> Double {
        Double(bitPattern: UInt64(bitPattern: ordinal >= 0 ? ordinal : Int64.min - ordinal))
    }
}
