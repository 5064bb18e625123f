import CRows

extension Sketch.Bins {
    /// The place in `core` of each value: what lies outside goes to the places at both ends, atoms to one behind them.
    func findPlaces(
        of row: UnsafePointer<Double>, count: Int, into places: UnsafeMutablePointer<UInt32>
    ) {
        withPlaces { row_find_places(places, row, $0, count) }
    }

    /// Puts the place of each value where places wait to be counted; returns whether none lies outside.
    package func putPlaces(
        of row: UnsafePointer<Double>, count: Int, into places: UnsafeMutablePointer<UInt16>
    ) -> Bool {
        var areInside = false
        withPlaces { areInside = row_put_places(places, row, $0, count) }
        return areInside
    }

    /// Whether 16 bits are enough for a place.
    package var haveShortPlaces: Bool { places + 2 <= Int(UInt16.max) }

    /// Counts each value at its place.
    func count(_ row: UnsafePointer<Double>, count: Int, into counts: inout [UInt32]) {
        precondition(counts.count == places + 3, "there is a count for each place")
        withPlaces { row_count_places(&counts, row, $0, count) }
    }

    private func withPlaces(_ body: (UnsafePointer<bin_places>) -> Void) {
        var places = bin_places(
            start: count > 0 ? Double(first) * width : atom, scale: Self.power(-exponent), fine: Double(self.count),
            outskirts: Double(outskirts), coarse: 1 / Double(Self.coarseness), atom: atom)
        body(&places)
    }
}
