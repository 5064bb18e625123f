import CRows

/// Windows in which quantiles of a sample lie while the sample comes in parts, in random order: values inside are kept,
/// others counted, and windows narrow when there is no room for more.
///
/// The same quantiles can be read of the whole sample and of what remains without some of its zeros, such as those of
/// trials that do not count. How many values either has is known at the end alone: of j values seen among J, those below the
/// quantile of probability p number j·p, give or take `√(j·p·(1 − p)·(J − j)/(J − 1))`, the standard error of drawing without
/// replacement. What is read is exact, or it is said that it lies in no window.
package struct SampleWindows: ~Copyable {
    /// Which quantiles are looked for.
    package struct Search: Sendable {
        let probabilities: [Double]
        private let errors: Double

        /// - Parameters:
        ///   - probabilities: in 0…1; at most four.
        ///   - errors: how many standard errors a window reaches to each side; infinity keeps all values.
        package init(_ probabilities: [Double], errors: Double = QuantileSearch.usualErrors) {
            precondition(2 * probabilities.count <= SampleWindows.mostWindows, "there is room for the windows")
            self.probabilities = probabilities
            self.errors = errors
        }

        /// Between which ranks of the values seen the order statistics of a quantile lie, all but certainly.
        func span(_ p: Double, seen: Int, atMost most: Int) -> (first: Int, last: Int) {
            guard errors < .infinity else { return (-1, seen) }
            let (seen, most) = (Double(seen), Double(most))
            let error = (seen * p * (1 - p) * (most - seen) / max(1, most - 1)).squareRoot()
            // The order statistics lie within two ranks of J·p, whatever J comes to.
            let reach = errors * error + 3
            return (Int((seen * p - reach).rounded(.down)), Int((seen * p + reach).rounded(.up)))
        }
    }

    /// Room for so many values serves most samples.
    private static let usualRoom = 1536
    static let mostWindows = 8
    static let mostAtoms = 8

    /// Windows from the lowest to the highest; they do not touch.
    let windows = UnsafeMutablePointer<sample_window>.allocate(capacity: SampleWindows.mostWindows)
    var windowCount = 1
    /// Values that come often, ascending: they are counted and not kept. 0 is among them as long as it lies inside a window.
    let atoms = UnsafeMutablePointer<sample_atom>.allocate(capacity: SampleWindows.mostAtoms)
    var atomCount = 1
    /// How many values have been seen, and how many of them are zeros that the second reading leaves out.
    package private(set) var seen = 0
    private(set) var leftOut = 0
    /// What is kept, in the order in which it came.
    private(set) var values: UnsafeMutablePointer<Double>?
    private(set) var capacity = 0
    /// Where the next value comes to stand.
    private var next: UnsafeMutablePointer<Double>?

    /// Windows on nothing yet.
    package init() {
        windows.initialize(to: sample_window(low: -.infinity, high: .infinity, below: 0, within: 0))
        atoms.initialize(to: sample_atom(value: 0, count: 0))
    }

    deinit {
        windows.deallocate()
        atoms.deallocate()
    }

    /// How many values are kept.
    var kept: Int { (0..<windowCount).reduce(0) { $0 + windows[$1].within } }

    /// Windows that have seen the same, for samples that have been the same so far.
    ///
    /// - Parameter leavingOut: whether the zeros that the second reading leaves out are none of the copy's sample.
    package func copy(leavingOut: Bool, in room: SampleRoom) -> SampleWindows {
        var copy = SampleWindows()
        copy.windows.update(from: windows, count: windowCount)
        copy.atoms.update(from: atoms, count: atomCount)
        (copy.windowCount, copy.atomCount) = (windowCount, atomCount)
        (copy.seen, copy.leftOut) = (seen, leftOut)
        if let values {
            copy.makeRoom(for: capacity, in: room)
            copy.values?.update(from: values, count: kept)
        }
        if leavingOut {
            copy.countZeros(-leftOut)
            (copy.seen, copy.leftOut) = (seen - leftOut, 0)
        }
        return copy
    }

    /// Says that there is no second reading: what it would leave out are not zeros alone.
    package mutating func endLeavingOut() { leftOut = 0 }

    /// Takes up so many zeros, so many of which the second reading leaves out.
    package mutating func takeZeros(_ count: Int, leavingOut: Int) {
        countZeros(count)
        seen += count
        leftOut += leavingOut
    }

    private func countZeros(_ count: Int) {
        for place in 0..<windowCount where windows[place].low > 0 { windows[place].below += count }
        for place in 0..<atomCount where atoms[place].value == 0 { atoms[place].count += count }
    }

    /// Has fetched what is looked at first when a part comes, and where some hundred values go.
    package func fetch() {
        if let next { row_fetch_bytes(next, 800) }
        row_fetch_bytes(windows, 3 * MemoryLayout<sample_window>.stride)
        row_fetch_bytes(atoms, MemoryLayout<sample_atom>.stride)
    }

    /// Takes up a part of the sample.
    ///
    /// - Parameters:
    ///   - row: finite numbers.
    ///   - count: how many they are, at least 1.
    ///   - leavingOut: how many zeros among them the second reading leaves out.
    ///   - left: how many values can come after these, at most.
    ///   - search: what is looked for, the same for all parts.
    ///   - room: for values, the same for all parts.
    ///   - narrowing: room to work in.
    package mutating func take(
        _ row: UnsafePointer<Double>, count: Int, leavingOut: Int, left: Int, search: Search, in room: SampleRoom,
        by narrowing: SampleNarrowing
    ) {
        let before = kept
        seen += count
        leftOut += leavingOut
        narrowing.reserve(before + count)
        let inside = row_mark_windows(narrowing.marks, row, count, windows, windowCount, atoms, atomCount)
        guard inside > 0 else { return }
        if values == nil { makeRoom(for: min(Self.usualRoom, inside + left), in: room) }
        guard let values else { return }
        if before + inside <= capacity {
            row_gather_marks(values + before, row, narrowing.marks, count)
            next = values + before + inside
            return
        }
        narrowing.parts.update(from: values, count: before)
        row_gather_marks(narrowing.parts + before, row, narrowing.marks, count)
        narrow(to: search, holding: before + inside, left: left, in: room, by: narrowing)
        next = self.values.map { $0 + kept }
    }

    /// Makes room for at least so many values; those that it had are left behind.
    mutating func makeRoom(for count: Int, in room: SampleRoom) {
        if let values {
            if count <= capacity { return }
            room.giveBack(values, capacity)
        }
        capacity = room.size(for: count)
        values = room.take(capacity)
    }
}
