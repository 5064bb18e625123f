import CRows

extension Sketch {
    /// What a sketch says of a figure that holds at least one value.
    ///
    /// Reading goes through the bins once for all percentiles.
    package struct Reading: Sendable {
        /// What is read; of its bins only those are looked at that are asked for.
        private let sketch: Sketch
        /// Bins of the tails that hold something, in rising order.
        private let lowest, highest: [Cell]
        /// Which of all bins in rising order, empty ones among them, is the atom, and how many values lie before it; nil where
        /// it holds nothing.
        private let atom: (index: Int, before: Int)?
        /// How many values lie before each bin of the lower tail, each stretch of others and each bin of the upper tail, the
        /// atom's left out; then how many there are up to there.
        private let beforeLowest, beforeStretch, beforeHighest: [Int]
        /// Number of values.
        package let total: Int

        /// So many bins are counted together.
        private static let stretch = Int(COUNTED_TOGETHER)

        init(_ sketch: Sketch) {
            let lowest = sketch.below.sorted { $0.key > $1.key }.map { Cell(bin: .below($0.key), count: Int($0.value)) }
            let highest = sketch.above.sorted { $0.key < $1.key }.map {
                Cell(bin: .above($0.key), count: Int($0.value))
            }
            func sums(of counts: some Sequence<Int>, from first: Int) -> [Int] {
                counts.reduce(into: [first]) { $0.append($0[$0.count - 1] + $1) }
            }
            let core = sketch.core
            let stretches = [Int](unsafeUninitializedCapacity: (core.count + Self.stretch - 1) / Self.stretch) {
                row_sums_of_counts($0.baseAddress, core, core.count)
                $1 = $0.count
            }
            beforeLowest = sums(of: lowest.map(\.count), from: 0)
            beforeStretch = sums(of: stretches, from: beforeLowest[lowest.count])
            beforeHighest = sums(of: highest.map(\.count), from: beforeStretch[stretches.count])
            (self.sketch, self.lowest, self.highest) = (sketch, lowest, highest)
            guard sketch.atoms > 0 else {
                (atom, total) = (nil, beforeHighest[highest.count])
                return
            }
            total = beforeHighest[highest.count] + Int(sketch.atoms)
            // Before the first bin the middle of which is not below it.
            var (first, last) = (0, lowest.count + core.count + highest.count)
            while first < last {
                let middle = (first + last) / 2
                let (low, high) = sketch.ends(of: Self.cell(middle, of: sketch, lowest, highest))
                if (low + high) / 2 >= sketch.bins.atom { last = middle } else { first = middle + 1 }
            }
            let before =
                if first <= lowest.count {
                    beforeLowest[first]
                } else if first - lowest.count <= core.count {
                    Self.count(before: first - lowest.count, of: core, beforeStretch)
                } else {
                    beforeHighest[first - lowest.count - core.count]
                }
            atom = (first, before)
        }

        /// How many values lie before a bin that is in no tail.
        private static func count(before place: Int, of core: [UInt32], _ beforeStretch: [Int]) -> Int {
            let first = place / stretch
            return core[first * stretch..<place].reduce(beforeStretch[first]) { $0 + Int($1) }
        }

        /// One of all bins but the atom, in rising order.
        private static func cell(_ bin: Int, of sketch: Sketch, _ lowest: [Cell], _ highest: [Cell]) -> Cell {
            if bin < lowest.count { return lowest[bin] }
            let place = bin - lowest.count
            if place < sketch.core.count { return Cell(bin: .core(place), count: Int(sketch.core[place])) }
            return highest[place - sketch.core.count]
        }

        /// How many bins there are, with the atom if it holds anything.
        private var count: Int { lowest.count + sketch.core.count + highest.count + (atom == nil ? 0 : 1) }

        /// One of them, in rising order.
        private func cell(_ index: Int) -> Cell {
            guard let atom, index >= atom.index else { return Self.cell(index, of: sketch, lowest, highest) }
            if index == atom.index { return Cell(bin: .atom, count: Int(sketch.atoms)) }
            return Self.cell(index - 1, of: sketch, lowest, highest)
        }

        /// The largest value, signs aside.
        private var largest: Double { max(abs(sketch.least), abs(sketch.greatest)) }

        /// The bin that holds a rank, and how many values lie before it.
        private func cell(ofRank rank: Int) -> (cell: Cell, before: Int) {
            guard let atom, rank >= atom.before else { return cellBesidesAtom(ofRank: rank) }
            let atoms = Int(sketch.atoms)
            if rank < atom.before + atoms { return (Cell(bin: .atom, count: atoms), atom.before) }
            let (cell, before) = cellBesidesAtom(ofRank: rank - atoms)
            return (cell, before + atoms)
        }

        /// The same, as if there were no atom.
        private func cellBesidesAtom(ofRank rank: Int) -> (cell: Cell, before: Int) {
            /// The last place before which there are no more values.
            func place(_ before: [Int]) -> Int {
                var (low, high) = (0, before.count - 1)
                while high - low > 1 {
                    let middle = (low + high) / 2
                    if before[middle] <= rank { low = middle } else { high = middle }
                }
                return low
            }
            if rank < beforeStretch[0] {
                let found = place(beforeLowest)
                return (lowest[found], beforeLowest[found])
            }
            if rank >= beforeHighest[0] {
                let found = place(beforeHighest)
                return (highest[found], beforeHighest[found])
            }
            let stretch = place(beforeStretch)
            var (found, before) = (stretch * Self.stretch, beforeStretch[stretch])
            while before + Int(sketch.core[found]) <= rank {
                before += Int(sketch.core[found])
                found += 1
            }
            return (Cell(bin: .core(found), count: Int(sketch.core[found])), before)
        }

        /// The value at a rank, from 0: inside a bin values lie at equal distances; the first and the last are exact.
        private func value(atRank rank: Int) -> Double {
            if rank == 0 { return sketch.least }
            if rank == total - 1 { return sketch.greatest }
            let (cell, before) = cell(ofRank: rank)
            let (low, high) = sketch.ends(of: cell)
            return low + (Double(rank - before) + 0.5) / Double(cell.count) * (high - low)
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
                    let (low, high) = sketch.ends(of: cell(ofRank: rank).cell)
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
