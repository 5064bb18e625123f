extension Sketch {
    /// What a sketch says of a figure that holds at least one value.
    ///
    /// Reading goes through the bins once for all percentiles.
    package struct Reading: Sendable {
        /// What is read; of its bins only those are looked at that are asked for.
        private let sketch: Sketch
        /// Bins of the tails that hold something, in rising order.
        private let lowest, highest: [Cell]
        /// Which of all bins in rising order, empty ones among them, is the atom; nil where it holds nothing.
        private let atom: Int?
        /// How many values lie before each of them; then how many there are.
        private let before: [Int]
        /// Number of values.
        package let total: Int

        init(_ sketch: Sketch) {
            let lowest = sketch.below.sorted { $0.key > $1.key }.map { Cell(bin: .below($0.key), count: Int($0.value)) }
            let highest = sketch.above.sorted { $0.key < $1.key }.map {
                Cell(bin: .above($0.key), count: Int($0.value))
            }
            (self.sketch, self.lowest, self.highest) = (sketch, lowest, highest)
            let bins = lowest.count + sketch.core.count + highest.count
            var atom: Int?
            if sketch.atoms > 0 {
                // Before the first bin the middle of which is not below it.
                var (first, last) = (0, bins)
                while first < last {
                    let middle = (first + last) / 2
                    let (low, high) = sketch.ends(of: Self.cell(middle, of: sketch, lowest, highest))
                    if (low + high) / 2 >= sketch.bins.atom { last = middle } else { first = middle + 1 }
                }
                atom = first
            }
            self.atom = atom
            var total = 0
            // Written straight into place, as millions of bins are gone through when a large run is read.
            before = [Int](unsafeUninitializedCapacity: bins + 2) { before, count in
                func add(_ number: Int) {
                    if count == atom {
                        before.initializeElement(at: count, to: total)
                        count += 1
                        total += Int(sketch.atoms)
                    }
                    before.initializeElement(at: count, to: total)
                    count += 1
                    total += number
                }
                for cell in lowest { add(cell.count) }
                sketch.core.withUnsafeBufferPointer { core in
                    for number in core { add(Int(number)) }
                }
                for cell in highest { add(cell.count) }
                add(0)
            }
            self.total = total
        }

        /// One of all bins but the atom, in rising order.
        private static func cell(_ bin: Int, of sketch: Sketch, _ lowest: [Cell], _ highest: [Cell]) -> Cell {
            if bin < lowest.count { return lowest[bin] }
            let place = bin - lowest.count
            if place < sketch.core.count { return Cell(bin: .core(place), count: Int(sketch.core[place])) }
            return highest[place - sketch.core.count]
        }

        /// How many bins there are, with the atom if it holds anything.
        private var count: Int { before.count - 1 }

        /// One of them, in rising order.
        private func cell(_ index: Int) -> Cell {
            if index == atom { return Cell(bin: .atom, count: Int(sketch.atoms)) }
            let bin = atom.map { index > $0 ? index - 1 : index } ?? index
            return Self.cell(bin, of: sketch, lowest, highest)
        }

        /// The largest value, signs aside.
        private var largest: Double { max(abs(sketch.least), abs(sketch.greatest)) }

        /// The bin that holds a rank: the last before which there are no more values, so that it is not empty.
        private func index(ofRank rank: Int) -> Int {
            var (low, high) = (0, count)
            while high - low > 1 {
                let middle = (low + high) / 2
                if before[middle] <= rank { low = middle } else { high = middle }
            }
            return low
        }

        /// The value at a rank, from 0: inside a bin values lie at equal distances; the first and the last are exact.
        private func value(atRank rank: Int) -> Double {
            if rank == 0 { return sketch.least }
            if rank == total - 1 { return sketch.greatest }
            let index = index(ofRank: rank)
            let cell = cell(index)
            let (low, high) = sketch.ends(of: cell)
            return low + (Double(rank - before[index]) + 0.5) / Double(cell.count) * (high - low)
        }

        /// The percentile of type 7 at a probability.
        package func quantile(_ p: Double) -> Double {
            Statistics.QuantilePlace(of: p, count: total).value(value)
        }

        /// The widest bin that the percentiles at some probabilities are read from, over the P5 to P95 range.
        ///
        /// It bounds their error in that unit; 0 where they are exact, or known to 1e-12 of the largest value, which is more
        /// than any file holds. Infinite where the range is 0 and they are not.
        package func resolution(at probabilities: [Double]) -> Double {
            var widest = 0.0
            for p in probabilities {
                let place = Statistics.QuantilePlace(of: p, count: total)
                for rank in place.fraction > 0 ? [place.below, place.below + 1] : [place.below] {
                    guard rank > 0, rank < total - 1 else { continue }
                    let (low, high) = sketch.ends(of: cell(index(ofRank: rank)))
                    widest = max(widest, high - low)
                }
            }
            return widest > 1e-12 * largest ? widest / (quantile(0.95) - quantile(0.05)) : 0
        }

        /// The mean of the worst tenth, each bin's values taken to lie evenly in it, and a bound of its error; 0 where that is
        /// below 1e-12 of the largest value.
        package func expectedShortfall(worst: Statistics.Worst) -> (value: Double, error: Double) {
            let amount = Double(total) * 0.1
            var (left, sum, error) = (amount, 0.0, 0.0)
            for place in 0..<count {
                let cell = cell(worst == .lowest ? place : count - 1 - place)
                if cell.count == 0 { continue }
                let taken = min(left, Double(cell.count))
                let (low, high) = sketch.ends(of: cell)
                let half = taken / Double(cell.count) * (high - low) / 2
                sum += taken * (worst == .lowest ? low + half : high - half)
                error += taken * (high - low) / 2
                left -= taken
                if left <= 0 { break }
            }
            let isRounding = error / amount <= 1e-12 * largest
            return (sum / amount, isRounding ? 0 : error / amount)
        }
    }

    /// What it says, once it holds a value.
    package var reading: Reading {
        precondition(least <= greatest, "a sketch is read once it holds a value")
        return Reading(self)
    }

    /// Whether it holds nothing.
    package var isEmpty: Bool { least > greatest }
}
