extension Sketch.Bins {
    /// The place in `core` of each value: what lies outside goes to the places at both ends, atoms to one behind them.
    ///
    /// There are no branches, as no processor can guess who joins.
    func findPlaces(
        of row: UnsafePointer<Double>, count: Int, into places: UnsafeMutablePointer<UInt32>
    ) {
        let (start, scale, limit) = (start, Self.power(-exponent), Double(self.count))
        let atom = atom
        // Adding 2^52 leaves the nearest whole number in the lowest bits.
        let magic = 0x1p52
        let raw = UnsafeRawPointer(row)
        let whole = count & ~3
        for index in stride(from: 0, to: whole, by: 4) {
            let value = raw.loadUnaligned(fromByteOffset: index &* 8, as: SIMD4<Double>.self)
            var place = (value - start) * scale + 1
            place.replace(with: 0, where: place .< 0)
            place.replace(with: limit + 1, where: place .> limit + 1)
            var floor = (place + magic) - magic
            floor.replace(with: floor - 1, where: floor .> place)
            floor.replace(with: limit + 2, where: value .== atom)
            let shifted = floor + magic
            for lane in 0..<4 { places[index &+ lane] = UInt32(truncatingIfNeeded: shifted[lane].bitPattern) }
        }
        for index in whole..<count {
            let place = min(max((row[index] - start) * scale + 1, 0), limit + 1)
            places[index] = UInt32(row[index] == atom ? limit + 2 : place)
        }
    }
}
