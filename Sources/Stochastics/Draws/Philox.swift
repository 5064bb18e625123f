/// The counter-based generator Philox 4×32 with ten rounds: a keyed bijection of 128-bit counters, so a draw is a
/// pure function of key and counter and no state is carried from one draw to the next.
///
/// - Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011).
package enum Philox {
    /// The four random words of one counter under one key; `c0` is the word that is usually counted up.
    @inline(__always)
    package static func block(
        _ c0: UInt32, _ c1: UInt32, _ c2: UInt32, _ c3: UInt32, key0: UInt32, key1: UInt32
    ) -> (UInt32, UInt32, UInt32, UInt32) {
        var (x0, x1, x2, x3) = (c0, c1, c2, c3)
        var (k0, k1) = (key0, key1)
        for _ in 0..<10 {
            let p0 = 0xD251_1F53 &* UInt64(x0)
            let p1 = 0xCD9E_8D57 &* UInt64(x2)
            (x0, x1, x2, x3) = (
                UInt32(truncatingIfNeeded: p1 &>> 32) ^ x1 ^ k0,
                UInt32(truncatingIfNeeded: p1),
                UInt32(truncatingIfNeeded: p0 &>> 32) ^ x3 ^ k1,
                UInt32(truncatingIfNeeded: p0)
            )
            k0 &+= 0x9E37_79B9
            k1 &+= 0xBB67_AE85
        }
        return (x0, x1, x2, x3)
    }
}
