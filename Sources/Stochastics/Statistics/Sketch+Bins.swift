extension Sketch {
    /// How the bins of a sketch lie.
    ///
    /// From below: a tail, coarse bins, bins of one width, as many coarse bins again, a tail. Most sketches have no coarse
    /// bins. Those of which only what lies between P5 and P95 is read have them in place of fine bins beyond: they are a third
    /// as long, and stay in a nearer cache.
    package struct Bins: Sendable, Hashable {
        /// The value with a counter of its own.
        package let atom: Double
        /// Bins of one width are 2^exponent wide, so that their edges are exact.
        package let exponent: Int
        /// Fine bins begin at `first` widths from 0, and there are `count` of them.
        package let first, count: Int
        /// How many coarse bins there are on either side; if any, `first` and `count` are multiples of ``coarseness``, so that 0
        /// is an edge wherever it lies.
        package let outskirts: Int

        /// How many fine bins a coarse one is as wide as.
        static let coarseness = 16

        /// Of its parts, which the properties of these names explain.
        package init(atom: Double, exponent: Int, first: Int, count: Int, outskirts: Int = 0) {
            self.atom = atom
            self.exponent = exponent
            self.first = first
            self.count = count
            self.outskirts = outskirts
        }

        /// The least number of bins in the P5 to P95 range of the first batch.
        private static let fewest = 1280.0

        /// The most bins of one width.
        private static let most = 1 << 16

        /// Bins for a figure whose first batch is given, without values that are not numbers.
        package init(firstBatch values: UnsafePointer<Double>, count: Int) {
            self.init(firstBatches: [(values, count)])
        }

        /// Bins that serve several samples: as narrow as the narrowest asks for, and as far as the widest.
        ///
        /// - Parameter isCoarseOutside: whether bins are to be coarse from some way beyond the P5 to P95 range: an eighth of
        ///   it, or more where a sample is small. P5 of 512 trials lies above P10 of the distribution once in 10,000 times, so
        ///   that percentiles from P10 to P90 are read from fine bins; ``Sketch/Reading/resolution(at:)`` tells if not.
        package init(firstBatches batches: [(values: UnsafePointer<Double>, count: Int)], isCoarseOutside: Bool = false)
        {
            var (low, high, exponent) = (Double.infinity, -Double.infinity, Int.max)
            var (fineLow, fineHigh) = (low, high)
            var atom: Double?
            let selection = Selection()
            for (values, count) in batches where count > 0 {
                let found = selection.quantiles(of: values, count: count, at: [0, 0.05, 0.95, 1])
                let (least, p5, p95, greatest) = (found[0], found[1], found[2], found[3])
                if atom == nil { atom = least }
                guard greatest > least else { continue }
                let range = p95 > p5 ? p95 - p5 : greatest - least
                // A bin is never so narrow that doubles could not tell its neighbours apart.
                let finest = Int(max(abs(least), abs(greatest)).exponent) - 44
                exponent = min(exponent, max(finest, Int((range / Self.fewest).exponent)))
                low = min(low, max(least, p5 - 4 * range) - range / 2)
                high = max(high, min(greatest, p95 + 4 * range) + range / 2)
                let margin = range * max(1 / 8, 64 / Double(count))
                if isCoarseOutside { (low, high) = (min(low, p5 - 4 * range), max(high, p95 + 4 * range)) }
                fineLow = min(fineLow, (p95 > p5 ? p5 : least) - margin)
                fineHigh = max(fineHigh, (p95 > p5 ? p95 : greatest) + margin)
            }
            guard low < high else {
                let value = atom ?? 0
                self.init(atom: value, exponent: value == 0 ? -20 : Int(value.exponent) - 40, first: 0, count: 0)
                return
            }
            while (high - low) * Self.power(-exponent) > Double(Self.most) { exponent += 1 }
            func place(_ value: Double) -> Int { Int((value * Self.power(-exponent)).rounded(.down)) }
            guard isCoarseOutside else {
                let first = place(low)
                self.init(atom: 0, exponent: exponent, first: first, count: place(high) - first + 1)
                return
            }
            func coarse(_ value: Double) -> Int { Int((value * Self.power(-exponent - 4)).rounded(.down)) }
            let (first, last) = (coarse(fineLow), coarse(fineHigh))
            self.init(
                atom: 0, exponent: exponent, first: first * Self.coarseness,
                count: (last - first + 1) * Self.coarseness, outskirts: max(first - coarse(low), coarse(high) - last, 0)
            )
        }

        static func power(_ exponent: Int) -> Double {
            Double(sign: .plus, exponent: exponent, significand: 1)
        }

        /// Width of a fine bin.
        var width: Double { Self.power(exponent) }
        /// The number of places of bins: fine and coarse ones.
        package var places: Int { count + 2 * outskirts }
        /// Where bins begin and end; the atom where there are none.
        var start: Double { count > 0 ? edge(ofPlace: 1) : atom }
        var end: Double { count > 0 ? edge(ofPlace: places + 1) : atom }

        /// The lower edge of the bin at a place of ``Sketch/core``, from 1.
        func edge(ofPlace place: Int) -> Double {
            let bin = place - 1 - outskirts
            if bin < 0 { return Double(first + bin * Self.coarseness) * width }
            return Double(first + min(bin, count) + max(0, bin - count) * Self.coarseness) * width
        }

        /// The place of the bin of which 0 is the lower edge, where it lies among them.
        var placeOfZero: Int {
            let bin = -first
            if bin < 0 { return 1 + outskirts + bin / Self.coarseness }
            return 1 + outskirts + min(bin, count) + max(0, bin - count) / Self.coarseness
        }
    }
}
