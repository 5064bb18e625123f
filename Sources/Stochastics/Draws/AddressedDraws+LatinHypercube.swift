/// The address of stratified draws, with that of the permutations that go with it.
package struct StratifiedAddress: Sendable {
    /// The address of the plain uniforms within the strata.
    package let plain: Address
    let permuting: Address

    /// Makes the address of stratified draws from that of the plain ones.
    package init(_ plain: Address) {
        self.plain = plain
        permuting = Address("permutation/" + plain.text)
    }
}

extension AddressedDraws {
    /// Uniforms stratified in batches of 512 consecutive trials, element i belonging to trial
    /// `trials.lowerBound + i`.
    package func latinHypercube(at address: Address, trials: Range<Int>) -> [Double] {
        [Double](unsafeUninitializedCapacity: trials.count) { buffer, count in
            // Memory of Double has no destructor, so assigning to it before it is initialised is sound.
            let target = UnsafeMutableBufferPointer(rebasing: buffer[..<trials.count])
            latinHypercube(at: StratifiedAddress(address), trials: trials, into: target)
            count = trials.count
        }
    }

    /// Writes u = (π(k mod 512) + v)/512 into a buffer as long as the range, allocating nothing.
    ///
    /// v is the plain uniform of the trial and π the permutation of its batch, so a value depends on nothing but
    /// seed, address and trial: a range that begins or ends within a batch gives what the whole batch would give.
    /// Values lie in [2⁻⁵⁴, 1 − 2⁻⁵³] and never leave their stratum by rounding.
    package func latinHypercube(
        at address: StratifiedAddress, trials: Range<Int>, into buffer: UnsafeMutableBufferPointer<Double>
    ) {
        uniforms(at: address.plain.words, trials: trials, into: buffer)
        let size = Self.batchSize
        var trial = trials.lowerBound
        while trial < trials.upperBound {
            let batch = trial / size
            let end = min((batch + 1) * size, trials.upperBound)
            withPermutation(ofBatch: batch, at: address.permuting) { strata in
                for current in trial..<end {
                    let stratum = Double(strata[current % size])
                    let place = buffer[current - trials.lowerBound]
                    let ceiling = ((stratum + 1) / Double(size)).nextDown
                    buffer[current - trials.lowerBound] = max(0x1p-54, min((stratum + place) / Double(size), ceiling))
                }
            }
            trial = end
        }
    }

    /// The permutation of 0…511 of one batch, by the shuffle of Fisher and Yates.
    ///
    /// Step i takes the 64 bits of trial 512·batch + i at `address`, so no two steps of any batches share a counter.
    /// The high half of bits × (i + 1) is the index to swap with; its probabilities differ from 1/(i + 1) by less than
    /// 2⁻⁶⁴, a relative bias below 2⁻⁵⁵.
    private func withPermutation(
        ofBatch batch: Int, at address: Address, _ body: (UnsafeMutableBufferPointer<UInt16>) -> Void
    ) {
        let size = Self.batchSize
        // A kilobyte, which the compiler still puts on the stack.
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: size) { order in
            for index in 0..<size { order.initializeElement(at: index, to: UInt16(index)) }
            for half in stride(from: size / 2 - 1, through: 0, by: -1) {
                let bits = words(at: address, half: batch * size / 2 + half)
                let (odd, even) = (2 * half + 1, 2 * half)
                order.swapAt(odd, Int(bits.odd.multipliedFullWidth(by: UInt64(odd + 1)).high))
                order.swapAt(even, Int(bits.even.multipliedFullWidth(by: UInt64(even + 1)).high))
            }
            body(order)
        }
    }

    /// The permutation of 0…511 of one batch.
    func permutation(ofBatch batch: Int, at address: Address) -> [Int] {
        var strata: [Int] = []
        withPermutation(ofBatch: batch, at: address) { strata = $0.map { Int($0) } }
        return strata
    }
}
