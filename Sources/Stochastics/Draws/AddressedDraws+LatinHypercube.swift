extension AddressedDraws {
    /// Uniforms stratified in batches of 512 consecutive trials: u = (π(k mod 512) + v)/512, element i belonging to
    /// trial `trials.lowerBound + i`.
    ///
    /// v is the plain uniform of the trial and π the permutation of its batch, so a value depends on nothing but
    /// seed, address and trial: a range that begins or ends within a batch gives what the whole batch would give.
    /// Values lie in [2⁻⁵⁴, 1 − 2⁻⁵³] and never leave their stratum by rounding.
    package func latinHypercube(at address: Address, trials: Range<Int>) -> [Double] {
        var values = uniforms(at: address, trials: trials)
        let permuting = Address("permutation/" + address.text)
        let size = Self.batchSize
        var trial = trials.lowerBound
        while trial < trials.upperBound {
            let batch = trial / size
            let end = min((batch + 1) * size, trials.upperBound)
            let strata = permutation(ofBatch: batch, at: permuting)
            for current in trial..<end {
                let stratum = Double(strata[current % size])
                let place = values[current - trials.lowerBound]
                let ceiling = ((stratum + 1) / Double(size)).nextDown
                values[current - trials.lowerBound] = max(0x1p-54, min((stratum + place) / Double(size), ceiling))
            }
            trial = end
        }
        return values
    }

    /// The permutation of 0…511 of one batch, by the shuffle of Fisher and Yates.
    ///
    /// Step i takes the 64 bits of trial 512·batch + i at `address`, so no two steps of any batches share a counter.
    /// The high half of bits × (i + 1) is the index to swap with; its probabilities differ from 1/(i + 1) by less than
    /// 2⁻⁶⁴, a relative bias below 2⁻⁵⁵.
    func permutation(ofBatch batch: Int, at address: Address) -> [Int] {
        let size = Self.batchSize
        // The last batch may reach beyond the trials that are asked for, never beyond the limit, a multiple of 512.
        let bits = words(at: address, trials: batch * size..<(batch + 1) * size)
        var order = Array(0..<size)
        for index in stride(from: size - 1, to: 0, by: -1) {
            order.swapAt(index, Int(bits[index].multipliedFullWidth(by: UInt64(index + 1)).high))
        }
        return order
    }
}
