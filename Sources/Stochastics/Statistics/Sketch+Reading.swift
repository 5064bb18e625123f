extension Sketch {
    /// What a sketch says of a figure that holds at least one value.
    ///
    /// Reading goes through the bins once for all percentiles.
    package struct Reading: Sendable {
        private let cells: [Cell]
        /// How many values lie before each cell.
        private let before: [Int]
        /// What is read; of its bins only those are looked at that are asked for.
        private let sketch: Sketch
        /// Number of values.
        package let total: Int

        init(_ sketch: Sketch) {
            let cells = sketch.cells
            var total = 0
            let before = [Int](unsafeUninitializedCapacity: cells.count) { before, count in
                for cell in cells {
                    before.initializeElement(at: count, to: total)
                    count += 1
                    total += cell.count
                }
            }
            (self.cells, self.before, self.total) = (cells, before, total)
            self.sketch = sketch
        }

        /// The largest value, signs aside.
        private var largest: Double { max(abs(sketch.least), abs(sketch.greatest)) }

        /// The cell that holds a rank.
        private func cell(ofRank rank: Int) -> Int {
            var (low, high) = (0, cells.count)
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
            let index = cell(ofRank: rank)
            let (low, high) = sketch.ends(of: cells[index])
            return low + (Double(rank - before[index]) + 0.5) / Double(cells[index].count) * (high - low)
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
                    let (low, high) = sketch.ends(of: cells[cell(ofRank: rank)])
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
            for cell in worst == .lowest ? cells : cells.reversed() {
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
