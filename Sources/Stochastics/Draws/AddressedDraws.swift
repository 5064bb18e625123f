import CPhilox

/// Uniform draws, each a pure function of (seed, address, trial).
///
/// The counter of trial k at an address is (⌊k/2⌋, the three words of the address) and the key is the seed (low half,
/// high half). An even trial takes words 0 and 1 of the block, an odd trial words 2 and 3; the first of the two is the
/// more significant. From these 64 bits u = (top 52 bits + ½)·2⁻⁵², which is exact in double precision, never 0 and
/// never 1. Trials run from 0 to 2³³ − 1.
package struct AddressedDraws: Sendable {
    /// The number of consecutive trials that are stratified together.
    package static let batchSize = 512

    static let trialLimit = 1 << 33

    private let key0: UInt32
    private let key1: UInt32

    /// Makes the draws of a seed.
    package init(seed: UInt64) {
        key0 = UInt32(truncatingIfNeeded: seed)
        key1 = UInt32(truncatingIfNeeded: seed >> 32)
    }

    /// Plain uniforms in (0, 1); element i belongs to trial `trials.lowerBound + i`.
    package func uniforms(at address: Address, trials: Range<Int>) -> [Double] {
        [Double](unsafeUninitializedCapacity: trials.count) { buffer, count in
            // Memory of Double has no destructor, so assigning to it before it is initialised is sound.
            let target = UnsafeMutableBufferPointer(rebasing: buffer[..<trials.count])
            uniforms(at: address.words, trials: trials, into: target)
            count = trials.count
        }
    }

    /// Writes plain uniforms in (0, 1) into a buffer as long as the range; element i belongs to trial
    /// `trials.lowerBound + i`.
    package func uniforms(
        at address: Address.Words, trials: Range<Int>, into buffer: UnsafeMutableBufferPointer<Double>
    ) {
        Self.check(trials)
        precondition(buffer.count == trials.count, "the buffer is as long as the range of trials")
        guard let target = buffer.baseAddress, !trials.isEmpty else { return }

        var position = 0
        if trials.lowerBound % 2 == 1 {
            target[0] = Self.uniform(pair(at: address, half: trials.lowerBound / 2).odd)
            position = 1
        }
        // One odd last trial leaves no pair to begin, and its successor may lie beyond the limit.
        let first = UInt32(truncatingIfNeeded: (trials.lowerBound + position) / 2)
        let pairs = (trials.count - position) / 2
        let rest = target + position
        philox_uniform_pairs(first, address.0, address.1, address.2, key0, key1, rest, pairs)
        if position + 2 * pairs < trials.count {
            target[trials.count - 1] = Self.uniform(pair(at: address, half: (trials.upperBound - 1) / 2).even)
        }
    }

    /// The most bars that ``ranks(at:trials:among:into:)`` takes.
    package static let mostBars = Int(PHILOX_MOST_BARS)

    /// Writes of each uniform only how many of some bars it is above, without making the uniform: element i belongs to trial
    /// `trials.lowerBound + i`. Bars ascend, from 0 to 1.
    package func ranks(
        at address: Address.Words, trials: Range<Int>, among bars: [Double], into buffer: UnsafeMutablePointer<Int16>
    ) {
        Self.check(trials)
        precondition(bars.count <= Self.mostBars, "there are no more bars than there is room for")
        guard !trials.isEmpty else { return }
        func rank(_ bits: UInt64) -> Int16 {
            let uniform = Self.uniform(bits)
            return Int16(bars.count { uniform > $0 })
        }
        // As in `uniforms`, trials that have no whole pair come by themselves.
        let position = trials.lowerBound % 2
        if position == 1 { buffer[0] = rank(pair(at: address, half: trials.lowerBound / 2).odd) }
        let first = UInt32(truncatingIfNeeded: (trials.lowerBound + position) / 2)
        let pairs = (trials.count - position) / 2
        philox_rank_pairs(
            first, address.0, address.1, address.2, key0, key1, bars, bars.count, buffer + position, pairs)
        if position + 2 * pairs < trials.count {
            buffer[trials.count - 1] = rank(pair(at: address, half: (trials.upperBound - 1) / 2).even)
        }
    }

    /// The 64 random bits of an even trial and of the odd one after it; `half` is half the even one.
    func words(at address: Address, half: Int) -> (even: UInt64, odd: UInt64) { pair(at: address.words, half: half) }

    private static func check(_ trials: Range<Int>) {
        precondition(
            trials.lowerBound >= 0 && trials.upperBound <= trialLimit, "trials lie between 0 and 2^33 − 1")
    }

    private func pair(at address: Address.Words, half: Int) -> (even: UInt64, odd: UInt64) {
        pair(at: address, counter: UInt32(half))
    }

    @inline(__always)
    private func pair(at address: Address.Words, counter: UInt32) -> (even: UInt64, odd: UInt64) {
        let block = Philox.block(counter, address.0, address.1, address.2, key0: key0, key1: key1)
        return (UInt64(block.0) &<< 32 | UInt64(block.1), UInt64(block.2) &<< 32 | UInt64(block.3))
    }

    @inline(__always)
    private static func uniform(_ bits: UInt64) -> Double {
        // 1 + n·2⁻⁵² is written straight into the significand, so there is no conversion from integer, which has no
        // vector form on older processors; taking off 1 − 2⁻⁵³ leaves (n + ½)·2⁻⁵² exactly.
        Double(bitPattern: 0x3FF0_0000_0000_0000 | bits &>> 12) - 0x1.fffffffffffffp-1
    }
}
