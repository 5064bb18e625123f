/// Exponentials, logarithms, powers, sines and cosines in plain arithmetic of double precision.
///
/// A C library picks variants of these functions by processor (with or without fused multiply-add), and their last
/// bits differ. Here every result is a fixed sequence of IEEE 754 additions, multiplications, divisions and bit
/// operations, none fused, so that it is the same on every processor. Errors are below 1 ulp (the distance of two
/// neighbouring numbers at the result) at all arguments; arguments outside a function's domain give NaN, as in C.
///
/// Polynomials are minimax approximations found by Remez' exchange at 400 bits and rounded to double precision; the
/// greatest error of each stands beside it.
package enum Elementary {}

extension Elementary {
    /// A number without the lowest 27 of its 53 significant bits; what was cut off has at most 27 bits.
    ///
    /// Products of two such numbers are exact, so the error of any product can be worked out without fused operations.
    ///
    /// - Source: Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18
    ///   (1971), with truncation in place of his rounding.
    @inlinable @inline(__always)
    package static func leadingHalf(_ x: Double) -> Double {
        Double(bitPattern: x.bitPattern & 0xFFFF_FFFF_F800_0000)
    }
}
