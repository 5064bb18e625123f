import CRows

extension Sketch.Bins {
    /// The place in `core` of each value: what lies outside goes to the places at both ends, atoms to one behind them.
    func findPlaces(
        of row: UnsafePointer<Double>, count: Int, into places: UnsafeMutablePointer<UInt32>
    ) {
        row_find_places(places, row, start, Self.power(-exponent), Double(self.count), atom, count)
    }
}
